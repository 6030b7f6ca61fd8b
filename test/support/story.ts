import type { FaultEffect, FaultHandle, FaultMatch, Simulator, Switches } from "../../provider/simulator/index";
import { demand } from "./demand";
import { Dice } from "./random";
import { type Author, type Change, Changes } from "./storyChanges";
import { Mending } from "./storyMending";
import { type Contest, type InState, Program, type Resource, uuidIn } from "./storyProgram";
import { isUnique, StoryServer } from "./storyServer";
import { Takeovers } from "./storyTakeovers";

const effects: readonly FaultEffect[] = [
  { kind: "status", status: 400, envelope: true },
  { kind: "status", status: 500, envelope: true },
  { kind: "status", status: 503 },
  { kind: "html" },
  { kind: "empty" },
  { kind: "truncate" },
  { kind: "garbage" },
  { kind: "drop" },
  { kind: "drop", reset: true },
  { kind: "contradict", inner: 500 },
  { kind: "redirect", location: "https://elsewhere.example/" },
  { kind: "retryLater", retryAfter: 1 },
];

type Method = "GET" | "POST" | "PUT" | "DELETE";
const methods: readonly Method[] = ["GET", "POST", "PUT", "DELETE"];
const marks = ["loyalty_points", "notes"] as const;

/** Answers to open questions under which a double would show instead of being refused, and others that make reading harder. */
const positions: readonly Partial<Switches>[] = [
  {},
  { extensionConflict: "allowed" },
  { postResult: "uuidOnly", putResult: "empty" },
  { listItems: "incomplete", noContent: "envelope200" },
  { postResult: "missing", passwordsShown: "masked", unsetFields: "absent" },
  { numbers: "string", extensionType: "string", listOrder: "reversed", keyOrder: "shuffled" },
];

/** A fault that meets requests until it is removed. */
export interface Trouble {
  readonly handle: FaultHandle;
  readonly text: string;
}

/** What surrounds a story. */
export interface StoryOptions {
  /** Is told of each change of the program by name. */
  readonly count?: (what: string) => void;
  /** Whether the engine knows the option retainOnDelete. */
  readonly retains?: boolean;
}

/**
 * What a seed decides of a random life of a stack: the program and its changes, edits by others, faults, the instants of kills; and what the
 * server has to hold to.
 */
export class Story extends Dice {
  /** What happened, a line each. */
  readonly told: string[] = [];
  /** Every secret that a program of this story had. */
  readonly secrets = new Set<string>();
  readonly program = new Program();
  readonly server: StoryServer;
  readonly #sim: Simulator;
  readonly #changes: Changes;
  readonly #takeovers: Takeovers;
  readonly #mending: Mending;
  readonly #options: StoryOptions;
  #names = 0;
  #begun = false;
  #edited = false;

  constructor(seed: number, sim: Simulator, options: StoryOptions = {}) {
    super(seed);
    this.#sim = sim;
    this.#options = options;
    Object.assign(sim.switches, { deleteWithContents: "cascade" }, this.pick(positions));
    this.server = new StoryServer(sim, this.program);
    const author: Author = {
      dice: this,
      program: this.program,
      tell: (line) => this.tell(line),
      secret: (text) => {
        this.secrets.add(text);
        return text;
      },
      next: () => ++this.#names,
      isBegun: () => this.#begun,
    };
    this.#changes = new Changes(author);
    this.#takeovers = new Takeovers(author, this.server);
    this.#mending = new Mending(author, this.server);
  }

  tell(line: string): void {
    this.told.push(line);
  }

  /** The program as it is now. */
  resources(): Resource[] {
    return this.program.resources();
  }

  /** Whether the program takes living objects over. */
  adopts(): boolean {
    return this.resources().some(({ name }) => this.program.thing(name)?.adopt !== undefined);
  }

  /** A creation may have been cut off: the program keeps what it declares until it is found again. */
  begin(): void {
    this.#begun = true;
  }

  get isBegun(): boolean {
    return this.#begun;
  }

  /** Something may take effect, or did, that no state knows of. */
  disturb(): void {
    this.#edited = true;
  }

  /** Whether somebody changed or deleted, behind the state's back, what the program manages. */
  get isEdited(): boolean {
    return this.#edited;
  }

  /** Whether what the program says can only fail, or may. */
  get isDoubtful(): boolean {
    return this.program.isDoubtful || this.program.contests.length > 0;
  }

  /** The state has seen what others did. */
  refreshed(): void {
    this.#edited = false;
  }

  /** Everything lives as the program says. */
  settled(): void {
    this.program.changed.clear();
    this.program.isDoubtful = false;
  }

  converged(): void {
    this.#begun = false;
    this.#edited = false;
    this.settled();
    this.tell("converged");
  }

