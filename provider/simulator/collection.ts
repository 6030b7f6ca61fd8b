import type { BuildContext } from "./fields";
import type { JsonObject } from "./json";
import type { Kind } from "./kinds/kind";
import type { Reply } from "./reply";
import type { Customer, Owner, StoredObject, World } from "./world";

/** Whose objects are meant, and under which parent. */
export interface Place {
  readonly world: World;
  readonly owner: Owner;
  /** The uuid of the parent, of a child kind. */
  readonly parent?: string | undefined;
}

export type Entry = Customer | StoredObject;

/** Everything needed to know whether a body may become an object. */
export interface Submission extends Place {
  readonly body: JsonObject;
  readonly live?: Entry | undefined;
  /** What the server decides; a seed gives uuids and dates by it. */
  readonly given?: JsonObject;
}

/** A kind, and where the world keeps its objects. */
export interface Collection<E extends Entry = Entry> {
  readonly kind: Kind;
  /** In the order of creation. */
  readonly list: (place: Place) => E[];
  readonly find: (place: Place, uuid: string) => E | undefined;
  readonly add: (place: Place, record: JsonObject) => E;
  readonly remove: (place: Place, uuid: string) => void;
  /** The record with what the world keeps elsewhere and answers show. */
  readonly complete: (place: Place, entry: Entry, context: BuildContext) => JsonObject;
  /** What other objects forbid. */
  readonly refuse: (submission: Submission, context: BuildContext) => Reply | undefined;
}
