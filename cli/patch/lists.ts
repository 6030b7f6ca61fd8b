import ts from "typescript";
import { overLines } from "./print.js";
import type { Edit, Source } from "./source.js";
import { styleOf } from "./style.js";

/** Items between brackets, with commas between them: of an array, an object, a call, an import. */
export interface List {
  readonly source: Source;
  readonly items: readonly ts.Node[];
  /** Where the content begins, behind the opening bracket, and where it ends, before the closing one. */
  readonly start: number;
  readonly end: number;
  /** Whether blanks stand between brackets and content on one line. */
  readonly padded: boolean;
  readonly node: ts.Node;
}

/** The list that an array, an object, the names of an import or of a pattern, or the arguments of a call are. */
export function listIn(
  source: Source,
  node:
    | ts.ArrayLiteralExpression
    | ts.ObjectLiteralExpression
    | ts.NamedImports
    | ts.ObjectBindingPattern
    | ts.CallExpression
    | ts.NewExpression,
): List {
  const items =
    ts.isArrayLiteralExpression(node) || ts.isNamedImports(node) || ts.isObjectBindingPattern(node)
      ? node.elements
      : ts.isObjectLiteralExpression(node)
        ? node.properties
        : (node.arguments ?? []);
  const [start, end] = "pos" in items ? [items.pos, node.getEnd() - 1] : [node.getEnd() - 1, node.getEnd() - 1];
  const padded = ts.isObjectLiteralExpression(node) || ts.isNamedImports(node) || ts.isObjectBindingPattern(node);
  return { source, items, start, end, padded, node };
}

/** Where a comma stands behind an item, if one does. */
function commaBehind({ source, items, end }: List, index: number): number | undefined {
  const from = items[index]?.getEnd() ?? end;
  const to = items[index + 1]?.getFullStart() ?? end;
  for (let at = from; at < to;) {
    const rest = source.text.slice(at, to);
    const comment = /^(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)/.exec(rest)?.[0];
    if (comment === undefined || comment === "") return rest.startsWith(",") ? at : undefined;
    at += comment.length;
  }
  return undefined;
}

/** Whether each item begins a line of its own. */
function isOverLines({ source, items, start }: List): boolean {
  const [first] = items;
  return first !== undefined && source.lineAt(first.getStart(source.tree)) > source.lineAt(start - 1);
}

/** Whether an item has its lines to itself. */
function hasOwnLines({ source, items }: List, index: number, behind: number): boolean {
  const item = items[index];
  if (item === undefined) return false;
  const before = source.text.slice(source.lineStart(item.getStart(source.tree)), item.getStart(source.tree));
  const after = source.text.slice(behind, source.lineEnd(behind));
  return before.trim() === "" && /^\s*(?:\/\/.*|\/\*[^*]*\*\/\s*)?$/.test(after);
}

/** Takes an item out of a list, with the comments that stand over it and beside it. */
export function without(list: List, index: number): Edit[] {
  const { source, items, end } = list;
  const item = items[index];
  if (item === undefined) return [];
  const { file, text } = source;
  if (items.length === 1) return [{ file, start: list.start, end, text: "" }];
  const comma = commaBehind(list, index);
  const behind = comma === undefined ? item.getEnd() : comma + 1;
  const previous = items[index - 1];
  const isLast = index === items.length - 1;
  if (hasOwnLines(list, index, behind)) {
    const from = source.lineStart(commentsStart(list, index));
    const lineEnd = source.lineEnd(behind);
    const to = lineEnd + (text.slice(lineEnd).startsWith("\r\n") ? 2 : 1);
    const bare = isLast && comma === undefined && previous !== undefined ? commaBehind(list, index - 1) : undefined;
    return [
      { file, start: from, end: Math.min(to, end), text: "" },
      ...(bare === undefined ? [] : [{ file, start: bare, end: bare + 1, text: "" }]),
    ];
  }
  const next = items[index + 1];
  if (next !== undefined) return [{ file, start: item.getStart(source.tree), end: next.getStart(source.tree), text: "" }];
  return [
    {
      file,
      start: previous === undefined ? list.start : source.behindComment(previous.getEnd()),
      end: source.behindComment(item.getEnd()),
      text: "",
    },
  ];
}

/** Where the comments begin that belong to an item: those that stand on lines of their own right over it. */
function commentsStart({ source, items, start }: List, index: number): number {
  const item = items[index];
  const itemStart = item?.getStart(source.tree) ?? start;
  let first = itemStart;
  const full = item?.getFullStart() ?? start;
  for (const { pos } of ts.getLeadingCommentRanges(source.text, full) ?? []) {
    const isOwnLine = source.text.slice(source.lineStart(pos), pos).trim() === "";
    if (isOwnLine) first = Math.min(first, pos);
  }
  return first;
}

