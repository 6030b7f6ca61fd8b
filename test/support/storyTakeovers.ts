import type { Author, Change } from "./storyChanges";
import { type Adopt, type Content, type Flow, type InState, type Thing, thing } from "./storyProgram";
import { modulesOf, type StoryServer } from "./storyServer";
import { stepsOf } from "./storyProgram";

const keys = ["busy", "fax", "room"] as const;

/** A living flow that nobody has, as a program declares it. */
type Adoptable = Pick<Flow, "customer" | "key" | "pin" | "label"> & { readonly uuid: string; readonly extension: number };

/** Changes after which an object has another name, another resource, two resources, or none. */
export class Takeovers {
  readonly #author: Author;
  readonly #server: StoryServer;

  constructor(author: Author, server: StoryServer) {
    this.#author = author;
    this.#server = server;
  }

  of(recorded: readonly InState[]): (readonly [number, string, Change])[] {
    return [
      [2, "plain rename", () => this.#renamePlainly(recorded)],
      [2, "rename by alias", () => this.#renameByAlias(recorded)],
      [2, "rename with adopt: true", () => this.#renameAdopting(recorded, "key")],
      [2, 'rename with adopt: "<uuid>"', () => this.#renameAdopting(recorded, "uuid")],
      [2, "rename of a CallFlowContent", () => this.#renameContent(recorded)],
      [2, "second resource that adopts an object", () => this.#double(recorded)],
      [2, "second CallFlowContent of a flow", () => this.#doubleContent(recorded)],
      [2, "new resource of an old name", () => this.#reuseName(recorded)],
      [2, "adoption of a living flow", () => this.#adopt()],
      [2, "neighbour that is always refused", () => this.#addRefused()],
      [1, "adopt or aliases left out again", () => this.#tidy(recorded)],
    ];
  }

  /** A change that is possible if objects may be retained on deletion. */
  retention(): readonly [number, string, Change] {
    return [2, "retainOnDelete", () => this.#retain()];
  }

  /** Names of customers and flows that have a live object in the state and no other pending change. */
  #free(recorded: readonly InState[], isFine: (name: string) => boolean = () => true): { name: string; id: string; kind: string }[] {
    const { program } = this.#author;
    return recorded.filter(
      ({ name, id, isOld, kind }) =>
        !isOld &&
        kind !== "CallFlowContent" &&
        this.#server.lives(id) &&
        program.thing(name) !== undefined &&
        !program.isContested(name) &&
        isFine(name),
    );
  }

  #newName(kind: string): string {
    return `${kind === "SubReseller" ? "customer" : "flow"}-${this.#author.next()}`;
  }

  /** The new resource may come before or after all others, so that the old one is seen by then or not. */
  #renamed(old: string, kind: string, change: Partial<Thing>): string {
    const { dice, program } = this.#author;
    const name = this.#newName(kind);
    program.amend(old, change);
    program.rename(old, name, { toFront: dice.chance(0.3) });
    return name;
  }

  #asksForNext(name: string): boolean {
    return this.#author.program.flows.get(name)?.extension === "next";
  }

  /** A rename without alias, which is refused while the object exists; not for a flow with any free number. */
  #renamePlainly(recorded: readonly InState[]): boolean {
    const { dice, program, tell } = this.#author;
    const free = this.#free(recorded, (name) => !this.#asksForNext(name));
    if (free.length === 0) return false;
    const { name: old, kind } = dice.pick(free);
    const name = this.#renamed(old, kind, { isForeign: true, adopt: undefined });
    program.contests.push({ kind: "plain rename", first: old, second: name });
    tell(`rename ${old} to ${name}`);
    return true;
  }

  #renameByAlias(recorded: readonly InState[]): boolean {
    const { dice, program, tell } = this.#author;
    const free = this.#free(recorded);
    if (free.length === 0) return false;
    const { name: old, kind } = dice.pick(free);
    const { options, formerNames } = program.thing(old) ?? thing(old);
    const change = { isForeign: true, options: { ...options, aliases: [old] }, formerNames: [...formerNames, old] };
    tell(`rename ${old} to ${this.#renamed(old, kind, change)} by an alias`);
    return true;
  }

  /** For a customer only if its arguments equal the live object: users that leave the program are not removed from an adopted one. */
  #renameAdopting(recorded: readonly InState[], by: "key" | "uuid"): boolean {
    const { dice, program, tell } = this.#author;
    const isSettled = (name: string) => (program.flows.has(name) ? this.#isAtHome(name, recorded) : !program.changed.has(name));
    const free = this.#free(recorded, (name) => isSettled(name) && !(by === "key" && this.#asksForNext(name)));
    if (free.length === 0) return false;
    const { name: old, kind, id } = dice.pick(free);
    const adopt = this.#wish(by, id);
    const { options } = program.thing(old) ?? thing(old);
    const name = this.#renamed(old, kind, { isForeign: true, adopt, options: { ...options, aliases: [] } });
    if (program.changed.has(name)) program.isDoubtful = true;
    tell(`rename ${old} to ${name} with adopt: ${JSON.stringify(adopt)}`);
    return true;
  }

  /** Whether the program does not move the flow to another customer. */
  #isAtHome(name: string, recorded: readonly InState[]): boolean {
    const resource = this.#author.program.resources().find((one) => one.name === name);
    const id = recorded.find((one) => one.name === name && !one.isOld)?.id;
    return resource !== undefined && id !== undefined && this.#server.livesFor(resource, id);
  }

  #wish(by: "key" | "uuid", uuid: string): Adopt {
    if (by === "key") return true;
    return this.#author.dice.chance(0.7) ? uuid : { uuid, overwrite: true };
  }

  /** A content takes over a flow that is filled as the program says, and the removed content must not empty it. */
  #renameContent(recorded: readonly InState[]): boolean {
    const { dice, program, tell, next } = this.#author;
    const found = this.#freeContents(recorded);
    if (found.length === 0) return false;
    const [owner, flow, content] = dice.pick(found);
    const name = `content-${next()}`;
    const options = dice.chance(0.4) ? { aliases: [content.name] } : {};
    program.flows.set(owner, { ...flow, contents: [{ name, options, takesOver: true }] });
    tell(`rename ${content.name} to ${name}${options.aliases === undefined ? "" : " by an alias"}`);
    return true;
  }

  /** Those that have filled their flow as the program says. */
  #freeContents(recorded: readonly InState[]): [string, Flow, Content][] {
    const { program } = this.#author;
    const isRecorded = (name: string) => recorded.some((one) => one.name === name && !one.isOld && this.#server.lives(one.id));
    return [...program.flows].flatMap(([name, flow]): [string, Flow, Content][] => {
      const [content] = flow.contents;
      if (content === undefined || program.changed.has(name) || program.isContested(name) || program.isContested(content.name)) return [];
      return isRecorded(name) && isRecorded(content.name) ? [[name, flow, content]] : [];
    });
  }

  #double(recorded: readonly InState[]): boolean {
    const { dice, program, tell } = this.#author;
    const isPlain = (name: string) => !program.changed.has(name) && (program.flows.get(name)?.contents.length ?? 0) === 0;
    const free = this.#free(recorded, isPlain);
    if (free.length === 0) return false;
    const { name: first, kind, id } = dice.pick(free);
    const second = this.#newName(kind);
    const adopt: Adopt = !this.#asksForNext(first) && dice.chance(0.5) ? true : id;
    const twin = { adopt, isForeign: true, options: {}, formerNames: [] };
    const [customer, flow] = [program.customers.get(first), program.flows.get(first)];
    if (customer !== undefined) program.customers.set(second, { ...customer, ...twin });
    if (flow !== undefined) program.flows.set(second, { ...flow, ...twin });
    if (dice.chance(0.5)) program.rename(second, second, { toFront: true });
    program.contests.push({ kind: kind === "SubReseller" ? "two SubResellers" : "two CallFlows", first, second });
    tell(`declare ${second}, which adopts what ${first} has, by ${JSON.stringify(adopt)}`);
    return true;
  }

  #doubleContent(recorded: readonly InState[]): boolean {
    const { dice, program, tell, next } = this.#author;
    const found = this.#freeContents(recorded);
    if (found.length === 0) return false;
    const [owner, flow, content] = dice.pick(found);
    const second = { name: `content-${next()}`, options: {}, takesOver: true };
    program.flows.set(owner, { ...flow, contents: dice.chance(0.5) ? [content, second] : [second, content] });
    program.contests.push({ kind: "two CallFlowContents", first: content.name, second: second.name });
    tell(`declare ${second.name}, which fills what ${content.name} fills`);
    return true;
  }

  /** The alias goes, since a name cannot be one resource's and another's alias. */
  #reuseName(recorded: readonly InState[]): boolean {
    const { dice, program, tell, next, secret } = this.#author;
    const isKnown = (name: string) => recorded.some((one) => one.name === name);
    const free = [...program.flows].flatMap(([name, { formerNames }]) =>
      isKnown(name)
        ? formerNames.filter((former) => !program.has(former) && !isKnown(former)).map((former) => [name, former] as const)
        : [],
    );
    if (free.length === 0) return false;
    const [name, former] = dice.pick(free);
    const flow = program.flows.get(name);
    if (flow === undefined) return false;
    program.amend(name, { options: { ...flow.options, aliases: [] } });
    const number = next();
    const pin = secret(`0${String(dice.upTo(1000)).padStart(3, "0")}`);
    program.flows.set(former, {
      ...thing(`flow-${number}`),
      customer: flow.customer,
      extension: 5000 + number,
      key: "busy",
      pin,
      contents: [],
    });
    tell(`declare ${former} anew, as ${name} was called`);
    return true;
  }

