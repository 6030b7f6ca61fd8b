import { readFileSync } from "node:fs";
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { isRecord, type Props } from "../common/values";
import type { CustomerFinding } from "../customer/findings";
import type { Path } from "../customer/references";
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
}

/**
 * Reads a file whose content is a map. Its keys are texts, so that the keys of a menu need no quotes.
 *
 * @param shown the path by which people know the file.
 */
export function readYaml(path: string, shown: string): YamlFile {
  const places = new Places();
  const lines = new LineCounter();
  const whole = wholeFile(shown);
  places.set([], whole);
  // Keys that are written twice are found below, so that the rest of the file is looked at, too.
  const options = { lineCounter: lines, prettyErrors: false, stringKeys: true, uniqueKeys: false };
  const document = parseDocument(readFileSync(path, "utf8"), options);
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file: shown, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const errors = document.errors.map(({ message, pos }) => ({ path: [], reason: `is no YAML: ${message}`, place: placeAt(pos[0]) }));
  if (errors.length > 0) return { data: undefined, places, findings: errors };
  const data = dataOf(document);
  if (!isRecord(data))
    return { data: undefined, places, findings: [{ path: [], reason: "must hold a map, such as customer: and users:", place: whole }] };
  const findings: PlacedFinding[] = [];
  note(document, { node: document.contents, path: [], depth: 0 }, (at, { offset, first }) => {
    const place = placeAt(offset);
    if (first === undefined) return places.set(at, place);
    const reason = `is written twice, first in line ${placeAt(first).line}; take one out`;
    if (!findings.some((one) => one.place.line === place.line && one.place.column === place.column))
      findings.push({ path: at, reason, place });
  });
  return { data, places, findings };
}

/** Undefined if aliases would make more of it than anybody has written, or lead round. */
function dataOf(document: Document): unknown {
  try {
    return JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: 100 }))) as unknown;
  } catch {
    return undefined;
  }
}

interface Visit {
  readonly node: Node | null;
  readonly path: Path;
  readonly depth: number;
}

/** Aliases may lead round; no customer is nested so deep. */
const DEEPEST = 32;

/** Where something begins, and where the same key of the same map stands before. */
interface Found {
  readonly offset: number;
  readonly first?: number | undefined;
}

function note(document: Document, { node, path, depth }: Visit, set: (path: Path, found: Found) => void): void {
  if (depth > DEEPEST) return;
  const inner = isAlias(node) ? (node.resolve(document) ?? null) : node;
  if (isMap(inner)) {
    const before = new Map<string, number>();
    for (const { key, value } of inner.items) {
      if (!isScalar(key)) continue;
      const name = String(key.value);
      const at = [...path, name];
      const offset = key.range?.[0] ?? 0;
      set(at, { offset, first: before.get(name) });
      before.set(name, before.get(name) ?? offset);
      note(document, { node: value as Node | null, path: at, depth: depth + 1 }, set);
    }
  }
  if (!isSeq(inner)) return;
  inner.items.forEach((item, index) => {
    const at = [...path, index];
    const each = item as Node | null;
    if (each?.range) set(at, { offset: each.range[0] });
    note(document, { node: each, path: at, depth: depth + 1 }, set);
  });
}
