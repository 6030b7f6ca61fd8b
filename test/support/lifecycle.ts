import { type JsonObject, type RequestRecord, type Seed, type Simulator, startSimulator } from "../../provider/simulator/index";
import type { SimulatorOptions } from "../../provider/simulator/index";
import type { Field, ResourceDefinition } from "../../provider/lifecycle/kind";
import type { Props } from "../../provider/common/values";
import type { Run } from "../../provider/lifecycle/run/run";
import { type Kind, registry } from "../../provider/kinds/registry";
import type { Settings } from "../../provider/settings";
import { type Declared, Engine, type Program, type Recorded } from "./lifecycleEngine";

/** A change of one live value by somebody else. */
export interface Drift {
  /** The argument that shows it. */
  readonly argument: string;
  readonly edit: (record: JsonObject) => void;
}

/** Everything that the lifecycle tests have to know about a kind. */
export interface Scenario {
  readonly kind: Kind;
  /** What lives beforehand. */
  readonly seed: Seed;
  /** A value for every argument that goes over the wire, and those that say whose the object is. */
  readonly inputs: Props;
  /** Another value for every argument that can be changed in place. */
  readonly changes: Readonly<Record<string, unknown>>;
  /** Another value for every argument whose change makes a new object. */
  readonly replacements: Readonly<Record<string, unknown>>;
  /** By the path of the declared value that is changed. */
  readonly drifts: Readonly<Record<string, Drift>>;
  /** Paths of values whose drift cannot be seen, each with its reason. */
  readonly unseen: Readonly<Record<string, string>>;
  /** Puts things on the live object that the program never declares. */
  readonly neighbour: (record: JsonObject) => void;
  /** Those things, to be compared before and after. */
  readonly neighbours: (record: JsonObject) => unknown;
  /** Arguments that check refuses, by what is wrong with them; the failure has to name the path. */
  readonly invalid: Readonly<Record<string, { readonly change: Props; readonly path: string }>>;
  /** What only an object made by this resource has, and an adopted one has in its own way. */
  readonly ownOutputs: readonly string[];
  /** Requests before the DELETE. */
  readonly beforeDelete: readonly string[];
  /** What has to differ between several resources of the kind: of those with an object of their own, the natural key. */
  readonly distinct: (index: number) => Props;
  /** Replaces every declared secret by the given text; left out where no argument of the kind is one. */
  readonly withSecret?: (inputs: Props, secret: string) => Props;
}

/** The form of the life that a kind's objects have: how they come into being, and how they end. */
export type Lifecycle = keyof typeof ways;

/** Of each form of life: the method that makes an object, and the one that deletes it. */
const ways = {
  /** An object of its own, that is put as a whole. */
  fullObject: { making: "POST", deleting: "DELETE" },
  /** A part of another kind's object. */
  part: { making: "PUT", deleting: "PUT" },
} as const;

export const lifecycles = Object.keys(ways) as readonly Lifecycle[];

export function lifecycleOf(kind: Kind): Lifecycle {
  const { part }: ResourceDefinition = registry[kind];
  return part === undefined ? "fullObject" : "part";
}

export const waysOf = ({ kind }: Pick<Scenario, "kind">): (typeof ways)[Lifecycle] => ways[lifecycleOf(kind)];

/** What a scenario changes for a replacement: the argument, and what has to go with it. */
export function replacing({ replacements }: Scenario, argument: string): Props {
  const value = replacements[argument];
  return typeof value === "object" && value !== null ? (value as Props) : { [argument]: value };
}

/** A scenario under way: a simulator, a stack, and the resource that the program calls `it`. */
export class Stage {
  readonly scenario: Scenario;
  readonly sim: Simulator;
  readonly engine: Engine;

  private constructor(scenario: Scenario, sim: Simulator, engine: Engine) {
    this.scenario = scenario;
    this.sim = sim;
    this.engine = engine;
  }

  static async open(scenario: Scenario, options: Partial<SimulatorOptions> = {}, settings: Partial<Settings> = {}): Promise<Stage> {
    const sim = await startSimulator({ port: 0, seed: scenario.seed, ...options });
    return new Stage(scenario, sim, new Engine(sim, settings));
  }

  /** Closes the simulator; whatever was done must have kept to the documents. */
  async close(): Promise<void> {
    const { violations } = this.sim;
    await this.sim.close();
    expect(violations).toEqual([]);
  }

