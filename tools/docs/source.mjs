// @ts-check
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { ROOT } from "../lib/root.mjs";

/**
 * A docstring: its sentences, and what stood in brackets at its end, which says where a fact is from and how sure it is.
 * @typedef {{ text: string, source: string | undefined }} Doc
 * @typedef {Doc & { name: string, type: string, optional: boolean, file?: string }} Member a file if an interface that was extended has it
 * @typedef {Doc & { name: string, parameters: string, returns: string, body: string }} Callable
 */

/** @type {Map<string, ts.SourceFile>} */
const parsed = new Map();

/** @param {string} file from the root of the work tree */
export function sourceFile(file) {
  const known = parsed.get(file);
  if (known !== undefined) return known;
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), "utf8"), ts.ScriptTarget.Latest, true);
  parsed.set(file, source);
  return source;
}

/** @param {string} comment @returns {Doc} */
export function docOf(comment) {
  const sentences = comment.replace(/\s+/g, " ").split(" @throws")[0]?.trim() ?? "";
  const [, text = sentences, source] = /^(.*?)\s*\[([^\]]+)\]$/.exec(sentences) ?? [];
  return { text, source };
}

/** @param {ts.Node} node @returns {Doc} */
function docFor(node) {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return docOf(ts.getTextOfJSDocComment(comments.at(-1)?.comment) ?? "");
}

/**
 * The file that declares a name which `file` imports, exports from elsewhere, or declares itself.
 * @param {string} file @param {string} name @returns {string | undefined}
 */
