import type { Graph, Node } from "./graph";
import { WAY_KEYS } from "./modules";
import type { Report } from "./reporter";
import { isRecord, isUuid, own, stringsWithin, UNKNOWN, type Found } from "./values";

/** What names a step wherever it stands under such a key; the others may hold seconds or a word of some API. */
const ALWAYS_A_WAY: ReadonlySet<string> = new Set(["next", "noanswer"]);

/** Whether a text within a step that ends the call is meant to lead to another step. */
function isWay({ text, at }: Found, { edges }: Node, graph: Graph): boolean {
  if (edges.some((edge) => edge.at.join("\n") === at.join("\n"))) return true;
  if (text.trim() === "" || text === UNKNOWN || !at.some((key) => WAY_KEYS.has(key))) return false;
  return graph.has(text) || isUuid(text) || ALWAYS_A_WAY.has(at.at(-1) ?? "");
}

/** Ways that stand under `extra` of a step that ends the call: the documents know none, so no call takes them. */
export function checkDeadWays(graph: Graph, report: Report): void {
  for (const node of graph.values()) {
    const { name, step, entry } = node;
    if (entry?.terminal !== true || !isRecord(step)) continue;
    const found = stringsWithin(own(step, "extra"), ["extra"]).filter((one) => isWay(one, node, graph));
    for (const { at } of found) {
      const message = `Step "${name}" ends the call (${entry.name}), so its ${at.join(".")} is never followed.`;
      report("way-never-followed", [name, ...at], message, "Lead there from a step that does not end the call, or remove it.");
    }
  }
}
