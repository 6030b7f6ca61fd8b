import { createHash } from "node:crypto";
import { drawSvg, layoutGraph } from "../../provider/callflow";
import {
  compareObjects,
  type CustomerMap,
  mapMermaid,
  mapOf,
  mapPage,
  type MapObject,
  pictureOf,
  picturesOf,
  stackedSvg,
} from "../../provider/map";
import { acmes, crowd, factsOf, id, made, steps, withArgs } from "./account";

const HOSTILE = `</title><script>alert(1)</script>"'><img src=x onerror=alert(1)>\u202e\u0007\nsecond\u0000 line]]-->`;

function only(objects: readonly MapObject[]): CustomerMap {
  const [customer, ...others] = mapOf(objects, { factsOf }).customers;
  expect(others).toEqual([]);
  return customer!;
}

/** The ways of a map in words: `Main line -key 1-> Sales`. */
function ways({ nodes, edges }: CustomerMap): string[] {
  const names = new Map(nodes.map(({ id: node, name }) => [node, name]));
  return edges.map(({ from, to, label }) => `${names.get(from)!} -${label}-> ${names.get(to)!}`).sort();
}

const allNames = ({ nodes }: CustomerMap) => nodes.flatMap(({ members }) => members.map(({ name }) => name));

describe("a map of a customer", () => {
  it("has numbers, hours, flows, groups, phones and mailboxes, with what leads from one to the other", () => {
    const map = only(acmes);
    expect(map.name).toBe("Acme Ltd");
    expect(map.nodes.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "PhoneNumber +441632960123",
      "TimeDiary Office hours",
      "CallFlow Main line",
      "CallFlow Night",
      "HuntGroup Sales",
      "OutsideNumber +441632960999",
      "SipUser Boss",
      "SipUser Anna",
      "Mailbox Messages",
    ]);
    expect(ways(map)).toEqual([
      "+441632960123 --> Main line",
      "+441632960123 -hours-> Office hours",
      "Boss -own mailbox-> Messages",
      "Main line -key 1, invalid-> Sales",
      "Main line -key 2-> +441632960999",
      "Main line -key 2-> Boss",
      "Main line -no answer, timeout-> Messages",
      "Night --> Messages",
      "Office hours -closed, exceptions-> Night",
      "Sales --> Anna",
      "Sales --> Boss",
    ]);
  });

  it("is the same for three objects, drawn as Mermaid from left to right", () => {
    const some = [
      acmes[0]!,
      made("CallFlow", "ring", {
        name: "Ring",
        extension: 500,
        flow: {
          start: { module: "start", next: "desk" },
          desk: { module: "extension", extensions: [{ type: "sipuser", uuid: id("anna") }] },
        },
      }),
      acmes.find(({ resource }) => resource === "anna")!,
    ];
    expect(mapMermaid(mapOf(some, { factsOf }))).toBe(`flowchart LR
  n0["Ring<br/>Call flow #183; 500"]
  n1(["Anna<br/>Phone #183; 101"])
  n0 --> n1
  classDef error stroke:#d1242f,stroke-width:3px
  classDef added stroke:#1a7f37,stroke-width:3px
  classDef removed stroke:#8250df,stroke-width:2px,stroke-dasharray:5 4
  classDef changed stroke:#bf8700,stroke-width:3px
`);
  });

  it("does not depend on the order of the objects, nor on how uuids are written", () => {
    const shouted = acmes.map((object) => ({ ...object, uuid: object.uuid.toUpperCase() })).reverse();
    const told = (map: CustomerMap) => ({ ways: ways(map), names: map.nodes.map(({ name, details }) => [name, details]) });
    expect(told(only(shouted))).toEqual(told(only(acmes)));
  });

  it("does not depend on the names of steps, which are others where a flow lives", () => {
    const names: Record<string, string> = {
      menu: "pressextension-0d5e",
      sales: "extension-27a7",
      boss: "extension-11aa",
      message: "voicemail-8615",
    };
    const live = JSON.parse(
      JSON.stringify(steps).replace(/"(menu|sales|boss|message)"/g, (_, name: string) => `"${names[name]!}"`),
    ) as object;
    expect(ways(only(withArgs(acmes, "main", { flow: live })))).toEqual(ways(only(acmes)));
  });

  it("takes the steps of a flow that another resource fills", () => {
    const separate = withArgs(acmes, "main", { flow: undefined, content: "separate" });
    const content = { ...made("CallFlowContent", "main-content", { callFlow: id("main"), flow: steps }), uuid: id("main") };
    expect(ways(only([...separate, content]))).toEqual(ways(only(acmes)));
  });

  it("draws what is referred to and is not there, so that a number that leads nowhere is seen", () => {
    const map = only(acmes.filter(({ resource }) => resource !== "main" && resource !== "anna"));
    const missing = map.nodes.filter((node) => node.missing);
    expect(missing.map(({ name, details }) => [name, details])).toEqual([
      [`Call flow ${id("main").slice(0, 8)}…`, ["not among these objects"]],
      [`Phone ${id("anna").slice(0, 8)}…`, ["not among these objects"]],
    ]);
    expect(pictureOf(map).nodes.filter(({ role }) => role === "missing")).toHaveLength(2);
  });

  it("says which objects no call to a flow reaches", () => {
    const flow = { ...steps, menu: { module: "pressextension", next: { 1: "sales", timeout: "message" } } };
    const dead = only(withArgs(acmes, "main", { flow })).edges.filter((edge) => edge.dead);
    expect(dead.map(({ label }) => label)).toEqual(["reached by no call", "reached by no call"]);
  });

  it("finds what an undocumented step leads to by the uuid of an object, and shows no secret of it", () => {
    const flow = {
      start: { module: "start", next: "x" },
      x: { module: "place_call_into_queue", settings: { queue: id("queue"), pin: "4711" } },
    };
    const map = only([
      ...withArgs(acmes, "main", { flow }),
      made("QueueGroup", "queue", { name: "Helpline", members: [id("sales")], strategy: "ringall" }),
    ]);
    expect(ways(map)).toEqual(expect.arrayContaining(["Main line --> Helpline", "Helpline --> Sales"]));
    expect(map.nodes.find(({ name }) => name === "Main line")?.details).toEqual(["place_call_into_queue"]);
    expect(JSON.stringify(map)).not.toContain("4711");
  });

  it("names an object by its resource if its name is a secret, which the engine has encrypted", () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:a:b" };
    for (const name of [secret, "[secret]"]) {
      const map = only(withArgs(acmes, "sales", { name }));
      expect(allNames(map)).toContain("sales");
      expect(JSON.stringify(map)).not.toMatch(/ciphertext|\[secret\]/);
    }
  });

  it("keeps customers apart, and says of what belongs to another one", () => {
    const other = made("HuntGroup", "sales", { name: "Sales", members: [] }, id("globex"));
    const { customers } = mapOf([...acmes.filter(({ resource }) => resource !== "sales"), other], { factsOf });
    expect(customers.map(({ name }) => name)).toEqual(["Acme Ltd", `customer ${id("globex").slice(0, 8)}…`]);
    expect(customers[0]!.nodes.find(({ name }) => name === "Sales")?.details).toEqual(["of another customer"]);
  });
});

