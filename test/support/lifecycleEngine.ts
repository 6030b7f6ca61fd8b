import { Client, type ClientOptions } from "../../provider/client";
import { RetryBudget } from "../../provider/client/limits";
import { providerText } from "../../provider/hosts/dynamic/providerText";
import type { CheckFailure } from "../../provider/lifecycle/inputs/check";
import type { PartialFailure } from "../../provider/lifecycle/errors";
import type { Handler } from "../../provider/lifecycle/forms/handler";
import { fullObject } from "../../provider/lifecycle/forms/fullObject";
import type { ResourceDefinition } from "../../provider/lifecycle/kind";
import { ProgramKnowledge } from "../../provider/lifecycle/run/programKnowledge";
import type { Handover } from "../../provider/lifecycle/holders/handovers";
import type { Begun } from "../../provider/lifecycle/run/journal";
import { namesAmong } from "../../provider/inventory/names";
import { referrersAmong } from "../../provider/inventory/referrers";
import { Run } from "../../provider/lifecycle/run/run";
import { type Props, UNKNOWN } from "../../provider/common/values";
import { type Kind, registry } from "../../provider/kinds/registry";
import { readSettings, type Settings } from "../../provider/settings/settings";
import { memoryNotes } from "./memoryNotes";

/** Returns the uuid of another resource of the program; in a preview it is unknown if that does not exist yet. */
export type UuidOf = (name: string) => Promise<string>;

/** One resource of a program. */
export interface Declared {
  readonly kind: Kind;
  readonly inputs: Props | ((uuidOf: UuidOf) => Promise<Props>);
  /** The resource option of this name; if left out, the diff decides. */
  readonly deleteBeforeReplace?: boolean;
  /** Names that it had before. */
  readonly aliases?: readonly string[];
}

/** Resources by name. */
export type Program = Readonly<Record<string, Declared>>;

/** One resource as a stack's state has it. */
export interface Recorded {
  readonly kind: Kind;
  readonly id: string;
  readonly inputs: Props;
  readonly outputs: Props;
  readonly initErrors: readonly string[];
  /** Marked to be replaced, whatever the diff says. */
  readonly isTainted?: boolean;
}

export type Step = "same" | "create" | "update" | "replace" | "delete";

/** The result of a command: its steps and errors. */
export interface Report {
  readonly steps: Record<string, Step>;
  readonly errors: Record<string, Error>;
}

/** The API that a stack speaks to. */
export interface Api {
  readonly url: string;
  readonly credentials: { readonly reseller: string; readonly user: string; readonly password: string };
}

/** Arguments that check refused. */
export class Refused extends Error {
  constructor(readonly failures: readonly CheckFailure[]) {
    super(failures.map(({ reason }) => reason).join("\n"));
  }
}

/** A value as it comes out of the engine's gRPC; throws if the engine would, which loses an object that was just created. */
export function overGrpc<T extends Props>(value: T): T {
  return transmitted(value) as T;
}

function transmitted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(transmitted);
  if (typeof value === "object" && value !== null) {
    if (Object.prototype.toString.call(value) !== "[object Object]") throw new Error("Unexpected struct type.");
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, transmitted(inner)]));
  }
  if (value === undefined || !["string", "number", "boolean", "object"].includes(typeof value)) throw new Error("Unexpected struct type.");
  return value;
}

/** Purchases as many as a test makes: what stops them is tested by itself. */
const anyNumber = Object.fromEntries(
  Object.values<ResourceDefinition>(registry).flatMap((definition) =>
    definition.chargeable === undefined ? [] : [[definition.kind, 10_000] as const],
  ),
);

/** What the settings are without a word about them; read once, because the handlers ask for the settings at every call. */
let read: Settings | undefined;

export function defaults(): Settings {
  return (read ??= readSettings(() => undefined, { YAY_RESELLER: "r", YAY_USER: "u", YAY_PASSWORD: "p" }));
}

export function urnOf(kind: Kind, name: string): string {
  return `urn:pulumi:dev::test::pulumi-nodejs:dynamic/yay:${kind}::${name}`;
}

/**
 * Simulates the engine in this process: calls the handlers with one run and one client for each command, passes values through the engine's
 * serialisation, and records partial failures.
 */
