import { coverage, type Share } from "../callflow/coverage";
import { isBlank, own } from "../common/values";
import { diaryOf } from "../diary/index";
import { Directory, isKnown, listOf, textOf } from "./directory";
import type { CallObject, NumberCall } from "./types";

/** How much of an account a set of calls has reached. What is missing is named as a transcript names it. */
export interface CallCoverage {
  /** Numbers that were called. */
  readonly numbers: Share;
  /** What the diaries of numbers can say: `+441632960101 open`, `+441632960101 exceptions.0`. */
  readonly hours: Share;
  /** Steps of the flows that numbers and their diaries lead to: `Main line: menu`. */
  readonly steps: Share;
  /** Branches of those flows: `Main line: menu.next.2`. */
  readonly branches: Share;
  /** Users that rang. */
  readonly phones: Share;
  /** Mailboxes in which a message was left. */
  readonly mailboxes: Share;
}

/** Computes what calls have reached of the numbers of an account, their hours, the flows that they lead to, and its phones and mailboxes. */
export function callCoverage(account: readonly CallObject[], calls: readonly NumberCall[]): CallCoverage {
  const directory = new Directory(account);
  const numbers = directory.of("PhoneNumber");
  const nameOf = (number: CallObject): string => textOf(number, "number") ?? directory.nameOf(number);
  const rung = new Set(calls.flatMap(({ steps }) => steps.flatMap(({ rings }) => rings.map(({ uuid }) => uuid))));
  const filled = new Set(calls.flatMap(({ mailboxes }) => mailboxes.map(({ uuid }) => uuid)));
  const reachedBy = (kind: string, reached: ReadonlySet<string | undefined>): Share => {
    const all = directory.of(kind);
    return {
      ...share(
        all.map(({ uuid }) => uuid),
        reached,
      ),
      missing: all.filter(({ uuid }) => !reached.has(uuid)).map((object) => directory.nameOf(object)),
    };
  };
  return {
    numbers: share(numbers.map(nameOf), new Set(calls.map(({ number }) => number))),
    hours: share(
      numbers.flatMap((number) => hoursOf(number, directory).map((hour) => `${nameOf(number)} ${hour}`)),
      new Set(calls.flatMap(({ number, hours }) => hours.map((hour) => `${number} ${hour}`))),
    ),
    ...flowsReached(numbers, calls, directory),
    phones: reachedBy("SipUser", rung),
    mailboxes: reachedBy("Mailbox", filled),
  };
}

/** What the diary of a number can say. */
function hoursOf(number: CallObject, directory: Directory): string[] {
  const diary = directory.get(own(number.args, "outOfHours"));
  if (diary === undefined) return [];
  const { elements = [], exceptions = [] } = diaryOf(diary.args);
  return ["open", ...elements.map((_, index) => `elements.${index}`), ...exceptions.map((_, index) => `exceptions.${index}`)];
}

function flowsReached(
  numbers: readonly CallObject[],
  calls: readonly NumberCall[],
  directory: Directory,
): Pick<CallCoverage, "steps" | "branches"> {
  const flows = [...new Set(numbers.flatMap((number) => flowsOf(number, directory)).map((uuid) => uuid.toLowerCase()))];
  const parts = flows.flatMap((uuid) => {
    const flow = directory.flow(uuid);
    if (flow?.steps === undefined) return [];
    const results = calls.flatMap((call) => (call.flow?.uuid.toLowerCase() === uuid ? [call.flow.result] : []));
    const reached = coverage(flow.steps, results, { uuids: flow.uuids });
    const within = ({ missing, ...counts }: Share): Share => ({
      ...counts,
      missing: missing.map((name) => `${directory.nameOf(flow.object)}: ${name}`),
    });
    return [{ steps: within(reached.steps), branches: within(reached.branches) }];
  });
  return { steps: sum(parts.map(({ steps }) => steps)), branches: sum(parts.map(({ branches }) => branches)) };
}

/** The flows that a number and the entries of its diary lead to. */
function flowsOf(number: CallObject, directory: Directory): string[] {
  const diary = directory.get(own(number.args, "outOfHours"));
  const entries = diary === undefined ? [] : ["elements", "exceptions"].flatMap((list) => listOf(diary, list));
  const flows = entries.map((entry) => (typeof entry === "object" && entry !== null ? own(entry, "callFlow") : undefined));
  return [own(number.args, "callFlow"), ...flows].filter((uuid) => !isBlank(uuid) && isKnown(uuid)) as string[];
}

function share(all: readonly string[], reached: ReadonlySet<string | undefined>): Share {
  const missing = all.filter((one) => !reached.has(one));
  return { reached: all.length - missing.length, total: all.length, missing };
}

function sum(shares: readonly Share[]): Share {
  const add = (count: (share: Share) => number): number => shares.reduce((total, share) => total + count(share), 0);
  return { reached: add(({ reached }) => reached), total: add(({ total }) => total), missing: shares.flatMap(({ missing }) => missing) };
}

const KINDS = ["numbers", "hours", "steps", "branches", "phones", "mailboxes"] as const;

/** Formats a coverage as text. */
export function callCoverageText(covered: CallCoverage): string {
  const width = Math.max(...KINDS.map((kind) => kind.length)) + 1;
  const counts = KINDS.map((kind) => `${`${kind}:`.padEnd(width)} ${percent(covered[kind])}`);
  const missing = KINDS.flatMap((kind) =>
    covered[kind].missing.length === 0 ? [] : [`no call reaches ${kind} ${covered[kind].missing.join(", ")}`],
  );
  return [...counts, ...missing].join("\n");
}

function percent({ reached, total }: Share): string {
  return `${reached} of ${total} (${total === 0 ? 100 : Math.floor((100 * reached) / total)} %)`;
}
