import { type JsonObject, type RequestRecord, type Simulator, startSimulator } from "../../provider/simulator/index";
import type { SimulatorOptions } from "../../provider/simulator/index";
import type { ResourceDefinition } from "../../provider/lifecycle/kind";
import type { Props } from "../../provider/common/values";
import type { Run } from "../../provider/lifecycle/run/run";
import { referringKinds } from "../../provider/inventory/referrers";
import { registry } from "../../provider/kinds/registry";
import type { Settings } from "../../provider/settings/settings";
import { type Declared, Engine, type Program, type Recorded } from "./lifecycleEngine";
import { definitionOf, isOwn, lifecycleOf, type Scenario, simulatedAs } from "./scenario";

/** A running scenario: a simulator, a stack, and the resource that the program calls `it`. */
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
    return new Stage(scenario, sim, new Engine(sim, { ...scenario.settings, ...settings }));
  }

  /** Closes the simulator; fails if anything was sent that the documents forbid. */
  async close(): Promise<void> {
    const { violations } = this.sim;
    await this.sim.close();
    expect(violations).toEqual([]);
  }

  get definition(): ResourceDefinition {
    return definitionOf(this.scenario.kind, this.scenario.inputs);
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

  /** The live object on the platform. */
  live(id: string = this.it.id): JsonObject {
    const found = this.sim.portal.find(this.scenario.stored?.(id) ?? id);
    if (found === undefined) throw new Error(`Nothing lives under ${id}.`);
    return found.record;
  }

  /** A copy of the live object without what the platform sets, its unordered lists sorted. */
  content(): unknown {
    return plain(this.live());
  }

  edit(change: (record: JsonObject) => void): void {
    const { id } = this.it;
    this.sim.portal.edit(this.scenario.stored?.(id) ?? id, change);
  }

  /** Live objects of the scenario's kind: those of its customers, or the customers themselves; of a part, those that have it. */
  count(): number {
    const { part, scope } = this.definition;
    const { kind, isMade = (record: JsonObject) => part?.isVacant(record) !== true } = this.scenario;
    if (scope === "account") return this.sim.state.customers.size;
    const names = simulatedAs(kind);
    if (names.length === 0) throw new Error(`The simulator has no ${kind}.`);
    const owners = [undefined, ...[...this.sim.state.customers.values()].map(({ record }) => String(record["name"]))];
    return owners.flatMap((owner) => names.flatMap((name) => this.sim.portal.list(name, owner))).filter(isMade).length;
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

  /** The lines that an action prints for the user. */
  async said(action: () => Promise<unknown>): Promise<string[]> {
    const from = this.engine.said.length;
    await action();
    return this.engine.said.slice(from);
  }

  /** The expected requests of a creation. */
  get creation(): string[] {
    if (isOwn(this.scenario.kind)) return this.lines("GET LIST", "POST LIST");
    return this.lines(...(lifecycleOf(this.scenario.kind) === "found" ? ["GET LIST"] : []), "GET ITEM", "PUT ITEM");
  }

  /** The expected requests of a deletion. It looks first who refers to the object; in which order the lists come is not known. */
  get deletion(): string[] {
    if (!isOwn(this.scenario.kind)) return this.lines("GET ITEM", "PUT ITEM");
    const lists = referringKinds(Object.values(registry), this.scenario.kind).map(({ paths }) => `GET ${paths.collection}`);
    return this.lines(...this.scenario.beforeDelete, ...lists, "DELETE ITEM");
  }

  /** The expected requests of an action; those on behalf of a customer need its name, from one list. */
  lines(...calls: string[]): string[] {
    const { scope, paths } = this.definition;
    const own = calls.map((call) =>
      call
        .replace("ITEM", paths.item)
        .replace("LIST", paths.collection)
        .replaceAll(/\{\w+\}/g, "{uuid}"),
    );
    return scope === "customer" ? ["GET /account/reseller", ...own] : own;
  }
}

export function line({ method, path }: { method: string; path: string }): string {
  return `${method} ${path.replaceAll(/[0-9a-f-]{36}/gi, "{uuid}")}`;
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

/** Whether a uuid refers to another object, as in an entry of a flow. */
function isReference(key: string, holder: object, inner: unknown): boolean {
  return key === "uuid" && typeof inner === "string" && ("type" in holder || "module" in holder);
}

/** The error with which a promise rejects. */
export async function failure(promise: Promise<unknown>): Promise<Error> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof Error) return outcome;
  throw new Error("It should have failed.");
}
