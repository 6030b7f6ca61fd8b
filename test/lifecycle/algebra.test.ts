import fc from "fast-check";
import type { JsonObject } from "../../provider/client";
import { checkInputs } from "../../provider/lifecycle/inputs/check";
import type { Field, ResourceDefinition } from "../../provider/lifecycle/kind";
import { assignedBy } from "../../provider/lifecycle/kindFields";
import { diffInputs } from "../../provider/lifecycle/verbs/diff";
import {
  changedBehind,
  differencesFrom,
  isComplete,
  isFaithful,
  outputsOf,
  refreshed,
  whole,
} from "../../provider/lifecycle/compare/project";
import { clean, type Props, UNKNOWN } from "../../provider/common/values";
import { changesNothing, overlay, unknownFields } from "../../provider/lifecycle/compare/overlay";
import { type Kind, registry } from "../../provider/kinds/registry";
import { everyScenario, representatives, runsAll, runsFor } from "../kinds/index";
import { fitting, inputsOf, json } from "../support/lifecycleArbitraries";
import { handlerFor, overGrpc, same } from "../support/lifecycleEngine";

const kinds = Object.keys(registry) as Kind[];
const MOST = runsAll ? 60 : 24;

const never = (): never => {
  throw new Error("No run is needed here.");
};

const itemUuid = (index: number) => `aaaa0000-0000-4000-8000-${String(index).padStart(12, "0")}`;

/** What an API keeps of a body: a uuid for the object and for every nested one. */
function kept(body: JsonObject, first = 1): JsonObject {
  const entries = Object.entries(body).map(([key, value]) => {
    if (!Array.isArray(value)) return [key, value] as const;
    const withUuid = (item: unknown, index: number) =>
      typeof item === "object" && item !== null ? { uuid: itemUuid(first * 100 + index), ...item } : item;
    return [key, value.map(withUuid)] as const;
  });
  return { ...Object.fromEntries(entries), uuid: itemUuid(0), created_on: "2023-02-07", updated_on: "2023-02-07" };
}

/** A made object, and the state that a creation records of it. */
function made(definition: ResourceDefinition, inputs: Props): { live: JsonObject; state: Props } {
  const complete = definition.complete?.(inputs) ?? inputs;
  const resolved = definition.resolve?.needed(complete) === true ? { ...complete, extension: 501 } : complete;
  const identity = definition.identify?.(inputs, {}) ?? {};
  const live = kept(overlay(definition, { live: {}, inputs: resolved, state: identity, omit: [] }));
  return { live, state: overGrpc(outputsOf(definition, live, { declared: inputs, state: identity })) };
}

/** How answers of some API may show the same object. */
const manners: Readonly<Record<string, (value: unknown) => unknown>> = {
  "as it is": (value) => value,
  "numbers as texts": (value) => (typeof value === "number" ? String(value) : value),
  "blanks as null": (value) => (value === "" || (Array.isArray(value) && value.length === 0) ? null : value),
  "blanks left out": (value) => (value === "" || value === null || (Array.isArray(value) && value.length === 0) ? undefined : value),
};

/** Blanks within a flow keep their form: it may have modules of which nothing is known. */
function shownBy(manner: (value: unknown) => unknown, value: unknown, name = ""): unknown {
  if (name === "flow" && manner("") !== "") return value;
  if (Array.isArray(value)) return value.map((item) => shownBy(manner, item)).filter((item) => item !== undefined);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, manner(shownBy(manner, inner, key))] as const);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
}

function shuffled(value: unknown, isList = false): unknown {
  if (Array.isArray(value)) return isList ? value.map((item) => shuffled(item)).reverse() : value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, shuffled(inner, ["addresses", "users", "extensions", "mailboxes", "patterns"].includes(key))]),
  );
}

