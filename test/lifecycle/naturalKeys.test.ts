import { withRedaction } from "../../provider/lifecycle/secrets/withRedaction";
import { fullObject } from "../../provider/lifecycle/forms/fullObject";
import { ProgramKnowledge } from "../../provider/lifecycle/run/programKnowledge";
import { NaturalKeys } from "../../provider/lifecycle/inputs/naturalKeys";
import type { Props } from "../../provider/common/values";
import { type Kind, registry } from "../../provider/kinds/registry";
import { startSimulator } from "../../provider/simulator/index";
import { Engine, type Program, urnOf } from "../support/lifecycleEngine";
import { definitionOf } from "../support/scenario";

const steps = { start: { module: "start", next: "engaged" }, engaged: { module: "busy", duration: 7 } };
const customer = "6a1b0c52-8d0c-4a5e-9a3c-5f0a6a1a2b3c";

type Line = (extension: unknown, more?: Props) => Program[string];

const line: Line = (extension, more = {}) => ({ kind: "CallFlow", inputs: { name: "Line", extension, flow: steps, ...more } });
const buyer = (name: string) => ({ kind: "SubReseller", inputs: { name, contactName: "Acme" } }) as const;

const open = "/voip/message-flow";
const keyed = (name: string, more: Props = { key: "name" }): Program[string] => ({
  kind: "ApiObject",
  inputs: { path: open, body: { name, wait: 1, relay: { password: "sentinel-4711" } }, free: true, ...more },
});

const ways: readonly [Kind, argument: string, (value: number, more?: Props) => Program[string]][] = [
  ["CallFlow", "extension", line],
  ["SubReseller", "name", (value) => buyer(`customer-${value}`)],
  ["ApiObject", "body.name", (value) => keyed(`object-${value}`)],
];

async function onEngine(action: (engine: Engine, sent: () => string[]) => Promise<void>): Promise<void> {
  const simulator = await startSimulator({ port: 0, seed: { collections: [open, "/voip/mailbox-menu"] } });
  const sent = () => simulator.requests.flatMap(({ method }) => (method === "GET" ? [] : [method]));
  try {
    await action(new Engine(simulator), sent);
  } finally {
    await simulator.close();
  }
}

/** What a preview says of a program; nothing where it is content. */
async function finding(engine: Engine, program: Program): Promise<string> {
  return engine.preview(program).then(
    () => "",
    (error: unknown) => (error as Error).message,
  );
}

describe.each(ways)("what only one %s can have", (kind, argument, declared) => {
  it("is refused at preview if two new ones want it, naming both", () =>
    onEngine(async (engine) => {
      const found = await finding(engine, { one: declared(501), two: declared(501) });
      expect(found).toMatch(
        new RegExp(`^${argument}: ${kind} "one" and ${kind} "two" both have (customer-|object-)?501, which only one can have`),
      );
    }));

  it("is refused at preview if a living one has it and keeps it", () =>
    onEngine(async (engine) => {
      await engine.up({ one: declared(501) });
      expect(await finding(engine, { one: declared(501), two: declared(501) })).toContain(`${kind} "one" and ${kind} "two" both have`);
      expect(await finding(engine, { two: declared(501), one: declared(501) })).toContain(`${kind} "two" and ${kind} "one" both have`);
    }));

  it.each([[[501, 502]], [[501, 502, 503]]])("is refused at preview if %j go round, and no up sends anything that takes effect", (values) =>
    onEngine(async (engine) => {
      const program = (turn: number) =>
        Object.fromEntries(values.map((_, index) => [`r${index}`, declared(values[(index + turn) % values.length] ?? 0)]));
      await engine.up(program(0));
      expect(await finding(engine, program(1))).toContain(`${kind} "r0" takes that of ${kind} "r1"`);
      expect(await finding(engine, program(1))).toContain("Give one of them a free value and run pulumi up");
      expect(await finding(engine, program(0))).toBe("");
    }),
  );

  it("passes on if only one of the two takes it, and a preview is content with a free one in between", () =>
    onEngine(async (engine) => {
      await engine.up({ one: declared(501), two: declared(502) });
      expect(await finding(engine, { one: declared(502), two: declared(503) })).toBe("");
      await engine.up({ one: declared(599), two: declared(502) });
      await engine.up({ one: declared(599), two: declared(501) });
      await engine.up({ one: declared(502), two: declared(501) });
    }));
});

describe("the value of the key of an ApiObject", () => {
  it.each([
    ["another collection", { key: "name", path: "/voip/mailbox-menu" }],
    ["another account", { key: "name", customer }],
    ["no key", {}],
    ["another key", { key: "wait" }],
  ])("is no other one's with %s", (_what, more) =>
    onEngine(async (engine) => {
      expect(await finding(engine, { one: keyed("Shop"), two: keyed("Shop", more) })).toBe("");
    }),
  );

  it("is told alone, without what else stands in the body", () =>
    onEngine(async (engine) => {
      const twins = await finding(engine, { one: keyed("Shop"), two: keyed("Shop") });
      expect(twins).toContain('body.name: ApiObject "one" and ApiObject "two" both have Shop, which only one can have');
      expect(twins).not.toContain("sentinel");
    }));

  it.each([{ key: "password" }, { key: "code", secrets: ["code"] }])("is told nowhere if it is a secret (%j)", (more) => {
    const keys = new NaturalKeys();
    const found = ["one", "two"].flatMap((name) => {
      const news = { seed: urnOf("ApiObject", name), path: open, body: { password: "sentinel", code: "sentinel" }, ...more };
      return keys.declare(definitionOf("ApiObject", news), { news });
    });
    expect(found).toEqual([]);
  });

  it("that a living object has is not made a second time, and the error names the value alone", () =>
    onEngine(async (engine, sent) => {
      await engine.up({ one: keyed("Shop") });
      engine.state.clear();
      engine.journal.entries.clear();
      const error: unknown = await engine.up({ one: keyed("Shop") }).catch((failure: unknown) => failure);
      expect(String(error)).toContain('an ApiObject with name "Shop" of /voip/message-flow lives already');
      expect(String(error)).not.toContain("sentinel");
      expect(sent()).toEqual(["POST"]);
    }));
});

