import type { Node, Pair, YAMLMap, YAMLSeq } from "yaml";
import { aligned } from "../align.js";
import { targetsOf } from "../differences.js";
import { wordsOfPath } from "../path.js";
import { broughtBack, TAKEN_OUT, whyNotDeployed } from "../reasons.js";
import type { Segment } from "../types.js";
import {
  asList,
  Computed,
  equal,
  holdsComputed,
  holdsSecret,
  holdsUndeployed,
  isBlank,
  isRecord,
  isTakenOut,
  own,
  Undeployed,
  valueAt,
} from "../values.js";
import type { TargetValue } from "../editContext.js";
import { isAlias, isMap, isScalar, isSeq, keyOf, pairOf, type YamlFile } from "./document.js";

const SECRET = "is a secret, which no patch has";
const REPEATED = "is repeated elsewhere by an alias";

const HOLDS_ALIAS = "holds an alias of something that stands in several places";

function whyEdited(now?: unknown): string {
  return whyNotDeployed(now === undefined || typeof now === "object" ? undefined : JSON.stringify(now), "that change");
}

/** Why a value cannot be written; undefined if it can. */
function whyNotWritten(value: unknown): string | undefined {
  if (holdsSecret(value)) return SECRET;
  if (holdsUndeployed(value)) return whyEdited();
  return holdsComputed(value) ? HOLDS_ALIAS : undefined;
}

/** What came of a target: whether it was reached, and what of it was not, each with its line. */
export interface YamlOutcome {
  readonly edits: number;
  readonly failed: readonly Said[];
  /** What to look at of what was. */
  readonly remarks: readonly Said[];
}

interface Said {
  readonly line: number | undefined;
  readonly reason: string;
}

/**
 * Brings a part of a file of YAML nearer to what lives, in place: by path, without running any program.
 * @param depth how many segments of the path lead to a place in the file as it is, also within a list
 */
export function editYaml(file: YamlFile, { path, from, to }: TargetValue, depth = 0): YamlOutcome {
  const editing = new Editing(file);
  const { root } = file;
  if (root === null || !isMap(root)) return { edits: 0, failed: [{ line: 1, reason: "has no map to edit" }], remarks: [] };
  const place = path.slice(0, depth);
  for (const target of targetsOf(valueAt(said(root), place), [{ path: path.slice(depth), from, to }]))
    editing.within(root, { ...target, path: [...place, ...target.path] });
  return editing;
}

class Editing implements YamlOutcome {
  edits = 0;
  readonly failed: Said[] = [];
  readonly remarks: Said[] = [];

  constructor(readonly file: YamlFile) {}

  /** Edits the value of a key of a map, or what stands under it. */
  within(map: YAMLMap, { path, from, to }: TargetValue): void {
    const [segment = "", ...rest] = path;
    const pair = pairOf(map, String(segment));
    if (pair === undefined) return this.#add(map, String(segment), nested(rest, to));
    const value = pair.value as Node | null;
    if (isAlias(value)) return this.#fail(value, `is the alias *${value.source}, which stands in several places`);
    if (rest.length === 0) return to === undefined ? this.#remove(map, pair) : this.#set(pair, { from, to });
    if (isMap(value)) return this.within(value, { path: rest, from, to });
    if (isSeq(value)) return this.#item(value, { path: rest, from, to });
    if (isBlank(plain(value))) return this.#set(pair, { from, to: nested(rest, to) });
    return this.#fail(value, `has no ${wordsOfPath(rest)} to change`);
  }