export class Engine {
  readonly state = new Map<string, Recorded>();
  readonly journal = memoryNotes<Begun>();
  readonly handovers = memoryNotes<Handover>();
  /** The text of every error that a command printed. */
  readonly printed: string[] = [];
  /** The lines that handlers printed for the user. */
  readonly said: string[] = [];
  /** The pauses before retries, in milliseconds; they take no real time. */
  readonly pauses: number[] = [];
  /** Replaced objects that are still to be deleted. */
  readonly pendingDeletes: (Recorded & { readonly name: string })[] = [];
  /** Whether an up continues with its deletions after a failure, as with --continue-on-error. */
  continuesOnError = true;
  readonly #api: Api;
  readonly #settings: Partial<Settings>;
  #known = new ProgramKnowledge();
  readonly #partial = new WeakSet<Error>();

  constructor(api: Api, settings: Partial<Settings> = {}) {
    this.#api = api;
    this.#settings = settings;
  }

  get settings(): Settings {
    const { url, credentials } = this.#api;
    return { ...defaults(), ...credentials, baseUrl: url, timeoutSeconds: 5, maxPurchasesPerRun: anyNumber, ...this.#settings };
  }

  /** The same stack with other settings. */
  with(settings: Partial<Settings>): Engine {
    const other = new Engine(this.#api, { ...this.#settings, ...settings });
    this.state.forEach((recorded, name) => other.state.set(name, recorded));
    this.journal.entries.forEach((begun, key) => other.journal.entries.set(key, begun));
    this.handovers.entries.forEach((handover, key) => other.handovers.entries.set(key, handover));
    return other;
  }

  recorded(name: string): Recorded {
    const found = this.state.get(name);
    if (found === undefined) throw new Error(`The state has no ${name}: ${this.printed.join("\n")}`);
    return found;
  }

  /** Does what `pulumi state taint` and `untaint` do. */
  taint(name: string, isTainted = true): void {
    this.state.set(name, { ...this.recorded(name), isTainted });
  }

  /** The steps of a preview, without credentials and requests. */
  async preview(program: Program): Promise<Record<string, Step>> {
    const steps: Record<string, Step> = {};
    this.#known = new ProgramKnowledge((text) => this.said.push(text), { givenPaths: () => this.settings.paths });
    const uuidOf: UuidOf = (name) => Promise.resolve(this.state.get(name)?.id ?? UNKNOWN);
    for (const [name, declared] of Object.entries(program)) {
      const { step } = await this.#plan(handlerFor(declared.kind, noRun, this.#known), { name, declared, uuidOf });
      steps[name] = step;
    }
    for (const name of this.state.keys()) if (!Object.hasOwn(program, name)) steps[name] = "delete";
    return steps;
  }

  /** Makes the account equal to the program; throws if anything failed. */
  async up(program: Program, run: Run = this.run()): Promise<Record<string, Step>> {
    const { steps, errors } = await this.tryUp(program, run);
    const [first] = Object.values(errors);
    if (first !== undefined) throw first;
    return steps;
  }

  async tryUp(program: Program, run: Run = this.run(), isAlive: () => boolean = () => true): Promise<Report> {
    const report: Report = { steps: {}, errors: {} };
    this.#known = new ProgramKnowledge((text) => this.said.push(text), { givenPaths: () => this.settings.paths });
    this.#followAliases(program);
    const made = new Map<string, Promise<string>>();
    const uuidOf: UuidOf = (name) => {
      const declared = program[name];
      if (declared === undefined) return Promise.reject(new Error(`The program has no ${name}.`));
      const known = made.get(name) ?? this.#apply({ name, declared, uuidOf }, { run, report, isAlive });
      made.set(name, known);
      return known;
    };
    await Promise.allSettled(Object.keys(program).map(uuidOf));
    if (!isAlive() || (!this.continuesOnError && Object.keys(report.errors).length > 0)) return report;
    for (const name of [...this.state.keys()].reverse().filter((each) => !Object.hasOwn(program, each))) {
      await this.#delete(name, { run, report, isAlive });
    }
    await this.#deleteReplaced({ run, report, isAlive });
    return report;
  }

  /** An update whose engine and host die at `moment`: later answers are not recorded, and nothing more is sent. */
  async killedUp(program: Program, moment: Promise<unknown>): Promise<void> {
    const run = this.run();
    let alive = true;
    const going = this.tryUp(program, run, () => alive);
    await Promise.race([moment, going]);
    alive = false;
    void run.client.stop();
    void going;
  }

  /** Reads every object; returns which changed or are gone. */
  async refresh(run: Run = this.run()): Promise<Record<string, "same" | "changed" | "gone">> {
    const found: Record<string, "same" | "changed" | "gone"> = {};
    const outcomes = await Promise.allSettled(
      [...this.state].map(async ([name, recorded]) => {
        const { id, kind, outputs } = recorded;
        const result = await handlerFor(kind, () => run).read(id, overGrpc(outputs));
        if (result.id === "") {
          this.state.delete(name);
          found[name] = "gone";
          return;
        }
        const provider = { __provider: outputs["__provider"] };
        const next = { outputs: overGrpc({ ...result.props, ...provider }), inputs: overGrpc({ ...result.inputs, ...provider }) };
        found[name] = same(next, { outputs, inputs: recorded.inputs }) ? "same" : "changed";
        this.state.set(name, { ...recorded, ...next, id: result.id, initErrors: [] });
      }),
    );
    const failed = outcomes.find((outcome) => outcome.status === "rejected");
    if (failed !== undefined) throw this.#print(failed.reason);
    return found;
  }

  async destroy(run: Run = this.run()): Promise<void> {
    await this.up({}, run);
  }

  /** The run of one command, with its own client, whose pauses take no time. */
  run(options: Pick<ClientOptions, "makeTransport"> = {}): Run {
    let now = Date.now();
    const client = new Client(this.settings, {
      ...options,
      clock: () => now,
      random: () => 0,
      sleep: (milliseconds) => {
        now += milliseconds;
        this.pauses.push(milliseconds);
        return Promise.resolve();
      },
      budget: new RetryBudget(),
    });
    const kinds = Object.values(registry);
    const [referrers, names] = [referrersAmong(kinds), namesAmong(kinds)];
    const say = (text: string) => this.said.push(text);
    return new Run(client, this.settings, { journal: this.journal, handovers: this.handovers, referrers, names, say });
  }

  /** Renames resources in the state by their aliases. */
  #followAliases(program: Program): void {
    const nameOf = (old: string) =>
      Object.keys(program).find((name) => !this.state.has(name) && program[name]?.aliases?.includes(old) === true);
    const named = [...this.state].map(
      ([name, recorded]) => [Object.hasOwn(program, name) ? name : (nameOf(name) ?? name), recorded] as const,
    );
    this.state.clear();
    for (const [name, recorded] of named) this.state.set(name, recorded);
  }

  async #plan(handler: Handler, { name, declared, uuidOf }: Planning): Promise<Plan> {
    const written = typeof declared.inputs === "function" ? await declared.inputs(uuidOf) : declared.inputs;
    const news = overGrpc({ ...written, seed: urnOf(declared.kind, name), __provider: providerText(declared.kind) });
    const old = this.state.get(name);
    const isForced = old?.isTainted === true;
    const { inputs, failures } = await handler.check(isForced ? {} : (old?.inputs ?? {}), news);
    if (failures.length > 0) throw new Refused(failures);
    const checked = overGrpc({ ...inputs, __provider: news.__provider });
    if (old === undefined) return { step: "create", inputs: checked, old, deleteBeforeReplace: false };
    if (isForced) return { step: "replace", inputs: checked, old, deleteBeforeReplace: declared.deleteBeforeReplace ?? false };
    const { changes, replaces, ...asked } = await handler.diff(old.id, overGrpc(old.outputs), checked);
    const deleteBeforeReplace = declared.deleteBeforeReplace ?? asked.deleteBeforeReplace;
    const step = replaces.length > 0 ? "replace" : changes || old.initErrors.length > 0 ? "update" : "same";
    return { step, inputs: checked, old, deleteBeforeReplace };
  }

