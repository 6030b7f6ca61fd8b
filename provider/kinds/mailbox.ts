import { defineKind } from "../lifecycle/defineKind";
import { flag, forceDestroy, reference, rotation, secret, text } from "../lifecycle/fields/index";
import { pin } from "../lifecycle/fields/rotation";
import { ifLeftOut } from "../lifecycle/leftOut";
import type { Id } from "../common/id";
import type { ReferredArgs, RotatingArgs } from "../lifecycle/arguments";

/** What a program writes for a mailbox. */
export interface MailboxArgs extends ReferredArgs, RotatingArgs {
  /** The name. [documented; that it is required is a guess] */
  name: string;
  /** The number of the mailbox, such as `"8001"`. [documented in 2021, and read by a client, but not in the example of 2023] */
  mailbox?: string;
  /** The PIN for listening by phone, such as `"1234"`. [documented; answers show it in clear] */
  password?: string;
  /** The uuid of the sound that callers hear. [documented] */
  greeting?: Id<"Sound">;
  /** Whether a beep comes after the greeting. [documented; that it comes then is a guess] */
  beep?: boolean;
  /** Whether the caller's number is read out with a message. [documented; its meaning is a guess] */
  playCallerId?: boolean;
  /** Whether the time at which it came is read out with a message. [documented; its meaning is a guess] */
  playTimestamp?: boolean;
  /** Whether messages are written down as text. [documented; its meaning is a guess] */
  transcribe?: boolean;
}

/**
 * Where callers leave messages: `/voip/mailbox`. List, read and create are documented, update and delete are inferred.
 *
 * Who gets them by email is kept as it lives: the documents show no field of a recipient.
 */
export const mailbox = defineKind<MailboxArgs>({
  kind: "Mailbox",
  documentation: "partial",
  scope: "customer",
  path: "/voip/mailbox",
  guessedPath: "item",
  args: {
    name: text("name", { required: true }),
    mailbox: text("mailbox"),
    password: secret("password", { readable: true }),
    rotate: rotation("password", pin),
    greeting: reference("greeting", "Sound"),
    beep: flag("beep"),
    playCallerId: flag("play_caller_id"),
    playTimestamp: flag("play_timestamp"),
    transcribe: flag("transcribe"),
    forceDestroy: forceDestroy(),
  },
  mayBeReadOnly: ["email_recipients"],
  unmanaged: ["uuid", "created_on", "updated_on"].map((name) => `email_recipients.${name}`),
  explain: {
    update: ifLeftOut(
      "email_recipients",
      "Without email_recipients those who get messages by email may be taken away: note them before, and look at them after the update.",
    ),
  },
});
