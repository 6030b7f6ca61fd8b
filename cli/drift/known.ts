import { UNKNOWN } from "pulumi-yay/callflow";
import { isRecord } from "../shared/json.js";

/**
 * What a program says, with what lives in the place of what no preview knows yet, such as the uuid of a user that it is still to take over: that
 * is no difference. Of a list, each unknown entry is one that lives and that the program does not name otherwise.
 */
export function withLiveForUnknown(said: unknown, live: unknown): unknown {
  if (said === UNKNOWN) return live;
  if (Array.isArray(said)) return listWith(said, Array.isArray(live) ? live : []);
  if (!isRecord(said)) return said;
  const inner = isRecord(live) ? live : {};
  return Object.fromEntries(Object.entries(said).map(([key, value]) => [key, withLiveForUnknown(value, inner[key])]));
}

function listWith(said: readonly unknown[], live: readonly unknown[]): unknown[] {
  if (said.some((item) => typeof item === "object")) return said.map((item, index) => withLiveForUnknown(item, live[index]));
  const named = new Set(said.map((item) => String(item).toLowerCase()));
  const left = live.filter((item) => !named.has(String(item).toLowerCase()));
  return said.flatMap((item) => (item === UNKNOWN ? left.splice(0, 1) : [item]));
}
