import type { Kind } from "./kind";
import { flag, objects, reference, secret, text } from "./kind";

/**
 * Mailbox. List, read and create [doc], update and delete by the pattern of other paths [guess], and so is the path of one: a client asks for
 * `/voip/mailbox/{uuid}/messages` [3p], and none for the mailbox itself. `beep` is not required [doc]; of the other
 * fields it is not known, so none is.
 */
export const mailbox: Kind = {
  path: "/voip/mailbox",
  guessed: "item",
  fields: {
    beep: flag(),
    /** The example shows only uuid and dates, so the other fields of a recipient are not known. */
    email_recipients: objects({ fields: {} }),
    /** A Sound. */
    greeting: reference(),
    /** Its number, such as "8001" [doc of 2021, 3p]; the example of 2023 has none. That it is an extension like others is a [guess]. */
    mailbox: text({ extension: true }),
    name: text(),
    /** The PIN, such as "1234"; answers show it in clear [doc]. */
    password: secret(),
    play_caller_id: flag(),
    play_timestamp: flag(),
    transcribe: flag(),
  },
};
