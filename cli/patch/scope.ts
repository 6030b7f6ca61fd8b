import ts from "typescript";
import { exportedConstant, exportNames, fileOf, importsOf } from "./modules.js";
import type { Site, Source, Sources } from "./source.js";

/** What a name stands for: a constant, what an import brings, or something that only running the program shows. */
export type Meaning =
  | { readonly is: "constant"; readonly site: Site<ts.VariableDeclaration> }
  | { readonly is: "module"; readonly file: string }
  | { readonly is: "package"; readonly module: string; readonly name: string }
  | { readonly is: "other"; readonly node: ts.Node | undefined };

/** What an identifier that is used as an expression stands for. */
export function meaningOf(sources: Sources, source: Source, identifier: ts.Identifier): Meaning {
  const node = declarationOf(source, identifier);
  const imported = importsOf(source).get(identifier.text);
  if (imported !== undefined && (node === undefined || node === imported.node)) {
    const { module, name } = imported;
    const file = fileOf(sources, source.file, module);
    if (file === undefined) return { is: "package", module, name };
    if (name === "*") return { is: "module", file };
    const site = exportedConstant(sources, file, name);
    return site === undefined ? { is: "other", node: imported.node } : { is: "constant", site };
  }
  if (node !== undefined && ts.isVariableDeclaration(node) && isConstant(node)) return { is: "constant", site: { source, node } };
  return { is: "other", node };
}

/** A `const` with a value of its own, not one of a loop's. */
function isConstant({ parent, initializer }: ts.VariableDeclaration): boolean {
  return initializer !== undefined && ts.isVariableDeclarationList(parent) && (parent.flags & ts.NodeFlags.Const) !== 0;
}

/** The innermost declaration of a name that an identifier sees; undefined for what is global. */
export function declarationOf({ tree }: Source, identifier: ts.Identifier): ts.Node | undefined {
  for (let node: ts.Node = identifier; node !== tree; node = node.parent) {
    const found = declaredIn(node.parent, identifier.text);
    if (found !== undefined) return found;
  }
  return undefined;
}

function declaredIn(scope: ts.Node, name: string): ts.Node | undefined {
  if (ts.isFunctionLike(scope)) return scope.parameters.find((one) => declares(one.name, name)) ?? ofItself(scope, name);
  if (ts.isCatchClause(scope))
    return scope.variableDeclaration !== undefined && declares(scope.variableDeclaration.name, name) ? scope : undefined;
  if (ts.isForStatement(scope) || ts.isForOfStatement(scope) || ts.isForInStatement(scope)) {
    const { initializer } = scope;
    return initializer !== undefined && ts.isVariableDeclarationList(initializer) ? declarationIn(initializer, name) : undefined;
  }
  if (!ts.isBlock(scope) && !ts.isSourceFile(scope) && !ts.isModuleBlock(scope) && !ts.isCaseOrDefaultClause(scope)) return undefined;
  for (const statement of scope.statements) {
    const found = declaredBy(statement, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function ofItself(scope: ts.SignatureDeclaration, name: string): ts.Node | undefined {
  return ts.isFunctionExpression(scope) && scope.name?.text === name ? scope : undefined;
}

function declaredBy(statement: ts.Statement, name: string): ts.Node | undefined {
  if (ts.isVariableStatement(statement)) return declarationIn(statement.declarationList, name);
  if (ts.isImportDeclaration(statement)) {
    const clause = statement.importClause;
    if (clause?.name?.text === name) return clause;
    const bindings = clause?.namedBindings;
    if (bindings === undefined) return undefined;
    if (ts.isNamespaceImport(bindings)) return bindings.name.text === name ? bindings : undefined;
    return bindings.elements.find((one) => one.name.text === name);
  }
  const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement);
  return isNamed && statement.name?.text === name ? statement : undefined;
}

function declarationIn({ declarations }: ts.VariableDeclarationList, name: string): ts.Node | undefined {
  for (const declaration of declarations) {
    if (ts.isIdentifier(declaration.name) && declaration.name.text === name) return declaration;
    if (ts.isIdentifier(declaration.name)) continue;
    const element = elementsOf(declaration.name).find((one) => ts.isIdentifier(one.name) && one.name.text === name);
    if (element !== undefined) return element;
  }
  return undefined;
}

function declares(name: ts.BindingName, text: string): boolean {
  if (ts.isIdentifier(name)) return name.text === text;
  return elementsOf(name).some((element) => declares(element.name, text));
}

function elementsOf(pattern: ts.BindingPattern): ts.BindingElement[] {
  return [...pattern.elements].filter((element) => ts.isBindingElement(element));
}

/** Whether an identifier is read there, rather than being a key, a member's name, or a name that is declared, imported or exported. */
export function isUse(identifier: ts.Identifier): boolean {
  const { parent } = identifier;
  if (ts.isPropertyAccessExpression(parent) || ts.isQualifiedName(parent)) return !("name" in parent && parent.name === identifier);
  if (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) || ts.isPropertySignature(parent))
    return parent.name !== identifier;
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent)) return parent.name !== identifier;
  if (ts.isBindingElement(parent)) return parent.initializer === identifier;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isImportClause(parent) || ts.isNamespaceImport(parent))
    return false;
  return !(ts.isFunctionDeclaration(parent) || ts.isClassDeclaration(parent) || ts.isLabeledStatement(parent));
}