export function whereIs(file, name) {
  const source = sourceFile(file);
  if (source.statements.some((statement) => declaredName(statement) === name)) return file;
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
    const from = statement.moduleSpecifier;
    if (from === undefined || !ts.isStringLiteral(from) || !from.text.startsWith(".")) continue;
    if (namesOf(statement)?.includes(name) === false) continue;
    const found = whereIs(`${join(dirname(file), from.text)}.ts`, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a statement imports or exports; undefined for everything. @param {ts.ImportDeclaration | ts.ExportDeclaration} statement */
export function namesOf(statement) {
  const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : statement.exportClause;
  if (bindings === undefined) return ts.isImportDeclaration(statement) ? [] : undefined;
  return ts.isNamedImports(bindings) || ts.isNamedExports(bindings) ? bindings.elements.map(({ name }) => name.text) : [];
}

/** @param {ts.Statement} statement @returns {string | undefined} */
function declaredName(statement) {
  const named = /** @type {{ name?: ts.Node }} */ (/** @type {unknown} */ (statement)).name;
  return named !== undefined && ts.isIdentifier(named) ? named.text : undefined;
}

/** @param {string} file @param {string} name */
function declaration(file, name) {
  const found = sourceFile(file).statements.find((statement) => declaredName(statement) === name);
  if (found === undefined) throw new Error(`${file} declares no ${name}, which the pages need.`);
  return found;
}

/** @param {string} file @param {string} name @returns {Doc} */
export const docstring = (file, name) => docFor(declaration(file, name));

/** The paragraphs above a constant, each on one line. @param {string} file @param {string} name @returns {string[]} */
export function paragraphsAbove(file, name) {
  const constants = sourceFile(file).statements.filter(ts.isVariableStatement);
  const found = constants.find(({ declarationList }) => declarationList.declarations[0]?.name.getText() === name);
  const comment = found === undefined ? undefined : ts.getJSDocCommentsAndTags(found).findLast(ts.isJSDoc)?.comment;
  const text = ts.getTextOfJSDocComment(comment) ?? "";
  return text.split(/\n\s*\n/).map((paragraph) => paragraph.replace(/\s+/g, " ").trim());
}

/** The interfaces and types that a file exports. @param {string} file @returns {string[]} */
export function publicTypes(file) {
  const types = sourceFile(file).statements.filter((one) => ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one));
  return types.flatMap((statement) => (isExported(statement) ? (declaredName(statement) ?? []) : []));
}

/** The members of an interface, in their order, those of interfaces that it extends first. @param {string} file @param {string} name @returns {Member[]} */
export function members(file, name) {
  const found = declaration(file, name);
  if (!ts.isInterfaceDeclaration(found)) throw new Error(`${name} in ${file} is no interface.`);
  return [
    ...inherited(file, found),
    ...found.members.filter(ts.isPropertySignature).map((member) => ({
      ...docFor(member),
      name: member.name.getText(),
      type: (member.type?.getText() ?? "unknown").replace(/\s+/g, " "),
      optional: member.questionToken !== undefined,
    })),
  ];
}

/** The members of the interfaces that one extends. @param {string} file @param {ts.InterfaceDeclaration} node @returns {Member[]} */
function inherited(file, node) {
  return (node.heritageClauses ?? []).flatMap(({ types }) =>
    types.flatMap(({ expression }) => {
      const name = expression.getText();
      const base = whereIs(file, name);
      if (base === undefined) throw new Error(`${file} does not import ${name}, which ${node.name.text} extends.`);
      // What a mapped type gives follows from the arguments.
      if (!ts.isInterfaceDeclaration(declaration(base, name))) return [];
      return members(base, name).map((member) => ({ file: base, ...member }));
    }),
  );
}

/** The type that an alias stands for, as it is written; undefined for an interface. @param {string} file @param {string} name */
export function alias(file, name) {
  const found = declaration(file, name);
  return ts.isTypeAliasDeclaration(found) ? found.type.getText().replace(/\s+/g, " ") : undefined;
}

/** The members of a union with the comment before each. @param {string} file @param {string} name @returns {(Doc & { type: string })[]} */
export function unionMembers(file, name) {
  const found = declaration(file, name);
  if (!ts.isTypeAliasDeclaration(found) || !ts.isUnionTypeNode(found.type)) throw new Error(`${name} in ${file} is no union.`);
  let from = found.type.getFullStart();
  return found.type.types.map((member) => {
    const before = member.getSourceFile().text.slice(from, member.getStart());
    from = member.getEnd();
    const comment = /\/\*\*([^]*?)\*\//.exec(before)?.[1] ?? "";
    return { ...docOf(comment.replace(/^\s*\*/gm, "")), type: member.getText().replace(/\s+/g, " ") };
  });
}

/** The properties that a class declares, in their order. @param {string} file @param {string} name @returns {Member[]} */
export function fields(file, name) {
  const found = declaration(file, name);
  if (!ts.isClassDeclaration(found)) throw new Error(`${name} in ${file} is no class.`);
  return found.members.filter(ts.isPropertyDeclaration).map((member) => ({
    ...docFor(member),
    name: member.name.getText(),
    type: member.type?.getText() ?? "unknown",
    optional: member.questionToken !== undefined,
  }));
}

/** The exported functions of a file, in their order. @param {string} file @returns {Callable[]} */
export function functions(file) {
  const exported = (/** @type {ts.Node} */ node) =>
    ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
  return sourceFile(file).statements.filter(ts.isFunctionDeclaration).filter(exported).map(callable);
}

/** The methods of a class, in their order. @param {string} file @param {string} name @returns {Callable[]} */
export function methods(file, name) {
  const found = declaration(file, name);
  return ts.isClassDeclaration(found) ? found.members.filter(ts.isMethodDeclaration).map(callable) : [];
}

/** @param {ts.FunctionDeclaration | ts.MethodDeclaration} node @returns {Callable} */
function callable(node) {
  return {
    ...docFor(node),
    name: node.name?.getText() ?? "",
    parameters: node.parameters.map((parameter) => parameter.getText()).join(", "),
    returns: node.type?.getText() ?? "void",
    body: node.body?.getText() ?? "",
  };
}

/** What makes the class of a kind: where among its types those of its arguments and outputs stand. @type {Record<string, readonly [number, number]>} */
const makers = { kindClass: [1, 2], childClass: [1, 3], placedClass: [0, 2], partClass: [0, 2], singletonClass: [1, 2] };

/**
 * The classes of a file that are resources, with the interfaces of their arguments and outputs.
 * @param {string} file @returns {(Doc & { name: string, args: string, state: string })[]}
 */
export function resourceClasses(file) {
  return sourceFile(file)
    .statements.filter(ts.isClassDeclaration)
    .flatMap((node) => {
      const base = node.heritageClauses?.[0]?.types[0]?.expression;
      const places = base === undefined || !ts.isCallExpression(base) ? undefined : makers[base.expression.getText()];
      if (base === undefined || !ts.isCallExpression(base) || places === undefined) return [];
      const [args, state] = places.map((place) => base.typeArguments?.[place]?.getText());
      return [{ ...docFor(node), name: node.name?.text ?? "", args: args ?? "", state: state ?? "" }];
    });
}

/** The names that a file exports from elsewhere. @param {string} file @returns {string[]} */
export function reExports(file) {
  return sourceFile(file)
    .statements.filter(ts.isExportDeclaration)
    .flatMap((statement) => namesOf(statement) ?? exportedBy(file, statement));
}

/** The names behind an `export *`. @param {string} file @param {ts.ExportDeclaration} statement */
function exportedBy(file, { moduleSpecifier: from }) {
  if (from === undefined || !ts.isStringLiteral(from) || !from.text.startsWith(".")) return [];
  const other = `${join(dirname(file), from.text)}.ts`;
  const own = sourceFile(other).statements.filter((statement) => isExported(statement));
  return [...own.flatMap((statement) => declaredName(statement) ?? []), ...reExports(other)];
}

/** @param {ts.Statement} statement */
function isExported(statement) {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

/** The exported classes of a file. @param {string} file @returns {(Doc & { name: string, code: string | undefined })[]} */
export function classes(file) {
  return sourceFile(file)
    .statements.filter(ts.isClassDeclaration)
    .map((node) => ({
      ...docFor(node),
      name: node.name?.text ?? "",
      code: /static override readonly code(?:: string)? = "(\w+)"/.exec(node.getText())?.[1],
    }));
}
