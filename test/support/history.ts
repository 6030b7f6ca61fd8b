import { type Simulator, startSimulator } from "../../provider/simulator/index";
import type { Props } from "../../provider/common/values";
import { Deletions } from "./deletions";
import { demand } from "./demand";
import { Engine, type Program, type Recorded, Refused, type Report, type UuidOf } from "./lifecycleEngine";
import { Story } from "./story";
import { type InState, Ref } from "./storyProgram";

/**
 * A random history of a stack in this process: changing programs, commands, faults, edits by others, kills. The same seed gives the same
 * history.
 */
export class History {
  readonly #story: Story;
  readonly #sim: Simulator;
  readonly #engine: Engine;
  readonly #deletions: Deletions;

  private constructor(seed: number, sim: Simulator) {
    this.#story = new Story(seed, sim);
    this.#sim = sim;
    this.#engine = new Engine(sim, { timeoutSeconds: 5 });
    this.#deletions = new Deletions(sim, () => this.#recorded());
  }

  static async live(seed: number, steps: number): Promise<void> {
    const sim = await startSimulator({ port: 0 });
    const history = new History(seed, sim);
    try {
      for (let step = 0; step < steps; step++) await history.#step(step);
      await history.#converge();
      await history.#end();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new Error(`seed ${seed}:\n${history.#story.told.join("\n")}\n${message}`);
    } finally {
      await sim.close();
    }
  }

