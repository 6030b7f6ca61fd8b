import { soundsSecret } from "pulumi-yay/callflow";
import { isRecord } from "../shared/json.js";

/** A copy without values that may be secrets, such as the PIN of a conference; `key` is the value's own key. */
export function masked(value: unknown, key = ""): unknown {
  if (value !== undefined && value !== null && soundsSecret(key)) return "[secret]";
  if (Array.isArray(value)) return value.map((item: unknown) => masked(item));
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, masked(inner, name)])) : value;
}
