import type { JsonObject } from "../../client/index";
import { type Field, type Finding, type Found, recordedOf } from "../kind";
import { isBlank, own, type Props } from "../../common/values";

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
 * What a resource may not change in an object that it has found: references that point elsewhere, and other values that somebody has given it,
 * unless its state manages them already or the program allows it. Nor may it change an object that has another natural key by now.
 */
export function elsewhere({ fields, key, found }: FoundKind, { live, inputs, state }: Change): Finding[] {
  const { [key]: natural } = fields;
  const now = natural?.decode(live, recordedOf(key, state));
  if (now !== undefined && natural?.same(now, own(inputs, key)) === false) return [{ path: key, reason: `is ${JSON.stringify(now)} now` }];
  if (own(inputs, found.overwrittenBy) === true) return [];
  return Object.entries(fields).flatMap(([name, field]) => {
    if (field.facts.wire === undefined || name === key) return [];
    const [declared, shown] = [own(inputs, name), field.decode(live, recordedOf(name, state))];
    const isManaged = own(state, name) !== undefined;
    // What is off is as good as blank: nobody has to have chosen that.
    const isFree = isBlank(shown) || shown === false || field.same(shown, declared);
    if (declared === undefined || declared === null || isManaged || isFree) return [];
    const { refersTo } = field.facts;
    const what = `${refersTo === undefined ? "is" : `points at the ${refersTo.join(" or ")}`} ${JSON.stringify(shown)} now`;
    return [{ path: name, reason: `${what}, and ${found.overwrittenBy}: true is needed to change that` }];
  });
}
