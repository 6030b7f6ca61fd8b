import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { registry } from "../../provider/kinds/registry";
import type { ResourceDefinition } from "../../provider/lifecycle/kind";
import { firstOf } from "../support/all";
import { Authority } from "../support/certificates";
import { refuse, startProxy, startTls, type TestFront, type TestProxy, tunnelTo } from "../support/proxy";
import { Desk, holding, settingsOf, yay } from "./support";

const desk = new Desk();

describe("yay check", () => {
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator({
      seed: {
        account: { name: "our\u001b[31m\u0007-account\u202e", contact_name: "Ann\nOther" },
        balance: "12.500",
        credentials: { reseller: "our-account", user: "ann", password: "sentinel-password" },
      },
    });
  });
  beforeEach(() => simulator.reset());
  afterAll(() => simulator.close());

  it("shows the account behind the credentials, and nothing that could drive a terminal", async () => {
    const { code, out, err } = await yay(["check"], { env: settingsOf(simulator) });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const [said] = out.split(/\n\n/);
    expect(`${said ?? ""}\n`).toBe(
      "The credentials are good.\n" +
        "Name               our-account\n" +
        "Contact name       Ann Other\n" +
        "Allowed IP ranges  127.0.0.1/32, ::1/128\n" +
        "Balance            12.500\n" +
        "Reached            directly\n",
    );
  });

  it("prints JSON that means the same, with invisible characters as escapes", async () => {
    const { code, out } = await yay(["check", "--json"], { env: settingsOf(simulator) });
    expect(code).toBe(0);
    expect(out).not.toMatch(/[\u001b\u0007\u202e]/);
    expect(JSON.parse(out)).toEqual({
      ok: true,
      route: "directly",
      name: "our\u001b[31m\u0007-account\u202e",
      contactName: "Ann\nOther",
      allowedIpRanges: ["127.0.0.1/32", "::1/128"],
      balance: "12.500",
      paths: expect.any(Array) as unknown,
    });
  });

  describe("the paths that no source shows", () => {
    interface Tried {
      readonly kind: string;
      readonly path: string;
      readonly answer: string;
      readonly said: string;
    }
    const guesses = Object.values<ResourceDefinition>(registry).flatMap(({ kind, guessedPath, paths: { collection, item } }) =>
      guessedPath === undefined ? [] : [...(guessedPath === "collection" ? [collection] : []), item].map((path) => `${kind} ${path}`),
    );
    const tried = async (args: readonly string[] = [], env = {}): Promise<Tried[]> => {
      const { code, out } = await yay(["check", "--json", ...args], { env: { ...settingsOf(simulator), ...env } });
      expect(code).toBe(0);
      return (JSON.parse(out) as { paths: Tried[] }).paths;
    };
    const of = (all: readonly Tried[], path: string) => all.find((one) => one.path === path);

    it("are all tried, by GET alone, and those that nothing lives at are told apart from those that answer", async () => {
      const all = await tried();
      expect(all.map(({ kind, path }) => `${kind} ${path}`)).toEqual(guesses);
      expect(simulator.requests.map(({ method }) => method).filter((method) => method !== "GET")).toEqual([]);
      expect(of(all, "/voip/queue-notice")).toMatchObject({ answer: "answers", said: "a list of 0" });
      expect(of(all, "/voip/playlist/{uuid}")).toMatchObject({ answer: "untried", said: "no Playlist is seen there to try it with" });
      expect(of(all, "/voip/trunk/{trunk}/auth/{uuid}")).toMatchObject({ answer: "untried", said: "no Trunk lives there to try it with" });
    });

    it("of one object are tried with the first that its list shows, of a child with the first of its parents that has one", async () => {
      simulator.portal.addObject("playlist", { name: "Waiting" });
      simulator.portal.addObject("trunk", { name: "Empty" });
      const { uuid } = simulator.portal.addObject("trunk", { name: "Office" });
      simulator.portal.addObject("trunkAuth", { trunk: uuid, type: "ip", ip: "192.0.2.1" });
      const all = await tried();
      expect(of(all, "/voip/playlist/{uuid}")).toMatchObject({ answer: "answers", said: "the object" });
      expect(of(all, "/voip/trunk/{trunk}/auth/{uuid}")).toMatchObject({ answer: "answers", said: "the object" });
    });

    it("are those of a customer, if that is asked", async () => {
      const { uuid } = simulator.portal.addCustomer({ name: "acme", contact_name: "Acme" });
      simulator.portal.addObject("playlist", { name: "Waiting" }, "acme");
      expect(of(await tried(["--customer", uuid]), "/voip/playlist/{uuid}")).toMatchObject({ answer: "answers" });
      const { code, err } = await yay(["check", "--customer", "acme"], { env: settingsOf(simulator) });
      expect({ code, err }).toEqual({ code: 1, err: holding("its customer is not a uuid") });
    });

    it("that the API does not have are 404, and the table says what to do", async () => {
      Object.assign(simulator.switches, { guessedPaths: "absent", guessedItems: "absent" });
      simulator.portal.addObject("playlist", { name: "Waiting" });
      const { code, out } = await yay(["check"], { env: settingsOf(simulator) });
      expect(code).toBe(0);
      expect(out).toMatch(/QueueNotice *│ \/voip\/queue-notice *│ 404 *│ GET \/voip\/queue-notice → 404 Not Found/);
      expect(out).toMatch(/Playlist *│ \/voip\/playlist\/\{uuid\} *│ 404 /);
      const advised = /pulumi config set yay:paths '(\{.*\})'/.exec(out)?.[1] ?? "null";
      expect(Object.values(JSON.parse(advised) as object)).toEqual([expect.anything()]);
      expect(advised).toContain("…");
    });

    it("are where yay:paths says, and a wrong one is a wrong setting", async () => {
      simulator.switches.guessedPaths = "moved";
      const paths = (value: object) => ({ YAY_PATHS: JSON.stringify(value) });
      expect(of(await tried([], paths({ QueueNotice: "/voip/queue-notices" })), "/voip/queue-notices")).toMatchObject({
        answer: "answers",
      });
      const { code, err } = await yay(["check"], { env: { ...settingsOf(simulator), ...paths({ CallFlow: "/voip/flows" }) } });
      expect({ code, err }).toEqual({ code: 2, err: holding("yay:paths has CallFlow, whose paths a source shows") });
    });

    it("that answer with something else are unclear", async () => {
      simulator.faults.add({ match: { path: "/voip/queue-notice" }, effect: { kind: "status", status: 400 } });
      expect(of(await tried(), "/voip/queue-notice")).toMatchObject({ answer: "unclear", said: holding("→ 400 Bad Request") });
    });
  });

  it("stays plain where it is no terminal, whatever the environment says of colours", async () => {
    const { out } = await yay(["check"], { env: { ...settingsOf(simulator), FORCE_COLOR: "1", CI: "1" } });
    expect(out).not.toContain("\u001b");
  });

  it("says that the balance cannot be read, and succeeds", async () => {
    simulator.faults.add({ match: { path: "/account/balance" }, effect: { kind: "status", status: 403 } });
    const { code, out } = await yay(["check"], { env: settingsOf(simulator) });
    expect(code).toBe(0);
    expect(out).toContain("Balance            could not be read");
    expect(out).toContain("GET /account/balance → 403");
  });

  const refusals = [
    ["401", { kind: "status", status: 401 }],
    ["a web page", { kind: "html", status: 200 }],
    ["403", { kind: "status", status: 403 }],
    ["400", { kind: "status", status: 400, envelope: true }],
    ["404", { kind: "status", status: 404, envelope: true }],
    ["a 404 that is not the API's", { kind: "custom", status: 404, text: "not here", contentType: "text/plain" }],
    ["418", { kind: "status", status: 418 }],
    ["a web page with 502", { kind: "html", status: 502 }],
    ["a refusal within a success", { kind: "contradict", inner: 401 }],
  ] as const;
  it.each(firstOf(refusals, 2))("names all causes of %s", async (_name, effect) => {
    simulator.faults.add({ match: { path: "/authenticated" }, times: 0, effect });
    const { code, out, err } = await yay(["check"], { env: settingsOf(simulator) });
    expect({ code, out }).toEqual({ code: 1, out: "" });
    for (const cause of ["yay:reseller", "yay:user", "yay:password", "IP allow-list", 'User-Agent "pulumi-yay/'])
      expect(err).toContain(cause);
    expect(err).not.toContain("sentinel-password");
  });

  it("tells scripts of a refusal by JSON and by the exit code", async () => {
    const { code, out } = await yay(["check", "--json"], { env: { ...settingsOf(simulator), YAY_PASSWORD: "wrong-password" } });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false, problem: holding("401") });
    expect(out).not.toContain("wrong-password");
  });

  it("names every missing setting at once, and how to give it", async () => {
    const { code, err } = await yay(["check", "--user", "ann", "--base-url", "http://api.example"]);
    expect(code).toBe(2);
    for (const part of [
      "yay:reseller is missing",
      "yay:password is missing",
      "YAY_PASSWORD",
      "yay:baseUrl must start with https://",
      "--password-stdin",
    ]) {
      expect(err).toContain(part);
    }
    expect(err).not.toContain("yay:user is");
  });

  it("takes options before the environment, and the password from standard input", async () => {
    const args = ["--reseller", "our-account", "--user", "ann", "--password-stdin", "--base-url", simulator.url];
    const env = { YAY_RESELLER: "other", YAY_USER: "other", YAY_PASSWORD: "other" };
    expect(await yay(["check", ...args], { env, input: "sentinel-password\n" })).toMatchObject({ code: 0 });
    const empty = await yay(["check", ...args], { env, input: "" });
    expect(empty).toMatchObject({ code: 2, err: holding("standard input was empty") });
  });

  it("takes no password as an argument", async () => {
    const { code, err } = await yay(["check", "--password", "sentinel-password"], { env: settingsOf(simulator) });
    expect(code).toBe(2);
    expect(err).toContain("unknown option '--password'");
    expect(err).not.toContain("sentinel-password");
  });

  describe("behind a proxy", () => {
    let authority: Authority;
    let front: TestFront;
    let proxy: TestProxy | undefined;
    const env = (name: string, url: string): Record<string, string> => ({
      ...settingsOf(simulator),
      YAY_BASE_URL: "https://api.example.test",
      YAY_CA_FILE: authority.file,
      DEBUG: "*",
      [name]: url.replace("//", "//proxy-user-x:proxy-secret-y@"),
    });

    beforeAll(async () => {
      authority = new Authority();
      front = await startTls(authority.issue("DNS:api.example.test"), Number(new URL(simulator.url).port));
    });
    afterEach(() => proxy?.close());
    afterAll(async () => {
      await front.close();
      authority.remove();
    });

    it.each(firstOf(["HTTPS_PROXY", "https_proxy", "YAY_PROXY"], 1))("says which way it went, and by which word: %s", async (name) => {
      proxy = await startProxy([tunnelTo(front.port)]);
      const { code, out, err } = await yay(["check"], { env: env(name, proxy.url) });
      expect([code, [...new Set(proxy.targets)]]).toEqual([0, ["api.example.test:443"]]);
      expect(out).toContain(`Reached            through the proxy ${proxy.address} (from ${name})\n`);
      expect(out + err).not.toMatch(/proxy-secret-y|proxy-user-x|cHJveHktdXNlci14/);
    });

    it("says it in JSON, too, and of an attempt that fails", async () => {
      proxy = await startProxy([refuse(407)]);
      const { code, out, err } = await yay(["check", "--json"], { env: env("HTTPS_PROXY", proxy.url) });
      const route = `through the proxy ${proxy.address} (from HTTPS_PROXY)`;
      expect([code, JSON.parse(out)]).toEqual([1, { ok: false, route, problem: holding("407 Proxy Authentication Required") }]);
      expect(out + err).not.toMatch(/proxy-secret-y|proxy-user-x|cHJveHktdXNlci14/);
    });

    it("names the proxy's address as the one that has to be on the IP allow-list", async () => {
      proxy = await startProxy([tunnelTo(front.port)]);
      const fault = simulator.faults.add({ match: { path: "/authenticated" }, times: 0, effect: { kind: "status", status: 403 } });
      const { code, err } = await yay(["check"], { env: env("HTTPS_PROXY", proxy.url) });
      fault.remove();
      expect(code).toBe(1);
      expect(err).toContain(`the address by which the proxy ${proxy.address} (from HTTPS_PROXY) goes out is not on the IP allow-list`);
    });

    it("says directly, and goes so, to this machine", async () => {
      proxy = await startProxy([refuse(403)]);
      const { code, out } = await yay(["check"], { env: { ...env("HTTPS_PROXY", proxy.url), YAY_BASE_URL: simulator.url } });
      expect([code, proxy.targets]).toEqual([0, []]);
      expect(out).toContain("Reached            directly\n");
    });

    it("refuses a proxy that it could not go through before it asks anything, and names the variable and the mend", async () => {
      const { code, err } = await yay(["check"], { env: env("HTTPS_PROXY", "socks5://127.0.0.1:1080") });
      expect(code).toBe(2);
      expect(err).toContain("HTTPS_PROXY must be an HTTP proxy such as http://proxy.example:3128: SOCKS is not supported");
      expect(err).toContain("yay:proxy");
      expect(err).not.toMatch(/proxy-secret-y|proxy-user-x/);
    });
  });

  describe("with --stack", () => {
    const configured = () => ({
      "yay:reseller": { value: "our-account", secret: false },
      "yay:user": { value: "somebody", secret: false },
      "yay:password": { value: "sentinel-password", secret: true },
      "yay:baseUrl": { value: simulator.url, secret: false },
    });

    it("takes the stack's settings, and options before them", async () => {
      const env = {
        ...(await desk.pulumi({ "config --json --show-secrets --non-interactive --stack dev": { out: configured() } })),
        YAY_USER: "other",
      };
      const { code, out, err } = await yay(["check", "--stack", "dev", "--user", "ann"], { env });
      expect({ code, err }).toEqual({ code: 0, err: "" });
      expect(out).toContain("our-account");
      expect(out).not.toContain("sentinel-password");
    });

    it("prints no secret of the stack where the credentials are refused", async () => {
      const env = await desk.pulumi({
        "config --json": { out: { ...configured(), "proj:other": { value: "sentinel-other", secret: true } } },
      });
      const { code, out, err } = await yay(["check", "--stack"], { env });
      expect(code).toBe(1);
      expect(out + err).not.toContain("sentinel");
    });

    it("says why pulumi failed", async () => {
      const env = await desk.pulumi({ "config --json": { err: "error: no stack named 'dev' found\u001b[0m\n", code: 255 } });
      const { code, err } = await yay(["check", "--stack", "dev"], { env });
      expect({ code, err }).toEqual({
        code: 1,
        err: "error: `pulumi config --json --show-secrets` failed:\nerror: no stack named 'dev' found\n",
      });
    });

    it("says that there is no pulumi", async () => {
      const { code, err } = await yay(["check", "--stack", "dev"], { env: { PATH: desk.path("nowhere") } });
      expect(code).toBe(2);
      expect(err).toContain("not on the PATH");
    });
  });
});
