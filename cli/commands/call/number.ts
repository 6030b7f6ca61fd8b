import { extname } from "node:path";
import type { Command } from "commander";
import { readObjects } from "../../account/objects.js";
import { addObjectOptions, type ObjectOptions } from "../../account/options.js";
import { placeCall } from "../../calls/placed.js";
import { CALL_FORMATS, type CallFormat, shownCall } from "../../calls/report.js";
import { numberCallsIn, type PlannedNumberCall } from "../../calls/script.js";
import { addScriptOptions, laidOver, type ScriptOptions } from "../../flow/scriptOptions.js";
import { EXIT, UsageError } from "../../shared/failure.js";
import { parseJson, readText } from "../../shared/json.js";
import { addFormat, deliver, warn } from "../../shared/output.js";

interface NumberOptions extends ObjectOptions, ScriptOptions {
  readonly format?: CallFormat;
  readonly output?: string;
  readonly at?: string;
  readonly timezone?: string;
}

const BY_ENDING: Readonly<Record<string, CallFormat>> = { ".svg": "svg", ".md": "markdown", ".mmd": "mermaid", ".json": "json" };

const WORDS = {
  name: "who",
  answer:
    "who answers: a user, a group, a queue or a number by any of its names (its uuid, name, extension, the name of its resource, or what the customer's file calls the user), or the step at which somebody does",
  busy: "whose line is busy, named likewise",
  expect: "how the call should end, such as voicemail; or who answers, the mailbox, the flow or the step",
};

/** Adds `yay call <number>`. */
export function addNumber(call: Command, end: (code: number) => void): void {
  const command = call
    .command("number <number>", { isDefault: true })
    .description(
      "Call a number without a phone and say what the caller meets; exit code 1 if the caller gets lost, or does not end as expected. The default format is that of the output file, else text.",
    )
    .option("--at <time>", 'when the call comes, such as "2026-12-25 10:00" by the clock on the wall, or 2026-12-25T10:00Z; left out, now')
    .option("--timezone <zone>", "the time zone of that clock; else that of the number's time diary")
    .option("-o, --output <file>", "write it into a file");
  addScriptOptions(addFormat(addObjectOptions(command), CALL_FORMATS), WORDS).action(async (number: string, options: NumberOptions) =>
    end(await callOne(number, options)),
  );
}

async function callOne(number: string, options: NumberOptions): Promise<number> {
  const planned = await plan(options);
  const { objects, unread } = await readObjects(options);
  unread.forEach(warn);
  const placed = placeCall(objects, { planned, number });
  const format = options.format ?? BY_ENDING[extname(options.output ?? "").toLowerCase()] ?? "text";
  await deliver(await shownCall(placed, format), options.output);
  return placed.ok ? EXIT.ok : EXIT.failed;
}

async function plan(options: NumberOptions): Promise<PlannedNumberCall> {
  const { script: file, at, timezone, expect } = options;
  const given = file === undefined ? [] : numberCallsIn(parseJson(await readText(file), file), file);
  if (given.length > 1) throw new UsageError(`${file ?? ""} holds ${given.length} calls; \`yay call coverage\` places several.`);
  const [{ name, script, expect: expected } = { name: "the call", script: {}, expect: undefined }] = given;
  const time = at ?? script.at ?? new Date();
  const laid = { ...laidOver(script, options), at: time, ...(timezone === undefined ? {} : { timezone }) };
  return { name, number: undefined, script: laid, expect: expect ?? expected };
}
