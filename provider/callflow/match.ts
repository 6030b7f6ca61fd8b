import { readGraph, type Graph, type Node } from "./graph";
import { parse } from "./parse";
import type { FlowLike } from "./types";
import { isUuid } from "./values";

const onlyStart = (graph: Graph): Node | undefined => {
  const starts = [...graph.values()].filter(({ module }) => module === "start");
  return starts.length === 1 ? starts[0] : undefined;
};

/** Returns the partner of a step that is known before the walk. */
export type Known = (node: Node) => string | undefined;

/**
 * Pairs the steps of two flows. It begins with the known pairs and with `start`, and follows equal labels to steps of equal module. Each
 * step has at most one partner.
 */
export function pairSteps(one: Graph, other: Graph, known: Known): Map<string, string> {
  const partners = new Map<string, string>();
  const taken = new Set<string>();
  const waiting: [Node, Node][] = [];
  const pair = (step: Node | undefined, partner: Node | undefined): void => {
    if (step === undefined || partner === undefined || partners.has(step.name) || taken.has(partner.name)) return;
    partners.set(step.name, partner.name);
    taken.add(partner.name);
    waiting.push([step, partner]);
  };
  const pairAlike = (step: Node | undefined, partner: Node | undefined): void => {
    if (step?.module !== undefined && step.module === partner?.module) pair(step, partner);
  };
  for (const node of one.values()) pair(node, other.get(known(node) ?? ""));
  pairAlike(onlyStart(one), onlyStart(other));
  for (const [step, partner] of waiting) {
    const ways = new Map(partner.edges.map((edge) => [edge.at.join("\n"), edge.to]));
    for (const { at, to } of step.edges) pairAlike(one.get(to), other.get(ways.get(at.join("\n")) ?? ""));
  }
  return partners;
}

/** Pairs steps that are, on either side, the only one of their module without a partner. */
function onlyOnesLeft(one: Graph, other: Graph, partners: ReadonlyMap<string, string>): Map<string, string> {
  const taken = new Set(partners.values());
  const left = [...one.values()].filter(({ name }) => !partners.has(name));
  const free = [...other.values()].filter(({ name }) => !taken.has(name));
  const only = (nodes: readonly Node[], module: string | undefined) => {
    const alike = nodes.filter((node) => node.module === module);
    return alike.length === 1 ? alike[0] : undefined;
  };
  return new Map(
    left.flatMap(({ name, module }): [string, string][] => {
      const partner = module !== undefined && only(left, module) !== undefined ? only(free, module) : undefined;
      return partner === undefined ? [] : [[name, partner.name]];
    }),
  );
}

/**
 * Finds the live step for each step of a program, for adoption. A step whose name is a live uuid is that step. From `start` on, steps that
 * are reached by equal labels and have equal modules are paired; last, so are two steps that are the only ones left of their module. Steps
 * without a partner are left out.
 */
export function matchSteps(flow: FlowLike, wire: FlowLike): Record<string, string> {
  // Live steps are named by their uuids, so that the live flow can be read like a program's.
  const live = readGraph(parse(wire, { names: Object.fromEntries(Object.keys(wire).map((key) => [key, key])) }).flow);
  const known: Known = ({ name, module }) => (isUuid(name) && live.get(name)?.module === module ? name : undefined);
  const program = readGraph(flow);
  let pairs = pairSteps(program, live, known);
  for (let found = onlyOnesLeft(program, live, pairs); found.size > 0; found = onlyOnesLeft(program, live, pairs)) {
    const before = new Map([...pairs, ...found]);
    pairs = pairSteps(program, live, ({ name }) => before.get(name));
  }
  return Object.fromEntries(pairs);
}