describe.each(kinds)("the algebra of a %s (T24)", (kind) => {
  const runs = runsFor({ kind }, MOST);
  const definition: ResourceDefinition = registry[kind];
  const inputs = inputsOf(everyScenario[kind]);
  const holds = (property: (inputs: Props) => void) => fc.assert(fc.property(inputs, property), runs);
  const changes = (state: Props, next: Props) => diffInputs(definition, overGrpc(state), overGrpc(next)).changes;

  const letsGo = (argument: string): boolean => {
    const { refersTo, wire, createOnly } = definition.fields[argument]?.facts ?? {};
    return refersTo !== undefined && wire !== undefined && createOnly !== true;
  };

  it("accepts what its schema describes, unless rules between arguments forbid it", () => {
    const accepted: boolean[] = [];
    holds((given) => {
      const failures = checkInputs(definition, { news: given });
      accepted.push(failures.length === 0);
      for (const { reason } of failures) expect(reason).toMatch(/^(storeFront: a customer of a store needs|flow\.\S+: )/);
    });
    expect(accepted.filter(Boolean).length).toBeGreaterThan(accepted.length / 4);
  });

  it("has nothing to change right after a creation, and between equal inputs", () => {
    holds((given) => {
      expect(changes(made(definition, given).state, given)).toBe(false);
      if (assignedBy(definition, given).length === 0) expect(changes(given, given)).toBe(false);
    });
  });

  it("has nothing to change where only an order differs that has no meaning", () => {
    holds((given) => expect(changes(made(definition, given).state, shuffled(given) as Props)).toBe(false));
  });

  it("takes null, blank and left out for the same, but for a reference that begins to be blank", () => {
    holds((given) => {
      const { state } = made(definition, given);
      for (const [key, value] of Object.entries(given)) {
        if (value !== "") continue;
        const rest = Object.fromEntries(Object.entries(given).filter(([name]) => name !== key));
        expect(changes(state, rest)).toBe(false);
        // What was left out stays as it lives, so a blank there lets go of what may still be named.
        expect(changes(made(definition, rest).state, given)).toBe(letsGo(key));
      }
    });
  });

  it("checks what it has checked to the same", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          inputs,
          fc.tuple(inputs, json).map(([given, more]) => ({ ...given, ...(more as object) })),
          json,
        ),
        async (given) => {
          const handler = handlerFor(kind, never);
          const news = overGrpc(
            clean(typeof given === "object" && given !== null && !Array.isArray(given) ? given : { value: given }) as Props,
          );
          const once = await handler.check({}, news);
          const twice = await handler.check({}, overGrpc(once.inputs));
          expect(twice).toEqual(once);
          for (const { property, reason } of once.failures) expect([property, typeof reason]).toEqual(["", "string"]);
        },
      ),
      runs,
    );
  });

  it.each(Object.keys(manners))("reads back what it wrote, whatever the manner of the answer: %s", (name) => {
    const manner = manners[name] ?? never;
    holds((given) => {
      const { live, state } = made(definition, given);
      const answer = shownBy(manner, live) as JsonObject;
      const recorded = overGrpc(outputsOf(definition, answer, { declared: given, state }));
      expect(isComplete(definition, answer, { declared: given, state: recorded })).toBe(true);
      expect(isFaithful(definition, answer, { declared: given, state: recorded })).toBe(true);
      const read = refreshed(definition, answer, recorded);
      expect(overGrpc(read.outputs)).toEqual(recorded);
      expect(same(read.inputs, clean(given))).toBe(true);
      expect(changes(read.outputs, given)).toBe(false);
      expect(changedBehind(definition, answer, { declared: given, state: recorded })).toEqual([]);
      expect(differencesFrom(definition, answer, { declared: given, state: recorded })).toEqual([]);
    });
  });

  it("converges by one PUT from any inputs to any others, and puts nothing after it", () => {
    fc.assert(
      fc.property(inputs, inputs, (before, after) => {
        const { live, state } = made(definition, before);
        const known = { ...state, ...definition.identify?.(after, state) };
        const declared = definition.assigned?.asks(after) === true ? { ...after } : after;
        const body = overlay(definition, { live, inputs: declared, state: known, omit: [] });
        const then = kept(body, 2);
        const recorded = overGrpc(outputsOf(definition, then, { declared, state: known }));
        expect(changes(recorded, after)).toBe(false);
        const again = overlay(definition, { live: then, inputs: declared, state: recorded, omit: [] });
        expect(changesNothing(definition, again, { live: then, state: recorded })).toBe(true);
        // What no document describes is known by what a program writes.
        if (definition.of === undefined) expect(unknownFields(definition, body)).toEqual([]);
        for (const name of definition.readOnly) expect(body).not.toHaveProperty(name);
      }),
      runs,
    );
  });
});

/** Every place in a value, as the keys that lead to it. */
function placesIn(value: unknown, path: readonly string[] = []): string[][] {
  const here = path.length === 0 ? [] : [[...path]];
  if (typeof value !== "object" || value === null) return here;
  return [...here, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
}

function withUnknownAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return UNKNOWN;
  const items = Object.entries(value as object).map(([name, inner]) => [name, name === key ? withUnknownAt(inner, rest) : inner] as const);
  return Array.isArray(value) ? items.map(([, inner]) => inner) : Object.fromEntries(items);
}

