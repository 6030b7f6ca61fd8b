import type { Simulator } from "../../provider/simulator/index";
import { withoutUuids } from "../support/secrets";
import { publicRecord } from "../../provider/simulator/log";
import { CREATE_CUSTOMER, CREATE_FLOW, MINIMAL_CUSTOMER } from "./documents";
import { call, closeAll, listOf, rawCall, resultOf, startHere, uuidOf } from "./support";

const NOW = new Date("2026-11-22T10:02:03.000Z");
let now = NOW;
let sim: Simulator;
beforeEach(async () => {
  now = NOW;
  const customers = [{ name: "acme", contact_name: "Ann" }];
  const credentials = { reseller: "tele", user: "api", password: "s3ntinel" };
  sim = await startHere({ credentials, clock: () => now, seed: { customers } });
});
afterEach(closeAll);

describe("the request log", () => {
  it("keeps what came and what was answered", async () => {
    const answer = await call(sim, "POST", "/voip/flow?x=1", { body: CREATE_FLOW, customer: "acme" });
    expect(sim.requests).toEqual([
      {
        id: 1,
        at: NOW.toISOString(),
        trackingToken: answer.headers.get("x-tracking-token"),
        method: "POST",
        path: "/voip/flow",
        query: "?x=1",
        headers: expect.objectContaining({ "x-auth-user": "api", "x-auth-for": "acme", "user-agent": "MyAPIApp 1.0" }) as object,
        customer: "acme",
        hasGoodCredentials: true,
        body: CREATE_FLOW,
        status: 201,
        answer: answer.envelope,
        applied: true,
        fault: undefined,
        reason: undefined,
        violations: [],
      },
    ]);
  });

  it("never holds the password, and tells whether one was sent", async () => {
    await call(sim, "GET", "/authenticated");
    await call(sim, "GET", "/authenticated", { headers: { "X-Auth-Password": undefined } });
    expect(sim.requests.map((request) => request.headers["x-auth-password"])).toEqual(["[redacted]", undefined]);
    expect(JSON.stringify(sim.requests)).not.toContain("s3ntinel");
  });

  it("says why a request was refused", async () => {
    await call(sim, "POST", "/account/reseller", { body: { name: "acme", contact_name: "b" } });
    await call(sim, "PUT", "/voip/flow/x", { body: "{" });
    expect(sim.requests.map((request) => [request.reason, request.applied, request.body])).toEqual([
      ["the name is taken on this platform", false, { name: "acme", contact_name: "b" }],
      ["the body is not a JSON object", false, "{"],
    ]);
  });

  it("shows no secret of a body in its public form", async () => {
    await call(sim, "POST", "/account/reseller", { body: CREATE_CUSTOMER });
    const pin = { [uuidOfNobody]: { module: "conference", pin: "4711" } };
    await call(sim, "POST", "/voip/flow", { body: { ...CREATE_FLOW, flow: { ...CREATE_FLOW.flow, ...pin } } });
    const shown = JSON.stringify(sim.requests.map(publicRecord));
    expect(shown).toContain("[redacted]");
    expect(withoutUuids(shown)).not.toMatch(/"password":"password"|4711/);
  });
});

const uuidOfNobody = "00000000-0000-4000-8000-000000000000";

describe("events", () => {
  it("nextRequest tells of a request before it takes effect", async () => {
    const arrived = sim.nextRequest({ method: "POST" });
    const sizes: number[] = [];
    const stop = sim.on("request", () => sizes.push(sim.state.objects.size));
    await Promise.all([call(sim, "GET", "/voip/user"), call(sim, "POST", "/voip/flow", { body: CREATE_FLOW })]);
    expect(await arrived).toMatchObject({ path: "/voip/flow" });
    expect(sizes).toEqual([0, 0]);
    stop();
    await call(sim, "GET", "/voip/user");
    expect(sizes).toHaveLength(2);
  });

  it("a fault added by a listener meets the very request", async () => {
    const stop = sim.on("request", () => {
      stop();
      sim.faults.add({ effect: { kind: "status", status: 500 } });
    });
    expect((await call(sim, "GET", "/voip/user")).status).toBe(500);
  });

  it("nextAnswer tells of a request that was answered", async () => {
    const answered = sim.nextAnswer({ path: "/voip/flow" });
    await call(sim, "GET", "/voip/user");
    await call(sim, "GET", "/voip/flow");
    expect(await answered).toMatchObject({ id: 2, status: 200 });
  });
});

describe("dates", () => {
  it("a PUT moves updated_on, also of what stands within, and leaves created_on", async () => {
    const made = await call(sim, "POST", "/account/reseller", { body: { ...CREATE_CUSTOMER, store_front: "" } });
    now = new Date("2026-12-24T00:00:00Z");
    const body = { ...CREATE_CUSTOMER, store_front: "", users: resultOf(made)["users"] };
    const updated = await call(sim, "PUT", `/account/reseller/${uuidOf(made)}`, { body });
    const dates = { created_on: "2026-11-22", updated_on: "2026-12-24" };
    expect(resultOf(updated)).toMatchObject({ ...dates, users: [dates] });
  });
});

