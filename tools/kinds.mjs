// @ts-check
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tidy } from "./docs/markdown.mjs";
import { paragraphsAbove, publicTypes } from "./docs/source.mjs";
import { isMain, main } from "./lib/main.mjs";
import { ROOT } from "./lib/root.mjs";

/**
 * The lists and classes that follow from the files of the kinds, so that nobody writes them: the registry from the pages in `provider/kinds/`, a class
 * for each page that has none of its own, and the simulator's table from its rows. `npm run compile` begins with it.
 */

const KINDS = "provider/kinds";
const CLASSES = "provider/hosts/dynamic";
const ROWS = "provider/simulator/kinds";

const MADE = "Made by `npm run kinds`; never edited by hand.";

/** A page of a kind. @typedef {{ name: string, kind: string, module: string, file: string, source: string }} Page */

/** Every page, by the name of its kind. ApiObject, which has no fields of its own, is made of the others. @returns {Page[]} */
function pages() {
  const files = readdirSync(join(ROOT, KINDS), { recursive: true, encoding: "utf8" }).map((file) => file.replaceAll("\\", "/"));
  const found = files.flatMap((path) => {
    const file = `${KINDS}/${path}`;
    const source = path.endsWith(".ts") ? readFileSync(join(ROOT, file), "utf8") : "";
    const name = /^export const (\w+) = defineKind</m.exec(source)?.[1];
    if (name === undefined) return [];
    const kind = name.charAt(0).toUpperCase() + name.slice(1);
    if (!source.includes(`kind: "${kind}"`)) throw new Error(`${file}: the kind of ${name} has to be "${kind}".`);
    return [{ name, kind, file, source, module: path.replace(/\.ts$/, "") }];
  });
  return found.sort((a, b) => (a.kind < b.kind ? -1 : 1));
}

/** @param {readonly Page[]} all */
function registry(all) {
  const lines = all.map(({ kind, name, module }) => `${kind}: () => (require("./${module}") as typeof import("./${module}")).${name},`);
  return `// ${MADE}
/** Every kind of resource, by the name that programs and states know it by: a line each, which loads its page when somebody first asks for it. */
export const kinds = {\n${lines.join("\n")}\n} as const;\n`;
}

/**
 * What users read of a class: all that its page says, also of how sure it is.
 * @param {Pick<Page, "file" | "name">} page @param {readonly string[]} paragraphs those above its definition
 */
export function classText({ file, name }, [first = "", ...others]) {
  if (!/^.+?: `\//.test(first))
    throw new Error(
      `${file}: the docstring of ${name} has to begin with what it is, a colon and the path: "Users that belong together: \`/voip/…\`."`,
    );
  return [first, ...others].join(" ");
}

/** How a page's class is made. @param {Pick<Page, "kind" | "file" | "source" | "name">} page */
export function makerOf({ kind, file, source, name }) {
  if (/^  (?:outputs|computedOutputs): /m.test(source))
    throw new Error(
      `${file}: outputs beside the arguments need a class of their own: copy ${CLASSES}/phoneBook.ts to ${CLASSES}/${name}.ts.`,
    );
  const parent = /^  path: "[^"]*\{(\w+)\}/m.exec(source)?.[1];
  if (parent !== undefined) return `childClass<"${kind}", ${kind}Args, "${parent}">("${kind}")`;
  return `${/^  singleton: /m.test(source) ? "singletonClass" : "kindClass"}<"${kind}", ${kind}Args>("${kind}")`;
}

/** @param {readonly Page[]} all */
function classes(all) {
  const plain = all.filter(({ name }) => !existsSync(join(ROOT, CLASSES, `${name}.ts`)));
  const made = plain.map(
    (page) => `/** ${classText(page, paragraphsAbove(page.file, page.name))} */\nexport class ${page.kind} extends ${makerOf(page)} {}`,
  );
  const makers = ["childClass", "kindClass", "singletonClass"].filter((maker) => made.some((text) => text.includes(` extends ${maker}<`)));
  return `// ${MADE} What a class says of itself stands on its kind's page.
${plain.map(({ kind, module }) => `import type { ${kind}Args } from "../../kinds/${module}";`).join("\n")}
import { ${makers.join(", ")} } from "./kindClass";

${plain.map(({ file, module }) => `export type { ${publicTypes(file).join(", ")} } from "../../kinds/${module}";`).join("\n")}

${made.join("\n\n")}\n`;
}

/** The row of customers is no kind of what an account has. */
function rows() {
  const files = readdirSync(join(ROOT, ROWS)).filter((file) => file.endsWith(".ts") && file !== "customer.ts");
  const found = files.sort().flatMap((file) => {
    const names = Array.from(
      readFileSync(join(ROOT, ROWS, file), "utf8").matchAll(/^export const (\w+): Kind = /gm),
      ([, name = ""]) => name,
    );
    return names.length === 0 ? [] : [{ module: file.replace(/\.ts$/, ""), names }];
  });
  return `// ${MADE}
import type { Kind } from "./kind";
${found.map(({ module, names }) => `import { ${names.join(", ")} } from "./${module}";`).join("\n")}

/** The rows of all files beside this one. */
export const ROWS = { ${found
    .flatMap(({ names }) => names)
    .sort()
    .join(", ")} } satisfies Record<string, Kind>;\n`;
}

/** What each made file has to hold, by its path. @returns {Promise<Map<string, string>>} */
export async function madeFromKinds() {
  const all = pages();
  /** @type {[string, string][]} */
  const texts = [
    [`${KINDS}/index.ts`, registry(all)],
    [`${CLASSES}/plainKinds.ts`, classes(all)],
    [`${ROWS}/rows.ts`, rows()],
  ];
  return new Map(await Promise.all(texts.map(async ([path, text]) => /** @type {const} */ ([path, await tidy(path, text)]))));
}

if (isMain(import.meta.url)) {
  await main(async () => {
    for (const [path, text] of await madeFromKinds()) {
      const file = join(ROOT, path);
      if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
      writeFileSync(file, text);
      console.log(`${path} is made again.`);
    }
  });
}
