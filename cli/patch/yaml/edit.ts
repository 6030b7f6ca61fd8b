import type { Node, Pair, YAMLMap, YAMLSeq } from "yaml";
import { aligned, isSameOne, merged } from "../align.js";
import { indexOf, wordsOfPath } from "../path.js";
import { whyNotDeployed } from "../reasons.js";
import type { Segment } from "../types.js";
import { asList, equal, holdsSecret, isBlank, isRecord, own, saysMore } from "../values.js";
import type { Wish } from "../work.js";
import { isAlias, isMap, isScalar, isSeq, keyOf, pairOf, type YamlFile } from "./document.js";

const SECRET = "is a secret, which no patch has";
const REPEATED = "is repeated elsewhere by an alias";

function whyEdited(now: unknown): string {
  return whyNotDeployed(typeof now === "object" ? undefined : JSON.stringify(now), "that change");
}

/** What came of a wish: whether it was met, and what of it was not, each with its line. */
export interface YamlOutcome {
  readonly edits: number;
  readonly failed: readonly { readonly line: number | undefined; readonly reason: string }[];
}

/** Brings a part of a file of YAML nearer to what lives, in place: by path, without running any program. */
export function editYaml(file: YamlFile, wish: Wish): YamlOutcome {
  const editing = new Editing(file);
  const { root } = file;
  if (root === null || !isMap(root)) return { edits: 0, failed: [{ line: 1, reason: "has no map to edit" }] };
  editing.within(root, wish);
  return editing;
}

class Editing implements YamlOutcome {
  edits = 0;
  readonly failed: { line: number | undefined; reason: string }[] = [];

  constructor(readonly file: YamlFile) {}

  /** Edits the value of a key of a map, or what stands under it. */
  within(map: YAMLMap, { path, from, to }: Wish): void {
    const [segment = "", ...rest] = path;
    const pair = pairOf(map, String(segment));
    if (pair === undefined) return this.#add(map, String(segment), nested(rest, to));
    const value = pair.value as Node | null;
    if (isAlias(value)) return this.#fail(value, `is the alias *${value.source}, which stands in several places`);
    if (rest.length === 0) return to === undefined ? this.#remove(map, pair, from) : this.#set(pair, { from, to });
    if (isMap(value)) return this.within(value, { path: rest, from, to });
    if (isSeq(value)) return this.#item(value, { path: rest, from, to });
    if (isBlank(plain(value))) return this.#set(pair, { from, to: nested(rest, to) });
    return this.#fail(value, `has no ${wordsOfPath(rest)} to change`);
  }

