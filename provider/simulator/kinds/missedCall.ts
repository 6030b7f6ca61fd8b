import type { Kind } from "./kind";
import { excluding, flag, reference, text } from "./kind";

/**
 * Missed Call Notification: list and fields [cat], the rest by the pattern of other paths [guess]. No page says what is required, and whether the
 * number and the user exclude each other follows the switch `exclusions`.
 */
export const missedCall: Kind = {
  path: "/voip/missed-call",
  guessed: "item",
  fields: {
    email_address: text(),
    include_voicemail_answered: flag(),
    /** A Phone Number. */
    voip_number_uuid: reference(),
    /** A SIP user. */
    voip_user_uuid: reference(),
  },
  check: excluding("voip_number_uuid", "voip_user_uuid"),
};
