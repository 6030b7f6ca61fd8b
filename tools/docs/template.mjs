// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../lib/root.mjs";
import { code, enumerate } from "./markdown.mjs";

/**
 * What the code computes for a page: each value stands where the template has a slot of its name. A blank value leaves nothing there.
 * @typedef {Readonly<Record<string, string>>} Values
 */

/** The folder of the templates: the prose of the generated pages, as Markdown with slots such as `{{settings}}`. */
export const templates = "tools/docs/pages";

/**
 * A whole page. Links in its template are those of the page: relative to where that will stand.
 * @param {string} name the template's @param {readonly string[]} sources the paths of what its values come from @param {Values} values
 */
export function page(name, sources, values) {
  const from = enumerate([pathOf(name), ...sources].map(code));
  return `<!-- Made by \`npm run docs\` from ${from}. Edits here are lost. -->\n\n${template(name, values)}`;
}

/** A part that stands on some pages. @param {string} name the template's @param {Values} values */
export const part = (name, values) => template(`parts/${name}`, values).trim();

/** @param {string} name */
const pathOf = (name) => `${templates}/${name}.md`;

/** @param {string} name @param {Values} values */
function template(name, values) {
  const path = pathOf(name);
  return fill(path, readFileSync(join(ROOT, path), "utf8"), values);
}

const slot = /\{\{([^{}\n]*)\}\}/g;

/**
 * A template with the value of each slot. A slot without a value and a value without a slot are an error, so that no sentence waits for a
 * table that has gone, and nothing that is computed is left out unseen.
 * @param {string} path @param {string} text @param {Values} values
 */
export function fill(path, text, values) {
  const slots = new Set([...text.matchAll(slot)].map(([, name = ""]) => name));
  const blank = [...slots].filter((name) => !Object.hasOwn(values, name));
  const left = Object.keys(values).filter((name) => !slots.has(name));
  if (blank.length > 0) throw new Error(`${path}: no value is computed for ${braced(blank)}. Mend the name, or take the slot out.`);
  if (left.length > 0) throw new Error(`${path}: there is no slot for a value that is computed. Add ${braced(left)} where it belongs.`);
  return text.replaceAll(slot, (_, name) => values[name] ?? "");
}

/** @param {readonly string[]} names */
const braced = (names) => names.map((name) => `{{${name}}}`).join(", ");
