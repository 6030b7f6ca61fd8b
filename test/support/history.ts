import { type Simulator, startSimulator } from "../../provider/simulator/index";
import type { Props } from "../../provider/lifecycle/values";
import { Engine, type Program, Refused, type UuidOf } from "./lifecycleEngine";
import { demand, type InState, Ref, Story } from "./story";

/** A random life of a stack in this process: programs that change, commands, faults, edits by others, kills. The same seed lives the same life. */
export class History {
  readonly #story: Story;
  readonly #sim: Simulator;
  readonly #engine: Engine;

  private constructor(seed: number, sim: Simulator) {
    this.#story = new Story(seed, sim);
    this.#sim = sim;
    this.#engine = new Engine(sim, { timeoutSeconds: 5 });
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
    return [...this.#engine.state].map(([name, { kind, id }]) => ({ name, kind, id }));
  }

  #program(): Program {
    const entries = this.#story
      .resources()
      .map(({ name, kind, args }) => [name, { kind, inputs: (uuidOf: UuidOf) => resolved(asHandedOver(args), uuidOf) as Promise<Props> }]);
    return Object.fromEntries(entries) as Program;
  }

  async #up(): Promise<void> {
    const { errors } = await this.#engine.tryUp(this.#program());
    this.#story.tell(`up: ${outcome(errors)}`);
  }

  async #faultyUp(): Promise<void> {
    const { handle, text } = this.#story.fault();
    const { errors } = await this.#engine.tryUp(this.#program());
    handle.remove();
    this.#story.tell(`up, ${text}: ${outcome(errors)}`);
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
  }

  async #killedUp(): Promise<void> {
    const instant = this.#story.instant();
    const when = this.#story.pick(["before", "after"] as const);
    const held = this.#sim.faults.add({ match: instant, wait: { when } });
    await this.#engine.killedUp(this.#program(), held.held);
    held.release();
    held.remove();
    this.#story.begin();
    await new Promise(setImmediate);
    this.#story.tell(`up, killed ${when} ${instant.method} ${instant.nth}`);
  }

  /** Commands without faults bring everything to what the program says, at the latest the second one; then nothing is left to do. */
  async #converge(): Promise<void> {
    await this.#engine.refresh();
    await this.#engine.up(this.#program());
    await this.#engine.refresh();
    await this.#engine.up(this.#program());
    const before = this.#sim.requests.length;
    await this.#engine.up(this.#program());
    demand(this.#sim.requests.length === before, "a second up sent something", this.#sim.requests.slice(before));
    const names = this.#recorded().map(({ name }) => name);
    expect(names.sort()).toEqual(Object.keys(this.#program()).sort());
    this.#story.isAsWanted();
    this.#story.converged();
  }

  async #end(): Promise<void> {
    await this.#engine.destroy();
    demand(this.#story.isEmpty() && this.#engine.state.size === 0, "a destroy left something", this.#recorded());
  }
}

/** The arguments as the class hands them to the engine: users by name. */
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
