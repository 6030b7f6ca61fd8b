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

/** A table of cells that are already Markdown. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("");
}
