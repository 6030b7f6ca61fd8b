import { kindFacts, kindOf, objectsOfStates } from "pulumi-yay/objects";
import { UNKNOWN } from "pulumi-yay/callflow";
import { drawnAs, type MapObject } from "pulumi-yay/map";
import { isRecord } from "../shared/json.js";
import { nameOf, type State, stepsOfPreview } from "../shared/states.js";

/** The objects of a stack before and after a preview. */
export interface Planned {
  readonly before: readonly MapObject[];
  readonly after: readonly MapObject[];
  /** What the engine plans for a resource beside what its arguments show; empty if nothing. */
  readonly planOf: (object: MapObject) => string;
  readonly notes: readonly string[];
}

interface Resource {
  readonly urn: string;
  readonly old: State | undefined;
  readonly new: State | undefined;
  readonly ops: readonly string[];
}

/** The objects in the output of `pulumi preview --json`; undefined if it is anything else. */
export function objectsOfPlan(value: unknown): Planned | undefined {
  const steps = stepsOfPreview(value);
  if (steps === undefined) return undefined;
  const byUrn = new Map<string, State[]>();
  for (const step of steps) byUrn.set(String(step["urn"]), [...(byUrn.get(String(step["urn"])) ?? []), step]);
  const resources = [...byUrn].map(([urn, some]) => resourceOf(urn, some));
  const ids = new Map(resources.flatMap((resource) => (resource.new === undefined ? [] : [[resource.urn, idOf(resource)] as const])));
  const kinds = new Map(resources.map(({ urn, new: after }) => [ids.get(urn) ?? "", kindOf(after?.["type"]) ?? ""]));
  const after = resources.flatMap((resource) => afterOf(resource, { ids, kinds }));
  const plans = new Map(resources.flatMap((resource) => planOf(resource)));
  const unplaced = after.filter(({ links }) => Object.values(links ?? {}).some((uuids) => uuids.length > 0)).length;
  return {
    before: resources.flatMap(({ old }) => (old === undefined ? [] : objectsOfStates([old]))),
    after,
    planOf: ({ kind, resource = "" }) => plans.get(keyOf(kind, resource)) ?? "",
    notes: unplaced === 0 ? [] : ["What is not made yet has no uuid in a preview: ways to it are drawn without what a caller presses."],
  };
}

function resourceOf(urn: string, steps: readonly State[]): Resource {
  const ops = steps.map(({ op }) => String(op));
  const isGone = ops.every((op) => /^(delete|discard|remove)/.test(op));
  const states = (key: string) => steps.map((step) => step[key]).find(isRecord);
  return { urn, ops, old: states("oldState"), new: isGone ? undefined : states("newState") };
}

/** A preview may leave the id of what stays out of the new state. What is not made yet, or made anew, is known by its URN. */
function idOf({ urn, old, new: after, ops }: Resource): string {
  const kept = ops.some((op) => op.includes("replace")) ? [] : [after?.["id"], old?.["id"]];
  return kept.find((id): id is string => typeof id === "string" && id !== "" && id !== UNKNOWN) ?? urn;
}

interface Known {
  /** The uuid of each resource by its URN. */
  readonly ids: ReadonlyMap<string, string>;
  /** The kind of each by that uuid. */
  readonly kinds: ReadonlyMap<string, string>;
}

/** The object as the program declares it; what a preview does not know yet is found by the resources that it depends on. */
function afterOf({ urn, old, new: after, ops }: Resource, known: Known): MapObject[] {
  if (after === undefined) return [];
  const isSame = ops.every((op) => op === "same" || op === "read");
  const { outputs, inputs, ...rest } = after;
  const written = isSame && isRecord(outputs) ? { ...(isRecord(inputs) ? inputs : {}), ...outputs } : withAssigned(inputs, old);
  const depends = isRecord(after["propertyDependencies"]) ? after["propertyDependencies"] : {};
  const resolved = Object.entries(written).map(([name, value]) => {
    const urns = Array.isArray(depends[name]) ? (depends[name] as unknown[]) : [];
    const found = urns.flatMap((each) => known.ids.get(String(each)) ?? []);
    return [name, resolve(name, value, { kind: kindOf(after["type"]) ?? "", found, known })] as const;
  });
  const state = { ...rest, id: known.ids.get(urn) ?? urn, inputs: Object.fromEntries(resolved.map(([name, { value }]) => [name, value])) };
  const links = Object.fromEntries(resolved.flatMap(([name, { left }]) => (left.length === 0 ? [] : [[name, left]])));
  return objectsOfStates([state]).map((object) => ({ ...object, links }));
}

/** What a program leaves to the API keeps the value that it has. */
function withAssigned(inputs: unknown, old: State | undefined): State {
  const before = old !== undefined && isRecord(old["outputs"]) ? old["outputs"] : {};
  const assigned = Array.isArray(before["assigned"]) ? (before["assigned"] as unknown[]) : [];
  const kept = Object.entries(before).filter(([name]) => assigned.includes(name) || name === "stepUuids");
  const written = isRecord(inputs) ? Object.entries(inputs).filter(([name, value]) => !(value === "next" && assigned.includes(name))) : [];
  return Object.fromEntries([...kept, ...written]);
}

interface Resolving {
  readonly kind: string;
  readonly found: readonly string[];
  readonly known: Known;
}

/** A value in which uuids stand for the parts that a preview does not know yet, if they can be told; and those that cannot. */
function resolve(argument: string, value: unknown, { kind, found, known }: Resolving): { value: unknown; left: readonly string[] } {
  const kinds = (kindFacts(kind)?.references ?? [])
    .filter(({ path }) => path === argument || path.startsWith(`${argument}.`))
    .flatMap((each) => each.kinds);
  const written = JSON.stringify(value);
  const candidates = found.filter((uuid) => kinds.includes(known.kinds.get(uuid) ?? "") && !written.includes(JSON.stringify(uuid)));
  if (value === UNKNOWN) return candidates.length === 1 ? { value: candidates[0], left: [] } : { value, left: candidates };
  const isAllOf = Array.isArray(value) && value.filter((item) => item === UNKNOWN).length === candidates.length;
  if (Array.isArray(value) && isAllOf) {
    const rest = [...candidates];
    return { value: value.map((item: unknown) => (item === UNKNOWN ? rest.shift() : item)), left: [] };
  }
  return { value, left: written.includes(UNKNOWN) ? candidates.filter((uuid) => drawnAs(known.kinds.get(uuid) ?? "") !== undefined) : [] };
}

function planOf({ urn, ops, old, new: after }: Resource): [string, string][] {
  const key = keyOf(kindOf((after ?? old)?.["type"]) ?? "", nameOf({ urn }));
  if (ops.some((op) => op.includes("replace"))) return [[key, "is replaced: a new one is made, and the old one deleted"]];
  return old !== undefined && ops.includes("update") ? [[key, UNSEEN]] : [];
}

function keyOf(kind: string, resource: string): string {
  return JSON.stringify([kind, resource]);
}

/** What is said if the engine plans an update and no difference can be seen. */
export const UNSEEN = "something changes that cannot be seen here, such as a password";
