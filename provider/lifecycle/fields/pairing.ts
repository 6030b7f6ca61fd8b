import type { JsonObject } from "../../client/index";
import { isRespelling } from "../compare/spelling";
import { asText, own, type Props, sameUuid, sameValue } from "../../common/values";

/** A live item with what it shows. Every answer shows a uuid, as the documents have it; one without can be told by its content alone. */
export interface Living {
  readonly uuid: string | undefined;
  readonly values: Props;
  readonly wire: JsonObject;
}

/** What the last state knew: the declared items and their uuids, in one order. */
export interface Former {
  readonly before: readonly Props[];
  readonly uuids: readonly string[];
}

/** Finds the live item that a declared one is, among those that no other declared one is yet. */
export type Rule<T = Living> = (item: Props, index: number, free: readonly T[]) => T | undefined;

/** For each declared item the live one that it is: the first rule that finds a free one wins. */
export function pair<T>(declared: readonly Props[], rules: readonly Rule<T>[], living: readonly T[]): Map<number, T> {
  const paired = new Map<number, T>();
  for (const rule of rules) {
    declared.forEach((item, index) => {
      if (paired.has(index)) return;
      const taken = new Set(paired.values());
      const found = rule(
        item,
        index,
        living.filter((one) => !taken.has(one)),
      );
      if (found !== undefined) paired.set(index, found);
    });
  }
  return paired;
}

/**
 * To read: the recorded one if it still has the content, else one with the content, else the recorded one as somebody has changed it. Which one is
 * recorded, the place of the declared item tells only where the last state had no item like it: a program may put one before it or take one out.
 */
export function toRead(former: Former): readonly Rule[] {
  const isAtPlace = ({ uuid }: Living, index: number) => sameUuid(uuid, former.uuids[index]);
  const byUuidAndContent: Rule = (item, index, free) => free.find((one) => isAtPlace(one, index) && hasContent(one, item));
  const asBefore: Rule = (item, index, free) => free.find((one) => isAtPlace(one, index) && sameValue(former.before[index], item));
  const byUuidAndSpelling: Rule = (item, index, free) => free.find((one) => isAtPlace(one, index) && hasSpelling(one, item));
  const recorded = [asBefore, byFormerContent(former), byUuidAndSpelling];
  return [byUuidAndContent, byWholeContent, byContent, ...recorded, bySpelling, byUuid(former.uuids)];
}

/** To write: an item that the program had before keeps its uuid, and a changed one is the successor of the one that it is most like. */
export function toWrite(former: Former): readonly Rule[] {
  const bySuccession: Rule = (_item, _index, free) => free.find((one) => formerOf(one, former) !== undefined);
  return [byFormerContent(former), byWholeContent, byContent, byLikeness(former), byUuid(former.uuids), bySpelling, bySuccession];
}

const byWholeContent: Rule = (item, _index, free) => free.find(({ values }) => sameValue(values, item));

/** With its declared content; a live one may have more, such as a second line. */
const byContent: Rule = (item, _index, free) => free.find((one) => hasContent(one, item));

/** With its declared content in the spelling of the API. */
const bySpelling: Rule = (item, _index, free) => free.find((one) => hasSpelling(one, item));

/** The recorded one that was declared with this content before. */
function byFormerContent({ before, uuids }: Former): Rule {
  return (item, _index, free) => free.find(({ uuid }) => before.some((old, at) => sameUuid(uuids[at], uuid) && sameValue(old, item)));
}

function byUuid(uuids: readonly string[]): Rule {
  return (_item, index, free) => free.find(({ uuid }) => sameUuid(uuid, uuids[index]));
}

/** Among the recorded ones that are free, the one that the last state had most like the declared one; at its own place if none is like it. */
function byLikeness({ before, uuids }: Former): Rule {
  const likeness = (item: Props, old: Props | undefined) =>
    Object.entries(item).filter(([key, value]) => old !== undefined && sameValue(own(old, key), value)).length;
  return (item, index, free) => {
    const candidates = uuids.flatMap((uuid, at) => {
      const one = uuid === "" ? undefined : free.find((living) => sameUuid(living.uuid, uuid));
      return one === undefined ? [] : [{ one, score: likeness(item, before[at]) * 2 + (at === index ? 1 : 0) }];
    });
    return candidates.sort((a, b) => b.score - a.score).find(({ score }) => score > 0)?.one;
  };
}

function hasContent({ values }: Living, declared: Props): boolean {
  return Object.entries(declared).every(([key, value]) => sameValue(own(values, key), value));
}

function hasSpelling({ values }: Living, declared: Props): boolean {
  const isSame = (live: unknown, value: unknown) => sameValue(live, value) || isRespelling({ live: asText(live), declared: asText(value) });
  return Object.entries(declared).every(([key, value]) => isSame(own(values, key), value));
}

/** What the program said of a live item before: by its uuid, or by its content if no answer has named that yet. */
export function formerOf(item: Living, { before, uuids }: Former): Props | undefined {
  const at = uuids.findIndex((uuid) => uuid !== "" && sameUuid(uuid, item.uuid));
  if (at >= 0) return before[at];
  return before.find((old, index) => (uuids[index] ?? "") === "" && (hasContent(item, old) || hasSpelling(item, old)));
}
