import type { Author } from "./storyChanges";
import { type Contest, hasState, type InState, type Resource, uuidIn } from "./storyProgram";
import type { StoryServer } from "./storyServer";

/**
 * Corrects the program as a user would after an error that two resources have one object, or that a live object differs from the program.
 */
export class Mending {
  readonly #author: Author;
  readonly #server: StoryServer;

  constructor(author: Author, server: StoryServer) {
    this.#author = author;
    this.#server = server;
  }

  /** Afterwards an up without faults succeeds. */
  mend(recorded: readonly InState[]): void {
    const { program } = this.#author;
    const living = recorded.filter(({ isOld }) => !isOld);
    for (const contest of program.contests.splice(0)) this.#settle(contest, living);
    for (const resource of program.resources()) if (resource.kind !== "CallFlowContent") this.#adoptWhatLives(resource, living);
    program.isDoubtful = false;
  }

  #settle(contest: Contest, living: readonly InState[]): void {
    const { program, tell } = this.#author;
    const isKnown = (name: string) => living.some((one) => one.name === name);
    if (contest.kind === "plain rename") return this.#settleRename(contest, isKnown(contest.first));
    if (contest.kind === "refused neighbour") program.drop(contest.first);
    else if (contest.kind === "two CallFlowContents") this.#keepOneContent(contest, isKnown(contest.second));
    else this.#keepOne(contest);
    tell(`mend: ${contest.kind}, ${contest.first} and ${contest.second}`);
  }

  /** By an alias, by an adoption, or back to the old name. */
  #settleRename({ first, second }: Contest, isKnown: boolean): void {
    const { dice, program, tell } = this.#author;
    const thing = program.thing(second);
    const way = isKnown && thing !== undefined && !program.has(first) ? dice.pick(["alias", "adopt", "back"] as const) : "adopt";
    tell(`mend: ${first} is ${second}, by ${way}`);
    if (way === "back") program.rename(second, first);
    if (way !== "alias" || thing === undefined) return;
    program.amend(second, { options: { ...thing.options, aliases: [first] }, formerNames: [...thing.formerNames, first] });
  }

  #keepOne({ first, second }: Contest): void {
    const { dice, program } = this.#author;
    if (dice.chance(0.5)) return program.drop(second);
    for (const [name, flow] of program.flows) if (flow.customer === first) program.flows.set(name, { ...flow, customer: second });
    program.drop(first);
  }

  /** The second one may differ from what lives as long as it has not filled it. */
  #keepOneContent({ first, second }: Contest, isKnown: boolean): void {
    const { dice, program } = this.#author;
    const gone = isKnown && dice.chance(0.6) ? first : second;
    for (const [name, flow] of program.flows) {
      const contents = flow.contents.filter((content) => content.name !== gone);
      if (contents.length < flow.contents.length) program.flows.set(name, { ...flow, contents });
    }
  }

  /**
   * A resource that is not in the state and cannot recognise its object takes over the live one, whatever its content, or is created anew.
   */
  #adoptWhatLives(resource: Resource, living: readonly InState[]): void {
    const { program, tell } = this.#author;
    const { name } = resource;
    const thing = program.thing(name);
    if (thing === undefined || hasState(resource, living)) return;
    const uuid = this.#server.natural(resource) ?? uuidIn(thing.adopt);
    const isStrange = thing.adopt !== undefined || thing.isForeign || (uuid !== undefined && this.#server.isLeft(uuid));
    if (!isStrange) return;
    const isThere = uuid !== undefined && this.#server.livesFor(resource, uuid) && !this.#isHeld(uuid, living);
    program.amend(name, { adopt: isThere ? { uuid, overwrite: true } : undefined, isForeign: isThere });
    tell(`mend: ${name} ${isThere ? `adopts ${uuid} as it is` : "is made anew"}`);
  }

  /** What was to be taken over and has been deleted since is made anew, as the error for it demands. */
  leaveOutLostAdoptions(recorded: readonly InState[]): void {
    const { program, tell } = this.#author;
    for (const resource of program.resources()) {
      const { name } = resource;
      const adopt = program.thing(name)?.adopt;
      if (adopt === undefined || hasState(resource, recorded)) continue;
      const uuid = uuidIn(adopt) ?? this.#server.natural(resource);
      if (uuid !== undefined && this.#server.lives(uuid)) continue;
      program.amend(name, { adopt: undefined, isForeign: false });
      tell(`mend: ${name} is made anew`);
    }
  }

  #isHeld(uuid: string, living: readonly InState[]): boolean {
    const names = new Set(this.#author.program.resources().flatMap(({ name, options }) => [name, ...(options.aliases ?? [])]));
    return living.some((one) => one.id === uuid && one.kind !== "CallFlowContent" && names.has(one.name));
  }
}