  async #apply(planning: Planning, { run, report, isAlive }: Applying): Promise<string> {
    const { name, declared } = planning;
    const handler = handlerFor(declared.kind, () => run, this.#known);
    try {
      const plan = await this.#plan(handler, planning);
      report.steps[name] = plan.step;
      const { old } = plan;
      const deletesFirst = plan.step === "replace" && old !== undefined && plan.deleteBeforeReplace;
      if (deletesFirst) {
        await handler.delete(old.id, overGrpc(old.outputs));
        this.state.delete(name);
      }
      const record = await this.#step(handler, declared.kind, plan);
      if (!isAlive()) return record.id;
      if (plan.step === "replace" && old !== undefined && !deletesFirst) this.pendingDeletes.push({ ...old, name });
      this.state.set(name, record);
      return record.id;
    } catch (error) {
      if (isAlive()) this.#keepPartial(planning, error);
      report.errors[name] = this.#print(error);
      throw error;
    }
  }

  async #step(handler: Handler, kind: Kind, { step, inputs, old }: Plan): Promise<Recorded> {
    const provider = { __provider: inputs["__provider"] };
    if (old !== undefined && step === "same") return { ...old, inputs };
    if (old !== undefined && step === "update") {
      const { outs } = await handler.update(old.id, overGrpc(old.outputs), overGrpc(inputs));
      return { kind, id: old.id, inputs, outputs: overGrpc({ ...outs, ...provider }), initErrors: [] };
    }
    const { id, outs } = await handler.create(overGrpc(inputs));
    return { kind, id, inputs, outputs: overGrpc({ ...outs, ...provider }), initErrors: [] };
  }

  #keepPartial({ name, declared }: Planning, error: unknown): void {
    // Resources that depend on it fail with the same error.
    if (!isPartial(error) || this.#partial.has(error)) return;
    this.#partial.add(error);
    const old = this.state.get(name);
    const outputs = overGrpc(error.properties);
    if (typeof outputs["__provider"] !== "string") throw new Error("code must be a string");
    this.state.set(name, {
      kind: declared.kind,
      id: error.id,
      inputs: old?.inputs ?? outputs,
      outputs,
      initErrors: error.reasons,
    });
  }

  async #delete(name: string, { run, report }: Applying): Promise<void> {
    const { kind, id, outputs } = this.recorded(name);
    report.steps[name] = "delete";
    try {
      await handlerFor(kind, () => run, this.#known).delete(id, overGrpc(outputs));
      this.state.delete(name);
    } catch (error) {
      report.errors[name] = this.#print(error);
    }
  }

  async #deleteReplaced({ run, report }: Applying): Promise<void> {
    for (const old of [...this.pendingDeletes]) {
      try {
        await handlerFor(old.kind, () => run, this.#known).delete(old.id, overGrpc(old.outputs));
        this.pendingDeletes.splice(this.pendingDeletes.indexOf(old), 1);
      } catch (error) {
        report.errors[old.name] = this.#print(error);
      }
    }
  }

  #print(error: unknown): Error {
    const thrown = error instanceof Error ? error : new Error(String(error));
    this.printed.push(`${thrown.message}\n${thrown.stack?.includes("/provider/") === true ? "" : (thrown.stack ?? "")}`);
    return thrown;
  }
}

interface Planning {
  readonly name: string;
  readonly declared: Declared;
  readonly uuidOf: UuidOf;
}

interface Plan {
  readonly step: Step;
  readonly inputs: Props;
  readonly old: Recorded | undefined;
  readonly deleteBeforeReplace: boolean;
}

interface Applying {
  readonly run: Run;
  readonly report: Report;
  readonly isAlive: () => boolean;
}

function noRun(): never {
  throw new Error("A preview must not need a run.");
}

/** The handler that the engine's host would load. */
export function handlerFor(kind: Kind, run: () => Run, known = new ProgramKnowledge()): Handler {
  return fullObject(registry[kind], run, known);
}

function isPartial(error: unknown): error is PartialFailure {
  return error instanceof Error && typeof (error as Partial<PartialFailure>).id === "string";
}

/** Equality of plain values, whatever the order of their keys. */
export function same(a: unknown, b: unknown): boolean {
  return sortedText(a) === sortedText(b);
}

function sortedText(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
