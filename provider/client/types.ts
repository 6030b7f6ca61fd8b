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
   * constant of the code, or a template that the settings have checked: it decides what can be asked.
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
  /** Values that the program marked as secret. They must not appear in the API's spelling either, nor in the log of writes. */
  readonly confidential?: readonly string[];
  /** Set this if the call must reach the API at most once. */
  readonly once?: Once;
  /** For the log of writes. */
  readonly audit?: AuditSubject;
  /** Returns advice to append to the error; the status is 0 if no answer came. */
  readonly next?: (status: number) => string | undefined;
}

/** For a call that must not be made twice. It has its own connection, and is repeated, at most twice, only if no byte of it has left. */
export interface Once {
  /** Time limit for connection and answer together. */
  readonly timeoutMs: number;
  /** Called when the connection is established, before the first byte; false keeps the request from being sent. */
  mayLeave(): boolean;
}

/** What the log of writes records besides the request and its outcome. */
export interface AuditSubject {
  /** The URN of the resource that the write is for. */
  readonly urn?: string;
  readonly kind?: string;
  /** What the write is for; if left out, the method decides. */
  readonly operation?: string;
  /** The names of the changed fields, never values; if left out, all fields of the body. */
  readonly fields?: readonly string[];
}

/** A successful answer. */
export interface Answer {
  /** The HTTP status. */
  readonly status: number;
  /** The envelope's result, or the whole body if there is no envelope; undefined if the body is empty. */
  readonly result: Json | undefined;
  /** The status inside the envelope, if that is another one. */
  readonly inner?: number;
  readonly trackingToken?: string;
}

/** The names of the account's customers, for X-Auth-For. */
export interface Customers {
  /** The name: from memory, else from one shared list, else by reading the customer. */
  nameOf(uuid: string): Promise<string>;
  /** Whether `nameOf` would need no request. */
  knows(uuid: string): boolean;
  /** Notes a name seen in an answer. */
  learn(uuid: string, name: string): void;
  /** Forgets the name of a customer. */
  forget(uuid: string): void;
  /** Reads the customer again and returns its name. Throws a CustomerGoneError on a proven 404. */
  refresh(uuid: string): Promise<string>;
  /** The shared list, read once, without customers written since. A customer's absence proves nothing. Its members are frozen. */
  list(): Promise<readonly JsonObject[]>;
}
