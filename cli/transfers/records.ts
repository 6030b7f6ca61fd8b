import { isSigned, withoutSecrets } from "pulumi-yay/callflow";
import { isClosed, type Prepared, preparedIn, recordIn, type TransferRecord, type TransferState, transferName } from "pulumi-yay/transfers";
import { UsageError } from "../shared/failure.js";
import { isRecord } from "../shared/json.js";

type Entries = Readonly<Record<string, unknown>>;

/** One attempt in a stack's state. */
export interface Attempt {
  readonly prepared: Prepared;
  /** How it ended; undefined if the run that prepared it recorded nothing more. */
  readonly record: TransferRecord | undefined;
  readonly state: TransferState | "cutOff";
  /** Whether somebody still has to say what happened. */
  readonly isOpen: boolean;
  /** Its resources in the state, the last one created first. */
  readonly parts: readonly Part[];
}

/** One resource of a transfer. */
export interface Part {
  readonly urn: string;
  readonly isProtected: boolean;
  /** As the engine exports it. */
  readonly resource: Entries;
}

/** All attempts of one payment. */
export interface Transfer {
  readonly reference: string;
  readonly attempts: readonly Attempt[];
  /** The resources that reserve its reference in the state; they send and record nothing. */
  readonly guards: readonly Part[];
}

const TIMES = ["preparedAt", "sendBefore", "sentAt", "endedAt", "saidAt"] as const;

/** The transfers in the output of `pulumi stack export`, in the order in which they were prepared; undefined if it is anything else. */
export function transfersOf(value: unknown): Transfer[] | undefined {
  const deployment = isRecord(value) ? value["deployment"] : undefined;
  const resources = isRecord(deployment) ? deployment["resources"] : undefined;
  if (!isRecord(deployment) || (resources !== undefined && !Array.isArray(resources))) return undefined;
  const states = (resources ?? []).filter(isRecord);
  const attempts = attemptsOf(states);
  const references = [...new Set(attempts.map(({ prepared }) => prepared.reference))];
  return references.map((reference) => ({
    reference,
    attempts: attempts.filter(({ prepared }) => prepared.reference === reference),
    guards: guardsOf(states, reference),
  }));
}

/** All resources of a transfer, in the order in which they can be deleted: dependencies come last. */
export function partsOf({ attempts, guards }: Transfer): Part[] {
  return [...attempts.toReversed().flatMap(({ parts }) => parts), ...guards];
}

/** Quotes parts as arguments for a shell. */
export function shellWords(parts: readonly Part[]): string {
  return parts.map(({ urn }) => `'${urn.replaceAll("'", "'\\''")}'`).join(" ");
}

/** Combines intents and executions into attempts, by their nonce. */
function attemptsOf(states: readonly Entries[]): Attempt[] {
  const byNonce = new Map<string, { intent: Entries[]; execution: Entries[] }>();
  for (const state of states) {
    const kind = kindOf(state);
    if (kind !== "intent" && kind !== "execution") continue;
    const nonce = String(propsOf(state)["nonce"] ?? state["id"]);
    const known = byNonce.get(nonce) ?? { intent: [], execution: [] };
    known[kind].push(state);
    byNonce.set(nonce, known);
  }
  return [...byNonce.values()]
    .map(({ intent, execution }) => attemptOf(intent, execution))
    .sort((a, b) => Date.parse(a.prepared.preparedAt) - Date.parse(b.prepared.preparedAt));
}

function attemptOf(intents: readonly Entries[], executions: readonly Entries[]): Attempt {
  const parts = [...executions, ...intents].map(partOf);
  const [execution] = executions;
  if (execution !== undefined) {
    const record = recordIn(propsOf(execution));
    refuseUnreadable(record);
    return { prepared: record, record, state: record.state, isOpen: !isClosed(record), parts };
  }
  const prepared = preparedIn(propsOf(intents[0] ?? {}));
  refuseUnreadable(prepared);
  return { prepared, record: undefined, state: "cutOff", isOpen: true, parts };
}

/** Throws if a record cannot be read completely: a record of money is never shown in part. */
function refuseUnreadable(record: Prepared | TransferRecord): void {
  const known = record as Partial<TransferRecord>;
  const wrong = TIMES.filter((name) => known[name] !== undefined && Number.isNaN(Date.parse(known[name])));
  const missing = (["reference", "amount", "customer", "attempt", "preparedAt", "sendBefore"] as const).filter(
    (name) => known[name] === undefined,
  );
  const faults = [...wrong.map((name) => `${name} is no time`), ...missing.map((name) => `${name} is missing`)];
  if (faults.length > 0) throw new UsageError(`The state's record of ${transferName(record)} cannot be read: ${faults.join(", ")}.`);
}

/** The resources that reserve the reference, and their components if they have no other children. */
function guardsOf(states: readonly Entries[], reference: string): Part[] {
  const guards = states.filter((state) => kindOf(state) === "guard" && propsOf(state)["reference"] === reference);
  const components = guards.flatMap(({ parent }) => {
    const children = states.filter((state) => state["parent"] === parent);
    return children.length === 1 ? states.filter(({ urn, type }) => urn === parent && type === "yay:index:CreditTransfer") : [];
  });
  return [...guards, ...components].map(partOf);
}

function kindOf({ type }: Entries): "guard" | "intent" | "execution" | undefined {
  const [, kind] = /dynamic\/yay:CreditTransfer(Reference|Intent|Execution)$/.exec(String(type)) ?? [];
  return ({ Reference: "guard", Intent: "intent", Execution: "execution" } as const)[kind as "Reference"];
}

function propsOf(state: Entries): Entries {
  const inputs = isRecord(state["inputs"]) ? state["inputs"] : {};
  const outputs = isRecord(state["outputs"]) ? state["outputs"] : {};
  // What a program has marked as secret is not shown.
  return withoutSecrets({ ...inputs, ...outputs }, { isSecret: isSigned }) as Entries;
}

function partOf(resource: Entries): Part {
  return { urn: String(resource["urn"]), isProtected: resource["protect"] === true, resource };
}
