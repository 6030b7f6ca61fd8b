import { drawnAs } from "./kinds";
import { listed, type RawEdge, type RawMap, type RawNode } from "./raw";
import type { CustomerMap, MapEdge, MapMember, MapNode } from "./types";

/** A picture with more boxes than this is hard to read. */
const MOST_BOXES = 150;

/** More than this many objects that are alike share a box, whatever the size of the picture. */
const MOST_ALIKE = 6;

/** How many names stand in a box of several. */
const MOST_NAMES = 4;

/** Says which objects are alike: those of one text. */
type Likeness = (node: RawNode, leading: Leading) => string;

/** The ways that lead to a node, and from it, with what is put together so far. */
interface Leading {
  readonly to: readonly string[];
  readonly from: readonly string[];
}

interface Step {
  readonly likeness: Likeness;
  /** The most objects that are alike and still have a box each. */
  readonly most: number;
}

const byWays: Likeness = ({ kind, mark, missing }, { to, from }) =>
  JSON.stringify([kind, mark, missing, to.length > 0 ? to : drawnAs(kind)?.column === 0 ? from : []]);
const byKind: Likeness = ({ kind, mark, missing }) => JSON.stringify([kind, mark, missing]);

/** From the picture that shows most to the one that always fits. */
const STEPS: readonly Step[] = [
  { likeness: byWays, most: MOST_ALIKE },
  { likeness: byWays, most: 1 },
  { likeness: byKind, most: 1 },
];

/** Puts what is alike into one box, as far as the picture needs it to be read. */
export function collapsed(raw: RawMap): Pick<CustomerMap, "nodes" | "edges"> {
  const sorted = [...raw.nodes.values()].sort(byPlace);
  for (const step of STEPS) {
    const boxes = boxesOf(sorted, raw.edges, step);
    if (new Set(boxes.values()).size <= MOST_BOXES || step === STEPS.at(-1)) return drawn(sorted, raw.edges, boxes);
  }
  return { nodes: [], edges: [] };
}

/** The order of calls, then of numbers, then of names: the same wherever the objects come from. */
function byPlace(a: RawNode, b: RawNode): number {
  const column = ({ kind }: RawNode): number => drawnAs(kind)?.column ?? 0;
  const byNumber = compared(a.extension, b.extension) || compared(a.name, b.name) || compared(a.key, b.key);
  return column(a) - column(b) || compared(a.kind, b.kind) || byNumber;
}

function compared(one = "", other = ""): number {
  return one.localeCompare(other, "en", { numeric: true });
}

/** The box of each node, by the key of its first member. */
function boxesOf(sorted: readonly RawNode[], edges: readonly RawEdge[], { likeness, most }: Step): ReadonlyMap<string, string> {
  const boxes = new Map<string, string>();
  const boxOf = (key: string): string => boxes.get(key) ?? key;
  const [leading, leaving] = [grouped(edges, "to"), grouped(edges, "from")];
  for (const column of columnsOf(sorted)) {
    const alike = new Map<string, string[]>();
    for (const node of column) {
      const to = (leading.get(node.key) ?? []).map(({ from, labels, mark }) => JSON.stringify([boxOf(from), labels, mark]));
      const from = (leaving.get(node.key) ?? []).map((edge) => JSON.stringify([boxOf(edge.to), edge.labels, edge.mark]));
      const text = likeness(node, { to: [...new Set(to)].sort(), from: [...new Set(from)].sort() });
      alike.set(text, [...(alike.get(text) ?? []), node.key]);
    }
    for (const keys of alike.values()) for (const key of keys) boxes.set(key, keys.length > most ? (keys[0] ?? key) : key);
  }
  return boxes;
}

function columnsOf(sorted: readonly RawNode[]): RawNode[][] {
  const columns = new Map<number, RawNode[]>();
  for (const node of sorted) {
    const column = drawnAs(node.kind)?.column ?? 0;
    columns.set(column, [...(columns.get(column) ?? []), node]);
  }
  return [...columns.values()];
}

function grouped(edges: readonly RawEdge[], end: "from" | "to"): ReadonlyMap<string, readonly RawEdge[]> {
  const groups = new Map<string, RawEdge[]>();
  for (const edge of edges) {
    const group = groups.get(edge[end]) ?? [];
    groups.set(edge[end], group);
    group.push(edge);
  }
  return groups;
}

function drawn(
  sorted: readonly RawNode[],
  edges: readonly RawEdge[],
  boxes: ReadonlyMap<string, string>,
): Pick<CustomerMap, "nodes" | "edges"> {
  const members = new Map<string, RawNode[]>();
  for (const node of sorted) {
    const box = boxes.get(node.key) ?? node.key;
    members.set(box, [...(members.get(box) ?? []), node]);
  }
  const ids = new Map([...members.keys()].map((key, index) => [key, `n${index}`]));
  const idOf = (key: string): string => ids.get(boxes.get(key) ?? key) ?? "";
  const inOrder = [...edges].sort(
    (a, b) => compared(a.from, b.from) || compared(a.to, b.to) || compared(listed(a.labels), listed(b.labels)),
  );
  return {
    nodes: [...members].flatMap(([key, [first, ...others]]) => (first === undefined ? [] : [boxed(ids.get(key) ?? "", first, others)])),
    edges: together(inOrder.map((edge) => ({ ...edge, from: idOf(edge.from), to: idOf(edge.to) }))).sort(
      (a, b) => compared(a.from, b.from) || compared(a.to, b.to),
    ),
  };
}

function boxed(id: string, first: RawNode, others: readonly RawNode[]): MapNode {
  const all = [first, ...others];
  const { kind, mark, missing } = first;
  const common = { id, kind, members: all.map(memberOf), ...(mark !== undefined && { mark }), ...(missing && { missing }) };
  if (others.length === 0) return { ...common, name: first.name, details: first.details };
  const names = all.slice(0, MOST_NAMES).map(({ name, extension }) => (extension === undefined ? name : `${extension} ${name}`));
  const more = all.length > MOST_NAMES ? [`and ${all.length - MOST_NAMES} more`] : [];
  return { ...common, name: `${all.length} ${drawnAs(kind)?.several ?? "objects"}`, details: [...names, ...more] };
}

function memberOf({ uuid, name, extension, resource }: RawNode): MapMember {
  return { uuid, name, ...(extension !== undefined && { extension }), ...(resource !== undefined && { resource }) };
}

/** The ways between the same two boxes are one. */
function together(edges: readonly RawEdge[]): MapEdge[] {
  const groups = new Map<string, RawEdge[]>();
  for (const edge of edges) {
    const key = JSON.stringify([edge.from, edge.to, edge.mark, edge.dead]);
    groups.set(key, [...(groups.get(key) ?? []), edge]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const labels = [...new Set([first, ...others].flatMap((edge) => edge.labels))];
    const { from, to, mark, dead } = first;
    return [{ from, to, label: listed(labels), ...(mark !== undefined && { mark }), ...(dead && { dead }) }];
  });
}