/** Each place where a constant is read, in every file of the program. */
export function usesOf(sources: Sources, { source, node }: Site<ts.VariableDeclaration>): Site<ts.Identifier>[] {
  if (!ts.isIdentifier(node.name)) return [];
  const within = usesWithin(source, node.name.text, node);
  if (exportNames(source, node.name.text).length === 0) return within;
  const elsewhere = importsOfConstant(sources, { source, node }).flatMap((one) => usesWithin(one.source, one.local, one.node));
  return [...within, ...elsewhere, ...throughModules(sources, { source, node })];
}

/** Where a file takes a constant of another one under a name. */
export interface Binding extends Site<ts.Node> {
  readonly local: string;
}

/** The places at which other files import a constant by its name. */
export function importsOfConstant(sources: Sources, { source, node }: Site<ts.VariableDeclaration>): Binding[] {
  const names = ts.isIdentifier(node.name) ? exportNames(source, node.name.text) : [];
  return sources.all.flatMap((other) => {
    if (other.file === source.file) return [];
    return [...importsOf(other)].flatMap(([local, { module, name, node: binding }]) => {
      const file = names.includes(name) ? fileOf(sources, other.file, module) : undefined;
      const isIt = file !== undefined && exportedConstant(sources, file, name)?.node === node;
      return isIt ? [{ source: other, node: binding, local }] : [];
    });
  });
}

/** The places that export a constant by a statement of their own, as `export { bench }` does, or `export { bench } from "./users"` elsewhere. */
export function exportsOfConstant(sources: Sources, { source, node }: Site<ts.VariableDeclaration>): Site<ts.Node>[] {
  const name = ts.isIdentifier(node.name) ? node.name.text : "";
  return sources.all.flatMap((other) =>
    other.tree.statements.flatMap((statement): Site<ts.Node>[] => {
      const inOwn = other.file === source.file;
      if (ts.isExportAssignment(statement))
        return inOwn && statement.expression.getText() === name ? [{ source: other, node: statement }] : [];
      if (!ts.isExportDeclaration(statement) || statement.exportClause === undefined || !ts.isNamedExports(statement.exportClause))
        return [];
      const module = statement.moduleSpecifier;
      const file = module !== undefined && ts.isStringLiteral(module) ? fileOf(sources, other.file, module.text) : undefined;
      return statement.exportClause.elements.flatMap((element) => {
        const text = (element.propertyName ?? element.name).text;
        const isIt =
          module === undefined ? inOwn && text === name : file !== undefined && exportedConstant(sources, file, text)?.node === node;
        return isIt ? [{ source: other, node: element }] : [];
      });
    }),
  );
}

/** Uses as a member of an imported module: `users.bench`. */
function throughModules(sources: Sources, { node }: Site<ts.VariableDeclaration>): Site<ts.Identifier>[] {
  return sources.all.flatMap((other) =>
    [...importsOf(other)].flatMap(([local, { module, name, node: binding }]) => {
      const file = name === "*" ? fileOf(sources, other.file, module) : undefined;
      if (file === undefined) return [];
      return usesWithin(other, local, binding).flatMap(({ node: use }) => {
        const member = ts.isPropertyAccessExpression(use.parent) ? use.parent.name : undefined;
        if (member === undefined || !ts.isIdentifier(member)) return [];
        return exportedConstant(sources, file, member.text)?.node === node ? [{ source: other, node: member }] : [];
      });
    }),
  );
}

/** Each place of a file where a name of its own level is read. */
export function usesWithin(source: Source, name: string, declaration: ts.Node): Site<ts.Identifier>[] {
  return source
    .identifiers(name)
    .filter((identifier) => isUse(identifier) && declarationOf(source, identifier) === declaration)
    .map((node) => ({ source, node }));
}
