import type { TrunkArgs } from "../../kinds/trunk";
import { kindClass } from "./kindClass";

export type { TrunkArgs } from "../../kinds/trunk";

/** A way to a telephone system elsewhere. Its logins are children with a life of their own, and go back as they live. */
export class Trunk extends kindClass<"Trunk", TrunkArgs>("Trunk") {}
