import * as pulumi from "@pulumi/pulumi";
import * as yay from "../../provider/index";
import { sentence } from "../../provider/hosts/dynamic/movements";
import { SettingsError } from "../../provider/client";
import type { Declared } from "../support/transferEngine";
import { HostProcess } from "../support/transferProcess";
import { begin, sim, up, useWorlds, world } from "../support/transferTests";
import { customerOf } from "../support/transferWorld";

jest.setTimeout(120_000);

const reference = "2026-11 top-up acme";
const transfer = (change: Partial<Declared> = {}): Declared => ({ reference, customer: customerOf(0), amount: "25.00", ...change });
const child = (kind: "Intent" | "Execution", attempt = 1) => `CreditTransfer${kind}::${reference}${attempt > 1 ? `#${attempt}` : ""}`;

useWorlds();
beforeEach(() => begin());

/** What a preview says of a program; it makes no request and needs no credentials. */
async function refusals(change: Record<string, unknown>): Promise<string> {
  const { errors, requests } = await world.stack.preview({ a: { ...transfer(), ...change } });
  expect(requests).toBe(0);
  return errors.join("\n");
}

describe("the arguments of a CreditTransfer", () => {
  it.each([
    ["amount", { amount: 25 }, "money is no float"],
    ["amount", { amount: "25.0000" }, "at most three decimals"],
    ["amount", { amount: "1e2" }, "at most three decimals"],
    ["amount", { amount: "-25" }, "at most three decimals"],
    ["amount", { amount: "0.009" }, "at least 0.01"],
    ["customer", { customer: "acme" }, "uuid"],
    ["reference", { reference: "a#2" }, "no #"],
    ["reference", { reference: " a" }, "no blanks"],
    ["reference", { reference: "a::b" }, "no ::"],
    ["reference", { reference: "x".repeat(101) }, "100 characters"],
    ["outcome", { outcome: "lost" }, '"received"'],
    ["earlier.0", { earlier: ["received"] }, '"rejected" or "notReceived"'],
    ["colour", { colour: "red" }, "not an argument of CreditTransfer"],
  ])("refuse at preview, naming %s: %p", async (path, change, why) => {
    const process = new HostProcess({ api: sim, folder: world.folder, now: world.now });
    const { failures } = await process.call("CreditTransferReference", (handler) => handler.check({}, { ...transfer(), ...change }));
    expect(failures.map(({ reason }) => reason).join("\n")).toContain(`${path}: `);
    expect(failures.map(({ reason }) => reason).join("\n")).toContain(why);
    expect(failures.every(({ property }) => property === "")).toBe(true);
  });

  it("are all refused at once", async () => {
    expect((await refusals({ amount: "x", customer: "y", reference: "#" })).split("\n")).toHaveLength(3);
  });

  it("cannot name an object of another kind as the customer", async () => {
    const process = new HostProcess({ api: sim, folder: world.folder, now: world.now });
    const { callFlow } = jest.requireActual<typeof import("../../provider/kinds/callFlow/callFlow")>(
      "../../provider/kinds/callFlow/callFlow",
    );
    process.known.learn(callFlow, customerOf(0), {});
    const { failures } = await process.call("CreditTransferReference", (handler) => handler.check({}, { ...transfer() }));
    expect(failures).toEqual([{ property: "", reason: "customer: must be the uuid of a SubReseller, and is that of a CallFlow" }]);
  });

  it.each([
    ["reference", { reference: "another" }],
    ["customer", { customer: customerOf(1) }],
    ["amount", { amount: "25.01" }],
  ])("cannot change %s once the intent exists, and the old value is named", async (path, change) => {
    await up({ a: transfer() });
    expect(await refusals(change)).toContain(
      `${path}: is ${JSON.stringify(transfer()[path as "amount"])} in the record and cannot be changed`,
    );
    expect((await up({ a: transfer(change) })).errors).toHaveLength(1);
    expect(world.transfers).toBe(1);
  });

  it("may spell the same customer and the same amount in another way", async () => {
    await up({ a: transfer() });
    expect(await refusals({ customer: customerOf(0).toUpperCase(), amount: "25.000" })).toBe("");
  });

  it("can change the amount while nothing is prepared, such as one that was refused", async () => {
    expect((await up({ a: transfer({ amount: "100.01" }) })).errors.join()).toContain("yay:maxTransfer");
    expect((await up({ a: transfer({ amount: "100.00" }) })).errors).toEqual([]);
    expect(world.transfers).toBe(1);
  });

  it("cannot change the reference by an up of only the records that it would make", async () => {
    await up({ a: transfer() });
    const { errors } = await up({ a: transfer({ reference: "another" }) }, { targets: (key) => key.endsWith("another") });
    expect(errors.join()).toContain("reference: is not recorded yet under the name of this transfer; run pulumi up for the whole program");
    expect(world.transfers).toBe(1);
  });
});

