import type { HuntGroupArgs } from "../../kinds/huntGroup";
import { kindClass } from "./kindClass";

export type { HuntGroupArgs } from "../../kinds/huntGroup";

/** Users that ring together, as one target of a call flow. */
export class HuntGroup extends kindClass<"HuntGroup", HuntGroupArgs>("HuntGroup") {}
