import * as pulumi from "@pulumi/pulumi";
import type { CreditTransferArgs } from "../../kinds/creditTransfer/creditTransfer";
import type { Id } from "../../common/id";
import { isLater, withNothingMarked } from "./given";
import type { Judged } from "./declaredResources";
import { refuseOutput } from "./marks";
import { dynamicResource } from "./resource";
import { YayComponent } from "./yayResource";

/** What a program writes for a transfer of calling credit. */
export interface CreditTransferInputs extends Omit<CreditTransferArgs, "customer" | "amount"> {
  /** The uuid of the customer that gets the credit. */
  readonly customer: pulumi.Input<Id<"SubReseller">>;
  /** The amount as a text with at most three decimals, such as `"25.00"`. */
  readonly amount: pulumi.Input<string>;
}

interface IntentState {
  readonly nonce: string;
  readonly preparedAt: string;
  readonly sendBefore: string;
  readonly deadlineSeconds: number | undefined;
  readonly balanceBefore: string | undefined;
  readonly customerHash: string;
}

interface ExecutionState {
  readonly state: string;
  readonly said: string | undefined;
}

type Child = Record<string, unknown>;

type Guard = pulumi.Resource & { readonly reference: pulumi.Output<string> };

const Reference = dynamicResource<Child, { readonly reference: string }, string>("CreditTransferReference", () => ({
  internal: true,
  outputs: ["reference"],
}));

const Intent = dynamicResource<Child, IntentState, string>("CreditTransferIntent", () => ({
  internal: true,
  outputs: ["nonce", "preparedAt", "sendBefore", "deadlineSeconds", "balanceBefore", "customerHash"],
}));

const Execution = dynamicResource<Child, ExecutionState, string>("CreditTransferExecution", () => ({
  internal: true,
  outputs: ["state", "said"],
}));

/** Credit goes to a customer alone. */
const transfer: Judged = { kind: "CreditTransfer", fields: { customer: { facts: { refersTo: ["SubReseller"] } } } };

const declaredResources = () => require("./declaredResources") as typeof import("./declaredResources");

const movements = () => require("./movements") as typeof import("./movements");

/** The references of each run; the root resource identifies the run. */
const references = new WeakMap<object, Set<string>>();

/**
 * A transfer of calling credit to a customer: it is sent once, cannot be taken back, and is never sent again by itself. The state keeps its
 * records under its reference, protected unless the options say `protect: false`.
 */
export class CreditTransfer extends YayComponent {
  /** The reference, unchanged. */
  readonly reference!: pulumi.Output<string>;
  /** The number of the attempt that this program wants: 1, plus one for each word of `earlier`. */
  readonly attempt!: pulumi.Output<number>;
  /** How that attempt ended: `settled` if the money has moved. Anything else fails the run, so a program never reads another state. */
  readonly state!: pulumi.Output<string>;

  constructor(name: string, inputs: CreditTransferInputs, opts: pulumi.ComponentResourceOptions = {}) {
    refuseOutput(`CreditTransfer ${JSON.stringify(name)}`, inputs);
    refuseOutputs(name, inputs);
    declaredResources().refuseMisplaced(transfer, { name, args: inputs });
    refuseTwice(inputs.reference);
    super("yay:index:CreditTransfer", name, {}, opts);
    const args = withNothingMarked(inputs);
    const { reference, customer, amount, outcome, earlier } = args;
    const guard = new Reference(
      name,
      { reference, customer, amount, outcome, earlier },
      { parent: this, protect: false, ...(opts.dependsOn === undefined ? {} : { dependsOn: opts.dependsOn }) },
    );
    const words = Array.isArray(earlier) ? earlier : [];
    const execution = typeof reference === "string" && reference !== "" ? attempts(args, words, guard, opts.protect ?? true) : undefined;
    this.reference = pulumi.output(reference);
    this.attempt = pulumi.output(words.length + 1);
    this.state = execution?.state ?? pulumi.output("");
    const told = execution === undefined || outcome === "received" ? undefined : movements().announce({ customer, amount, execution });
    this.registerOutputs({ reference, attempt: words.length + 1, state: this.state, told });
  }
}

/**
 * Declares every attempt up to the one that the program wants, each after the one before. They are named by the reference and have no
 * parent, so that a renamed or moved component finds them again.
 */
function attempts(args: CreditTransferInputs, words: readonly string[], guard: Guard, protect: boolean) {
  const { reference, customer, amount, outcome } = args;
  const opts = { protect, dependsOn: [guard] };
  let last: pulumi.CustomResource & { readonly state: pulumi.Output<string>; readonly said: pulumi.Output<string | undefined> };
  let previous: pulumi.Output<string | undefined> | undefined;
  let attempt = 1;
  do {
    const word = words[attempt - 1];
    const child = attempt === 1 ? reference : `${reference}#${attempt}`;
    const isLast = word === undefined;
    const shared = { reference, customer, amount, attempt };
    const asked = { attempts: words.length + 1, outcome: isLast ? outcome : undefined, previous, held: guard.reference };
    const intent = new Intent(child, { ...shared, ...asked }, opts);
    const { nonce, preparedAt, sendBefore, deadlineSeconds, balanceBefore, customerHash } = intent;
    const prepared = { nonce, preparedAt, sendBefore, deadlineSeconds, balanceBefore, customerHash };
    last = new Execution(child, { ...shared, ...prepared, word: isLast ? outcome : word }, opts);
    previous = last.said;
    attempt++;
  } while (attempt <= words.length + 1);
  return last;
}

/** Refuses outputs for arguments that determine the names and the number of resources, which must be known when the program runs. */
function refuseOutputs(name: string, args: CreditTransferInputs): void {
  const problems = (["reference", "outcome", "earlier"] as const).filter((argument) => isLater(args[argument]));
  if (problems.length === 0) return;
  throw new pulumi.RunError(
    `CreditTransfer "${name}": ${problems.join(" and ")} must be written in the program itself and cannot be an output: the records of a transfer are named by it.`,
  );
}

function refuseTwice(reference: string): void {
  const root = pulumi.runtime.getStackResource();
  if (root === undefined) return;
  const seen = references.get(root) ?? new Set();
  references.set(root, seen);
  if (seen.has(reference)) {
    throw new pulumi.RunError(
      `Two CreditTransfers have the reference ${JSON.stringify(reference)}. A reference is one payment: give each its own, such as "2026-11 top-up acme".`,
    );
  }
  seen.add(reference);
}
