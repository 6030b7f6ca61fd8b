import fc from "fast-check";
import { dot, drawSvg, layoutGraph, mermaid, parse, picture, svg, UNKNOWN, type Layout, type LayoutGraph } from "../../provider/callflow";
import { wireFlow } from "./arbitraries";
import { callPete, id } from "./samples";

type Loose = Record<string, unknown>;

const flow: Loose = {
  start: { module: "start", next: "menu" },
  menu: { module: "pressextension", sound: id(1), next: { 2: "nowhere", 1: "sales", timeout: "queue" } },
  sales: {
    module: "extension",
    extensions: [
      { type: "huntgroup", uuid: id(2) },
      { type: "forward", number: "+44" },
    ],
    noanswer: "room",
  },
  room: { module: "conference", pin: "1234", music: UNKNOWN },
  queue: { module: "place_call_into_queue", queue: 7 },
};
const nameOf = (uuid: string): string | undefined => (uuid === id(2) ? 'Sales & "friends"' : undefined);

/** A layout of no beauty: everything below each other. */
const column = ({ nodes, edges }: LayoutGraph): Layout => ({
  width: 400,
  height: nodes.length * 100,
  nodes: new Map(nodes.map(({ id: name }, index) => [name, { x: 10, y: index * 100 }])),
  edges: new Map(
    edges.map(({ id: name }) => [
      name,
      {
        points: [
          { x: 0, y: 0 },
          { x: 5, y: 9 },
        ],
        label: { x: 2, y: 4 },
      },
    ]),
  ),
});

describe("picture", () => {
  test("draws every step, whatever its module, and targets that do not exist", () => {
    const { nodes, edges } = picture(flow, { nameOf });
    expect(nodes.map(({ name, title, details, role }) => [name, title, details.join("; "), role].join(" | "))).toEqual([
      "start | Start |  | start",
      "menu | Press extension (menu) | sound 00000000… | menu",
      'sales | Extension | group Sales & "friends"; number +44 | step',
      "room | Conference | music one not known yet; PIN •••• | end",
      "queue | place_call_into_queue |  | undocumented",
      "nowhere | does not exist |  | missing",
    ]);
    expect(edges.map(({ from, to, label, error }) => `${from} ${to} ${label} ${error}`)).toEqual([
      "n0 n1  false",
      "n1 n2 1 false",
      "n1 n5 2 true",
      "n1 n4 timeout false",
      "n2 n3 noanswer false",
    ]);
    expect(nodes.filter(({ errors }) => errors.length > 0).map(({ name }) => name)).toEqual(["menu", "nowhere"]);
    expect(JSON.stringify(nodes)).not.toContain("1234");
  });

  test("marks what came, went and changed", () => {
    const after: Loose = {
      ...flow,
      menu: { ...(flow["menu"] as Loose), next: { 1: "sales", 2: "night", timeout: "queue" } },
      night: { module: "recording", next: "sales" },
    };
    delete after["room"];
    after["sales"] = { ...(flow["sales"] as Loose), noanswer: "night" };
    const { nodes, edges } = picture(after, { before: flow, errors: false });
    const names = new Map(nodes.map(({ id: node, name }) => [node, name]));
    expect(nodes.filter(({ mark }) => mark !== undefined).map(({ name, mark }) => `${name} ${mark ?? ""}`)).toEqual([
      "menu changed",
      "sales changed",
      "night added",
      "room removed",
    ]);
    expect(
      edges
        .filter(({ mark }) => mark !== undefined)
        .map(({ from, to, label, mark }) => `${names.get(from) ?? ""} ${names.get(to) ?? ""} ${label} ${mark ?? ""}`),
    ).toEqual(["menu night 2 changed", "sales night noanswer changed", "night sales  added", "sales room noanswer removed"]);
  });

  test("follows a step that only changed its name", () => {
    const after = JSON.parse(JSON.stringify(flow).replaceAll('"room"', '"hall"')) as Loose;
    const { nodes } = picture(after, { before: flow });
    expect(nodes.filter(({ mark }) => mark !== undefined).map(({ name, mark }) => `${name} ${mark ?? ""}`)).toEqual(["hall changed"]);
  });
});

