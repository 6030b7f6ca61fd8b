import type { JsonObject } from "../../client/index";
import { type Field, type Finding, type Found, recordedOf } from "../kind";
import { asText, isBlank, own, type Props } from "../../common/values";

/** The part of a kind whose objects are found that its references need. */
interface FoundKind {
  readonly fields: Readonly<Record<string, Field>>;
  readonly key: string;
  readonly found: Found;
}

interface Change {
  readonly live: JsonObject;
  readonly inputs: Props;
  readonly state: Props;
}

/** The arguments that are references of the object itself, not what says whose it is. */
export function referencesAmong(fields: Readonly<Record<string, Field>>): [string, Field][] {
  return Object.entries(fields).filter(([, { facts }]) => facts.refersTo !== undefined && facts.wire !== undefined);
}

/**
 * What a resource may not change in an object that it has found: references that point elsewhere, unless its state manages them already or
 * the program allows it. Nor may it change an object that has another natural key by now.
 */
export function elsewhere({ fields, key, found }: FoundKind, { live, inputs, state }: Change): Finding[] {
  const { [key]: natural } = fields;
  const now = natural?.decode(live, recordedOf(key, state));
  if (now !== undefined && natural?.same(now, own(inputs, key)) === false) return [{ path: key, reason: `is ${JSON.stringify(now)} now` }];
  if (own(inputs, found.overwrittenBy) === true) return [];
  return referencesAmong(fields).flatMap(([name, field]) => {
    const [declared, shown] = [own(inputs, name), field.decode(live, recordedOf(name, state))];
    const isManaged = own(state, name) !== undefined;
    if (declared === undefined || declared === null || isManaged || isBlank(shown) || field.same(shown, declared)) return [];
    const kinds = field.facts.refersTo ?? [];
    const reasonWith = (object: string) =>
      `points at the ${kinds.join(" or ")} ${object} now, and ${found.overwrittenBy}: true is needed to change that`;
    const pointsAt = { kinds, uuid: asText(shown), reasonWith };
    return [{ path: name, reason: reasonWith(JSON.stringify(shown)), pointsAt }];
  });
}
