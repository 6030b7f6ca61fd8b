import { type Json, type Simulator, startSimulator } from "../../provider/simulator/index";
import { previewOf, program, programWith, stateOf, stepUuids, wire } from "./flows";
import { Desk, settingsOf, yay } from "./support";

const desk = new Desk();

describe("yay flow diff", () => {
  it("says in sentences what changes from one file to another", async () => {
    const before = await desk.put("before.json", { name: "Main", extension: "501", flow: wire() });
    const after = await desk.put("after.json", {
      name: "Main line",
      extension: 501,
      flow: { ...programWith({ 2: "voice" }), room: { module: "conference", pin: "1234" } },
    });
    const { code, out } = await yay(["flow", "diff", before, after]);
    expect(code).toBe(0);
    expect(out).toContain("  name is now Main line (was Main)\n  menu: key 2 now goes to voice (was ");
    expect(out).not.toContain("extension is now");
  });

  it("finds nothing between a program and what lives of it, however it is spelt", async () => {
    const [before, after] = [
      await desk.put("live.json", { name: "Main", extension: "501", flow: wire() }),
      await desk.put("program.json", { name: "Main", extension: 501, flow: program }),
    ];
    expect((await yay(["flow", "diff", before, after])).out).toBe(`${after} stays as it is\nno findings\n`);
    expect((await yay(["flow", "diff", after, before])).out).toBe(`${before} stays as it is\nno findings\n`);
  });

  it("shows no PIN in any format", async () => {
    const before = await desk.put("pin1.json", program);
    const after = await desk.put("pin2.json", {
      ...program,
      room: { module: "conference", pin: "1234" },
      second: { module: "conference", pin: "5678" },
    });
    for (const format of ["text", "json", "markdown", "mermaid", "svg", "dot"]) {
      const { out } = await yay(["flow", "diff", before, after, "--format", format]);
      expect(out).not.toMatch(/0420|1234|5678/);
    }
  });

  it("fails where the change brings an error, and not where it was there before", async () => {
    const [good, bad, worse] = [
      await desk.put("good.json", program),
      await desk.put("bad.json", programWith({ 1: "nowhere" })),
      await desk.put("worse.json", programWith({ 1: "nowhere", 2: "voice" })),
    ];
    expect(await yay(["flow", "diff", good, bad])).toMatchObject({ code: 1 });
    const { code, out } = await yay(["flow", "diff", bad, worse, "--format", "json"]);
    expect(code).toBe(0);
    const { flows } = JSON.parse(out) as { flows: { findings: { code: string; severity: string }[] }[] };
    expect(flows[0]?.findings).toContainEqual(expect.objectContaining({ code: "target-missing", severity: "warning" }));
  });

  it("draws what changed", async () => {
    const [before, after] = [await desk.put("x.json", program), await desk.put("y.json", programWith({ 2: "voice" }))];
    expect((await yay(["flow", "diff", before, after, "--format", "mermaid"])).out).toContain(":::changed");
    expect((await yay(["flow", "diff", before, after, "--format", "svg"])).out).toContain('class="edge removed"');
  });

  it("compares the program with what lives", async () => {
    const simulator: Simulator = await startSimulator();
    const flow = simulator.portal.addObject("flow", { name: "Main", extension: 501, flow: wire({ "2": stepUuids.voice }) as Json }).uuid;
    const after = await desk.put("wanted.json", { name: "Main", extension: 501, flow: program, stepUuids });
    const { code, out } = await yay(["flow", "diff", "--live", flow, after], { env: settingsOf(simulator) });
    await simulator.close();
    expect(code).toBe(0);
    expect(out).toBe(`${after} changes\n  menu: key 2 now goes to room (was voice)\nno findings\n`);
  });

  it.each([
    [["a.json", "b.json", "c.json"], "there are 3 files"],
    [[], "Name two files"],
  ])("refuses %j", async (files, words) => {
    const { code, err } = await yay(["flow", "diff", ...files]);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });

  describe("of a stack", () => {
    const plan = previewOf(
      { name: "still", op: "refresh", before: program, after: programWith({ 2: "voice" }) },
      { name: "main", op: "update", before: program, after: programWith({ 2: "voice" }), extension: 502 },
      { name: "fresh", op: "create", after: program },
      { name: "gone", op: "delete", before: program },
      { name: "hidden", op: "update", before: program, after: program },
      { name: "swapped", op: "create-replacement", before: program, after: program },
      { name: "swapped", op: "delete-replaced", before: program },
      { name: "still", op: "same", before: program, after: program },
    );

    it("writes Markdown for a pull request: sentences, pictures, findings", async () => {
      const env = await desk.pulumi({ "preview --json --show-sames --non-interactive --stack dev": { out: plan } });
      const { code, out, err } = await yay(["flow", "diff", "--stack", "dev"], { env });
      expect({ code, err }).toEqual({ code: 0, err: "" });
      const headings = out.split("\n").filter((line) => line.startsWith("### "));
      expect(headings).toEqual(
        ["main changes", "fresh is new", "gone is deleted", "hidden changes", "swapped changes"].map((title) => `### Call flow ${title}`),
      );
      expect(out).toContain("- extension is now 502 (was 501)\n- menu: key 2 now goes to voice (was room)\n");
      expect(out).toContain("- Something changes that cannot be seen here, such as a PIN.\n");
      expect(out).toContain("<summary>Before</summary>");
      expect(out).toContain("⚠️ warning | flow.room |");
      expect(out).not.toContain("still");
    });

    it("reads a preview out of a file, and draws one flow of it", async () => {
      const file = await desk.put("plan.json", plan);
      const { code, err } = await yay(["flow", "diff", file, "--format", "svg"]);
      expect(code).toBe(2);
      expect(err).toContain("5 change");
      expect((await yay(["flow", "diff", file, "--format", "svg", "--flow", "main"])).out).toContain("<svg ");
    });

    it("is cut at the end of a line where even the sentences are too long for a comment", async () => {
      const menu = (next: object) => ({ module: "pressextension", next });
      const flow = (to: string) => ({
        ...program,
        ...Object.fromEntries(
          Array.from({ length: 2000 }, (_, index) => [`menu-${index}`, menu({ 1: to, invalid: "voice", timeout: "voice" })]),
        ),
      });
      const file = await desk.put("endless.json", previewOf({ name: "main", op: "update", before: flow("sales"), after: flow("voice") }));
      const { out } = await yay(["flow", "diff", file]);
      expect(out.length).toBeLessThan(60_200);
      expect(out).toContain("- menu-0: key 1 now goes to voice (was sales)\n");
      expect(out).toMatch(
        /\n- menu-\d+: key 1 now goes to voice \(was sales\)\n\nThis report is cut: it is too long for a comment\. JSON and text have all of it\.\n$/,
      );
      expect((await yay(["flow", "diff", file, "--format", "text"])).out).toContain("menu-1999: key 1 now goes to voice");
    });

    it("leaves pictures out where the text would be too long for a comment", async () => {
      const menus = Array.from({ length: 400 }, (_, index) => [
        `menu-${index}`,
        { ...program.menu, next: { 1: "sales", invalid: "voice", timeout: "voice" } },
      ]);
      const flow = { ...program, ...(Object.fromEntries(menus) as object) };
      const file = await desk.put(
        "huge.json",
        previewOf({ name: "main", op: "update", before: flow, after: { ...flow, menu: programWith({ 2: "voice" }).menu } }),
      );
      const { out } = await yay(["flow", "diff", file]);
      expect(out).toContain("- menu: key 2 now goes to voice (was room)\n");
      expect(out).not.toContain("<details>");
    });

    it("says so where nothing changes", async () => {
      const file = await desk.put("still.json", previewOf({ name: "still", op: "same", before: program, after: program }));
      expect(await yay(["flow", "diff", file])).toEqual({ code: 0, out: "No call flow changes.\n", err: "" });
    });

    it("compares the state with a file", async () => {
      const env = await desk.pulumi({ "stack export": { out: stateOf(program) } });
      const file = await desk.put("next.json", programWith({ 2: "voice" }));
      const { out } = await yay(["flow", "diff", "--stack", "dev", file], { env });
      expect(out).toContain("menu: key 2 now goes to voice (was room)");
    });
  });
});
