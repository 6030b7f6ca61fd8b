import { posix } from "node:path";
import ts from "typescript";
import type { Site, Source, Sources } from "./source.js";

/** The endings of files that are programs. */
export const PROGRAM_FILE = /\.[cm]?[jt]s$/;

const ENDINGS = ["", ".ts", ".mts", ".cts", ".js", ".mjs", ".cjs", "/index.ts", "/index.mts", "/index.js", "/index.mjs"];

/** What a file takes from another under a name of its own. */
export interface Imported {
  readonly module: string;
  /** The name there; `*` is all of it. */
  readonly name: string;
  /** Whether it is a type alone, which no running program has. */
  readonly isType: boolean;
  readonly node: ts.Node;
}

const known = new WeakMap<Source, ReadonlyMap<string, Imported>>();

/** The names that a file imports. */
export function importsOf(source: Source): ReadonlyMap<string, Imported> {
  const imports = known.get(source) ?? readImports(source);
  known.set(source, imports);
  return imports;
}

function readImports({ tree }: Source): ReadonlyMap<string, Imported> {
  const found = new Map<string, Imported>();
  for (const statement of tree.statements) {
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
      const { importClause: clause, moduleSpecifier } = statement;
      const module = moduleSpecifier.text;
      const isType = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
      if (clause?.name !== undefined) found.set(clause.name.text, { module, name: "default", isType, node: clause });
      const bindings = clause?.namedBindings;
      if (bindings === undefined) continue;
      if (ts.isNamespaceImport(bindings)) found.set(bindings.name.text, { module, name: "*", isType, node: bindings });
      else {
        for (const node of bindings.elements)
          found.set(node.name.text, { module, name: (node.propertyName ?? node.name).text, isType: isType || node.isTypeOnly, node });
      }
    } else if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) requiredBy(declaration, found);
    }
  }
  return found;
}

function requiredBy(node: ts.VariableDeclaration, found: Map<string, Imported>): void {
  const { name, initializer } = node;
  if (initializer === undefined || !ts.isCallExpression(initializer) || initializer.expression.getText() !== "require") return;
  const [module] = initializer.arguments;
  if (module === undefined || !ts.isStringLiteralLike(module)) return;
  if (ts.isIdentifier(name)) found.set(name.text, { module: module.text, name: "*", isType: false, node });
  if (!ts.isObjectBindingPattern(name)) return;
  for (const element of name.elements) {
    const imported = element.propertyName ?? element.name;
    if (ts.isIdentifier(element.name) && ts.isIdentifier(imported))
      found.set(element.name.text, { module: module.text, name: imported.text, isType: false, node: element });
  }
}

/** The file of the program that a relative import means. */
export function fileOf(sources: Sources, from: string, module: string): string | undefined {
  if (!module.startsWith(".")) return undefined;
  const path = posix.join(posix.dirname(from), module);
  const bare = path.replace(/\.([cm]?)js$/, "");
  const asTypeScript = path === bare ? [] : [".ts", ".mts", ".cts"].map((ending) => bare + ending);
  return [...asTypeScript, ...ENDINGS.map((ending) => path + ending)].find((file) => sources.get(file) !== undefined);
}

/** The files of the program that a file takes something from. */
export function filesImportedBy(sources: Sources, { file, tree }: Source): string[] {
  return tree.statements.flatMap((statement) => {
    const isFrom = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
    if (!isFrom || statement.moduleSpecifier === undefined || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    return fileOf(sources, file, statement.moduleSpecifier.text) ?? [];
  });
}

/** Whether a file reaches another by its imports, over any number of files. */
export function reaches(sources: Sources, from: string, to: string): boolean {
  const [seen, waiting] = [new Set<string>(), [from]];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (file === to) return true;
    const source = sources.get(file);
    if (seen.has(file) || source === undefined) continue;
    seen.add(file);
    waiting.push(...filesImportedBy(sources, source));
  }
  return false;
}

/** Whether a statement has the word `export`. */
export function isExported(statement: ts.Statement): boolean {
  return ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

/** The constant of a file's own level with this name. */
export function constantOf({ tree }: Source, name: string): ts.VariableDeclaration | undefined {
  return tree.statements
    .flatMap((statement) => (ts.isVariableStatement(statement) ? [...statement.declarationList.declarations] : []))
    .find((declaration) => ts.isIdentifier(declaration.name) && declaration.name.text === name);
}

/** The names under which a file exports its constant. */
export function exportNames({ tree }: Source, name: string): string[] {
  return tree.statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement)) {
      const has = statement.declarationList.declarations.some((one) => ts.isIdentifier(one.name) && one.name.text === name);
      return has && isExported(statement) ? [name] : [];
    }
    if (ts.isExportAssignment(statement))
      return ts.isIdentifier(statement.expression) && statement.expression.text === name ? ["default"] : [];
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier !== undefined) return [];
    const clause = statement.exportClause;
    if (clause === undefined || !ts.isNamedExports(clause)) return [];
    return clause.elements.filter((one) => (one.propertyName ?? one.name).text === name).map((one) => one.name.text);
  });
}

/** The constant that a file exports under a name, its own or another file's. */
export function exportedConstant(sources: Sources, file: string, name: string, depth = 8): Site<ts.VariableDeclaration> | undefined {
  const source = sources.get(file);
  if (source === undefined || depth === 0) return undefined;
  const own = ownExport(source, name);
  if (own !== undefined) return { source, node: own };
  for (const statement of source.tree.statements) {
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier === undefined || !ts.isStringLiteral(statement.moduleSpecifier))
      continue;
    const other = fileOf(sources, file, statement.moduleSpecifier.text);
    const there = nameBehind(statement, name);
    const found = other === undefined || there === undefined ? undefined : exportedConstant(sources, other, there, depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function ownExport(source: Source, name: string): ts.VariableDeclaration | undefined {
  const direct = constantOf(source, name);
  if (direct !== undefined && exportNames(source, name).includes(name)) return direct;
  for (const statement of source.tree.statements) {
    if (name === "default" && ts.isExportAssignment(statement) && ts.isIdentifier(statement.expression))
      return constantOf(source, statement.expression.text);
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier !== undefined) continue;
    const local = nameBehind(statement, name);
    if (local !== undefined) return constantOf(source, local);
  }
  return undefined;
}

/** The name in the other file of what a statement exports again. */
function nameBehind({ exportClause }: ts.ExportDeclaration, name: string): string | undefined {
  if (exportClause === undefined) return name === "default" ? undefined : name;
  if (!ts.isNamedExports(exportClause)) return undefined;
  const found = exportClause.elements.find((one) => one.name.text === name);
  return found === undefined ? undefined : (found.propertyName ?? found.name).text;
}
