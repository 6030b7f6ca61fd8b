import ts from "typescript";
import { constantOf, exportNames, fileOf, importsOf, exportedConstant } from "./modules.js";
import type { Program } from "./program.js";
import { usesWithin } from "./scope.js";
import type { Edit, Source } from "./source.js";
import { topStatement, withoutImport, withoutStatement } from "./statements.js";

/** Takes out what only edits have made useless: imports that nothing reads any more, or of what is gone, and constants that are plain values. */
export function dropUnused(program: Program): void {
  for (let edits = nextEdits(program); edits.length > 0; edits = nextEdits(program)) program.sources.apply(edits);
}

function nextEdits(program: Program): readonly Edit[] {
  for (const { before: former, after: source } of program.sources.changed()) {
    for (const [local, imported] of importsOf(source)) {
      if (!importsOf(former).has(local)) continue;
      const isUseless = wasRead(former, local, importsOf(former).get(local)?.node) && usesWithin(source, local, imported.node).length === 0;
      const edits = isUseless && !isExportedAgain(source, local) ? withoutImport(source, imported.node) : [];
      if (edits.length > 0) return edits;
    }
    const useless = uselessConstant(source, former);
    if (useless !== undefined) return [withoutStatement(source, useless)];
  }
  return importOfNothing(program);
}

function wasRead(former: Source, name: string, declaration: ts.Node | undefined): boolean {
  return declaration !== undefined && usesWithin(former, name, declaration).length > 0;
}

function isExportedAgain({ tree }: Source, name: string): boolean {
  return tree.statements.some(
    (one) =>
      ts.isExportDeclaration(one) &&
      one.moduleSpecifier === undefined &&
      one.exportClause !== undefined &&
      ts.isNamedExports(one.exportClause) &&
      one.exportClause.elements.some((element) => (element.propertyName ?? element.name).text === name),
  );
}

/** A statement that declares one plain value, which was read before the edits and is read no more. */
function uselessConstant(source: Source, former: Source): ts.Statement | undefined {
  return source.tree.statements.find((statement) => {
    if (!ts.isVariableStatement(statement) || statement.declarationList.declarations.length !== 1) return false;
    const [node] = statement.declarationList.declarations;
    if (node === undefined || !ts.isIdentifier(node.name) || node.initializer === undefined) return false;
    const name = node.name.text;
    if (exportNames(source, name).length > 0 || !isPlain(source, node.initializer)) return false;
    return wasRead(former, name, constantOf(former, name)) && usesWithin(source, name, node).length === 0;
  });
}

function isPlain(source: Source, node: ts.Node): boolean {
  return [...source.nodes(node)].every(
    (one) => !(ts.isCallExpression(one) || ts.isNewExpression(one) || ts.isAwaitExpression(one) || ts.isTaggedTemplateExpression(one)),
  );
}

/** Imports, in files that no edit has touched, of constants that are not there any more. */
function importOfNothing({ sources }: Program): readonly Edit[] {
  for (const { before: former, after } of sources.changed()) {
    for (const other of sources.all) {
      for (const [local, { module, name, node }] of importsOf(other)) {
        if (!ts.isImportSpecifier(node) || fileOf(sources, other.file, module) !== after.file) continue;
        const hadIt = constantOf(former, name) !== undefined && exportNames(former, name).includes(name);
        const isUnread = usesWithin(other, local, node).length === 0;
        if (hadIt && isUnread && exportedConstant(sources, after.file, name) === undefined && topStatement(node) !== undefined)
          return withoutImport(other, node);
      }
    }
  }
  return [];
}
