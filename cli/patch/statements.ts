import ts from "typescript";
import { listIn, without } from "./lists.js";
import type { Edit, Source } from "./source.js";

/** Whether a statement is one of several in their order, and has its lines to itself, but for comments. */
export function standsAlone(source: Source, statement: ts.Statement): boolean {
  const { parent } = statement;
  const isInOrder = ts.isSourceFile(parent) || ts.isBlock(parent) || ts.isModuleBlock(parent) || ts.isCaseOrDefaultClause(parent);
  const [start, end] = [statement.getStart(source.tree), statement.getEnd()];
  const beside = source.text.slice(source.lineStart(start), start) + source.text.slice(end, source.lineEnd(end));
  return (
    isInOrder &&
    beside
      .replace(/\/\*.*?\*\//g, "")
      .split("//", 1)
      .join("")
      .trim() === ""
  );
}

/**
 * Takes a statement out, with the comments that stand right over it and one of the blank lines around it; beside others on its lines, the statement and
 * no more.
 */
export function withoutStatement(source: Source, statement: ts.Statement): Edit {
  const { text, file } = source;
  if (!standsAlone(source, statement)) return onlyStatement(source, statement);
  const start = source.lineStart(commentedStart(source, statement));
  let end = source.lineEnd(statement.getEnd());
  end += endOfLineAt(text, end);
  const isBlankBefore = start === 0 || /(?:^|\n)\r?\n$/.test(text.slice(0, start));
  if (isBlankBefore) end += /^(?:[ \t]*\r?\n)+/.exec(text.slice(end))?.[0].length ?? 0;
  const isLast = text.slice(end).trim() === "";
  const from =
    isLast && start > 0 ? text.slice(0, start).trimEnd().length + endOfLineAt(text, text.slice(0, start).trimEnd().length) : start;
  return { file, start: from, end: isLast ? text.length : end, text: "" };
}

function onlyStatement(source: Source, statement: ts.Statement): Edit {
  const { text, file } = source;
  const start = statement.getStart(source.tree);
  const isFirst = text.slice(source.lineStart(start), start).trim() === "";
  const blanks = /^[ \t]*/.exec(text.slice(statement.getEnd()))?.[0].length ?? 0;
  return isFirst
    ? { file, start, end: statement.getEnd() + blanks, text: "" }
    : { file, start: statement.getFullStart(), end: statement.getEnd(), text: "" };
}

function endOfLineAt(text: string, position: number): number {
  if (text.startsWith("\r\n", position)) return 2;
  return text.startsWith("\n", position) ? 1 : 0;
}

/** Where a statement begins, with the comments that no blank line parts from it. */
function commentedStart({ text, tree }: Source, statement: ts.Statement): number {
  let start = statement.getStart(tree);
  for (const { pos, end } of (ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? []).toReversed()) {
    const between = text.slice(end, start);
    const ownLine = text.slice(text.lastIndexOf("\n", pos - 1) + 1, pos).trim() === "";
    if (!ownLine || between.trim() !== "" || between.split("\n").length > 2) break;
    start = pos;
  }
  return start;
}

/** Takes a name out of an import, or the whole import if it has no other. */
export function withoutImport(source: Source, node: ts.Node): Edit[] {
  const declaration = importOf(node);
  if (declaration === undefined) return [];
  const { importClause } = declaration;
  const bindings = importClause?.namedBindings;
  const isNamed = ts.isImportSpecifier(node) && bindings !== undefined && ts.isNamedImports(bindings);
  const others = (importClause?.name === undefined ? 0 : 1) + (isNamed ? bindings.elements.length - 1 : 0);
  if (others === 0) return [withoutStatement(source, declaration)];
  if (!isNamed || bindings.elements.length === 1) return [];
  return without(listIn(source, bindings), bindings.elements.indexOf(node));
}

function importOf(node: ts.Node): ts.ImportDeclaration | undefined {
  for (let inner = node; !ts.isSourceFile(inner); inner = inner.parent) if (ts.isImportDeclaration(inner)) return inner;
  return undefined;
}

/** The statement of its file's own level that a node stands in. */
export function topStatement(node: ts.Node): ts.Statement | undefined {
  let inner = node;
  while (!ts.isSourceFile(inner) && !ts.isSourceFile(inner.parent)) inner = inner.parent;
  return ts.isStatement(inner) ? inner : undefined;
}
