import { UNKNOWN } from "pulumi-yay/callflow";
import type { Change, Drifted, Looked, Named, Pending, Props, Verdicts } from "./looked.js";
import { namedOf, pictured } from "./named.js";
import { placesBetween, type SaidPlace } from "./places.js";
import { type NameOf, valueInWords } from "./words.js";

/** Judges the resources of a preview: what somebody else has changed is drift, what the program changes is not. */
export function judgeLooked(resources: readonly Looked[], nameOf: NameOf): Verdicts {
  const verdicts = resources.map((looked) => judgeOne(looked, nameOf));
  return {
    drifted: verdicts.flatMap(({ drifted }) => drifted ?? []),
    pending: verdicts.flatMap(({ pending }) => pending ?? []),
    agreed: verdicts.flatMap(({ agreed }) => agreed ?? []),
  };
}

interface Verdict {
  readonly drifted?: Drifted;
  readonly pending?: Pending;
  readonly agreed?: Named;
}

function judgeOne(looked: Looked, nameOf: NameOf): Verdict {
  const named = namedOf(looked);
  const { live, program } = looked;
  if (live === undefined) return program === undefined ? { agreed: named } : { drifted: { ...named, fate: "deleted", changes: [] } };
  if (program === undefined)
    return { pending: { ...named, sentences: ["the program does not declare it any more: `pulumi up` deletes it"] } };
  const { drift, agreed, edits } = sorted(looked, { live, program }, nameOf);
  return {
    ...(drift.length > 0 && {
      drifted: { ...named, fate: "changed" as const, changes: drift, ...pictured(looked, { held: looked.held, live }, drift) },
    }),
    ...(edits.length > 0 && { pending: { ...named, sentences: edits } }),
    ...(agreed && { agreed: named }),
  };
}

interface Sorted {
  readonly drift: readonly Change[];
  /** Whether somebody changed something to what the program says. */
  readonly agreed: boolean;
  /** What the program changes, in sentences. */
  readonly edits: readonly string[];
}

/** Tells what somebody else has changed from what the program changes, place by place. */
function sorted({ kind, held }: Looked, { live, program }: { readonly live: Props; readonly program: Props }, nameOf: NameOf): Sorted {
  const behind = placesBetween({ kind, from: held, to: live }, { nameOf, against: "the program" });
  const isManaged = ({ path }: SaidPlace): boolean => Object.hasOwn(program, argumentOf(path));
  const wanted = placesBetween({ kind, from: program, to: live }, { nameOf, against: "the program" }).filter(isManaged);
  const drift = behind.flatMap((place): Change[] => {
    const word = wanted.find(({ path }) => path === place.path);
    if (word !== undefined) return [withDeployed(word, place, nameOf)];
    return wanted.some(({ path }) => isWithin(path, place.path) || isWithin(place.path, path)) ? [place] : [];
  });
  // What is not known before an update follows from another change, and is none of its own.
  const planned = placesBetween({ kind, from: live, to: program }, { nameOf }).filter(({ to }) => !hasUnknown(to));
  const isDrift = ({ path }: SaidPlace): boolean => behind.some((place) => isWithin(path, place.path) || isWithin(place.path, path));
  const edits = planned.filter((place) => !isDrift(place));
  const unnamed = new Set(edits.filter((place) => !isManaged(place)).map(({ path }) => argumentOf(path)));
  return {
    drift,
    agreed: drift.length < behind.length,
    edits: [
      ...edits.filter(isManaged).map(({ sentence }) => sentence),
      ...[...unnamed].map((name) => `${name} is not in the program any more`),
    ],
  };
}

/** The program's word, and what was deployed if that is another one. */
function withDeployed(word: SaidPlace, place: SaidPlace, nameOf: NameOf): Change {
  if (JSON.stringify(word.from) === JSON.stringify(place.from)) return word;
  return { ...word, deployed: place.from, sentence: `${word.sentence} (last deployed: ${valueInWords(place.from, nameOf)})` };
}

function hasUnknown(value: unknown): boolean {
  return value === UNKNOWN || (typeof value === "object" && value !== null && Object.values(value).some(hasUnknown));
}

function argumentOf(path: string): string {
  return path.split(".")[0] ?? "";
}

function isWithin(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}.`);
}
