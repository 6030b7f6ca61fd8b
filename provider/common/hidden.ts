import { isSigned } from "./engineSecret";
import type { KeyPath } from "./keyPath";
import { soundsSecret } from "./secretNames";
import { isRecord } from "./values";

/** What stands in the place of a secret. */
export const HIDDEN = "[secret]";

/** Whether a value stands for a secret: `[secret]`, or what only the engine reads. */
export function standsForSecret(value: unknown): boolean {
  return value === HIDDEN || isSigned(value);
}

/** What is hidden, and how: left out, everything under a key that sounds like a secret, by `[secret]`. */
export interface Hiding {
  /**
   * Whether a value is a secret: by itself, by the key under which it stands, which is empty for a member of a list, or by all keys that lead to it,
   * of which the value as a whole has none.
   */
  readonly isSecret?: (value: unknown, key: string, path: KeyPath) => boolean;
  /** What stands in its place. */
  readonly mark?: unknown;
  /** Set if nothing stands in its place: maps lose the key, and lists the member. */
  readonly leavesOut?: true;
}

const LEFT_OUT = Symbol("left out");

function isKept(value: unknown): boolean {
  return value !== LEFT_OUT;
}

/** The same value, at any depth without what is secret in it. @param key the one under which the value itself stands. */
export function withoutSecrets(value: unknown, hiding: Hiding = {}, key = ""): unknown {
  const { isSecret = (_value: unknown, name: string) => soundsSecret(name), mark = HIDDEN, leavesOut } = hiding;
  const shown = (part: unknown, name: string, path: KeyPath): unknown => {
    if (isSecret(part, name, path)) return leavesOut === true ? LEFT_OUT : mark;
    if (Array.isArray(part)) return part.map((item: unknown, index) => shown(item, "", [...path, String(index)])).filter(isKept);
    if (!isRecord(part)) return part;
    const entries = Object.entries(part).map(([inner, item]) => [inner, shown(item, inner, [...path, inner])] as const);
    return Object.fromEntries(entries.filter(([, item]) => isKept(item)));
  };
  const whole = shown(value, key, []);
  return isKept(whole) ? whole : undefined;
}
