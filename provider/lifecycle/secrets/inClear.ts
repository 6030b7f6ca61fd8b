import { soundsSecret } from "../../common/secretNames";
import { type Field, secretPathsOf } from "../field";

/** Stops at an argument that is named like a secret and is none: it would stand in states and logs in clear. */
export function refuseInClear(
  kind: string,
  fields: Readonly<Record<string, Field>>,
  reasons: Readonly<Record<string, string | undefined>>,
): void {
  for (const [name, { facts, known = [] }] of Object.entries(fields)) {
    const sounds = [name, facts.wire ?? "", ...known].some(soundsSecret);
    const isOpen = sounds && secretPathsOf(facts).length === 0;
    if (isOpen && reasons[name] === undefined)
      throw new Error(`${kind}: ${name} is named like a secret: make it with secret(), or say in inClear why everybody may read it.`);
    if (!isOpen && reasons[name] !== undefined) throw new Error(`${kind}: ${name} needs no inClear.`);
  }
}
