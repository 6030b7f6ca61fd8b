import Table from "cli-table3";
import { callPicture, callTranscript, endingInWords, type AccountFinding } from "pulumi-yay/calls";
import { drawMermaid, drawSvg, layoutGraph } from "pulumi-yay/callflow";
import { layout } from "../flow/layout.js";
import { markdownBlock, markdownTable, markdownText } from "../shared/markdown.js";
import { counted } from "../shared/output.js";
import { palette, safeJson, safeLine, safeText } from "../shared/terminal.js";
import type { PlacedNumberCall } from "./placed.js";

/** The formats in which a call can be shown. */
export const CALL_FORMATS = ["text", "json", "markdown", "mermaid", "svg"] as const;

/** A format in which a call can be shown. */
export type CallFormat = (typeof CALL_FORMATS)[number];

/** A call in a format. */
export async function shownCall(placed: PlacedNumberCall, format: CallFormat): Promise<string> {
  const { call, expect, ok } = placed;
  switch (format) {
    case "json":
      return safeJson({ ...call, expect, ok });
    case "mermaid":
      return safeText(drawMermaid(callPicture(call)));
    case "svg": {
      const picture = callPicture(call);
      return safeText(drawSvg(picture, await layout(layoutGraph(picture), "down")));
    }
    case "markdown":
      return [
        markdownBlock(drawMermaid(callPicture(call)), "mermaid"),
        markdownBlock(callTranscript(call), "text"),
        verdictAsMarkdown(placed),
      ].join("\n");
    case "text": {
      const verdict = verdictOn(placed);
      return `${safeText(callTranscript(call))}\n${verdict === "" ? "" : `${palette(process.stdout).red(safeText(verdict))}\n`}`;
    }
  }
}

function verdictAsMarkdown(placed: PlacedNumberCall): string {
  const verdict = verdictOn(placed);
  return verdict === "" ? "" : `${markdownText(verdict)}\n`;
}

function verdictOn({ expect, ok }: PlacedNumberCall): string {
  return ok || expect === undefined ? "" : `It should end with, by or at ${JSON.stringify(expect)}.`;
}

const HEAD = ["", "Call", "Number", "Ends", "Expected"];

/** Several calls as a table. */
export function callsAsTable(calls: readonly PlacedNumberCall[]): string {
  const colours = palette(process.stdout);
  const table = new Table({ head: HEAD, style: { head: [], border: [], compact: true } });
  table.push(...calls.map((placed) => rowOf(placed, placed.ok ? colours.green("✓") : colours.red("✗"))));
  return `${table.toString()}\n`;
}

/** Several calls as a table in Markdown. */
export function callsAsMarkdown(calls: readonly PlacedNumberCall[]): string {
  return markdownTable(
    HEAD,
    calls.map((placed) => rowOf(placed, placed.ok ? "✅" : "❌").map(markdownText)),
  );
}

function rowOf({ name, call, expect }: PlacedNumberCall, mark: string): string[] {
  return [mark, safeLine(name), safeLine(call.number), safeLine(endingInWords(call)), safeLine(expect ?? "")];
}

/** Findings on an account as text. */
export function accountFindingsAsText(findings: readonly AccountFinding[]): string {
  const colours = palette(process.stdout);
  const lines = findings.map(({ severity, kind, name, code, message, hint }) => {
    const mark = severity === "error" ? colours.red("error  ") : colours.yellow("warning");
    return `${mark}  ${colours.bold(safeLine(`${kind} ${name}`))} ${colours.dim(`[${code}]`)}\n         ${safeLine(`${message} ${hint}`)}\n`;
  });
  return `${lines.join("")}${accountSummary(findings)}\n`;
}

/** Findings on an account as Markdown. */
export function accountFindingsAsMarkdown(findings: readonly AccountFinding[]): string {
  if (findings.length === 0) return "No findings.\n";
  const rows = findings.map(({ severity, kind, name, message, hint, code }) => [
    severity === "error" ? "❌ error" : "⚠️ warning",
    markdownText(`${kind} ${name}`),
    markdownText(`${message} ${hint}`),
    `\`${code}\``,
  ]);
  return markdownTable(["", "Where", "What", "Code"], rows);
}

function accountSummary(findings: readonly AccountFinding[]): string {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  return findings.length === 0 ? "no findings" : `${counted(errors, "error")}, ${counted(findings.length - errors, "warning")}`;
}
