import type { AccountDiff } from "./compare";
import { collapsed } from "./collapse";
import { nameOf, keyOf } from "./naming";
import { listed, type RawEdge, type RawMap, rawMap, type RawNode } from "./raw";
import type { AccountMap, CustomerMap, FactsOf, MapMark, MapObject } from "./types";

/** What a map is made with. */
export interface MapOptions {
  /** What is known of the kinds: `kindFacts` of `pulumi-yay/objects`. */
  readonly factsOf: FactsOf;
  /** The objects before a change, and what `compareObjects` says of it: then the parts that changed are marked. */
  readonly before?: { readonly objects: readonly MapObject[]; readonly diff: AccountDiff };
}

const OWN = "the own account";

/**
 * A map of an account: numbers, hours, flows, queues, groups, phones and mailboxes, and how calls go between them, by customer. What is alike
 * is put into one box if there is much of it, so that a map of hundreds of objects can still be read. Objects of other kinds are left out.
 */
export function mapOf(objects: readonly MapObject[], { factsOf, before }: MapOptions): AccountMap {
  const now = rawMap(objects, factsOf);
  const whole = before === undefined ? now : marked(rawMap(before.objects, factsOf), now, before.diff);
  const customers = [...new Set([...whole.nodes.values()].map(({ customer }) => customer))];
  const known = new Map(
    [...(before?.objects ?? []), ...objects].filter(({ kind }) => kind === "SubReseller").map((each) => [keyOf(each.uuid), each]),
  );
  const maps = customers.map((customer) => {
    const object = known.get(customer);
    const name = customer === "" ? OWN : object === undefined ? `customer ${customer.slice(0, 8)}…` : nameOf(object);
    return customerMap(whole, { uuid: customer, name });
  });
  return {
    customers: maps.sort((a, b) => Number(a.uuid !== undefined) - Number(b.uuid !== undefined) || a.name.localeCompare(b.name, "en")),
  };
}

function customerMap({ nodes, edges }: RawMap, { uuid, name }: { uuid: string; name: string }): CustomerMap {
  const mine = new Map([...nodes].filter(([, { customer }]) => customer === uuid));
  const ways = edges.filter(({ from }) => mine.has(from));
  for (const { to } of ways) {
    const other = nodes.get(to);
    if (!mine.has(to) && other !== undefined) mine.set(to, { ...other, customer: uuid, details: ["of another customer"] });
  }
  return { ...(uuid !== "" && { uuid }), name, ...collapsed({ nodes: mine, edges: ways }) };
}

/** Both maps as one, in which each part says what became of it. */
function marked(before: RawMap, now: RawMap, diff: AccountDiff): RawMap {
  const keyNow = (key: string): string => diff.pairs.get(key) ?? key;
  const fates = new Map(diff.changes.map(({ uuid, fate }) => [keyOf(uuid), fate]));
  const nodes = new Map<string, RawNode>();
  for (const [key, node] of before.nodes) {
    const here = { ...node, customer: keyNow(node.customer), mark: markOf(node, fates, "removed") };
    if (!now.nodes.has(keyNow(key))) nodes.set(keyNow(key), { ...here, key: keyNow(key) });
  }
  for (const [key, node] of now.nodes) nodes.set(key, { ...node, mark: markOf(node, fates, undefined) });
  const was = before.edges.map((edge) => ({ ...edge, from: keyNow(edge.from), to: keyNow(edge.to) }));
  const placeOf = ({ from, to }: RawEdge): string => `${from}\n${to}`;
  const wereAt = new Map(was.map((edge) => [placeOf(edge), edge]));
  const areAt = new Set(now.edges.map(placeOf));
  return {
    nodes,
    edges: [
      ...now.edges.map((edge) => ({ ...edge, mark: markOfWay(wereAt.get(placeOf(edge)), edge) })),
      ...was.filter((edge) => !areAt.has(placeOf(edge))).map((edge) => ({ ...edge, mark: "removed" as const })),
    ],
  };
}

/** Outside numbers, and what is not among the objects, have no fate of their own: their ways say it. */
function markOf({ key }: RawNode, fates: ReadonlyMap<string, MapMark>, otherwise: MapMark | undefined): MapMark | undefined {
  return fates.get(key) ?? otherwise;
}

function markOfWay(was: RawEdge | undefined, is: RawEdge): MapMark | undefined {
  if (was === undefined) return "added";
  return listed(was.labels) === listed(is.labels) && was.dead === is.dead ? undefined : "changed";
}
