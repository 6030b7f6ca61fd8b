import { loadFault } from "../../provider/simulator/index";
import type { Fault, FaultEffect, Simulator } from "../../provider/simulator/index";
import { CREATE_FLOW, MINIMAL_CUSTOMER } from "./documents";
import { call, closeAll, listOf, rawBytes, startHere, uuidOf } from "./support";

let sim: Simulator;
beforeEach(async () => {
  sim = await startHere({ seed: { customers: [{ name: "acme", contact_name: "Ann" }] } });
});
afterEach(closeAll);

const create = () => call(sim, "POST", "/voip/flow", { body: CREATE_FLOW });

/** What the client sees, or the code of the failure. */
async function outcome(run: () => Promise<{ status: number; text: string }>): Promise<[number, string] | string> {
  try {
    const answer = await run();
    return [answer.status, answer.text];
  } catch (error) {
    const cause = (error as { cause?: { code?: string } }).cause;
    return cause?.code ?? (error as Error).message;
  }
}

const envelope = (status_code: number, status_message: string) => JSON.stringify({ result: {}, status_code, status_message });

describe("effects that replace the answer", () => {
  it.each<[string, FaultEffect, number, string | RegExp]>([
    ["status with its envelope", { kind: "status", status: 500 }, 500, envelope(500, "Internal Server Error")],
    ["status without envelope", { kind: "status", status: 503, envelope: false }, 503, ""],
    ["429 with Retry-After", { kind: "retryLater", retryAfter: 3 }, 429, envelope(429, "Too Many Requests")],
    ["another status with Retry-After", { kind: "retryLater", retryAfter: 3, status: 503 }, 503, envelope(503, "Service Unavailable")],
    ["HTML", { kind: "html" }, 502, /<h1>502 Bad Gateway<\/h1>/],
    ["HTML as 404", { kind: "html", status: 404 }, 404, /^<!DOCTYPE html>/],
    ["HTML as 200", { kind: "html", status: 200 }, 200, /^<!DOCTYPE html>/],
    ["redirect", { kind: "redirect", location: "http://127.0.0.1:9/elsewhere" }, 302, ""],
    ["redirect that repeats the method", { kind: "redirect", location: "/voip/user", status: 307 }, 307, ""],
    ["200 around a 500", { kind: "contradict", inner: 500 }, 200, envelope(500, "Internal Server Error")],
    ["200 around a 404", { kind: "contradict", inner: 404 }, 200, envelope(404, "Not Found")],
    ["500 around a 200", { kind: "contradict", inner: 200, status: 500 }, 500, envelope(200, "OK")],
    ["a body of one's own", { kind: "custom", text: '{"result":[1]}', status: 201 }, 201, '{"result":[1]}'],
  ])("%s: not applied unless told so", async (_name, effect, status, text) => {
    sim.faults.add({ effect });
    const answer = await create();
    expect(answer.status).toBe(status);
    if (typeof text === "string") expect(answer.text).toBe(text);
    else expect(answer.text).toMatch(text);
    expect(answer.headers.get("x-tracking-token")).toBe(sim.requests[0]?.trackingToken);
    expect(sim.state.objects.size).toBe(0);
    expect(sim.requests).toMatchObject([{ fault: effect.kind, applied: false, status }]);
    sim.faults.add({ effect, applied: true });
    expect((await create()).status).toBe(status);
    expect(sim.state.objects.size).toBe(1);
    expect(sim.requests[1]).toMatchObject({ applied: true });
    expect((await create()).status).toBe(400);
  });

  it("Retry-After in seconds and as a date", async () => {
    sim.faults.add({ effect: { kind: "retryLater", retryAfter: 0 } });
    sim.faults.add({ effect: { kind: "retryLater", retryAfter: "Wed, 21 Oct 2026 07:28:00 GMT" } });
    const seen = [await create(), await create()].map((answer) => answer.headers.get("retry-after"));
    expect(seen).toEqual(["0", "Wed, 21 Oct 2026 07:28:00 GMT"]);
  });

  it("a redirect says where to", async () => {
    sim.faults.add({ effect: { kind: "redirect", location: "/voip/user" } });
    expect((await create()).headers.get("location")).toBe("/voip/user");
  });

  it("a custom body has its content type", async () => {
    sim.faults.add({ effect: { kind: "custom", text: "x", contentType: "text/csv" } });
    expect((await create()).headers.get("content-type")).toBe("text/csv");
  });
});

