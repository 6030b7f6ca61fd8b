import { safeLine, safeText } from "./terminal.js";

/** Text from outside as Markdown that shows just this text: no markup, no HTML, no mention, no reference. */
export function markdownText(text: string): string {
  return safeLine(text)
    .replace(/[\\`*_[\]<>|~&]/g, "\\$&")
    .replace(/(?<=[@#])(?=\w)/g, "<!-- -->");
}

/** A block of text that no line of it can end. */
export function markdownBlock(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${safeText(text).trimEnd()}\n${fence}\n`;
}

/** A table of texts that are Markdown already. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("");
}