describe("the portal", () => {
  it("edits an object, which moves its updated_on alone", async () => {
    const answer = await call(sim, "POST", "/voip/flow", { body: CREATE_FLOW, customer: "acme" });
    const made = resultOf(answer);
    now = new Date("2026-12-24T00:00:00Z");
    sim.portal.edit(uuidOf(answer), { name: "Changed" });
    const [live] = listOf(await call(sim, "GET", "/voip/flow", { customer: "acme" }));
    expect(live).toEqual({ ...made, name: "Changed", updated_on: "2026-12-24" });
    sim.portal.edit(uuidOf(answer), (record) => delete record["show_call_route_name"]);
    expect(sim.portal.list("flow", "acme")[0]).not.toHaveProperty("show_call_route_name");
    expect(() => sim.portal.edit(uuidOfNobody, {})).toThrow("no object");
  });

  it("adds and removes customers and objects", async () => {
    const customer = sim.portal.addCustomer({ name: "new", contact_name: "Nell", objects: { user: [{ display_name: "x" }] } });
    expect(listOf(await call(sim, "GET", "/voip/user", { customer: "new" }))).toHaveLength(1);
    const user = [{ display_name: "x" }];
    expect(() => sim.portal.addCustomer({ name: "new", contact_name: "Nell", objects: { user } })).toThrow("the name is taken");
    const misspelt = { user, users: [] } as Record<string, object[]>;
    expect(() => sim.portal.addCustomer({ name: "half", contact_name: "Nell", objects: misspelt as never })).toThrow('Did you mean "user"');
    expect([sim.state.customers.size, sim.state.objects.size]).toEqual([2, 1]);
    expect(() => sim.portal.addObject("user", {}, "nobody")).toThrow('no customer "nobody"');
    expect(sim.portal.remove(customer.uuid)).toBe(true);
    expect([sim.portal.remove(customer.uuid), sim.state.objects.size]).toEqual([false, 0]);
    expect((await call(sim, "GET", "/voip/user", { customer: "new" })).status).toBe(403);
  });
});

describe("without strictness", () => {
  it("what the documents forbid is done and recorded", async () => {
    sim.strict = false;
    const [uuid = ""] = [...sim.state.customers.keys()];
    const agentless = await rawCall(sim, "GET", "/authenticated", { headers: { "User-Agent": undefined } });
    const listed = await call(sim, "GET", "/account/reseller", { customer: "acme" });
    const removed = await rawCall(sim, "DELETE", `/account/reseller/${uuid}`, { body: {} });
    expect([agentless.status, listed.status, removed.status]).toEqual([200, 200, 200]);
    expect(sim.violations).toEqual([
      { request: 1, rule: "a request without User-Agent" },
      { request: 2, rule: "X-Auth-For on GET /account/reseller" },
      { request: 3, rule: "a body on DELETE" },
    ]);
    expect(sim.requests.map((request) => request.violations.length)).toEqual([1, 1, 1]);
  });
});

describe("robustness", () => {
  it("takes a body with __proto__ for one without", async () => {
    const body = '{"name":"n","contact_name":"c","__proto__":{"polluted":true}}';
    const uuid = uuidOf(await call(sim, "POST", "/account/reseller", { body }));
    expect(Object.keys(sim.portal.find(uuid)?.record ?? {})).not.toContain("__proto__");
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("refuses a body beyond seventy megabytes", async () => {
    const answer = call(sim, "POST", "/account/reseller", { body: { ...MINIMAL_CUSTOMER, phone: "x".repeat(70_000_001) } });
    await expect(answer.then(({ status }) => status).catch(() => 413)).resolves.toBe(413);
    expect(sim.state.customers.size).toBe(1);
  }, 60_000);

  it("a customer's own balance and details come with X-Auth-For", async () => {
    expect((await call(sim, "GET", "/account/balance", { customer: "acme" })).result).toEqual({ balance: 0 });
    expect(resultOf(await call(sim, "GET", "/authenticated", { customer: "acme" }))["name"]).toBe("acme");
  });

  it("a charge that the own balance does not cover is refused before anything is made", async () => {
    sim.state.charges.set("POST /voip/user", 100_001);
    expect((await call(sim, "POST", "/voip/user", { body: {} })).status).toBe(400);
    sim.state.charges.set("POST /voip/flow", 100_000);
    expect((await call(sim, "POST", "/voip/flow", { body: {} })).status).toBe(400);
    expect([sim.state.objects.size, sim.ledger.length, sim.state.ownBalance]).toEqual([0, 0, 100_000]);
  });
});
