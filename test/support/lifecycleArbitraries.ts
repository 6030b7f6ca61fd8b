import fc from "fast-check";
import { clean, type Props } from "../../provider/common/values";
import { registry } from "../../provider/kinds/registry";
import { uuid } from "../callflow/arbitraries";
import { urnOf } from "./lifecycleEngine";
import { canAdopt, type Scenario } from "./scenario";

/** The part of zod's description of a schema that generating values needs. */
interface Described {
  readonly def: {
    readonly type: string;
    readonly shape?: Readonly<Record<string, Described>>;
    readonly innerType?: Described;
    readonly element?: Described;
    readonly valueType?: Described;
    readonly options?: readonly Described[];
    readonly values?: readonly unknown[];
    readonly entries?: Readonly<Record<string, unknown>>;
  };
  safeParse(value: unknown): { readonly success: boolean; readonly error?: { readonly issues: readonly { readonly message: string }[] } };
}

const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 .,'+-]{0,10}[A-Za-z0-9]$/);
const texts = fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: uuid }, { weight: 1, arbitrary: fc.constant("") });
const amounts = fc.tuple(fc.integer({ min: 1, max: 99_999 }), fc.constantFrom("", ".5", ".25", ".125")).map((parts) => parts.join(""));
const names = fc.oneof(
  { weight: 6, arbitrary: word },
  { weight: 1, arbitrary: fc.constantFrom("constructor", "toString", "name", "users", "0", "x y", "ü") },
);

/** How many values are tried before a generator counts as failed, and how many at once. */
const tries = { most: 2000, batch: 50 };

/**
 * Generated values without findings. fast-check would search for one without end; here a generator that finds none throws an error, which
 * names the values and the most frequent findings.
 */
export function fitting<T>(made: fc.Arbitrary<T>, reasons: (value: T) => readonly string[], what: string): fc.Arbitrary<T> {
  const against = new Map<string, number>();
  const isRight = (value: T) => {
    const found = reasons(value);
    for (const reason of found) against.set(reason, (against.get(reason) ?? 0) + 1);
    return found.length === 0;
  };
  for (let seed = 0; seed * tries.batch < tries.most; seed++)
    if (fc.sample(made, { numRuns: tries.batch, seed }).some(isRight)) return made.filter((value) => reasons(value).length === 0);
  const [most] = [...against].sort(([, a], [, b]) => b - a);
  throw new Error(
    `None of ${tries.most} random values fits as ${what}, mostly: ${most?.[0] ?? "nothing was made"}. Give it a generator of its own: random.fields of the kind's scenario in test/kinds/.`,
  );
}

/** Values that a schema accepts; `path` is for errors. */
function valuesOf(schema: Described, path: string): fc.Arbitrary<unknown> {
  const reasons = (value: unknown) => (schema.safeParse(value).error?.issues ?? []).map(({ message }) => message);
  return fitting(shapeOf(schema, path), reasons, path);
}

function shapeOf(schema: Described, path: string): fc.Arbitrary<unknown> {
  const { def } = schema;
  switch (def.type) {
    case "optional":
      return def.innerType === undefined ? fc.constant(undefined) : valuesOf(def.innerType, path);
    case "object":
      return recordOf(def.shape ?? {}, path);
    case "string":
      return schema.safeParse("25.00").success && !schema.safeParse("word").success ? amounts : texts;
    case "enum":
      return fc.constantFrom(...Object.values(def.entries ?? {}));
    case "boolean":
      return fc.boolean();
    case "number":
      return fc.integer({ min: 1, max: 9999 });
    case "literal":
      return fc.constantFrom(...(def.values ?? []));
    case "union":
      return fc.oneof(...(def.options ?? []).map((option) => valuesOf(option, path)));
    case "array":
      return fc.array(def.element === undefined ? fc.string() : valuesOf(def.element, `${path}[]`), { maxLength: 4 });
    case "record":
      return fc.dictionary(names, def.valueType === undefined ? fc.string() : valuesOf(def.valueType, `${path}.*`), { maxKeys: 4 });
    default:
      return fc.constant(undefined);
  }
}

type Shape = Readonly<Record<string, Described>>;

type Generators = Readonly<Record<string, fc.Arbitrary<unknown>>>;

function recordOf(shape: Shape, path: string, own: Generators = {}): fc.Arbitrary<Props> {
  const fields = Object.entries(shape).map(([key, schema]) => {
    const value = (own[key] ?? valuesOf(schema, `${path}.${key}`)).map((made): [string, unknown] => [key, made]);
    return schema.def.type === "optional" && own[key] === undefined ? fc.option(value, { nil: undefined }) : value;
  });
  return fc
    .tuple(...fields)
    .map((entries) => Object.fromEntries(entries.filter((entry) => entry !== undefined).filter(([, value]) => value !== undefined)));
}

/** Inputs of a kind as check returns them, made from its schema. */
export function inputsOf({ kind, random }: Pick<Scenario, "kind" | "random">): fc.Arbitrary<Props> {
  const { def } = registry[kind].schema as unknown as Described;
  const { __provider, seed, adopt, ...rest } = def.shape ?? {};
  expect([__provider, seed, ...(canAdopt(kind) ? [adopt] : [])]).not.toContain(undefined);
  const agreeing = random.agreeing ?? ((inputs) => inputs);
  return recordOf(rest, kind, random.fields).map((inputs) => clean({ ...agreeing(inputs), seed: urnOf(kind, "it") }) as Props);
}

/** Arguments of a kind of records, made from its schema, as the engine gives them to check. */
export function argumentsOf(schema: object): fc.Arbitrary<Props> {
  const { __provider, ...shape } = (schema as Described).def.shape ?? {};
  expect(__provider).toBeDefined();
  return recordOf(shape, "the record").map((inputs) => clean(inputs) as Props);
}

/** Any JSON value, including keys that objects inherit. */
export { json } from "../callflow/arbitraries";
