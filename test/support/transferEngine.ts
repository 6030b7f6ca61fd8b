import { providerText } from "../../provider/hosts/dynamic/providerText";
import { PartialFailure } from "../../provider/lifecycle/errors";
import { clean, type Props, UNKNOWN } from "../../provider/common/values";
import type { CreditTransferArgs } from "../../provider/kinds/creditTransfer/creditTransfer";
import type { RecordKind } from "../../provider/kinds/registry";
import { overGrpc, Refused } from "./lifecycleEngine";
import { type Death, HostGone, HostProcess, type ProcessOptions } from "./transferProcess";

/** What a program writes for one transfer; the amount may be an output that a preview does not know. */
export interface Declared extends CreditTransferArgs {
  readonly protect?: boolean;
}

/** Transfers by the name of their component. */
export type TransferProgram = Readonly<Record<string, Declared>>;

/** One resource as the state has it. */
export interface Kept {
  readonly kind: RecordKind;
  readonly id: string;
  readonly inputs: Props;
  readonly outputs: Props;
  readonly initErrors: readonly string[];
  readonly protect: boolean;
}

/** Resources by `Kind::name`. */
export type Snapshot = ReadonlyMap<string, Kept>;

/** The result of one command. */
export interface Outcome {
  readonly isKilled: boolean;
  /** The text of every error that the user saw. */
  readonly errors: readonly string[];
  /** The components that did not complete. */
  readonly failed: readonly string[];
  /** Faults in the protocol between engine and handlers, which must never occur. */
  readonly faults: readonly string[];
  readonly steps: Readonly<Record<string, Step>>;
  readonly said: readonly string[];
  /** How many requests its host made. */
  readonly requests: number;
}

export type Step = "same" | "create" | "update" | "replace" | "delete";

/** How a command is run. */
export interface Command extends Pick<ProcessOptions, "plan" | "env" | "settings" | "onPoint"> {
  readonly skipPreview?: boolean;
  /** `--target`: the resources that are looked at. */
  readonly targets?: ((key: string) => boolean) | undefined;
  /** `--replace` */
  readonly replace?: readonly string[];
  /** How often an onError hook asks for another attempt. */
  readonly retries?: number;
  /** Called with the host process as soon as it exists. */
  readonly onProcess?: (process: HostProcess) => void;
}

class Killed extends Error {}

/** After this many failed attempts the engine stores a resource without an id, and panics from then on. */
const ENGINE_PATIENCE = 100;

const OUTPUTS: Readonly<Record<RecordKind, readonly string[]>> = {
  CreditTransferReference: ["reference"],
  CreditTransferIntent: ["nonce", "preparedAt", "sendBefore", "deadlineSeconds", "balanceBefore", "customerHash"],
  CreditTransferExecution: ["state", "said"],
};

interface Goal {
  readonly kind: RecordKind;
  readonly name: string;
  readonly inputs: Props;
  readonly protect: boolean;
}

/** Where and how the processes of a stack run. */
export type Place = () => Omit<ProcessOptions, "plan" | "env" | "onPoint">;

/**
 * A stack of CreditTransfers under an engine that follows the rules of the real one: a preview in its own process; unknown outputs of what
 * it would create or update; a save after each step; nothing recorded for a plain exception; a partial failure recorded with its errors and
 * updated by the next up; empty previous inputs for forced replacements; protected resources neither deleted nor replaced; creations before
 * deletions.
 */
export class TransferStack {
  readonly #place: Place;
  #state: Snapshot = new Map();
  readonly #tainted = new Set<string>();

  constructor(place: Place) {
    this.#place = place;
  }

  /** What is saved, to be kept by whoever exports it. */
  get state(): Snapshot {
    return this.#state;
  }

  /** `pulumi stack import` */
  import(state: Snapshot): void {
    this.#state = state;
  }

