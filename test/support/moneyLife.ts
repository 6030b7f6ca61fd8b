import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Fault, type FaultHandle, type Simulator, startSimulator } from "../../provider/simulator/index";
import { send, within } from "./chaosBlows";
import type { Figures } from "./figures";
import { type Ended, settingsFor, Stack, type StateResource } from "./engine";
import { Hosts } from "./hosts";
import { leaves } from "./leaves";
import { foundIn, type Found, type Paid, programOf } from "./moneyProgram";
import { randomFrom } from "./random";
import { demand } from "./demand";

/** Whether the machine keeps its journal, or every command runs on another machine. */
export type JournalMode = "kept" | "lost";

const deadlineSeconds = 2;
const windowSeconds = 8;

const customers = ["6f2b1c52-7a35-4c43-9a0e-6a1f53e0a001", "6f2b1c52-7a35-4c43-9a0e-6a1f53e0a002"];

const blows = ["SIGKILL", "SIGKILL", "SIGKILL of the provider", "SIGKILL of both", "SIGINT", "SIGTERM", "SIGINT twice"] as const;
type Blow = (typeof blows)[number];

/** Requests of a run with one new transfer, in their order: the intent looks, the execution looks, sends, and looks again. */
const customer = { method: "GET", path: "/account/reseller/*" };
const transfer = { method: "PUT", bodyKey: "balance" };
const instants = [
  ...Array.from({ length: 6 }, () => ({ match: transfer, when: "before" as const })),
  ...Array.from({ length: 6 }, () => ({ match: transfer, when: "after" as const })),
  ...[1, 2, 2, 3, 3].map((nth) => ({ match: { ...customer, nth }, when: "before" as const })),
];

const faults: readonly Fault[] = [
  { effect: { kind: "status", status: 500 } },
  { effect: { kind: "status", status: 500 }, applied: true },
  { effect: { kind: "status", status: 503 }, applied: true },
  { effect: { kind: "status", status: 400, envelope: true } },
  { effect: { kind: "status", status: 409, envelope: true } },
  { effect: { kind: "retryLater", retryAfter: 1 } },
  { effect: { kind: "drop" } },
  { effect: { kind: "drop" }, applied: true },
  { effect: { kind: "drop", reset: true }, applied: true },
  { effect: { kind: "truncate" } },
  { effect: { kind: "garbage" } },
  { effect: { kind: "html" }, applied: true },
  { effect: { kind: "redirect", location: "https://elsewhere.example/" }, applied: true },
  { effect: { kind: "redirect", location: "/account/balance", status: 307 } },
  { effect: { kind: "contradict", inner: 500 }, applied: true },
  { effect: { kind: "contradict", inner: 400 } },
  { effect: { kind: "empty" } },
  { effect: { kind: "hang" }, applied: true },
];

/** Ways to pay twice that no record in the state can prevent. The journal of a machine prevents them. */
type Door = "older state restored" | "intent replaced" | "record destroyed" | "living run cancelled" | "record deleted";

/** A random history of a stack that moves money. The seed replays the decisions; the simulator's ledger is the judge. */
export class MoneyLife {
  readonly told: string[] = [];
  printed = "";
  readonly #random: () => number;
  readonly #journal: JournalMode;
  readonly #sim: Simulator;
  readonly #stack: Stack;
  readonly #hosts: Hosts;
  readonly #figures: Figures;
  readonly #paid: Paid[] = [];
  readonly #doors = new Set<Door>();
  #names = 0;
  #exported: string | undefined;
  #late: FaultHandle | undefined;

  private constructor(seed: number, journal: JournalMode, { sim, stack, hosts, figures }: Surroundings) {
    this.#random = randomFrom(seed);
    this.#journal = journal;
    this.#sim = sim;
    this.#stack = stack;
    this.#hosts = hosts;
    this.#figures = figures;
  }

