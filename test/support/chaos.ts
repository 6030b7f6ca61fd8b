import type { ChildProcess } from "node:child_process";
import type { FaultHandle, FaultMatch, RequestRecord, Simulator } from "../../provider/simulator/index";
import { startSimulator } from "../../provider/simulator/index";
import type { Props } from "../../provider/lifecycle/values";
import { type Ended, type Running, settingsFor, Stack } from "./engine";
import { Hosts } from "./hosts";
import { leaves } from "./leaves";
import { messagesIn, unclearErrors } from "./printed";
import { standsIn } from "./secrets";
import { demand, type InState, Ref, Story, type Trouble } from "./story";

/** What happened in some histories, by name. */
export class Figures {
  readonly #counts = new Map<string, number>();

  count(what: string, times = 1): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + times);
  }

  of(what: string): number {
    return this.#counts.get(what) ?? 0;
  }

  get all(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  lines(): string[] {
    const width = Math.max(0, ...[...this.#counts.keys()].map((what) => what.length));
    return Object.entries(this.all).map(([what, times]) => `${what.padEnd(width)}  ${times}`);
  }
}

const verbs = {
  up: ["up", "--yes", "--skip-preview"],
  "up --refresh": ["up", "--yes", "--skip-preview", "--refresh"],
  refresh: ["refresh", "--yes", "--skip-preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
  preview: ["preview"],
  "preview --refresh": ["preview", "--refresh"],
} as const;

type Verb = keyof typeof verbs;

const likelyVerbs: readonly Verb[] = [
  ...(["up", "up", "up", "up", "up --refresh", "up --refresh"] as const),
  ...(["refresh", "refresh", "destroy", "preview", "preview --refresh"] as const),
];

/** The requests that a command may send, those that matter more often. */
const requestsOf = {
  up: ["POST", "POST", "POST", "PUT", "PUT", "GET", "DELETE"],
  "up --refresh": ["POST", "POST", "PUT", "PUT", "GET", "GET", "DELETE"],
  refresh: ["GET"],
  destroy: ["DELETE", "DELETE", "GET", "PUT"],
  preview: ["GET"],
  "preview --refresh": ["GET"],
} as const;

/** Ways to end a command early. */
const blows = ["SIGKILL", "SIGKILL", "SIGINT", "SIGTERM", "SIGINT twice", "SIGTERM twice", "SIGKILL of the provider"] as const;
type Blow = (typeof blows)[number];

/** When a blow falls: around the effect of a request, or the moment its answer has left. */
const moments = ["before", "after", "answered"] as const;

interface Interruption {
  readonly blow: Blow;
  readonly when: (typeof moments)[number];
  readonly match: FaultMatch & { readonly method: string; readonly nth: number };
  /** Whether a request that was held takes effect only while the next command runs. */
  readonly late: boolean;
}

interface Met {
  readonly ended: Ended;
  readonly isMet: boolean;
  /** Ends what is still held of the command. */
  readonly letGo: () => void;
}

const account = "sentinel-account-7f3a";
const longestCommand = 240_000;

/** A random life of a stack on the real engine. The seed replays the decisions; what runs side by side in the engine may differ. */
export class Chaos {
  readonly story: Story;
  /** Everything that the last command printed. */
  printed = "";
  readonly #sim: Simulator;
  readonly #stack: Stack;
  readonly #hosts: Hosts;
  readonly #figures: Figures;
  readonly #open = new Set<number>();
  #onAnswered: () => void = () => undefined;
  #late: (() => void) | undefined;
  /** The program that was under way when a command last failed; what it came to is certain again after a success. */
  #shaken: string | undefined;

  private constructor(story: Story, { sim, stack, hosts, figures }: Surroundings) {
    this.story = story;
    this.#sim = sim;
    this.#stack = stack;
    this.#hosts = hosts;
    this.#figures = figures;
    sim.on("request", ({ id }) => void this.#open.add(id));
    sim.on("answered", ({ id }) => {
      this.#open.delete(id);
      this.#onAnswered();
    });
  }

  /** Lives one history; throws where something was lost, doubled, leaked, unclear, or did not converge. */
  static async live(seed: number, steps: number, figures: Figures): Promise<void> {
    const credentials = { reseller: "reseller", user: "user", password: account };
    const sim = leaves(await startSimulator({ credentials }), "what others have made stays; a story looks for its own");
    const hosts = await Hosts.watch();
    const stack = await Stack.create("", { env: { ...settingsFor(sim), ...hosts.env, YAY_TIMEOUT_SECONDS: "5" } });
    const chaos = new Chaos(new Story(seed, sim), { sim, stack, hosts, figures });
    try {
      for (let step = 0; step < steps; step++) await chaos.#step(step);
      await chaos.#converge();
      await chaos.#end();
      figures.count("rounds");
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new Error(`seed ${seed}:\n${chaos.story.told.join("\n")}\n${message}\nThe last command printed:\n${chaos.printed}`);
    } finally {
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
    if (story.chance(0.85)) story.changeProgram(await this.#recorded());
    if (story.chance(0.3)) story.editInPortal(await this.#recorded());
    const verb = story.pick(likelyVerbs);
    const fault = story.chance(0.4) ? story.fault(requestsOf[verb]) : undefined;
    const interruption = story.chance(0.5) ? this.#interruption(verb) : undefined;
    const converges = story.chance(0.2);
    await this.#command(verb, fault, this.#late === undefined ? interruption : undefined);
    if (converges) await this.#converge();
  }

  #interruption(verb: Verb): Interruption {
    const { story } = this;
    const match = story.instant(requestsOf[verb]);
    // Nothing but the server's own refusal of a second one can tell a creation that arrives late from one of the next run.
    const mayBeLate = match.method !== "POST" || this.#sim.switches.extensionConflict !== "allowed";
    return { blow: story.pick(blows), when: story.pick(moments), match, late: story.chance(0.3) && mayBeLate };
  }

  async #recorded(): Promise<InState[]> {
    const { resources } = await this.#stack.checkpoint();
    return resources.map(({ urn, type, id = "" }) => ({ name: urn.split("::").at(-1) ?? "", kind: type.split(":").at(-1) ?? "", id }));
  }

  async #command(verb: Verb, fault: Trouble | undefined, interruption: Interruption | undefined): Promise<void> {
    const { story } = this;
    const from = this.#sim.requests.length;
    const program = programOf(story);
    const isCertain = !story.isEdited && (this.#shaken === undefined || this.#shaken === program);
    await this.#stack.write(program);
    const { ended, isMet, letGo } = await this.#run(verb, interruption);
    await this.#theLateOne();
    await this.#settle(interruption, isMet, letGo);
    const hits = fault?.handle.hits.length ?? 0;
    fault?.handle.remove();
    this.#note(verb, { fault: hits > 0 ? fault : undefined, interruption: isMet ? interruption : undefined, ended });
    await this.#holds(verb, this.#sim.requests.slice(from), ended);
    if (hits === 0 && !isMet && isCertain) demand(ended.code === 0, `an undisturbed ${verb} failed`, ended.text);
    if (ended.code === 0) await this.#succeeded(verb);
    else this.#shaken ??= program;
  }

  /** Runs a command, and strikes at the instant that the interruption names, if it comes. */
  async #run(verb: Verb, interruption: Interruption | undefined): Promise<Met> {
    if (interruption === undefined) {
      const ended = await within(this.#stack.start(...verbs[verb]).ended, verb);
      return { ended, isMet: false, letGo: () => undefined };
    }
    const { blow, when, match } = interruption;
    const instant = when === "answered" ? this.#answered(match) : this.#held(match, when);
    const running = this.#stack.start(...verbs[verb]);
    const isMet = await within(Promise.race([instant.comes.then(() => true), running.ended.then(() => false)]), verb);
    if (isMet) await this.#strike(running, blow, instant.letGo);
    else instant.letGo();
    return { ended: await within(running.ended, `${verb}, ${blow}`), isMet, letGo: instant.letGo };
  }

  #held(match: FaultMatch, when: "before" | "after"): Instant {
    const hold: FaultHandle = this.#sim.faults.add({ match, wait: { when } });
    return { comes: hold.held, letGo: () => hold.remove() };
  }

  #answered({ nth = 1, method }: FaultMatch): Instant {
    let stop: () => void = () => undefined;
    const comes = new Promise<RequestRecord>((come) => {
      let left = nth;
      stop = this.#sim.on("answered", (record) => {
        if (record.method === method && --left === 0) come(record);
      });
    });
    return { comes, letGo: () => stop() };
  }

  /** After a first interrupt the requests under way end; after anything harder they may be held on. */
  async #strike(running: Running, blow: Blow, letGo: () => void): Promise<void> {
    if (blow === "SIGKILL of the provider") return this.#hosts.kill();
    const signal = blow.replace(" twice", "") as "SIGINT" | "SIGTERM" | "SIGKILL";
    send(running.child, signal);
    if (blow === "SIGKILL") return;
    const isHeard = await running.said(`${signal === "SIGINT" ? "^C" : signal} received; cancelling`);
    if (blow !== signal && isHeard) send(running.child, signal);
    else letGo();
  }

  /** Lets what is held go, now or while the next command runs, and waits for the hosts that outlive their engine. */
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
    // What a killed command has deleted still stands in the state.
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

  /** Waits until no host lives and every request, also of a dead one, has taken effect. */
  async #quiet(): Promise<void> {
    await this.#hosts.ended();
    while (this.#open.size > 0) await new Promise<void>((answered) => (this.#onAnswered = answered));
  }

  #note(verb: Verb, { fault, interruption, ended }: Noted): void {
    const blow = interruption && `${interruption.blow} ${interruption.when} ${interruption.match.method} ${interruption.match.nth}`;
    const errors = messagesIn(ended.text).filter(({ severity }) => severity === "error");
    const told = errors.map(({ of, text }) => `${of}: ${text.split("\n")[0] ?? ""}`).join(" | ");
    this.story.tell([verb, fault?.text, blow, `code ${String(ended.code)}`, told].filter(Boolean).join(", "));
    this.#figures.count(`command ${verb}`);
    if (fault !== undefined) this.#figures.count(`fault ${fault.handle.fault.effect?.kind ?? ""}`);
    if (interruption !== undefined) this.#figures.count(`blow ${interruption.blow}, ${interruption.when}`);
    for (const { text } of errors) this.#figures.count(`error ${text.split("\n")[0]?.replace(/"[^"]*"|[0-9a-f-]{36}/g, "…") ?? ""}`);
  }

  /** What has to hold after every command. */
  async #holds(verb: Verb, requests: readonly RequestRecord[], ended: Ended): Promise<void> {
    this.printed = ended.text;
    const recorded = await this.#recorded();
    this.story.holds(recorded);
    const writes = requests.filter(({ method }) => method !== "GET");
    if (verb === "preview") demand(requests.length === 0, "a preview sent something", requests);
    if (verb === "preview --refresh" || verb === "refresh") demand(writes.length === 0, `a ${verb} wrote something`, writes);
    const unclear = unclearErrors(ended.text);
    demand(unclear.length === 0, "an error does not say what came back, or is not known", unclear);
    const secrets = [account, ...this.story.secrets];
    const state = await this.#stack.stateText();
    for (const [place, text] of Object.entries({ "what was printed": ended.text, "the state": state })) {
      const leaked = secrets.filter((secret) => standsIn(secret, text));
      demand(leaked.length === 0, `a secret stands in ${place}`, leaked);
    }
  }

  async #succeeded(verb: Verb): Promise<void> {
    const { story } = this;
    if (verb !== "preview" && verb !== "preview --refresh") this.#shaken = undefined;
    if (verb === "refresh" || verb === "up --refresh") story.refreshed();
    if (this.#late !== undefined || story.isEdited) return;
    if (verb === "up" || verb === "up --refresh") {
      story.isAsWanted();
      const names = (await this.#recorded()).map(({ name }) => name).sort();
      const declared = story
        .resources()
        .map(({ name }) => name)
        .sort();
      demand(names.join() === declared.join(), "the state does not have what the program says", { names, declared });
    }
    if (verb === "destroy") demand((await this.#recorded()).length === 0, "a destroy left something in the state", await this.#recorded());
    if (verb === "destroy" && !story.isBegun) demand(story.isEmpty(), "a destroy left something on the server", this.#sim.state);
  }

  /** A refresh and an up without faults bring everything to what the program says; then previews are empty. */
  async #converge(): Promise<void> {
    await this.#command("refresh", undefined, undefined);
    await this.#command("up", undefined, undefined);
    const from = this.#sim.requests.length;
    await this.#must("preview", "--expect-no-changes");
    demand(this.#sim.requests.length === from, "a preview sent something", this.#sim.requests.slice(from));
    await this.#must("preview", "--refresh", "--expect-no-changes");
    this.story.isAsWanted();
    this.story.converged();
    this.#figures.count("convergences");
  }

  async #end(): Promise<void> {
    await this.#command("destroy", undefined, undefined);
    demand(this.story.isEmpty(), "a destroy left something on the server", [...this.#sim.state.objects.values()]);
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

interface Instant {
  readonly comes: Promise<unknown>;
  readonly letGo: () => void;
}

interface Noted {
  readonly fault: Trouble | undefined;
  readonly interruption: Interruption | undefined;
  readonly ended: Ended;
}

/** After one interrupt everything that was under way ends and is recorded. */
function isGraceful(interruption: Interruption | undefined): boolean {
  return interruption?.blow === "SIGINT" || interruption?.blow === "SIGTERM";
}

/** Sends a signal to a process that still lives. */
export function send(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
}

/** A bound for what may hang: reaching it is a find. */
export async function within<T>(promise: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`${what} did not end within ${longestCommand / 1000} s`)), longestCommand);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}

/** The program of a story as a person would write it. */
function programOf(story: Story): string {
  const lines = story.resources().map(({ name, kind, args }) => {
    const key = JSON.stringify(name);
    return `r[${key}] = new yay.${kind}(${key}, ${written(args)});`;
  });
  return ["const r = {};", ...lines].join("\n");
}

function written(value: unknown): string {
  if (value instanceof Ref) return `r[${JSON.stringify(value.name)}].uuid`;
  if (Array.isArray(value)) return `[${value.map(written).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value as Props)
    .map(([key, inner]) => `${JSON.stringify(key)}: ${written(inner)}`)
    .join(", ")} }`;
}
