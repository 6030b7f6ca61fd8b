import { type Json, type Simulator, startSimulator } from "../../provider/simulator/index";
import { faulty, ids, previewOf, program, programWith, stateOf, stepUuids, wire } from "./flows";
import { Desk, holding, settingsOf, yay } from "./support";

const desk = new Desk();

interface Shown {
  readonly findings: {
    readonly code: string;
    readonly severity: string;
    readonly path: string;
    readonly message: string;
    readonly hint: string;
  }[];
}

/** What `lint --format json` says. */
async function lint(value: unknown, ...args: string[]): Promise<{ code: number | null; paths: string[]; shown: Shown }> {
  const { code, out, err } = await yay(["flow", "lint", "-", "--format", "json", ...args], { input: JSON.stringify(value) });
  expect(err).toBe("");
  const shown = JSON.parse(out) as Shown;
  return { code, paths: shown.findings.map(({ path }) => path), shown };
}

describe("yay flow lint", () => {
  it("prints exactly the findings as JSON, all at once, and fails", async () => {
    const { code, paths, shown } = await lint(faulty);
    expect(code).toBe(1);
    expect(paths).toEqual(
      expect.arrayContaining(["flow.start.next", "flow.menu.next.12", "flow.room.pin", "flow.voice.mailboxes", "flow.end.next"]),
    );
    expect(Object.keys(shown)).toEqual(["findings"]);
    expect(shown.findings[0]).toEqual({
      code: "target-missing",
      severity: "error",
      path: "flow.start.next",
      message: 'Step "start": next goes to "menuu", which does not exist.',
      hint: 'Did you mean "menu"?',
    });
    for (const finding of shown.findings) expect(Object.keys(finding)).toEqual(["code", "severity", "path", "message", "hint"]);
  });

  it("knows the kinds of a stack's objects, in its state and in a preview", async () => {
    const wrong = { ...program, sales: { ...program.sales, extensions: [{ type: "sipuser", uuid: ids.mailbox }] } };
    const { code, paths, shown } = await lint(stateOf(wrong));
    expect([code, paths]).toEqual([1, ["flow.sales.extensions.0.uuid"]]);
    expect(shown.findings[0]).toMatchObject({ code: "id-kind", hint: "Write the uuid of a SIP user." });
    expect(shown.findings[0]?.message).toContain("names a mailbox where a SIP user is meant");
  });

  it("finds what a CallFlowContent fills in, and takes its id for no other kind's", async () => {
    const state = stateOf(programWith({ 9: "nowhere" })) as { deployment: { resources: { type: string }[] } };
    for (const resource of state.deployment.resources) resource.type = resource.type.replace(/CallFlow$/, "CallFlowContent");
    expect((await lint(state)).paths).toEqual(["flow.menu.next.9"]);
  });

  it.each([
    ["a bare map of steps", program],
    ["a flow of a program", { name: "Main", extension: "next", flow: program, showCallRouteName: true }],
    ["a live flow", { uuid: "x", name: "Main", extension: 501, flow: wire(), created_on: "2023-02-07" }],
    ["a bare map of live steps", wire()],
    ["the API's envelope", { status_code: 200, status_message: "OK", result: { name: "Main", extension: 501, flow: wire() } }],
    [
      "an envelope around a list",
      {
        status_code: 200,
        status_message: "OK",
        result: [
          { name: "Main", flow: wire() },
          { name: "Other", flow: wire() },
        ],
      },
    ],
    [
      "a flow with steps called flow, result and steps",
      {
        start: { module: "start", next: "flow" },
        flow: { module: "recording", next: "result" },
        result: { module: "recording", next: "steps" },
        steps: { module: "busy" },
      },
    ],
  ])("finds nothing in %s", async (_name, value) => {
    expect(await lint(value)).toMatchObject({ code: 0, shown: { findings: [] } });
  });

  it("speaks of a live flow's steps by names, and of its keys in the program's spelling", async () => {
    const dial = { module: "dialbyextension", next: { invalid: stepUuids.voice, timeout: stepUuids.voice }, wait_duration: "soon" };
    const { code, paths } = await lint({ ...wire(), [stepUuids.menu]: dial, [stepUuids.room]: dial });
    expect(code).toBe(1);
    expect(paths).toContain("flow.dialbyextension-0d5e.waitDuration");
    expect((await lint(wire({ timeout: stepUuids.menu }))).paths).toEqual(["flow.pressextension-0d5e.next.timeout"]);
  });

  it("knows a program's flow by its spelling where all its steps are called by uuids", async () => {
    const { module, next } = wire()[stepUuids.menu] as { module: string; next: Record<string, string> };
    const step = {
      module: "dialbyextension",
      next: { invalid: next["invalid"], timeout: next["timeout"] },
      waitDuration: "soon",
      noanswer: stepUuids.sales,
    };
    const { paths } = await lint({ ...wire(), [stepUuids.room]: step });
    expect(module).toBe("pressextension");
    expect(paths).toContain(`flow.${stepUuids.room}.waitDuration`);
  });

  it("tells flows of several files apart, and counts warnings as errors with --strict", async () => {
    const [one, two] = [await desk.put("one.json", program), await desk.put("two.json", programWith({ timeout: "menu" }))];
    const { code, out } = await yay(["flow", "lint", one, two, "--format", "json"]);
    expect(code).toBe(0);
    expect((JSON.parse(out) as Shown).findings.map(({ path }) => path)).toEqual([`${two}:flow.menu.next.timeout`]);
    expect(await yay(["flow", "lint", two, "--strict"])).toMatchObject({ code: 1 });
  });

  it("prints for people, without anything that could drive a terminal", async () => {
    const { code, out } = await yay(["flow", "lint", "-"], {
      input: JSON.stringify({ "start\u001b]0;x\u0007\u202e": { module: "start", next: "no\u009bwhere" } }),
    });
    expect(code).toBe(1);
    expect(out).toContain("standard input: 1 error, 0 warnings\n");
    expect(out).toContain("[target-missing]");
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  it("prints Markdown in which a step's name is no markup", async () => {
    const { out } = await yay(["flow", "lint", "-", "--format", "markdown"], {
      input: JSON.stringify({ "<b>|@team": { module: "start", next: "x" } }),
    });
    expect(out).toContain("❌ error");
    expect(out).toContain("\\<b\\>\\|@<!-- -->team");
    expect(out).not.toMatch(/(?<!\\)<b|@team/);
  });

  it.each([
    ["nothing to read", [], "Name a file"],
    ["a file that is not there", ["/nowhere/flow.json"], "it does not exist"],
    ["an unknown format", ["-", "--format", "yaml"], "Allowed choices are text, json, markdown"],
    ["--preview without --stack", ["--preview"], "goes with --stack"],
    ["a live flow by name", ["--live", "main"], "takes a uuid"],
  ])("refuses %s", async (_name, args, words) => {
    const { code, out, err } = await yay(["flow", "lint", ...args], { input: "{}" });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(words);
  });

  it("says so where there is no flow", async () => {
    const markdown = await yay(["flow", "lint", "-", "--format", "markdown"], { input: "[]" });
    expect(await yay(["flow", "lint", "-"], { input: "[]" })).toEqual({ code: 0, out: "There is no call flow.\n", err: "" });
    expect(markdown.out).toBe("There is no call flow.\n");
  });

  describe("of a stack", () => {
    it("reads the state, in which a secret PIN is no finding", async () => {
      const env = await desk.pulumi({ "stack export --non-interactive --stack dev": { out: stateOf(program) } });
      expect(await yay(["flow", "lint", "--stack", "dev"], { env })).toEqual({ code: 0, out: "main: no findings\n", err: "" });
    });

    it("reads a preview, in which what is not known yet is no finding", async () => {
      const after = programWith({ 1: "salse" });
      const env = await desk.pulumi({
        "preview --json": {
          out: previewOf({ name: "main", op: "update", before: program, after }, { name: "gone", op: "delete", before: after }),
        },
      });
      const { code, out } = await yay(["flow", "lint", "--stack", "--preview", "--format", "json"], { env });
      expect(code).toBe(1);
      expect((JSON.parse(out) as Shown).findings.map(({ code, path }) => [code, path])).toEqual([
        ["target-missing", "flow.menu.next.1"],
        ["step-unreachable", "flow.sales"],
      ]);
    });

    it("says what a preview failed of", async () => {
      const diagnostics = [
        { severity: "error", message: 'flow.start.next: goes to "menuu"\n' },
        { severity: "info", message: "started" },
      ];
      const env = await desk.pulumi({ "preview --json": { out: { diagnostics }, code: 255 } });
      const { code, err } = await yay(["flow", "lint", "--stack", "--preview"], { env });
      expect(code).toBe(1);
      expect(err).toContain('flow.start.next: goes to "menuu"');
      expect(err).not.toContain("started");
    });

    it("reads the same out of files, and chooses one flow by name", async () => {
      const broken = programWith({ 1: "salse" });
      const file = await desk.put(
        "preview.json",
        previewOf({ name: "main", op: "same", before: program, after: program }, { name: "other", op: "create", after: broken }),
      );
      expect(await yay(["flow", "lint", file, "--flow", "main"])).toMatchObject({ code: 0 });
      expect(await yay(["flow", "lint", file, "--flow", "other"])).toMatchObject({ code: 1 });
      expect(await yay(["flow", "lint", file, "--flow", "third"])).toMatchObject({
        code: 2,
        err: holding("There are: main, other."),
      });
    });
  });

  describe("of a live flow", () => {
    let simulator: Simulator;
    let customer: string;
    let flow: string;

    beforeAll(async () => {
      simulator = await startSimulator();
      customer = simulator.portal.addCustomer({ name: "acme", contact_name: "Acme" }).uuid;
      flow = simulator.portal.addObject(
        "flow",
        { name: "Main", extension: 501, flow: wire({ timeout: stepUuids.menu }) as Json },
        "acme",
      ).uuid;
    });
    afterAll(() => simulator.close());

    it("asks for it as its customer", async () => {
      const { code, out } = await yay(["flow", "lint", "--live", flow, "--customer", customer], { env: settingsOf(simulator) });
      expect({ code }).toEqual({ code: 0 });
      expect(out).toContain("Main: 0 errors, 1 warning\n");
      expect(out).toContain("flow.pressextension-0d5e.next.timeout");
      expect(simulator.violations).toEqual([]);
    });

    it("says that it does not exist", async () => {
      const { code, err } = await yay(["flow", "lint", "--live", stepUuids.room], { env: settingsOf(simulator) });
      expect(code).toBe(1);
      expect(err).toContain(`Cannot look up CallFlow ${stepUuids.room}: it does not exist.`);
    });
  });
});
