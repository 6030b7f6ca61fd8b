import type { MapObject } from "pulumi-yay/map";

/** Objects, wherever they come from. */
export interface ObjectSource {
  readonly objects: readonly MapObject[];
  /** Where they come from, in words. */
  readonly from: string;
  /** What a reader has to know, such as what could not be read. */
  readonly notes: readonly string[];
  /** Whose lists of which kinds could not be read, so that nobody takes what is missing for gone. */
  readonly unread?: readonly { readonly kind: string; readonly customer?: string }[];
}