describe("mermaid", () => {
  test("writes the vendor's flow", () => {
    expect(mermaid(parse(callPete).flow)).toBe(
      [
        "flowchart TD",
        '  n0(["start<br/>Start"])',
        '  n1{{"pressextension-9085<br/>Press extension #40;menu#41;"}}',
        '  n2["extension-fdc2<br/>Extension<br/>user 92b0aca6…"]',
        "  n0 --> n1",
        '  n1 -->|"1"| n2',
        '  n1 -->|"2"| n2',
        '  n1 -->|"invalid"| n2',
        '  n1 -->|"timeout"| n2',
        "  classDef error stroke:#d1242f,stroke-width:3px",
        "  classDef added stroke:#1a7f37,stroke-width:3px",
        "  classDef removed stroke:#8250df,stroke-width:2px,stroke-dasharray:5 4",
        "  classDef changed stroke:#bf8700,stroke-width:3px",
        "",
      ].join("\n"),
    );
  });

  test("clips what is too long", () => {
    const long = "x".repeat(300);
    expect(mermaid({ start: { module: "start", next: long }, [long]: { module: "busy" } })).toMatch(/\["?\(?"?x{33}…<br/);
  });

  test("lets no name be read as markup", () => {
    const text = mermaid({ '"]; click n0 "javascript:x" <b>&#': { module: "start", next: "- a`" }, "1. x\ny": { module: "busy" } });
    expect(text.split("\n").slice(1, 4)).toEqual([
      '  n0(["#34;#93;#59; click n0 #34;javascript:x#34; #60;b#62;#38;#35;<br/>Start"]):::error',
      '  n1(["1#46; x y<br/>Busy"])',
      '  n2>"#45; a#96;<br/>does not exist"]:::error',
    ]);
    expect(text).toContain("linkStyle 0 stroke:#d1242f");
  });
});

describe("a way that no call takes", () => {
  const dead: Loose = {
    start: { module: "start", next: "voice" },
    voice: { module: "voicemail", mailboxes: [id(1)], extra: { next: id(7), exit: { 0: id(7) } } },
    [id(7)]: { module: "busy" },
  };

  test("is drawn dashed, and says so", () => {
    expect(picture(dead).edges).toEqual([
      { from: "n0", to: "n1", label: "", error: false, mark: undefined },
      { from: "n1", to: "n2", label: "never followed", error: false, mark: undefined, dead: true },
      { from: "n1", to: "n2", label: "exit.0 (never followed)", error: false, mark: undefined, dead: true },
    ]);
    expect(mermaid(dead)).toContain('n1 -.->|"never followed"| n2');
    expect(dot(dead)).toContain('n1 -> n2 [label="never followed", style=dashed];');
    expect(svg(dead, column).match(/stroke-dasharray="3 4"/g)).toHaveLength(2);
  });

  test("is drawn once as removed where it was", () => {
    const now = { ...dead, voice: { module: "voicemail", mailboxes: [id(1)] } };
    expect(mermaid(now, { before: dead })).toContain('n1 -.->|"never followed"| n2');
    expect(dot(now, { before: dead })).not.toContain("style=dashed, style=dashed");
  });
});

describe("dot", () => {
  test("quotes names, and colours what is wrong", () => {
    const text = dot({ 'a"\\\n': { module: "start", next: "x" } });
    expect(text).toContain('n0 [label="a\\"\\\\ \\nStart", shape=oval, color="#d1242f", penwidth=2];');
    expect(text).toContain('n0 -> n1 [label="", color="#d1242f", penwidth=2];');
    expect(
      dot({ a: { module: "busy" } }, { before: { a: { module: "start", next: "b" }, b: { module: "busy" } }, errors: false }),
    ).toContain("style=dashed");
  });
});

describe("svg", () => {
  test("stands by itself, in light and in dark", () => {
    const text = svg(flow, column, { nameOf });
    expect(text).toContain("@media (prefers-color-scheme: dark)");
    expect(text).not.toMatch(/href|url\(|@import|<script/);
    expect(text).toContain("group Sales &#38; &#34;friends&#34;");
    expect(text).toContain('<g class="node menu error">');
    expect(text.match(/<g class="node/g)).toHaveLength(6);
    expect(text.match(/<g class="edge/g)).toHaveLength(5);
  });

  test("clips what is too long, and says it whole where the pointer rests", () => {
    const name = "n".repeat(60);
    const text = svg({ [name]: { module: "start", next: name } }, column);
    expect(text).toContain(`<title>${name}`);
    expect(text).toContain(`>${"n".repeat(33)}…</text>`);
  });

  test("is well formed whatever the flow holds, and asks for the sizes that it draws", () => {
    fc.assert(
      fc.property(wireFlow(), fc.dictionary(fc.string({ unit: "binary" }), fc.constant({ module: "busy" })), (wire, odd) => {
        const drawn = picture({ ...parse(wire).flow, ...odd });
        const text = drawSvg(drawn, column(layoutGraph(drawn)));
        expect(
          text.replace(/<\/?(svg|style|g|title|rect|text|path)( [a-zA-Z:-]+="[^"<>&]*")*\/?>/g, "").replace(/<style>[^<]*<\/style>/, ""),
        ).not.toMatch(/[<>]|&(?!#\d+;)/);
        expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
        expect(mermaid({ ...odd }).length).toBeGreaterThan(0);
        expect(dot({ ...odd }).split("\n").length).toBe(Object.keys(odd).length + 5);
      }),
    );
  });
});
