import type { Json, JsonObject } from "./json";

/** The methods that the API documents. */
export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** What can stand in a query. */
export type QueryValue = string | number | boolean;

/** One request to the API, in terms of what is wanted. */
export interface Call {
  /** What is attempted on which resource, for messages: `update CallFlow "main"`. */
  readonly attempt: string;
  readonly method: Method;
  /**
   * A template like `/voip/trunk/{trunk}/auth/{uuid}`, or `/voip/call{?start,end,limit}` with all keys that its query may have. Always a
   * constant of the code: it decides what can be asked.
   */
  readonly path: string;
  /** The uuids for the places of the path, by name: one for each place. */
  readonly params?: Readonly<Record<string, string>>;
  /** Values by keys that the path names; one that is left out is not asked for. For GET alone; secrets are refused. */
  readonly query?: Readonly<Record<string, QueryValue>>;
  /** The uuid of the sub-reseller acted for; becomes `X-Auth-For: <its name>`. */
  readonly customer?: string;
  readonly body?: JsonObject;
  /** Values that must never appear in an error. */
  readonly secrets?: readonly string[];
  /** Those that the program has marked as secret: they must not appear in the API's spelling either, nor in the log of writes. */
  readonly confidential?: readonly string[];
  /** Set where the call must reach the API at most once. */
  readonly once?: Once;
  /** For the log of writes. */
  readonly audit?: AuditSubject;
  /** What to do next, appended to the error; the status is 0 where no answer came. */
  readonly next?: (status: number) => string | undefined;
}

/** A call that must not be made twice: it is repeated, at most twice, only where no byte of it has left, on a connection of its own. */
export interface Once {
  /** For the connection and the answer together. */
  readonly timeoutMs: number;
  /** Asked when the connection stands, before the first byte; false keeps the request back. */
  mayLeave(): boolean;
}

/** What the log of writes tells of a write, beside the request and its outcome. */
export interface AuditSubject {
  /** Of the resource that it is made for. */
  readonly urn?: string;
  readonly kind?: string;
  /** What the write is for: left out, as the method has it. */
  readonly operation?: string;
  /** The names of the fields that it changes, never values. Left out: all that the body has. */
  readonly fields?: readonly string[];
}

/** A successful answer. */
export interface Answer {
  /** The HTTP status. */
  readonly status: number;
  /** The envelope's result, or the whole body where there is no envelope; undefined where there is none. */
  readonly result: Json | undefined;
  readonly trackingToken?: string;
}

/** What is known of the caller's sub-resellers: their names, for X-Auth-For. */
export interface Customers {
  /** The name, from memory, else from one shared list, else from the customer itself. */
  nameOf(uuid: string): Promise<string>;
  /** Whether `nameOf` would answer from memory. */
  knows(uuid: string): boolean;
  /** Notes a name seen in an answer. */
  learn(uuid: string, name: string): void;
  /** Drops what is known of a customer. */
  forget(uuid: string): void;
  /** Reads the customer anew and returns its name; CustomerGoneError where a 404 is proven. */
  refresh(uuid: string): Promise<string>;
  /** The shared list as it was read once, without those written since: absence proves nothing. Its members are frozen. */
  list(): Promise<readonly JsonObject[]>;
}