describe("a map of many objects", () => {
  it("puts the phones of a group into one box if there are more than six, and lists them in it", () => {
    const boxes = (phones: number) => only(crowd(2, phones)).nodes.filter(({ kind }) => kind === "SipUser");
    expect(boxes(6)).toHaveLength(12);
    expect(boxes(7).map(({ name, details }) => [name, details.at(-1)])).toEqual([
      ["7 phones", "and 3 more"],
      ["7 phones", "and 3 more"],
    ]);
    expect(boxes(7)[0]!.members).toHaveLength(7);
  });

  it.each([
    ["one customer with 300 objects", crowd(20, 12)],
    ["one customer in which each of 300 phones has a flow of its own", crowd(150, 1)],
    ["one customer with 37 groups of five phones each", crowd(37, 5)],
  ])("fits %s into a picture, in which every object is found", (_, objects) => {
    const map = only(objects);
    expect(map.nodes.length).toBeLessThanOrEqual(150);
    expect(allNames(map).sort()).toEqual(
      objects
        .filter(({ kind }) => kind !== "SubReseller")
        .map(({ args }) => String(args["number"] ?? args["displayName"] ?? args["name"]))
        .sort(),
    );
    const ids = new Set(map.nodes.map(({ id: node }) => node));
    expect(map.edges.every(({ from, to }) => ids.has(from) && ids.has(to))).toBe(true);
    expect(map.edges.length).toBeLessThanOrEqual(300);
  });

  it("draws a box for each customer if there are many, and a picture for each if there are few", () => {
    const of = (customers: number) =>
      picturesOf(mapOf(Array.from({ length: customers }, (_, index) => crowd(2, 2, `k${index}`)).flat(), { factsOf }));
    expect(of(12).map(({ title }) => title)).toHaveLength(12);
    const [overview, ...others] = of(13);
    expect(others).toEqual([]);
    expect(overview!.picture.nodes).toHaveLength(13);
    expect(overview!.picture.nodes[0]).toMatchObject({ name: "Crowd k0", details: ["2 numbers", "2 call flows", "2 groups", "4 phones"] });
  });

  it("keeps what changes apart from what is alike and does not", () => {
    const before = crowd(1, 9);
    const after = withArgs(before, "crowd-0-p3", { displayName: "Renamed" });
    const diff = compareObjects(before, after, { factsOf });
    const [map] = mapOf(after, { factsOf, before: { objects: before, diff } }).customers;
    expect(map!.nodes.filter(({ kind }) => kind === "SipUser").map(({ name, mark }) => [name, mark])).toEqual([
      ["8 phones", undefined],
      ["Renamed", "changed"],
    ]);
  });
});

