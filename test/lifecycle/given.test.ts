import fc from "fast-check";
import { checked } from "../../provider/lifecycle/inputs/check";
import type { ResourceDefinition } from "../../provider/lifecycle/kind";
import { isRecord, NOTHING, type Props, UNKNOWN } from "../../provider/common/values";
import { registry } from "../../provider/kinds/registry";
import { referenceSchema } from "../../provider/kinds/creditTransfer/creditTransfer";
import { failuresOf } from "../../provider/kinds/creditTransfer/arguments";
import { representatives, runsAll, runsFor, scenarios } from "../kinds/index";
import { argumentsOf, fitting, inputsOf } from "../support/lifecycleArbitraries";

const MOST = 40;
const marker = "Calling [toString] on an [Output<T>] is not supported.\n\nTo get the value of an Output<T> as an Output<string> consider …";
const jsonMarker = "Calling [toJSON] on an [Output<T>] is not supported.\n\nTo get the value of an Output as a JSON value or JSON string …";

type Path = readonly string[];

interface Place {
  readonly path: Path;
  readonly value: unknown;
}

/** Everything that a program gave, at any depth. */
function placesIn(value: unknown, path: Path = []): Place[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const at = [...path, key];
    return at[0] === "seed" ? [] : [{ path: at, value: inner }, ...placesIn(inner, at)];
  });
}

function put(value: unknown, [key, ...rest]: Path, given: unknown): unknown {
  if (key === undefined) return given;
  if (Array.isArray(value)) return value.map((item, index) => (String(index) === key ? put(item, rest, given) : (item as unknown)));
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, name === key ? put(inner, rest, given) : inner]))
    : value;
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => (typeof inner === "object" && inner !== null ? (inner as Props)[key] : undefined), value);
}

/** Whether a path leads into what the API alone knows the shape of: the steps of a flow, the body of an object. */
const isFree = ([argument]: Path) => argument === "flow" || argument === "body";

/** A path without the names that a program chose. */
function pattern([argument = "", name, ...rest]: Path): string {
  return [argument, ...(name === undefined ? [] : ["*", ...rest])].join(".");
}

const SIGNS = ["\n", "\t", "\r\n", "\u0007", "\u2028", "\u00ad", "\u200b", "\ufeff", "\u202a", "\u202e", "\u2066", "\u2069"];

let turn = 0;

/** Some of several ways to be wrong, the next ones at the next place: many places are asked. */
function some<Way>(ways: readonly Way[], count: number): readonly Way[] {
  if (runsAll) return ways;
  turn += count;
  return Array.from({ length: count }, (_, index) => ways[(turn + index) % ways.length] as Way);
}

