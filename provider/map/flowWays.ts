import { type Edge, type Graph, type Node, readGraph } from "../callflow/graph";
import type { IdKind } from "../callflow/ids";
import { entryFact, type KeyFact } from "../callflow/modules";
import { labelInWords } from "../callflow/words";
import { isList, stringsWithin } from "../callflow/values";
import { plainText } from "../common/titles";
import { isRecord, own } from "../common/values";

/** Something that a flow leads calls to. */
export interface FlowWay {
  /** A uuid, or an outside number. */
  readonly to: string;
  /** The kind that the step says; undefined if it does not. */
  readonly kind: string | undefined;
  /** What a caller did last to get there: `key 2`, `timeout`, `noanswer`. */
  readonly labels: readonly string[];
  /** Whether any call reaches the step. */
  readonly reached: boolean;
}

const KINDS: Readonly<Partial<Record<IdKind, string>>> = { sipuser: "SipUser", huntgroup: "HuntGroup", mailbox: "Mailbox", trunk: "Trunk" };

/**
 * What a flow leads calls to, walked step by step from its start. Names of steps do not appear in it, because a live flow has others than
 * the program.
 * @param isKnown whether a uuid is that of an object; in undocumented parts of a step only such a uuid is taken for a way.
 */
export function flowWays(flow: Readonly<Record<string, unknown>>, isKnown: (uuid: string) => boolean): FlowWay[] {
  const graph = readGraph(flow);
  const labels = labelsOf(graph);
  const ways = new Map<string, FlowWay>();
  for (const node of graph.values()) {
    const said = labels.get(node.name);
    for (const { to, kind } of targetsOf(node, isKnown)) {
      const before = ways.get(to.toLowerCase());
      ways.set(to.toLowerCase(), {
        to,
        kind: before?.kind ?? kind,
        labels: [...new Set([...(before?.labels ?? []), ...(said ?? [])])],
        reached: before?.reached === true || said !== undefined,
      });
    }
  }
  return [...ways.values()].map((way) => ({ ...way, labels: way.labels.includes(BY_ITSELF) ? [] : [...way.labels].sort(byKey) }));
}

/** Stands for a way that a call takes by itself, from the start on. */
const BY_ITSELF = "";

/** For each step that calls reach, what a caller did last to get there. */
function labelsOf(graph: Graph): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const starts = [...graph.values()].filter(({ module }) => module === "start");
  for (const { name } of starts) found.set(name, new Set([BY_ITSELF]));
  for (const waiting = starts.map(({ name }) => name); waiting.length > 0;) {
    const name = waiting.shift() ?? "";
    for (const edge of graph.get(name)?.edges ?? []) {
      if (edge.dead || !graph.has(edge.to)) continue;
      const before = found.get(edge.to);
      const now = new Set([...(before ?? []), ...(saidBy(edge) ?? found.get(name) ?? [])]);
      if (before?.size === now.size) continue;
      found.set(edge.to, now);
      waiting.push(edge.to);
    }
  }
  return found;
}

/** What a way asks of the caller or of those who are called; undefined if it is taken by itself. */
function saidBy({ at, label }: Edge): string[] | undefined {
  const key = at.at(-1) ?? label;
  if (at.length === 1 && key === "next") return undefined;
  return [key === "noanswer" ? "no answer" : labelInWords(at)];
}

interface Target {
  readonly to: string;
  readonly kind: string | undefined;
}

function targetsOf({ step, entry }: Node, isKnown: (uuid: string) => boolean): Target[] {
  if (!isRecord(step)) return [];
  const documented = [...(entry?.keys ?? [])].flatMap(([key, { value }]) => documentedTargets(value, own(step, key)));
  const said = new Set(documented.map(({ to }) => to.toLowerCase()));
  const others = stringsWithin(step)
    .filter(({ text }) => isKnown(text) && !said.has(text.toLowerCase()))
    .map(({ text }) => ({ to: text, kind: undefined }));
  return [...documented, ...others];
}

function documentedTargets(fact: KeyFact["value"], value: unknown): Target[] {
  if (fact.is === "extensions" && isList(value)) return value.flatMap(entryTarget);
  if (fact.is !== "id" && fact.is !== "ids") return [];
  const kinds = fact.kinds.flatMap((kind) => KINDS[kind] ?? []);
  if (kinds.length === 0) return [];
  return (isList(value) ? value : [value]).flatMap((uuid) => {
    const to = plainText(uuid);
    return to === undefined ? [] : [{ to, kind: kinds[0] }];
  });
}

function entryTarget(entry: unknown): Target[] {
  if (!isRecord(entry)) return [];
  const fact = entryFact(own(entry, "type"));
  const to = fact === undefined ? undefined : plainText(own(entry, fact.key));
  if (fact === undefined || to === undefined) return [];
  const [kind] = fact.kinds;
  return [{ to, kind: kind === undefined ? "OutsideNumber" : KINDS[kind] }];
}

/** Keys of the telephone come first, in their order. */
function byKey(a: string, b: string): number {
  const rank = (label: string) => (label.startsWith("key ") ? 0 : 1);
  return rank(a) - rank(b) || a.localeCompare(b, "en", { numeric: true });
}

const NOTABLE: Readonly<Record<string, string>> = {
  recording: "recorded",
  dialbyextension: "callers dial an extension",
  conference: "conference",
  fax: "receives faxes",
};

/** What a flow does beside leading somewhere, in words. */
export function flowDetails(flow: Readonly<Record<string, unknown>>): string[] {
  const modules = [...readGraph(flow).values()].map(({ module, entry }) => (entry === undefined ? module : NOTABLE[module ?? ""]));
  return [...new Set(modules.filter((words) => words !== undefined))].sort();
}
