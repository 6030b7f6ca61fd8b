import { sinceBefore, validate } from "../callflow/index";
import type { Acquaintance, Finding } from "../lifecycle/definition";
import { isRecord, own, type Props } from "../lifecycle/values";

/**
 * What is wrong with a declared flow. Errors that it had before are warnings, or an exported flow could never be mended; with `strict` every
 * warning counts.
 */
export function flowFindings(inputs: Props, olds: Props | undefined, others: Acquaintance): Finding[] {
  const options = { kindOf: (uuid: string) => others.kindOf(uuid), strict: own(inputs, "strict") === true };
  const flow = own(inputs, "flow");
  const before = own(olds ?? {}, "flow");
  const all = isRecord(flow) ? validate(flow, options) : [];
  const counted = before === undefined || options.strict ? all : sinceBefore(all, validate(before, options));
  return counted
    .filter(({ severity }) => severity === "error")
    .map(({ path, message, hint }) => ({ path, reason: [message, hint].filter((sentence) => sentence !== "").join(" ") }));
}
