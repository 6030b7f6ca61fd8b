import type { FaultEffect, FaultHandle, Simulator } from "../../provider/simulator/index";
import { startSimulator } from "../../provider/simulator/index";
import { fullObject } from "../../provider/lifecycle/forms/fullObject";
import { Turns } from "../../provider/lifecycle/run/turns";
import { sipUser } from "../../provider/kinds/sipUser";
import { recordIn, type TransferRecord } from "../../provider/transfer/record";
import { temporaryFolder } from "../tools/support";
import { line } from "../support/lifecycle";
import { urnOf } from "../support/lifecycleEngine";
import { HostProcess } from "../support/transferProcess";

jest.setTimeout(60_000);

const customer = "c0000000-0000-4000-8000-000000000000";
const folder = temporaryFolder();
const allowed = { maxPurchasesPerRun: { SipUser: 9 } };

let sim: Simulator;
let host: HostProcess;

beforeEach(async () => {
  const bundled = { uuid: customer, name: "acme", contact_name: "Acme", phone: "+441632960000", objects: { bundle: [{ bundle_type: 1 }] } };
  sim = await startSimulator({ seed: { balance: "100.000", customers: [bundled], charges: { "POST /voip/user": "2.500" } } });
  host = new HostProcess({ api: sim, folder: folder(), now: Date.now, settings: allowed });
});
afterEach(() => sim.close());

/** Buys a telephone. */
const buy = (extension: number) =>
  fullObject(sipUser, () => host.run, host.known).create({ seed: urnOf("SipUser", `user-${extension}`), customer, extension });

/** Sends 1.00, and gives the record whether it is settled or not. */
async function send(): Promise<TransferRecord> {
  const shared = { reference: "ref", customer, amount: "1.00", attempt: 1, __provider: "text" };
  const { outs } = await host.call("CreditTransferIntent", (handler) => handler.create({ ...shared, attempts: 1, held: "ref" }));
  const sent = host.call("CreditTransferExecution", (handler) => handler.create({ ...outs, ...shared }));
  return sent.then(
    ({ outs: settled }) => recordIn(settled),
    (error: unknown) => recordIn((error as { properties: Record<string, unknown> }).properties),
  );
}

/** Lets all that can go on go on, for longer than a request to this machine takes. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 2000; turn++) await new Promise(setImmediate);
}

const sent = () => sim.requests.map(line).filter((request) => !request.startsWith("GET ") || request === "GET /account/balance");

/** Holds the look at the balance after the transfer; two come before it. */
const holdLastLook = (): FaultHandle =>
  sim.faults.add({ match: { method: "GET", path: "/account/balance", nth: 3 }, wait: { when: "before" } });

describe("a transfer beside what the same run buys", () => {
  it("is not settled by what a telephone cost that was bought between the looks", async () => {
    sim.switches.balancePut = "ignored";
    const look = holdLastLook();
    const going = send();
    await look.held;
    const bought = buy(1001);
    await turns();
    look.release();
    expect(await going).toMatchObject({ state: "unknown", balanceFrom: "100.000", balanceAfter: "100.000" });
    await bought;
    expect(sent().slice(-3)).toEqual(["PUT /account/reseller/{uuid}", "GET /account/balance", "POST /voip/user"]);
    expect(sim.state.ownBalance).toBe(97_500);
  });

  it("waits for what was asked for before it, and is settled by what is its own", async () => {
    const held = sim.faults.add({ match: { method: "POST", path: "/voip/user" }, wait: { when: "before" } });
    const bought = buy(1001);
    await held.held;
    const going = send();
    await turns();
    expect(sent()).toEqual(["POST /voip/user", "GET /account/balance"]);
    held.release();
    await bought;
    expect(await going).toMatchObject({ state: "settled", balanceFrom: "97.500", balanceAfter: "96.500" });
  });

  it("is not settled after a purchase of which nobody knows the end, which may still be charged", async () => {
    sim.switches.balancePut = "ignored";
    const lost: FaultEffect = { kind: "drop" };
    sim.faults.add({ match: { method: "POST", path: "/voip/user" }, effect: lost, applied: false });
    await expect(buy(1001)).rejects.toThrow();
    sim.on("answered", ({ method }) => method === "PUT" && (sim.state.ownBalance -= 2_500));
    expect(await send()).toMatchObject({
      state: "unknown",
      reason: expect.stringContaining("may be a purchase of this run, of which the end is not known") as string,
    });
  });

  it("is settled after a purchase whose answer was lost and which was found in the list", async () => {
    sim.faults.add({ match: { method: "POST", path: "/voip/user" }, effect: { kind: "drop" }, applied: true });
    await buy(1001);
    expect(await send()).toMatchObject({ state: "settled", balanceFrom: "97.500", balanceAfter: "96.500" });
  });

  it("keeps purchases from each other no longer than it lasts: they go side by side", async () => {
    const held = [1001, 1002].map(() => sim.faults.add({ match: { method: "POST", path: "/voip/user" }, wait: { when: "before" } }));
    const bought = [buy(1001), buy(1002)];
    for (const handle of held) await handle.held;
    for (const handle of held) handle.release();
    await Promise.all(bought);
  });
});

describe("turns", () => {
  const open = () => {
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    return { ended, end };
  };

  it("are taken in the order in which they were asked for, a failed one too", async () => {
    const order: string[] = [];
    const all = new Turns();
    const [one, two] = [open(), open()];
    const step =
      (name: string, until: Promise<void> = Promise.resolve()) =>
      async () => {
        order.push(`${name} begins`);
        await until;
        order.push(`${name} ends`);
      };
    const going = [
      all.together(step("a", one.ended)),
      all.together(step("b", two.ended)),
      all.alone(step("c")),
      all.together(step("d")).then(() => Promise.reject(new Error("d"))),
      all.alone(() => Promise.reject(new Error("e"))),
      all.alone(step("f")),
    ];
    two.end();
    await Promise.resolve();
    one.end();
    expect((await Promise.allSettled(going)).map(({ status }) => status)).toEqual([
      ...["fulfilled", "fulfilled", "fulfilled"],
      ...["rejected", "rejected", "fulfilled"],
    ]);
    expect(order.slice(0, 2)).toEqual(["a begins", "b begins"]);
    expect(order.slice(4)).toEqual(["c begins", "c ends", "d begins", "d ends", "f begins", "f ends"]);
  });
});
