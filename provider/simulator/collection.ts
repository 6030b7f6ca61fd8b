import type { BuildContext } from "./fields";
import type { JsonObject } from "./json";
import type { Kind } from "./kinds/kind";
import type { Reply } from "./reply";
import type { Customer, Owner, StoredObject, World } from "./world";

/** The owner of the objects, and their parent. */
export interface Place {
  readonly world: World;
  readonly owner: Owner;
  /** The uuid of the parent; for child kinds only. */
  readonly parent?: string | undefined;
}

export type Entry = Customer | StoredObject;

/** A body that is to become an object, with what is needed to check it. */
export interface Submission extends Place {
  readonly body: JsonObject;
  readonly live?: Entry | undefined;
  /** Values of fields that the server decides; a seed sets uuids and dates with it. */
  readonly serverValues?: JsonObject;
}

/** A kind, and the access to its objects in the world. */
export interface Collection<E extends Entry = Entry> {
  readonly kind: Kind;
  /** In the order of creation. */
  readonly list: (place: Place) => E[];
  readonly find: (place: Place, uuid: string) => E | undefined;
  readonly add: (place: Place, record: JsonObject) => E;
  readonly remove: (place: Place, uuid: string) => void;
  /** The record with values that answers show but the world stores elsewhere. */
  readonly complete: (place: Place, entry: Entry, context: BuildContext) => JsonObject;
  /** Puts the children of a body in the place of those that live, by the switch `nestedChildren`. */
  readonly replaceChildren?: (submission: Submission, entry: Entry, context: BuildContext) => void;
  /** A refusal for each rule by which other objects forbid the body. */
  readonly refusals: (submission: Submission, context: BuildContext) => Reply[];
}
