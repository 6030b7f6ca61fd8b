import { type AccountMap, type AccountDiff, compareObjects, keyOf, mapOf, type MapObject, nameOf, type ObjectChange } from "pulumi-yay/map";
import { compare, type Comparison } from "../flow/comparison.js";
import { hasError } from "../flow/findings.js";
import type { RawFlow } from "../flow/rawFlow.js";
import { isRecord } from "../shared/json.js";
import { factsOf } from "../objects/sources.js";
import { type Sides, type Sort, withoutIdleNotes } from "./sources.js";

/** One object that changes, and of a call flow its findings and what its pictures are made of. */
export interface Reviewed extends ObjectChange {
  readonly flow?: Comparison;
}

/** Everything that a reviewer is told of one customer. */
export interface ReviewedCustomer {
  /** The uuid; left out, the own account. */
  readonly uuid?: string;
  readonly name: string;
  readonly changes: readonly Reviewed[];
}

/** What differs between two accounts, ready to be told. */
export interface Review {
  readonly sort: Sort;
  readonly between: string;
  readonly customers: readonly ReviewedCustomer[];
  readonly unchanged: number;
  readonly notes: readonly string[];
  /** The customers that change, with what changed marked. */
  readonly map: AccountMap;
  /** The name of each object by its uuid. */
  readonly names: ReadonlyMap<string, string>;
  /** Whether a flow gets an error that it did not have. */
  readonly fails: boolean;
}

/** Compares both sides. */
export function reviewOf(sides: Sides): Review {
  const { sort, before, after, between, notes, notesOn } = sides;
  const compared = compareObjects(before, after, { factsOf, notesOn });
  const diff: AccountDiff = { ...compared, changes: compared.changes.map(withoutIdleNotes) };
  const names = new Map([...before, ...after].map((object) => [object.uuid, nameOf(object)]));
  const kinds = new Map(after.map(({ uuid, kind }) => [uuid, kind]));
  const reviewed = diff.changes.map((change) => withFlow(change, { names, kinds }));
  const map = mapOf(after, { factsOf, before: { objects: before, diff } });
  const customers = byCustomer(reviewed, names);
  const drawn = new Map(map.customers.map((customer) => [keyOf(customer.uuid ?? ""), customer]));
  const empty = { nodes: [], edges: [] };
  return {
    sort,
    between,
    customers,
    unchanged: diff.unchanged,
    notes: diff.changes.length === 0 ? notes : [...notes, "Secrets, such as passwords and PINs, are not compared."],
    map: {
      customers: customers.map(({ uuid, name }) => ({
        ...(uuid !== undefined && { uuid }),
        name,
        ...(drawn.get(keyOf(uuid ?? "")) ?? empty),
      })),
    },
    names,
    fails: reviewed.some(({ flow }) => flow !== undefined && hasError(flow.findings)),
  };
}

function byCustomer(changes: readonly Reviewed[], names: ReadonlyMap<string, string>): ReviewedCustomer[] {
  const groups = new Map<string, Reviewed[]>();
  const spelled = new Map<string, string>();
  for (const change of changes) {
    const uuid = change.kind === "SubReseller" ? change.uuid : (change.customer ?? "");
    groups.set(keyOf(uuid), [...(groups.get(keyOf(uuid)) ?? []), change]);
    spelled.set(keyOf(uuid), uuid);
  }
  const known = new Map([...names].map(([uuid, name]) => [keyOf(uuid), name]));
  const customers = [...groups].map(([key, some]) => ({
    ...(key !== "" && { uuid: spelled.get(key) ?? key }),
    name: key === "" ? "the own account" : (known.get(key) ?? `customer ${key.slice(0, 8)}…`),
    changes: some,
  }));
  return customers.sort((a, b) => Number(a.uuid !== undefined) - Number(b.uuid !== undefined) || a.name.localeCompare(b.name, "en"));
}

interface Known {
  readonly names: ReadonlyMap<string, string>;
  readonly kinds: ReadonlyMap<string, string>;
}

function withFlow(change: ObjectChange, { names, kinds }: Known): Reviewed {
  const { kind, name, before, after } = change;
  if (kind !== "CallFlow" && kind !== "CallFlowContent") return change;
  if (![before, after].some((object) => isRecord(object?.args["flow"]))) return change;
  const raw = (object: MapObject | undefined): RawFlow | undefined => object && rawFlow(object, kinds);
  return { ...change, flow: compare({ label: name, before: raw(before), after: raw(after), names }) };
}

function rawFlow({ args, stepUuids = {}, uuid }: MapObject, kinds: ReadonlyMap<string, string>): RawFlow {
  const { flow, strict, ...properties } = args;
  return { label: uuid, form: "program", steps: flow, stepUuids, properties, kinds, ...(strict === true && { strict: true }) };
}
