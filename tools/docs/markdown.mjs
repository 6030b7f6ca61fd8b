// @ts-check
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { ROOT } from "../lib/root.mjs";

/** A table. Cells may hold inline Markdown. @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
export function table(head, rows) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** @param {string} text */
export const code = (text) => `\`${text}\``;

/** A type as a reader wants it, without what says that nobody changes it. @param {string} type */
export function typeText(type) {
  const bare = type.replaceAll("readonly ", "").replaceAll(" | undefined", "").replace(/<\s+/g, "<").replace(/\s+>/g, ">");
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

/** What a page of this generator begins with. @param {string} title @param {string} from */
export const heading = (title, from) => `<!-- Made by \`npm run docs\` from ${from}. Edits here are lost. -->\n\n# ${title}`;

/** A page as the project's formatter has it. @param {string} path @param {string} text */
export async function tidy(path, text) {
  const file = join(ROOT, path);
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}
