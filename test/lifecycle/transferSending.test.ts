import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FaultEffect } from "../../provider/simulator/index";
import { fullObject } from "../../provider/lifecycle/forms/fullObject";
import type { TransferRecord } from "../../provider/transfer/record";
import { subReseller } from "../../provider/kinds/subReseller/subReseller";
import type { Declared } from "../support/transferEngine";
import { ATTEMPT_HEADER, HostProcess } from "../support/transferProcess";
import { begin, sim, up, useWorlds, world } from "../support/transferTests";
import { customerOf } from "../support/transferWorld";

jest.setTimeout(120_000);

const transfer = (index = 0, change: Partial<Declared> = {}): Declared => ({
  reference: `ref ${index}`,
  customer: customerOf(index),
  amount: "25.00",
  ...change,
});

useWorlds();

function recordOf(reference = "ref 0"): TransferRecord {
  const record = world.last(reference)?.record;
  if (record === undefined) throw new Error(`The state has no record of ${reference}.`);
  return record;
}

function answer(effect: FaultEffect, applied?: boolean, nth = 1): void {
  sim.faults.add({ match: { method: "PUT", bodyKey: "balance", nth }, effect, ...(applied !== undefined && { applied }) });
}

function puts() {
  return sim.requests.filter(({ method }) => method === "PUT");
}

describe("the request of a transfer (T32)", () => {
  it("is a line of the log of writes, with the transfer's URN and what came of it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "yay-audit-"));
    const auditLog = join(folder, "writes.jsonl");
    await begin({ auditLog });
    await up({ a: transfer() });
    const lines = readFileSync(auditLog, "utf8").trimEnd().split("\n");
    rmSync(folder, { recursive: true });
    expect(lines.map((text) => JSON.parse(text) as unknown)).toEqual([
      expect.objectContaining({
        operation: "transfer",
        kind: "CreditTransfer",
        urn: expect.stringContaining("CreditTransferExecution::ref 0") as string,
        method: "PUT",
        outcome: "applied",
        status: 200,
      }),
    ]);
  });

  it("is one PUT to the customer with the balance alone, exact to the thousandth and without X-Auth-For", async () => {
    await begin();
    await up({ a: transfer(0), b: transfer(1, { amount: "0.01" }), c: transfer(2, { amount: "7.5" }) });
    expect(puts().map(({ path, body, customer, headers }) => ({ path, body, customer, for: headers["x-auth-for"] }))).toEqual(
      expect.arrayContaining([
        { path: `/account/reseller/${customerOf(0)}`, body: { balance: "25.000" }, customer: null, for: undefined },
        { path: `/account/reseller/${customerOf(1)}`, body: { balance: "0.010" }, customer: null, for: undefined },
        { path: `/account/reseller/${customerOf(2)}`, body: { balance: "7.500" }, customer: null, for: undefined },
      ]),
    );
    expect(puts()).toHaveLength(3);
    expect(puts().every(({ headers }) => headers[ATTEMPT_HEADER] !== undefined)).toBe(true);
    expect(sim.violations).toEqual([]);
  });

  it("never shares a body with an update: no PUT with balance has another key, and no other PUT has balance", async () => {
    await begin();
    sim.switches.balanceShown = "shown";
    const process = new HostProcess({ api: sim, folder: world.folder, now: world.now });
    const handler = fullObject(subReseller, () => process.run);
    const inputs = { name: "customer-0", contactName: "Contact", phone: "+441632960000" };
    await handler.update(customerOf(0), inputs, { ...inputs, phone: "+441632960111", locked: true });
    await up({ a: transfer(0) });
    await handler.update(
      customerOf(0),
      { ...inputs, phone: "+441632960111", locked: true },
      { ...inputs, phone: "+441632960222", locked: false },
    );
    const bodies = puts().map(({ body }) => Object.keys(body as object));
    expect(bodies.filter((keys) => keys.includes("balance"))).toEqual([["balance"]]);
    expect(bodies.filter((keys) => !keys.includes("balance")).length).toBeGreaterThanOrEqual(4);
  });

  it.each(["a transfer first", "an update first"])(
    "is never between the read and the write of an update of its customer: %s",
    async (order) => {
      await begin();
      const process = new HostProcess({ api: sim, folder: world.folder, now: world.now });
      const update = () => {
        const inputs = { name: "customer-0", contactName: "Contact", phone: "+441632960000" };
        return fullObject(subReseller, () => process.run).update(customerOf(0), inputs, { ...inputs, phone: "+441632960111" });
      };
      const send = async () => {
        const shared = { reference: "ref 0", customer: customerOf(0), amount: "25.00", attempt: 1, __provider: "text" };
        const { outs } = await process.call("CreditTransferIntent", (handler) => handler.create({ ...shared, attempts: 1, held: "ref 0" }));
        return process.call("CreditTransferExecution", (handler) => handler.create({ ...outs, ...shared }));
      };
      await Promise.all(order === "an update first" ? [update(), send()] : [send(), update()]);
      const lines = sim.requests
        .filter(({ path }) => path.toLowerCase().endsWith(customerOf(0)))
        .map(({ method, body }) => (method === "GET" ? "read" : JSON.stringify(body).includes('"balance"') ? "transfer" : "update"));
      const at = lines.indexOf("update");
      expect(lines[at - 1]).toBe("read");
      expect(lines.filter((line) => line !== "read").sort()).toEqual(["transfer", "update"]);
      expect([lines[lines.indexOf("transfer") - 1], lines[lines.indexOf("transfer") + 1]]).toEqual(["read", "read"]);
      expect(sim.violations).toEqual([]);
    },
  );

  it("waits for an update of the same customer however the uuid is written", async () => {
    await begin();
    const { run } = new HostProcess({ api: sim, folder: world.folder, now: world.now });
    const order: string[] = [];
    const step = (name: string) => async () => {
      order.push(name);
      await new Promise(setImmediate);
      order.push(name);
    };
    await Promise.all([run.oneByOne("ABC", step("update")), run.oneByOne("abc", step("transfer"))]);
    expect(order).toEqual(["update", "update", "transfer", "transfer"]);
  });

  it("leaves one at a time for an account", async () => {
    await begin();
    const handles = [0, 1, 2].map(() => world.hold("before"));
    const going = up({ a: transfer(0), b: transfer(1), c: transfer(2) });
    for (const handle of handles) {
      await handle.held;
      expect(handles.reduce((sum, { holding }) => sum + holding, 0)).toBe(1);
      handle.release();
    }
    expect((await going).errors).toEqual([]);
  });
});

