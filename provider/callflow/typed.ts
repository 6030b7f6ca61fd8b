import { moduleEntry, type KeyFact, type ModuleEntry, type ValueFact } from "./modules";
import type { FlowLike, WireFlow } from "./types";
import { isAbsent, isList, isRecord, own, type Entries } from "./values";

/** The documented facts of a key on the wire; undefined if it is undocumented. */
export function factOnWire(module: ModuleEntry | undefined, wire: string): KeyFact | undefined {
  return module?.keys.get(module.byWire.get(wire) ?? "");
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

/** Converts a live value to the documented type: some answers have digits as text, or text as a number. */
export function typed(fact: ValueFact, value: unknown): unknown {
  switch (fact.is) {
    case "seconds":
      return typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
    case "pin":
      return isCount(value) ? String(value).padStart(4, "0") : value;
    case "patterns":
      return isList(value) ? value.map((pattern) => (typeof pattern === "number" ? String(pattern) : pattern)) : value;
    default:
      return value;
  }
}

/** Whether a value is the mask of a PIN. If sent back, it would become the PIN. */
export function hidesPin(value: unknown): boolean {
  return !isAbsent(value) && !/^\d+$/.test(String(value));
}

function normalizedStep(step: Entries): Entries {
  const module = moduleEntry(own(step, "module"));
  const entries = Object.entries(step).flatMap(([key, value]): [string, unknown][] => {
    const fact = factOnWire(module, key);
    if (fact === undefined) return [[key, value]];
    return fact.value.is === "pin" && hidesPin(value) ? [] : [[key, typed(fact.value, value)]];
  });
  return Object.fromEntries(entries);
}

/** A live flow in the form in which it can be sent back: values in the documented types, masked PINs removed, everything else unchanged. */
export function tidied(wire: FlowLike): WireFlow {
  return Object.fromEntries(Object.entries(wire).map(([key, step]) => [key, isRecord(step) ? normalizedStep(step) : step]));
}
