import { asText, own, type Props, sameUuid } from "../../common/values";
import { type Begun, hashOf } from "./journal";
import type { Target } from "./target";

/** A purchase that a resource began under another key than it has now. */
export interface OtherPurchase {
  /** Undefined if its answer never came. */
  readonly uuid: string | undefined;
  /** For whom it was begun, empty for the own account; undefined if nobody can ask for it from here, as in another collection. */
  readonly customer: string | undefined;
}

/**
 * This machine's note of the last purchase that a resource began, by the resource alone. A purchase with a key is found again by that; this
 * note finds what was begun before the program changed the key.
 */
export interface LastPurchase {
  begin(): void;
  /** Notes the object that the resource has now. */
  has(uuid: string): void;
  /** Forgets what was begun under this key, or was this very object. */
  forget(uuid?: string): void;
  other(): OtherPurchase | undefined;
  /** Where it is, for messages; undefined if notes are not kept in files. */
  place(): string | undefined;
}

/** The note of the last purchase of a resource. Where there is no key, or nothing to pay, none is written. */
export function lastPurchase(target: Target, inputs: Props): LastPurchase {
  const { definition, run, collection } = target;
  const { journal, settings } = run;
  const key = [settings.reseller, definition.kind, asText(own(inputs, "seed"))];
  const customer = collection.customer ?? "";
  const [place, content] = [hashOf(placeOf(target)), hashOf([...placeOf(target), customer.toLowerCase(), definition.naturalKey(inputs)])];
  const isWritten = definition.hasTwins !== true && definition.chargeable?.(inputs) === true;
  const find = (): Begun | undefined => (definition.chargeable === undefined ? undefined : journal.find(key));
  const note = (more: Pick<Begun, "uuid">) => {
    const whose = target.markedSecrets.covers("customer") ? {} : { customer };
    if (isWritten) journal.note(key, { at: Date.now(), ...more, ...whose, content, place, lasts: true });
  };
  return {
    begin: () => note({}),
    has: (uuid) => {
      const begun = find();
      if (begun?.content !== content || !sameUuid(begun.uuid, uuid)) note({ uuid });
    },
    forget: (uuid) => {
      const begun = find();
      if (begun?.content === content || (uuid !== undefined && sameUuid(begun?.uuid, uuid))) journal.forget(key);
    },
    other: () => {
      const begun = find();
      if (begun === undefined || begun.content === content) return undefined;
      return { uuid: begun.uuid, customer: begun.place === place ? begun.customer : undefined };
    },
    place: () => journal.place?.(key),
  };
}

function placeOf({ definition, parent }: Target): string[] {
  return [definition.paths.collection, parent?.toLowerCase() ?? ""];
}