describe.each(kinds)("values of a %s that are not known yet (T14)", (kind) => {
  const runs = runsFor({ kind }, MOST);
  const definition: ResourceDefinition = registry[kind];
  const silent = Object.entries<Field>(registry[kind].fields)
    .filter(([, { facts }]) => facts.createOnly === true || facts.validationOnly === true)
    .map(([name]) => name);

  it("wherever they stand, and several at once, cause no failure, are passed on as they came, and count as a change", async () => {
    const handler = handlerFor(kind, never);
    const given = fitting(
      inputsOf(everyScenario[kind]),
      (inputs) => checkInputs(definition, { news: inputs }).map(({ reason }) => reason),
      `arguments of a ${kind}`,
    );
    const places = given.chain((inputs) => {
      const all = placesIn(inputs).filter(([argument]) => argument !== "seed");
      return fc.tuple(
        fc.constant(inputs),
        fc.uniqueArray(fc.constantFrom(...all), { minLength: 1, maxLength: 3, selector: (path) => path.join("\n") }),
      );
    });
    await fc.assert(
      fc.asyncProperty(places, async ([inputs, unknown]) => {
        // The deepest first: a part of what is itself unknown is not there any more.
        const sorted = [...unknown].sort((a, b) => b.length - a.length);
        const news = sorted.reduce<Props>((value, path) => withUnknownAt(value, path) as Props, inputs);
        const { state } = made(definition, inputs);
        for (const olds of [{}, inputs]) expect(await handler.check(olds, overGrpc(news))).toEqual({ inputs: news, failures: [] });
        const { changes, replaces } = await handler.diff(itemUuid(0), state, overGrpc(news));
        const counting = unknown.map(([argument = ""]) => argument).filter((argument) => !silent.includes(argument));
        expect(changes).toBe(counting.length > 0);
        const replacing = counting.filter((argument) => fieldsByName(definition)[argument]?.facts.replaceOnChanges === true);
        expect([...replaces].sort()).toEqual([...new Set(replacing)].sort());
      }),
      runs,
    );
  });
});

const fieldsByName = (definition: ResourceDefinition): Readonly<Record<string, Field>> => ({ ...definition.fields });

/** An object of which some part is anything. */
const spoilt = (live: JsonObject): fc.Arbitrary<JsonObject> =>
  fc
    .tuple(fc.constantFrom(...Object.keys(live)), json, fc.option(fc.constantFrom(0, 1, 2), { nil: undefined }), json)
    .map(([key, value, index, inner]) => {
      const list = live[key];
      if (index === undefined || typeof list !== "object" || list === null) return { ...live, [key]: value } as JsonObject;
      const items = Object.entries(list).map(([name, item], at) => [name, at === index ? inner : item] as const);
      return { ...live, [key]: Array.isArray(list) ? items.map(([, item]) => item) : Object.fromEntries(items) } as JsonObject;
    });

describe.each(kinds)("the hygiene of outputs of a %s (T23)", (kind) => {
  const runs = runsFor({ kind }, MOST);
  const definition: ResourceDefinition = registry[kind];

  it("gives the engine nothing that it cannot take, whatever the API sends", () => {
    fc.assert(
      fc.property(
        inputsOf(everyScenario[kind]).chain((given) => fc.tuple(fc.constant(given), fc.oneof(spoilt(made(definition, given).live), json))),
        ([given, answer]) => {
          const { state } = made(definition, given);
          const live = (typeof answer === "object" && answer !== null && !Array.isArray(answer) ? answer : { answer }) as JsonObject;
          const context = { declared: given, state };
          overGrpc(outputsOf(definition, live, context));
          const { outputs, inputs } = refreshed(definition, live, state);
          overGrpc(outputs);
          overGrpc(inputs);
          overGrpc(whole(definition, live, {}));
          diffInputs(definition, overGrpc(outputs), overGrpc(given));
          expect(Array.isArray(changedBehind(definition, live, context))).toBe(true);
          expect(Array.isArray(differencesFrom(definition, live, context))).toBe(true);
          JSON.stringify(overlay(definition, { live, inputs: given, state, omit: ["users.password", "flow.x"] }));
          expect(Object.prototype).toEqual({});
        },
      ),
      runs,
    );
  });
});

describe("the one boundary of values (T23)", () => {
  const anything = fc.anything({
    withBigInt: true,
    withBoxedValues: false,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSet: true,
    withTypedArray: true,
    withSparseArray: true,
  });

  it("makes of anything what the engine takes, and of that the same again", () => {
    fc.assert(
      fc.property(anything, (value) => {
        const cleaned = clean({ value }) as Props;
        expect(clean(overGrpc(cleaned))).toEqual(cleaned);
        expect(JSON.parse(JSON.stringify(cleaned))).toEqual(cleaned);
      }),
      runsFor(representatives.fullObject, 5 * MOST),
    );
  });

  it("keeps digits that a number cannot, and drops what is nothing", () => {
    const value = { big: 2 ** 60, bigger: 12345678901234567890n, nan: NaN, infinite: Infinity, none: undefined, nil: null, call: () => 1 };
    expect(clean(value)).toEqual({ big: "1152921504606846976", bigger: "12345678901234567890" });
    expect(clean([1, undefined, null, NaN])).toEqual([1, null, null, null]);
    expect(clean({ at: new Date(0), map: new Map([["a", 1]]), bytes: Buffer.from("hi") })).toEqual({
      at: "1970-01-01T00:00:00.000Z",
      map: { a: 1 },
      bytes: "aGk=",
    });
  });
});
