import { type Difference, diff, type Finding, matchSteps, UNKNOWN } from "pulumi-yay/callflow";
import { isRecord } from "../shared/json.js";
import { findingsOf, findingsSince } from "./findings.js";
import { named, type NamedFlow, type RawFlow, stepsOf } from "./rawFlow.js";

/** What happens to a flow. */
export type Fate = "created" | "changed" | "deleted" | "unchanged";

/** A change of a property other than the steps. */
export interface PropertyChange {
  readonly property: string;
  readonly from: unknown;
  readonly to: unknown;
  readonly sentence: string;
}

/** A flow before and after a change, with the differences. */
export interface Comparison {
  readonly label: string;
  readonly fate: Fate;
  readonly before: NamedFlow | undefined;
  readonly after: NamedFlow | undefined;
  readonly properties: readonly PropertyChange[];
  readonly differences: readonly Difference[];
  readonly findings: readonly Finding[];
  /** A note about changes that cannot be seen here. */
  readonly note: string | undefined;
}

interface Pair {
  readonly label: string;
  readonly before: RawFlow | undefined;
  readonly after: RawFlow | undefined;
  readonly names: ReadonlyMap<string, string>;
  /** Whether the flow is known to change, even if no difference is visible. */
  readonly changes?: boolean;
}

/** Compares two flows; either may be missing. */
export function compare({ label, before: rawBefore, after: rawAfter, names, changes = false }: Pair): Comparison {
  const { before, after } = namedAlike(rawBefore, rawAfter);
  const nameOf = (uuid: string): string | undefined => names.get(uuid);
  const properties = before && after ? propertyChanges(before, after) : [];
  const isSeen = before !== undefined && after !== undefined && isRecord(before.flow) && isRecord(after.flow);
  const differences = isSeen ? diff(stepsOf(before), stepsOf(after), { uuids: { ...before.uuids, ...after.uuids }, nameOf }) : [];
  const isChanged = properties.length > 0 || differences.length > 0;
  const fate = after === undefined ? "deleted" : before === undefined ? "created" : isChanged || changes ? "changed" : "unchanged";
  return {
    label,
    fate,
    before,
    after,
    properties,
    differences,
    findings: after === undefined ? [] : before === undefined ? findingsOf(after) : findingsSince(before, after),
    note: noteOn(after, fate === "changed" && !isChanged),
  };
}

/** Names the steps of a flow without names after those of the other one. */
function namedAlike(
  before: RawFlow | undefined,
  after: RawFlow | undefined,
): { before: NamedFlow | undefined; after: NamedFlow | undefined } {
  const shownBefore = before && named(before, namesFrom(after, before));
  return {
    before: shownBefore,
    after: after && named(after, before?.form === "program" ? namesFrom(before, after) : byUuid(shownBefore?.uuids)),
  };
}

function namesFrom(known: RawFlow | undefined, nameless: RawFlow): Record<string, string> {
  if (known?.form !== "program" || nameless.form !== "wire" || !isRecord(known.steps) || !isRecord(nameless.steps)) return {};
  return { ...byUuid(matchSteps(known.steps, nameless.steps)), ...byUuid(known.stepUuids) };
}

function byUuid(uuids: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(uuids).map(([name, uuid]) => [uuid, name]));
}

/** Compares only properties that both flows have, because a program does not manage what it does not declare. */
function propertyChanges(before: NamedFlow, after: NamedFlow): PropertyChange[] {
  return Object.keys(after.properties).flatMap((property) => {
    const [from, to] = [before.properties[property], after.properties[property]];
    if (from === undefined || to === "next" || words(from) === words(to)) return [];
    return [{ property, from, to, sentence: `${property} is now ${words(to)} (was ${words(from)})` }];
  });
}

function words(value: unknown): string {
  if (value === UNKNOWN) return "not known yet";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function noteOn(after: NamedFlow | undefined, hidden: boolean): string | undefined {
  if (after?.flow === UNKNOWN) return "The steps are not known before the update.";
  return hidden ? "Something changes that cannot be seen here, such as a PIN." : undefined;
}
