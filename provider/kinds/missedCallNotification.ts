import { defineKind } from "../lifecycle/defineKind";
import { flag, reference, text } from "../lifecycle/fields/index";
import type { Id } from "../common/id";
import type { CustomerArgs } from "../lifecycle/arguments";
import { isBlank, own, type Props } from "../common/values";

/** What a program writes for a notification of missed calls. Whether the number and the user exclude each other is not known. */
export interface MissedCallNotificationArgs extends CustomerArgs {
  /** Who gets the email. [inferred from the catalogue; that it is required is a guess] */
  emailAddress: string;
  /** Whether a call counts as missed that a mailbox has answered. [inferred from the catalogue; its meaning is a guess] */
  includeVoicemailAnswered?: boolean;
  /** The uuid of the phone number that was called. [inferred from the catalogue] */
  voipNumberUuid?: Id<"PhoneNumber">;
  /** The uuid of the user that was called, such as `anna.uuid`. [inferred from the catalogue] */
  voipUserUuid?: Id<"SipUser">;
}

function whatMayLack(inputs: Props): string | undefined {
  const names = ["voipNumberUuid", "voipUserUuid"] as const satisfies readonly (keyof MissedCallNotificationArgs)[];
  if (names.some((name) => !isBlank(own(inputs, name)))) return undefined;
  return [
    "That a notification needs neither the number nor the user that was called is a guess: no page says what is required.",
    `If that is why, write ${names.join(" or ")}.`,
  ].join(" ");
}

/** Who gets an email of a missed call: `/voip/missed-call`. The list is in a catalogue, the other commands are guesses. */
export const missedCallNotification = defineKind<MissedCallNotificationArgs>({
  kind: "MissedCallNotification",
  documentation: "partial",
  scope: "customer",
  path: "/voip/missed-call",
  guessedPath: "item",
  args: {
    emailAddress: text("email_address", { required: true }),
    includeVoicemailAnswered: flag("include_voicemail_answered"),
    voipNumberUuid: reference("voip_number_uuid", "PhoneNumber"),
    voipUserUuid: reference("voip_user_uuid", "SipUser"),
  },
  explain: { create: ({ status, inputs }) => (status === 400 ? whatMayLack(inputs) : undefined) },
});
