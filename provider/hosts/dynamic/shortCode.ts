import type { ShortCodeArgs } from "../../kinds/shortCode";
import { kindClass } from "./kindClass";

export type { ShortCodeArgs, ShortCodeFeature } from "../../kinds/shortCode";

/** A code that users dial for a feature. */
export class ShortCode extends kindClass<"ShortCode", ShortCodeArgs>("ShortCode") {}
