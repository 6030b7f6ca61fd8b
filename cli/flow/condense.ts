import type { Picture, PictureEdge, PictureNode } from "pulumi-yay/callflow";

/** Pictures with at least this many nodes are condensed. */
const LARGE = 13;

/** If more ways than this lead to a step, such as a shared mailbox, the step is named in text instead. */
const MOST_WAYS = 4;

/**
 * Makes a picture readable. Ways between the same two steps become one line. In a large picture, a step with many incoming ways is drawn
 * with only one of them; the others, and ways from a step to itself, become text in the step that they leave. Marked and wrong ways are
 * always drawn.
 */
export function condensed({ nodes, edges }: Picture): Picture {
  const joined = joinedEdges(edges);
  if (nodes.length < LARGE) return { nodes, edges: joined };
  const busy = busySteps(joined);
  const first = firstWays(nodes, joined);
  const isTold = (edge: PictureEdge): boolean =>
    !edge.error && edge.mark === undefined && (edge.from === edge.to || (busy.has(edge.to) && first.get(edge.to) !== edge));
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  const told = grouped(joined.filter(isTold));
  const sentence = ({ from, to, label }: PictureEdge): string => `${label} ${from === to ? "↺ again" : `→ ${names.get(to) ?? ""}`}`.trim();
  return {
    nodes: nodes.map((node) => ({ ...node, details: [...node.details, ...(told.get(node.id) ?? []).map(sentence)] })),
    edges: joined.filter((edge) => !isTold(edge)),
  };
}

/** The steps that calls reach, level by level from the start. */
function levels({ nodes, edges }: Picture): PictureNode[][] {
  const leaving = grouped(edges.filter(({ dead }) => dead !== true));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const found: PictureNode[][] = [];
  for (let level = nodes.filter(({ role }) => role === "start"); level.length > 0;) {
    found.push(level);
    for (const { id } of level) byId.delete(id);
    const next = new Set(level.flatMap(({ id }) => leaving.get(id) ?? []).flatMap(({ to }) => byId.get(to) ?? []));
    level = [...next];
  }
  return found;
}

/** The steps that calls reach, in the order in which they are reached. */
export function reached(nodes: PictureNode[], edges: PictureEdge[]): PictureNode[] {
  return levels({ nodes, edges }).flat();
}

/** Whether a picture is so wide that it should be drawn from left to right. */
export function isWide(picture: Picture): boolean {
  const found = levels(picture);
  return Math.max(0, ...found.map(({ length }) => length)) > 2 * found.length;
}

function grouped(edges: readonly PictureEdge[]): ReadonlyMap<string, PictureEdge[]> {
  const groups = new Map<string, PictureEdge[]>();
  for (const edge of edges) {
    const group = groups.get(edge.from) ?? [];
    groups.set(edge.from, group);
    group.push(edge);
  }
  return groups;
}

function joinedEdges(edges: readonly PictureEdge[]): PictureEdge[] {
  const joined = new Map<string, PictureEdge>();
  for (const edge of edges) {
    const key = JSON.stringify([edge.from, edge.to, edge.error, edge.mark, edge.dead]);
    const label = [joined.get(key)?.label ?? "", edge.label].filter((part) => part !== "").join(", ");
    joined.set(key, { ...edge, label });
  }
  return [...joined.values()];
}

function busySteps(edges: readonly PictureEdge[]): ReadonlySet<string> {
  const ways = new Map<string, number>();
  for (const { from, to } of edges) if (from !== to) ways.set(to, (ways.get(to) ?? 0) + 1);
  return new Set([...ways].filter(([, count]) => count > MOST_WAYS).map(([id]) => id));
}

/** The way by which each step is first reached from the start; any way for a step that no call reaches. */
function firstWays(nodes: readonly PictureNode[], edges: readonly PictureEdge[]): ReadonlyMap<string, PictureEdge> {
  const leaving = grouped(edges.filter(({ mark, dead }) => mark !== "removed" && dead !== true));
  const starts = new Set(nodes.filter(({ role }) => role === "start").map(({ id }) => id));
  const first = new Map<string, PictureEdge>();
  const waiting = [...starts];
  for (const id of waiting) {
    for (const edge of leaving.get(id) ?? []) {
      if (first.has(edge.to) || starts.has(edge.to)) continue;
      first.set(edge.to, edge);
      waiting.push(edge.to);
    }
  }
  for (const edge of edges) if (edge.from !== edge.to && !first.has(edge.to)) first.set(edge.to, edge);
  return first;
}
