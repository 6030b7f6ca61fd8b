import type { Command } from "commander";
import { type CallResult, type CallScript, transcript } from "pulumi-yay/callflow";
import { addSourceOptions, type SourceOptions } from "../../flow/options.js";
import { place, type PlacedCall } from "../../flow/placed.js";
import { named } from "../../flow/rawFlow.js";
import { callsIn, type PlannedCall } from "../../flow/script.js";
import { addScriptOptions, laidOver, pairIn, type ScriptOptions } from "../../flow/scriptOptions.js";
import { readOneSource } from "../../flow/sources.js";
import { EXIT, UsageError } from "../../shared/failure.js";
import { parseJson, readText } from "../../shared/json.js";
import { markdownBlock, markdownText } from "../../shared/markdown.js";
import { collect } from "../../shared/options.js";
import { addFormat } from "../../shared/output.js";
import { palette, safeJson, safeText } from "../../shared/terminal.js";

interface CallOptions extends SourceOptions, ScriptOptions {
  readonly format: "text" | "json" | "markdown";
  readonly extension: readonly string[];
}

const RINGINGS: Readonly<Record<string, boolean | "busy">> = { answered: true, unanswered: false, busy: "busy" };

/** Adds `yay flow call`. */
export function addCall(flow: Command, end: (code: number) => void): void {
  const command = flow
    .command("call [file]")
    .description("Call a flow without a phone and say what happens; exit code 1 if the caller gets lost, or does not end as expected.");
  addScriptOptions(addFormat(addSourceOptions(command), ["text", "json", "markdown"], "text"))
    .option("--extension <number[=how]>", "an extension that can be dialled, and how ringing ends: answered, unanswered, busy", collect, [])
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
  const { script: file, expect } = options;
  const given = file === undefined ? [] : callsIn(parseJson(await readText(file), file), file);
  if (given.length > 1) throw new UsageError(`${file ?? ""} holds ${given.length} calls; \`yay flow coverage\` places several.`);
  const [{ name, script, expect: expected } = { name: "the call", script: {}, expect: undefined }] = given;
  const laid: CallScript = {
    ...laidOver(script, options),
    extensions: { ...script.extensions, ...Object.fromEntries(options.extension.map(extensionIn)) },
  };
  return { name, script: laid, expect: expect ?? expected };
}

function extensionIn(text: string): [string, boolean | "busy"] {
  const [number, how] = text.includes("=") ? pairIn(text, "--extension") : [text, "answered"];
  const ringing = Object.hasOwn(RINGINGS, how) ? RINGINGS[how] : undefined;
  if (ringing === undefined) throw new UsageError(`--extension ${text}: ringing ends ${Object.keys(RINGINGS).join(", ")}.`);
  return [number, ringing];
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