describe.each(Object.values(scenarios))("of the arguments of a $kind", (scenario) => {
  const { kind, leftOut } = scenario;
  const definition: ResourceDefinition = registry[kind];
  const check = (news: Props, olds?: Props) => {
    const { inputs, failures } = checked(definition, { news, olds });
    return { inputs, reasons: failures.map(({ reason }) => reason) };
  };
  const sound = fitting(inputsOf(scenario), (inputs) => check(inputs).reasons, `arguments of a ${kind}`);
  const holds = (property: (inputs: Props) => void) => fc.assert(fc.property(sound, property), runsFor(scenario, MOST));
  const texts = (inputs: Props) => placesIn(inputs).filter(({ value }) => typeof value === "string");

  it("each that has no value is refused, unless nothing follows from leaving it out", () => {
    const dropped = new Set<string>();
    holds((inputs) => {
      for (const { path } of placesIn(inputs)) {
        const { inputs: read, reasons } = check(put(inputs, path, NOTHING) as Props);
        if (reasons.length === 0) {
          dropped.add(pattern(path));
          expect(JSON.stringify(read)).not.toContain(NOTHING);
          expect(at(read, path)).toBeUndefined();
        } else {
          expect(reasons).toEqual([expect.stringMatching(/ has no value(?:;|:) /)]);
          expect(reasons[0]).toContain(`${path.join(".")} has no value`);
        }
      }
    });
    expect([...dropped].sort()).toEqual([...leftOut].sort());
  });

  it("each that has no value is refused beside all other findings", () => {
    const wrong = { ...Object.fromEntries(Object.keys(definition.fields).map((name) => [name, NOTHING])), colour: "red" };
    const { reasons } = check(wrong);
    const refused = Object.keys(definition.fields).filter((name) => name !== "seed" && !leftOut.includes(name));
    for (const name of refused) expect(reasons).toContainEqual(expect.stringMatching(new RegExp(`^${name} has no value`)));
    expect(reasons).toContain(`colour: is not an argument of ${kind}`);
    expect(reasons).toHaveLength(refused.length + 1);
  });

  it("one that is not known yet passes for none that has no value", () => {
    holds((inputs) => {
      for (const { path } of placesIn(inputs)) {
        expect(check(put(inputs, path, UNKNOWN) as Props).reasons.filter((reason) => reason.includes("no value"))).toEqual([]);
      }
    });
  });

  it("each text that an output or a promise was put into is refused with the mend, and not repeated", () => {
    holds((inputs) => {
      for (const { path, value } of texts(inputs)) {
        for (const stray of some([`${String(value)} ${marker}`, jsonMarker, "of [object Promise]", "of [object Object]"], 1)) {
          const { reasons } = check(put(inputs, path, stray) as Props);
          expect(reasons).toEqual([expect.stringContaining(path.join("."))]);
          expect(reasons[0]).toMatch(/pulumi\.interpolate/);
          expect(reasons[0]).not.toContain("consider");
        }
      }
    });
  });

  it("each key that an output was put into is refused with the mend", () => {
    holds((inputs) => {
      for (const { path, value } of placesIn(inputs).filter(({ value: map }) => isRecord(map))) {
        const { reasons } = check(put(inputs, path, { ...(value as Props), [marker]: "x" }) as Props);
        expect(reasons).toContainEqual(expect.stringMatching(/: its name holds .* pulumi\.interpolate/));
        for (const reason of reasons) expect(reason).not.toContain("\n");
      }
    });
  });

  it("each number and each yes or no that is text is refused as that, and the reason says what to write", () => {
    holds((inputs) => {
      for (const { path, value } of placesIn(inputs)) {
        if (isFree(path) || (typeof value !== "number" && typeof value !== "boolean")) continue;
        const { reasons } = check(put(inputs, path, String(value)) as Props);
        const reader = typeof value === "number" ? "config.requireNumber" : "config.requireBoolean";
        expect(reasons).toEqual([expect.stringContaining(`${path.join(".")}: must be`)]);
        expect(reasons[0]).toContain(`is text: write it without quotes, read it by ${reader}("${path.at(-1) ?? ""}")`);
      }
    });
  });

  it("names with line breaks and other control characters are refused, and those that live already are let be", () => {
    holds((inputs) => {
      for (const { path } of texts(inputs).filter(({ path: place }) => /^name$|Name$/.test(place.at(-1) ?? ""))) {
        for (const sign of some(SIGNS, 3)) {
          const name = `two${sign}parts`;
          const news = put(inputs, path, name) as Props;
          expect(check(news).reasons).toEqual([expect.stringContaining(path.join("."))]);
          expect(check(news, news).reasons.filter((reason) => reason.includes("is a name, and has"))).toEqual([]);
        }
        const joined = check(put(inputs, path, "\u0645\u06cc\u200c\u062e \u{1f468}\u200d\u{1f4bc}") as Props).reasons;
        expect(joined.join()).not.toContain("is a name, and has");
      }
      for (const { path, value } of placesIn(inputs).filter(({ value: map }) => isRecord(map))) {
        const { reasons } = check(put(inputs, path, { ...(value as Props), "two\nlines": "x" }) as Props);
        expect(reasons).toContainEqual(expect.stringMatching(/two\\nlines: is a name, and has a line break/));
      }
    });
  });
});

