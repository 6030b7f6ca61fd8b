import type { Kind } from "./kind";
import { flag, reference, secret, setOf, text, wholeNumber } from "./kind";

/**
 * SIP User: list [doc], delete [3p], the rest by the pattern of other paths [guess]. The fields are those of the page of 2023 [doc], and five
 * that only a catalogue and a client have [cat, 3p]. No page says what is required, so nothing is.
 */
export const user: Kind = {
  path: "/voip/user",
  firstExtension: 1001,
  /** "A bundle must be created before SIP users" [doc]. */
  needs: "bundle",
  fields: {
    allow_direct_calls: flag(),
    allow_multi_device: flag(),
    /** Caller IDs. That their order does not matter is a [guess]. */
    allowed_caller_ids: setOf(reference()),
    call_encryption: flag(),
    call_recording: flag(),
    /** A Caller ID. */
    caller_id: reference(),
    can_auto_deploy: flag(),
    can_barge: flag(),
    can_be_barged: flag(),
    can_be_listened: flag(),
    can_be_picked_up: flag(),
    can_be_whispered: flag(),
    can_invite_anonymously: flag(),
    can_listen: flag(),
    can_pickup: flag(),
    can_whisper: flag(),
    chat_enabled: flag(),
    /** ISO, such as GB. */
    country_code: text(),
    display_name: text(),
    /** A Caller ID. */
    emergency_caller_id: reference(),
    extension: wholeNumber({ extension: true }),
    /** A Playlist. */
    hold_playlist: reference(),
    mobile_dnd: flag(),
    mobile_dnd_allow_internal: flag(),
    mute_chat_notifications: flag(),
    /** A Mailbox. */
    personal_mailbox: reference(),
    /** What it names is not explained. */
    related_product: reference(),
    restrict_caller_id: flag(),
    restrict_outbound: flag(),
    /** Seconds. */
    ring_duration: wholeNumber(),
    show_missed_calls: flag(),
    timezone: text(),
    transfer_backup_extension: wholeNumber(),
    /** 9 in the example of 2023, 3 in that of 2021; the values are not explained. */
    type: wholeNumber(),
    use_default_playlist: flag(),
    use_direct_calls: flag(),
    use_mailbox_on_transfer: flag(),
    /** A random value in a live account [3p], so that the server makes it [guess], by the switch `missingCredentials`. */
    user_name: text({ generated: true }),
    /** Shown in clear [cat, doc of 2021]. That the server makes one is a [guess], by the switch `missingCredentials`. */
    user_password: secret({ generated: true }),
  },
};
