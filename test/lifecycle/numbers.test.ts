import { registry } from "../../provider/kinds/registry";
import type { ResourceDefinition } from "../../provider/lifecycle/kind";
import { isRecord } from "../../provider/common/values";
import type { Json, JsonObject } from "../../provider/simulator/index";
import { canAdopt, type Scenario } from "../support/scenario";
import { Engine, type Program } from "../support/lifecycleEngine";
import { faultsFor, scenarios } from "../kinds/index";
import { enveloped, Stranger, type Ways } from "../support/lifecycleStranger";

jest.setTimeout(60_000);

const tokens = [
  "9007199254740993",
  "-9007199254740993",
  "12345678901234567890123",
  "1e21",
  "1E400",
  "1.10",
  "1.0",
  "-0",
  "1e2",
  "0.1000000000000000055",
];

/** In the records of this server a number stands as a text in angle brackets, so that its very signs can be compared. */
const held = (token: string) => `«${token}»`;

const number = /(?<=[:[,])-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?=[,\]}])/g;

const outsideTexts = (text: string, change: (part: string) => string) =>
  text.replace(/"(?:[^"\\]|\\.)*"|[^"]+/g, (part) => (part.startsWith('"') ? part : change(part)));

const literally: Ways = {
  write: (said) => enveloped(said).replace(/"«([^»"]*)»"/g, "$1"),
  read: (text) =>
    outsideTexts(text, (part) => part.replace(number, (token) => (JSON.stringify(Number(token)) === token ? token : `"${held(token)}"`))),
};

const noted = (): JsonObject => ({ ...Object.fromEntries(tokens.map((token, index) => [`odd_${index}`, held(token)])) });

/** Puts odd numbers under keys that nobody documents into everything that lives, but into maps whose keys are data. */
function note(value: Json, key = ""): void {
  if (Array.isArray(value)) value.forEach((item) => note(item));
  if (typeof value !== "object" || value === null || Array.isArray(value)) return;
  for (const [name, inner] of Object.entries(value)) note(inner, name);
  if (key !== "flow" && key !== "next")
    Object.assign(value, noted(), { odd_list: [1, ...tokens.map(held), { odd: held("1.10"), even: 1 }] });
}

/** The odd numbers of everything that lives, by their places. */
function notes(value: Json, at = ""): string[] {
  if (typeof value === "string") return value.startsWith("«") ? [`${at} ${value}`] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => notes(inner, `${at}.${key}`));
}

interface Met {
  readonly scenario: Scenario;
  readonly stranger: Stranger;
  readonly engine: Engine;
}

async function meet(scenario: Scenario, action: (met: Met) => Promise<void>): Promise<void> {
  const stranger = await Stranger.start(literally);
  try {
    stranger.seed(scenario.seed);
    await action({ scenario, stranger, engine: new Engine(stranger) });
  } finally {
    await stranger.close();
  }
}

const program = ({ scenario }: Met, change: object = {}): Program => ({
  it: { kind: scenario.kind, inputs: { ...scenario.inputs, ...change } },
});

/** Whether the entries of a list have nothing that tells one from another: changed ones are new ones. */
function isReplaced({ kind, changes }: Scenario, argument: string): boolean {
  const { fields }: ResourceDefinition = registry[kind];
  const value = changes[argument];
  return Array.isArray(value) && value.some(isRecord) && fields[argument]?.facts.removesWhatLeaves !== true;
}

describe.each(Object.values(scenarios))("numbers of a $kind that the program does not manage", (scenario) => {
  it("go back in a PUT as the very signs that came, at every depth, and are no drift", async () => {
    await meet(scenario, async (met) => {
      const { engine, stranger } = met;
      await engine.up(program(met));
      const record = stranger.record(engine.recorded("it").id);
      scenario.neighbour(record);
      note(record);
      const before = notes(record);
      expect(before.length).toBeGreaterThan(10);
      expect(await engine.refresh()).toEqual({ it: "same" });
      expect(await engine.up(program(met))).toEqual({ it: "same" });
      for (const [argument, value] of faultsFor(scenario, Object.entries(scenario.changes))) {
        const from = stranger.requests.length;
        expect(await engine.up(program(met, { [argument]: value }))).toEqual({ it: "update" });
        const puts = stranger.requests.slice(from).filter(({ method }) => method === "PUT");
        expect(puts.length).toBeGreaterThan(0);
        const kept = notes(stranger.record(engine.recorded("it").id)).sort();
        expect(kept).toEqual(before.filter((place) => kept.includes(place)).sort());
        if (argument !== "flow" && !isReplaced(scenario, argument)) expect(kept).toEqual([...before].sort());
        expect(kept.length).toBeGreaterThan(10);
        await engine.up(program(met));
      }
    });
  });

  it("go back when a live object is taken over and changed", async () => {
    await meet(scenario, async (met) => {
      const { engine, stranger } = met;
      await engine.up(program(met));
      const { id } = engine.recorded("it");
      note(stranger.record(id));
      const before = notes(stranger.record(id)).sort();
      engine.state.clear();
      const [[argument, value] = ["", undefined]] = Object.entries(scenario.changes).filter(([name]) => name !== "flow");
      const change = argument === "" ? {} : { [argument]: value };
      const adopted = canAdopt(scenario.kind) ? { adopt: { uuid: id, overwrite: true } } : scenario.overwriting;
      await engine.up(program(met, { ...change, ...adopted }));
      expect(notes(stranger.record(id)).sort()).toEqual(before);
    });
  });

  it("stand in outputs as numbers, or as texts of their digits", async () => {
    await meet(scenario, async (met) => {
      const { engine, stranger } = met;
      await engine.up(program(met));
      const { id, outputs } = engine.recorded("it");
      note(stranger.record(id));
      expect(await engine.refresh()).toEqual({ it: "same" });
      expect(engine.recorded("it").outputs).toEqual(outputs);
    });
  });
});