describe("of the arguments of resources whose preview only compares", () => {
  const judge = "YAY_NAMES_JUDGED_BY";
  afterEach(() => {
    Reflect.deleteProperty(process.env, judge);
  });

  it("a name with a line break is let be although the state has another one, which somebody has written in the portal", () => {
    const olds = { customer: "0a7c1111-1111-4111-8111-111111111111", name: "One line now", extension: 601, seed: "seed" };
    const reasons = () => checked(registry.HuntGroup, { olds, news: { ...olds, name: "Two\nlines" } }).failures.map(({ reason }) => reason);
    expect(reasons()).toEqual([expect.stringContaining("is a name, and has a line break")]);
    process.env[judge] = "yay";
    expect(reasons()).toEqual([]);
  });
});

describe("of the arguments of a transfer", () => {
  const reasons = (news: Props) =>
    failuresOf("CreditTransfer", { schema: referenceSchema, news, findings: [] }).map(({ reason }) => reason);
  const sound = argumentsOf(referenceSchema).filter((inputs) => reasons(inputs).length === 0);
  const holds = (property: (inputs: Props) => void) => fc.assert(fc.property(sound, property), runsFor(representatives.purchase, MOST));

  it("each that has no value is refused", () => {
    holds((inputs) => {
      for (const { path } of placesIn(inputs)) {
        expect(reasons(put(inputs, path, NOTHING) as Props)).toEqual([expect.stringContaining(`${path.join(".")} has no value`)]);
      }
    });
  });

  it("each text that an output was put into is refused with the mend, and so is a reference with a line break", () => {
    holds((inputs) => {
      for (const { path } of placesIn(inputs).filter(({ value }) => typeof value === "string")) {
        expect(reasons(put(inputs, path, marker) as Props)).toEqual([expect.stringMatching(/pulumi\.interpolate/)]);
      }
      expect(reasons({ ...inputs, reference: "two\nlines" })).toEqual([expect.stringMatching(/^reference: .*control/)]);
    });
  });
});

describe("a text that was meant for a number or a yes or no", () => {
  const flow = { start: { module: "start", next: "end" }, end: { module: "busy" } };
  const said = (news: Props) =>
    checked(registry.CallFlow, { news: { name: "Line", extension: 501, flow, ...news } }).failures.map(({ reason }) => reason);

  it.each(["five", "5 01", "NEXT", ""])("is refused as text also if it reads as no number: %j", (extension) => {
    expect(said({ extension })).toEqual([
      'extension: must be a whole number above zero, or "next", and is text that reads as none; write a number, in digits and without quotes',
    ]);
  });

  it.each(["yes", "1", "on", "no", "0", "off", "Ja"])("is refused as text also if it reads as no yes or no: %j", (flag) => {
    expect(said({ showCallRouteName: flag })).toEqual([
      "showCallRouteName: must be a boolean, and is text that reads as none; write true or false, without quotes",
    ]);
  });

  it("is told apart from a uuid in one sentence", () => {
    expect(said({ adopt: "true" })).toEqual([
      'adopt: is a boolean as text: write it without quotes, read it by config.requireBoolean("adopt"), or use output.apply(JSON.parse)',
    ]);
    expect(said({ adopt: "yes" })).toEqual([
      "adopt: must be a uuid, such as the uuid of another resource; for a boolean write true or false, without quotes",
    ]);
    expect(said({ adopt: "0d5c8a52" })).toEqual(["adopt: must be a uuid, such as the uuid of another resource"]);
  });

  it("is shown on one line where the sign that nobody sees stands in a key", () => {
    const reasons = said({ flow: { ...flow, "a\u202eb": { module: "busy" } } });
    expect(reasons[0]).toContain("flow.a\\u202eb: is a name, and has");
  });
});

it("a number of seconds in a step that is text is refused as that", () => {
  const flow = { start: { module: "start", next: "end" }, end: { module: "busy", duration: "20" } };
  const { failures } = checked(registry.CallFlow, { news: { name: "Line", extension: 501, flow } });
  expect(failures.map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/^flow\.end\.duration: .*config\.requireNumber.*output\.apply\(Number\)/),
  ]);
});

it("a customer that is null or blank is none either", () => {
  for (const customer of [null, "", "  "]) {
    const { failures } = checked(registry.CallFlow, { news: { name: "Line", extension: 501, content: "separate", customer } });
    expect(failures.map(({ reason }) => reason)).toEqual(["customer has no value; leave it out for the own account"]);
  }
});
