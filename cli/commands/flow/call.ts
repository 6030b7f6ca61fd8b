import type { Command } from "commander";
import { type CallResult, type CallScript, transcript } from "pulumi-yay/callflow";
import { addSourceOptions, type SourceOptions } from "../../flow/options.js";
import { place, type PlacedCall } from "../../flow/placed.js";
import { named } from "../../flow/rawFlow.js";
import { callsIn, type PlannedCall } from "../../flow/script.js";
import { readOneSource } from "../../flow/sources.js";
import { EXIT, UsageError } from "../../shared/failure.js";
import { parseJson, readText } from "../../shared/json.js";
import { markdownBlock, markdownText } from "../../shared/markdown.js";
import { collect } from "../../shared/options.js";
import { addFormat } from "../../shared/output.js";
import { palette, safeJson, safeText } from "../../shared/terminal.js";

interface CallOptions extends SourceOptions {
  readonly format: "text" | "json" | "markdown";
  readonly caller?: string;
  readonly press: readonly string[];
  readonly answer: readonly string[];
  readonly busy: readonly string[];
  readonly extension: readonly string[];
  readonly way: readonly string[];
  readonly hangUpAt?: string;
  readonly script?: string;
  readonly expect?: string;
}

const RINGINGS: Readonly<Record<string, boolean | "busy">> = { answered: true, unanswered: false, busy: "busy" };

/** Adds `yay flow call`. */
export function addCall(flow: Command, end: (code: number) => void): void {
  const command = flow
    .command("call [file]")
    .description("Call a flow without a phone and say what happens; exit code 1 if the caller gets lost, or does not end as expected.");
  addFormat(addSourceOptions(command), ["text", "json", "markdown"], "text")
    .option("--caller <number>", "the caller's number, or anonymous; left out, there is none")
    .option(
      "--press <key>",
      "what the caller does at the next menu: a key, an extension, timeout or hangup; again for the one after",
      collect,
      [],
    )
    .option("--answer <step>", "the step at which somebody answers", collect, [])
    .option("--busy <step>", "the step at which the line is busy", collect, [])
    .option("--extension <number[=how]>", "an extension that can be dialled, and how ringing ends: answered, unanswered, busy", collect, [])
    .option("--way <step=key>", "the way out of a step of an undocumented module", collect, [])
    .option("--hang-up-at <step>", "the step at which the caller hangs up")
    .option("--script <file>", "JSON file with the call; options are laid over it")
    .option("--expect <ending>", "how the call should end, such as voicemail, or the step at which")
    .action(async (file: string | undefined, options: CallOptions) => end(await callFlow(file, options)));
}

async function callFlow(file: string | undefined, options: CallOptions): Promise<number> {
  const planned = await plan(options);
  const { flow, names } = await readOneSource(file === undefined ? [] : [file], options);
  const [placed] = place(named(flow), [planned]);
  if (placed === undefined) return EXIT.failed;
  process.stdout.write(shown(placed, names, options.format));
  return placed.ok ? EXIT.ok : EXIT.failed;
}

async function plan(options: CallOptions): Promise<PlannedCall> {
  const { script: file, caller, press, hangUpAt, expect } = options;
  const given = file === undefined ? [] : callsIn(parseJson(await readText(file), file), file);
  if (given.length > 1) throw new UsageError(`${file ?? ""} holds ${given.length} calls; \`yay flow coverage\` places several.`);
  const [{ name, script, expect: expected } = { name: "the call", script: {}, expect: undefined }] = given;
  const laid: CallScript = {
    ...script,
    ...(caller === undefined ? {} : { callerId: caller }),
    ...(press.length === 0 ? {} : { presses: press }),
    answers: { ...script.answers, ...ringingAt(options.answer, true), ...ringingAt(options.busy, "busy") },
    extensions: { ...script.extensions, ...Object.fromEntries(options.extension.map(extensionIn)) },
    ways: { ...script.ways, ...Object.fromEntries(options.way.map((text) => pairIn(text, "--way"))) },
    ...(hangUpAt === undefined ? {} : { hangUpAt }),
  };
  return { name, script: laid, expect: expect ?? expected };
}

function ringingAt<R>(steps: readonly string[], ringing: R): Record<string, R> {
  return Object.fromEntries(steps.map((step) => [step, ringing]));
}

function extensionIn(text: string): [string, boolean | "busy"] {
  const [number, how] = text.includes("=") ? pairIn(text, "--extension") : [text, "answered"];
  const ringing = Object.hasOwn(RINGINGS, how) ? RINGINGS[how] : undefined;
  if (ringing === undefined) throw new UsageError(`--extension ${text}: ringing ends ${Object.keys(RINGINGS).join(", ")}.`);
  return [number, ringing];
}

function pairIn(text: string, option: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1 || at === text.length - 1)
    throw new UsageError(`${option} takes a pair such as name=value, and ${JSON.stringify(text)} is none.`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function shown(placed: PlacedCall, names: ReadonlyMap<string, string>, format: CallOptions["format"]): string {
  if (format === "json") return safeJson(callAsData(placed));
  const text = transcript(placed.result, { nameOf: (uuid) => names.get(uuid) });
  const verdict = verdictOn(placed);
  if (format === "markdown") return markdownBlock(text, "text") + (verdict === "" ? "" : `\n${markdownText(verdict)}\n`);
  const colours = palette(process.stdout);
  return `${safeText(text)}\n${verdict === "" ? "" : `${colours.red(safeText(verdict))}\n`}`;
}

function verdictOn({ expect, ok }: PlacedCall): string {
  return ok || expect === undefined ? "" : `It should end with or at ${JSON.stringify(expect)}.`;
}

function callAsData({ result, expect, ok }: PlacedCall): CallResult & { expect: string | undefined; ok: boolean } {
  return { ...result, expect, ok };
}
