import { safeLine, safeText } from "./terminal.js";

/** Escapes text from outside for Markdown: no markup, no HTML, no mentions, no references. */
export function markdownText(text: string): string {
  return safeLine(text)
    .replace(/[\\`*_[\]<>|~&]/g, "\\$&")
    .replace(/(?<=[@#])(?=\w)/g, "<!-- -->");
}

/** A code block whose fence is longer than any in the text. */
export function markdownBlock(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${safeText(text).trimEnd()}\n${fence}\n`;
}

/** GitHub takes no longer issue and no longer comment. */
export const MOST_TEXT = 60_000;

/** A text that is cut at the end of a line if it is too long for an issue or a comment, with a sentence that says so. */
export function fitting(text: string, ifCut: string): string {
  return text.length <= MOST_TEXT ? text : `${text.slice(0, text.lastIndexOf("\n", MOST_TEXT))}\n\n${ifCut}\n`;
}

/** A table of cells that are already Markdown. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("");
}