describe("a drawn map", () => {
  const layout = (graph: ReturnType<typeof layoutGraph>) => ({
    width: 100,
    height: 50,
    nodes: new Map(graph.nodes.map(({ id: node }) => [node, { x: 0, y: 0 }])),
    edges: new Map(
      graph.edges.map(({ id: edge }) => [
        edge,
        {
          points: [
            { x: 0, y: 0 },
            { x: 1, y: 1 },
          ],
          label: { x: 0, y: 0 },
        },
      ]),
    ),
  });
  const drawn = (map: CustomerMap) => drawSvg(pictureOf(map), layout(layoutGraph(pictureOf(map))), `Map of ${map.name}`);
  const pageOf = (objects: readonly MapObject[], texts = "x") => {
    const map = mapOf(objects, { factsOf });
    const changes = [{ heading: texts, fate: "changed" as const, sentences: [texts] }];
    return mapPage({
      title: texts,
      source: texts,
      notes: [texts],
      parts: map.customers.map((each) => ({ map: each, svg: drawn(each), changes })),
    });
  };
  const hostile = acmes.map((object) => ({
    ...object,
    resource: HOSTILE,
    args: { ...object.args, name: HOSTILE, contactName: HOSTILE, displayName: HOSTILE, timezone: HOSTILE },
  }));

  it("escapes every name in a page, whose policy lets its own script run alone", () => {
    const page = pageOf(hostile, HOSTILE);
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toMatch(/<img|(?![\n\t])[\p{Cc}\p{Cf}]/u);
    expect(page.replace(/<style>[^]*?<\/style>/g, "")).not.toMatch(/\b(?:https?:)?\/\/(?!www\.w3\.org\/2000\/svg")/);
    const [, script = ""] = /<script>([^]*?)<\/script>/.exec(page) ?? [];
    const hash = createHash("sha256").update(script).digest("base64");
    expect(page).toContain(`default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'`);
    expect(page).toContain("prefers-color-scheme: dark");
  });

  it("is no wider than its page, and lets the reader choose another size where it may not fit into a window", () => {
    const sized = (width: number, height: number) => {
      const [map] = mapOf(acmes, { factsOf }).customers;
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"></svg>`;
      const change = { heading: "Main", fate: "changed" as const, sentences: [], svg };
      return mapPage({ title: "t", source: "s", notes: [], parts: [map!, map!].map((each) => ({ map: each, svg, changes: [change] })) });
    };
    expect(sized(700, 500)).not.toContain('type="radio"');
    for (const large of [sized(1953, 300), sized(300, 1125)]) {
      const choices = [...large.matchAll(/<input type="radio" class="(\w+)" name="([\w-]+)"( checked="")?\/>/g)];
      expect(choices).toHaveLength(4 * 3);
      expect(new Set(choices.map(([, , name]) => name)).size).toBe(4);
      expect(choices.filter(([, , , checked]) => checked !== undefined).map(([, size]) => size)).toEqual(Array(4).fill("width"));
      const [, style = ""] = /<style>([^]*?)<\/style>/.exec(large) ?? [];
      expect(style).toContain(".picture svg { display: block; max-width: 100%;");
      for (const [, size] of choices) if (size !== "width") expect(style).toContain(`.frame:has(.${size}:checked) .picture svg {`);
    }
  });

  it("has a row in the page for each object, also of those that share a box", () => {
    const page = pageOf(crowd(2, 30));
    expect(page.match(/<tr class="object">/g)).toHaveLength(2 + 2 + 2 + 60);
    expect(page).toContain("Phone 1.29");
  });

  it("keeps all names of a box in its picture, where a search finds them", () => {
    const svg = drawn(only(crowd(1, 30)));
    expect(svg).toMatch(/<title>30 phones[^<]*1029 Phone 0\.29<\/title>/);
  });

  it("escapes every name in Mermaid, and gives each customer a frame", () => {
    const text = mapMermaid(mapOf([...hostile, ...crowd(1, 2)], { factsOf }));
    expect(text).toContain('subgraph c1["Crowd crowd"]');
    expect(text).not.toMatch(/<(?!br\/>)|"[^"\n]*"[^\])}|\n]*"|\u202e/);
  });

  it("stacks the pictures of several customers in one SVG", () => {
    const maps = mapOf([...hostile, ...crowd(1, 2)], { factsOf }).customers;
    const svg = stackedSvg(maps.map((each) => ({ title: each.name, svg: drawn(each) })));
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="400" height="172"/);
    expect(svg).toContain('<svg y="36" ');
    expect(svg).toContain('<svg y="122" ');
    expect(svg).not.toMatch(/<img|<script/);
  });
});
