import { request as httpRequest } from "node:http";
import type { Simulator } from "../../provider/simulator/index";
import { CREATE_CUSTOMER, CREATE_FLOW } from "./documents";
import { call, closeAll, startHere } from "./support";

const USER = "33333333-3333-4333-8333-333333333333";
let sim: Simulator;
beforeEach(async () => {
  const users = [{ ...CREATE_CUSTOMER.users[0], password: "hunter2", uuid: USER }];
  sim = await startHere({
    credentials: { reseller: "tele", user: "api", password: "s3ntinel" },
    seed: { customers: [{ name: "acme", contact_name: "Ann", users }] },
  });
});
afterEach(closeAll);

interface Sent {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly json: Record<string, unknown>;
}

/** Sends with exactly these headers, Host among them. */
function send(method: string, path: string, headers: Record<string, string>, body?: unknown): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ port: sim.port, host: "127.0.0.1", method, path, headers, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => {
        const isJson = response.headers["content-type"] === "application/json";
        const json = isJson ? (JSON.parse(text) as Record<string, unknown>) : { text };
        resolve({ status: response.statusCode ?? 0, headers: response.headers, json });
      });
    });
    sent.on("error", reject).end(body === undefined ? "" : JSON.stringify(body));
  });
}

const api = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Sent> =>
  send(method, `/_simulator/api/${path}`, { "X-Simulator-Control": "1", ...headers }, body);

function acme(): { uuid: string; record: Record<string, unknown> } {
  const [customer] = sim.state.customers.values();
  if (customer === undefined) throw new Error("The seed has a customer.");
  return customer;
}

describe("the page's files", () => {
  it.each([
    ["/", "text/html; charset=utf-8"],
    ["/_simulator/page.js", "text/javascript; charset=utf-8"],
    ["/_simulator/page.css", "text/css; charset=utf-8"],
    ["/_simulator/icon.svg", "image/svg+xml"],
  ])("%s comes with a policy that allows nothing inline", async (path, type) => {
    const { status, headers } = await send("GET", path, {});
    expect([status, headers["content-type"]]).toEqual([200, type]);
    const policy = String(headers["content-security-policy"]);
    expect(policy).toMatch(/default-src 'none'; script-src 'self'; style-src 'self'/);
    expect(policy).not.toContain("unsafe");
    expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "cache-control": "no-store", "x-frame-options": "DENY" });
  });

  it("hold no markup with script or style of its own, and the script never reads markup", async () => {
    const page = String((await send("GET", "/", {})).json["text"]);
    expect(page).not.toMatch(/<style|style=| on[a-z]+=|<script(?! src)/);
    const script = String((await send("GET", "/_simulator/page.js", {})).json["text"]);
    expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function/);
  });

  it.each([
    ["GET", "/_simulator/"],
    ["GET", "/_simulator/toString"],
    ["POST", "/"],
    ["GET", "/_simulator/api/nothing"],
    ["GET", "/_simulator/api/objects/x"],
  ])("%s %s is not there", async (method, path) => {
    expect((await send(method, path, { "X-Simulator-Control": "1" })).status).toBe(404);
  });

  it("leave no trace in the log", async () => {
    await send("GET", "/", {});
    await api("GET", "snapshot");
    expect(sim.requests).toEqual([]);
  });
});

describe("who may control", () => {
  it.each<[string, Record<string, string>, number]>([
    ["the page itself", { Origin: "http://127.0.0.1:PORT", "Sec-Fetch-Site": "same-origin" }, 200],
    ["a program on this machine", {}, 200],
    ["localhost by name", { Host: "localhost:PORT", Origin: "http://localhost:PORT" }, 200],
    ["a request without the header", { "X-Simulator-Control": "" }, 403],
    ["another origin", { Origin: "https://evil.example" }, 403],
    ["another port of this machine", { Origin: "http://127.0.0.1:1" }, 403],
    ["an opaque origin", { Origin: "null" }, 403],
    ["another site, by the browser's word", { "Sec-Fetch-Site": "cross-site" }, 403],
    ["a name that points here", { Host: "evil.example:PORT" }, 403],
    ["another port in the name", { Host: "127.0.0.1:1" }, 403],
  ])("%s", async (_who, wanted, status) => {
    const headers = Object.fromEntries(Object.entries(wanted).map(([name, value]) => [name, value.replace("PORT", String(sim.port))]));
    const { uuid } = acme();
    expect((await api("GET", "snapshot", undefined, headers)).status).toBe(status);
    expect((await api("DELETE", `objects/${uuid}`, undefined, headers)).status).toBe(status);
    expect(sim.state.customers.size).toBe(status === 200 ? 0 : 1);
  });

  it("the page is not shown under another host name", async () => {
    expect((await send("GET", "/", { Host: "evil.example" })).status).toBe(403);
  });

  it("a browser that asks first is not granted anything", async () => {
    const asked = { Origin: "https://evil.example", "Access-Control-Request-Headers": "x-simulator-control" };
    const { status, headers } = await send("OPTIONS", "/_simulator/api/reset", asked);
    expect([status, headers["access-control-allow-origin"], headers["access-control-allow-headers"]]).toEqual([403, undefined, undefined]);
  });
});

