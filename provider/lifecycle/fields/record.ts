import { z } from "zod";
import type { JsonObject } from "../../client/index";
import { projectScalar, wireValue } from "./plain";
import type { AnswerPolicy, Difference, Facts, Field } from "../kind";
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
  }

  shape(more: Readonly<Record<string, z.ZodType>> = {}): z.ZodType {
    const shapes = this.#fields.map(([name, { shape, isRequired }]) => {
      const inner = shape as z.ZodType;
      return [name, isRequired ? inner : inner.optional()] as const;
    });
    return z.strictObject({ ...Object.fromEntries(shapes), ...more });
  }

  /** The facts of its arguments, by path within an entry. */
  facts(prefix = "*"): Readonly<Record<string, Facts>> {
    return Object.fromEntries(this.#fields.map(([name, { facts }]) => [`${prefix}${prefix === "" ? "" : "."}${name}`, facts]));
  }

  /** The names that the documents have in it on the wire. */
  get known(): string[] {
    return [...this.#fields.flatMap(([, { facts }]) => facts.wire ?? []), "uuid", ...SET_BY_THE_API];
  }

  /** The shown values in the program's words, without secrets. */
  decode(item: JsonObject, state: Props = {}): Props {
    const result: Props = {};
    for (const [name, field] of this.#fields) {
      const value = field.facts.secret === true ? undefined : field.decode(item, { argument: name, before: undefined, state });
      if (value !== undefined) define(result, name, value);
    }
    return result;
  }

  /** The same with secrets that are shown in clear, to be compared with declared ones. */
  shown(item: JsonObject, state: Props = {}): Props {
    const secrets = this.#fields.flatMap(([name, field]) => {
      const value = field.facts.secret === true ? field.decode(item, { argument: name, before: undefined, state }) : undefined;
      return value === undefined ? [] : [[name, value] as const];
    });
    return { ...this.decode(item, state), ...Object.fromEntries(secrets) };
  }

  /** A live item as a request body may have it. */
  normalized(item: JsonObject): JsonObject {
    const body = Object.fromEntries(Object.entries(item).filter(([key]) => !SET_BY_THE_API.includes(key)));
    for (const [, field] of this.#fields) field.normalize?.(body);
    return body;
  }

  /** Lays declared values over an item of a request body; with `before`, a line that was declared and is not any more becomes blank. */
  laidOver(item: JsonObject, declared: Props, before: Props = {}): JsonObject {
    const body = this.normalized(item);
    for (const [name, field] of this.#fields) {
      const value = own(declared, name);
      if (value !== undefined) field.encode(body, value, { argument: name, before: own(before, name), state: {} });
      else if (!isBlank(own(before, name))) define(body, field.facts.wire ?? name, "");
    }
    return body;
  }

  /** Whether an item of a body leaves the secrets of the live one as they are. */
  keepsSecrets(body: JsonObject, live: JsonObject, before: unknown): boolean {
    return this.#fields.every(([name, field]) => {
      const recorded = { argument: name, before: isRecord(before) ? own(before, name) : undefined, state: {} };
      return field.facts.secret !== true || field.unchanged?.(body, live, recorded) !== false;
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
    return Object.keys({ ...a, ...b })
      .filter((key) => !sameValue(own(a, key), own(b, key)))
      .map((key) => ({ path: `${path}.${key}`, from: own(a, key), to: own(b, key) }));
  }
}

/** What can be said of an object or a list of objects as a whole. */
export interface WholeOptions<Required extends boolean> {
  readonly required?: Required;
}

/** An object of known keys within the object, each managed by itself if the program declares it; others live on. */
export function record<R extends boolean = false>(wire: string, fields: InnerFields, { required }: WholeOptions<R> = {}): Field<R> {
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
      return mapping.same(mapping.decode(sent), mapping.decode(now)) && mapping.keepsSecrets(sent, now, before);
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