describe("the outcome of a transfer (T32)", () => {
  it.each([400, 401, 403, 404, 409, 422, 429])("%i is a refusal, with the API's own name for it, and nothing has moved", async (status) => {
    await begin();
    answer({ kind: "status", status });
    const { errors } = await up({ a: transfer() });
    expect(recordOf()).toMatchObject({ state: "rejected", status });
    expect(recordOf().trackingToken).toBe(puts()[0]?.trackingToken);
    expect(errors.join()).toContain("no money has moved");
    expect(puts()).toHaveLength(1);
  });

  const doubtful: [string, FaultEffect][] = [
    ...[402, 405, 408, 410, 418, 425, 500, 502, 503, 504].map((status): [string, FaultEffect] => [`${status}`, { kind: "status", status }]),
    ["a 404 that is not the API's", { kind: "html", status: 404 }],
    ["a redirect", { kind: "redirect", location: "https://elsewhere.example/" }],
    ["a redirect to itself", { kind: "redirect", location: "/account/reseller", status: 307 }],
    ["a web page", { kind: "html" }],
    ["a web page with 200", { kind: "html", status: 200 }],
    ["a reset", { kind: "drop", reset: true }],
    ["a closed connection", { kind: "drop" }],
    ["a truncated body", { kind: "truncate" }],
    ["an unreadable body", { kind: "garbage" }],
    ["a 200 with 500 inside", { kind: "contradict", inner: 500 }],
    ["a 400 with 200 inside", { kind: "contradict", inner: 200, status: 400 }],
    ["a 400 with 500 inside", { kind: "contradict", inner: 500, status: 400 }],
  ];
  it.each(doubtful)("%s is no outcome, whether it was applied or not, and nothing is repeated or followed", async (_name, effect) => {
    for (const applied of [true, false]) {
      await begin();
      answer(effect, applied);
      const { errors } = await up({ a: transfer() });
      expect(recordOf().state).toBe("unknown");
      expect(errors.join()).toContain("so it is not sent again");
      expect(puts()).toHaveLength(1);
      expect(world.transfers).toBe(applied ? 1 : 0);
    }
  });

  it.each(["object", "empty", "noContent"] as const)("a good answer with %s and a lower balance is settled", async (transferAnswer) => {
    await begin();
    sim.switches.transferAnswer = transferAnswer;
    expect((await up({ a: transfer() })).errors).toEqual([]);
    expect(recordOf()).toMatchObject({ state: "settled", balanceFrom: "100000.000", balanceAfter: "99975.000" });
    expect(recordOf()).toHaveProperty("trackingToken", puts()[0]?.trackingToken);
  });

  it("a good answer with the same balance is accepted and not confirmed", async () => {
    await begin();
    sim.switches.balancePut = "ignored";
    const { errors } = await up({ a: transfer() });
    expect(recordOf()).toMatchObject({ state: "unknown", status: 200 });
    expect(errors.join()).toContain("Accepted, not confirmed");
  });

  it("a good answer with a balance that fell by less is not confirmed", async () => {
    await begin();
    answer({ kind: "custom", text: '{"result": {}, "status_code": 200}' }, false);
    world.on("answered", ({ method }) => method === "PUT" && (sim.state.ownBalance -= 24_999));
    await up({ a: transfer() });
    expect(recordOf().state).toBe("unknown");
  });

  it("a good answer with a balance that cannot be read afterwards is not confirmed", async () => {
    await begin();
    sim.faults.add({ match: { method: "GET", path: "/account/balance", nth: 3 }, effect: { kind: "status", status: 403 } });
    const { errors } = await up({ a: transfer() });
    expect(recordOf().state).toBe("unknown");
    expect(errors.join()).toContain("The own balance could not be read.");
  });

  it("for an account that cannot read its balance, the answer is proof where the settings say so", async () => {
    await begin({ confirmTransfers: "status" });
    sim.faults.add({ match: { path: "/account/balance" }, times: 0, effect: { kind: "status", status: 403 } });
    expect((await up({ a: transfer() })).errors).toEqual([]);
    expect(recordOf().state).toBe("settled");
    expect(sim.requests.some(({ path }) => path === "/account/balance")).toBe(false);
  });

  it("where the answer is the only proof, a customer that cannot be read afterwards leaves it open", async () => {
    await begin({ confirmTransfers: "status" });
    sim.faults.add({ match: { method: "GET", path: "/account/reseller/*", nth: 3 }, effect: { kind: "status", status: 403 } });
    await up({ a: transfer() });
    expect(recordOf().state).toBe("unknown");
  });

  it("without that setting, an account that cannot read its balance is told of it before anything is stored", async () => {
    await begin();
    sim.faults.add({ match: { path: "/account/balance" }, times: 0, effect: { kind: "status", status: 403 } });
    const { errors } = await up({ a: transfer() });
    expect(errors.join()).toContain("yay:confirmTransfers: status");
    expect([world.last("ref 0"), puts()]).toEqual([undefined, []]);
  });

  it.each(["balance", "status"] as const)(
    "a server that takes it for an update is told loudly, and no further transfer is sent: %s",
    async (confirmTransfers) => {
      await begin({ confirmTransfers });
      sim.switches.balancePut = "update";
      const { errors, said } = await up({ a: transfer(0), b: transfer(1), c: transfer(2) });
      expect(puts()).toHaveLength(1);
      expect(said.join("\n")).toMatch(/^ATTENTION: .*phone/m);
      expect(errors.join("\n")).toContain("ATTENTION");
      const states = [0, 1, 2].map((index) => world.last(`ref ${index}`)?.record?.state ?? "none");
      expect(states.filter((state) => state === "settled")).toEqual([]);
      expect(states.filter((state) => state === "unknown")).toHaveLength(1);
    },
  );

  it("a run that sends no transfer any more prepares none either", async () => {
    await begin();
    const process = new HostProcess({ api: sim, folder: world.folder, now: world.now });
    process.memory.halt("ATTENTION: a customer was changed.");
    const inputs = { ...transfer(), attempt: 1, attempts: 1, held: "ref 0" };
    await expect(process.call("CreditTransferIntent", (handler) => handler.create(inputs))).rejects.toThrow("ATTENTION");
    expect(sim.requests).toEqual([]);
  });

  it("a changed customer leaves it open even where the balance fell, because one of the two is another's doing", async () => {
    await begin();
    answer({ kind: "custom", text: '{"result": {}, "status_code": 200}' }, true);
    world.on("answered", ({ method }) => method === "PUT" && sim.portal.edit(customerOf(0), { phone: "+441632960999" }));
    await up({ a: transfer() });
    expect(recordOf().state).toBe("unknown");
    expect(recordOf().reason).toContain("phone");
  });

  it("an edit of the customer before the request is not taken for the server's doing", async () => {
    await begin();
    let looks = 0;
    world.on("answered", ({ method, path }) => {
      if (method === "GET" && path.endsWith(customerOf(0)) && ++looks === 1) sim.portal.edit(customerOf(0), { phone: "+441632960555" });
    });
    expect((await up({ a: transfer() })).errors).toEqual([]);
    expect(recordOf().state).toBe("settled");
  });

  it("a balance that another transfer of the run has lowered proves nothing of a false one", async () => {
    await begin();
    const { held } = world.hold("before");
    answer({ kind: "custom", text: '{"result": {}, "status_code": 200}' }, false, 2);
    world.on("request", ({ method }) => {
      if (method === "PUT" && puts().length === 2) sim.faults.list().forEach((handle) => handle.release());
    });
    const { errors } = await up(
      { a: transfer(0), b: transfer(1) },
      {
        onProcess: (process) => {
          world.watch(process);
          process.timeOutAt(held);
        },
        onPoint: async (point) => {
          while (point === "transferred" && world.transfers === 0) await new Promise(setImmediate);
        },
      },
    );
    const states = [0, 1].map((index) => world.last(`ref ${index}`)?.record?.state);
    expect(world.transfers).toBe(1);
    expect(states).toEqual(["unknown", "unknown"]);
    expect(errors.join("\n")).toContain("may be an earlier transfer of this run");
  });

  it.each<[string, FaultEffect]>([
    ["an error of a proxy", { kind: "status", status: 504 }],
    ["a web page", { kind: "html" }],
    ["success, and the balance does not show it yet", { kind: "custom", text: '{"result": {}, "status_code": 200}' }],
    ["success with another status inside", { kind: "contradict", inner: 500 }],
    ["no JSON", { kind: "garbage" }],
  ])("a transfer that was answered with %s and lands later settles no other one of the run", async (_name, effect) => {
    await begin();
    answer(effect, false, 1);
    answer({ kind: "custom", text: '{"result": {}, "status_code": 200}' }, false, 2);
    world.on("request", ({ method }) => {
      if (method === "PUT" && puts().length === 2) sim.state.ownBalance = 99_975_000;
    });
    await up({ a: transfer(0), b: transfer(1) });
    expect([0, 1].map((index) => world.last(`ref ${index}`)?.record?.state)).toEqual(["unknown", "unknown"]);
  });

  it("a transfer of the run is settled where more has left the balance than all that are in doubt", async () => {
    await begin();
    answer({ kind: "custom", text: '{"result": {}, "status_code": 200}' }, false, 1);
    await up({ a: transfer(0), b: transfer(1, { amount: "25.01" }) });
    const states = [0, 1].map((index) => recordOf(`ref ${index}`).state);
    expect([states, world.transfers]).toEqual([["unknown", "settled"], 1]);
  });

  it("two transfers at once are each judged by what is theirs", async () => {
    await begin();
    answer({ kind: "custom", text: '{"result": {}, "status_code": 200}' }, false, 3);
    await up({ a: transfer(0), b: transfer(1), c: transfer(2) });
    const states = [0, 1, 2].map((index) => recordOf(`ref ${index}`).state).sort();
    expect([states, world.transfers]).toEqual([["settled", "settled", "unknown"], 2]);
  });
});

