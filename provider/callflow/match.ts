import { readGraph, type Graph, type Node } from "./graph";
import { parse } from "./parse";
import type { FlowLike } from "./types";
import { isUuid } from "./values";

const onlyStart = (graph: Graph): Node | undefined => {
  const starts = [...graph.values()].filter(({ module }) => module === "start");
  return starts.length === 1 ? starts[0] : undefined;
};

/**
 * Finds the live step of each step of a program, for adoption: steps whose name is a live uuid are that one; from `start`
 * both flows are walked along equal labels, and steps of equal module belong together. What has no partner is left out.
 */
export function matchSteps(flow: FlowLike, wire: FlowLike): Record<string, string> {
  const program = readGraph(flow);
  // Named by their own uuids, live steps read as a program's do.
  const live = readGraph(parse(wire, { names: Object.fromEntries(Object.keys(wire).map((key) => [key, key])) }).flow);
  const uuids = new Map<string, string>();
  const taken = new Set<string>();
  const waiting: [Node, Node][] = [];
  const pair = (step: Node | undefined, partner: Node | undefined): void => {
    if (step?.module === undefined || step.module !== partner?.module || uuids.has(step.name) || taken.has(partner.name)) return;
    uuids.set(step.name, partner.name);
    taken.add(partner.name);
    waiting.push([step, partner]);
  };
  for (const node of program.values()) if (isUuid(node.name)) pair(node, live.get(node.name));
  pair(onlyStart(program), onlyStart(live));
  for (const [step, partner] of waiting) {
    const ways = new Map(partner.edges.map((edge) => [edge.at.join("\n"), edge.to]));
    for (const { at, to } of step.edges) pair(program.get(to), live.get(ways.get(at.join("\n")) ?? ""));
  }
  return Object.fromEntries(uuids);
}
