// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { ROOT } from "../lib/root.mjs";

/** Text that stands in a cell of a table. @param {string} text */
export const cell = (text) => text.replaceAll("|", "\\|");

/** A table. Cells may hold inline Markdown. @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
export function table(head, rows) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** @param {string} text */
export const code = (text) => `\`${text}\``;

/** A type as a reader wants it, without what says that nobody changes it. @param {string} type */
export function typeText(type) {
  const plain = type.replace(/\bId<[^>]*>/g, "string");
  const bare = plain.replaceAll("readonly ", "").replaceAll(" | undefined", "").replace(/<\s+/g, "<").replace(/\s+>/g, ">");
  return bare.replace(/^Readonly<(.*)>((?:\[\])?)$/, "$1$2");
}

/** @param {readonly string[]} items */
export const list = (items) => items.map((item) => `- ${item}`).join("\n");

/** `a`, `b` and `c`. @param {readonly string[]} items @param {"and" | "or"} word */
export function enumerate(items, word = "and") {
  return items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} ${word} ${items.at(-1)}`;
}

/** Parts of a page, without those that are empty. @param {readonly (string | undefined)[]} parts */
export const paragraphs = (parts) => `${parts.filter((part) => part !== undefined && part !== "").join("\n\n")}\n`;

/** A file of the work tree, word for word. @param {string} file @param {"ts" | "js"} language */
export const included = (file, language = "ts") => `\`\`\`${language}\n${readFileSync(join(ROOT, file), "utf8")}\`\`\``;

/** The same under a link to it. @param {string} file @param {string} root the way from the page to the root of the work tree */
export const linked = (file, root) => `[${code(file)}](${root}/${file}):\n\n${included(file)}`;

/** A page as the project's formatter has it. @param {string} path @param {string} text */
export async function tidy(path, text) {
  const file = join(ROOT, path);
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}
