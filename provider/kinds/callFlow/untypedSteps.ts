import { entryTypes, moduleNames, validate } from "../../callflow/index";
import { wrongKindsInFlow } from "../../callflow/validate";
import type { Finding, KindLookup } from "../../lifecycle/kind";
import { isRecord, own } from "../../common/values";

/** The uuids in the steps of a flow that are of another kind than the step leads to. */
export function wrongKindsIn(flow: unknown, others: KindLookup): Finding[] {
  const found = wrongKindsInFlow(flow, { kindOf: (uuid) => others.kindOf(uuid) });
  return found.map(({ path, message, hint }) => ({ path, reason: `${message} ${hint}` }));
}

/** The steps of a flow that the types of flows do not take: those with an error, and those of words that no document has. */
export function untypedSteps(flow: Record<string, unknown>, kindOf: (uuid: string) => string | undefined): string[] {
  const errors = validate(flow, { kindOf }).filter(({ severity }) => severity === "error");
  const isFaulty = (name: string) => errors.some(({ path }) => path === `flow.${name}` || path.startsWith(`flow.${name}.`));
  return Object.entries(flow).flatMap(([name, step]) => (isFaulty(name) || !isTyped(step) ? [name] : []));
}

function isTyped(step: unknown): boolean {
  if (!isRecord(step) || !isKnown(own(step, "module"), moduleNames)) return false;
  const entries = own(step, "extensions");
  return !Array.isArray(entries) || entries.every((entry) => isRecord(entry) && isKnown(own(entry, "type"), entryTypes));
}

/** Whether a word is documented, or of the form that the types allow for any other. */
function isKnown(word: unknown, documented: readonly string[]): boolean {
  return typeof word === "string" && (documented.includes(word) || word.includes("_"));
}
