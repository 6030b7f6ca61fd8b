import { isSigned } from "./engineSecret";
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
  /** Whether a value is a secret: by itself, or by the key under which it stands, which is empty for a member of a list. */
  readonly isSecret?: (value: unknown, key: string) => boolean;
  /** What stands in its place. */
  readonly mark?: unknown;
}

/** The same value, at any depth without what is secret in it. @param key the one under which the value itself stands. */
export function withoutSecrets(value: unknown, hiding: Hiding = {}, key = ""): unknown {
  const { isSecret = (_value: unknown, name: string) => soundsSecret(name), mark = HIDDEN } = hiding;
  if (isSecret(value, key)) return mark;
  if (Array.isArray(value)) return value.map((item: unknown) => withoutSecrets(item, hiding));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withoutSecrets(item, hiding, name)]));
}
