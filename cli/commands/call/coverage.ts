import { type Command } from "commander";
import { type CallCoverage, callCoverage, callCoverageText } from "pulumi-yay/calls";
import { readObjects } from "../../account/objects.js";
import { addObjectOptions, type ObjectOptions } from "../../account/options.js";
import { placeAll, type PlacedNumberCall, type UnplacedCall } from "../../calls/placed.js";
import { callsAsMarkdown, callsAsTable } from "../../calls/report.js";
import { numberCallsIn, numberOf } from "../../calls/script.js";
import { EXIT } from "../../shared/failure.js";
import { parseJson, readText } from "../../shared/json.js";
import { markdownText } from "../../shared/markdown.js";
import { percentOf } from "../../shared/options.js";
import { addFormat, warn } from "../../shared/output.js";
import { safeJson, safeText } from "../../shared/terminal.js";

interface CoverageOptions extends ObjectOptions {
  readonly format: "text" | "json" | "markdown";
  readonly calls: string;
  readonly min: number;
}

/** Adds `yay call coverage`. */
export function addCallCoverage(call: Command, end: (code: number) => void): void {
  const command = call
    .command("coverage")
    .description(
      "Place a set of calls and say which numbers, hours, steps, branches, phones and mailboxes none of them reaches; exit code 1 if a call fails or cannot be placed, or --min is missed.",
    );
  addFormat(addObjectOptions(command), ["text", "json", "markdown"], "text")
    .requiredOption("--calls <file>", "JSON file with a list of calls, each with name, number, at, expect, callerId, presses, answers, …")
    .option("--min <percent>", "how many of each of them calls must reach", percentOf, 0)
    .action(async (options: CoverageOptions) => end(await cover(options)));
}

async function cover(options: CoverageOptions): Promise<number> {
  const planned = numberCallsIn(parseJson(await readText(options.calls), options.calls), options.calls);
  const numbered = planned.map((one) => ({ planned: one, number: numberOf(one, options.calls) }));
  const { objects, unread } = await readObjects(options);
  unread.forEach(warn);
  const calls = placeAll(objects, numbered);
  const reached = callCoverage(
    objects,
    calls.flatMap((placed) => ("call" in placed ? [placed.call] : [])),
  );
  calls.forEach((placed, index) => {
    if ("problem" in placed) warn(safeText(`${options.calls} [${index}] ${JSON.stringify(placed.name)}: ${placed.problem}`));
  });
  process.stdout.write(shown(calls, reached, options.format));
  const isEnough = Object.values<CallCoverage["numbers"]>({ ...reached }).every(
    (share) => share.total === 0 || (100 * share.reached) / share.total >= options.min,
  );
  return isEnough && calls.every(({ ok }) => ok) ? EXIT.ok : EXIT.failed;
}

function shown(calls: readonly (PlacedNumberCall | UnplacedCall)[], reached: CallCoverage, format: CoverageOptions["format"]): string {
  const lines = safeText(callCoverageText(reached)).split("\n");
  switch (format) {
    case "json":
      return safeJson({
        ...reached,
        calls: calls.map((placed) => {
          if ("problem" in placed) return placed;
          const { name, expect, ok, call } = placed;
          return { name, expect, ok, number: call.number, at: call.at, ending: call.ending };
        }),
      });
    case "markdown":
      return [callsAsMarkdown(calls), lines.map((line) => `- ${markdownText(line)}\n`).join("")].join("\n");
    case "text":
      return `${callsAsTable(calls)}${lines.join("\n")}\n`;
  }
}
