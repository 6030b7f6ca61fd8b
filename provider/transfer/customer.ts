import { createHash } from "node:crypto";
import { isBlank, isRecord, own, type Props } from "../common/values";

/** The fingerprint of what a customer is, as far as it is not secret. */
export function hashOf(facts: Props): string {
  return createHash("sha256")
    .update(JSON.stringify(plain(facts) ?? null))
    .digest("hex");
}

/** Names of the facts in which a customer differs from what it was. */
export function changedFacts(before: Props, after: Props): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.filter((name) => JSON.stringify(plain(own(before, name))) !== JSON.stringify(plain(own(after, name)))).sort();
}

/** The same value however an answer writes it: blanks left out, numbers as text, keys and lists in order. */
function plain(value: unknown): unknown {
  if (isBlank(value)) return undefined;
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.map(plain).sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b)));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, plain(item)] as const)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => compare(a, b)),
  );
}

function compare(a = "", b = ""): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