  /** A flow that was kept at its deletion; or one that somebody has made for the program, in the portal. */
  #adopt(): boolean {
    const { dice, program, tell } = this.#author;
    const flow = this.#adoptable();
    if (flow === undefined) return false;
    const name = this.#newName("CallFlow");
    const { uuid, label, extension, customer, key, pin } = flow;
    const adopt = this.#wish(dice.chance(0.5) ? "key" : "uuid", uuid);
    program.flows.set(name, { ...thing(label), isForeign: true, adopt, customer, extension, key, pin, contents: [] });
    tell(`declare ${name}, which adopts ${label} by ${JSON.stringify(adopt)}`);
    return true;
  }

  #adoptable(): Adoptable | undefined {
    const { dice, program } = this.#author;
    const labels = new Set([...program.flows.values()].map(({ label }) => label));
    const left = this.#server.left().filter(({ label }) => !labels.has(label));
    if (left.length === 0) return this.#made();
    const { customer: of, steps, ...flow } = dice.pick(left);
    const customer = [...program.customers].find(([, { label }]) => label === of)?.[0];
    const pin = /conference (\S+)/.exec(steps)?.[1] ?? "0000";
    const key = keys.find((one) => modulesOf(stepsOf({ key: one, pin })) === steps);
    return (of === undefined) === (customer === undefined) && key !== undefined ? { ...flow, customer, key, pin } : undefined;
  }

  /** As somebody makes it in the portal, with steps of other uuids than any program would choose. */
  #made(): Adoptable {
    const { dice, next, secret } = this.#author;
    const number = next();
    const pin = secret(`0${String(dice.upTo(1000)).padStart(3, "0")}`);
    const flow = { label: `by-hand-${number}`, extension: 5000 + number, key: dice.pick(["fax", "room"]), pin, customer: undefined };
    return { ...flow, uuid: this.#server.make(flow) };
  }

  /** Its extension belongs to somebody else, so that every up that reaches it fails. */
  #addRefused(): boolean {
    const { program, tell, next } = this.#author;
    if (program.contests.some(({ kind }) => kind === "refused neighbour")) return false;
    const name = `flow-${next()}`;
    const extension = this.#server.theirExtension();
    program.flows.set(name, { ...thing(name), customer: undefined, extension, key: "fax", pin: "0000", contents: [] });
    program.contests.push({ kind: "refused neighbour", first: name, second: name });
    tell(`declare ${name}, whose extension others have`);
    return true;
  }

  /** Removes aliases and adoptions that are no longer needed. */
  #tidy(recorded: readonly InState[]): boolean {
    const { dice, program, tell } = this.#author;
    const free = this.#free(recorded, (name) => {
      const { adopt, options } = program.thing(name) ?? thing(name);
      return adopt !== undefined || (options.aliases ?? []).length > 0;
    });
    if (free.length === 0) return false;
    const { name } = dice.pick(free);
    program.amend(name, { adopt: undefined, options: { ...program.thing(name)?.options, aliases: [] } });
    tell(`${name} without adopt and aliases`);
    return true;
  }

  #retain(): boolean {
    const { dice, program, tell } = this.#author;
    const free = [...program.flows].filter(([name, { options }]) => !program.isContested(name) && options.deleteBeforeReplace !== true);
    if (free.length === 0) return false;
    const [name, { options }] = dice.pick(free);
    program.amend(name, { options: { ...options, retainOnDelete: options.retainOnDelete !== true } });
    tell(`${name}: retainOnDelete: ${String(options.retainOnDelete !== true)}`);
    return true;
  }
}
