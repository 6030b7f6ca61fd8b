import Table from "cli-table3";
import { callPicture, callTranscript, endingInWords, type AccountFinding } from "pulumi-yay/calls";
import { drawMermaid, drawSvg, layoutGraph } from "pulumi-yay/callflow";
import { layout } from "../flow/layout.js";
import { markdownBlock, markdownTable, markdownText } from "../shared/markdown.js";
import { counted } from "../shared/output.js";
import { palette, safeJson, safeLine, safeText } from "../shared/terminal.js";
import type { PlacedNumberCall, UnplacedCall } from "./placed.js";

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
export function callsAsTable(calls: readonly (PlacedNumberCall | UnplacedCall)[]): string {
  const colours = palette(process.stdout);
  const table = new Table({ head: HEAD, style: { head: [], border: [], compact: true } });
  table.push(...calls.map((placed) => rowOf(placed, placed.ok ? colours.green("✓") : colours.red("✗"))));
  return `${table.toString()}\n`;
}

/** Several calls as a table in Markdown. */
export function callsAsMarkdown(calls: readonly (PlacedNumberCall | UnplacedCall)[]): string {
  return markdownTable(
    HEAD,
    calls.map((placed) => rowOf(placed, placed.ok ? "✅" : "❌").map(markdownText)),
  );
}

function rowOf(placed: PlacedNumberCall | UnplacedCall, mark: string): string[] {
  const { name, expect = "" } = placed;
  const [number, ends] = "call" in placed ? [placed.call.number, endingInWords(placed.call)] : [placed.number, "cannot be placed"];
  return [mark, safeLine(name), safeLine(number), safeLine(ends), safeLine(expect)];
}

/** What a finding is about. A resource's name tells whose it is, as in a preview: every customer may have a group Sales. */
function subjectOf({ kind, name, resource }: AccountFinding): string {
  if (resource === undefined || resource === name) return `${kind} ${name}`;
  return resource.endsWith(`/${name}`) ? `${kind} ${resource}` : `${kind} ${resource} (${name})`;
}

/** Findings on an account as text. */
export function accountFindingsAsText(findings: readonly AccountFinding[]): string {
  const colours = palette(process.stdout);
  const lines = findings.map((finding) => {
    const { severity, code, message, hint } = finding;
    const mark = severity === "error" ? colours.red("error  ") : colours.yellow("warning");
    return `${mark}  ${colours.bold(safeLine(subjectOf(finding)))} ${colours.dim(`[${code}]`)}\n         ${safeLine(`${message} ${hint}`)}\n`;
  });
  return `${lines.join("")}${accountSummary(findings)}\n`;
}

/** Findings on an account as Markdown. */
export function accountFindingsAsMarkdown(findings: readonly AccountFinding[]): string {
  if (findings.length === 0) return "No findings.\n";
  const rows = findings.map((finding) => [
    finding.severity === "error" ? "❌ error" : "⚠️ warning",
    markdownText(subjectOf(finding)),
    markdownText(`${finding.message} ${finding.hint}`),
    `\`${finding.code}\``,
  ]);
  return markdownTable(["", "Where", "What", "Code"], rows);
}

function accountSummary(findings: readonly AccountFinding[]): string {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  return findings.length === 0 ? "no findings" : `${counted(errors, "error")}, ${counted(findings.length - errors, "warning")}`;
}
