import fc from "fast-check";
import type { Json, JsonObject } from "../../provider/simulator/index";
import { respell } from "../../provider/callflow";
import type { Program } from "../support/lifecycleEngine";
import { emptyFlow } from "../kinds/flows";
import { runsAll, scenarios } from "../kinds/index";
import { subReseller } from "../kinds/subReseller";
import { acme } from "../support/account";
import type { Ways } from "../support/lifecycleStranger";
import { anew, fixed, meet, type Met, settled, spelled, spellers, uuidForm } from "../support/respelled";

jest.setTimeout(60_000);

const queue = "0a7c9999-9999-4999-8999-999999999992";
const member = "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c7a01";

/** Texts at every depth that a flow has. */
const flow = {
  start: { module: "start", next: "ring", extra: { label: "Caf\u00e9 am See" } },
  ring: {
    module: "extension",
    extensions: [
      { type: "sipuser", uuid: member, extra: { note: "\u00c9mile - first" } },
      { type: "forward", number: "+441632960001", extra: { "f\u00fcr": ["Z\u00fcrich B\u00fcro"] } },
      { type: "x_team", label: "Team Bl\u00e5" },
      { type: "x_team", label: "Team Gr\u00fcn", deep: { "gr\u00fc\u00df": "Stra\u00dfe 1" } },
    ],
    noanswer: "busy",
    extra: {
      plain: "one two",
      "h\u00e4 .x": { list: [1, "\u00c4 b", { deep: "Na\u00efve - yes", flag: true }] },
      "a.b": "B c",
      a: { b: "C d" },
    },
  },
  busy: { module: "busy", duration: 4, extra: { ["queue"]: queue, "odd key": "! ?" } },
  [queue]: {
    module: "place_call_into_queue",
    label: "W\u00e4it here",
    rules: [{ name: "R\u00e9gle 1", next: member }],
    "m\u00e4p": { a: "B b" },
  },
};

const flowProgram = (change: object = {}): Program => ({
  it: { kind: "CallFlow", inputs: { ...scenarios.CallFlow.inputs, name: "\u00c9t\u00e9 line", flow, ...change } },
});

function stepsOf({ stranger, engine }: Met): Record<string, JsonObject> {
  return stranger.record(engine.recorded("it").id)["flow"] as Record<string, JsonObject>;
}

interface Leaf {
  readonly of: Record<string, Json>;
  readonly key: string;
}

/** Where texts stand that a spelling can change. */
function leaves(value: Json): Leaf[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (typeof inner !== "string") return fixed.has(key) ? [] : leaves(inner);
    return fixed.has(key) || uuidForm.test(inner) ? [] : [{ of: value as Record<string, Json>, key }];
  });
}

describe.each(Object.keys(spellers))("an API that %s", (name) => {
  const ways = anew(spellers[name] ?? String);

  it("shows no drift in a flow, at whatever depth a text stands, and a portal edit of each is one", async () => {
    await meet(ways, async (met) => {
      const { engine } = met;
      await engine.up(flowProgram());
      await settled(met, flowProgram());
      const count = leaves(stepsOf(met)).length;
      expect(count).toBeGreaterThan(14);
      // Every text for the first speller, and for the others some, the next one the next.
      const at = Object.keys(spellers).indexOf(name);
      const places = Array.from({ length: count }, (_, index) => index);
      for (const index of places.filter((place) => runsAll || at === 0 || (place + at) % 5 === 0)) {
        const { of, key } = leaves(stepsOf(met))[index] ?? { of: {}, key: "" };
        of[key] = `${String(of[key])} 7`;
        expect(await engine.refresh()).toEqual({ it: "changed" });
        expect(await engine.up(flowProgram())).toEqual({ it: "update" });
        await settled(met, flowProgram());
      }
    });
  });

  it("shows none in the content of a flow", async () => {
    await meet(ways, async (met) => {
      met.stranger.add("/voip/flow", emptyFlow(0), acme);
      const program: Program = { it: { kind: "CallFlowContent", inputs: { ...scenarios.CallFlowContent.inputs, flow } } };
      await met.engine.up(program);
      await settled(met, program);
    });
  });

  it("shows none in the texts of a customer, its users and addresses", async () => {
    await meet(ways, async (met) => {
      const named = Object.fromEntries(
        Object.entries(subReseller.inputs["users"] as Record<string, object>).map(([key, user]) => [
          `${key} \u00fc`,
          { ...user, contactFirstName: "B\u00f6 B" },
        ]),
      );
      const addresses = (subReseller.inputs["addresses"] as object[]).map((address) => ({ ...address, city: "K\u00f6ln - S\u00fcd" }));
      const inputs = { ...subReseller.inputs, name: "respelled", contactName: "Andr\u00e9 & Fils", users: named, addresses };
      const program: Program = { it: { kind: "SubReseller", inputs } };
      await met.engine.up(program);
      await settled(met, program);
    });
  });
});

