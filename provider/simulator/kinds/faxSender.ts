import type { Kind } from "./kind";
import { reference, text } from "./kind";

/** Fax Authorised Sender: list, read and create [doc of 2017], update and delete by the pattern of other paths [guess]. What is required is cut off. */
export const faxSender: Kind = {
  path: "/voip/fax/sender",
  fields: {
    /** A Caller ID. */
    caller_id: reference(),
    email: text(),
  },
};
