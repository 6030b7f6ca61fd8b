import type { TrunkAuthenticationArgs } from "../../kinds/trunkAuthentication";
import { childClass } from "./kindClass";

export type { TrunkAuthenticationArgs } from "../../kinds/trunkAuthentication";

/** How a trunk is let in. That one is read, changed and deleted at the path of the list and its uuid is a guess. */
export class TrunkAuthentication extends childClass<"TrunkAuthentication", TrunkAuthenticationArgs, "trunk">("TrunkAuthentication") {}
