import { sinceBefore, validate } from "../../callflow/index";
import { takesOverAsItLives } from "../../lifecycle/verbs/adopt";
import type { Finding, KindLookup, Warnings } from "../../lifecycle/kind";
import { isRecord, own, type Props } from "../../common/values";
import { flowsAreJudgedElsewhere } from "./judgedElsewhere";

/**
 * What is wrong with a declared flow. Errors that it had before are warnings, or an exported flow could never be mended; with `strict` every
 * warning counts.
 */
export function flowFindings(inputs: Props, olds: Props | undefined, others: KindLookup): Finding[] {
  if (flowsAreJudgedElsewhere()) return [];
  const options = { kindOf: (uuid: string) => others.kindOf(uuid), strict: own(inputs, "strict") === true };
  const flow = own(inputs, "flow");
  const before = own(olds ?? {}, "flow");
  const errors = (isRecord(flow) ? validate(flow, options) : []).filter(({ severity }) => severity === "error");
  // The former flow is looked at only if that can excuse something.
  const excuses = errors.length > 0 && before !== undefined && !options.strict;
  return (excuses ? sinceBefore(errors, validate(before, options)) : errors)
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
