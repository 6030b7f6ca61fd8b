import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, Scalar } from "yaml";
import { isRecord, type Props } from "../common/values";
import type { CustomerFinding } from "../customer/findings";
import type { Path } from "../customer/references";
import { type Aliases, type Hole, resolveAliases } from "./aliases";
import { readUtf8 } from "./fileText";
import { type Place, Places, wholeFile } from "./places";

/** What is wrong in a file, with its place. */
export interface PlacedFinding extends CustomerFinding {
  readonly place: Place;
}

/** A file of YAML as data, with the place of every part of it. */
export interface YamlFile {
  /** Undefined if it could not be read at all; the findings say why. */
  readonly data: Props | undefined;
  readonly places: Places;
  readonly findings: readonly PlacedFinding[];
  /** Paths whose values could not be read, as the findings say: whatever else is found wrong with them is no fault of its own. */
  readonly unread: readonly Path[];
}

/**
 * Reads a file whose content is a map. Its keys are texts, so that the keys of a menu need no quotes.
 *
 * @param shown the path by which people know the file.
 */
export function readYaml(path: string, shown: string): YamlFile {
  const places = new Places();
  const whole = wholeFile(shown);
  places.set([], whole);
  const withFindings = (findings: readonly PlacedFinding[]): YamlFile => ({ data: undefined, places, findings, unread: [] });
  const unreadable = (reason: string, place: Place = whole): YamlFile => withFindings([{ path: [], reason, place }]);
  const read = readUtf8(path);
  if ("brokenLine" in read) return unreadable("is not UTF-8; save it as UTF-8", { file: shown, line: read.brokenLine, column: 1 });
  const lines = new LineCounter();
  // Keys that are written twice are found below, so that the rest of the file is looked at, too.
  const document = parseDocument(read.text, { lineCounter: lines, prettyErrors: false, stringKeys: true, uniqueKeys: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file: shown, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const errors = document.errors.map((error) => ({ path: [], reason: `is no YAML: ${wordsFor(error)}`, place: placeAt(error.pos[0]) }));
  if (errors.length > 0) return withFindings(errors);
  const aliases = resolveAliases(document);
  const data = dataOf(document);
  if (data === TOO_MANY) return unreadable(TOO_MANY);
  if (!isRecord(data)) return unreadable("must hold a map, such as customer: and users:");
  return { data, places, ...notesOn(document, aliases, { places, placeAt }) };
}

/** Faults of which the parser's own texts repeat what stands there, which may be a password without quotation marks. */
const FAULTS: Readonly<Partial<Record<string, string>>> = {
  TAG_RESOLVE_FAILED: "a tag (!) that nobody knows; a text that begins with ! needs quotation marks",
  UNEXPECTED_TOKEN: "something stands where nothing can; a text with signs of YAML needs quotation marks",
  BAD_DQ_ESCAPE: "a backslash in double quotation marks that begins no escape; use single ones",
};

function wordsFor({ code, message }: { readonly code: string; readonly message: string }): string {
  return FAULTS[code] ?? message;
}

/** No customer uses an anchor so often. Beyond that a small file could be data without end. */
const MOST_ALIASES = 10_000;

const TOO_MANY = `its aliases bring in more than ${MOST_ALIASES} copies of one anchor; write out what most of them mean, or use a template`;

function dataOf(document: Document): unknown {
  try {
    return JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: MOST_ALIASES }))) as unknown;
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return TOO_MANY;
  }
}

interface Noting {
  readonly places: Places;
  readonly placeAt: (offset: number) => Place;
}

/** Sets the place of each part of a document, and finds what is wrong with its keys and its aliases. */
function notesOn(document: Document, aliases: Aliases, { places, placeAt }: Noting): Pick<YamlFile, "findings" | "unread"> {
  const findings: PlacedFinding[] = [];
  const unread: Path[] = [];
  note(aliases, { node: document.contents, path: [] }, (at, { offset, first, fault }) => {
    const place = placeAt(offset);
    if (fault !== undefined) unread.push(at);
    else if (first === undefined) return places.set(at, place);
    const reason = fault ?? `is written twice, first in line ${placeAt(first ?? 0).line}; take one out`;
    // What an alias repeats is one fault, however often it is used.
    if (!findings.some((one) => one.place.line === place.line && one.place.column === place.column))
      findings.push({ path: at, reason, place });
  });
  return { findings, unread };
}

/** Whether a path is one that could not be read, or leads into it. */
export function isWithin(unread: readonly Path[], path: Path): boolean {
  return unread.some((one) => one.every((key, index) => index < path.length && String(path[index]) === String(key)));
}

interface Visit {
  readonly node: Node | null;
  readonly path: Path;
}

/** Where something begins, and what is wrong with it: the same key of the same map stands before, or it cannot be read. */
interface Found {
  readonly offset: number;
  readonly first?: number | undefined;
  readonly fault?: string;
}

const NO_MERGE = "is a merge key of YAML, which is not taken; write out what it would bring in, or share flows and hours by a template";

function note(aliases: Aliases, { node, path }: Visit, set: (path: Path, found: Found) => void): void {
  const hole: Hole | undefined = node === null ? undefined : aliases.holes.get(node);
  if (hole !== undefined) return set(path, { offset: hole.offset, fault: hole.reason });
  const inner = aliases.meant(node);
  if (isMap(inner)) {
    const before = new Map<string, number>();
    for (const { key, value } of inner.items) {
      if (!isScalar(key)) continue;
      const name = String(key.value);
      const at = [...path, name];
      const offset = key.range?.[0] ?? 0;
      set(at, { offset, first: before.get(name) });
      before.set(name, before.get(name) ?? offset);
      if (name === "<<" && key.type === Scalar.PLAIN) set(at, { offset, fault: NO_MERGE });
      note(aliases, { node: value as Node | null, path: at }, set);
    }
  }
  if (!isSeq(inner)) return;
  inner.items.forEach((item, index) => {
    const at = [...path, index];
    const each = item as Node | null;
    if (each?.range) set(at, { offset: each.range[0] });
    note(aliases, { node: each, path: at }, set);
  });
}
