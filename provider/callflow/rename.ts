import { moduleEntry, type KeyFact } from "./modules";
import { isRecord, own, type Entries } from "./values";

type Renames = ReadonlyMap<string, string>;

const renameTarget = (value: unknown, renames: Renames): unknown => (typeof value === "string" ? (renames.get(value) ?? value) : value);

function renameValue(fact: KeyFact | undefined, value: unknown, renames: Renames): unknown {
  if (fact?.value.is === "target")
    return typeof value === "string" && fact.value.literals.includes(value) ? value : renameTarget(value, renames);
  if (fact?.value.is !== "targets" || !isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([label, target]) => [label, renameTarget(target, renames)]));
}

/** Renames steps of a flow, and every documented target with them. */
export function renameSteps(flow: Entries, renames: Renames): Entries {
  if (renames.size === 0) return flow;
  const steps = Object.entries(flow).map(([name, step]): [string, unknown] => {
    const to = renames.get(name) ?? name;
    const module = isRecord(step) ? moduleEntry(own(step, "module")) : undefined;
    if (!isRecord(step) || module === undefined) return [to, step];
    return [to, Object.fromEntries(Object.entries(step).map(([key, value]) => [key, renameValue(module.keys.get(key), value, renames)]))];
  });
  return Object.fromEntries(steps);
}