describe("before a transfer leaves (T32)", () => {
  it("an API that is down is tried three times, and then it is not sent", async () => {
    await begin();
    let tries = 0;
    const outcome = await up(
      { a: transfer() },
      {
        onPoint: async (point) => {
          if (point === "transfer" && ++tries === 1) await sim.pause();
        },
      },
    );
    await sim.resume();
    expect([tries, recordOf().state, puts().length]).toEqual([3, "notSent", 0]);
    expect(outcome.errors.join()).toContain("no money has moved");
  });

  it("an API that comes back in between gets it once", async () => {
    await begin();
    let tries = 0;
    const outcome = await up(
      { a: transfer() },
      {
        onPoint: async (point) => {
          if (point !== "transfer") return;
          tries++;
          if (tries === 1) await sim.pause();
          if (tries === 2) await sim.resume();
        },
      },
    );
    expect([tries, outcome.errors, puts().length]).toEqual([2, [], 1]);
  });

  it.each(["transfer", "request"] as const)(
    "a window that has passed keeps it back, and says which setting that is: seen at the %s",
    async (point) => {
      await begin();
      let nth = 0;
      const { errors } = await up(
        { a: transfer() },
        {
          onPoint: (reached) => {
            if (reached === point && ++nth === (point === "transfer" ? 1 : 3)) world.pass(300_000);
          },
        },
      );
      expect([recordOf().state, puts()]).toEqual(["notSent", []]);
      expect(errors.join()).toContain("yay:transferWindowSeconds");
    },
  );

  it("a look that fails keeps it back", async () => {
    await begin();
    sim.faults.add({ match: { method: "GET", path: "/account/reseller/*", nth: 2 }, times: 1, effect: { kind: "status", status: 403 } });
    await up({ a: transfer() });
    expect([recordOf().state, puts()]).toEqual(["notSent", []]);
  });

  it("a balance that does not cover it any more keeps it back", async () => {
    await begin();
    sim.state.ownBalance = 30_000;
    const outcome = await up({ a: transfer(0), b: transfer(1) });
    expect(outcome.errors.join()).toContain("The own balance is 5.00 now, less than the amount.");
    expect([world.transfers, puts().length, sim.state.ownBalance]).toEqual([1, 1, 5_000]);
  });

  it("an entry in the journal keeps it back, and names the time of the first try", async () => {
    await begin();
    const time = new Date(world.now()).toISOString().slice(11, 19);
    await up({ a: transfer() });
    world.pass(3_600_000);
    world.stack.import(new Map());
    const { errors } = await up({ a: transfer() });
    expect([recordOf().state, puts().length]).toEqual(["unknown", 1]);
    expect(errors.join()).toContain(time);
    expect(errors.join()).not.toContain("no money has moved");
  });

  it("an entry in the journal is told also where a look fails, because then nobody may say that no money has moved", async () => {
    await begin();
    await up({ a: transfer() });
    world.stack.import(new Map());
    sim.faults.add({ match: { method: "GET", path: "/account/reseller/*", nth: 2 }, times: 1, effect: { kind: "status", status: 403 } });
    const { errors } = await up({ a: transfer() });
    expect(recordOf().state).toBe("unknown");
    expect(errors.join()).not.toContain("no money has moved");
  });

  it("what was not sent is used up in the journal, so that another stack with the same program does not send it either", async () => {
    await begin();
    sim.faults.add({ match: { method: "GET", path: "/account/reseller/*", nth: 2 }, times: 1, effect: { kind: "status", status: 403 } });
    await up({ a: transfer() });
    expect(recordOf().state).toBe("notSent");
    const { errors } = await world.newStack().up({ a: transfer() });
    expect(errors.join()).toContain("begun at");
    expect(puts()).toEqual([]);
  });

  it("a journal that cannot be written refuses it before anything is stored", async () => {
    await begin({ journalDir: "/dev/null/journal" });
    const { errors } = await up({ a: transfer() });
    expect(errors.join()).toContain("yay:journalDir");
    expect([world.last("ref 0"), puts()]).toEqual([undefined, []]);
  });
});
