import type { Command } from "commander";
import { accountFindings } from "pulumi-yay/calls";
import { readObjects } from "../../account/objects.js";
import { addObjectOptions, type ObjectOptions } from "../../account/options.js";
import { accountFindingsAsMarkdown, accountFindingsAsText } from "../../calls/report.js";
import { EXIT } from "../../shared/failure.js";
import { addFormat, warn } from "../../shared/output.js";
import { safeJson } from "../../shared/terminal.js";

interface LintOptions extends ObjectOptions {
  readonly format: "text" | "json" | "markdown";
  readonly strict?: true;
}

/** Adds `yay call lint`. */
export function addCallLint(call: Command, end: (code: number) => void): void {
  const command = call
    .command("lint")
    .description(
      "Say what is wrong with where calls go, across numbers, diaries, flows, groups and queues; exit code 1 if there is an error.",
    );
  addFormat(addObjectOptions(command), ["text", "json", "markdown"], "text")
    .option("--strict", "count warnings as errors")
    .action(async (options: LintOptions) => end(await lint(options)));
}

async function lint(options: LintOptions): Promise<number> {
  const { objects, complete, unread } = await readObjects(options);
  unread.forEach(warn);
  const found = accountFindings(objects, { complete });
  const findings = options.strict === true ? found.map((finding) => ({ ...finding, severity: "error" as const })) : found;
  switch (options.format) {
    case "json":
      process.stdout.write(safeJson({ findings }));
      break;
    case "markdown":
      process.stdout.write(accountFindingsAsMarkdown(findings));
      break;
    case "text":
      process.stdout.write(accountFindingsAsText(findings));
  }
  return findings.some(({ severity }) => severity === "error") ? EXIT.failed : EXIT.ok;
}
