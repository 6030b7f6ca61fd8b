import { plainText } from "../common/titles";
import { isRecord, own } from "../common/values";
import { flowDetails, flowWays } from "./flowWays";
import { CONTENT, drawnAs } from "./kinds";
import { extensionOf, keyOf, nameOf, unnamed } from "./naming";
import { textsAt } from "./paths";
import type { FactsOf, MapMark, MapObject } from "./types";

/** An object in a map, before anything is put together. */
export interface RawNode {
  readonly key: string;
  readonly kind: string;
  /** The uuid of the customer; empty for the own account. */
  readonly customer: string;
  readonly uuid: string;
  readonly name: string;
  readonly extension?: string | undefined;
  readonly resource?: string | undefined;
  readonly details: readonly string[];
  readonly missing?: true;
  readonly mark?: MapMark | undefined;
}

/** A way between two of them, by their keys. */
export interface RawEdge {
  readonly from: string;
  readonly to: string;
  /** What makes a call go this way, each once. */
  readonly labels: readonly string[];
  readonly dead?: true;
  readonly mark?: MapMark | undefined;
}

/** Everything that is drawn of an account, before anything is put together. */
export interface RawMap {
  readonly nodes: ReadonlyMap<string, RawNode>;
  readonly edges: readonly RawEdge[];
}

/** What a reference means on a map, if the name of the argument does not say it. */
const LABELS: Readonly<Record<string, string>> = {
  callFlow: "",
  outOfHours: "hours",
  trunk: "",
  members: "",
  personalMailbox: "own mailbox",
  "elements.*.callFlow": "closed",
  "exceptions.*.callFlow": "exceptions",
};

/** Reads objects as nodes and ways. */
export function rawMap(objects: readonly MapObject[], factsOf: FactsOf): RawMap {
  const drawn = withContents(objects).filter(({ kind, uuid }) => uuid !== "" && drawnAs(kind) !== undefined);
  const byKey = new Map(drawn.map((object) => [keyOf(object.uuid), object]));
  const nodes = new Map([...byKey].map(([key, object]) => [key, nodeOf(object)]));
  const edges = [...byKey.values()].flatMap((object) =>
    waysOf(object, factsOf, (uuid) => byKey.has(keyOf(uuid))).map(({ to, kind, ...way }) => {
      const key = placed(nodes, { to, kind, customer: object.customer ?? "" });
      return { ...way, from: keyOf(object.uuid), to: key };
    }),
  );
  return { nodes, edges: joined(edges) };
}

/** The objects, with the steps that resources of their own have in the flows that they fill. */
export function withContents(objects: readonly MapObject[]): MapObject[] {
  const flowOf = ({ args }: MapObject): string => keyOf(plainText(own(args, "callFlow")) ?? "");
  const contents = new Map(objects.filter(({ kind }) => kind === CONTENT).map((content) => [flowOf(content), content]));
  const filled = objects.map((object) => {
    const content = object.kind === "CallFlow" ? contents.get(keyOf(object.uuid)) : undefined;
    if (content === undefined) return object;
    contents.delete(keyOf(object.uuid));
    const { args, links, stepUuids } = content;
    const steps = stepUuids === undefined ? {} : { stepUuids };
    return { ...object, ...steps, args: { ...object.args, flow: own(args, "flow") }, links: { ...object.links, ...links } };
  });
  const left = new Set(contents.values());
  return filled.filter((object) => object.kind !== CONTENT || left.has(object));
}

function nodeOf(object: MapObject): RawNode {
  const { kind, uuid, customer = "", resource } = object;
  return {
    key: keyOf(uuid),
    kind,
    customer: keyOf(customer),
    uuid,
    name: nameOf(object),
    extension: extensionOf(object),
    resource,
    details: detailsOf(object),
  };
}

