import { plainText, TITLES } from "../common/titles";
import { own } from "../common/values";
import { keyOf } from "./naming";
import type { FactsOf, MapFacts, MapObject } from "./types";

/** An object before and after. */
export interface Pair {
  readonly before: MapObject;
  readonly after: MapObject;
}

/** Says by what an object is known; undefined if by nothing. */
type Sign = (object: MapObject) => string | undefined;

/**
 * Finds for each object before a change the one that it is after it: by uuid, else by the resource, else by what tells it from the others of
 * its customer, if only one on either side has that.
 */
export function pairsOf(before: readonly MapObject[], after: readonly MapObject[], factsOf: FactsOf): Pair[] {
  const pairing = new Pairing(before, after);
  const known: readonly Sign[] = [
    ({ kind, uuid }) => (uuid === "" ? undefined : JSON.stringify([kind, keyOf(uuid)])),
    ({ kind, resource }) => (resource === undefined ? undefined : JSON.stringify([kind, resource])),
  ];
  for (const sign of known) pairing.by(sign, sign);
  // Customers come first, because what belongs to them is told apart by them.
  for (const isCustomer of [true, false]) {
    const sign = (customerOf: (object: MapObject) => string): Sign => {
      return (object) =>
        (object.kind === "SubReseller") === isCustomer
          ? signOf(object, { customer: customerOf(object), facts: factsOf(object.kind) })
          : undefined;
    };
    const now = pairing.keys();
    pairing.by(
      sign(({ customer = "" }) => now.get(keyOf(customer)) ?? keyOf(customer)),
      sign(({ customer = "" }) => keyOf(customer)),
    );
  }
  return pairing.pairs;
}

function signOf(
  { kind, uuid, args }: MapObject,
  { customer, facts }: { customer: string; facts: MapFacts | undefined },
): string | undefined {
  const key = facts?.key ?? TITLES.find((name) => own(args, name) !== undefined);
  const value = key === undefined ? undefined : plainText(own(args, key));
  // What has no uuid is the only one of its kind.
  if (value === undefined && uuid !== "" && facts?.isOnlyOne !== true) return undefined;
  return JSON.stringify([kind, customer, value]);
}

class Pairing {
  readonly pairs: Pair[] = [];
  readonly #left: [Set<MapObject>, Set<MapObject>];

  constructor(before: readonly MapObject[], after: readonly MapObject[]) {
    this.#left = [new Set(before), new Set(after)];
  }

  /** Pairs what has a sign that one object alone has on either side. */
  by(signBefore: Sign, signAfter: Sign): void {
    const [before, after] = this.#left;
    const [one, other] = [unique(before, signBefore), unique(after, signAfter)];
    for (const [sign, object] of one) {
      const partner = other.get(sign);
      if (partner === undefined) continue;
      this.pairs.push({ before: object, after: partner });
      before.delete(object);
      after.delete(partner);
    }
  }

  /** The key that each paired object has after the change, by the one that it had before. */
  keys(): Map<string, string> {
    return new Map(this.pairs.map(({ before, after }) => [keyOf(before.uuid), keyOf(after.uuid)]));
  }
}

function unique(objects: ReadonlySet<MapObject>, sign: Sign): Map<string, MapObject> {
  const found = new Map<string, MapObject | undefined>();
  for (const object of objects) {
    const text = sign(object);
    if (text !== undefined) found.set(text, found.has(text) ? undefined : object);
  }
  return new Map([...found].flatMap(([text, object]) => (object === undefined ? [] : [[text, object] as const])));
}
