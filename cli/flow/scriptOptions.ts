import type { Command } from "commander";
import type { Ringing } from "pulumi-yay/callflow";
import { UsageError } from "../shared/failure.js";
import { collect } from "../shared/options.js";

/** The options that say what happens in a call. */
export interface ScriptOptions {
  readonly caller?: string;
  readonly press: readonly string[];
  readonly answer: readonly string[];
  readonly busy: readonly string[];
  readonly way: readonly string[];
  readonly hangUpAt?: string;
  readonly script?: string;
  readonly expect?: string;
}

/** The part of a script that options say. */
export interface Laid {
  callerId?: string;
  presses?: readonly string[];
  answers?: Readonly<Record<string, Ringing>>;
  ways?: Readonly<Record<string, string>>;
  hangUpAt?: string;
}

/** What `--answer` and `--busy` name, and how a call can be expected to end. */
interface Words {
  readonly answer: string;
  readonly busy: string;
  readonly name: string;
  readonly expect: string;
}

const OF_FLOW: Words = {
  answer: "the step at which somebody answers",
  busy: "the step at which the line is busy",
  name: "step",
  expect: "how the call should end, such as voicemail, or the step at which",
};

/** Adds the options that say what happens in a call. */
export function addScriptOptions(command: Command, words: Words = OF_FLOW): Command {
  return command
    .option("--caller <number>", "the caller's number, or anonymous; left out, there is none")
    .option(
      "--press <key>",
      "what the caller does at the next menu: a key, an extension, timeout or hangup; again for the one after",
      collect,
      [],
    )
    .option(`--answer <${words.name}>`, words.answer, collect, [])
    .option(`--busy <${words.name}>`, words.busy, collect, [])
    .option("--way <step=key>", "the way out of a step of an undocumented module", collect, [])
    .option("--hang-up-at <step>", "the step at which the caller hangs up")
    .option("--script <file>", "JSON file with the call; options are laid over it")
    .option("--expect <ending>", words.expect);
}

/** A script with what options say laid over it. */
export function laidOver<S extends Laid>(script: S, { caller, press, answer, busy, way, hangUpAt }: ScriptOptions): S {
  return {
    ...script,
    ...(caller === undefined ? {} : { callerId: caller }),
    ...(press.length === 0 ? {} : { presses: press }),
    answers: { ...script.answers, ...ringingAt(answer, true), ...ringingAt(busy, "busy") },
    ways: { ...script.ways, ...Object.fromEntries(way.map((text) => pairIn(text, "--way"))) },
    ...(hangUpAt === undefined ? {} : { hangUpAt }),
  };
}

function ringingAt<R>(names: readonly string[], ringing: R): Record<string, R> {
  return Object.fromEntries(names.map((name) => [name, ringing]));
}

/** The two parts of an option such as `step=key`. */
export function pairIn(text: string, option: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1 || at === text.length - 1)
    throw new UsageError(`${option} takes a pair such as name=value, and ${JSON.stringify(text)} is none.`);
  return [text.slice(0, at), text.slice(at + 1)];
}
