import { isWritten, type Json, type JsonObject, plain } from "../../client/index";
import type { Facts, Field, AnswerPolicy } from "../kind";
import { define, isBlank, isRecord, own, sameUuid, sameValue } from "../../common/values";

/** The value of a live object's field; undefined where the answer does not have it. */
export function wireValue(live: JsonObject, name: string): Json | undefined {
  return own(live, name) as Json | undefined;
}

/** Live value where it is shown, else what `policy` decides. */
export function projectScalar(live: unknown, declared: unknown, policy: AnswerPolicy, path: string): unknown {
  if (live === undefined) {
    if (isBlank(declared) || policy.hidden(path)) return declared;
    return typeof declared === "string" ? "" : undefined;
  }
  if (sameValue(live, declared)) return declared;
  const isRespelled = typeof live === "string" && typeof declared === "string" && policy.respelled(path, { live, declared });
  return isRespelled ? declared : live;
}

interface Scalar {
  readonly read: (value: Json) => Json;
  /** A number is in the documented form, so one in a request body stays as it was written. */
  readonly keepsNumbers?: true;
}

function scalar(facts: Facts & { wire: string }, { read, keepsNumbers }: Scalar): Field {
  const fallback = facts.documentedDefault;
  const filled = (value: unknown) => (isBlank(value) ? fallback : value);
  return {
    facts: { leavesAlone: true, ...facts },
    decode: (live) => {
      const value = wireValue(live, facts.wire);
      return value === undefined ? undefined : read(value);
    },
    encode: (body, value) => define(body, facts.wire, value),
    normalize: (body) => {
      const value = wireValue(body, facts.wire);
      if (value === null) Reflect.deleteProperty(body, facts.wire);
      else if (value !== undefined && !isBlank(value))
        define(body, facts.wire, keepsNumbers && isWritten(value) ? value : read(plain(value)));
    },
    same: (a, b) => sameValue(filled(a), filled(b)),
    project: projectScalar,
  };
}

/** A text. A number in an answer is read as its digits. */
export function text(wire: string, facts: Omit<Facts, "wire"> = {}): Field {
  return scalar({ ...facts, wire }, { read: (value) => (value === null ? "" : typeof value === "object" ? value : String(value)) });
}

/** The uuid of something else, however an answer writes it. */
export function reference(wire: string): Field {
  const field = text(wire);
  const same = (a: unknown, b: unknown) => sameUuid(a, b) || field.same(a, b);
  return {
    ...field,
    facts: { wire },
    same,
    project: (live, declared, policy, path) => (same(live, declared) ? declared : field.project(live, declared, policy, path)),
  };
}

/** A whole number; some answers have it as a string of digits. */
export function integer(wire: string, facts: Omit<Facts, "wire"> = {}): Field {
  return scalar({ ...facts, wire }, { read: (value) => (value === null ? "" : readInteger(value)), keepsNumbers: true });
}

/** Yes or no; some answers have it as 1, or as a text such as `"1"`, `"true"` or `"Y"`, and a blank for no. */
export function flag(wire: string, facts: Omit<Facts, "wire"> = {}): Field {
  return scalar({ ...facts, wire }, { read: readFlag });
}

export function readInteger(value: Json): Json {
  return typeof value === "string" && /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : value;
}

const yes = new Set(["1", "true", "yes", "y", "on"]);
const no = new Set(["0", "false", "no", "n", "off", ""]);

export function readFlag(value: Json): Json {
  if (typeof value === "object" && value !== null) return value;
  const word = String(value ?? "")
    .trim()
    .toLowerCase();
  return yes.has(word) || (no.has(word) ? false : value);
}

/** An argument that steers the provider and never goes over the wire. */
export function local(facts: Omit<Facts, "wire"> = {}): Field {
  return {
    facts,
    decode: () => undefined,
    encode: () => undefined,
    same: (a, b) => sameValue(isBlank(a) ? facts.documentedDefault : a, isBlank(b) ? facts.documentedDefault : b),
    project: (_live, declared) => declared,
  };
}

/** The live values of a nested object at the keys that the program declared. */
export function projectRecord(
  live: unknown,
  declared: Record<string, unknown>,
  policy: AnswerPolicy,
  { path, writeOnly = [] }: { path: string; writeOnly?: readonly string[] },
): Record<string, unknown> {
  const shown = isRecord(live) ? live : {};
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(declared)) {
    const projected = writeOnly.includes(key) ? value : projectScalar(own(shown, key), value, policy, `${path}.${key}`);
    if (projected !== undefined) define(result, key, projected);
  }
  return result;
}