  async #step(step: number): Promise<void> {
    const story = this.#story;
    story.turn(step);
    if (story.chance(0.8)) story.changeProgram(this.#recorded());
    if (story.chance(0.3)) story.editInPortal(this.#recorded());
    if (story.chance(0.2)) this.#taint();
    this.#engine.continuesOnError = story.chance(0.4);
    const commands = [
      () => this.#up(),
      () => this.#up(),
      () => this.#faultyUp(),
      () => this.#faultyUp(),
      () => this.#killedUp(),
      () => this.#refresh(),
      () => this.#faultyRefresh(),
    ];
    await story.pick(commands)();
    story.holds(this.#recorded());
    if (story.chance(0.25)) await this.#converge();
  }

  #recorded(): InState[] {
    const { state, pendingDeletes } = this.#engine;
    return [
      ...[...state].map(([name, recorded]) => inState(name, recorded, false)),
      ...pendingDeletes.map(({ name, ...recorded }) => inState(name, recorded, true)),
    ];
  }

  #taint(): void {
    const { program } = this.#story;
    const names = [...this.#engine.state.keys()].filter((name) => program.isReplaceable(name));
    if (names.length === 0) return;
    const name = this.#story.pick(names);
    this.#engine.taint(name);
    this.#story.tell(`taint ${name}`);
  }

  #program(): Program {
    const entries = this.#story.resources().map(({ name, kind, args, options }) => {
      const inputs = (uuidOf: UuidOf) => resolved(asHandedOver(args), uuidOf) as Promise<Props>;
      const { deleteBeforeReplace, aliases } = options;
      return [
        name,
        { kind, inputs, ...(deleteBeforeReplace !== undefined && { deleteBeforeReplace }), ...(aliases !== undefined && { aliases }) },
      ];
    });
    return Object.fromEntries(entries) as Program;
  }

  /** An up of the current program, which must not delete anything that the program declares. */
  async #upWith(isEdited: boolean): Promise<Report> {
    this.#deletions.begin({ kept: this.#story.resources(), forced: new Set(), isEdited });
    const report = await this.#engine.tryUp(this.#program());
    this.#story.tell(`up: ${outcome(report.errors)}`);
    this.#deletions.end(({ name }) => report.steps[name] === "create" && report.errors[name] !== undefined);
    return report;
  }

  async #up(): Promise<void> {
    const story = this.#story;
    const doubled = story.isEdited ? [] : story.doubled(this.#recorded());
    const { errors } = await this.#upWith(true);
    story.isRefused(
      doubled,
      Object.values(errors).map(({ message }) => message),
    );
  }

  async #faultyUp(): Promise<void> {
    const { handle, text } = this.#story.fault();
    this.#story.tell(`with ${text}`);
    await this.#upWith(true).finally(() => handle.remove());
  }

  async #faultyRefresh(): Promise<void> {
    const { handle, text } = this.#story.fault();
    await this.#refresh();
    handle.remove();
    this.#story.tell(`that refresh, ${text}`);
  }

  async #refresh(): Promise<void> {
    const failed = await this.#engine.refresh().then(
      () => "well",
      (error: unknown) => firstLine(error),
    );
    this.#story.tell(`refresh: ${failed}`);
    if (failed === "well") this.#story.refreshed();
  }

  async #killedUp(): Promise<void> {
    const instant = this.#story.instant();
    const when = this.#story.pick(["before", "after"] as const);
    const held = this.#sim.faults.add({ match: instant, wait: { when } });
    this.#deletions.begin({ kept: this.#story.resources(), forced: new Set(), isEdited: true });
    await this.#engine.killedUp(this.#program(), held.held);
    held.release();
    held.remove();
    this.#story.begin();
    this.#story.disturb();
    await new Promise(setImmediate);
    this.#story.tell(`up, killed ${when} ${instant.method} ${instant.nth}`);
    this.#deletions.end(() => false);
  }

  /** Commands without faults make everything equal to the program, at the latest the second one; then nothing is left to do. */
  async #converge(): Promise<void> {
    await this.#engine.refresh();
    this.#mend();
    await this.#cleanUp();
    await this.#engine.refresh();
    await this.#cleanUp();
    const before = this.#sim.requests.length;
    await this.#cleanUp();
    demand(this.#sim.requests.length === before, "a second up sent something", this.#sim.requests.slice(before));
    const names = this.#recorded().map(({ name }) => name);
    expect(names.sort()).toEqual(Object.keys(this.#program()).sort());
    this.#story.holds(this.#recorded());
    this.#story.server.isAsWanted();
    this.#story.server.eachHasItsOwn(this.#recorded());
    this.#story.converged();
  }

  #mend(): void {
    const story = this.#story;
    story.mend(this.#recorded());
    for (const { name } of story.program.stuck(this.#recorded())) this.#engine.taint(name, false);
  }

  async #cleanUp(): Promise<void> {
    const [error] = Object.values((await this.#upWith(false)).errors);
    if (error !== undefined) throw error;
  }

  async #end(): Promise<void> {
    this.#deletions.begin({ kept: [], forced: new Set(), isEdited: false });
    await this.#engine.destroy();
    demand(this.#story.server.isEmpty() && this.#engine.state.size === 0, "a destroy left something", this.#recorded());
  }
}

function inState(name: string, { kind, id, outputs, isTainted = false }: Recorded, isOld: boolean): InState {
  const customer = typeof outputs["customer"] === "string" ? outputs["customer"] : undefined;
  return { name, kind, id, isOld, isTainted, retains: false, customer, needs: [] };
}

/** The arguments as the class passes them to the engine: users by name. */
function asHandedOver({ users, ...args }: Props): Props {
  if (!Array.isArray(users)) return args;
  const byName = (users as { name: string }[]).map(({ name, ...user }) => [name, user]);
  return { ...args, users: Object.fromEntries(byName) as Props };
}

async function resolved(value: unknown, uuidOf: UuidOf): Promise<unknown> {
  if (value instanceof Ref) return uuidOf(value.name);
  if (Array.isArray(value)) return Promise.all(value.map((item) => resolved(item, uuidOf)));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(async ([key, inner]) => [key, await resolved(inner, uuidOf)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

function outcome(errors: Readonly<Record<string, Error>>): string {
  return Object.values(errors).map(firstLine).join(" | ") || "well";
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return `${error instanceof Refused ? "refused: " : ""}${text.split("\n")[0] ?? ""}`;
}
