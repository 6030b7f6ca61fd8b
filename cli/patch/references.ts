import { posix } from "node:path";
import ts from "typescript";
import { including, listIn } from "./lists.js";
import { exportedConstant, fileOf, importsOf, reaches } from "./modules.js";
import { freeName, variableName } from "./names.js";
import { printText } from "./print.js";
import type { Program } from "./program.js";
import { type Declaration, exportedAs } from "./resources.js";
import type { Edit, Source } from "./source.js";
import { styleOf } from "./style.js";
import type { KnownResource } from "./types.js";

/** How a place can name a resource: by an expression, by one after an edit that makes it possible, or not at all. */
export type Reference =
  | { readonly is: "expression"; readonly text: string }
  | { readonly is: "edit"; readonly edits: readonly Edit[] }
  | { readonly is: "none"; readonly reason: string };

/** A place that names something: a file and a position in it. */
export interface From {
  readonly source: Source;
  readonly position: number;
}

/** How a place can name a resource of the program. */
export function referenceTo(program: Program, from: From, resource: KnownResource): Reference {
  const what = `${resource.kind} "${resource.name}"`;
  const [declaration, another] = program.declarations.of(resource);
  if (declaration === undefined) return { is: "none", reason: `the uuid of ${what}, which no constant of the program holds` };
  if (another !== undefined) return { is: "none", reason: `the uuid of ${what}, which is declared in several places` };
  if (declaration.holder === undefined)
    return holding(program, from, declaration) ?? { is: "none", reason: `the uuid of ${what}, which no constant of its file holds` };
  const { constant, keys } = declaration.holder;
  const name = ts.isIdentifier(constant.node.name) ? constant.node.name.text : "";
  const member = [...keys.map(memberText), ".uuid"].join("");
  if (constant.source.file !== from.source.file) return imported(program, from, { declaration, what, member });
  if (constant.node.getEnd() <= from.position) return { is: "expression", text: name + member };
  return { is: "none", reason: `the uuid of ${what}, which is declared further down in this file` };
}

function memberText(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

/** Gives a resource that stands for itself a constant. */
function holding(program: Program, { source, position }: From, { site, kind, name }: Declaration): Reference | undefined {
  const { parent } = site.node;
  if (!ts.isExpressionStatement(parent) || parent.parent !== site.source.tree) return undefined;
  const isElsewhere = site.source.file !== source.file;
  if (!isElsewhere && parent.getEnd() > position) return undefined;
  if (isElsewhere && !canImport(program, source, site.source)) return undefined;
  const variable = freeName(program, variableName(name ?? kind));
  const start = parent.getStart();
  return {
    is: "edit",
    edits: [{ file: site.source.file, start, end: start, text: `${isElsewhere ? "export " : ""}const ${variable} = ` }],
  };
}

/** Whether a file can import what another one declares, if that exports it. */
export function canImport(program: Program, source: Source, from: Source): boolean {
  // What has neither an import nor an export is CommonJS, in which the word export is a fault.
  if (!ts.isExternalModule(from.tree) || reaches(program.sources, from.file, source.file)) return false;
  return importing(source, { name: "it", as: "it", module: moduleOf(program, source, from.file) }) !== undefined;
}

interface Elsewhere {
  readonly declaration: Declaration;
  readonly what: string;
  readonly member: string;
}

function imported(program: Program, from: From, { declaration, what, member }: Elsewhere): Reference {
  const { source } = from;
  const local = localNameOf(program, source, declaration);
  if (local !== undefined) return { is: "expression", text: local + member };
  const [name] = exportedAs(declaration);
  const { file } = declaration.site.source;
  if (name === undefined || name === "default") return { is: "none", reason: `the uuid of ${what}, which ${file} does not export` };
  if (reaches(program.sources, file, source.file))
    return { is: "none", reason: `the uuid of ${what}: ${file} and ${source.file} would import each other` };
  const edits = importing(source, { name, as: freeName(program, name, [source]), module: moduleOf(program, source, file) });
  return edits === undefined
    ? { is: "none", reason: `the uuid of ${what} in ${file}, and this file has no imports` }
    : { is: "edit", edits };
}

/** What a file calls a constant of another one already. */
function localNameOf(program: Program, source: Source, { holder }: Declaration): string | undefined {
  for (const [local, { module, name, isType }] of importsOf(source)) {
    const file = fileOf(program.sources, source.file, module);
    if (file === undefined || isType) continue;
    if (name !== "*") {
      if (exportedConstant(program.sources, file, name)?.node === holder?.constant.node) return local;
      continue;
    }
    const constant = holder?.constant.node.name;
    const member = constant !== undefined && ts.isIdentifier(constant) ? constant.text : "";
    if (exportedConstant(program.sources, file, member)?.node === holder?.constant.node) return `${local}.${member}`;
  }
  return undefined;
}

/** The text by which one file imports another, as the program writes it. */
function moduleOf(program: Program, source: Source, file: string): string {
  const path = posix.relative(posix.dirname(source.file), file).replace(/\.([cm]?)[jt]s$/, "");
  const relative = path.startsWith(".") ? path : `./${path}`;
  const isWithEnding = program.sources.all.some((each) =>
    [...importsOf(each).values()].some(({ module }) => /^\.{1,2}\/.*\.[cm]?js$/.test(module)),
  );
  return isWithEnding ? `${relative}.${/\.([cm]?)[jt]s$/.exec(file)?.[1] ?? ""}js` : relative;
}

interface Import {
  readonly name: string;
  readonly as: string;
  readonly module: string;
}

/** Adds a name to a file's imports; to what it takes from the module by `require`, if it has none; undefined if it does not name it either. */
export function importing(source: Source, { name, as, module }: Import): Edit[] | undefined {
  const style = styleOf(source);
  const specifier = name === as ? name : `${name} as ${as}`;
  const imports = source.tree.statements.filter(ts.isImportDeclaration);
  const same = imports.find((one) => ts.isStringLiteral(one.moduleSpecifier) && one.moduleSpecifier.text === module && takesNames(one));
  const bindings = same?.importClause?.namedBindings;
  if (bindings !== undefined && ts.isNamedImports(bindings))
    return including(listIn(source, bindings), bindings.elements.length, () => specifier);
  const last = imports.at(-1);
  if (last === undefined) return requiring(source, { name, as, module });
  const text = `import { ${specifier} } from ${printText(module, style)}${style.semicolons ? ";" : ""}`;
  const at = source.lineEnd(last.getEnd());
  return [{ file: source.file, start: at, end: at, text: style.endOfLine + text }];
}

function requiring(source: Source, { name, as, module }: Import): Edit[] | undefined {
  const taken = [...importsOf(source).values()].find((one) => one.module === module && ts.isBindingElement(one.node));
  const pattern = taken?.node.parent;
  if (pattern === undefined || !ts.isObjectBindingPattern(pattern)) return undefined;
  // Nothing can stand behind what takes the rest.
  const rest = pattern.elements.findIndex(({ dotDotDotToken }) => dotDotDotToken !== undefined);
  const at = rest < 0 ? pattern.elements.length : rest;
  return including(listIn(source, pattern), at, () => (name === as ? name : `${name}: ${as}`));
}

function takesNames({ importClause }: ts.ImportDeclaration): boolean {
  const bindings = importClause?.namedBindings;
  return bindings !== undefined && ts.isNamedImports(bindings) && importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword;
}
