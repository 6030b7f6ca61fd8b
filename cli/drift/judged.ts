import { HIDDEN, standsForSecret, UNKNOWN } from "pulumi-yay/callflow";
import type { Change, Drifted, Looked, Named, Pending, Props, Verdicts } from "./looked.js";
import { withLiveForUnknown } from "./known.js";
import { namedOf, pictured } from "./named.js";
import { orKind, placesBetween, type SaidPlace } from "./places.js";
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
function sorted(looked: Looked, { live, program }: { readonly live: Props; readonly program: Props }, nameOf: NameOf): Sorted {
  const { kind, held, isTouched, changes } = looked;
  const uuids = { ...looked.stepUuids.held, ...looked.stepUuids.live };
  const behind = placesBetween({ kind, from: held, to: live, uuids }, { nameOf, against: "the program" });
  const isManaged = ({ path }: SaidPlace): boolean => Object.hasOwn(program, argumentOf(path));
  const said = withLiveForUnknown(program, live) as Props;
  const wanted = placesBetween({ kind, from: said, to: live, uuids }, { nameOf, against: "the program" }).filter(isManaged);
  const hidden = hiddenChange(looked, live);
  const seen = behind.flatMap((place): Change[] => {
    const word = wanted.find(({ path }) => path === place.path);
    if (word !== undefined) return [withDeployed(word, place, orKind(kind, place, nameOf))];
    return wanted.some(({ path }) => isWithin(path, place.path) || isWithin(place.path, path)) ? [place] : [];
  });
  // What is not known before an update follows from another change, and is none of its own.
  const planned = placesBetween({ kind, from: live, to: program, uuids }, { nameOf });
  const isDrift = ({ path }: SaidPlace): boolean => behind.some((place) => isWithin(path, place.path) || isWithin(place.path, path));
  const edits = planned.filter((place) => !isDrift(place) && !hasUnknown(place.to));
  const isHiddenEdit = changes && !isTouched && planned.length === 0 && hiddenPaths(program, []).length > 0;
  const unseen = isHiddenEdit ? ["something that is not shown, such as a secret"] : [];
  const unnamed = new Set(edits.filter((place) => !isManaged(place)).map(({ path }) => argumentOf(path)));
  return {
    drift: [...seen, ...(changes ? hidden : [])],
    agreed: seen.length < behind.length || (hidden.length > 0 && !changes),
    edits: [
      ...edits.filter(isManaged).map(({ sentence }) => sentence),
      ...[...unnamed].map((name) => `${name} is not in the program any more`),
      ...unseen,
    ],
  };
}

/** What a refresh has changed although both states look alike: one of the secrets, which they only mark. */
function hiddenChange({ held, isTouched }: Looked, live: Props): Change[] {
  if (!isTouched || JSON.stringify(held) !== JSON.stringify(live)) return [];
  const [path, ...others] = hiddenPaths(held, []);
  if (path === undefined) return [];
  const which = others.length === 0 ? path : `one of ${[path, ...others].join(", ")}`;
  const sentence = `${which} is not what the program says; it is a secret and not shown`;
  return [{ path, from: HIDDEN, to: HIDDEN, sentence }];
}

function hiddenPaths(value: unknown, path: readonly string[]): string[] {
  if (standsForSecret(value)) return [path.join(".")];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    path.length === 0 && key === "confidential" ? [] : hiddenPaths(item, [...path, key]),
  );
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
