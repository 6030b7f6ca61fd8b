import { entryFact, moduleEntry, type KeyFact } from "./modules";
import { inWireOrder } from "./order";
import type { FlowLike, WireFlow } from "./types";
import { isList, isRecord, isUuid, own, type Entries } from "./values";

/** Options of rendering. */
export interface RenderOptions {
  /** Returns the uuid of a step by its name. Not called for a step whose name is a uuid: that is its uuid. */
  uuidOf: (step: string) => string;
}

type Uuids = ReadonlyMap<string, string>;

/** Moves the keys under `extra` back among the documented keys, which take precedence. */
function spreadExtra(source: Entries, encode: (key: string, value: unknown) => [string, unknown]): Entries {
  const present = Object.entries(source).filter(([key, value]) => key !== "extra" && value !== undefined);
  const documented = new Map(present.map(([key, value]) => encode(key, value)));
  const rendered: [string, unknown][] = [];
  for (const [key, value] of Object.entries(source)) {
    if (key === "extra" && isRecord(value)) rendered.push(...Object.entries(value).filter(([name]) => !documented.has(name)));
    else if (key !== "extra" && value !== undefined) rendered.push(encode(key, value));
  }
  return Object.fromEntries(inWireOrder(source, rendered));
}

function renderTarget(value: unknown, literals: readonly string[], uuids: Uuids): unknown {
  return typeof value === "string" && !literals.includes(value) ? (uuids.get(value) ?? value) : value;
}

function renderTargets(value: unknown, uuids: Uuids): unknown {
  if (isList(value)) return value.map((target) => renderTarget(target, [], uuids));
  if (!isRecord(value)) return value;
  const present = Object.entries(value).filter(([, target]) => target !== undefined);
  return Object.fromEntries(present.map(([key, target]) => [key, renderTarget(target, [], uuids)]));
}

function renderEntry(entry: unknown): unknown {
  if (!isRecord(entry) || entryFact(own(entry, "type")) === undefined) return entry;
  return spreadExtra(entry, (key, value) => [key, value]);
}

function renderValue(fact: KeyFact, value: unknown, uuids: Uuids): unknown {
  if (fact.value.is === "target") return renderTarget(value, fact.value.literals, uuids);
  if (fact.value.is === "targets") return renderTargets(value, uuids);
  if (fact.value.is === "extensions") return isList(value) ? value.map(renderEntry) : value;
  return value;
}

function renderStep(step: unknown, uuids: Uuids): unknown {
  const module = isRecord(step) ? moduleEntry(own(step, "module")) : undefined;
  if (!isRecord(step) || module === undefined) return step;
  return spreadExtra(step, (key, value) => {
    const fact = module.keys.get(key);
    return fact === undefined ? [key, value] : [fact.wire, renderValue(fact, value, uuids)];
  });
}

/** Renders a flow for the API: step names become uuids, keys get the API's spelling, undocumented parts are sent unchanged. */
export function render(flow: FlowLike, { uuidOf }: RenderOptions): WireFlow {
  const uuids = new Map(Object.keys(flow).map((name) => [name, isUuid(name) ? name : uuidOf(name)]));
  return Object.fromEntries(Object.entries(flow).map(([name, step]) => [uuids.get(name) ?? name, renderStep(step, uuids)]));
}
