import { isBlank, isRecord, own, UNKNOWN } from "../common/values";
import { type Entries, entriesOf, type Entry, isPending } from "./entries";
import { type Overlap, overlapOf } from "./overlaps";
import { sameFlow } from "./openAt";

/** What can be wrong with a diary. */
export type DiaryCode = "impossible" | "overlap" | "overlap-possible" | "form-unknown" | "end-missing";

/** One thing that is wrong with a diary. */
export interface DiaryFinding {
  readonly code: DiaryCode;
  /** A warning refuses nothing. */
  readonly severity: "error" | "warning";
  /** Where: `elements.0`. */
  readonly path: string;
  /** What is wrong, as one sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
}

/** A finding, and what it is about wherever that stands: it tells a finding that a change made from one that was there before. */
interface Found {
  readonly finding: DiaryFinding;
  readonly about: string;
}

/**
 * Everything that is wrong with a diary, in the order of its entries. It accepts anything, never throws, and reports nothing about values that are
 * not known yet. Entries of a form that no page shows are warnings, because the vendor's page of today shows none.
 */
export function diaryFindings(diary: unknown): DiaryFinding[] {
  return found(diary).map(({ finding }) => finding);
}

/** The findings that a change made, so that a live diary with faults can be brought under management and mended later. */
export function findingsSince(diary: unknown, before: unknown): DiaryFinding[] {
  const old = new Set(found(before).map(({ about }) => about));
  return found(diary).flatMap(({ finding, about }) => (old.has(about) ? [] : [finding]));
}

function found(diary: unknown): Found[] {
  if (!isRecord(diary)) return [];
  const entries = entriesOf(diary);
  const texts = new Map([...entries.read, ...entries.unread].map(({ path, text }) => [path, text]));
  return [...ofUnread(entries), ...ofMissingEnds(diary), ...ofOverlaps(entries)].map(({ involved, ...finding }) => {
    const about = [
      finding.code,
      finding.message.replaceAll(/\b(?:elements|exceptions)\.\d+/g, ""),
      ...involved.map((path) => texts.get(path)),
    ];
    return { finding, about: JSON.stringify(about) };
  });
}

type Involving = DiaryFinding & { readonly involved: readonly string[] };

function ofUnread({ unread }: Entries): Involving[] {
  return unread.flatMap(({ path, text, problems, isPending: isUnknown }): Involving[] => {
    if (isUnknown) return [];
    const involved = [path];
    const said = JSON.stringify(text);
    if (problems.length > 0) {
      return problems.map(({ message, hint }) => ({
        code: "impossible",
        severity: "error",
        path,
        message: `${said}: ${message}`,
        hint,
        involved,
      }));
    }
    const form = path.startsWith("elements") ? '"18:00-9:00,mon-fri,*,*"' : 'days such as "2026-12-24" and times such as "18:00:00"';
    const message = `${said} has a form that no page shows, and is sent as it is.`;
    return [{ code: "form-unknown", severity: "warning", path, message, hint: `The page of 2021 has ${form}.`, involved }];
  });
}

function ofMissingEnds(diary: object): Involving[] {
  const exceptions = own(diary, "exceptions");
  if (!Array.isArray(exceptions)) return [];
  return exceptions.flatMap((entry: unknown, index): Involving[] => {
    if (!isRecord(entry) || isPending(entry) || !isBlank(own(entry, "endTime"))) return [];
    const path = `exceptions.${index}`;
    const message = "It has no endTime, and whether its last day is closed is not documented.";
    return [
      { code: "end-missing", severity: "warning", path, message, hint: 'Write endTime: "23:59:59" for the whole day.', involved: [path] },
    ];
  });
}

/** Entries of one list that meet and lead to different flows. That an exception meets the week is what exceptions are for. */
function ofOverlaps({ read }: Entries): Involving[] {
  return read.flatMap((entry, index) =>
    read.slice(0, index).flatMap((other): Involving[] => {
      if (other.isException !== entry.isException || mayBeSame(entry, other)) return [];
      const overlap = overlapOf(other, entry);
      return overlap === undefined ? [] : [overlapFinding(entry, other, overlap)];
    }),
  );
}

function mayBeSame({ callFlow: a }: Entry, { callFlow: b }: Entry): boolean {
  return a === UNKNOWN || b === UNKNOWN || sameFlow(a, b);
}

function overlapFinding(entry: Entry, other: Entry, { when, isCertain }: Overlap): Involving {
  const both = `${JSON.stringify(entry.text)} and ${JSON.stringify(other.text)} (${other.path})`;
  const about = { path: entry.path, involved: [entry.path, other.path] };
  if (isCertain) {
    const message = `${both} hold at one time, ${when}, with different call flows, and which of them wins is not documented.`;
    return { ...about, code: "overlap", severity: "error", message, hint: "Shorten one of them, or give both the same callFlow." };
  }
  const message = `${both} may hold at one time, ${when}, with different call flows: to which day the hours after midnight belong is not documented.`;
  return {
    ...about,
    code: "overlap-possible",
    severity: "warning",
    message,
    hint: "Write the hours before and after midnight as two entries.",
  };
}
