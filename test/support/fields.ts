import type { z } from "zod";
import type { Json, JsonObject } from "../../provider/client/index";
import type { AnswerPolicy, Field, Recorded, Texts } from "../../provider/lifecycle/kind";
import type { Props } from "../../provider/common/values";

/** Says no unless it is told otherwise, and keeps what it was asked. */
export function asked(answers: { hidden?: boolean; respelled?: boolean } = {}): AnswerPolicy & { readonly questions: unknown[] } {
  const questions: unknown[] = [];
  return {
    questions,
    hidden: (path) => (questions.push(path), answers.hidden ?? false),
    respelled: (path: string, texts: Texts) => (questions.push([path, texts]), answers.respelled ?? false),
  };
}

/** What the state has of the argument `it`. */
export function recorded(before?: unknown, state: Props = {}): Recorded {
  return { argument: "it", before, state };
}

/** An object whose field `it` has a value; without one, an empty object. */
export function showing(value: Json | undefined): JsonObject {
  return value === undefined ? {} : { it: value };
}

export function decoded(field: Field, value: Json | undefined, about = recorded()): unknown {
  return field.decode(showing(value), about);
}

/** The field of a body that an answer made, in the documented form. */
export function normalized(field: Field, value: Json | undefined): JsonObject {
  const body = showing(value);
  field.normalize?.(body);
  return body;
}

/** What a body has of a field after a declared value went over what lives. */
export function laidOver(field: Field, live: Json | undefined, declared: unknown, about = recorded()): unknown {
  const body = normalized(field, live);
  field.encode(body, declared, about);
  return body["it"];
}

/** The live value of the field in the program's words. */
export function projected(field: Field, live: Json | undefined, declared: unknown, policy: AnswerPolicy, about = recorded()): unknown {
  return field.project(decoded(field, live, about), declared, policy, "it");
}

/** Whether a body with one value leaves an object with the other as it is. */
export function isUnchanged(field: Field, sent: Json | undefined, live: Json | undefined, about = recorded()): boolean {
  return field.unchanged?.(showing(sent), showing(live), about) ?? field.same(decoded(field, sent, about), decoded(field, live, about));
}

/** What is wrong with the shape of a declared value, by path. */
export function problems({ shape }: Field, value: unknown): string[] {
  const issues = (shape as z.ZodType).safeParse(value).error?.issues ?? [];
  return issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`));
}

/** What a wrong type says by itself. Check puts its own words in the place of these. */
export function wrongType(expected: string, received: string): string {
  return `Invalid input: expected ${expected}, received ${received}`;
}

/** One of each form in which an answer hides a secret. */
export const MASKS: readonly string[] = [
  "***",
  "x",
  "••••••••",
  "ab***",
  "[hidden]",
  "<redacted>",
  "(not shown)",
  "masked",
  "$2y$10$abcdefghijk",
  "{SSHA}abcdefghijk",
  "pbkdf2_sha256$1000",
  "9f86d081884c7d659a2feaa0c55ad015",
  "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709",
];

/** Those of them that are a password themselves where answers show passwords in clear. */
export const DIGESTS = MASKS.filter((mask) => /^[0-9a-f]{32,}$/i.test(mask));

/** Those that are none. */
export const NO_PASSWORDS = MASKS.filter((mask) => !DIGESTS.includes(mask));

/** How often a property is tried, and from which seed. */
export const runs = { numRuns: Number(process.env["YAY_TEST_RUNS"] ?? 60), seed: Number(process.env["YAY_TEST_SEED"] ?? 4711) };