it("a flow that lives in accents taken apart is adopted without a conflict", async () => {
  await meet(anew(spellers["takes accents apart"] ?? String), async (met) => {
    const { engine } = met;
    await engine.up(flowProgram());
    const { id } = engine.recorded("it");
    engine.state.clear();
    await engine.up(flowProgram({ adopt: id }));
    await settled(met, flowProgram({ adopt: id }));
  });
});

it("what the API adds within a list of maps under extra is no drift, goes back with other changes, and an edit beside it is one", async () => {
  const extra = { notes: [{ n: "\u00e9" }, { n: "b", deep: { list: ["x"] } }], map: { k: "v" } };
  const program = (name: string, more = extra): Program => ({
    it: {
      kind: "CallFlow",
      inputs: { name, extension: 501, flow: { start: { module: "start", next: "end" }, end: { module: "busy", extra: more } } },
    },
  });
  const added = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(added);
    if (typeof value === "string") return value.toUpperCase();
    if (typeof value !== "object" || value === null) return value;
    return { id: 7, ...Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, added(inner)])) };
  };
  const endsIn = (record: JsonObject) =>
    Object.values(record["flow"] as Record<string, JsonObject>).filter(({ module }) => module === "busy");
  const show = (record: JsonObject): JsonObject => {
    if (record["flow"] === undefined) return record;
    const flow = structuredClone(record["flow"]) as Record<string, JsonObject>;
    for (const step of endsIn({ flow })) for (const key of ["notes", "map"]) if (key in step) step[key] = added(step[key] ?? null);
    return { ...record, flow };
  };
  await meet({ show }, async (met) => {
    const { engine, stranger } = met;
    await engine.up(program("Line"));
    await settled(met, program("Line"));
    const from = stranger.requests.length;
    expect(await engine.up(program("Other"))).toEqual({ it: "update" });
    const { body } = stranger.requests.slice(from).find(({ method }) => method === "PUT") ?? {};
    expect(endsIn(body!)).toMatchObject([
      {
        notes: [
          { n: "\u00e9", id: 7 },
          { n: "b", id: 7, deep: { id: 7 } },
        ],
        map: { k: "v", id: 7 },
      },
    ]);
    await settled(met, program("Other"));
    const edited = { ...extra, notes: [{ n: "\u00e9" }, { n: "c", deep: { list: ["x"] } }] };
    await engine.up(program("Other", edited));
    const { id } = engine.recorded("it");
    endsIn(stranger.record(id)).forEach((step) => (step["notes"] = [{ n: "e" }, { n: "x" }]));
    expect(await engine.refresh()).toEqual({ it: "changed" });
  });
});

