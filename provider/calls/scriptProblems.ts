import { pressFault } from "../callflow/presses";
import type { FlowLike } from "../callflow/types";
import { nearest } from "../common/nearest";
import { isRecord, own } from "../common/values";
import { QUESTION_NAMES, QUESTIONS } from "../diary/readings";
import type { Directory } from "./directory";
import type { NumberScript } from "./types";

/** What a script says of somebody or something that the account does not have, and what no caller can do. */
export function problemsIn(script: NumberScript, directory: Directory): string[] {
  const steps = stepNames(directory);
  return [
    ...answerProblems(script, [...namesThatAnswer(directory), ...steps, ...forwardedNumbers(directory)]),
    ...stepProblems(script, steps),
    ...readingProblems(script),
    ...pressProblems(script),
  ];
}

/** Ends a sentence, with the name that is perhaps meant. */
export function hint(text: string, names: readonly string[]): string {
  const near = nearest(text, names);
  return near === undefined ? "." : `. Did you mean ${JSON.stringify(near)}?`;
}

function answerProblems({ answers = {} }: NumberScript, names: readonly string[]): string[] {
  const known = new Set(names);
  return Object.keys(answers)
    .filter((name) => !known.has(name))
    .map((name) => `answers: nobody and no step is called ${JSON.stringify(name)}${hint(name, [...known])}`);
}

function stepProblems({ hangUpAt, ways = {} }: NumberScript, steps: readonly string[]): string[] {
  const named = [
    ...(hangUpAt === undefined ? [] : [["hangUpAt", hangUpAt] as const]),
    ...Object.keys(ways).map((step) => ["ways", step] as const),
  ];
  return named
    .filter(([, step]) => !steps.includes(step))
    .map(([where, step]) => `${where}: no step is called ${JSON.stringify(step)}${hint(step, steps)}`);
}

function readingProblems({ readings = {} }: NumberScript): string[] {
  return Object.entries(readings).flatMap(([name, reading]) => {
    const question = QUESTION_NAMES.find((one) => one === name);
    if (question === undefined) {
      const near = nearest(name, QUESTION_NAMES);
      const help = near === undefined ? `There are: ${QUESTION_NAMES.join(", ")}.` : `Did you mean ${JSON.stringify(near)}?`;
      return [`readings: the documents leave nothing open that is called ${JSON.stringify(name)}. ${help}`];
    }
    const positions: readonly string[] = QUESTIONS[question].positions;
    return positions.includes(reading)
      ? []
      : [`readings.${name}: there is no reading ${JSON.stringify(reading)}. There are: ${positions.join(", ")}.`];
  });
}

function pressProblems({ presses = [] }: NumberScript): string[] {
  return presses.flatMap((press, index) => {
    const fault = pressFault(press);
    return fault === undefined ? [] : [`presses.${index}: ${fault}`];
  });
}

const RINGING_KINDS = ["SipUser", "HuntGroup", "QueueGroup"];

/** Every name of those who can answer. */
function namesThatAnswer(directory: Directory): string[] {
  return directory.objects.filter(({ kind }) => RINGING_KINDS.includes(kind)).flatMap((object) => directory.namesOf(object));
}

function stepNames(directory: Directory): string[] {
  return stepsIn(directory).flatMap((steps) => Object.keys(steps));
}

function stepsIn(directory: Directory): FlowLike[] {
  return directory.of("CallFlow").flatMap(({ uuid }) => {
    const { steps } = directory.flow(uuid) ?? {};
    return steps === undefined ? [] : [steps];
  });
}

/** The numbers to which calls are forwarded. */
function forwardedNumbers(directory: Directory): string[] {
  const steps: unknown[] = stepsIn(directory).flatMap((each) => Object.values(each));
  const entries = steps.flatMap((step) => (isRecord(step) ? own(step, "extensions") : []));
  return entries.flatMap((entry) => (isRecord(entry) && typeof entry["number"] === "string" ? [entry["number"]] : []));
}
