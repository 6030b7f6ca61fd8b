import type { BuildContext } from "./fields";
import type { JsonObject } from "./json";
import type { Customer, Owner, World } from "./world";

/** One accepted request, as a route's handler sees it. */
export interface CallContext extends BuildContext {
  readonly world: World;
  readonly now: Date;
  readonly trackingToken: string;
  /** The customer named by X-Auth-For. */
  readonly customer: Customer | undefined;
  /** Whose objects the request is about. */
  readonly owner: Owner;
  /** `{}` for GET and DELETE. */
  readonly body: JsonObject;
  /** The uuid of the path, or "". */
  readonly uuid: string;
}
