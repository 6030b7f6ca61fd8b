import type { Graph, Node } from "./graph";
import { WAY_KEYS } from "./modules";
import type { Report } from "./reporter";
import { isRecord, isUuid, own, stringsWithin, UNKNOWN, type Found } from "./values";

/** Keys whose value always names a step. The other keys of `WAY_KEYS` may hold seconds or another word in undocumented parts. */
const ALWAYS_A_WAY: ReadonlySet<string> = new Set(["next", "noanswer"]);

/** Whether a text within a step that ends the call is meant to lead to another step. */
function isWay({ text, at }: Found, { edges }: Node, graph: Graph): boolean {
  if (edges.some((edge) => edge.at.join("\n") === at.join("\n"))) return true;
  if (text.trim() === "" || text === UNKNOWN || !at.some((key) => WAY_KEYS.has(key))) return false;
  return graph.has(text) || isUuid(text) || ALWAYS_A_WAY.has(at.at(-1) ?? "");
}

/** Reports ways under `extra` of a step that ends the call. The documents know none there, so no call takes them. */
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