describe("what moves money needs an explicit word and has a ceiling (T32)", () => {
  it("one transfer moves up to yay:maxTransfer, 100.00 where it is not set, and the refusal names the setting", async () => {
    expect(await refusals({ amount: "100.00" })).toBe("");
    expect(await refusals({ amount: "100.001" })).toBe(
      "amount: 100.001 is more than one transfer may move (100.00); if it is meant, raise yay:maxTransfer",
    );
    await begin({ maxTransfer: "250" });
    expect(await refusals({ amount: "250.00" })).toBe("");
    expect(await refusals({ amount: "250.001" })).toContain("(250.00)");
  });

  it("one run moves up to yay:maxTransferPerRun, 500.00 where it is not set, also where each transfer is small", async () => {
    const program = Object.fromEntries(
      Array.from({ length: 6 }, (_, index) => [
        `t${index}`,
        transfer({ reference: `r${index}`, customer: customerOf(index), amount: "100" }),
      ]),
    );
    const preview = await world.stack.preview(program);
    expect(preview.errors.join()).toContain(
      "with this transfer the run would move 600.00, more than one run may (500.00); if it is meant, raise yay:maxTransferPerRun",
    );
    expect((await up(program)).errors.join()).toContain("raise yay:maxTransferPerRun");
    expect(world.transfers).toBeLessThanOrEqual(5);
    await begin({ maxTransferPerRun: "600" });
    expect((await up(program)).errors).toEqual([]);
  });

  it("an amount that a preview does not know is held to the ceilings when it is known", async () => {
    const process = new HostProcess({ api: sim, folder: world.folder, now: world.now });
    const inputs = { ...transfer({ amount: "100.01" }), attempt: 1, attempts: 1, held: reference };
    await expect(process.call("CreditTransferIntent", (handler) => handler.create(inputs))).rejects.toThrow("raise yay:maxTransfer");
    expect(sim.requests).toEqual([]);
  });

  it("settings that are wrong stop a preview", async () => {
    const process = new HostProcess({ api: sim, folder: world.folder, now: world.now });
    const { creditTransferIntent } = jest.requireActual<typeof import("../../provider/kinds/creditTransfer/intent")>(
      "../../provider/kinds/creditTransfer/intent",
    );
    const settings = () => {
      throw new SettingsError(["yay:maxTransfer must be an amount such as 250.00"]);
    };
    const inputs = { ...transfer(), attempt: 1, attempts: 1, held: reference };
    const { failures } = await creditTransferIntent({ ...process.host, settings }).check({}, inputs);
    expect(failures).toEqual([{ property: "", reason: "yay:maxTransfer must be an amount such as 250.00" }]);
  });

  it("more than the own balance is refused before anything is stored", async () => {
    sim.state.ownBalance = 24_999;
    expect((await up({ a: transfer() })).errors.join()).toContain("more than the own balance of 24.999");
    expect([world.last(reference), world.requests]).toEqual([undefined, 0]);
  });

  it("a customer that does not exist is refused before anything is stored", async () => {
    expect((await up({ a: transfer({ customer: "d0000000-0000-4000-8000-000000000000" }) })).errors.join()).toContain(
      "There is no such customer",
    );
    expect([world.last(reference), world.requests]).toEqual([undefined, 0]);
  });

  it.each(["1", "true", "TRUE", "yes"])("PULUMI_SKIP_CHECKPOINTS=%s refuses it at preview and in the run", async (value) => {
    const env = { PULUMI_SKIP_CHECKPOINTS: value };
    expect((await world.stack.preview({ a: transfer() }, { env })).errors.join()).toContain("PULUMI_SKIP_CHECKPOINTS is set");
    expect((await up({ a: transfer() }, { env })).errors.join()).toContain("PULUMI_SKIP_CHECKPOINTS is set");
    const inputs = { ...transfer(), attempt: 1, attempts: 1, held: reference };
    const process = new HostProcess({ api: sim, folder: world.folder, now: world.now, env });
    await expect(process.call("CreditTransferIntent", (handler) => handler.create(inputs))).rejects.toThrow("PULUMI_SKIP_CHECKPOINTS");
    expect([world.last(reference), sim.requests]).toEqual([undefined, []]);
  });

  it.each(["", "0", "false"])("PULUMI_SKIP_CHECKPOINTS=%p is not set", async (value) => {
    expect((await up({ a: transfer() }, { env: { PULUMI_SKIP_CHECKPOINTS: value } })).errors).toEqual([]);
  });

  it("a further attempt is sent for a word that the record takes, once", async () => {
    sim.faults.add({ match: { bodyKey: "balance" }, effect: { kind: "status", status: 409 } });
    await up({ a: transfer() });
    expect((await up({ a: transfer() })).errors.join()).toContain('earlier: ["rejected"]');
    expect(world.requests).toBe(1);
    expect((await up({ a: transfer({ earlier: ["rejected"] }) })).errors).toEqual([]);
    expect([world.isPaid(reference, 2), world.requests]).toEqual([true, 2]);
    expect((await up({ a: transfer({ earlier: ["rejected"] }) })).requests).toBe(0);
    expect(world.stack.state.get(child("Execution"))?.outputs).toMatchObject({
      state: "rejected",
      said: "rejected",
      saidAt: "2026-11-24T10:00:00.000Z",
    });
  });

  it("received settles an unknown attempt without a request, and stays true when the word is taken out", async () => {
    sim.faults.add({ match: { bodyKey: "balance" }, effect: { kind: "drop" }, applied: true });
    await up({ a: transfer() });
    const settled = await up({ a: transfer({ outcome: "received" }) }, { skipPreview: false });
    expect([settled.errors, settled.requests]).toEqual([[], 0]);
    expect(world.last(reference)?.record).toMatchObject({ state: "settled", said: "received" });
    expect((await up({ a: transfer() })).errors).toEqual([]);
    expect(world.requests).toBe(1);
  });

  it.each([
    ["a new stack with words", { earlier: ["notReceived" as const] }],
    ["a new stack with two words", { earlier: ["notReceived" as const, "rejected" as const] }],
    ["a new stack with an outcome", { outcome: "received" as const }],
  ])("%s refuses, and stores nothing", async (_name, change) => {
    expect((await up({ a: transfer(change) })).errors.join()).toMatch(/has no record|never made in this stack/);
    expect([world.last(reference), world.requests]).toEqual([undefined, 0]);
  });

  it("there is no jump: two new words send nothing", async () => {
    sim.faults.add({ match: { bodyKey: "balance" }, effect: { kind: "status", status: 409 } });
    await up({ a: transfer() });
    const { errors } = await up({ a: transfer({ earlier: ["rejected", "rejected"] }) });
    expect(errors.join()).toContain("has a word for attempt 2, which was never made; take the last word out");
    expect(world.requests).toBe(1);
  });

  it("a word that has left the program is asked for, and nothing is sent", async () => {
    sim.faults.add({ match: { bodyKey: "balance" }, effect: { kind: "status", status: 409 } });
    await up({ a: transfer() });
    await up({ a: transfer({ earlier: ["rejected"] }) });
    expect((await up({ a: transfer({ protect: false }) })).errors.join()).toContain('the record has "rejected" as word 1 of earlier');
    expect(world.requests).toBe(2);
  });

  it("a word about a settled attempt sends nothing, also by an up of the further attempt alone", async () => {
    await up({ a: transfer() });
    const program = { a: transfer({ earlier: ["notReceived"] }) };
    expect((await up(program)).errors.join()).toContain("a further attempt would pay twice");
    const { errors } = await up(program, { targets: (key) => key.endsWith("#2") });
    expect(errors.join()).toContain("has a word for attempt 1 that is not recorded yet; run pulumi up for the whole program");
    expect(world.transfers).toBe(1);
  });
});

