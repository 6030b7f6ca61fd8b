import type { Place } from "./collection";
import type { BuildContext } from "./fields";
import type { JsonObject } from "./json";
import type { Customer } from "./world";

/** One authenticated request, as a route's handler gets it. */
export interface CallContext extends BuildContext, Place {
  readonly now: Date;
  readonly trackingToken: string;
  /** The customer named by X-Auth-For. */
  readonly customer: Customer | undefined;
  /** `{}` for GET and DELETE. */
  readonly body: JsonObject;
  /** The query; if a parameter is repeated, its last value. */
  readonly query: JsonObject;
  /** The uuid of the path, or "". */
  readonly uuid: string;
}
