import Table from "cli-table3";
import type { Command } from "commander";
import { type Coverage, coverage, coverageText, type Share } from "pulumi-yay/callflow";
import { addSourceOptions, type SourceOptions } from "../../flow/options.js";
import { place, type PlacedCall } from "../../flow/placed.js";
import { named, stepsOf } from "../../flow/rawFlow.js";
import { callsIn } from "../../flow/script.js";
import { readOneSource } from "../../flow/sources.js";
import { EXIT } from "../../shared/failure.js";
import { parseJson, readText } from "../../shared/json.js";
import { markdownTable, markdownText } from "../../shared/markdown.js";
import { percentOf } from "../../shared/options.js";
import { addFormat } from "../../shared/output.js";
import { palette, safeJson, safeLine, safeText } from "../../shared/terminal.js";

interface CoverageOptions extends SourceOptions {
  readonly format: "text" | "json" | "markdown";
  readonly calls: string;
  readonly min: number;
}

interface Covered {
  readonly calls: readonly PlacedCall[];
  readonly reached: Coverage;
}

/** Adds `yay flow coverage`. */
export function addCoverage(flow: Command, end: (code: number) => void): void {
  const command = flow
    .command("coverage [file]")
    .description(
      "Place a set of calls and say which steps and branches none of them reaches; exit code 1 if a call fails or --min is missed.",
    );
  addFormat(addSourceOptions(command), ["text", "json", "markdown"], "text")
    .requiredOption("--calls <file>", "JSON file with a list of calls, each with name, expect, callerId, presses, answers, …")
    .option("--min <percent>", "how many of the steps, and of the branches, calls must reach", percentOf, 0)
    .action(async (file: string | undefined, options: CoverageOptions) => end(await cover(file, options)));
}

async function cover(file: string | undefined, options: CoverageOptions): Promise<number> {
  const planned = callsIn(parseJson(await readText(options.calls), options.calls), options.calls);
  const { flow: raw } = await readOneSource(file === undefined ? [] : [file], options);
  const flow = named(raw);
  const calls = place(flow, planned);
  const results = calls.map(({ result }) => result);
  const covered = { calls, reached: coverage(stepsOf(flow), results, { uuids: flow.uuids }) };
  process.stdout.write(shown(covered, options.format));
  const isEnough = [covered.reached.steps, covered.reached.branches].every((share) => percent(share) >= options.min);
  return isEnough && calls.every(({ ok }) => ok) ? EXIT.ok : EXIT.failed;
}

function shown({ calls, reached }: Covered, format: CoverageOptions["format"]): string {
  switch (format) {
    case "json":
      return safeJson({ ...reached, calls: calls.map(callAsData) });
    case "markdown":
      return [
        markdownTable(
          HEAD,
          calls.map((call) => rowOf(call, call.ok ? "✅" : "❌").map(markdownText)),
        ),
        coverageLines(reached)
          .map((line) => `- ${markdownText(line)}\n`)
          .join(""),
      ].join("\n");
    case "text":
      return `${callsAsTable(calls)}${coverageLines(reached).join("\n")}\n`;
  }
}

const HEAD = ["", "Call", "Ends", "At", "Expected"];

function callAsData({ name, expect, ok, result }: PlacedCall): Record<string, unknown> {
  return { name, expect, ok, ending: result.ending, at: result.at, steps: result.steps };
}

function callsAsTable(calls: readonly PlacedCall[]): string {
  const colours = palette(process.stdout);
  const table = new Table({ head: HEAD, style: { head: [], border: [], compact: true } });
  table.push(...calls.map((call) => rowOf(call, call.ok ? colours.green("✓") : colours.red("✗"))));
  return `${table.toString()}\n`;
}

function rowOf({ name, expect, result }: PlacedCall, mark: string): string[] {
  return [mark, safeLine(name), result.ending, safeLine(result.at ?? ""), safeLine(expect ?? "")];
}

function coverageLines(reached: Coverage): string[] {
  return safeText(coverageText(reached)).split("\n");
}

function percent({ reached, total }: Share): number {
  return total === 0 ? 100 : (100 * reached) / total;
}