function detailsOf({ kind, args }: MapObject): string[] {
  const count = (name: string, one: string): string[] => {
    const list = own(args, name);
    return Array.isArray(list) && list.length > 0 ? [`${list.length} ${one}${list.length === 1 ? "" : "s"}`] : [];
  };
  if (kind === "PhoneNumber") return [plainText(own(args, "name")) ?? ""].filter((name) => name !== "");
  if (kind === "TimeDiary")
    return [
      ...[plainText(own(args, "timezone")) ?? ""].filter((zone) => zone !== ""),
      ...count("elements", "closed time"),
      ...count("exceptions", "exception"),
    ];
  if (kind === "QueueGroup") return [plainText(own(args, "strategy")) ?? ""].filter((strategy) => strategy !== "");
  const flow = own(args, "flow");
  return kind === "CallFlow" && isRecord(flow) ? flowDetails(flow) : [];
}

interface Way {
  readonly to: string;
  readonly kind: string | undefined;
  readonly labels: readonly string[];
  readonly dead?: true;
}

function waysOf(object: MapObject, factsOf: FactsOf, isKnown: (uuid: string) => boolean): Way[] {
  const flow = own(object.args, "flow");
  const references = (factsOf(object.kind)?.references ?? []).filter(({ path }) => path !== "flow" && !path.startsWith("flow."));
  const named = references.flatMap(({ path, kinds }) => {
    const kind = kinds.find((each) => drawnAs(each) !== undefined);
    if (kind === undefined) return [];
    const labels = labelled(LABELS[path] ?? path);
    return textsAt(object.args, path).flatMap((uuid) => (plainText(uuid) === undefined ? [] : [{ to: uuid, kind, labels }]));
  });
  const said = new Set(named.map(({ to }) => keyOf(to)));
  const linked = Object.entries(object.links ?? {}).flatMap(([argument, uuids]) =>
    uuids
      .filter((uuid) => isKnown(uuid) && !said.has(keyOf(uuid)))
      .map((to) => ({ to, kind: undefined, labels: labelled(LABELS[argument] ?? "") })),
  );
  const stepped = object.kind === "CallFlow" && isRecord(flow) ? flowWays(flow, isKnown).map(asWay) : [];
  return [...named, ...stepped, ...linked.filter(({ to }) => !stepped.some((way) => keyOf(way.to) === keyOf(to)))];
}

const MOST_LABELS = 4;

function asWay({ to, kind, labels, reached }: ReturnType<typeof flowWays>[number]): Way {
  return reached ? { to, kind, labels } : { to, kind, labels: ["reached by no call"], dead: true };
}

function labelled(label: string): string[] {
  return label === "" ? [] : [label];
}

/** The first labels, and that there are more. */
export function listed(labels: readonly string[]): string {
  return [...labels.slice(0, MOST_LABELS), ...(labels.length > MOST_LABELS ? ["…"] : [])].join(", ");
}

/** The key of what a way leads to; what is not among the objects gets a node of its own. */
function placed(
  nodes: Map<string, RawNode>,
  { to, kind = "", customer }: { to: string; kind: string | undefined; customer: string },
): string {
  const outside = kind === "OutsideNumber";
  const key = outside ? `${keyOf(customer)} ${to}` : keyOf(to);
  if (!nodes.has(key)) {
    const absent = outside ? {} : { details: ["not among these objects"], missing: true as const };
    nodes.set(key, {
      key,
      kind,
      customer: keyOf(customer),
      uuid: outside ? "" : to,
      name: outside ? to : unnamed(kind, to),
      details: [],
      ...absent,
    });
  }
  return key;
}

/** Several ways between the same two become one. */
function joined(edges: readonly RawEdge[]): RawEdge[] {
  const found = new Map<string, RawEdge>();
  for (const edge of edges) {
    const key = `${edge.from}\n${edge.to}`;
    found.set(key, { ...edge, labels: [...new Set([...(found.get(key)?.labels ?? []), ...edge.labels])] });
  }
  return [...found.values()];
}