  /** Runs one stack through interruptions; throws if money moved twice, a record is wrong, or one is lost. */
  static async live(seed: number, { rounds, journal, figures }: { rounds: number; journal: JournalMode; figures: Figures }): Promise<void> {
    const seeded = customers.map((uuid, index) => ({
      uuid,
      name: `customer-${index}`,
      contact_name: `Customer ${index}`,
      phone: "+441632960001",
    }));
    const sim = await startSimulator({ seed: { balance: "100000.000", customers: seeded } });
    const hosts = await Hosts.watch();
    const env = {
      ...settingsFor(sim),
      ...hosts.env,
      YAY_TIMEOUT_SECONDS: "5",
      YAY_TRANSFER_DEADLINE_SECONDS: String(deadlineSeconds),
      YAY_TRANSFER_WINDOW_SECONDS: String(windowSeconds),
    };
    const stack = await Stack.create("", { env });
    const life = new MoneyLife(seed, journal, { sim, stack, hosts, figures });
    try {
      for (let round = 0; round < rounds; round++) await life.#round();
      await life.#settle();
    } catch (error) {
      leaves(sim, "a life that was cut short");
      const message = error instanceof Error ? error.message : String(error);
      throw new Error(`seed ${seed}:\n${life.told.join("\n")}\n${message}\nThe last command printed:\n${life.printed}`);
    } finally {
      sim.faults.clear();
      hosts.kill();
      await hosts.ended();
      await stack.close();
      await hosts.close();
      await sim.close();
    }
  }

