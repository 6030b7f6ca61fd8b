import { setImmediate } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { own, type Props } from "../../common/values";
import { type AccountObject, stepUuidsOfState } from "../../inventory/accountObject";
import { type Kind, registry } from "../../kinds/registry";
import type { ResourceDefinition } from "../../lifecycle/kind";
import { beginRehearsal } from "../rehearsal";
import { Inventor } from "./inventedState";
import { inClear, shownArguments } from "./shownArguments";

/** An object that a program declares. Its uuid is invented, and the same in every run of the same program. */
export interface ProgramObject extends AccountObject {
  readonly resource: string;
  /** The arguments whose value the API would choose, such as `extension` if the program says `"next"`: here they are invented. */
  readonly invented?: readonly string[];
}

/** How a program is run without an engine. */
export interface ProgramOptions {
  /** The name of the project. Default `project`. */
  readonly project?: string;
  /** The name of the stack. Default `stack`. */
  readonly stack?: string;
  /** The configuration, each value as text: `{ "acme:size": "3" }`. Left out, what the process has stays. */
  readonly config?: Readonly<Record<string, string>>;
  /** What stands for resources and functions of other packages. Left out, a resource has its inputs as outputs, and a function gives none. */
  readonly others?: Partial<pulumi.runtime.Mocks>;
}

type MockResourceArgs = pulumi.runtime.MockResourceArgs;
type MockResourceResult = pulumi.runtime.MockResourceResult;

const TYPE = /^pulumi-nodejs:dynamic\/yay:(\w+)$/;

/**
 * Begins to note the objects that this process declares, instead of registering them with an engine; the function that it returns gives those that
 * have come so far. Use it if the program runs until the process ends; `accountOf` waits for a program by itself. A number that a `Customer` is
 * still to buy (`toBuy`) is among them.
 */
export function noteObjects(options: ProgramOptions = {}): () => readonly ProgramObject[] {
  const { project, stack, config, others = {} } = options;
  const objects: ProgramObject[] = [];
  const inventor = new Inventor();
  const newResource = (args: MockResourceArgs): MockResourceResult | Promise<MockResourceResult> => {
    const kind = kindOf(args.type);
    if (kind === undefined) return others.newResource?.(args) ?? { id: args.id ?? `${args.name}-id`, state: args.inputs as object };
    if (args.id !== undefined && args.id !== "") return { id: args.id, state: args.inputs as object };
    const { object, chosen } = declared(registry[kind], args, inventor);
    objects.push(object);
    return { id: object.uuid, state: { ...(args.inputs as object), ...chosen } };
  };
  beginRehearsal();
  // It is complete when it returns: what it gives back is a promise for the sake of its form.
  void pulumi.runtime.setMocks({ newResource, call: (args) => others.call?.(args) ?? {} }, project, stack);
  if (config !== undefined) pulumi.runtime.setAllConfig({ ...config });
  return () => objects;
}

/**
 * The objects that a program declares, without an engine and an account: what the API would choose is invented, references lead to each other, and
 * secrets are `[secret]`. Look-ups of the program read the live account, and what they find is not among the objects.
 *
 * @param program runs it, such as `() => import("./index.js")`. A module runs once in a process: call this before anything else imports it.
 * @throws Error if the program declares nothing; and what the program throws.
 */
export async function accountOf(program: () => unknown, options: ProgramOptions = {}): Promise<readonly ProgramObject[]> {
  const noted = noteObjects(options);
  await program();
  await settled(() => noted().length);
  const objects = noted();
  if (objects.length > 0) return objects;
  throw new Error(
    "accountOf: the program declared no object of pulumi-yay. A module runs once in a process: call accountOf before anything else imports it.",
  );
}

/** The SDK's own waiting for requests that are under way, which its types leave out. */
interface Waiting {
  waitForRPCs(): Promise<void>;
}

/** Waits until nothing more comes: a resource may be made when another one's outputs are known. */
async function settled(count: () => number): Promise<void> {
  for (let before = -1; before !== count();) {
    before = count();
    await (pulumi.runtime as unknown as Waiting).waitForRPCs();
    await setImmediate();
  }
}

function kindOf(type: string): Kind | undefined {
  const [, kind = ""] = TYPE.exec(type) ?? [];
  return Object.hasOwn(registry, kind) ? (kind as Kind) : undefined;
}

/** What a program declares by a resource, and what the API would choose of it. */
function declared(
  definition: ResourceDefinition,
  { name, inputs }: MockResourceArgs,
  inventor: Inventor,
): { object: ProgramObject; chosen: Props } {
  const given = inClear(inputs);
  const { uuid, chosen, names } = inventor.invent({ definition, name, inputs: given });
  const invented = names.filter((argument) => definition.fields[argument]?.facts.secret !== true);
  const customer = own(given, "customer");
  const object = {
    kind: definition.kind,
    uuid,
    resource: name,
    args: { ...shownArguments(definition, inputs), ...Object.fromEntries(invented.map((argument) => [argument, chosen[argument]])) },
    ...(typeof customer === "string" && { customer }),
    ...stepUuidsOfState(definition, given),
    ...(invented.length > 0 && { invented }),
  };
  return { object, chosen };
}
