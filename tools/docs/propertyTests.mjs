// @ts-check
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../lib/root.mjs";
import { code } from "./markdown.mjs";

/** @type {ReadonlyMap<string, string> | undefined} */
let sourcesRead;

/** What stands in each file of the tests, by its path in their folder. */
function testSources() {
  sourcesRead ??= new Map(
    readdirSync(join(ROOT, "test"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => [file, readFileSync(join(ROOT, "test", file), "utf8")]),
  );
  return sourcesRead;
}

/** Properties that a title names, as `(T5)` or `(T5, T8)`. */
const mention = /(?<=["'`][^"'`\n]*)\(([^()\n]*\bT[1-9]\d*\b[^()\n]*)\)/g;

/** @param {string} text */
const namesIn = (text) => [...text.matchAll(mention)].flatMap(([, named = ""]) => named.match(/\bT[1-9]\d*\b/g) ?? []);

/**
 * Links to the test files in which a title names a property, by its name; of a suite that others run, to those. The template says what each
 * property is, so that one without a test, and a test of none, is an error.
 */
export function propertyTests() {
  /** @type {Record<string, Set<string>>} */
  const found = {};
  for (const [file, text] of testSources()) for (const name of namesIn(text)) (found[name] ??= new Set()).add(file);
  const links = Object.entries(found).map(([name, files]) => /** @type {const} */ ([name, linksTo([...files])]));
  return Object.fromEntries(links.filter(([, tests]) => tests !== ""));
}

/** @param {readonly string[]} files */
function linksTo(files) {
  const run = [...new Set(files.flatMap((file) => [...runners(file)]))].map((file) => `test/${file.replaceAll("\\", "/")}`);
  return run.sort().map(link).join(", ");
}

/**
 * The tests that run what a file has: itself, or those that import it, be it through others.
 * @param {string} file
 * @param {Set<string>} seen
 * @returns {Set<string>}
 */
function runners(file, seen = new Set()) {
  if (file.endsWith(".test.ts")) return new Set([file]);
  if (seen.has(file)) return new Set();
  seen.add(file);
  return new Set(
    [...testSources()].filter(([other, text]) => imports(other, text).has(file)).flatMap(([other]) => [...runners(other, seen)]),
  );
}

/** The files of the tests' folder that one of them imports. @param {string} file @param {string} text */
function imports(file, text) {
  const named = [...text.matchAll(/from "(\.[^"]+)"/g)].map(([, module = ""]) => `${join(dirname(file), module)}.ts`);
  return new Set(named);
}

/** @param {string} file */
const link = (file) => `[${code(file.slice("test/".length))}](../${file})`;
