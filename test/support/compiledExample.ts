import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import {
  createSourceFile,
  isNewExpression,
  isPropertyAccessExpression,
  isVariableStatement,
  ModuleKind,
  ScriptTarget,
  type Statement,
  transpileModule,
} from "typescript";

const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };

/** The program of an example as the engine runs it: the text of each file by its name. */
export function compiled(folder: string): Record<string, string> {
  return compiledOf(folder, (text) => text);
}

/** The same without the resources of some kinds, and without stack outputs, which name resources. */
export function compiledWithout(folder: string, kinds: ReadonlySet<string>): Record<string, string> {
  const files = compiledOf(folder, (text) => cut(text, kinds));
  // What a file keeps beside its resources, such as arguments that they share, may name what has left.
  const others = Object.keys(files).filter((file) => file !== "index.js" && /new yay\.\w+\(/.test(files[file] ?? ""));
  return { ...files, "index.js": others.map((file) => `require("./${file}");\n`).join("") };
}

function compiledOf(folder: string, edited: (text: string) => string): Record<string, string> {
  const files = readdirSync(folder).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  return Object.fromEntries(
    files.map((file) => [
      `${basename(file, ".ts")}.js`,
      transpileModule(edited(readFileSync(join(folder, file), "utf8")), { compilerOptions }).outputText,
    ]),
  );
}

/** A file without the statements that declare a resource of these kinds. Imports that nothing uses any more go when it is compiled. */
function cut(text: string, kinds: ReadonlySet<string>): string {
  const file = createSourceFile("example.ts", text, ScriptTarget.ES2022);
  const left = file.statements.filter((statement) => !kinds.has(kindOf(statement) ?? ""));
  return left.map((statement) => statement.getFullText(file)).join("");
}

/** The kind in `export const shop = new yay.PhoneNumber(…)`. */
function kindOf(statement: Statement): string | undefined {
  const made = isVariableStatement(statement) ? statement.declarationList.declarations[0]?.initializer : undefined;
  if (made === undefined || !isNewExpression(made) || !isPropertyAccessExpression(made.expression)) return undefined;
  return made.expression.name.text;
}
