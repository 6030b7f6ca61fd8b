import type { Simulator } from "../../provider/simulator/index";
import { startSimulator } from "../../provider/simulator/index";
import { Desk, settingsOf, start, yay } from "./support";

const desk = new Desk();
const sentinel = "sentinel-7f3a";
const HOSTILE = `\u001b]0;owned\u0007\u001b[2J\u009b31m\u202egnp.exe\u2066\u200b</text></title><script>alert(1)</script>"><img src=x onerror=alert(1)>\`\`\`|@team #1 [x](javascript:alert(1))`;
const UNPRINTABLE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

const undocumented = { api_key: sentinel, private_key: sentinel, credential: sentinel, sip_pin: sentinel, pin_code: sentinel };
const secrets = {
  pin: "8427",
  api_token: sentinel,
  secret: sentinel,
  password: sentinel,
  ...undocumented,
  extra: { sip_password: sentinel },
};
const flow = {
  start: { module: "start", next: HOSTILE },
  [HOSTILE]: { module: "pressextension", next: { 1: "room", 2: "nowhere", [HOSTILE]: "room", timeout: "who" } },
  room: { module: "conference", ...secrets },
  who: { module: "calleridmatch", patterns: ["^(\\d+)+$", HOSTILE], match: "stranger", nomatch: "room" },
  stranger: { module: HOSTILE, ...secrets, settings: [secrets] },
  ["__proto__"]: { module: "busy" },
};
const changed = {
  ...flow,
  room: {
    module: "conference",
    ...secrets,
    pin: "9911",
    secret: `${sentinel}-2`,
    api_key: `${sentinel}-2`,
    pin_code: `${sentinel}-2`,
    music: HOSTILE,
  },
};

const call = { name: HOSTILE, callerId: "0".repeat(28) + "x", presses: ["1"], expect: "conference" };

/** Every command that shows a flow, in every format. */
const commands: [string, readonly string[]][] = [
  ...["mermaid", "svg", "dot", "markdown", "json"].map((format): [string, string[]] => [format, ["diagram", "FLOW", "--format", format]]),
  ...["text", "json", "markdown"].flatMap((format): [string, string[]][] => [
    [format, ["lint", "FLOW", "--format", format]],
    [format, ["diff", "FLOW", "CHANGED", "--format", format]],
    [format, ["call", "FLOW", "--format", format, "--press", "1", "--caller", "0000000000000000000000000000x"]],
    [format, ["coverage", "FLOW", "--format", format, "--calls", "CALLS"]],
  ]),
];

async function run(args: readonly string[], name = HOSTILE): Promise<{ out: string; err: string; code: number | null }> {
  const files: Record<string, string> = {
    FLOW: await desk.put("flow.json", JSON.stringify({ name, extension: 501, flow })),
    CHANGED: await desk.put("changed.json", JSON.stringify({ name, extension: 501, flow: changed })),
    CALLS: await desk.put("calls.json", [call]),
  };
  return yay(["flow", ...args.map((arg) => files[arg] ?? arg)]);
}

describe.each(commands)("as %s, `yay flow %j`", (format, args) => {
  it("shows no secret, and nothing that a terminal or a viewer would take for more than a name", async () => {
    const { out, err, code } = await run(args);
    const printed = out + err;
    expect([0, 1]).toContain(code);
    expect(out).not.toBe("");
    for (const secret of [sentinel, "8427", "9911"]) expect(printed).not.toContain(secret);
    expect(printed).not.toMatch(UNPRINTABLE);
    if (format === "svg") {
      const tags = [...out.matchAll(/<\/?(\w+)((?: [\w:-]+="[^"<]*")*)\s?\/?>/g)];
      expect(tags.length).toBe(out.split("<").length - 1);
      expect([...new Set(tags.map(([, tag]) => tag))].sort()).toEqual(["g", "path", "rect", "style", "svg", "text", "title"]);
      expect(tags.map(([tag]) => tag).filter((tag) => /\s(?:on\w+|href|xlink:href|src)=/i.test(tag))).toEqual([]);
    }
    if (format === "mermaid") expect(out).not.toMatch(/<(?!br\/>)|javascript:|click /i);
    if (format === "markdown") {
      const outside = out.replace(/^(`{3,})\w*\n[^]*?\n\1$/gm, "");
      expect(outside).not.toMatch(/(?<!\\)<(?!!-- -->|\/?details>|\/?summary>)|(?<!\\)\[x\]\(|@team/);
    }
    if (format === "json") expect(() => JSON.parse(out) as unknown).not.toThrow();
  });
});

describe("an API that answers with hostile names and secrets", () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator({ credentials: { reseller: "tele", user: "api", password: "account-sentinel" } });
  });
  afterAll(() => simulator.close());

  it("cannot speak to the terminal by `yay check`, nor be shown a credential in it", async () => {
    const words = `${HOSTILE} account-sentinel token=${sentinel}`;
    for (const text of [
      JSON.stringify({ result: { name: HOSTILE, contact_name: HOSTILE, api_token: sentinel }, status_code: 200 }),
      JSON.stringify({ result: { password: sentinel }, status_code: 403, status_message: words }),
      `<html><title>${words}</title></html>`,
    ]) {
      for (const status of [200, 403, 500]) {
        simulator.faults.clear();
        simulator.faults.add({ times: 0, effect: { kind: "custom", text, status } });
        const { out, err } = await yay(["check"], { env: { ...settingsOf(simulator), YAY_TIMEOUT_SECONDS: "5" } });
        expect(out + err).not.toMatch(UNPRINTABLE);
        expect(out + err).not.toContain("account-sentinel");
        expect(out + err).not.toContain(sentinel);
      }
    }
    simulator.faults.clear();
  });
});

describe("`yay simulator`", () => {
  it("shows no secret of a request in its lines, whatever the request is", async () => {
    const { child, until, ended } = start(["simulator", "--port", "0"]);
    const [, url = ""] = await until(/on (http:\/\/[^\s]+)/);
    await fetch(`${url}/account/reseller?password=${sentinel}&x=1&api_token=${sentinel}`, {
      method: "POST",
      headers: { "X-Auth-Password": sentinel, Authorization: sentinel, Cookie: sentinel, "Content-Type": "application/json" },
      body: `{"password":"${sentinel}`,
    });
    await until(/POST .* → /);
    const seen = await fetch(`${url}/_simulator/api/snapshot`, { headers: { "X-Simulator-Control": "1" } });
    const snapshot = await seen.text();
    expect(snapshot).toContain("[redacted]");
    expect(snapshot).not.toContain(sentinel);
    child.kill("SIGINT");
    const { out, err } = await ended;
    expect(out).toContain("POST /account/reseller");
    expect(out + err).not.toContain(sentinel);
  });
});