describe("the record of a transfer (T32)", () => {
  it("is protected unless the program says otherwise, and the name of the component is not", async () => {
    await up({ a: transfer(), b: transfer({ reference: "other", protect: false }) });
    expect([...world.stack.state].map(([key, { protect }]) => [key, protect])).toEqual(
      expect.arrayContaining([
        [child("Intent"), true],
        [child("Execution"), true],
        ["CreditTransferExecution::other", false],
        ["CreditTransferReference::a", false],
      ]),
    );
  });

  it("is forgotten by a delete without a request, which says that the money stays where it is", async () => {
    await up({ a: transfer({ protect: false }) });
    const before = sim.requests.length;
    const { errors, said } = await world.stack.destroy();
    expect([errors, sim.requests.length]).toEqual([[], before]);
    expect(said.join("\n")).toContain("The money stays where it is");
  });

  it("is never gone for a refresh, which makes no request", async () => {
    await up({ a: transfer() });
    const [before, state] = [sim.requests.length, world.stack.state];
    expect(await world.stack.refresh()).toEqual([]);
    expect(sim.requests.length).toBe(before);
    expect([...world.stack.state.keys()]).toEqual([...state.keys()]);
  });

  it("survives a rename of its component, with and without a preview", async () => {
    await up({ a: transfer() });
    expect((await up({ b: transfer() })).errors).toEqual([]);
    expect((await up({ "home/c": transfer() }, { skipPreview: false })).errors).toEqual([]);
    expect(world.requests).toBe(1);
  });

  it("keeps the deadline that it was sent with, in both of its parts", async () => {
    await begin({ transferDeadlineSeconds: 45 });
    await up({ a: transfer() });
    const { intent, record } = world.last(reference) ?? {};
    expect([intent?.deadlineSeconds, record?.deadlineSeconds]).toEqual([45, 45]);
  });

  it("has no secret in it", async () => {
    await up({ a: transfer() });
    expect(JSON.stringify([...world.stack.state])).not.toContain(sim.credentials.password);
  });

  it("answers an engine that repeats a call for ever with data before the hundredth time", async () => {
    sim.faults.add({ match: { bodyKey: "balance" }, effect: { kind: "drop" }, applied: true });
    expect((await up({ a: transfer() }, { retries: 150 })).errors).toEqual([]);
    expect([world.last(reference)?.record?.state, world.requests]).toEqual(["unknown", 1]);
    expect((await world.stack.preview({ a: transfer() })).errors.join()).toContain("not known");
  });
});