describe("effects that damage the right answer", () => {
  it("empty: the right status without a body, after taking effect", async () => {
    sim.faults.add({ effect: { kind: "empty" } });
    expect(await create()).toMatchObject({ status: 201, text: "" });
    expect(sim.state.objects.size).toBe(1);
  });

  it("contentType: the right answer under another type", async () => {
    sim.faults.add({ effect: { kind: "contentType" } });
    const answer = await create();
    expect([answer.status, answer.headers.get("content-type")]).toEqual([201, "text/plain"]);
    expect(uuidOf(answer)).toBe([...sim.state.objects.keys()][0]);
  });

  it("garbage: the right status and no JSON", async () => {
    sim.faults.add({ effect: { kind: "garbage" } });
    const answer = await create();
    expect([answer.status, answer.headers.get("content-type")]).toEqual([201, "application/json"]);
    expect(() => JSON.parse(answer.text) as unknown).toThrow("JSON");
    expect(sim.state.objects.size).toBe(1);
  });

  it("truncate: the connection ends within the body", async () => {
    sim.faults.add({ effect: { kind: "truncate", bytes: 30 } });
    const bytes = await rawBytes(sim, "GET", "/account/reseller");
    const [head = "", body = ""] = bytes.split("\r\n\r\n");
    expect(body).toHaveLength(30);
    expect(Number(/content-length: (\d+)/i.exec(head)?.[1])).toBeGreaterThan(100);
    sim.faults.add({ effect: { kind: "truncate" } });
    expect(await outcome(create)).toBe("UND_ERR_SOCKET");
    expect(sim.state.objects.size).toBe(1);
  });

  it.each(["truncate", "garbage"] as const)("%s of a 204 has a body to damage", async (kind) => {
    sim.switches.noContent = "empty204";
    const { uuid } = sim.portal.addObject("flow", CREATE_FLOW);
    sim.faults.add({ effect: { kind } });
    const bytes = await rawBytes(sim, "DELETE", `/voip/flow/${uuid}`);
    expect(bytes).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\n\{"result/);
    expect(sim.state.objects.size).toBe(0);
  });

  it.each(["empty", "garbage", "truncate", "contentType"] as const)("%s without taking effect, when told so", async (kind) => {
    sim.faults.add({ effect: { kind }, applied: false });
    await outcome(create);
    expect(sim.state.objects.size).toBe(0);
  });
});

describe("effects without an answer", () => {
  it.each([
    ["drop before applying", false, false, 0, "UND_ERR_SOCKET"],
    ["drop after applying", true, false, 1, "UND_ERR_SOCKET"],
    ["reset after applying", true, true, 1, "ECONNRESET"],
  ])("%s", async (_name, applied, reset, count, code) => {
    sim.faults.add({ applied, effect: { kind: "drop", reset } });
    expect(await outcome(create)).toBe(code);
    expect(sim.state.objects.size).toBe(count);
    expect(sim.requests).toMatchObject([{ status: undefined, applied, fault: "drop" }]);
  });

  it.each([false, true])("hang, applied: %s", async (applied) => {
    sim.faults.add({ applied, effect: { kind: "hang" } });
    const answered = sim.nextAnswer();
    const patience = new AbortController();
    const asked = fetch(`${sim.url}/voip/flow`, {
      method: "POST",
      headers: { "X-Auth-Reseller": "reseller", "X-Auth-User": "user", "X-Auth-Password": "password", "User-Agent": "t" },
      body: JSON.stringify(CREATE_FLOW),
      signal: patience.signal,
    });
    await answered;
    patience.abort();
    await expect(asked).rejects.toThrow("aborted");
    expect(sim.state.objects.size).toBe(applied ? 1 : 0);
  });

  it("close ends a hanging connection", async () => {
    sim.faults.add({ effect: { kind: "hang" } });
    const answered = sim.nextAnswer();
    const asked = outcome(create);
    await answered;
    await sim.close();
    expect(await asked).toBe("UND_ERR_SOCKET");
  });

  it("pause refuses connections and resume takes them on the same port", async () => {
    const { port } = sim;
    await sim.pause();
    expect(await outcome(create)).toBe("ECONNREFUSED");
    await sim.resume();
    expect(sim.port).toBe(port);
    expect((await create()).status).toBe(201);
  });
});

describe("waiting", () => {
  it("holds before the request takes effect, until released", async () => {
    const fault = sim.faults.add({ wait: { when: "before" } });
    const asked = create();
    const record = await fault.held;
    expect(record).toMatchObject({ method: "POST", path: "/voip/flow", status: undefined });
    expect(sim.state.objects.size).toBe(0);
    sim.portal.addObject("flow", CREATE_FLOW);
    fault.release();
    expect((await asked).status).toBe(400);
  });

  it("holds after it took effect, and changes the answer then", async () => {
    const fault = sim.faults.add({ wait: { when: "after" }, applied: true, effect: { kind: "drop" } });
    const asked = outcome(create);
    await fault.held;
    expect(sim.state.objects.size).toBe(1);
    fault.release();
    expect(await asked).toBe("UND_ERR_SOCKET");
  });

  it("goes on when the fault is removed", async () => {
    const fault = sim.faults.add({ wait: { when: "before" } });
    const asked = create();
    await fault.held;
    fault.remove();
    expect((await asked).status).toBe(201);
    expect((await call(sim, "GET", "/voip/flow")).status).toBe(200);
  });

  it("tells listeners of what it holds", async () => {
    const seen: string[] = [];
    const stop = sim.on("held", (record) => seen.push(record.method));
    const fault = sim.faults.add({ times: 2, wait: { when: "before" } });
    fault.release();
    await create();
    stop();
    await create();
    expect(seen).toEqual(["POST"]);
  });

  it("delays by milliseconds before or after taking effect", async () => {
    for (const [when, size] of [
      ["before", 0],
      ["after", 1],
    ] as const) {
      const fault = sim.faults.add({ match: { method: "POST" }, wait: { when, ms: 40 } });
      const started = performance.now();
      const arrived = sim.nextRequest({ method: "POST" });
      const asked = create();
      await arrived;
      expect((await asked).status).toBe(size === 0 ? 201 : 400);
      expect(performance.now() - started).toBeGreaterThan(35);
      expect(fault.hits).toHaveLength(1);
    }
  });

  it.each(["close", "reset"] as const)("nothing held takes effect after %s", async (end) => {
    const fault = sim.faults.add({ wait: { when: "before" } });
    const asked = outcome(create);
    await fault.held;
    await sim[end]();
    expect(await asked).toBe("UND_ERR_SOCKET");
    expect(sim.state.objects.size).toBe(0);
  });

  it("the request takes effect although the client went away meanwhile", async () => {
    const fault = sim.faults.add({ wait: { when: "before" } });
    const patience = new AbortController();
    const headers = { "X-Auth-Reseller": "reseller", "X-Auth-User": "user", "X-Auth-Password": "password", "User-Agent": "t" };
    const asked = fetch(`${sim.url}/voip/flow`, { method: "POST", headers, body: JSON.stringify(CREATE_FLOW), signal: patience.signal });
    await fault.held;
    patience.abort();
    await expect(asked).rejects.toThrow("aborted");
    const answered = sim.nextAnswer();
    fault.release();
    expect(await answered).toMatchObject({ applied: true });
    expect(sim.state.objects.size).toBe(1);
  });
});

describe("which requests a fault meets", () => {
  const broken: Pick<Fault, "effect"> = { effect: { kind: "status", status: 500 } };

  it.each([
    ["method", { method: "post" }, ["POST /voip/flow"]],
    ["an exact path", { path: "/voip/user" }, ["GET /voip/user"]],
    ["a path with one open segment", { path: "/voip/*" }, ["POST /voip/flow", "GET /voip/user"]],
    ["a path with an open end", { path: "/account/**" }, ["GET /account/balance", "PUT /account/reseller/x"]],
    ["every path", { path: "/**" }, ["POST /voip/flow", "GET /voip/user", "GET /account/balance", "PUT /account/reseller/x"]],
    ["a customer", { customer: "acme" }, ["GET /voip/user"]],
    ["no customer", { customer: null }, ["POST /voip/flow", "GET /account/balance", "PUT /account/reseller/x"]],
    ["a key of the body", { bodyKey: "balance" }, ["PUT /account/reseller/x"]],
    ["the second that fits", { method: "GET", nth: 2 }, ["GET /account/balance"]],
    ["a condition", { where: (record: { id: number }) => record.id === 1 }, ["POST /voip/flow"]],
  ])("%s", async (_name, match, expected) => {
    sim.faults.add({ ...broken, match, times: 0 });
    await create();
    await call(sim, "GET", "/voip/user", { customer: "acme" });
    await call(sim, "GET", "/account/balance");
    await call(sim, "PUT", "/account/reseller/x", { body: { balance: "1.000" } });
    const met = sim.requests.filter((record) => record.fault !== undefined).map(({ method, path }) => `${method} ${path}`);
    expect(met).toEqual(expected);
  });

  it("meets one request by default, a number by times, all with 0, and none once removed", async () => {
    const fault = sim.faults.add(broken);
    expect([(await create()).status, (await call(sim, "GET", "/voip/flow")).status]).toEqual([500, 200]);
    expect(fault.hits).toEqual([sim.requests[0]]);
    expect(sim.faults.list()).toEqual([]);
    const twice = sim.faults.add({ ...broken, times: 2 });
    expect(sim.faults.list()).toEqual([twice]);
    const statuses = [await create(), await create(), await create()].map((answer) => answer.status);
    expect(statuses).toEqual([500, 500, 201]);
    const always = sim.faults.add({ ...broken, times: 0 });
    for (let i = 0; i < 3; i++) expect((await call(sim, "GET", "/voip/flow")).status).toBe(500);
    expect(sim.faults.get(always.id)).toBe(always);
    always.remove();
    expect((await call(sim, "GET", "/voip/flow")).status).toBe(200);
  });

  it("the first fault added meets first, and clear forgets all", async () => {
    sim.faults.add({ effect: { kind: "status", status: 502 } });
    sim.faults.add({ effect: { kind: "status", status: 503 }, times: 0 });
    expect([(await create()).status, (await create()).status]).toEqual([502, 503]);
    sim.faults.clear();
    expect((await create()).status).toBe(201);
  });

  it("a fault may meet a request before credentials are looked at", async () => {
    sim.faults.add({ effect: { kind: "html", status: 403 } });
    const answer = await call(sim, "GET", "/authenticated", { headers: { "X-Auth-Password": "wrong" } });
    expect(answer.text).toMatch("<!DOCTYPE html>");
  });

  it("a transfer that is lost after applying stands in the ledger once", async () => {
    const [uuid = ""] = [...sim.state.customers.keys()];
    sim.faults.add({ match: { bodyKey: "balance" }, applied: true, effect: { kind: "drop" } });
    const transfer = () => call(sim, "PUT", `/account/reseller/${uuid}`, { body: { balance: "10.000" } });
    expect(await outcome(transfer)).toBe("UND_ERR_SOCKET");
    expect(sim.ledger).toMatchObject([{ amount: "10.000", requestId: sim.requests[0]?.trackingToken }]);
  });
});

describe("loadFault", () => {
  it("takes a fault from JSON", () => {
    const fault = {
      match: { path: "/voip/*", customer: null },
      times: 0,
      effect: { kind: "drop", reset: true },
      wait: { when: "after", ms: 5 },
    };
    expect(loadFault(JSON.parse(JSON.stringify(fault)))).toEqual(fault);
  });

  it.each([
    [{ effect: { kind: "explode" } }, "effect.kind"],
    [{ effect: { kind: "status" } }, "effect.status"],
    [{ effect: { kind: "status", status: 99 } }, "effect.status"],
    [{ match: { path: "voip" } }, "match.path"],
    [{ times: -1 }, "times"],
    [{ effects: {} }, "effects"],
    [[], "Not a fault"],
  ])("refuses %j", (value, words) => {
    expect(() => loadFault(value)).toThrow(words);
  });
});

describe("reset", () => {
  it("forgets faults, log, violations, objects and the ledger", async () => {
    sim.faults.add({ effect: { kind: "status", status: 500 }, times: 0 });
    await call(sim, "POST", "/account/reseller", { body: MINIMAL_CUSTOMER });
    sim.reset();
    expect([sim.requests.length, sim.faults.list().length, sim.ledger.length]).toEqual([0, 0, 0]);
    expect(listOf(await call(sim, "GET", "/account/reseller"))).toHaveLength(1);
  });
});