  /** A change or two: what cannot be changed now is tried otherwise. */
  changeProgram(recorded: readonly InState[]): void {
    if (this.program.contests.length > 0 && this.chance(0.6)) this.mend(recorded);
    const takeovers = [...this.#takeovers.of(recorded), ...(this.#options.retains === true ? [this.#takeovers.retention()] : [])];
    const changes = [...this.#changes.of(recorded), ...takeovers].map(([weight, what, change]) => [weight, [what, change]] as const);
    for (let left = this.chance(0.4) ? 2 : 1, tries = 8; left > 0 && tries > 0; tries--) {
      const [what, change]: readonly [string, Change] = this.weighed(changes);
      if (!change()) continue;
      this.#options.count?.(`change: ${what}`);
      left--;
    }
  }

  /** What a person does about the errors of a program that cannot be. */
  mend(recorded: readonly InState[]): void {
    this.#mending.mend(recorded);
  }

  /** What a person does about adoptions whose objects a command deleted that named them. */
  leaveOutLostAdoptions(recorded: readonly InState[]): void {
    this.#mending.leaveOutLostAdoptions(recorded);
  }

  /** Pairs of resources that mean one object, of which the state has the one that had it first. */
  doubled(recorded: readonly InState[]): Contest[] {
    // A replacement can take what both mean away before the second one asks for it.
    if (recorded.some(({ isTainted }) => isTainted)) return [];
    const idOf = (name: string) => recorded.find((one) => one.name === name && !one.isOld && this.server.lives(one.id))?.id;
    const means = (second: string, id: string | undefined) => {
      const uuid = uuidIn(this.program.thing(second)?.adopt);
      return id !== undefined && (uuid === undefined || uuid === id);
    };
    return this.program.contests.filter(({ kind, first, second }) => kind.startsWith("two ") && means(second, idOf(first)));
  }

  /** An up that nothing disturbs refuses each of them, and names both. */
  isRefused(doubled: readonly Contest[], errors: readonly string[]): void {
    // The engine puts the resource that a check refused in single quotes.
    const names = (text: string, name: string) => text.includes(`"${name}"`) || text.includes(`resource '${name}' has a problem`);
    const unnamed = doubled.filter(({ first, second }) => !errors.some((text) => names(text, first) && names(text, second)));
    demand(unnamed.length === 0, "two resources of the program mean one object, and no error names both", { unnamed, errors });
  }

  /** Somebody changes what the program does not declare, or what it does, or deletes an object, or makes one. */
  editInPortal(recorded: readonly InState[]): void {
    const living = recorded.filter(({ id, isOld }) => !isOld && this.server.lives(id)).sort((a, b) => (a.name < b.name ? -1 : 1));
    if (living.length === 0) return;
    const { id, kind, name } = this.pick(living);
    if (kind === "SubReseller") {
      if (this.chance(0.2)) return this.#addTheirsTo(name, id);
      if (this.chance(0.2)) return this.#editPhone(name, id);
    } else if (this.chance(0.2)) return this.#remove(name, id);
    const mark = this.pick(marks);
    const value = this.upTo(1000);
    this.server.mark(id, mark, value);
    this.tell(`portal: ${mark} of ${name} is ${value}`);
  }

  #remove(name: string, id: string): void {
    this.server.remove(id);
    this.#edited = true;
    this.tell(`portal: delete ${name}`);
  }

  #editPhone(name: string, id: string): void {
    this.#sim.portal.edit(id, { phone: "+441632960999" });
    this.#edited = true;
    this.tell(`portal: phone of ${name}`);
  }

  #addTheirsTo(name: string, id: string): void {
    this.server.addTheirs(String(this.#sim.state.customers.get(id)?.record["name"]));
    this.tell(`portal: a flow of their own for ${name}`);
  }

  /** A fault of requests that may come. */
  fault(likely: readonly Method[] = methods): Trouble {
    const method = this.pick(likely);
    const effect = this.pick(effects);
    const isRefusal = effect.kind === "retryLater" || (effect.kind === "status" && effect.status < 500);
    const isLie = ["empty", "truncate", "garbage"].includes(effect.kind);
    const applied = isLie || (this.chance(0.5) && method !== "GET" && !isRefusal);
    const nth = 1 + this.upTo(2);
    const times = 1 + this.upTo(3);
    const handle = this.#sim.faults.add({ match: { method, nth }, times, effect, applied });
    return { handle, text: `${effect.kind} at ${method} ${nth}${applied ? ", applied" : ""}` };
  }

  /** The request at which something happens, among those that may come. */
  instant(likely: readonly Method[] = methods): FaultMatch & { readonly method: Method; readonly nth: number } {
    return { method: this.pick(likely), nth: 1 + this.upTo(2) };
  }

  /** After any command: nothing lives twice, in the state or on the server; what others did is as it was; no request was a forbidden one. */
  holds(recorded: readonly InState[]): void {
    demand(!recorded.some(({ id }) => id === ""), "a resource stands in the state without an id", recorded);
    const declared = recorded
      .filter(({ name, kind, isOld }) => !isOld && kind !== "CallFlowContent" && this.program.has(name))
      .map(({ id }) => id);
    demand(this.isDoubtful || isUnique(declared), "two resources of the program have one object in the state", recorded);
    this.server.found(recorded);
    this.server.holds();
  }
}