  #item(list: YAMLSeq, { path, from, to }: TargetValue): void {
    const [index = 0, ...rest] = path;
    const item = list.items[Number(index)];
    if (isMap(item) && rest.length > 0) return this.within(item, { path: rest, from, to });
    if (rest.length > 0) return this.#fail(list, `has no ${wordsOfPath([index])} to change`);
    if (this.file.isRepeated(list)) return this.#fail(list, REPEATED);
    this.#changeItem(list, Number(index), { from, to });
  }

  #set(pair: Pair, { from, to }: Omit<TargetValue, "path">): void {
    const value = pair.value as Node | null;
    if (to instanceof Undeployed) return this.#fail(value, whyEdited(to.now));
    if (equal(from, to) || equal(said(value), to)) return;
    if (value !== null && this.file.isRepeated(value)) return this.#fail(value, REPEATED);
    if (isMap(value) && isRecord(to)) return this.#map(value, { from, to });
    const list = Array.isArray(from) && !Array.isArray(to) ? undefined : asList(to);
    if (isSeq(value) && list !== undefined) return this.#list(value, list);
    const reason = whyNotWritten(to);
    if (reason !== undefined) return this.#fail(value, reason);
    this.#replace(pair, to);
  }

  #replace(pair: Pair, to: unknown): void {
    const value = pair.value as Node | null;
    this.edits += 1;
    if (isScalar(value) && (typeof to !== "object" || to === null)) value.value = to;
    else pair.value = this.file.nodeOf(to, isInOneLine(value) || (isScalar(value) && value.value !== null));
  }

  #map(map: YAMLMap, { from, to }: { readonly from: unknown; readonly to: Readonly<Record<string, unknown>> }): void {
    const was = isRecord(from) ? from : {};
    for (const key of Object.keys({ ...was, ...to })) {
      const [isThere, before] = [pairOf(map, key) !== undefined, this.edits];
      this.within(map, { path: [key], from: own(was, key), to: own(to, key) });
      if (!isThere && !isBlank(own(was, key)) && this.edits > before)
        this.remarks.push({ line: this.file.lineOf(map), reason: broughtBack(key) });
    }
  }

  #list(list: YAMLSeq, to: readonly unknown[]): void {
    const items = list.items as Node[];
    const now = items.map(said);
    if (to.some(isTakenOut)) this.#fail(list, TAKEN_OUT);
    const target = to.filter((item) => !isTakenOut(item));
    const { changed, gone, come } = aligned(now, target);
    const reason = come.map(({ at }) => whyNotWritten(target[at])).find((one) => one !== undefined);
    if (reason !== undefined) return this.#fail(list, reason);
    for (const [index, at] of changed) this.#changeItem(list, index, { from: now[index], to: target[at] });
    const inserted = come.map(({ at, before }) => ({
      before,
      node: this.file.nodeOf(target[at], isInOneLine(items[0]) || list.flow === true),
    }));
    list.items = [...items.keys(), items.length].flatMap((index) => {
      const item = items[index];
      const here = inserted.filter(({ before }) => before === index).map(({ node }) => node);
      return item === undefined || gone.includes(index) ? here : [...here, item];
    });
    this.edits += gone.length + come.length;
  }

  #changeItem(list: YAMLSeq, index: number, { from, to }: Omit<TargetValue, "path">): void {
    const item = list.items[index] as Node;
    if (isAlias(item)) return this.#fail(item, `is the alias *${item.source}, which stands in several places`);
    if (to instanceof Undeployed) return this.#fail(item, whyEdited(to.now));
    if (isMap(item) && isRecord(to)) return this.#map(item, { from, to });
    const reason = whyNotWritten(to);
    if (reason !== undefined) return this.#fail(item, reason);
    this.edits += 1;
    if (isScalar(item) && (typeof to !== "object" || to === null)) item.value = to;
    else list.items[index] = this.file.nodeOf(to, isInOneLine(item) || isScalar(item));
  }

  #add(map: YAMLMap, key: string, to: unknown): void {
    if (to === undefined) return;
    if (this.file.isRepeated(map)) return this.#fail(map, REPEATED);
    const reason = whyNotWritten(to);
    if (reason !== undefined) return this.#fail(map, reason);
    const flow =
      map.flow === true ||
      (typeof to === "object" && to !== null && map.items.length > 0 && map.items.every(({ value }) => isInOneLine(value)));
    map.set(this.file.nodeOf(key, false), this.file.nodeOf(to, flow));
    this.edits += 1;
  }

  #remove(map: YAMLMap, pair: Pair): void {
    if (isBlank(said(pair.value))) return;
    if (this.file.isRepeated(map) || this.file.holdsRepeated(pair.value)) return this.#fail(pair.value, REPEATED);
    map.items.splice(map.items.indexOf(pair), 1);
    this.edits += 1;
  }

  #fail(node: unknown, reason: string): void {
    this.failed.push({ line: this.file.lineOf(node), reason });
  }
}

/** The value of a node. An alias has none. */
export function plain(node: unknown): unknown {
  return valueOf(node, () => undefined);
}

/** The value of a node, in which an alias stands for itself. */
function said(node: unknown): unknown {
  return valueOf(node, (source) => new Computed(`*${source}`));
}

function valueOf(node: unknown, alias: (source: string) => unknown): unknown {
  if (isMap(node)) return Object.fromEntries(node.items.map((pair) => [keyOf(pair), valueOf(pair.value, alias)]));
  if (isSeq(node)) return node.items.map((item) => valueOf(item, alias));
  if (isAlias(node)) return alias(node.source);
  return isScalar(node) ? node.value : undefined;
}

function isInOneLine(node: unknown): boolean {
  return (isMap(node) || isSeq(node)) && node.flow === true;
}

/** A value under a path of keys. */
function nested(path: readonly Segment[], to: unknown): unknown {
  return to === undefined ? undefined : path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), to);
}
