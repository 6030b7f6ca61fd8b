import { type Finding, sinceBefore, validate } from "pulumi-yay/callflow";
import { markdownTable, markdownText } from "../shared/markdown.js";
import { counted } from "../shared/output.js";
import { palette, safeLine } from "../shared/terminal.js";
import type { NamedFlow } from "./rawFlow.js";

/** All findings of a flow. */
export function findingsOf({ flow, uuids, kinds, strict: bound = false }: NamedFlow, strict = false): Finding[] {
  return validate(flow, { uuids, strict: strict || bound, kindOf: (uuid) => kinds?.get(uuid) });
}

/** The findings of a changed flow; an error that it had before is a warning, as in a preview. */
export function findingsSince(before: NamedFlow | undefined, after: NamedFlow): Finding[] {
  return before === undefined || after.strict === true ? findingsOf(after) : sinceBefore(findingsOf(after), findingsOf(before));
}

/** Whether there is an error among findings. */
export function hasError(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === "error");
}

/** Findings as plain data, in the documented order of keys. */
export function findingsAsData(findings: readonly Finding[]): Finding[] {
  return findings.map(({ code, severity, path, message, hint }) => ({ code, severity, path, message, hint }));
}

/** Formats findings as text. */
export function findingsAsText(findings: readonly Finding[]): string {
  const colours = palette(process.stdout);
  return findings
    .map(({ code, severity, path, message, hint }) => {
      const shown = severity === "error" ? colours.red("error  ") : colours.yellow("warning");
      const help = hint === "" ? "" : `           ${safeLine(hint)}\n`;
      return `  ${shown}  ${colours.bold(safeLine(path))} ${colours.dim(`[${code}]`)}\n           ${safeLine(message)}\n${help}`;
    })
    .join("");
}

/** The number of findings, in words. */
export function summaryOf(findings: readonly Finding[]): string {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  return findings.length === 0 ? "no findings" : `${counted(errors, "error")}, ${counted(findings.length - errors, "warning")}`;
}

/** Formats findings as a Markdown table. */
export function findingsAsMarkdown(findings: readonly Finding[]): string {
  if (findings.length === 0) return "No findings.\n";
  const rows = findings.map(({ code, severity, path, message, hint }) => [
    severity === "error" ? "❌ error" : "⚠️ warning",
    markdownText(path),
    markdownText(`${message} ${hint}`),
    `\`${code}\``,
  ]);
  return markdownTable(["", "Where", "What", "Code"], rows);
}
