import type { RequestRecord, Simulator } from "../../provider/simulator/index";
import { startSimulator } from "../../provider/simulator/index";
import { type Interruption, interrupted, isGraceful, type Met, within } from "./chaosBlows";
import {
  argumentsOf,
  blows,
  type Command,
  forcedBy,
  isPreview,
  isTargetedUp,
  isWhole,
  keptBy,
  moments,
  nameOf,
  plain,
  requestsOf,
  someCommand,
  textOf,
  urn,
} from "./chaosCommands";
import { errorsIn, isClear, noted } from "./chaosOutput";
import { programOf, recordedIn } from "./chaosProgram";
import { Deletions } from "./deletions";
import { demand } from "./demand";
import { type Ended, settingsFor, Stack } from "./engine";
import type { Figures } from "./figures";
import { Hosts } from "./hosts";
import { leaves } from "./leaves";
import { Story, type Trouble } from "./story";
import type { InState } from "./storyProgram";

const account = "sentinel-account-7f3a";

/**
 * A random history of a stack on the real engine. The seed replays the decisions; the order of concurrent steps in the engine may differ.
 */
export class Chaos {
  readonly story: Story;
  /** Everything that the last command printed. */
  printed = "";
  readonly #sim: Simulator;
  readonly #stack: Stack;
  readonly #hosts: Hosts;
  readonly #figures: Figures;
  readonly #deletions: Deletions;
  readonly #open = new Set<number>();
  #onAnswered: () => void = () => undefined;
  #late: (() => void) | undefined;
  /** Whether a command named what it deletes, and may still have to. */
  #namedAway = false;
  /** The program of the last command that failed; its effects are certain again after a success. */
  #shaken: string | undefined;

