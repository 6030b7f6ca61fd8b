import type { Kind } from "./kind";
import { wholeNumber } from "./kind";

/** Call recording retention [doc], its path [cat]. */
export const retention: Kind = {
  path: "/voip/call-retention",
  singleton: true,
  bare: true,
  fields: {
    /** Years. What it is at first is a [guess]. */
    expires_in: wholeNumber({ required: true, default: 3 }),
  },
};