describe("numbers of lines in one program", () => {
  it("are the customer's own: another customer may have the same", () =>
    onEngine(async (engine) => {
      expect(await finding(engine, { one: line(501), two: line(501, { customer }) })).toBe("");
      expect(await finding(engine, { one: line(501, { customer }), two: line(501, { customer: customer.toUpperCase() }) })).toContain(
        "both have",
      );
    }));

  it("are left alone where the API chooses them, until one of them is what another line wants", () =>
    onEngine(async (engine) => {
      await engine.up({ one: line("next"), two: line("next") });
      const chosen = engine.recorded("one").outputs["extension"];
      expect(await finding(engine, { one: line("next"), two: line("next") })).toBe("");
      expect(await finding(engine, { three: line(chosen), one: line("next"), two: line("next") })).toContain(
        `Cannot change CallFlow "one", and nothing was sent:\n  extension: CallFlow "three" and CallFlow "one" both have ${String(chosen)}`,
      );
    }));

  it("are no finding where both lines have been given one by hand, as a platform that allows it may show", () =>
    onEngine(async (engine) => {
      const keys = new NaturalKeys();
      const told = (name: string, extension: number) => ({ seed: urnOf("CallFlow", name), extension });
      const both = [told("one", 501), told("two", 501)];
      expect(both.flatMap((props) => keys.declare(registry.CallFlow, { olds: props, news: props }))).toEqual([]);
      expect(engine.state.size).toBe(0);
    }));

  it("are refused to a new line while the line that gives them up has them, without advice to take over that one's flow", () =>
    onEngine(async (engine, sent) => {
      await engine.up({ one: line(501) });
      const { id, outputs, inputs } = engine.recorded("one");
      const run = engine.run();
      const handler = fullObject(registry.CallFlow, () => run, new ProgramKnowledge());
      const two = { ...inputs, seed: urnOf("CallFlow", "two") };
      await handler.check(inputs, { ...inputs, extension: 502 });
      await handler.diff(id, outputs, { ...inputs, extension: 502 });
      expect(await handler.check({}, two)).toMatchObject({ failures: [] });
      await expect(handler.create(two)).rejects.toThrow(
        new Error(
          `Cannot create CallFlow "two": a CallFlow with extension 501 lives already (${id}, "Line", which CallFlow "one" of this program has), and nothing was sent.\n` +
            'CallFlow "one" of this program has extension 501. Name CallFlow "one" in dependsOn of CallFlow "two" if it is not there, or change CallFlow "one" in an up of its own first.',
        ),
      );
      expect(sent()).toEqual(["POST"]);
    }));
});

describe("what a preview says of a number that passes on", () => {
  const seeds = { one: urnOf("CallFlow", "one"), two: urnOf("CallFlow", "two") };
  const moves: [string, { olds: Props; news: Props }][] = [
    ["the taker", { olds: { seed: seeds.one, extension: 501 }, news: { seed: seeds.one, extension: 502 } }],
    ["the giver", { olds: { seed: seeds.two, extension: 502 }, news: { seed: seeds.two, extension: 503 } }],
  ];

  it.each([
    ["the taker", moves],
    ["the giver", [...moves].reverse()],
  ])("is the same and is said once, also if the engine begins with %s", (_who, told) => {
    const said: string[] = [];
    const keys = new NaturalKeys((text) => said.push(text));
    for (const [, move] of [...told, ...told]) expect(keys.declare(registry.CallFlow, move)).toEqual([]);
    expect(said).toEqual([
      'CallFlow "one" takes the extension that CallFlow "two" gives up in the same run, which fails if Pulumi begins with CallFlow "one". ' +
        'Name CallFlow "two" in dependsOn of CallFlow "one" if it is not there, or change CallFlow "two" in an up of its own first.',
    ]);
  });

  it("is nothing more once the giver has changed, and then the taker is told to run again", () => {
    const said: string[] = [];
    const keys = new NaturalKeys((text) => said.push(text));
    const [[, taker], [, giver]] = moves as [[string, { olds: Props; news: Props }], [string, { olds: Props; news: Props }]];
    keys.declare(registry.CallFlow, giver);
    keys.done(registry.CallFlow, giver.news);
    keys.declare(registry.CallFlow, taker);
    expect(said).toEqual([]);
    expect(keys.holding(taker.news, "extension")).toEqual({ name: 'CallFlow "two"', what: "has left it" });
  });

  it("has no value that a resource marks as secret", async () => {
    const handler = withRedaction(
      fullObject(registry.CallFlow, () => Promise.reject(new Error("no run")) as never, new ProgramKnowledge()),
    );
    const marked = (name: keyof typeof seeds, olds: number, news: number) =>
      handler.check(
        { seed: seeds[name], name: "Line", extension: olds, flow: steps },
        { seed: seeds[name], name: "Line", extension: news, flow: steps, confidential: { paths: [["extension"]] } },
      );
    await marked("one", 808501, 808502);
    const { failures } = await marked("two", 808502, 808501);
    expect(failures.map(({ reason }) => reason).join("\n")).toContain("takes that of");
    const twins = await marked("two", 808503, 808502);
    expect(twins.failures.map(({ reason }) => reason).join("\n")).toContain("both have [secret]");
    expect(JSON.stringify([failures, twins.failures])).not.toContain("8085");
  });
});
