import type { CallResult, Ending } from "./callScript";
import { readGraph, type GraphOptions, type Node } from "./graph";
import { SIPUSER_VOICEMAIL } from "./modules";
import type { FlowLike } from "./types";
import { isRecord, own } from "./values";

/** How many steps, or branches, calls have reached. */
export interface Share {
  reached: number;
  total: number;
  /** Those that no call has reached: names of steps, or branches such as `menu.next.2`. */
  missing: string[];
}

/** How much of a flow a set of calls has reached. */
export interface Coverage {
  steps: Share;
  branches: Share;
}

/** Every branch that a call can take out of a step. Ringing can also end with an answer, or in the dialled user's own mailbox. */
function branchesOf({ name, module, edges, step }: Node): string[] {
  const ways = edges.filter(({ dead }) => !dead).map(({ at }) => `${name}.${at.join(".")}`);
  if (module === "extension") return [`${name}.answered`, ...ways];
  if (module !== "dialbyextension") return ways;
  const ownMailbox = isRecord(step) && own(step, "noanswer") === SIPUSER_VOICEMAIL;
  return [`${name}.answered`, ...ways, ...(ownMailbox ? [`${name}.noanswer`] : [])];
}

/** The branch of a ringing step for each ending of a call. */
const endedBy: Partial<Record<Ending, string>> = { answered: "answered", voicemail: "noanswer" };

function share(all: readonly string[], reached: ReadonlySet<string>): Share {
  const missing = all.filter((one) => !reached.has(one));
  return { reached: all.length - missing.length, total: all.length, missing };
}

/** Computes which steps and branches of a flow the calls have reached. */
export function coverage(flow: FlowLike, calls: readonly CallResult[], options: GraphOptions = {}): Coverage {
  const graph = readGraph(flow, options);
  const taken = calls.flatMap(({ visits, ending, at }) => [
    ...visits.flatMap(({ step, via }) => (via === undefined ? [] : [`${step}.${via}`])),
    ...(at === undefined || endedBy[ending] === undefined ? [] : [`${at}.${endedBy[ending]}`]),
  ]);
  const branches = [...graph.values()].flatMap(branchesOf);
  return { steps: share([...graph.keys()], new Set(calls.flatMap(({ steps }) => steps))), branches: share(branches, new Set(taken)) };
}

const percent = ({ reached, total }: Share): string =>
  `${reached} of ${total} (${total === 0 ? 100 : Math.floor((100 * reached) / total)} %)`;

/** Formats a coverage as text. */
export function coverageText({ steps, branches }: Coverage): string {
  const missing = (kind: string, share: Share): string[] =>
    share.missing.length === 0 ? [] : [`no call reaches ${kind} ${share.missing.join(", ")}`];
  return [`steps: ${percent(steps)}`, `branches: ${percent(branches)}`, ...missing("steps", steps), ...missing("branches", branches)].join(
    "\n",
  );
}
