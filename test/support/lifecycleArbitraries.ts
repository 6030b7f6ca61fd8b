import fc from "fast-check";
import { parse } from "../../provider/callflow/index";
import { clean, type Props } from "../../provider/common/values";
import { type Kind, registry } from "../../provider/kinds/registry";
import { uuid, wireFlow } from "../callflow/arbitraries";
import { urnOf } from "./lifecycleEngine";

/** What of zod's own description of a schema is needed to make values for it. */
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
  safeParse(value: unknown): { readonly success: boolean };
}

const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 .,'+-]{0,10}[A-Za-z0-9]$/);
const texts = fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: uuid }, { weight: 1, arbitrary: fc.constant("") });
const amounts = fc.tuple(fc.integer({ min: 1, max: 99_999 }), fc.constantFrom("", ".5", ".25", ".125")).map((parts) => parts.join(""));
const names = fc.oneof(
  { weight: 6, arbitrary: word },
  { weight: 1, arbitrary: fc.constantFrom("constructor", "toString", "name", "users", "0", "x y", "ü") },
);

/** Values that a schema accepts. */
function valuesOf(schema: Described): fc.Arbitrary<unknown> {
  return shapeOf(schema).filter((value) => schema.safeParse(value).success);
}

function shapeOf(schema: Described): fc.Arbitrary<unknown> {
  const { def } = schema;
  switch (def.type) {
    case "optional":
      return def.innerType === undefined ? fc.constant(undefined) : valuesOf(def.innerType);
    case "object":
      return recordOf(def.shape ?? {});
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
      return fc.oneof(...(def.options ?? []).map(valuesOf));
    case "array":
      return fc.array(def.element === undefined ? fc.string() : valuesOf(def.element), { maxLength: 4 });
    case "record":
      return fc.dictionary(names, def.valueType === undefined ? fc.string() : valuesOf(def.valueType), { maxKeys: 4 });
    default:
      return fc.constant(undefined);
  }
}

function recordOf(shape: Readonly<Record<string, Described>>): fc.Arbitrary<Props> {
  const fields = Object.entries(shape).map(([key, schema]) => {
    const value = valuesOf(schema).map((made): [string, unknown] => [key, made]);
    return schema.def.type === "optional" ? fc.option(value, { nil: undefined }) : value;
  });
  return fc
    .tuple(...fields)
    .map((entries) => Object.fromEntries(entries.filter((entry) => entry !== undefined).filter(([, value]) => value !== undefined)));
}

/** A flow as a program writes it. */
const programFlow: fc.Arbitrary<Props> = wireFlow({ sound: true, maxSteps: 7 }).map((wire) => parse(wire).flow as unknown as Props);

/** Inputs of a kind as check returns them, made from its schema. */
export function inputsOf(kind: Kind): fc.Arbitrary<Props> {
  const { def } = registry[kind].schema as unknown as Described;
  const { flow, __provider, seed, adopt, ...rest } = def.shape ?? {};
  expect([__provider, seed, adopt]).not.toContain(undefined);
  const plain = recordOf(rest);
  const whole = flow === undefined ? plain : fc.tuple(plain, programFlow).map(([inputs, steps]) => ({ ...inputs, flow: steps }));
  return whole.map((inputs) => clean({ ...withUsers(withOneFlow(inputs)), seed: urnOf(kind, "it") }) as Props);
}

/** Arguments of a kind of records, made from its schema, as the engine gives them to check. */
export function argumentsOf(schema: object): fc.Arbitrary<Props> {
  const { __provider, ...shape } = (schema as Described).def.shape ?? {};
  expect(__provider).toBeDefined();
  return recordOf(shape).map((inputs) => clean(inputs) as Props);
}

/** Steps stand in one place only. */
function withOneFlow(inputs: Props): Props {
  return inputs["content"] === undefined ? inputs : { ...inputs, flow: undefined };
}

/** Users who can be made need a password. */
function withUsers(inputs: Props): Props {
  const users = inputs["users"];
  if (typeof users !== "object" || users === null) return inputs;
  const made = Object.entries(users as Record<string, Props>).map(([name, user]): [string, Props] => [
    name,
    { ...user, name: undefined, password: typeof user["password"] === "string" ? user["password"] : "a-password" },
  ]);
  return { ...inputs, users: Object.fromEntries(made) };
}

/** Anything that JSON can say, with keys that objects inherit among them. */
export { json } from "../callflow/arbitraries";
