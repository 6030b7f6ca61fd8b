import { ids, program, programWith, wire } from "./flows";
import { Desk, yay } from "./support";

const desk = new Desk();
const input = JSON.stringify(program);

describe("yay flow call", () => {
  it("says step by step what happens to a caller", async () => {
    const { code, out } = await yay(["flow", "call", "-", "--press", "1", "--expect", "voicemail"], { input });
    expect(code).toBe(0);
    expect(out).toBe(
      "  start  the call comes in\n" +
        "  menu   1 is pressed → next.1\n" +
        "  sales  rings sales for 20 s; nobody answers → noanswer\n" +
        "  voice  a message is left\n" +
        "The call ends in a mailbox at voice (waited 20 s).\n",
    );
  });

  it("fails where the call does not end as expected, and takes a step for an end too", async () => {
    const args = ["flow", "call", "-", "--press", "1", "--answer", "sales", "--expect"];
    const { code, out } = await yay([...args, "voicemail"], { input });
    expect(code).toBe(1);
    expect(out).toContain('It should end with or at "voicemail".');
    expect(await yay([...args, "sales"], { input })).toMatchObject({ code: 0 });
  });

  it("fails where the caller gets lost", async () => {
    const { code, out } = await yay(["flow", "call", "-", "--press", "2"], { input: JSON.stringify(programWith({ 2: "nowhere" })) });
    expect(code).toBe(1);
    expect(out).toContain("lost");
  });

  it("reads the call from a file and lays options over it", async () => {
    const script = await desk.put("call.json", { presses: ["1"], answers: { sales: true }, expect: "answered" });
    expect(await yay(["flow", "call", "-", "--script", script], { input })).toMatchObject({ code: 0 });
    const { code, out } = await yay(["flow", "call", "-", "--script", script, "--busy", "sales", "--expect", "voice", "--format", "json"], {
      input,
    });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ steps: ["start", "menu", "sales", "voice"], ending: "voicemail", ok: true });
  });

  it("routes by the caller's number, dials extensions and leaves undocumented modules as it is told", async () => {
    const flow = {
      start: { module: "start", next: "who" },
      who: { module: "calleridmatch", patterns: ["^44770"], match: "dial", nomatch: "odd_one" },
      dial: { module: "dialbyextension", next: { invalid: "odd_one", timeout: "odd_one" }, noanswer: "sipuser_voicemail" },
      odd_one: { module: "queue_in", after: "11111111-1111-4111-8111-111111111111" },
      "11111111-1111-4111-8111-111111111111": { module: "voicemail", mailboxes: [ids.mailbox] },
    };
    const place = async (...args: string[]) =>
      JSON.parse((await yay(["flow", "call", "-", "--format", "json", ...args], { input: JSON.stringify(flow) })).out) as {
        ending: string;
        at: string;
      };
    expect(await place("--caller", "+447700900123", "--press", "201", "--extension", "201=answered")).toMatchObject({
      ending: "answered",
      at: "dial",
    });
    expect(await place("--caller", "+447700900123", "--press", "201", "--extension", "201=unanswered")).toMatchObject({
      ending: "voicemail",
      at: "dial",
    });
    expect(await place("--way", "odd_one=after")).toMatchObject({ ending: "voicemail", at: "11111111-1111-4111-8111-111111111111" });
    expect(await place("--hang-up-at", "who")).toMatchObject({ ending: "hungup", at: "who" });
  });

  it("calls a live flow too, whose steps it names", async () => {
    const { out } = await yay(["flow", "call", "-", "--press", "2"], { input: JSON.stringify({ result: { name: "Main", flow: wire() } }) });
    expect(out).toContain("conference-7d04");
  });

  it.each([
    [["--answer", "salse"], 'no step "salse". Did you mean "sales"?'],
    [["--expect", "voicemial"], 'Did you mean "voicemail"?'],
    [["--extension", "201=maybe"], "answered, unanswered, busy"],
    [["--way", "menu"], "takes a pair"],
    [["--press", "1", "--press", "timout"], '"timout" is no key. Did you mean "timeout"?'],
  ])("refuses %j", async (args, words) => {
    const { code, out, err } = await yay(["flow", "call", "-", ...args], { input });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(words);
  });
});

describe("yay flow coverage", () => {
  const calls = [
    { name: "press 1 reaches sales", presses: ["1"], answers: { sales: true }, expect: "answered" },
    { name: "nobody there", presses: ["1"], expect: "voice" },
    { name: "silence", expect: "voicemail" },
  ];

  it("says what no call reaches", async () => {
    const { code, out } = await yay(["flow", "coverage", "-", "--calls", await desk.put("calls.json", calls)], { input });
    expect(code).toBe(0);
    expect(out).toMatch(/│ ✓ │ press 1 reaches sales │ answered {2}│ sales │ answered {2}│/);
    expect(out).toContain("steps: 4 of 5 (80 %)\n");
    expect(out).toContain("no call reaches steps room\n");
    expect(out).toContain("menu.next.2");
  });

  it("fails below --min, and where a call does not end as expected", async () => {
    const args = [
      "flow",
      "coverage",
      "-",
      "--calls",
      await desk.put("more.json", [...calls, { presses: ["2"] }, { presses: ["9"] }]),
      "--format",
      "json",
    ];
    const all = await yay([...args, "--min", "100"], { input });
    expect(all).toMatchObject({ code: 0 });
    expect(JSON.parse(all.out)).toMatchObject({ steps: { reached: 5, total: 5 }, branches: { missing: [] } });
    const few = await desk.put("few.json", calls);
    expect(await yay(["flow", "coverage", "-", "--calls", few, "--min", "81"], { input })).toMatchObject({ code: 1 });
    const wrong = await desk.put("wrong.json", [{ name: "<i>wrong</i>", presses: ["2"], expect: "voicemail" }]);
    const { code, out } = await yay(["flow", "coverage", "-", "--calls", wrong, "--format", "markdown"], { input });
    expect(code).toBe(1);
    expect(out).toContain("| ❌ | \\<i\\>wrong\\</i\\> | conference | room | voicemail |");
  });

  it("names all that is wrong with the calls at once", async () => {
    const bad = await desk.put("bad.json", [{ press: ["1"] }, { presses: "1" }, 7]);
    const { code, err } = await yay(["flow", "coverage", "-", "--calls", bad], { input });
    expect(code).toBe(2);
    for (const words of ['[0] there is no key "press". Did you mean "presses"?', "[1] presses must be a list", "[2] a call is an object"])
      expect(err).toContain(words);
  });
});