  #item(list: YAMLSeq, { path, from, to }: Wish): void {
    const [segment = 0, ...rest] = path;
    const items = list.items as Node[];
    const index =
      indexOf(segment) ??
      items.findIndex((item) => isRecord(plain(item)) && own(plain(item) as Record<string, unknown>, "name") === segment);
    const item = items[index];
    const now = items.map(plain);
    if (rest.length > 0)
      return isMap(item) ? this.within(item, { path: rest, from, to }) : this.#fail(list, `has no ${wordsOfPath([segment])} to change`);
    const value = indexOf(segment) === undefined && isRecord(to) ? { name: segment, ...to } : to;
    const target =
      to === undefined
        ? now.filter((_each, at) => at !== index)
        : item === undefined
          ? [...now, value]
          : now.map((each, at) => (at === index ? value : each));
    if (!equal(now, target) && this.file.isRepeated(list)) return this.#fail(list, REPEATED);
    this.#list(list, { from: undefined, to: target });
  }

  #set(pair: Pair, { from, to }: Omit<Wish, "path">): void {
    const value = pair.value as Node | null;
    const now = plain(value);
    // What nobody has changed stays, even if the file says something else by now.
    if (equal(from, to) || equal(now, to)) return;
    if (value !== null && this.file.isRepeated(value)) return this.#fail(value, REPEATED);
    if (isMap(value) && isRecord(to)) return this.#map(value, { from, to });
    const list = Array.isArray(from) && !Array.isArray(to) ? undefined : asList(to);
    if (isSeq(value) && list !== undefined) return this.#list(value, { from: asList(from), to: list });
    if (holdsSecret(from) || holdsSecret(to)) return this.#fail(value, SECRET);
    if (isBlank(from) || isBlank(now) || equal(now, from) || typeof now === "object") return this.#replace(pair, to);
    this.#fail(value, whyEdited(now));
  }

  #replace(pair: Pair, to: unknown): void {
    const value = pair.value as Node | null;
    this.edits += 1;
    if (isScalar(value) && (typeof to !== "object" || to === null)) value.value = to;
    else pair.value = this.file.nodeOf(to, isInOneLine(value) || (isScalar(value) && value.value !== null));
  }

  #map(map: YAMLMap, { from, to }: { readonly from: unknown; readonly to: Readonly<Record<string, unknown>> }): void {
    const was = isRecord(from) ? from : {};
    for (const key of Object.keys({ ...was, ...to })) this.within(map, { path: [key], from: own(was, key), to: own(to, key) });
  }

  #list(list: YAMLSeq, { from, to }: { readonly from: readonly unknown[] | undefined; readonly to: readonly unknown[] }): void {
    const items = list.items as Node[];
    const now = items.map(plain);
    const target = from === undefined ? to : merged(now, { from, to });
    const { changed, gone, come } = aligned(now, target);
    if (come.some(({ at }) => holdsSecret(target[at]))) return this.#fail(list, SECRET);
    for (const [index, at] of changed)
      this.#changeItem(list, index, { from: from?.find((one) => isSameOne(one, now[index])) ?? now[index], to: target[at] });
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

  #changeItem(list: YAMLSeq, index: number, { from, to }: Omit<Wish, "path">): void {
    const item = list.items[index] as Node;
    if (isAlias(item)) return this.#fail(item, `is the alias *${item.source}, which stands in several places`);
    if (isMap(item) && isRecord(to)) return this.#map(item, { from, to });
    if (holdsSecret(to)) return this.#fail(item, SECRET);
    this.edits += 1;
    if (isScalar(item) && (typeof to !== "object" || to === null)) item.value = to;
    else list.items[index] = this.file.nodeOf(to, isInOneLine(item) || isScalar(item));
  }

  #add(map: YAMLMap, key: string, to: unknown): void {
    if (to === undefined) return;
    if (this.file.isRepeated(map)) return this.#fail(map, REPEATED);
    if (holdsSecret(to)) return this.#fail(map, SECRET);
    const flow =
      map.flow === true ||
      (typeof to === "object" && to !== null && map.items.length > 0 && map.items.every(({ value }) => isInOneLine(value)));
    map.set(this.file.nodeOf(key, false), this.file.nodeOf(to, flow));
    this.edits += 1;
  }

  #remove(map: YAMLMap, pair: Pair, from: unknown): void {
    const now = plain(pair.value);
    // What the state has not either, nobody has taken away.
    if (isBlank(now) || isBlank(from)) return;
    if (this.file.isRepeated(map) || this.file.holdsRepeated(pair.value)) return this.#fail(pair.value, REPEATED);
    if (saysMore(now, from)) return this.#fail(pair.value, whyEdited(now));
    map.items.splice(map.items.indexOf(pair), 1);
    this.edits += 1;
  }

  #fail(node: unknown, reason: string): void {
    this.failed.push({ line: this.file.lineOf(node), reason });
  }
}

/** The value of a node. */
export function plain(node: unknown): unknown {
  if (isMap(node)) return Object.fromEntries(node.items.map((pair) => [keyOf(pair), plain(pair.value)]));
  if (isSeq(node)) return node.items.map(plain);
  return isScalar(node) ? node.value : undefined;
}

function isInOneLine(node: unknown): boolean {
  return (isMap(node) || isSeq(node)) && node.flow === true;
}

/** A value under a path of keys. */
function nested(path: readonly Segment[], to: unknown): unknown {
  return to === undefined ? undefined : path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), to);
}