  private constructor(story: Story, { sim, stack, hosts, figures }: Surroundings) {
    this.story = story;
    this.#sim = sim;
    this.#stack = stack;
    this.#hosts = hosts;
    this.#figures = figures;
    this.#deletions = new Deletions(sim, () => this.#recorded());
    sim.on("request", ({ id }) => void this.#open.add(id));
    sim.on("answered", ({ id }) => {
      this.#open.delete(id);
      this.#onAnswered();
    });
  }

  /** Runs one history; throws if something was lost, duplicated, leaked, unclear, or did not converge. */
  static async live(seed: number, steps: number, figures: Figures): Promise<void> {
    const credentials = { reseller: "reseller", user: "user", password: account };
    const sim = leaves(await startSimulator({ credentials }), "what others have made stays; a story looks for its own");
    const hosts = await Hosts.watch();
    const stack = await Stack.create("", { env: { ...settingsFor(sim), ...hosts.env, YAY_TIMEOUT_SECONDS: "5" } });
    const story = new Story(seed, sim, { count: (what) => figures.count(what), retains: true });
    const chaos = new Chaos(story, { sim, stack, hosts, figures });
    try {
      for (let step = 0; step < steps; step++) await chaos.#step(step);
      await chaos.#converge();
      await chaos.#end();
      figures.count("rounds");
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new Error(`seed ${seed}:\n${story.told.join("\n")}\n${message}\nThe last command printed:\n${chaos.printed}`);
    } finally {
      figures.count("deletions looked at", chaos.#deletions.looked);
      sim.faults.clear();
      hosts.kill();
      await hosts.ended();
      await stack.close();
      await hosts.close();
      await sim.close();
    }
  }

  async #step(step: number): Promise<void> {
    const { story } = this;
    story.turn(step);
    if (story.chance(0.85)) story.changeProgram(this.#recorded());
    if (story.chance(0.25)) story.editInPortal(this.#recorded());
    if (story.chance(0.15)) await this.#taint();
    const command = someCommand(story, this.#choice());
    const fault = story.chance(0.4) ? story.fault(requestsOf[command.verb]) : undefined;
    const interruption = story.chance(0.4) ? this.#interruption(command) : undefined;
    const converges = story.chance(0.15);
    await this.#command(command, fault, this.#late === undefined ? interruption : undefined);
    if (converges) await this.#converge();
  }

  #interruption({ verb }: Command): Interruption {
    const { story } = this;
    const match = story.instant(requestsOf[verb]);
    // Only the server's refusal of a duplicate distinguishes a creation that arrives late from one of the next run.
    const mayBeLate = match.method !== "POST" || this.#sim.switches.extensionConflict !== "allowed";
    return { blow: story.pick(blows), when: story.pick(moments), match, late: story.chance(0.3) && mayBeLate };
  }

  #recorded(): InState[] {
    return recordedIn(this.#stack.checkpointNow());
  }

  #choice(): Parameters<typeof someCommand>[1] {
    const { program, server } = this.story;
    const recorded = this.#recorded().filter(({ isOld }) => !isOld);
    const declared = this.story.resources().filter(({ name }) => !recorded.some((one) => one.name === name));
    const replaceable = recorded.filter(({ name, id }) => server.lives(id) && program.isReplaceable(name));
    return { all: [...recorded, ...declared], replaceable };
  }

  async #taint(): Promise<void> {
    const { replaceable } = this.#choice();
    if (replaceable.length === 0) return;
    const one = this.story.pick(replaceable);
    await this.#must("state", "taint", urn(one), "--yes");
    this.#figures.count("command state taint");
    this.story.tell(`taint ${one.name}`);
  }

  async #command(command: Command, fault: Trouble | undefined, interruption: Interruption | undefined): Promise<void> {
    const from = this.#sim.requests.length;
    const before = this.#recorded();
    const program = programOf(this.story);
    const isCertain = this.#isCertain(command, { before, program });
    const doubled = isCertain || command.verb === "up" ? this.story.doubled(before) : [];
    await this.#stack.write(program);
    this.#deletions.begin({
      kept: keptBy(command, this.story.resources(), before),
      forced: forcedBy(command),
      isEdited: this.story.isEdited,
    });
    const { ended, isMet, letGo } = await this.#run(command, interruption);
    await this.#theLateOne();
    await this.#settle(interruption, isMet, letGo);
    const hits = fault?.handle.hits.length ?? 0;
    fault?.handle.remove();
    noted({ story: this.story, figures: this.#figures }, command, {
      fault: hits > 0 ? fault : undefined,
      interruption: isMet ? interruption : undefined,
      ended,
    });
    this.#leave(before);
    // No creation can adopt what a destroy has deleted.
    if (command.verb === "destroy" && this.story.adopts()) this.story.program.isDoubtful = true;
    this.#mendLostAdoptions(command);
    await this.#holds(command, this.#sim.requests.slice(from), ended);
    const isUndisturbed = hits === 0 && !isMet;
    if (isUndisturbed && isCertain) demand(ended.code === 0, `an undisturbed ${nameOf(command)} failed`, ended.text);
    if (isUndisturbed && this.#mustRefuse(command))
      this.story.isRefused(
        doubled,
        errorsIn(ended).map(({ text }) => text),
      );
    if (ended.code === 0) this.#succeeded(command);
    else this.#shaken ??= program;
  }

  /** Whether a command can fail only by a fault or an interruption. */
  #isCertain(command: Command, { before, program }: { before: readonly InState[]; program: string }): boolean {
    const { story } = this;
    const isKnown = !story.isEdited && (this.#shaken === undefined || this.#shaken === program);
    if (!isKnown || !isWhole(command)) return false;
    if (command.verb === "destroy" || command.verb === "refresh") return true;
    const replaced = [...forcedBy(command), ...before.filter(({ isTainted }) => isTainted).map(({ name }) => name)];
    return !story.isDoubtful && !replaced.some((name) => story.program.mayBeRefused(story.program.heirOf(name)));
  }

  /** Whether the command reaches both of two resources with one object, and cannot fail earlier. */
  #mustRefuse(command: Command): boolean {
    const { contests } = this.story.program;
    const isAlone = command.verb === "up" && (command.flag === undefined || command.flag === "--continue-on-error");
    return isAlone && !this.story.isEdited && contests.length === 1 && this.#shaken === undefined;
  }

  #run(command: Command, interruption: Interruption | undefined): Promise<Met> {
    const what = textOf(command);
    const start = () => this.#stack.start(...argumentsOf(command));
    if (interruption !== undefined) return interrupted(start, interruption, { sim: this.#sim, hosts: this.#hosts, what });
    return within(start().ended, what).then((ended) => ({ ended, isMet: false, letGo: () => undefined }));
  }

  /** Releases held requests, now or while the next command runs, and waits for hosts that outlive their engine. */
  async #settle(interruption: Interruption | undefined, isMet: boolean, letGo: () => void): Promise<void> {
    if (isMet && interruption?.late === true && interruption.when !== "answered") {
      this.#late = letGo;
      this.story.disturb();
    } else {
      letGo();
      await within(this.#quiet(), "a host that has no engine any more");
    }
    const { locks, emptyFiles } = await this.#stack.recover();
    this.#figures.count("locks of killed commands taken away", locks);
    this.#figures.count("empty files of the backend deleted", emptyFiles);
    if (!isMet || isGraceful(interruption)) return;
    this.story.begin();
    // The state still has what a killed command has deleted.
    if (interruption?.match.method === "DELETE") this.story.disturb();
  }

  async #theLateOne(): Promise<void> {
    if (this.#late === undefined) return;
    this.#late();
    this.#late = undefined;
    this.story.disturb();
    this.#figures.count("requests that took effect only during the next command");
    await within(this.#quiet(), "a host that has no engine any more");
  }

  /** Waits until no host is running and every request, even of a dead one, has taken effect. */
  async #quiet(): Promise<void> {
    await this.#hosts.ended();
    while (this.#open.size > 0) await new Promise<void>((answered) => (this.#onAnswered = answered));
  }

  /** Records objects of resources with retainOnDelete, which continue to exist without a resource. */
  #leave(before: readonly InState[]): void {
    const { server, program } = this.story;
    const [kept, known] = [new Set(program.retained()), this.#recorded()];
    for (const { id, name, retains, kind } of before) {
      const isLeft = kind === "CallFlow" && (retains || kept.has(name)) && server.lives(id) && !known.some((one) => one.id === id);
      if (!isLeft) continue;
      server.leave(id);
      this.#figures.count("flows kept at their deletion");
      program.isDoubtful = true;
    }
  }

  /** Of what a command has deleted that named it, or deletes only while the next one runs. */
  #mendLostAdoptions(command: Command): void {
    this.#namedAway ||= isTargetedUp(command);
    if (this.#namedAway) this.story.leaveOutLostAdoptions(this.#recorded());
    if (this.#late === undefined) this.#namedAway = false;
  }

  /** Checks what must hold after every command. */
  async #holds(command: Command, requests: readonly RequestRecord[], ended: Ended): Promise<void> {
    this.printed = ended.text;
    const { verb } = command;
    const errors = errorsIn(ended);
    // What waits for something that failed is left out without a word.
    const isLeftOut = (name: string) => isWhole(command) && !this.#recorded().some((one) => one.name === name && !one.isOld);
    const isRefused = (name: string) =>
      errors.some(({ of, text }) => of.endsWith(`(${name})`) && /Cannot (create|adopt) | has a problem: /.test(text));
    this.#deletions.end(({ name }) => isRefused(name) || isLeftOut(name));
    this.story.holds(this.#recorded());
    const state = await this.#stack.stateText();
    isClear({ verb, requests, printed: ended.text, state, secrets: [account, ...this.story.secrets] });
  }

  #succeeded(command: Command): void {
    const { story } = this;
    const { verb } = command;
    if (!isWhole(command)) return;
    if (!isPreview(command)) this.#shaken = undefined;
    if (verb === "refresh" || verb === "up --refresh") story.refreshed();
    if (this.#late !== undefined || story.isEdited) return;
    const recorded = this.#recorded();
    if (verb === "up" || verb === "up --refresh") {
      story.server.isAsWanted();
      const names = recorded.map(({ name }) => name).sort();
      const declared = story.resources().map(({ name }) => name);
      demand(names.join() === declared.sort().join(), "the state does not have what the program says", { names, declared });
      story.settled();
    }
    if (verb === "destroy") demand(recorded.length === 0, "a destroy left something in the state", recorded);
    if (verb === "destroy" && !story.isBegun) demand(story.server.isEmpty(), "a destroy left something on the server", this.#sim.state);
  }

  /** A refresh, a corrected program and an up without faults make everything equal to the program; then previews are empty. */
  async #converge(): Promise<void> {
    const { story } = this;
    await this.#command(plain("refresh"), undefined, undefined);
    story.mend(this.#recorded());
    await this.#untaint();
    await this.#command(plain("up"), undefined, undefined);
    const from = this.#sim.requests.length;
    await this.#must("preview", "--expect-no-changes");
    demand(this.#sim.requests.length === from, "a preview sent something", this.#sim.requests.slice(from));
    await this.#must("preview", "--refresh", "--expect-no-changes");
    story.server.isAsWanted();
    story.server.eachHasItsOwn(this.#recorded());
    story.converged();
    this.#figures.count("convergences");
  }

  /** Does what a user does if a tainted resource cannot be replaced, because its object would conflict with the new one. */
  async #untaint(): Promise<void> {
    for (const one of this.story.program.stuck(this.#recorded())) {
      await this.#must("state", "untaint", urn(one), "--yes");
      this.#figures.count("command state untaint");
      this.story.tell(`untaint ${one.name}`);
    }
  }

  async #end(): Promise<void> {
    await this.#command(plain("destroy"), undefined, undefined);
    demand(this.story.server.isEmpty(), "a destroy left something on the server", [...this.#sim.state.objects.values()]);
    this.story.holds([]);
  }

  async #must(...args: string[]): Promise<void> {
    const ended = await within(this.#stack.run(...args), args.join(" "));
    this.printed = ended.text;
    demand(ended.code === 0, `pulumi ${args.join(" ")} ended with ${String(ended.code)}`, ended.text);
  }
}

interface Surroundings {
  readonly sim: Simulator;
  readonly stack: Stack;
  readonly hosts: Hosts;
  readonly figures: Figures;
}