it("an entry in the API's spelling keeps what nobody manages there when another field changes", async () => {
  const people: Ways = {
    show: (record) =>
      JSON.parse(
        JSON.stringify(record)
          .replace(/"\+44(\d{4})/g, '"+44 (0)$1 ')
          .replace("Team Bl", "TEAM BL"),
      ) as JsonObject,
  };
  await meet(people, async (met) => {
    const { engine } = met;
    await engine.up(flowProgram());
    const entries = () => Object.values(stepsOf(met)).flatMap((step) => (step["extensions"] ?? []) as JsonObject[]);
    const documented = entries().filter(({ type }) => type !== "x_team");
    documented.forEach((entry, index) => (entry["weight"] = index));
    expect(documented).toHaveLength(2);
    expect(await engine.up(flowProgram({ name: "Another" }))).toEqual({ it: "update" });
    expect(entries().map(({ weight }) => weight)).toEqual([0, 1, undefined, undefined]);
  });
});

it("an address without a uuid that leaves the program goes, also in the API's spelling", async () => {
  const capitals: Ways = {
    show: (record) => {
      const addresses = (record["addresses"] ?? []) as JsonObject[];
      const shown = addresses.map((address) =>
        Object.fromEntries(Object.entries(spelled(address, (text) => text.toUpperCase()) as JsonObject).filter(([key]) => key !== "uuid")),
      );
      return { ...record, ...(record["addresses"] === undefined ? {} : { addresses: shown }) };
    },
  };
  await meet(capitals, async (met) => {
    const [home, works] = subReseller.inputs["addresses"] as object[];
    const program = (addresses: unknown): Program => ({
      it: { kind: "SubReseller", inputs: { ...subReseller.inputs, name: "respelled", addresses } },
    });
    await met.engine.up(program([home, works]));
    expect(await met.engine.up(program([home]))).toEqual({ it: "update" });
    expect(met.stranger.record(met.engine.recorded("it").id)["addresses"]).toHaveLength(1);
  });
});

describe("a text that names or opens something", () => {
  const spelling = { isLike: () => true, keeps: () => true };

  it("is none in another spelling: ways between steps, modules, types, PINs and patterns", () => {
    const declared = {
      a: { module: "start", next: "Menu" },
      b: { module: "pressextension", next: { 1: "Menu" } },
      c: { module: "conference", pin: "abcd" },
      d: { module: "calleridmatch", patterns: ["^\\d4"], match: "x", nomatch: "y" },
      e: { module: "x_y", pin: "abcd" },
      f: { module: "extension", extensions: [{ type: "forward", number: "1" }] },
    };
    const live = JSON.parse(
      JSON.stringify(declared)
        .toUpperCase()
        .replace(/"([A-Z_]+)":/g, (key) => key.toLowerCase()),
    ) as typeof declared;
    live.a.module = "start";
    live.b.module = "pressextension";
    live.c.module = "conference";
    live.d.module = "calleridmatch";
    live.f.module = "extension";
    expect(respell(live, declared, { spelling, path: "flow" })).toEqual(live);
  });
});

const letters = fc
  .array(fc.constantFrom("a", "B", "\u00e9", "\u00df", "\u01c5", "\u0301", "1", "0", "-", ".", " ", "!", "\u03c2", "Caf\u00e9"), {
    maxLength: 6,
  })
  .map((parts) => parts.join(""));
const key = fc.oneof(
  letters.map((text) => `k${text.normalize("NFC").trim()}`),
  fc.constantFrom("a", "a.b", "b", "toString", "hasOwnProperty"),
);
const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    letters,
    fc.integer(),
    fc.boolean(),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 3 }),
  ),
})).value;
const extra = fc.dictionary(key, json, { maxKeys: 3 });

it("no text of any flow is drift, however deep it stands and in whatever spelling an API shows it", async () => {
  await fc.assert(
    fc.asyncProperty(
      extra,
      extra,
      fc.array(extra, { maxLength: 3 }),
      fc.constantFrom(...Object.keys(spellers)),
      async (one, two, entries, name) => {
        await meet(anew(spellers[name] ?? String), async (met) => {
          const steps = {
            start: { module: "start", next: "ring" },
            ring: {
              module: "extension",
              extensions: [
                { type: "sipuser", uuid: member, extra: two },
                ...entries.map((entry, index) => ({ ...entry, type: "x_team", place: index })),
              ],
              extra: one,
            },
            [queue]: { ...two, module: "place_call_into_queue", next: "ring" },
          };
          const program = flowProgram({ flow: steps });
          await met.engine.up(program);
          const from = met.stranger.requests.length;
          expect(await met.engine.up(program)).toEqual({ it: "same" });
          expect(met.stranger.requests.slice(from)).toEqual([]);
          expect(await met.engine.refresh()).toEqual({ it: "same" });
          expect(await met.engine.up(program)).toEqual({ it: "same" });
        });
      },
    ),
    { numRuns: 60 },
  );
});
