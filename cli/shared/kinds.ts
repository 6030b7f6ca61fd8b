import { nearest } from "pulumi-yay/callflow";
import { KINDS } from "pulumi-yay/objects";
import { UsageError } from "./failure.js";
import { safeLine } from "./terminal.js";

/** @throws UsageError if there is no kind of a name, with the one that is perhaps meant. */
export function refuseUnknownKinds(names: readonly string[]): void {
  const unknown = names.filter((name) => !KINDS.some((kind) => kind === name));
  if (unknown.length === 0) return;
  const named = unknown.map((name) => {
    const near = nearest(name, KINDS);
    return `${safeLine(name)}${near === undefined ? "" : ` (perhaps ${near})`}`;
  });
  throw new UsageError(`There is no kind ${named.join(", ")}. There are: ${KINDS.join(", ")}.`);
}
