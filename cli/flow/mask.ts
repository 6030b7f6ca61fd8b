import { soundsSecret } from "pulumi-yay/callflow";
import { isRecord } from "../shared/json.js";

/** The same data without what may be a secret, such as the PIN of a conference; `key` is where it stands. */
export function masked(value: unknown, key = ""): unknown {
  if (value !== undefined && value !== null && soundsSecret(key)) return "[secret]";
  if (Array.isArray(value)) return value.map((item: unknown) => masked(item));
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, masked(inner, name)])) : value;
}
