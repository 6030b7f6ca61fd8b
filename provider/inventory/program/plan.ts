import { own, type Props } from "../../common/values";
import type { Part, ResourceDefinition } from "../../lifecycle/kind";
import { fieldsOf } from "../../lifecycle/kindFields";
import type { LiveObject } from "../liveObject";
import { canName } from "../referrers";
import type { LeftOut, TakenOver } from "../takenOver";
import { cyclesAmong, ordered } from "./cycles";
import type { Named } from "./names";
import { admits, type Reference, referencesIn } from "./references";

/** One resource of a program. */
export interface Planned extends Named {
  readonly definition: ResourceDefinition;
  readonly object: LiveObject;
  /** The arguments as the engine has them, without the seed. */
  readonly inputs: Props;
  readonly state: Props;
  readonly leftOut: readonly LeftOut[];
  /** What it refers to that comes only after it, because the two refer to each other. */
  readonly cut: ReadonlySet<LiveObject>;
  /** The variables of what has to be made before, though nothing refers to it. */
  readonly after: readonly string[];
}

type Node = Omit<Planned, "cut" | "after">;

/** A kind that fills a part of another one's objects, which makes two that refer to each other possible. */
export interface Filling {
  readonly definition: ResourceDefinition;
  readonly part: Part;
}

interface Planning {
  readonly names: ReadonlyMap<LiveObject, Named>;
  /** The object of the same program that a uuid names. */
  readonly find: (uuid: string) => LiveObject | undefined;
  readonly fillings: readonly Filling[];
  /** By kind, the kinds of the account of which everything has to be made before; nothing if all of it lives already. */
  readonly needs: Readonly<Record<string, readonly string[]>>;
}

/** The resources of one account in an order in which each comes after what it refers to. */
export function planned(taken: readonly TakenOver[], { names, find, fillings, needs }: Planning): Planned[] {
  const nodes = taken.map(({ object, inputs, state, leftOut }): Node => {
    const { resource, variable } = names.get(object) ?? { resource: "", variable: "" };
    return { resource, variable, definition: object.definition, object, inputs, state, leftOut };
  });
  const whole = edges(nodes, find);
  const inCycles = new Set(cyclesAmong(nodes, whole).flatMap((group) => [...group]));
  const parted = byKind(nodes.flatMap((node) => (inCycles.has(node) ? parts(node, fillings) : [node])));
  const neededBy = (node: Node) => parted.filter(({ definition: { kind } }) => needs[node.definition.kind]?.includes(kind) === true);
  const leadsTo = edges(parted, find);
  const { nodes: order, cut } = ordered(parted, (node) => [...neededBy(node), ...leadsTo(node)]);
  return order.map((node) => ({
    ...node,
    cut: new Set([...(cut.get(node) ?? [])].map(({ object }) => object)),
    after: neededBy(node).map(({ variable }) => variable),
  }));
}

/**
 * Nodes by kind, each kind after those that it may name; otherwise as they are given. A reference that changes moves no other block then, unless it
 * is one between objects of a kind.
 */
function byKind(nodes: readonly Node[]): Node[] {
  const definitions = [...new Set(nodes.map(({ definition }) => definition))];
  const named = (by: ResourceDefinition) =>
    definitions.filter(({ kind }) => kind !== by.kind && fieldsOf(by).some(([, { facts }]) => canName(facts, kind)));
  const rank = new Map(ordered(definitions, named).nodes.map((definition, index) => [definition, index]));
  return [...nodes].sort((a, b) => (rank.get(a.definition) ?? 0) - (rank.get(b.definition) ?? 0));
}

/** The uuids of other objects among the arguments of a resource. */
export function referencesOf({ definition, inputs }: Pick<Planned, "definition" | "inputs">): Reference[] {
  return fieldsOf(definition).flatMap(([name, { facts }]) => referencesIn(own(inputs, name), facts));
}

/** What each resource refers to. An object in two parts is referred to by the one that has its uuid. */
function edges(nodes: readonly Node[], find: Planning["find"]): (node: Node) => readonly Node[] {
  const byObject = new Map<LiveObject, Node>();
  for (const node of nodes) if (!byObject.has(node.object)) byObject.set(node.object, node);
  const all = new Map(
    nodes.map((node) => {
      const found = referencesOf(node).flatMap((reference) => {
        const object = find(reference.uuid);
        return object !== undefined && admits(reference, object.definition.kind) ? [object] : [];
      });
      const objects = new Set(found);
      return [node, [...objects].flatMap((object) => byObject.get(object) ?? [])] as const;
    }),
  );
  return (node) => all.get(node) ?? [];
}

/** An object whose resource leaves a part to another one: then what refers to each other can be made one after the other. */
function parts(node: Node, fillings: readonly Filling[]): Node[] {
  const filling = fillings.find(
    ({ definition, part }) => definition.fields[part.of]?.facts.refersTo?.includes(node.definition.kind) === true,
  );
  if (filling === undefined) return [node];
  const { definition, part } = filling;
  const isCommon = (name: string) => Object.hasOwn(definition.fields, name) && !Object.hasOwn(node.inputs, part.of) && name !== "customer";
  const entries = Object.entries(node.inputs);
  const common = entries.filter(([name]) => isCommon(name));
  if (common.length === 0) return [node];
  const kept = entries.filter(([name]) => !isCommon(name));
  const place = Object.hasOwn(node.inputs, "customer") ? { customer: own(node.inputs, "customer") } : {};
  return [
    { ...node, inputs: { ...Object.fromEntries(kept), ...part.leaves }, state: {} },
    {
      ...node,
      definition,
      variable: `${node.variable}Content`,
      inputs: { ...place, [part.of]: node.object.id, ...Object.fromEntries(common) },
      leftOut: [],
    },
  ];
}
