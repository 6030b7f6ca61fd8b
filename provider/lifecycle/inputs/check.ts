import type { Field, Finding, KindLookup, ResourceDefinition, SchemaIssue } from "../kind";
import { sentence } from "../errors";
import { readInputs } from "./readInputs";
import { withArticle } from "../../common/article";
import { valueAt } from "../../common/keyPath";
import { nearest } from "../../common/nearest";
import { wrongKindFindings } from "./wrongKindFindings";
import { keysAt, type Textual, textualIn } from "./schemaNodes";
import { hasUnknown, own, type Props, UNKNOWN } from "../../common/values";

/** A failure as the engine expects it. `property` stays empty, or the engine would print its value, even a secret. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

/** The part of a kind that a check needs. */
type Checked = Pick<ResourceDefinition, "kind" | "schema" | "rules" | "assigned"> & { readonly fields: object };

interface Checking {
  readonly olds?: Props | undefined;
  /** What the state had before a refresh of this run took an edit in the portal into it: a fault of it is no new one. */
  readonly refreshedFrom?: Props | undefined;
  readonly news: Props;
  readonly others?: KindLookup;
  /** Further rules on the inputs that are passed on. */
  readonly more?: (inputs: Props) => readonly Finding[];
}

const nothingKnown: KindLookup = { kindOf: () => undefined };

/** Checks the inputs of a program and returns all failures at once. Sends nothing, and ignores unknown values. */
export function checkInputs(definition: Checked, checking: Checking): CheckFailure[] {
  return checked(definition, checking).failures;
}

/** The same, and returns the inputs to pass on: an output that resolved to nothing is left out, if that is allowed for its argument. */
export function checked(
  definition: Checked,
  { olds, refreshedFrom, news, others = nothingKnown, more }: Checking,
): { inputs: Props; failures: CheckFailure[] } {
  const { inputs, findings, names } = readInputs(definition, news, olds);
  const shape = shapeFindings(definition, inputs);
  const own = names.filter(({ path }) => !shape.some((finding) => finding.path === path));
  const failures = reasonsOf([
    ...findings,
    ...own,
    ...shape,
    ...fieldFindings(definition, inputs),
    ...wrongKindFindings(definition.fields, inputs, others),
    ...ruleFindings(definition, inputs, { olds, refreshedFrom, others }),
    ...(more?.(inputs) ?? []),
  ]);
  // If check returned an unknown value, an up would report that instead of the failures.
  return { inputs: failures.length === 0 ? inputs : news, failures };
}

interface Before {
  readonly olds: Props | undefined;
  readonly refreshedFrom: Props | undefined;
  readonly others: KindLookup;
}

/** What the rules of the kind find that is new both beside what lives now and beside what the program had made of it. */
function ruleFindings({ rules }: Checked, inputs: Props, { olds, refreshedFrom, others }: Before): Finding[] {
  const found = rules?.(inputs, olds, others) ?? [];
  if (found.length === 0 || refreshedFrom === undefined) return found;
  const still = new Set((rules?.(inputs, refreshedFrom, others) ?? []).map(sentence));
  return found.filter((finding) => still.has(sentence(finding)));
}

/** What the fields themselves find. */
function fieldFindings({ fields }: Checked, inputs: Props): Finding[] {
  return Object.entries(fields).flatMap(([name, field]: [string, Partial<Field>]) => field.findings?.(own(inputs, name), name) ?? []);
}

/** Findings as failures for the engine, without duplicates. */
export function reasonsOf(findings: readonly Finding[]): CheckFailure[] {
  const seen = new Set<string>();
  return findings
    .filter(({ path, reason }) => !seen.has(`${path}\n${reason}`) && seen.add(`${path}\n${reason}`))
    .map((finding) => ({ property: "", reason: sentence(finding) }));
}

function shapeFindings(definition: Checked, news: Props): Finding[] {
  return (definition.schema.safeParse(news).error?.issues ?? [])
    .filter((issue) => !touchesUnknown(news, issue))
    .flatMap((issue) => explain(definition, news, issue));
}

/** Whether an issue may come from an unknown value. A failed union names no path inside it, so any unknown value in it counts. */
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
  const texts = textualIn(definition.schema, issue.path.map(String), value);
  if (texts.length > 0)
    return texts.map((text) => textual(text, isPlain || text.path.length > issue.path.length ? undefined : issue.message));
  return [{ path, reason: isPlain ? `${wanted(issue)}, and is ${typeName(value)}` : issue.message }];
}

/**
 * The finding for a number or a boolean given as text, which is how configuration gives them. The text may be a secret, so it is not shown.
 */
function textual({ path, wanted, reads, mayBeText }: Textual, rule = `must be a ${wanted}`): Finding {
  const name = path.findLast((key) => !/^\d+$/.test(key)) ?? "";
  const reader = wanted === "number" ? "requireNumber" : "requireBoolean";
  // The advice avoids words that may be a value, because marked values are hidden in findings.
  const reading = wanted === "number" ? "Number" : "JSON.parse";
  const unquoted = wanted === "number" ? "write a number, in digits and without quotes" : "write true or false, without quotes";
  const what = mayBeText ? `is a ${wanted} as text` : `${rule}, and is text`;
  const reason = reads
    ? `${what}: write it without quotes, read it by config.${reader}("${name}"), or use output.apply(${reading})`
    : `${mayBeText ? rule : `${rule}, and is text that reads as none`}; ${mayBeText ? `for a ${wanted} ` : ""}${unquoted}`;
  return { path: path.join("."), reason };
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

function wanted({ expected = "value of another kind" }: SchemaIssue): string {
  const word = { record: "map", object: "map", array: "list" }[expected] ?? expected;
  return `must be ${withArticle(word)}`;
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "a map" : `a ${typeof value}`;
}
