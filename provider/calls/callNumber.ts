import type { Ringing } from "../callflow/callScript";
import { CallError } from "./callError";
import { Directory, type FlowSteps, isKnown, textOf } from "./directory";
import { callInFlow, type FlowCall } from "./flowCall";
import { type Moment, momentOf } from "./moment";
import type { Answers, Rings } from "./parties";
import { menuProblems } from "./presses";
import { asksForTime, type Route, routeOf } from "./route";
import { hint, problemsIn } from "./scriptProblems";
import type { CallObject, NumberCall, NumberEnding, NumberScript } from "./types";

/**
 * Calls a number without a phone, and says what the caller meets: the number's time diary, the call flow that answers then, whom it rings and where a
 * message is left. Where the documents end, the call ends with `undocumented`, and `notDocumented` says why; nothing is guessed.
 *
 * Use it to test a program before it is live: it needs no account, no engine and no network. `accountOf` of `pulumi-yay/testing` gives the objects of a
 * program.
 *
 * @param account the objects of one or more customers; what is not among them ends a call with `missing`.
 * @param number in E.164 form, blanks and hyphens aside; or the name of the number, or of its resource, if only one has it.
 * @throws CallError, a TypeError, with everything that is wrong in the number and the script: what does not exist, and a time that is none.
 */
export function callNumber(account: readonly CallObject[], number: string, script: NumberScript = {}): NumberCall {
  const directory = new Directory(account);
  const found = numberIn(directory, number);
  const moment = script.at === undefined ? undefined : momentOf(script.at, script.timezone);
  const problems = [
    ...found.problems,
    ...problemsIn(script, directory),
    ...(moment !== undefined && "problem" in moment ? [moment.problem] : []),
  ];
  const { object } = found;
  if (object !== undefined && moment === undefined && asksForTime(object, directory))
    problems.push(`at: ${directory.nameOf(object)} has a time diary, so say when the call comes, such as at: "2026-12-25 10:00".`);
  if (object === undefined || problems.length > 0 || (moment !== undefined && "problem" in moment)) throw new CallError(number, problems);
  return placed(object, { directory, script, moment });
}

interface Placing {
  readonly directory: Directory;
  readonly script: NumberScript;
  readonly moment: Moment | undefined;
}

function placed(object: CallObject, { directory, script, moment }: Placing): NumberCall {
  const route = routeIn(object, { directory, script, moment });
  const flow = directory.flow(route.flow);
  const { steps } = flow ?? {};
  const call =
    flow === undefined || steps === undefined
      ? undefined
      : callInFlow({ ...flow, steps }, { directory, script, answers: answersIn(script, directory) });
  const wrong = call === undefined ? [] : menuProblems(call.result, script);
  if (wrong.length > 0) throw new CallError(directory.nameOf(object), wrong);
  const base = {
    number: textOf(object, "number") ?? directory.nameOf(object),
    at: route.at,
    hours: route.hours,
    steps: [...route.steps, ...(call?.steps ?? [])],
    notDocumented: [...route.notDocumented, ...(call?.notDocumented ?? [])],
  };
  if (call === undefined) return { ...base, ...nothingMet, ending: route.ending ?? endingWithout(flow, route) };
  return {
    ...base,
    ...metIn(call, directory),
    flow: flow && { uuid: flow.object.uuid, name: directory.nameOf(flow.object), result: call.result },
  };
}

/** How a call ends at a flow whose steps are not there: a secret is not known, and neither is what is still to be made. */
function endingWithout(flow: FlowSteps | undefined, { flow: reference }: Route): NumberEnding {
  const isUnknown = flow === undefined ? reference !== undefined && !isKnown(reference) : flow.isUnknown;
  return isUnknown ? "unknown" : "missing";
}

/** @throws CallError if the clock of the diary never shows the time of the call. */
function routeIn(object: CallObject, { directory, script, moment }: Placing): Route {
  try {
    return routeOf(object, { directory, moment, readings: script.readings });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new CallError(directory.nameOf(object), [`at: ${error.message.replace(/^openAt: /, "")}`]);
  }
}

const nothingMet = {
  answeredBy: undefined,
  mailboxes: [],
  waited: 0,
  recorded: false,
  music: undefined,
  heard: [],
  flow: undefined,
} as const;

function metIn(call: FlowCall, directory: Directory): Omit<NumberCall, "number" | "at" | "hours" | "steps" | "notDocumented" | "flow"> {
  const { waited, recorded, music, heard } = call.result;
  return {
    ending: call.ending,
    answeredBy: call.answeredBy,
    mailboxes: call.mailboxes,
    waited,
    recorded,
    music: music === undefined ? undefined : directory.named(music),
    heard: heard.map((sound) => directory.named(sound)),
  };
}

/** The number that a text means. */
function numberIn(directory: Directory, text: string): { readonly object?: CallObject; readonly problems: readonly string[] } {
  const numbers = directory.of("PhoneNumber");
  const plain = text.replaceAll(/[\s().-]/g, "");
  const byNumber = numbers.filter((object) => textOf(object, "number") === plain);
  const found = byNumber.length > 0 ? byNumber : numbers.filter((object) => directory.namesOf(object).includes(text));
  const [object] = found;
  if (object !== undefined && found.length === 1) return { object, problems: [] };
  const there = numbers.map((each) => textOf(each, "number") ?? directory.nameOf(each)).join(", ") || "none";
  if (found.length > 1) return { problems: [`${found.length} numbers are called so; call one by its digits. There are: ${there}.`] };
  return {
    problems: [
      `there is no such number${hint(
        text,
        numbers.flatMap((each) => directory.namesOf(each)),
      )} There are: ${there}.`,
    ],
  };
}

/** What a script says of those who ring, by any of their names. */
function answersIn({ answers = {} }: NumberScript, directory: Directory): Answers {
  const said = new Map<string, Ringing>(Object.entries(answers));
  return ({ object, name }: Rings) => {
    const names = object === undefined ? [name] : directory.namesOf(object);
    return names.map((each) => said.get(each)).find((ringing) => ringing !== undefined);
  };
}
