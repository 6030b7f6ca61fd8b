import { begins, type KeyPath } from "../../common/keyPath";
import { isRecord, own } from "../../common/values";
import { soundsSecret } from "../../common/secretNames";

/** A key path as a program writes it: `auth.*.password`. */
export function parseKeyPath(text: string): KeyPath {
  return text.split(".");
}

/** Which values of a body are secrets: those that the program names, and what stands under a key that sounds like one. */
export class SecretPlaces {
  readonly #patterns: readonly KeyPath[];

  constructor(patterns: readonly KeyPath[]) {
    this.#patterns = patterns;
  }

  /** Whether a value, or what it stands in, is a secret. Yes or no is none because of the name of its key alone. */
  has(path: KeyPath, value?: unknown): boolean {
    if (this.#patterns.some((pattern) => begins(pattern, path))) return true;
    return typeof value !== "boolean" && path.some((key) => soundsSecret(key));
  }

  /** The patterns of the secrets of a body, each without a key that has a point in it. */
  within(body: unknown): KeyPath[] {
    const found = new Map(this.#patterns.map((pattern) => [pattern.join("."), pattern]));
    for (const path of soundingIn(body, [])) found.set(path.join("."), path);
    return [...found.values()];
  }

  /** A value without the secrets in it: what nobody may show who does not have them from the program. */
  without(value: unknown, path: KeyPath = []): unknown {
    if (path.length > 0 && this.has(path, value)) return undefined;
    if (Array.isArray(value)) return value.map((item, index) => this.without(item, [...path, String(index)]) ?? null);
    if (!isRecord(value)) return value;
    const kept = Object.entries(value).flatMap(([key, inner]) => {
      const rest = this.without(inner, [...path, key]);
      return rest === undefined ? [] : [[key, rest] as const];
    });
    return Object.fromEntries(kept);
  }
}

/** Whether anything in a body stands at a key path, or could: a part that is not known yet may have it, and so may a list without items. */
export function isNamed(body: unknown, [key, ...rest]: KeyPath, isUnknown: (value: unknown) => boolean): boolean {
  if (isUnknown(body)) return true;
  if (key === undefined) return body !== undefined;
  if (typeof body !== "object" || body === null) return false;
  const inner: unknown[] = key === "*" ? Object.values(body) : [own(body, key)];
  return inner.length === 0 || inner.some((value) => value !== undefined && isNamed(value, rest, isUnknown));
}

/** Whether a value is still to come, as an output or a promise of a program is. */
function isLater(value: object): boolean {
  return ["apply", "then"].some((name) => typeof Reflect.get(value, name) === "function");
}

/** The places whose key sounds like a secret. What is still to come is not looked into. */
function soundingIn(value: unknown, path: KeyPath): KeyPath[] {
  if (Array.isArray(value)) return value.flatMap((item) => soundingIn(item, [...path, "*"]));
  if (!isRecord(value) || isLater(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = [...path, key.includes(".") ? "*" : key];
    if (!soundsSecret(key)) return soundingIn(inner, at);
    return typeof inner === "boolean" ? [] : [at];
  });
}