describe("commands", () => {
  it("snapshot shows everything but secrets", async () => {
    await call(sim, "POST", "/voip/flow", { body: CREATE_FLOW, customer: "acme" });
    await call(sim, "PUT", `/account/reseller/${acme().uuid}`, { body: { balance: "1.000" } });
    sim.faults.add({ times: 3, wait: { when: "after", ms: 5 } });
    const { json } = await api("GET", "snapshot");
    expect(json).toMatchObject({
      url: sim.url,
      strict: true,
      ownBalance: "99.000",
      customers: [{ name: "acme", balance: "1.000", locked: false, record: { users: [{ password: "[redacted]" }] } }],
      objects: [{ kind: "flow", owner: acme().uuid }],
      ledger: [{ amount: "1.000" }],
      faults: [{ fault: { times: 3 }, hits: 0, holding: 0 }],
      requests: [{ method: "POST" }, { method: "PUT" }],
      switches: { noContent: "envelope200" },
    });
    expect(JSON.stringify(json)).not.toMatch(/hunter2|s3ntinel/);
  });

  it("an edited object keeps the secrets that stay redacted, wherever they stand", async () => {
    const { uuid, record } = acme();
    const anna = { name: "anna", password: "new", role_id: 1, email: "a@example.com", uuid: "x" };
    const edited = { ...record, phone: "+44", users: [anna, { name: "pete", uuid: USER, password: "[redacted]" }] };
    const { status, json } = await api("PUT", `objects/${uuid}`, edited);
    expect([status, json["phone"]]).toEqual([200, "+44"]);
    expect(acme().record).toMatchObject({ phone: "+44", users: [{ password: "new" }, { name: "pete", password: "hunter2" }] });
    const strange = { ...record, users: [{ name: "zoe", uuid: "y", password: "[redacted]" }] };
    await api("PUT", `objects/${uuid}`, strange);
    expect(acme().record["users"]).toEqual([{ name: "zoe", uuid: "y" }]);
  });

  it.each([
    ["PUT", "objects/none", { uuid: "none" }, 404, "no such object"],
    ["PUT", "objects/ACME", { uuid: "other" }, 400, "cannot be changed"],
    ["PUT", "objects/ACME", [], 400, "not a JSON object"],
    ["DELETE", "objects/none", undefined, 404, "no such object"],
    ["PUT", "switches", { color: "red" }, 400, 'no switch "color"'],
    ["PUT", "balance", { balance: "lots" }, 400, "not an amount"],
    ["POST", "faults", { effect: { kind: "explode" } }, 400, "effect.kind"],
    ["POST", "faults/7/release", undefined, 404, "no such fault"],
    ["DELETE", "faults/7", undefined, 404, "no such fault"],
  ])("%s %s with %j is refused", async (method, path, body, status, words) => {
    const answer = await api(method, path.replace("ACME", acme().uuid), body);
    expect(answer.status).toBe(status);
    expect(answer.json["error"]).toContain(words);
  });

  it("a body that is not JSON is refused", async () => {
    const response = await fetch(`${sim.url}/_simulator/api/faults`, {
      method: "POST",
      headers: { "X-Simulator-Control": "1" },
      body: "{",
    });
    expect(response.status).toBe(400);
  });

  it("change switches, strictness, the balance and faults, and go back to the seed", async () => {
    await api("PUT", "switches", { noContent: "empty204", dates: "timestamp" });
    await api("PUT", "strict", { strict: false });
    await api("PUT", "balance", { balance: "5.000" });
    const { json } = await api("POST", "faults", { effect: { kind: "status", status: 500 }, times: 0 });
    expect([sim.switches.noContent, sim.switches.dates, sim.strict, sim.state.ownBalance]).toEqual(["empty204", "timestamp", false, 5000]);
    expect((await call(sim, "GET", "/voip/flow")).status).toBe(500);
    await api("DELETE", `faults/${String(json["id"])}`);
    expect((await call(sim, "GET", "/voip/flow")).status).toBe(200);
    sim.faults.add({ times: 0 });
    await api("DELETE", "faults");
    expect(sim.faults.list()).toEqual([]);
    await api("PUT", "strict", { strict: true });
    expect(sim.strict).toBe(true);
    await api("POST", "reset");
    expect([sim.switches.noContent, sim.state.ownBalance]).toEqual(["envelope200", 100_000]);
  });

  it("release what a fault holds, and see it while it is held", async () => {
    const fault = sim.faults.add({ wait: { when: "before" } });
    const asked = call(sim, "GET", "/voip/flow");
    await fault.held;
    expect((await api("GET", "snapshot")).json).toMatchObject({ faults: [{ id: fault.id, hits: 1, holding: 1 }] });
    await api("POST", `faults/${String(fault.id)}/release`);
    expect((await asked).status).toBe(200);
    expect((await api("GET", "snapshot")).json).toMatchObject({ faults: [] });
  });
});
