import type { Kind } from "./kind";
import { wholeNumber } from "./kind";

/** Call recording retention [doc], its path [cat]. */
export const retention: Kind = {
  path: "/voip/call-retention",
  singleton: true,
  bare: true,
  fields: {
    /** Years. The initial value is a [guess]. */
    expires_in: wholeNumber({ required: true, default: 3 }),
  },
};
