import type { z } from "zod";
import type { JsonObject } from "../../client/index";
import { projectScalar, wireValue } from "./plain";
import { shaped } from "./shaped";
import { type AnswerPolicy, type Difference, type Facts, type Field, type Recorded, secretPathsOf } from "../kind";
import { define, isBlank, isJsonObject, isRecord, own, type Props, sameValue } from "../../common/values";

/** The fields of an object that stands within another one, by argument. */
export type InnerFields = Readonly<Record<string, Field>>;

/** What the API sets on almost every nested object and does not take. */
const SET_BY_THE_API: readonly string[] = ["created_on", "updated_on"];

/** How an object of known keys goes to and comes from the wire; keys that are not known live on. Blocks of objects are built on it. */
export class RecordMapping {
  readonly #fields: readonly (readonly [string, Field])[];

  constructor(fields: InnerFields) {
    this.#fields = Object.entries(fields);
    const misplaced = this.#fields.find(([, { form, records }]) => form !== undefined || records !== undefined);
    if (misplaced !== undefined)
      throw new Error(
        `${misplaced[0]}: a list with names or uuids of its own is an argument of its own, and cannot stand within another one.`,
      );
  }

  shape(more: Readonly<Record<string, z.ZodType>> = {}): z.ZodType {
    return shaped((z) => {
      const shapes = this.#fields.map(([name, { shape, isRequired }]) => {
        const inner = shape as z.ZodType;
        return [name, isRequired ? inner : inner.optional()] as const;
      });
      return z.strictObject({ ...Object.fromEntries(shapes), ...more });
    });
  }

  /** The facts of its arguments, by path within an entry. */
  facts(prefix = "*."): Readonly<Record<string, Omit<Facts, "nested">>> {
    const all = this.#fields.flatMap(([name, { facts }]) => {
      const { nested = {}, ...mine } = facts;
      const within = Object.entries(nested).map(([path, inner]) => [`${prefix}${name}.${path}`, inner] as const);
      return [[`${prefix}${name}`, mine] as const, ...within];
    });
    return Object.fromEntries(all);
  }

  /** Whether a secret stands in it, at any depth. */
  get hasSecrets(): boolean {
    return Object.values(this.facts()).some(({ secret }) => secret === true);
  }

  /** Declared values without the secrets among them. */
  withoutSecrets(declared: Props): Props {
    const paths = secretPathsOf({ nested: this.facts("") });
    return paths.reduce<unknown>(without, declared) as Props;
  }

  /** The names that the documents have in it on the wire. */
  get known(): string[] {
    return [...this.#fields.flatMap(([, { facts }]) => facts.wire ?? []), "uuid", ...SET_BY_THE_API];
  }

  /** The shown values in the program's words, without secrets. */
  decode(item: JsonObject): Props {
    return this.#read((field, recorded) => (field.whole === undefined ? field.decode(item, recorded) : field.whole(item, recorded)));
  }

  /** The same with secrets that are shown in clear, to be compared with declared ones. */
  shown(item: JsonObject): Props {
    return this.#read((field, recorded) => field.decode(item, recorded));
  }

  /** A live item as a request body may have it. */
  normalized(item: JsonObject): JsonObject {
    const body = Object.fromEntries(Object.entries(item).filter(([key]) => !SET_BY_THE_API.includes(key)));
    for (const [, field] of this.#fields) field.normalize?.(body);
    return body;
  }

  /**
   * Lays declared values over an item of a request body. With `before`, a line that was declared and is not any more becomes blank, or what
   * the documents give for an omitted one; a secret stays what it is, because a blank one would lock its owner out.
   */
  laidOver(item: JsonObject, declared: Props, before: Props = {}): JsonObject {
    const body = this.normalized(item);
    for (const [name, field] of this.#fields) {
      const value = own(declared, name);
      if (value !== undefined) field.encode(body, value, { argument: name, before: own(before, name), state: {} });
      else if (!isBlank(own(before, name)) && field.facts.secret !== true) takeAway(body, name, field);
    }
    return body;
  }

  /** The recorded secrets that an entry has no longer and that a live item hides: a body that is made of it would be without them. */
  hiddenSecrets(item: JsonObject, declared: Props, before: Props): Props {
    const body = this.normalized(item);
    const left = this.#fields.filter(([name, { facts }]) => {
      const isLeft = isBlank(own(declared, name)) && !isBlank(own(before, name));
      return facts.secret === true && isLeft && isBlank(own(body, facts.wire ?? ""));
    });
    return Object.fromEntries(left.map(([name]) => [name, own(before, name)]));
  }

  /** Whether an item of a body leaves the live one as it is. */
  unchanged(body: JsonObject, live: JsonObject, before: unknown): boolean {
    return this.#fields.every(([name, field]) => {
      const recorded = { argument: name, before: isRecord(before) ? own(before, name) : undefined, state: {} };
      return field.unchanged?.(body, live, recorded) ?? field.same(field.decode(body, recorded), field.decode(live, recorded));
    });
  }

  /** The live values at the keys that the program declared. */
  project(live: unknown, declared: Props, policy: AnswerPolicy, path: string): Props {
    const shown = isRecord(live) ? live : {};
    const fields = new Map(this.#fields);
    const result: Props = {};
    for (const [key, value] of Object.entries(declared)) {
      const [now, at] = [own(shown, key), `${path}.${key}`];
      const field = fields.get(key);
      const projected = field === undefined ? projectScalar(now, value, policy, at) : field.project(now, value, policy, at);
      if (projected !== undefined) define(result, key, projected);
    }
    return result;
  }

  same(a: Props, b: Props): boolean {
    const fields = new Map(this.#fields);
    return Object.keys({ ...a, ...b }).every(
      (key) => fields.get(key)?.same(own(a, key), own(b, key)) ?? sameValue(own(a, key), own(b, key)),
    );
  }

  differences(a: Props, b: Props, path: string): Difference[] {
    const fields = new Map(this.#fields);
    return Object.keys({ ...a, ...b }).flatMap((key) => {
      const [field, from, to, at] = [fields.get(key), own(a, key), own(b, key), `${path}.${key}`];
      if (field?.same(from, to) ?? sameValue(from, to)) return [];
      const within = field?.differences?.(from, to, at) ?? [];
      return within.length > 0 ? within : [{ path: at, from, to }];
    });
  }

  #read(valueOf: (field: Field, recorded: Recorded) => unknown): Props {
    const result: Props = {};
    for (const [name, field] of this.#fields) {
      const value = valueOf(field, { argument: name, before: undefined, state: {} });
      if (value !== undefined) define(result, name, value);
    }
    return result;
  }
}

/** What stands in a body for a line that left the program; a PUT of the whole object resets what it does not have. */
function takeAway(body: JsonObject, name: string, { facts: { wire = name, documentedDefault }, shape }: Field): void {
  const blank = [documentedDefault, "", []].find((value) => value !== undefined && shape.safeParse(value).success);
  if (blank === undefined) Reflect.deleteProperty(body, wire);
  else define(body, wire, blank);
}

function without(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (Array.isArray(value) && key === "*") return value.map((item) => without(item, rest));
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(([name]) => rest.length > 0 || (key !== "*" && name !== key));
  return Object.fromEntries(kept.map(([name, inner]) => [name, key === "*" || name === key ? without(inner, rest) : inner]));
}

/** What can be said of an object or a list of objects as a whole. */
export interface WholeOptions<Required extends boolean> {
  readonly required?: Required;
}

/** An object of known keys within the object, each managed by itself if the program declares it; others live on. */
export function record<R extends boolean = false>(
  wire: string,
  fields: InnerFields,
  { required }: WholeOptions<R> = {},
): Field<NoInfer<R>> {
  const mapping = new RecordMapping(fields);
  const inner = (object: JsonObject) => {
    const value = wireValue(object, wire);
    return isJsonObject(value) ? value : undefined;
  };
  return {
    facts: { wire, nested: mapping.facts("") },
    isRequired: (required ?? false) as R,
    shape: mapping.shape(),
    known: mapping.known,
    decode: (live) => {
      const value = inner(live);
      return value === undefined ? undefined : mapping.shown(value);
    },
    encode: (body, value) => {
      if (isRecord(value)) define(body, wire, mapping.laidOver(inner(body) ?? {}, value));
    },
    normalize: (body) => {
      const value = inner(body);
      if (value !== undefined) define(body, wire, mapping.normalized(value));
      else if (wireValue(body, wire) === null) Reflect.deleteProperty(body, wire);
    },
    same: (a, b) => (isRecord(a) && isRecord(b) ? mapping.same(a, b) : sameValue(a, b)),
    unchanged: (body, live, { before }) => {
      const [sent, now] = [inner(body) ?? {}, inner(live) ?? {}];
      return mapping.unchanged(sent, now, before);
    },
    project: (live, declared, policy, path) => {
      if (!isRecord(declared)) return declared;
      if (live === undefined) return isBlank(declared) || policy.hidden(path) ? declared : {};
      return mapping.project(live, declared, policy, path);
    },
    whole: (live) => {
      const value = inner(live);
      return value === undefined ? undefined : mapping.decode(value);
    },
    differences: (a, b, path) => (isRecord(a) && isRecord(b) ? mapping.differences(a, b, path) : []),
  };
}

/** The objects of a list on the wire; undefined if an answer does not show it. */
export function itemsOf(live: JsonObject, wire: string): JsonObject[] | undefined {
  const list = wireValue(live, wire);
  return Array.isArray(list) ? list.filter(isJsonObject) : undefined;
}

/** Brings each item of a list in a body into the documented form. One that is no object goes back as it came. */
export function normalizeItems(body: JsonObject, wire: string, mapping: RecordMapping): void {
  const list = wireValue(body, wire);
  if (list === null) Reflect.deleteProperty(body, wire);
  else if (Array.isArray(list))
    define(
      body,
      wire,
      list.map((item) => (isJsonObject(item) ? mapping.normalized(item) : item)),
    );
}