/** Puts an item into a list before the one that stands at `index`, or at the end. `print` gets the indentation and what the line has already. */
export function including(list: List, index: number, print: (indent: string, taken: number) => string): Edit[] {
  const { items } = list;
  if (items.length === 0) return [intoEmpty(list, print)];
  return isOverLines(list) ? onOwnLine(list, index, print) : onOneLine(list, index, print);
}

function intoEmpty(list: List, print: (indent: string, taken: number) => string): Edit {
  const { source, start, end, padded } = list;
  const style = styleOf(source);
  const indent = source.indentAt(start);
  const used = start - source.lineStart(start);
  const tail = source.lineEnd(end) - end;
  const short = print(indent, used + tail);
  const isShort = !short.includes("\n") && used + short.length + tail + 2 <= style.width;
  const around = isShort ? undefined : outermostOnLine(list);
  if (around !== undefined) return broken(around);
  const blank = padded ? " " : "";
  const deeper = indent + style.indent;
  const content = isShort ? blank + short + blank : overLines([print(deeper, deeper.length)], "[]", { style, indent }).slice(1, -1);
  return { file: source.file, start, end, text: content };
}

function onOwnLine(list: List, index: number, print: (indent: string, taken: number) => string): Edit[] {
  const { source, items, start } = list;
  const { file } = source;
  const { endOfLine } = styleOf(source);
  const sibling = items[Math.min(index, items.length - 1)] ?? source.tree;
  const indent = source.indentAt(sibling.getStart(source.tree));
  const item = print(indent, indent.length);
  const previous = items[index - 1];
  if (previous === undefined)
    return [{ file, start: source.lineEnd(start), end: source.lineEnd(start), text: endOfLine + indent + item + "," }];
  const comma = commaBehind(list, index - 1);
  const at = source.lineEnd(comma ?? previous.getEnd());
  const closes = index < items.length || comma !== undefined;
  const added = { file, start: at, end: at, text: endOfLine + indent + item + (closes ? "," : "") };
  return comma === undefined ? [added, { file, start: previous.getEnd(), end: previous.getEnd(), text: "," }] : [added];
}

function onOneLine(list: List, index: number, print: (indent: string, taken: number) => string): Edit[] {
  const { source, items } = list;
  const { file } = source;
  const style = styleOf(source);
  const [first, previous, next] = [items[0] ?? source.tree, items[index - 1], items[index]];
  const lineStart = source.lineStart(first.getStart(source.tree));
  const indent = source.indentAt(first.getStart(source.tree));
  const line = source.lineEnd(list.end) - lineStart;
  const item = print(indent, line);
  const isShort = !item.includes("\n") && line + item.length + ", ".length <= style.width;
  if (!isShort) {
    const around = outermostOnLine(list);
    if (around !== undefined) return [broken(around)];
    if (!hasComments(list)) return [broken(list, index, print)];
  }
  if (next !== undefined) {
    const at = next.getStart(source.tree);
    return [{ file, start: at, end: at, text: `${item}, ` }];
  }
  const at = previous?.getEnd() ?? list.start;
  return [{ file, start: at, end: at, text: `, ${item}` }];
}

function hasComments({ source, start, end }: List): boolean {
  return /\/\*|\/\//.test(source.text.slice(start, end));
}

/** The outermost object or list around another one that stands on the same line, without comments. It is the first to be broken. */
function outermostOnLine({ source, node, start, end }: List): List | undefined {
  const line = source.lineAt(start);
  let outermost: ts.ObjectLiteralExpression | ts.ArrayLiteralExpression | undefined;
  for (let around = node.parent; ts.isExpression(around) || ts.isObjectLiteralElement(around); around = around.parent) {
    const isOnLine = source.lineAt(around.getStart(source.tree)) === line && source.lineAt(around.getEnd()) === source.lineAt(end);
    if (isOnLine && (ts.isObjectLiteralExpression(around) || ts.isArrayLiteralExpression(around))) outermost = around;
  }
  const list = outermost === undefined ? undefined : listIn(source, outermost);
  return list === undefined || hasComments(list) ? undefined : list;
}

/** The same items, and perhaps one more, each on a line of its own. */
function broken({ source, items, start, end }: List, index = 0, print?: (indent: string, taken: number) => string): Edit {
  const style = styleOf(source);
  const indent = source.indentAt(start);
  const deeper = indent + style.indent;
  const texts = items.map((item) => indented(item.getText(source.tree), style.indent));
  if (print !== undefined) texts.splice(index, 0, print(deeper, deeper.length));
  return { file: source.file, start, end, text: overLines(texts, "[]", { style, indent }).slice(1, -1) };
}

/** A text whose further lines stand one step deeper. */
function indented(text: string, step: string): string {
  return text.replace(/\n(?=[^\r\n])/g, `\n${step}`);
}