describe("what a preview tells of the money", () => {
  it("adds up by customer and in all, and names the own balance where it is known", () => {
    const moving = [
      { customer: "a", amount: "25.00" },
      { customer: "a", amount: "0.10" },
      { customer: "b", amount: "0.20" },
      { customer: undefined, amount: "1" },
      { customer: "b", amount: undefined },
    ];
    expect(sentence(moving, "100.000")).toBe(
      "Credit: this run would move 26.30 in all, and it cannot be taken back: 25.10 to customer a, 0.20 to customer b, " +
        "1.00 to customers that do not live yet, and amounts that are not known yet. The own balance is 100.00.",
    );
    expect(sentence(moving, undefined)).not.toContain("balance");
    expect(sentence(moving, "26.299")).toContain("The own balance is 26.299, which does not cover it.");
    expect(sentence(moving, "26.300")).not.toContain("cover");
  });
});

describe("the class", () => {
  const seen: pulumi.runtime.MockResourceArgs[] = [];

  beforeAll(async () => {
    await pulumi.runtime.setMocks({
      newResource: (args) => {
        seen.push(args);
        return {
          id: `${args.name}-id`,
          state: {
            ...(args.inputs as object),
            said: "rejected",
            nonce: "n",
            preparedAt: "p",
            sendBefore: "s",
            deadlineSeconds: 20,
            balanceBefore: "b",
            customerHash: "h",
          },
        };
      },
      call: ({ inputs }) => inputs as object,
    });
  });

  it("registers what the tests' engine registers, by the reference and without a parent", async () => {
    const args = { reference: "class", customer: customerOf(0), amount: "25.00", earlier: ["rejected"] as "rejected"[] };
    const made = new yay.CreditTransfer("a", args);
    await new Promise<void>((resolve) => void made.state.apply(() => resolve()));
    const registered = seen
      .filter(({ type }) => type.includes("CreditTransfer") && type.startsWith("pulumi-nodejs"))
      .map(({ type, name, inputs }) => [`${type.replace(/.*:/, "")}::${name}`, Object.keys(inputs as object).sort()] as const);
    const handed: [string, string[]][] = [];
    const process = HostProcess.prototype;
    const call = jest.spyOn(process, "call").mockImplementation((kind, method) => {
      const note = (_olds: unknown, news: object) => {
        handed.push([kind, Object.keys(news).sort()]);
        return Promise.resolve({ inputs: news, failures: [] });
      };
      const outs = {
        nonce: "n",
        preparedAt: "p",
        sendBefore: "s",
        deadlineSeconds: 20,
        balanceBefore: "b",
        customerHash: "h",
        reference: "class",
        said: "rejected",
      };
      return method({ check: note, create: () => Promise.resolve({ id: "i", outs }) } as never);
    });
    await up({ a: args });
    call.mockRestore();
    const names = [
      "CreditTransferReference::a",
      ...["class", "class#2"].flatMap((name) => [`CreditTransferIntent::${name}`, `CreditTransferExecution::${name}`]),
    ];
    expect(registered.map(([name]) => name)).toEqual(names);
    expect(registered.map(([, keys]) => keys)).toEqual(handed.map(([, keys]) => keys));
  });

  it.each([
    [undefined, true],
    [true, true],
    [false, false],
  ])("with protect: %p its records are protected: %p", async (protect, expected) => {
    const args = { reference: `protect ${String(protect)}`, customer: customerOf(0), amount: "1.00" };
    const made = new yay.CreditTransfer(args.reference, args, protect === undefined ? {} : { protect });
    await new Promise<void>((resolve) => void made.state.apply(() => resolve()));
    const internal = made.state as unknown as { allResources(): Promise<Set<pulumi.Resource & { readonly __protect: boolean }>> };
    expect([...(await internal.allResources())].map(({ __protect }) => __protect)).toEqual([expected]);
  });

  it("says of two transfers with one reference that a reference is one payment", async () => {
    const args = { reference: "twice", customer: customerOf(0), amount: "1.00" };
    let thrown: unknown;
    await pulumi.runtime.runInPulumiStack(() => {
      new yay.CreditTransfer("first", args);
      try {
        new yay.CreditTransfer("second", args);
      } catch (error) {
        thrown = error;
      }
      return Promise.resolve({});
    });
    expect(String(thrown)).toContain('Two CreditTransfers have the reference "twice". A reference is one payment');
  });

  it.each(["reference", "outcome", "earlier"])("takes no output as %s, because the records are named by it", (argument) => {
    const args = { reference: "output", customer: customerOf(0), amount: "1.00", [argument]: pulumi.output("received") };
    expect(() => new yay.CreditTransfer("output", args as never)).toThrow(`${argument} must be written in the program itself`);
  });
});
