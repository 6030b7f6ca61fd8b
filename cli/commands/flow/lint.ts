import type { Command } from "commander";
import type { Finding } from "pulumi-yay/callflow";
import { findingsAsData, findingsAsMarkdown, findingsAsText, findingsOf, hasError, summaryOf } from "../../flow/findings.js";
import { addSourceOptions, type SourceOptions } from "../../flow/options.js";
import { named } from "../../flow/rawFlow.js";
import { readSources } from "../../flow/sources.js";
import { EXIT } from "../../shared/failure.js";
import { markdownText } from "../../shared/markdown.js";
import { addFormat, counted } from "../../shared/output.js";
import { palette, safeJson, safeLine } from "../../shared/terminal.js";

interface LintOptions extends SourceOptions {
  readonly format: "text" | "json" | "markdown";
  readonly strict?: true;
}

interface Linted {
  readonly label: string;
  readonly findings: Finding[];
}

/** Adds `yay flow lint`. */
export function addLint(flow: Command, end: (code: number) => void): void {
  const command = flow
    .command("lint [files...]")
    .description("Say everything that is wrong with call flows; exit code 1 if there is an error.");
  addFormat(addSourceOptions(command), ["text", "json", "markdown"], "text")
    .option("--strict", "count warnings as errors")
    .action(async (files: string[], options: LintOptions) => end(await lint(files, options)));
}

async function lint(files: readonly string[], options: LintOptions): Promise<number> {
  const { flows } = await readSources(files, options);
  const linted = flows.map((flow) => ({ label: flow.label, findings: findingsOf(named(flow), options.strict) }));
  process.stdout.write(shown(linted, options.format));
  return linted.some(({ findings }) => hasError(findings)) ? EXIT.failed : EXIT.ok;
}

function shown(linted: readonly Linted[], format: LintOptions["format"]): string {
  switch (format) {
    case "json":
      return safeJson({ findings: findingsAsData(linted.length === 1 ? all(linted) : linted.flatMap(prefixed)) });
    case "markdown":
      if (linted.length === 0) return "There is no call flow.\n";
      return linted.map(({ label, findings }) => `### Call flow ${markdownText(label)}\n\n${findingsAsMarkdown(findings)}`).join("\n");
    case "text":
      return asText(linted);
  }
}

function asText(linted: readonly Linted[]): string {
  const colours = palette(process.stdout);
  const parts = linted.map(
    ({ label, findings }) => `${colours.underline(safeLine(label))}: ${summaryOf(findings)}\n${findingsAsText(findings)}`,
  );
  if (linted.length === 0) return "There is no call flow.\n";
  return linted.length === 1 ? parts.join("") : `${parts.join("\n")}\n${counted(linted.length, "call flow")}: ${summaryOf(all(linted))}\n`;
}

function all(linted: readonly Linted[]): Finding[] {
  return linted.flatMap(({ findings }) => findings);
}

function prefixed({ label, findings }: Linted): Finding[] {
  return findings.map((finding) => ({ ...finding, path: `${label}:${finding.path}` }));
}
