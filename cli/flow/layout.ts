import type { ElkExtendedEdge, ElkNode } from "elkjs/lib/elk-api.js";
import type { Layout, LayoutGraph } from "pulumi-yay/callflow";

/** The direction in which a flow is drawn. */
export type Direction = "down" | "right";

const OPTIONS = {
  "elk.algorithm": "layered",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.layered.cycleBreaking.strategy": "DEPTH_FIRST",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.layered.spacing.nodeNodeBetweenLayers": "36",
  "elk.padding": "[top=16,left=16,bottom=16,right=16]",
  "elk.spacing.edgeEdge": "10",
  "elk.spacing.edgeNode": "16",
  "elk.spacing.nodeNode": "24",
};

/** Lays a picture out in layers, with edges that bend at right angles. */
export async function layout(graph: LayoutGraph, direction: Direction): Promise<Layout> {
  const { default: elk } = await import("elkjs/lib/elk.bundled.js");
  const isLayered = graph.nodes.some(({ layer }) => layer !== undefined);
  const wanted: ElkNode = {
    id: "flow",
    layoutOptions: {
      ...OPTIONS,
      "elk.direction": direction === "down" ? "DOWN" : "RIGHT",
      ...(isLayered && { "elk.partitioning.activate": "true" }),
    },
    children: graph.nodes.map(({ layer, ...node }) => ({
      ...node,
      ...(layer !== undefined && { layoutOptions: { "elk.partitioning.partition": String(layer) } }),
    })),
    edges: graph.edges.map(({ id, from, to, label }) => ({
      id,
      sources: [from],
      targets: [to],
      labels: label === undefined ? [] : [{ text: id, ...label }],
    })),
  };
  const placed = await new elk.default().layout(wanted);
  const nodes: readonly ElkNode[] = placed.children ?? [];
  return {
    width: placed.width ?? 0,
    height: placed.height ?? 0,
    nodes: new Map(nodes.map(({ id, x = 0, y = 0 }) => [id, { x, y }])),
    edges: new Map((placed.edges ?? []).map((edge) => [edge.id, placeOf(edge)])),
  };
}

function placeOf({ sections = [], labels = [] }: ElkExtendedEdge): {
  points: { x: number; y: number }[];
  label?: { x: number; y: number };
} {
  const points = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint]);
  const [label] = labels;
  if (label === undefined) return { points };
  const { x = 0, y = 0, width = 0, height = 0 } = label;
  return { points, label: { x: x + width / 2, y: y + height / 2 } };
}
