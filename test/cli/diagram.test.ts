import { readFile } from "node:fs/promises";
import { faulty, ids, program, stateOf } from "./flows";
import { Desk, yay } from "./support";

const desk = new Desk();

/** A menu tree that ends at one mailbox, which `size` steps lead to. */
function large(size: number): Record<string, unknown> {
  const teams = Array.from({ length: size }, (_, index) => `team-${index}`);
  const menus = teams.flatMap((team, index) => {
    const digits = { "1": team, "2": index + 1 < size ? `menu-${index + 1}` : "voice", invalid: `menu-${index}`, timeout: "voice" };
    return [
      [`menu-${index}`, { module: "pressextension", next: digits }],
      [team, { module: "extension", extensions: [{ type: "huntgroup", uuid: ids.group }], noanswer: "voice" }],
    ];
  });
  return {
    start: { module: "start", next: "menu-0" },
    ...(Object.fromEntries(menus) as Record<string, unknown>),
    voice: { module: "voicemail", mailboxes: [ids.mailbox] },
  };
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

describe("yay flow diagram", () => {
  it("draws every step and way in Mermaid, with names that are known and no PIN", async () => {
    const names = await desk.put("names.json", { [ids.group]: "Sales team", [ids.mailbox]: "Front desk\u001b[2J" });
    const { code, out } = await yay(["flow", "diagram", "-", "--names", names], { input: JSON.stringify(program) });
    expect(code).toBe(0);
    expect(out).toMatch(/^flowchart TD\n {2}n0\(\["start/);
    expect(out).toContain("group Sales team");
    expect(out).toContain("Front desk");
    expect(count(out, /^ {2}n\d+ -->/gm)).toBe(5);
    expect(out).toContain('-->|"invalid, timeout"|');
    expect(out).not.toMatch(/0420|\u001b/);
  });

  it("begins with the first step of a call, in whatever order the steps stand", async () => {
    const { voice, sales, room, menu, start } = program;
    const { out } = await yay(["flow", "diagram", "-"], { input: JSON.stringify({ menu, voice, sales, room, start }) });
    expect(out).toMatch(/n0\(\["start[^]*n1\{\{"menu[^]*n2\["sales/);
  });

  it("runs to the right where it is wide, and as it is told", async () => {
    const rooms = Array.from({ length: 10 }, (_, digit) => [`room-${digit}`, { module: "conference" }]);
    const next = Object.fromEntries(rooms.map(([name], digit) => [digit, name]));
    const input = JSON.stringify({
      start: { module: "start", next: "menu" },
      menu: { module: "pressextension", next },
      ...(Object.fromEntries(rooms) as object),
    });
    const sizeOf = async (...args: string[]) => {
      const { out } = await yay(["flow", "diagram", "-", "--format", "svg", ...args], { input });
      const [, width, height] = /^<svg [^>]*width="(\d+)" height="(\d+)"/.exec(out) ?? [];
      return { width: Number(width), height: Number(height) };
    };
    const [chosen, told] = [await sizeOf(), await sizeOf("--direction", "down")];
    expect(chosen.height).toBeGreaterThan(chosen.width);
    expect(told.width).toBeGreaterThan(told.height);
  });

  it("takes names from the stack's other resources", async () => {
    const file = await desk.put("state.json", stateOf(program));
    const { out } = await yay(["flow", "diagram", file]);
    expect(out).toContain("front-desk");
  });

  it("marks errors and fails", async () => {
    const { code, out } = await yay(["flow", "diagram", "-"], { input: JSON.stringify(faulty) });
    expect(code).toBe(1);
    expect(out).toContain(":::error");
  });

  it("draws an SVG that holds all steps apart, in the format that the file's ending says", async () => {
    const file = desk.path("flow.svg");
    expect(await yay(["flow", "diagram", "-", "-o", file], { input: JSON.stringify(program) })).toEqual({ code: 0, out: "", err: "" });
    const drawn = await readFile(file, "utf8");
    expect(drawn).toMatch(/^<svg [^]*<\/svg>\n$/);
    const boxes = [...drawn.matchAll(/class="box" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g)].map(([, ...numbers]) =>
      numbers.map(Number),
    );
    expect(boxes).toHaveLength(5);
    for (const [index, [x = 0, y = 0, width = 0, height = 0]] of boxes.entries()) {
      for (const [left = 0, top = 0, w = 0, h = 0] of boxes.slice(index + 1)) {
        expect(x + width <= left || left + w <= x || y + height <= top || top + h <= y).toBe(true);
      }
    }
    expect(count(drawn, /class="edge"/g)).toBe(5);
  });

  it("keeps a large picture readable: a step that everything leads to is drawn once, with one line to it", async () => {
    const { code, out } = await yay(["flow", "diagram", "-", "--format", "svg"], { input: JSON.stringify(large(20)) });
    expect(code).toBe(0);
    expect(count(out, /class="node/g)).toBe(42);
    expect(count(out, /class="edge"/g)).toBe(41);
    expect(out).toContain("noanswer → voice");
    expect(out).toContain("invalid ↺ again");
  });

  it.each([
    ["mermaid", / --> ?/g, "invalid #8634; again"],
    ["dot", / -> /g, "invalid ↺ again"],
  ])("keeps %s as readable", async (format, way, again) => {
    const { out } = await yay(["flow", "diagram", "-", "--format", format], { input: JSON.stringify(large(20)) });
    expect(count(out, way)).toBe(41);
    expect(out).toContain("noanswer → voice");
    expect(out).toContain(again);
  });

  it("prints DOT, data, and Markdown where it can be drawn there", async () => {
    const dot = await yay(["flow", "diagram", "-", "--format", "dot"], { input: JSON.stringify(program) });
    expect(dot.out).toMatch(/^digraph flow \{\n[^]*n0 -> n1/);
    const data = JSON.parse((await yay(["flow", "diagram", "-", "--format", "json"], { input: JSON.stringify(program) })).out) as {
      nodes: unknown[];
    };
    expect(data.nodes).toHaveLength(5);
    const markdown = await yay(["flow", "diagram", "-", "--format", "markdown"], { input: JSON.stringify(program) });
    expect(markdown.out).toMatch(/^```mermaid\nflowchart TD\n[^]*```\n$/);
    const tooLarge = await yay(["flow", "diagram", "-", "--format", "markdown"], { input: JSON.stringify(large(300)) });
    expect(tooLarge.out).toContain("too large for Markdown");
  });

  it("draws one flow, and says which there are", async () => {
    const file = await desk.put("list.json", [
      { name: "One", flow: program },
      { name: "Two", flow: program },
    ]);
    const { code, err } = await yay(["flow", "diagram", file]);
    expect(code).toBe(2);
    expect(err).toContain("there are 2: One, Two");
    expect(await yay(["flow", "diagram", file, "--flow", "Two"])).toMatchObject({ code: 0 });
  });

  it("says where it cannot write", async () => {
    const { code, err } = await yay(["flow", "diagram", "-", "-o", desk.path("nowhere/flow.svg")], { input: JSON.stringify(program) });
    expect(code).toBe(1);
    expect(err).toContain("Cannot write");
  });
});