  get definition(): ResourceDefinition {
    return registry[this.scenario.kind];
  }

  /** The program with some arguments changed; undefined leaves one out. */
  program(change: Props = {}, options: Pick<Declared, "deleteBeforeReplace"> = {}): Program {
    const inputs = Object.entries({ ...this.scenario.inputs, ...change }).filter(([, value]) => value !== undefined);
    return { it: { kind: this.scenario.kind, inputs: Object.fromEntries(inputs), ...options } };
  }

  async up(change: Props = {}, run?: Run): Promise<string | undefined> {
    return (await this.engine.up(this.program(change), run))["it"];
  }

  get it(): Recorded {
    return this.engine.recorded("it");
  }

  /** The live object as the platform has it. */
  live(id: string = this.it.id): JsonObject {
    const found = this.sim.portal.find(id);
    if (found === undefined) throw new Error(`Nothing lives under ${id}.`);
    return found.record;
  }

  /** A copy of the live object without what the platform sets, its unordered lists sorted. */
  content(): unknown {
    return plain(this.live());
  }

  edit(change: (record: JsonObject) => void): void {
    this.sim.portal.edit(this.it.id, change);
  }

  /** Live objects of the scenario's kind: those of its customers, or the customers themselves; of a part, those that have it. */
  count(): number {
    const { part } = this.definition;
    if (part !== undefined) return [...this.sim.state.objects.values()].filter(({ record }) => !part.isVacant(record)).length;
    return this.definition.scope === "account" ? this.sim.state.customers.size : this.sim.state.objects.size;
  }

  /** The requests that an action causes. */
  async requests(action: () => Promise<unknown>): Promise<RequestRecord[]> {
    const from = this.sim.requests.length;
    await action();
    return this.sim.requests.slice(from);
  }

  /** The requests that an action causes, as `METHOD /path`. */
  async traffic(action: () => Promise<unknown>): Promise<string[]> {
    return (await this.requests(action)).map(line);
  }

  /** The requests of a creation. */
  get creation(): string[] {
    return lifecycleOf(this.scenario.kind) === "fullObject" ? this.lines("GET LIST", "POST LIST") : this.lines("GET ITEM", "PUT ITEM");
  }

  /** The requests of a deletion. */
  get deletion(): string[] {
    return lifecycleOf(this.scenario.kind) === "fullObject"
      ? this.lines(...this.scenario.beforeDelete, "DELETE ITEM")
      : this.lines("GET ITEM", "PUT ITEM");
  }

  /** The requests that an action should cause; those for a customer need his name, from one list. */
  lines(...calls: string[]): string[] {
    const { scope, paths } = this.definition;
    const own = calls.map((call) => call.replace("ITEM", paths.item).replace("LIST", paths.collection));
    return scope === "customer" ? ["GET /account/reseller", ...own] : own;
  }
}

/** Whether any argument of a kind, or a part of one, is a secret. */
export function hasSecrets({ kind }: Scenario): boolean {
  const facts = Object.values<Field>(registry[kind].fields).map((field) => field.facts);
  return facts.some(({ secret, nested }) => secret === true || Object.values(nested ?? {}).some((inner) => inner.secret === true));
}

export function line({ method, path }: { method: string; path: string }): string {
  return `${method} ${path.replace(/[0-9a-f-]{36}/i, "{uuid}")}`;
}

/** Runs an action on a fresh stage. */
export async function onStage(
  scenario: Scenario,
  action: (stage: Stage) => Promise<void>,
  options: Partial<SimulatorOptions> = {},
  settings: Partial<Settings> = {},
): Promise<void> {
  const stage = await Stage.open(scenario, options, settings);
  try {
    await action(stage);
  } finally {
    await stage.close();
  }
}

/** A live value without uuids and dates below the top; lists of objects in one order. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items: unknown[] = value.map(plain);
    return items.every((item) => typeof item === "object") ? items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key, inner]) => !["uuid", "created_on", "updated_on"].includes(key) || isReference(key, value, inner),
  );
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, plain(inner)]));
}

/** A uuid that points at something else, as in an entry of a flow. */
function isReference(key: string, holder: object, inner: unknown): boolean {
  return key === "uuid" && typeof inner === "string" && ("type" in holder || "module" in holder);
}

/** The error that a promise ends with. */
export async function failure(promise: Promise<unknown>): Promise<Error> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof Error) return outcome;
  throw new Error("It should have failed.");
}
