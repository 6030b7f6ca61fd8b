import { sinceBefore, validate } from "../../callflow/index";
import { takesOverAsItLives } from "../../lifecycle/verbs/adopt";
import type { Finding, KindLookup, Warnings } from "../../lifecycle/kind";
import { isRecord, own, type Props } from "../../common/values";

/** The command line sets it for a preview that it runs to judge flows itself: a check that refused them would leave it none to show. */
const JUDGE = "YAY_FLOWS_JUDGED_BY";

/** Whether flows are judged elsewhere, so that nothing may be sent that was not judged here. */
function flowsAreJudgedElsewhere(env: NodeJS.ProcessEnv = process.env): boolean {
  return env[JUDGE] === "yay";
}

/** Why nothing may be sent: a preview whose flows are judged elsewhere sends nothing, and nothing else may run without the check. */
export function objectionToSending(): string | undefined {
  return flowsAreJudgedElsewhere() ? `${JUDGE} is set, which leaves call flows unchecked: it is for previews alone.` : undefined;
}

/**
 * What is wrong with a declared flow. Errors that it had before are warnings, or an exported flow could never be mended; with `strict` every
 * warning counts.
 */
export function flowFindings(inputs: Props, olds: Props | undefined, others: KindLookup): Finding[] {
  if (flowsAreJudgedElsewhere()) return [];
  const options = { kindOf: (uuid: string) => others.kindOf(uuid), strict: own(inputs, "strict") === true };
  const flow = own(inputs, "flow");
  const before = own(olds ?? {}, "flow");
  const all = isRecord(flow) ? validate(flow, options) : [];
  const counted = before === undefined || options.strict ? all : sinceBefore(all, validate(before, options));
  return counted
    .filter(({ severity }) => severity === "error")
    .map(({ path, message, hint }) => ({ path, reason: [message, hint].filter((sentence) => sentence !== "").join(" ") }));
}

/**
 * What the check of a flow warns of, of errors those that a flow to be taken over has; with `strict` it refuses instead. What is not known
 * yet hides nothing elsewhere.
 */
export const flowWarnings: Warnings = {
  of: ["flow", "strict", "adopt"],
  say: (inputs) => {
    const { flow, strict } = inputs;
    const takesOver = takesOverAsItLives(inputs);
    return (isRecord(flow) && strict !== true ? validate(flow) : [])
      .filter(({ severity }) => severity === "warning" || takesOver)
      .map(({ path, message, hint }) => [`${path}: ${message}`, hint].filter((sentence) => sentence !== "").join(" "));
  },
};
