import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { Desk, start, yay } from "./support";

const desk = new Desk();

/** The settings that a running simulator printed. */
function exported(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/export (\w+)=(\S+)/g)].map(([, name, value]) => [name ?? "", value ?? ""]));
}

/** Credentials that no simulator of these tests knows. Where they are missing, the answer is 400. */
const wrong = { "X-Auth-Reseller": "nobody", "X-Auth-User": "nobody", "X-Auth-Password": "nothing", "User-Agent": "test" };

describe("yay simulator", () => {
  it("prints settings that work, a line for each request, and a summary when it is interrupted", async () => {
    const simulator = start(["simulator", "--port", "0"]);
    const [introduction] = await simulator.until(/[^]*Ctrl-C\.\n/);
    const env = exported(introduction);
    expect(Object.keys(env)).toEqual(["YAY_BASE_URL", "YAY_RESELLER", "YAY_USER", "YAY_PASSWORD"]);
    expect(introduction).toContain(`on ${env["YAY_BASE_URL"] ?? ""}\n`);
    expect(await yay(["check"], { env })).toMatchObject({ code: 0 });
    await fetch(`${env["YAY_BASE_URL"] ?? ""}/voip/flow/%1b%5b31m`, { headers: wrong });
    await simulator.until(/GET \/voip\/flow\/.* → 401/);
    simulator.child.kill("SIGINT");
    const { code, out, err } = await simulator.ended;
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const logged = out.match(/^GET \S+ → \d+/gm) ?? [];
    expect(logged[0]).toBe("GET /authenticated → 200");
    expect(logged).toContain("GET /account/balance → 200");
    expect(out).toContain(`Ended after ${logged.length} requests (${logged.length - 1} × 200, 1 × 401).\n`);
    expect(out).not.toContain("\u001b");
  });

  it("ends cleanly by SIGTERM too, also while it holds a request, and lists what was forbidden", async () => {
    const fault = await desk.put("hang.json", { match: { path: "/authenticated" }, effect: { kind: "hang" } });
    const simulator = start(["simulator", "--fault", fault]);
    const env = exported((await simulator.until(/[^]*Ctrl-C\.\n/))[0]);
    const url = env["YAY_BASE_URL"] ?? "";
    const headers = { "X-Auth-Reseller": "reseller", "X-Auth-User": "user", "X-Auth-Password": "password" };
    const hanging = fetch(`${url}/authenticated`, { headers }).catch(() => "cut");
    await fetch(`${url}/account/reseller`, { headers: { ...headers, "X-Auth-For": "someone", "User-Agent": "test" } });
    await simulator.until(/GET \/account\/reseller/);
    simulator.child.kill("SIGTERM");
    const { code, out } = await simulator.ended;
    expect(code).toBe(0);
    expect(out).toContain("Forbidden by the documents:\n  request 2: X-Auth-For on GET /account/reseller\n");
    expect(await hanging).toBe("cut");
  });

  it("begins with the seed and the switches that it is given, and ends by itself with --once", async () => {
    const seed = await desk.put("seed.json", { credentials: { reseller: "r", user: "u", password: "it's" } });
    const simulator = start(["simulator", "--seed", seed, "--switch", "credentialsRefused=403", "--quiet", "--once"]);
    const [introduction] = await simulator.until(/[^]*Ctrl-C\.\n/);
    expect(introduction).toContain("export YAY_RESELLER=r\n");
    expect(introduction).toContain("export YAY_PASSWORD='it'\\''s'\n");
    const url = exported(introduction)["YAY_BASE_URL"] ?? "";
    const { status } = await fetch(`${url}/voip/flow`, { headers: wrong });
    expect(status).toBe(403);
    const { code, out } = await simulator.ended;
    expect(code).toBe(0);
    expect(out.slice(introduction.length)).toBe("Ended after 1 request (1 × 403).\n");
  });

  it("takes the credentials that it is given alone, and prints their password nowhere", async () => {
    for (const [args, given] of [
      [[], { env: { YAY_PASSWORD: "sentinel" } }],
      [["--password-stdin"], { input: "sentinel\n" }],
    ] as const) {
      const simulator = start(["simulator", "--credentials", "tele:api", ...args], given);
      const [introduction] = await simulator.until(/[^]*Ctrl-C\.\n/);
      const env = exported(introduction);
      expect(env).toMatchObject({ YAY_RESELLER: "tele", YAY_USER: "api" });
      expect(await yay(["check"], { env: { ...env, YAY_PASSWORD: "sentinel" } })).toMatchObject({ code: 0 });
      expect(await yay(["check"], { env: { ...env, YAY_PASSWORD: "password" } })).toMatchObject({ code: 1 });
      simulator.child.kill("SIGINT");
      const { out, err } = await simulator.ended;
      expect(introduction).toContain("YAY_PASSWORD as you gave it");
      expect(out + err).not.toContain("sentinel");
    }
  });

  it.each([
    [["--credentials", "tele:api:sentinel"], "and no password"],
    [["--credentials", "sentinel"], "a reseller and a user, such as tele:api"],
    [["--credentials", "tele:api"], "put it into YAY_PASSWORD"],
    [["--password-stdin"], "--password-stdin needs --credentials"],
  ])("refuses %j, and says nothing of what may be a password", async (args, words) => {
    const { code, out, err } = await yay(["simulator", ...args]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(words);
    expect(err).not.toContain("sentinel");
  });

  it("speaks HTTPS to those who trust the certificate that it wrote, and takes it away at the end", async () => {
    const simulator = start(["simulator", "--tls"]);
    const env = exported((await simulator.until(/[^]*Ctrl-C\.\n/))[0]);
    expect(env["YAY_BASE_URL"]).toMatch(/^https:\/\/127\.0\.0\.1:/);
    const { NODE_EXTRA_CA_CERTS: file = "", ...untrusting } = env;
    expect(await yay(["check"], { env })).toMatchObject({ code: 0 });
    expect(await yay(["check"], { env: { ...untrusting, YAY_CA_FILE: file } })).toMatchObject({ code: 0 });
    expect(await yay(["check"], { env: untrusting })).toMatchObject({ code: 1 });
    expect(await readFile(file, "utf8")).not.toContain("PRIVATE KEY");
    simulator.child.kill("SIGINT");
    expect(await simulator.ended).toMatchObject({ code: 0, err: "" });
    await expect(readFile(file)).rejects.toThrow("ENOENT");
  });

  it("writes the certificate where it is told, over a former one and over nothing else", async () => {
    const key = await desk.put("key.pem", "-----BEGIN PRIVATE KEY-----");
    const refused = await yay(["simulator", "--tls", key]);
    expect([refused.code, refused.err]).toEqual([2, `error: --tls would overwrite ${key}, which is no certificate. Name another file.\n`]);
    const file = join(dirname(key), "simulator.pem");
    for (let run = 0; run < 2; run++) {
      const simulator = start(["simulator", "--tls", file]);
      const env = exported((await simulator.until(/[^]*Ctrl-C\.\n/))[0]);
      expect(env["NODE_EXTRA_CA_CERTS"]).toBe(file);
      expect(await yay(["check"], { env })).toMatchObject({ code: 0 });
      simulator.child.kill("SIGINT");
      await simulator.ended;
    }
  });

  it("says who can reach it if it listens elsewhere, and that credentials travel in clear", async () => {
    const simulator = start(["simulator", "--host", "0.0.0.0", "--once"]);
    const [introduction] = await simulator.until(/[^]*Ctrl-C\.\n/);
    const url = exported(introduction)["YAY_BASE_URL"] ?? "";
    const port = new URL(url).port;
    expect(introduction).toContain(
      `Whoever can reach any address of this machine, port ${port}, can use it; its page is shown to this machine alone`,
    );
    expect(introduction).toContain("travel in clear: --tls encrypts them.");
    expect(introduction).toContain("everybody knows its credentials: --credentials chooses others.");
    await fetch(`${url}/authenticated`, { headers: wrong });
    await simulator.ended;
    const { code, err } = await yay(["simulator", "--host", "203.0.113.7"]);
    expect([code, err]).toEqual([1, expect.stringContaining('This machine has no address "203.0.113.7" to listen on.')]);
  });

  it("lets pass with --lenient what the documents forbid, and says it at once and at the end", async () => {
    const headers = { "X-Auth-Reseller": "reseller", "X-Auth-User": "user", "X-Auth-Password": "password", "X-Auth-For": "someone" };
    for (const [args, status, word] of [
      [["--lenient"], 200, ", let pass"],
      [[], 400, ""],
    ] as const) {
      const simulator = start(["simulator", "--once", ...args]);
      const url = exported((await simulator.until(/[^]*Ctrl-C\.\n/))[0])["YAY_BASE_URL"] ?? "";
      expect((await fetch(`${url}/account/reseller`, { headers })).status).toBe(status);
      const { out } = await simulator.ended;
      expect(out).toContain(`[forbidden${word}: X-Auth-For on GET /account/reseller]`);
      expect(out).toContain(`Forbidden by the documents${word === "" ? "" : ", and let pass"}:\n`);
      expect(out.includes("Lenient: ")).toBe(status === 200);
    }
  });

  it("misbehaves as it is told", async () => {
    const faults = await desk.put("faults.json", [{ match: { path: "/voip/flow" }, effect: { kind: "status", status: 418 } }]);
    const simulator = start(["simulator", "--fault", faults, "--once"]);
    const url = exported((await simulator.until(/[^]*Ctrl-C\.\n/))[0])["YAY_BASE_URL"] ?? "";
    expect((await fetch(`${url}/voip/flow`)).status).toBe(418);
    expect((await simulator.ended).out).toContain("GET /voip/flow → 418");
  });

  it("says that a port is taken", async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const port = (server.address() as AddressInfo).port;
    const { code, err } = await yay(["simulator", "--port", String(port)]);
    await new Promise((done) => server.close(done));
    expect(code).toBe(1);
    expect(err).toContain(`Port ${port} is taken by another program`);
  });

  it.each([
    [["--port", "70000"], "from 0 to 65535"],
    [["--port", "http"], "from 0 to 65535"],
    [["--switch", "omitedLists=reset"], 'no switch "omitedLists". Did you mean "omittedLists"?'],
    [["--switch", "numbers=strnig"], 'no position "strnig". Did you mean "string"?'],
    [["--switch", "numbers"], 'no position "". There are: number, string, stringInFlowsToo.'],
    [["--switch", "constructor=number"], 'no switch "constructor"'],
    [["--seed", "/nowhere/seed.json"], "it does not exist"],
    [["--sed", "seed.json"], "Did you mean --seed?"],
  ])("refuses %j", async (args, words) => {
    const { code, out, err } = await yay(["simulator", ...args]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(words);
  });

  it("names all faults of a seed at once", async () => {
    const seed = await desk.put("bad.json", { balance: "much", customers: [{ name: "acme" }], colour: "red" });
    const { code, err } = await yay(["simulator", "--seed", seed]);
    expect(code).toBe(2);
    for (const words of [`${seed}: The seed cannot be used`, "balance: not an amount", "customers[0].contact_name", '"colour"']) {
      expect(err).toContain(words);
    }
  });

  it("names all faults of a list of faults at once", async () => {
    const faults = await desk.put("bad-faults.json", [{ times: -1 }, {}, { effect: { kind: "explode" } }]);
    const { code, err } = await yay(["simulator", "--fault", faults]);
    expect(code).toBe(2);
    expect(err).toMatch(/\[0\] Not a fault: times[^]*\[2\] Not a fault: effect/);
    expect(err).not.toContain("[1]");
  });

  it("says that a file is not JSON without showing it", async () => {
    const seed = await desk.put("text.json", "sentinel");
    const { code, err } = await yay(["simulator", "--fault", seed]);
    expect({ code, err }).toEqual({ code: 2, err: `error: ${seed} is not JSON.\n` });
  });
});
