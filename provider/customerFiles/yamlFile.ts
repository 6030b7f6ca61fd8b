import { readFileSync } from "node:fs";
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { isRecord, type Props } from "../common/values";
import type { CustomerFinding } from "../customer/findings";
import type { Path } from "../customer/references";
import { type Place, Places } from "./places";

/** What is wrong in a file, with its place. */
export interface PlacedFinding extends CustomerFinding {
  readonly place: Place;
}

/** A file of YAML as data, with the place of every part of it. */
export interface YamlFile {
  readonly data: Props;
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
  const begin = { file: shown, line: 1, column: 1 };
  places.set([], begin);
  const document = parseDocument(readFileSync(path, "utf8"), { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file: shown, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const findings = document.errors.map(({ message, pos }) => ({ path: [], reason: `is no YAML: ${message}`, place: placeAt(pos[0]) }));
  if (findings.length > 0) return { data: {}, places, findings };
  const data = dataOf(document);
  if (!isRecord(data))
    return { data: {}, places, findings: [{ path: [], reason: "must hold a map, such as customer: and users:", place: begin }] };
  note(document, { node: document.contents, path: [], depth: 0 }, (at, offset) => places.set(at, placeAt(offset)));
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

function note(document: Document, { node, path, depth }: Visit, set: (path: Path, offset: number) => void): void {
  if (depth > DEEPEST) return;
  const inner = isAlias(node) ? (node.resolve(document) ?? null) : node;
  if (isMap(inner)) {
    for (const { key, value } of inner.items) {
      if (!isScalar(key)) continue;
      const at = [...path, String(key.value)];
      if (key.range) set(at, key.range[0]);
      note(document, { node: value as Node | null, path: at, depth: depth + 1 }, set);
    }
  }
  if (!isSeq(inner)) return;
  inner.items.forEach((item, index) => {
    const at = [...path, index];
    const each = item as Node | null;
    if (each?.range) set(at, each.range[0]);
    note(document, { node: each, path: at, depth: depth + 1 }, set);
  });
}
