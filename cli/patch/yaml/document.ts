import { carriedOver } from "./whitespace.js";
import {
  type CreateNodeOptions,
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type ToStringOptions,
  visit,
} from "yaml";

/** A file of YAML while it is edited: comments, order and spelling of what stays are kept. */
export class YamlFile {
  readonly #document: Document.Parsed;
  readonly #lines = new LineCounter();
  readonly #options: ToStringOptions;

  constructor(
    readonly file: string,
    readonly before: string,
  ) {
    this.#document = parseDocument(before, { lineCounter: this.#lines, keepSourceTokens: false });
    this.#options = optionsOf(before);
  }

  /** What is wrong with the text as YAML. */
  get faults(): readonly string[] {
    return this.#document.errors.map(({ message }) => message.split("\n")[0] ?? "");
  }

  get root(): Node | null {
    return this.#document.contents;
  }

  /** The line of a node before the edits; of one that has none, that of what it stands in. */
  lineOf(node: unknown): number | undefined {
    const start = isNode(node) ? node.range?.[0] : undefined;
    return start === undefined ? undefined : this.#lines.linePos(start).line;
  }

  /** A value as a node, written in one line if its neighbours are. */
  nodeOf(value: unknown, inOneLine: boolean): Node {
    const options: CreateNodeOptions = { flow: inOneLine };
    return this.#document.createNode(value, options);
  }

  /** Whether an alias somewhere repeats a node, or something that the node is a part of, so that an edit would change more than one place. */
  isRepeated(node: Node): boolean {
    return this.#repeated().some((outer) => holds(outer, node));
  }

  /** Whether an alias somewhere repeats a node or a part of it, so that it would have nothing to repeat if the node went. */
  holdsRepeated(node: unknown): boolean {
    return isNode(node) && this.#repeated().some((inner) => holds(node, inner));
  }

  #repeated(): Node[] {
    const sources = new Set<string>();
    visit(this.#document, { Alias: (_key, { source }) => void sources.add(source) });
    const found: Node[] = [];
    if (sources.size === 0) return found;
    visit(this.#document, {
      Value: (_key, node) => {
        if (node.anchor !== undefined && sources.has(node.anchor)) found.push(node);
      },
    });
    return found;
  }

  /**
   * The edited text. What the library would write in another way than the file has it stays as it is; undefined if the edits cannot be told from
   * that.
   */
  get text(): string | undefined {
    const after = this.#document.toString(this.#options);
    const untouched = parseDocument(this.before).toString(this.#options);
    const merged = carriedOver({ written: this.before, untouched, after });
    return isSameData(parseDocument(merged), this.#document) ? merged : undefined;
  }
}

function holds(outer: Node, inner: Node): boolean {
  let isInside = false;
  visit(outer, { Value: (_key, node) => void (isInside ||= node === inner) });
  return isInside;
}

function isSameData(a: Document, b: Document): boolean {
  // However often it repeats something: a program has read the file before.
  const options = { maxAliasCount: -1 };
  return a.errors.length === 0 && JSON.stringify(a.toJS(options)) === JSON.stringify(b.toJS(options));
}

/** How the file is written: indentation, lists, braces. */
function optionsOf(text: string): ToStringOptions {
  const lines = text.split(/\r?\n/);
  const step = lines.flatMap((line) => /^( +)[^\s#-]/.exec(line)?.[1]?.length ?? []).find((length) => length > 1) ?? 2;
  const listUnderKey = lines.findIndex((line, index) => /:\s*$/.test(line) && /^\s*- /.test(lines[index + 1] ?? ""));
  const indentOf = (line = ""): number => /^ */.exec(line)?.[0].length ?? 0;
  return {
    indent: step,
    indentSeq: listUnderKey < 0 || indentOf(lines[listUnderKey + 1]) > indentOf(lines[listUnderKey]),
    lineWidth: 0,
    flowCollectionPadding: !/\{\S/.test(text.replaceAll("{}", "")),
    ...(text.includes(": '") && !text.includes(': "') && { singleQuote: true }),
  };
}

/** The pair of a map that has a key. */
export function pairOf(map: Node | null | undefined, key: string): Pair | undefined {
  if (!isMap(map)) return undefined;
  return map.items.find((pair) => isPair(pair) && keyOf(pair) === key);
}

/** The key of a pair as text. */
export function keyOf({ key }: Pair): string {
  return String(isScalar(key) ? key.value : key);
}

export { isAlias, isMap, isScalar, isSeq };
