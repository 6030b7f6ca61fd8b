import { isEngineSecret, isSigned } from "../common/engineSecret";
import { define, isRecord, own } from "../common/values";

interface Plain {
  readonly value: unknown;
  /** The paths of what could not be read, dotted. */
  readonly left: readonly string[];
}

/**
 * A value of a state as the program has it: a secret that the export shows in clear (`--show-secrets`) by its content. What is encrypted is
 * left out, and so is a list with something encrypted in it, because its other items would be taken for all that it has.
 */
export function withoutEngineValues(value: unknown, path = ""): Plain {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => withoutEngineValues(item, path));
    const isWhole = items.every(({ left }) => left.length === 0);
    return isWhole ? { value: items.map((item) => item.value), left: [] } : { value: undefined, left: [path] };
  }
  if (isSigned(value)) return secretIn(value, path);
  if (!isRecord(value)) return { value, left: [] };
  const result = {};
  const left = Object.entries(value).flatMap(([key, inner]) => {
    const plain = withoutEngineValues(inner, path === "" ? key : `${path}.${key}`);
    if (plain.value !== undefined) define(result, key, plain.value);
    return plain.left;
  });
  return { value: result, left };
}

function secretIn(signed: Record<string, unknown>, path: string): Plain {
  const text = own(signed, "plaintext");
  if (!isEngineSecret(signed) || typeof text !== "string") return { value: undefined, left: [path] };
  try {
    return { value: JSON.parse(text) as unknown, left: [] };
  } catch {
    return { value: undefined, left: [path] };
  }
}
