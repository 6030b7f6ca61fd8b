import type { Acquaintance, Finding, ResourceDefinition, SchemaIssue } from "./definition";
import { nearest } from "./nearest";
import { hasUnknown, own, type Props, UNKNOWN } from "./values";

/** A failure as the engine takes it. The property stays empty, or the engine would print its value, secrets too. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

/** What a check has to know of a kind. */
type Checked = Pick<ResourceDefinition, "kind" | "schema" | "rules"> & { readonly fields: object };

interface Checking {
  readonly olds?: Props | undefined;
  readonly news: Props;
  readonly others?: Acquaintance;
}

const strangers: Acquaintance = { kindOf: () => undefined };

/** Everything that is wrong with a program's inputs, at once; no network, and unknown values never count. */
export function checkInputs(definition: Checked, { olds, news, others = strangers }: Checking): CheckFailure[] {
  return reasonsOf([...shapeFindings(definition, news), ...(definition.rules?.(news, olds, others) ?? [])]);
}

/** Findings as the engine takes them, each once. */
export function reasonsOf(findings: readonly Finding[]): CheckFailure[] {
  const seen = new Set<string>();
  return findings
    .filter(({ path, reason }) => !seen.has(`${path}\n${reason}`) && seen.add(`${path}\n${reason}`))
    .map(({ path, reason }) => ({ property: "", reason: path === "" ? reason : `${path}: ${reason}` }));
}

function shapeFindings(definition: Checked, news: Props): Finding[] {
  return (definition.schema.safeParse(news).error?.issues ?? [])
    .filter((issue) => !touchesUnknown(news, issue))
    .flatMap((issue) => explain(definition, news, issue));
}

/** A union that failed names no part of its own: with an unknown somewhere inside nothing can be said of it. */
function touchesUnknown(news: Props, { code, path }: SchemaIssue): boolean {
  let value: unknown = news;
  for (const key of path) {
    if (value === UNKNOWN) return true;
    value = typeof value === "object" && value !== null ? own(value, String(key)) : undefined;
  }
  return value === UNKNOWN || ((code === "invalid_union" || Array.isArray(value)) && hasUnknown(value));
}

function explain(definition: Checked, news: Props, issue: SchemaIssue): Finding[] {
  const path = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys") return (issue.keys ?? []).map((key) => unknownKey(definition, { path, key }));
  const value = valueAt(news, issue.path);
  if (value === undefined) return [{ path, reason: "is required" }];
  const isPlain = issue.code === "invalid_type" && issue.message.startsWith("Invalid input");
  return [{ path, reason: isPlain ? wrongType(value, issue) : issue.message }];
}

function valueAt(news: Props, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, key) => (typeof at === "object" && at !== null ? own(at, String(key)) : undefined), news);
}

interface UnknownKey {
  readonly path: string;
  readonly key: string;
}

function unknownKey(definition: Checked, { path, key }: UnknownKey): Finding {
  const candidates = path === "" ? Object.keys(definition.fields) : keysAt(definition.schema, path.split("."));
  const guess = nearest(key, candidates);
  return {
    path: path === "" ? key : `${path}.${key}`,
    reason: `is not an argument of ${definition.kind}${guess === undefined ? "" : `; did you mean ${guess}?`}`,
  };
}

interface Shaped {
  readonly shape?: Record<string, unknown>;
  readonly def?: { readonly innerType?: unknown; readonly element?: unknown; readonly valueType?: unknown };
}

/** The keys that a schema knows at a path, through optional, list and map layers. */
function keysAt(schema: unknown, path: readonly string[]): string[] {
  const node = schema as Shaped;
  if (node.def?.innerType !== undefined) return keysAt(node.def.innerType, path);
  const [key, ...rest] = path;
  if (key === undefined) return Object.keys(node.shape ?? {});
  if (node.shape !== undefined) return keysAt(own(node.shape, key) ?? {}, rest);
  return keysAt(node.def?.valueType ?? node.def?.element ?? {}, rest);
}

function wrongType(value: unknown, issue: SchemaIssue): string {
  const { expected = "value of another kind" } = issue;
  const word = { record: "map", object: "map", array: "list" }[expected] ?? expected;
  return `must be ${/^[aeiou]/.test(word) ? "an" : "a"} ${word}, and is ${typeName(value)}`;
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "a map" : `a ${typeof value}`;
}
