import { defineKind } from "../lifecycle/defineKind";
import { dialledNumber, flag, option, reference, text } from "../lifecycle/fields/index";
import type { Id } from "../common/id";
import { shaped } from "../lifecycle/fields/shaped";
import type { AccountArgs } from "../lifecycle/arguments";

/** What a program writes for a phone number that the account has. */
export interface PhoneNumberArgs extends AccountArgs {
  /**
   * The number in E.164 form, such as `"+441632960123"`, by which it is found: `country_code`, a dialling code, and `number` make it.
   * [documented; that no update changes it is a guess]
   */
  number: string;
  /** What it is called, such as `"Shop"`. [documented] */
  name?: string;
  /** The uuid of the call flow that answers, such as `mainLine.uuid`. That it excludes `trunk` is not known. [documented] */
  callFlow?: Id<"CallFlow">;
  /** The uuid of the time diary that says when it is closed, such as `hours.uuid`. [documented] */
  outOfHours?: Id<"TimeDiary">;
  /** The uuid of the trunk that calls go to, such as `exchange.uuid`. That it excludes `callFlow` is not known. [documented] */
  trunk?: Id<"Trunk">;
  /** The uuid of the address that emergency services are told. No command is known that makes one: make it in the portal, and `getEmergencyAddresses` lists it. [documented] */
  emergencyAddress?: Id<"EmergencyAddress">;
  /** The uuid of the address that it is registered to, such as `shop.uuid`. [documented] */
  numberAddress?: Id<"NumberAddress">;
  /** Whether it takes calls to its SIP address from other platforms. The product leaves it off. [documented] */
  canInviteAnonymously?: boolean;
  /**
   * Lets the resource change a reference that points elsewhere when the program begins to manage it. Left out, only a blank one is filled, and
   * any other stops the run with what it points at. A name that the number has is replaced by that of the program.
   */
  overwrite?: boolean;
  /**
   * The number once more: when the resource goes, the number is given back for good. It counts from the `up` that stores it. Left out, a
   * deletion leaves the number in the account, and so does a change of `number`. [a guess: that DELETE releases a number is not documented]
   */
  releaseOnDelete?: string;
}

/**
 * A phone number that the account has, and where its calls go: `/voip/number`.
 *
 * It is found by itself: how a number is searched for or bought is not documented, so nothing here does. A number that waits for its activation
 * is not found yet: the documents have another list of those, without its path. List is documented, update is inferred from
 * other clients, read and delete are guesses. What the API says of a number, `price_category` and `required_address_type`, goes back as it came: that
 * the API alone sets it is a guess.
 */
export const phoneNumber = defineKind<PhoneNumberArgs>({
  kind: "PhoneNumber",
  documentation: "partial",
  scope: "customer",
  path: "/voip/number",
  args: {
    number: dialledNumber({ countryCode: "country_code", national: "number" }),
    name: text("name"),
    callFlow: reference("call_flow", "CallFlow"),
    outOfHours: reference("out_of_hours", "TimeDiary"),
    trunk: reference("trunk", "Trunk"),
    emergencyAddress: reference("emergency_address", "EmergencyAddress"),
    numberAddress: reference("number_address", "NumberAddress"),
    canInviteAnonymously: flag("can_invite_anonymously"),
    overwrite: option(
      shaped((z) => z.boolean()),
      { documentedDefault: false },
    ),
    releaseOnDelete: option(shaped((z) => z.string())),
  },
  key: "number",
  mayBeReadOnly: ["price_category", "required_address_type"],
  found: {
    overwrittenBy: "overwrite",
    releasedBy: "releaseOnDelete",
    ifAbsent: [
      "If it was bought already, it may wait for its activation, which has another list whose path is not known: wait, do not buy it again.",
      "Otherwise buy it in the portal for this account, because no command that buys a number is documented. Then run pulumi up again.",
    ].join("\n"),
  },
  explain: {
    delete: () =>
      "That DELETE releases a number is a guess. Give it back in the portal, take releaseOnDelete out, run pulumi up, and delete then: the number is forgotten.",
  },
});
