import { defineKind } from "../lifecycle/defineKind";
import { flag, forceDestroy, integer, text } from "../lifecycle/fields/index";
import type { ReferredArgs } from "../lifecycle/arguments";

/** What a program writes for the address of a number. */
export interface NumberAddressArgs extends ReferredArgs {
  /** What it is called, such as `"Work Address"`. [documented] */
  nickname?: string;
  /** The title of the person, such as `"Mr"`. [documented] */
  title?: string;
  /** The first name. [documented] */
  forename?: string;
  /** The surname, or the company. [documented; its meaning and that it is required are guesses] */
  name: string;
  /** The number or name of the house, such as `"22"`. [documented] */
  premises?: string;
  /** The street. [documented] */
  street?: string;
  /** The town. [documented] */
  city?: string;
  /** The county or state. [documented] */
  state?: string;
  /** The postcode. [documented] */
  postcode?: string;
  /** The country by its ISO code, such as `"GB"`. [documented] */
  countryCode?: string;
  /**
   * A number by which the country knows the person, such as `"N12345678"`, for countries that ask for one. Answers show it in clear, and so do outputs:
   * wrap it by `pulumi.secret` to hide it. [documented; its meaning is a guess]
   */
  countryPersonalId?: string;
  /** The sort of address, such as 2; perhaps what the `required_address_type` of a number asks for. [documented, without its values; its meaning is a guess] */
  typeId?: number;
  /** Whether it is the account's default address. Whether the API takes this from the one that was is not known. [documented; its meaning is a guess] */
  isDefault?: boolean;
}

/** The address that a phone number is registered to: `/voip/number-address`. List and read are documented, the other commands are inferred, and the path of the list is from a catalogue. */
export const numberAddress = defineKind<NumberAddressArgs>({
  kind: "NumberAddress",
  documentation: "inferred",
  scope: "customer",
  path: "/voip/number-address",
  guessedPath: "item",
  args: {
    nickname: text("nickname"),
    title: text("title"),
    forename: text("forename"),
    name: text("name", { required: true }),
    premises: text("premises"),
    street: text("street"),
    city: text("city"),
    state: text("state"),
    postcode: text("postcode"),
    countryCode: text("country_code"),
    countryPersonalId: text("country_personal_id"),
    typeId: integer("type_id"),
    isDefault: flag("is_default"),
    forceDestroy: forceDestroy(),
  },
});