  /** `pulumi state delete --force` */
  forget(key: string): void {
    const next = new Map(this.#state);
    next.delete(key);
    this.#state = next;
  }

  /** `pulumi state unprotect --all` */
  unprotect(): void {
    this.#state = new Map([...this.#state].map(([key, kept]) => [key, { ...kept, protect: false }]));
  }

  /** `pulumi state taint` */
  taint(key: string): void {
    this.#tainted.add(key);
  }

  untaint(): void {
    this.#tainted.clear();
  }

  async up(program: TransferProgram, command: Command = {}): Promise<Outcome> {
    if (command.skipPreview !== true) {
      const previewed = await this.preview(program, command);
      if (previewed.errors.length > 0 || previewed.faults.length > 0) return previewed;
    }
    const operation = this.#begin(command, false);
    return operation.run(program);
  }

  /** The errors of a preview; nothing is saved, and no request may be needed. */
  preview(program: TransferProgram, command: Command = {}): Promise<Outcome> {
    return this.#begin({ ...command, plan: undefined, onPoint: undefined, onProcess: () => undefined }, true).run(program);
  }

  destroy(command: Command = {}): Promise<Outcome> {
    return this.#begin(command, false).destroy();
  }

  /** Reads everything, which ends the errors of partial failures. */
  async refresh(): Promise<readonly string[]> {
    const process = new HostProcess(this.#place());
    const errors: string[] = [];
    for (const [key, kept] of this.#state) {
      try {
        const { id, props } = await process.call(kept.kind, (handler) => handler.read(kept.id, overGrpc(kept.outputs)));
        if (id === "") errors.push(`${key} is gone`);
        this.#state = new Map(this.#state).set(key, { ...kept, outputs: overGrpc(props), initErrors: [] });
      } catch (error) {
        errors.push(textOf(error));
      }
    }
    return errors;
  }

  #begin(command: Command, isPreview: boolean): Operation {
    const { plan, env = {}, settings, onPoint, onProcess } = command;
    const place = this.#place();
    const process = new HostProcess({ ...place, plan, env, onPoint, settings: { ...place.settings, ...settings } });
    onProcess?.(process);
    return new Operation({
      process,
      command,
      isPreview,
      state: new Map(this.#state),
      tainted: this.#tainted,
      save: (state) => {
        if (!isPreview) this.#state = new Map(state);
      },
    });
  }
}

interface Work {
  readonly process: HostProcess;
  readonly command: Command;
  readonly isPreview: boolean;
  readonly state: Map<string, Kept>;
  readonly tainted: Set<string>;
  readonly save: (state: Snapshot) => void;
}

/** One run of the engine. */
class Operation {
  readonly #work: Work;
  readonly #seen = new Set<string>();
  readonly #replaced: Kept[] = [];
  readonly #outcome = {
    isKilled: false,
    errors: [] as string[],
    failed: [] as string[],
    faults: [] as string[],
    steps: {} as Record<string, Step>,
  };
  #kill: () => void = () => undefined;
  readonly #killed: Promise<never>;
  #isAlive = true;

  constructor(work: Work) {
    this.#work = work;
    this.#killed = new Promise((_resolve, reject) => (this.#kill = () => reject(new Killed())));
    this.#killed.catch(() => undefined);
    work.process.onDeath((how: Death) => {
      if (how === "host") return;
      this.#isAlive = false;
      this.#kill();
    });
  }

  async run(program: TransferProgram): Promise<Outcome> {
    const one = ([name, args]: [string, Declared]): Promise<void> =>
      this.#component(name, args).catch((error: unknown) => {
        this.#outcome.failed.push(name);
        this.#note(error);
      });
    const going = Promise.all(Object.entries(program).map(one));
    await Promise.race([going, this.#killed]).catch((error: unknown) => this.#note(error));
    const isWell = this.#outcome.errors.length === 0 && this.#outcome.faults.length === 0;
    if (this.#isAlive && isWell) await this.#deleteRest().catch((error: unknown) => this.#note(error));
    return this.#end();
  }

  async destroy(): Promise<Outcome> {
    await this.#deleteRest().catch((error: unknown) => this.#note(error));
    return this.#end();
  }

  #end(): Outcome {
    return { ...this.#outcome, isKilled: !this.#isAlive, said: this.#work.process.said, requests: this.#work.process.requests };
  }

  #note(error: unknown): void {
    if (error instanceof Killed) return;
    const text = textOf(error);
    const isOurs = error instanceof Refused || error instanceof EngineRefusal || (error instanceof Error && "code" in error);
    if (isOurs || error instanceof HostGone) this.#outcome.errors.push(text);
    else this.#outcome.faults.push(`${text}\n${error instanceof Error ? (error.stack ?? "") : ""}`);
  }

  /** Registers what the class registers. */
  async #component(name: string, args: Declared): Promise<void> {
    const { reference, customer, amount, outcome, earlier, protect = true } = args;
    const guard = await this.#register({
      kind: "CreditTransferReference",
      name,
      protect: false,
      inputs: { reference, customer, amount, outcome, earlier },
    });
    const words = earlier ?? [];
    let previous: unknown;
    for (let attempt = 1; attempt <= words.length + 1; attempt++) {
      const word = words[attempt - 1];
      const child = attempt === 1 ? reference : `${reference}#${attempt}`;
      const isLast = word === undefined;
      const shared = { reference, customer, amount, attempt };
      const asked = { attempts: words.length + 1, outcome: isLast ? outcome : undefined, previous, held: guard["reference"] };
      const intent = await this.#register({ kind: "CreditTransferIntent", name: child, protect, inputs: { ...shared, ...asked } });
      const prepared = Object.fromEntries(OUTPUTS.CreditTransferIntent.map((output) => [output, intent[output]]));
      const inputs = { ...shared, ...prepared, word: isLast ? outcome : word };
      previous = (await this.#register({ kind: "CreditTransferExecution", name: child, protect, inputs }))["said"];
    }
  }

  /** One step of the engine; returns the outputs that the program sees. */
  async #register(goal: Goal): Promise<Props> {
    const { command, state, tainted } = this.#work;
    const key = `${goal.kind}::${goal.name}`;
    this.#seen.add(key);
    const old = state.get(key);
    if (command.targets?.(key) === false) return old?.outputs ?? {};
    const isForced = old !== undefined && (command.replace?.includes(key) === true || tainted.has(key));
    const news = overGrpc(clean({ ...goal.inputs, seed: key, __provider: providerText(goal.kind) }) as Props);
    this.#pass("check");
    const checked = await this.#call(goal.kind, (handler) => handler.check(isForced ? {} : (old?.inputs ?? {}), news));
    if (checked.failures.length > 0) throw new Refused(checked.failures);
    const inputs = overGrpc({ ...checked.inputs, __provider: news["__provider"] });
    const step = await this.#stepOf(goal, { old, inputs, isForced });
    this.#outcome.steps[key] = step;
    if (step === "same" && old !== undefined) return this.#keep(key, { ...old, inputs, protect: goal.protect });
    if (this.#work.isPreview) return Object.fromEntries(OUTPUTS[goal.kind].map((output) => [output, UNKNOWN]));
    if (step === "update" && old !== undefined) return this.#update(key, { goal, old, inputs });
    const made = await this.#create(key, { goal, inputs });
    if (step === "replace" && old !== undefined) this.#replaced.push(old);
    tainted.delete(key);
    return made;
  }

  async #stepOf(
    { kind, name }: Goal,
    { old, inputs, isForced }: { old: Kept | undefined; inputs: Props; isForced: boolean },
  ): Promise<Step> {
    if (old === undefined) return "create";
    if (isForced && old.protect)
      throw new EngineRefusal(`unable to replace resource "${kind}::${name}" as it is currently marked for protection`);
    if (isForced) return "replace";
    const { changes } = await this.#call(kind, (handler) => handler.diff(old.id, overGrpc(old.outputs), inputs));
    return changes || old.initErrors.length > 0 ? "update" : "same";
  }

  async #update(key: string, { goal, old, inputs }: { goal: Goal; old: Kept; inputs: Props }): Promise<Props> {
    const { outs } = await this.#call(goal.kind, (handler) => handler.update(old.id, overGrpc(old.outputs), overGrpc(inputs)));
    const outputs = overGrpc({ ...outs, __provider: inputs["__provider"] });
    return this.#keep(key, { ...old, inputs, outputs, initErrors: [], protect: goal.protect });
  }

  async #create(key: string, { goal, inputs }: { goal: Goal; inputs: Props }): Promise<Props> {
    const { kind, protect } = goal;
    this.#pass("create");
    for (let tries = 1; ; tries++) {
      try {
        const { id, outs } = await this.#call(kind, (handler) => handler.create(overGrpc(inputs)));
        this.#pass("created");
        const outputs = overGrpc({ ...outs, __provider: inputs["__provider"] });
        return this.#keepNew(key, { kind, id, inputs, outputs, initErrors: [], protect });
      } catch (error) {
        if (this.#isAlive && tries <= (this.#work.command.retries ?? 0)) {
          if (tries < ENGINE_PATIENCE) continue;
          throw new Error("the engine stored a resource without id, and panics");
        }
        if (this.#isAlive && PartialFailure.is(error)) {
          const outputs = overGrpc(error.properties);
          if (typeof outputs["__provider"] !== "string") throw new Error("code must be a string");
          this.#pass("created");
          this.#keepNew(key, { kind, id: error.id, inputs, outputs, initErrors: error.reasons, protect });
        }
        throw error;
      }
    }
  }

  #keepNew(key: string, kept: Kept): Props {
    this.#keep(key, kept);
    this.#pass("saved");
    return kept.outputs;
  }

  #keep(key: string, kept: Kept): Props {
    if (!this.#isAlive) throw new Killed();
    this.#work.state.set(key, kept);
    this.#work.save(this.#work.state);
    return kept.outputs;
  }

  /** Deletes what left the program, newest first; a protected resource stops everything before the first deletion. */
  async #deleteRest(): Promise<void> {
    const { state, command, isPreview } = this.#work;
    const rest = [...state.keys()].reverse().filter((key) => !this.#seen.has(key) && command.targets?.(key) !== false);
    const isProtected = rest.find((key) => state.get(key)?.protect === true);
    if (isProtected !== undefined) throw new EngineRefusal(`resource "${isProtected}" cannot be deleted because it is protected`);
    for (const key of rest) {
      this.#outcome.steps[key] = "delete";
      if (isPreview) continue;
      await this.#delete(state.get(key));
      if (!this.#isAlive) throw new Killed();
      state.delete(key);
      this.#work.save(state);
    }
    for (const old of this.#replaced) await this.#delete(old);
  }

  async #delete(kept: Kept | undefined): Promise<void> {
    if (kept !== undefined) await this.#call(kept.kind, (handler) => handler.delete(kept.id, overGrpc(kept.outputs)));
  }

  async #call<T>(kind: RecordKind, method: Parameters<typeof HostProcess.prototype.call<T>>[1]): Promise<T> {
    this.#mustLive();
    const answer = await Promise.race([this.#work.process.call(kind, method), this.#killed]);
    this.#mustLive();
    return answer;
  }

  /** A point of the engine, not of the host: a host that has died does not hold it up. */
  #pass(point: "check" | "create" | "created" | "saved"): void {
    this.#work.process.reach([point]);
    this.#mustLive();
  }

  #mustLive(): void {
    if (!this.#isAlive) throw new Killed();
  }
}

/** The engine itself refuses. */
export class EngineRefusal extends Error {}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