  #pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.#random() * items.length)] as T;
  }

  async #round(): Promise<void> {
    // An open transfer ends a run before anything new is sent, so most rounds begin with an answer.
    if (this.#random() < 0.85) await this.#say({ waits: true });
    for (let more = this.#random() < 0.3 ? 2 : 1; more > 0; more--) this.#declare();
    if (this.#random() < 0.3) this.#exported = await this.#stack.must("stack", "export");
    await this.#interruptedUp();
    await this.#theLateOne();
    for (let steps = this.#random() < 0.5 ? 2 : 1; steps > 0; steps--) await this.#nextStep();
    this.#figures.count("rounds");
  }

  #declare(): void {
    const number = ++this.#names;
    const paid: Paid = {
      component: `pay-${number}`,
      reference: `payment ${number}`,
      customer: this.#pick(customers),
      amount: `${number}.${String(100 + number)}`,
      protect: this.#random() < 0.7,
      earlier: [],
    };
    this.#paid.push(paid);
    this.told.push(`declare ${paid.reference}, ${paid.amount}${paid.protect ? "" : ", unprotected"}`);
  }

  /** An up with a fault, or interrupted at a certain or any moment. */
  async #interruptedUp(): Promise<void> {
    if (this.#random() < 0.25) {
      const fault = this.#pick(faults);
      const handle = this.#sim.faults.add({ ...fault, match: transfer });
      await this.#plainUp();
      handle.remove();
      const kind = `${fault.effect?.kind ?? ""}${fault.applied === true ? ", applied" : ""}`;
      this.told.push(`  with ${kind}: ${handle.hits.length}`);
      this.#figures.count(handle.hits.length > 0 ? `fault ${kind}` : "fault that met nothing");
      return;
    }
    const blow = this.#pick(blows);
    const isLate = this.#random() < 0.3;
    if (this.#random() < 0.15) {
      const after = Math.floor(this.#random() * 9000);
      await this.#struck(blow, `after ${after} ms`, { comes: pause(after), isLate: false });
      return;
    }
    const { match, when } = this.#pick(instants);
    const hold = this.#sim.faults.add({ match, wait: { when } });
    await this.#struck(blow, `${when} ${match.method} ${"nth" in match ? match.nth : ""}`, { comes: hold.held, hold, isLate });
  }

  async #struck(blow: Blow, moment: string, { comes, hold, isLate }: Instant): Promise<void> {
    await this.#prepare();
    const running = this.#stack.start("up", "--yes", "--skip-preview");
    const isMet = await within(Promise.race([comes.then(() => true), running.ended.then(() => false)]), "up");
    if (isMet) {
      if (blow !== "SIGKILL" && blow !== "SIGKILL of both") await pause(Math.floor(this.#random() * 30));
      if (blow.startsWith("SIGKILL of")) this.#hosts.kill();
      const signal = blow === "SIGKILL of both" ? "SIGKILL" : (blow.split(" ")[0] as NodeJS.Signals);
      if (blow !== "SIGKILL of the provider") send(running.child, signal);
      if (blow === "SIGINT twice" && (await running.said("cancelling"))) send(running.child, "SIGINT");
      this.#figures.count(`blow ${blow}, ${moment.startsWith("after ") && /\d ms$/.test(moment) ? "at any time" : moment}`);
      this.#figures.count("interruptions");
    } else {
      this.#figures.count("blows whose instant did not come");
    }
    if (isMet && isLate && hold !== undefined && blow === "SIGKILL") this.#late = hold;
    else hold?.remove();
    this.printed = (await within(running.ended, `up, ${blow}`)).text;
    this.told.push(`up, ${isMet ? `${blow} ${moment}` : "not met"}${this.#late === undefined ? "" : ", still held"}`);
    if (this.#late === undefined) await within(this.#hosts.ended(), "a host without an engine");
    await this.#stack.recover();
    await this.#holds();
  }

  /** A request that outlives its engine takes effect while the next command runs. */
  async #theLateOne(): Promise<void> {
    const late = this.#late;
    if (late === undefined) return;
    this.#late = undefined;
    const command = this.#plainUp(() => late.remove());
    await command;
    this.#figures.count("requests that took effect during the next command");
  }

  async #nextStep(): Promise<void> {
    const steps: Readonly<Record<string, () => Promise<unknown>>> = {
      up: () => this.#plainUp(),
      "up after preview": () => this.#command("up", "--yes"),
      "refresh, up": async () => (await this.#command("refresh", "--yes", "--skip-preview"), this.#plainUp()),
      "clear pending, up": async () => (
        await this.#command("refresh", "--yes", "--clear-pending-creates", "--skip-preview"),
        this.#plainUp()
      ),
      "destroy, up": () => this.#destroyed(),
      "up --target": async () => this.#command("up", "--yes", "--skip-preview", "--target", await this.#urn(), "--target-dependents"),
      "up --replace": () => this.#replaced(),
      taint: () => this.#tainted(),
      rename: async () => (this.#rename(), this.#plainUp()),
      "move into a box": async () => (this.#move(), this.#plainUp()),
      "export, import": async () => (await this.#restore(await this.#stack.must("stack", "export")), this.#plainUp()),
      "restore an older state": () => this.#restored(),
      "edit a reference": () => this.#edited("reference"),
      "edit an amount": () => this.#edited("amount"),
      "two at once": async () => (await this.#prepare(), Promise.all([this.#command("up", "--yes", "--skip-preview"), this.#stack.up()])),
      "cancel a living run": () => this.#cancelled(),
      "delete an execution from the state": () => this.#deleted(),
      "say what is true": async () => (await this.#say(), this.#plainUp()),
    };
    const name = this.#pick(Object.keys(steps));
    this.told.push(name);
    this.#figures.count(`next step: ${name}`);
    await steps[name]?.();
    await this.#holds();
  }

  async #prepare(): Promise<void> {
    await this.#stack.write(programOf(this.#paid));
    if (this.#journal === "lost")
      await rm(join(this.#stack.folder, "home", "yay", "transfers"), { recursive: true, force: true, maxRetries: 10 });
  }

  async #command(...args: string[]): Promise<Ended> {
    await this.#prepare();
    const ended = await within(this.#stack.run(...args), args.join(" "));
    this.printed = ended.text;
    this.told.push(`  ${args[0] ?? ""}: code ${String(ended.code)}`);
    await this.#stack.recover();
    return ended;
  }

  async #plainUp(meanwhile: () => void = () => undefined): Promise<void> {
    const going = this.#command("up", "--yes", "--skip-preview");
    meanwhile();
    const { code, text } = await going;
    await within(this.#hosts.ended(), "a host without an engine");
    const open = (await this.#found()).filter(({ found }) => !["none", "settled"].includes(found.state));
    if (code === 0) return demand(open.length === 0, "an up succeeded with something open", open);
    if (open.length === 0 || /currently locked|protected/.test(text)) return;
    // The first refusal ends the program, so one payment of them all has to be named.
    const isNamed = this.#paid.some(({ reference }) => text.includes(`"${reference}"`) || text.includes(`'${reference}`));
    demand(isNamed, "nothing was said of what is open", { open, text });
  }

  async #found(): Promise<{ paid: Paid; found: Found }[]> {
    const { resources } = await this.#stack.checkpoint();
    return this.#paid.map((paid) => ({ paid, found: foundIn(resources, paid, deadlineSeconds) }));
  }

  async #urn(): Promise<string> {
    const urns = (await this.#stack.checkpoint()).resources.map(({ urn }) => urn).filter((urn) => /Intent|Execution/.test(urn));
    return urns.length === 0 ? "**none**" : this.#pick(urns);
  }

  async #destroyed(): Promise<void> {
    if (this.#paid.some(({ protect }) => !protect)) this.#doors.add("record destroyed");
    await this.#command("destroy", "--yes", "--skip-preview");
    await this.#plainUp();
  }

  async #replaced(): Promise<void> {
    this.#doors.add("intent replaced");
    await this.#command("up", "--yes", "--skip-preview", "--replace", await this.#urn());
  }

  async #tainted(): Promise<void> {
    const urn = await this.#urn();
    this.#doors.add("intent replaced");
    await this.#command("state", "taint", urn, "--yes");
    await this.#command("up", "--yes", "--skip-preview");
    await this.#command("state", "untaint", urn, "--yes");
  }

  #rename(): void {
    this.#pick(this.#paid).component = `renamed-${++this.#names}`;
  }

  #move(): void {
    this.#pick(this.#paid).box = "box";
  }

  async #restore(text: string): Promise<void> {
    const file = join(this.#stack.folder, "export.json");
    await writeFile(file, text);
    await this.#command("stack", "import", "--file", file);
  }

  async #restored(): Promise<void> {
    if (this.#exported === undefined) return;
    this.#doors.add("older state restored");
    await this.#restore(this.#exported);
    await this.#plainUp();
  }

  /** A changed payment is refused, and nothing is sent of it. */
  async #edited(what: "reference" | "amount"): Promise<void> {
    const settled = (await this.#found()).filter(({ found }) => found.intent !== undefined);
    if (settled.length === 0) return;
    const { paid } = this.#pick(settled);
    const at = this.#paid.indexOf(paid);
    const before = this.#sim.ledger.length;
    const others = this.#paid.splice(0);
    this.#paid.push({ ...paid, [what]: what === "amount" ? "999.5" : "another payment" });
    const { code, text } = await this.#command("up", "--yes", "--skip-preview");
    this.#paid.splice(0, 1, ...others);
    demand(code !== 0 && this.#sim.ledger.length === before, `an edited ${what} was paid`, { at, text });
  }

  /** `pulumi cancel` of a run that still lives, and another one beside it. */
  async #cancelled(): Promise<void> {
    this.#declare();
    this.#doors.add("living run cancelled");
    await this.#prepare();
    const hold = this.#sim.faults.add({ match: transfer, wait: { when: this.#pick(["before", "after"]) } });
    const first = this.#stack.start("up", "--yes", "--skip-preview");
    const isMet = await within(Promise.race([hold.held.then(() => true), first.ended.then(() => false)]), "up");
    if (isMet) {
      await this.#stack.run("cancel", "--yes");
      await this.#command("up", "--yes", "--skip-preview");
    }
    hold.remove();
    await within(first.ended, "the first up");
    await this.#stack.recover();
  }

  async #deleted(): Promise<void> {
    const urns = (await this.#stack.checkpoint()).resources.map(({ urn }) => urn).filter((urn) => urn.includes("Execution"));
    if (urns.length === 0) return;
    await this.#command("state", "delete", "--force", "--yes", this.#pick(urns));
    await this.#plainUp();
  }

  /** The operator looks at the ledger and says what is true, if it would be believed already. */
  async #say({ waits = false } = {}): Promise<void> {
    await within(this.#hosts.ended(), "a host without an engine");
    const { resources } = await this.#stack.checkpoint();
    if (this.#doors.size > 0) this.#takeBack(resources);
    this.#correct(resources);
    this.#writeAgain(resources);
    for (const { paid, found } of await this.#found()) {
      if (["none", "settled", "closed"].includes(found.state)) continue;
      if (this.#moved(paid) > 0) paid.outcome = "received";
      else if (found.state === "rejected") paid.earlier.push("rejected");
      else {
        const left = found.state === "notSent" ? 0 : found.believedFrom - Date.now();
        if (left > 0 && !waits) continue;
        await pause(Math.max(0, left) + 50);
        paid.earlier.push("notReceived");
      }
      this.told.push(`  say ${paid.outcome ?? paid.earlier.join(", ")} of ${paid.reference} (${found.state})`);
      this.#figures.count(`word ${paid.outcome ?? paid.earlier.at(-1) ?? ""} for ${found.state}`);
    }
  }

  /** A refusal that the record has lost cannot be confirmed any more; it is still true that nothing has arrived. */
  #correct(resources: readonly StateResource[]): void {
    for (const paid of this.#paid) {
      paid.earlier.forEach((word, index) => {
        const { state } = foundIn(resources, { ...paid, earlier: paid.earlier.slice(0, index) }, deadlineSeconds);
        if (word === "rejected" && state === "cutOff") paid.earlier[index] = "notReceived";
      });
    }
  }

  /** A word that was taken back, and is asked for again by a record that came back with an older state. */
  #writeAgain(resources: readonly StateResource[]): void {
    for (const paid of this.#paid) {
      for (;;) {
        const { state, execution } = foundIn(resources, paid, deadlineSeconds);
        if (state !== "closed") break;
        paid.earlier.push(execution?.outputs?.["said"] as Paid["earlier"][number]);
      }
    }
  }

  /** Words about attempts that the record has lost are refused, so the operator takes them back. */
  #takeBack(resources: readonly StateResource[]): void {
    for (const paid of this.#paid) {
      while (paid.earlier.length > 0 && isLost(foundIn(resources, { ...paid, earlier: paid.earlier.slice(0, -1) }, deadlineSeconds))) {
        paid.earlier.pop();
        delete paid.outcome;
      }
      if (foundIn(resources, paid, deadlineSeconds).state === "none") delete paid.outcome;
    }
  }

  #moved({ amount }: Paid): number {
    return this.#sim.ledger.filter((entry) => Number(entry.amount) === Number(amount)).length;
  }

  /** After every command: nothing moved twice, nothing settled that did not move, nothing moved that the record does not have. */
  async #holds(): Promise<void> {
    const restored = this.#doors.has("older state restored") || this.#doors.has("record destroyed");
    for (const { paid, found } of await this.#found()) {
      const moved = this.#moved(paid);
      if (moved > 1) this.#twice(paid, moved);
      demand(found.state !== "settled" || moved > 0, "settled, and nothing moved", { paid, found });
      demand(moved === 0 || found.intent !== undefined || restored || this.#doors.size > 0, "moved, and lost from the record", {
        paid,
        found,
      });
    }
    const mixed = this.#sim.requests.filter(({ body, method }) => method === "PUT" && isMixed(body));
    demand(mixed.length === 0, "a transfer with something else in its body", mixed);
  }

  /** Without a journal, a way around the record may pay twice, as the documentation says; anything else is a fault. */
  #twice(paid: Paid, moved: number): void {
    const doors = [...this.#doors].join(" or ");
    demand(this.#journal === "lost" && this.#doors.size > 0, `moved ${moved} times`, { paid, doors });
    this.#figures.count(`moved twice behind a door: ${doors}`);
  }

  /** The operator answers every question truthfully; at the end each payment has been made once. */
  async #settle(): Promise<void> {
    for (let tries = 0; tries < 12; tries++) {
      await this.#say({ waits: true });
      const { code } = await this.#command("up", "--yes", "--skip-preview");
      await this.#holds();
      if (code === 0) break;
    }
    for (const { paid, found } of await this.#found()) {
      demand(found.state === "settled", "not settled at the end", { paid, found });
      demand(this.#moved(paid) === 1 || this.#journal === "lost", "not moved once", paid);
      this.#figures.count(`payments settled${this.#moved(paid) === 1 ? "" : ", moved twice"}`);
    }
    this.#figures.count("transfers in the ledger", this.#sim.ledger.length);
  }
}

/** Whether a body mixes a transfer with anything else: a transfer has only an amount with three decimals. */
function isMixed(body: unknown): boolean {
  if (typeof body !== "object" || body === null || !("balance" in body)) return false;
  return Object.keys(body).length > 1 || !/^\d+\.\d{3}$/.test(String(body.balance));
}

function isLost({ intent }: Found): boolean {
  return intent === undefined;
}

interface Instant {
  readonly comes: Promise<unknown>;
  readonly hold?: FaultHandle;
  readonly isLate: boolean;
}

interface Surroundings {
  readonly sim: Simulator;
  readonly stack: Stack;
  readonly hosts: Hosts;
  readonly figures: Figures;
}