it("the whole object that goes with a command has its numbers as they came", async () => {
  const scenario = scenarios.SubReseller;
  await meet(scenario, async (met) => {
    const { engine, stranger } = met;
    await engine.up(program(met));
    note(stranger.record(engine.recorded("it").id));
    const from = stranger.requests.length;
    await engine.up(program(met, { locked: true })).catch(() => undefined);
    const [sent] = stranger.requests.slice(from).filter(({ method }) => method === "PUT");
    for (const token of tokens) expect(sent?.text).toContain(`:${token},`);
  });
});

it("the other fields of a flow have their numbers as they came when its content goes", async () => {
  const scenario = scenarios.CallFlowContent;
  await meet(scenario, async (met) => {
    const { engine, stranger } = met;
    await engine.up(program(met));
    const { id } = engine.recorded("it");
    Object.assign(stranger.record(id), noted());
    await engine.up({});
    expect(stranger.record(id)).toMatchObject(noted());
  });
});

it("a number that no program can write stays one where the program has its digits", async () => {
  await meet(scenarios.CallFlow, async (met) => {
    const { engine, stranger } = met;
    const flow = (name: string) => ({
      it: {
        kind: "CallFlow" as const,
        inputs: {
          ...scenarios.CallFlow.inputs,
          name,
          flow: {
            start: { module: "start", next: room },
            [room]: { module: "busy", extra: { ref: "9007199254740993", list: [{ ref: "9007199254740993" }, "1.1"] } },
          },
        },
      },
    });
    await engine.up(flow("One"));
    const record = stranger.record(engine.recorded("it").id);
    const steps = record["flow"] as Record<string, JsonObject>;
    const live = { ref: held("9007199254740993"), list: [{ ref: held("9007199254740993") }, "1.1"] };
    Object.assign(steps[room] ?? {}, live);
    expect(await engine.refresh()).toEqual({ it: "same" });
    await engine.up(flow("Two"));
    expect(stranger.record(engine.recorded("it").id)).toMatchObject({ name: "Two", flow: { [room]: live } });
  });
});

const room = "0a7c9999-9999-4999-8999-999999999991";
const queue = "0a7c9999-9999-4999-8999-999999999992";

it("documented numbers that the program does not write, and numbers of undocumented steps, go back as they came", async () => {
  await meet(scenarios.CallFlow, async (met) => {
    const { engine, stranger } = met;
    const flow = (name: string) => ({
      it: {
        kind: "CallFlow" as const,
        inputs: {
          ...scenarios.CallFlow.inputs,
          name,
          flow: {
            start: { module: "start", next: queue },
            [queue]: { module: "place_call_into_queue", next: room },
            [room]: { module: "busy" },
          },
        },
      },
    });
    await engine.up(flow("One"));
    const record = stranger.record(engine.recorded("it").id);
    const steps = record["flow"] as Record<string, JsonObject>;
    Object.assign(steps[room] ?? {}, { duration: held("3.0") });
    Object.assign(steps[queue] ?? {}, { limit: held("1e21"), rules: [{ weight: held("1.10") }] });
    expect(await engine.refresh()).toEqual({ it: "same" });
    await engine.up(flow("Two"));
    const { flow: after } = stranger.record(engine.recorded("it").id);
    expect(after).toMatchObject({ [room]: { duration: "«3.0»" }, [queue]: { limit: "«1e21»", rules: [{ weight: "«1.10»" }] } });
  });
});
