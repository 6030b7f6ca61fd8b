import { defineKind } from "../lifecycle/defineKind";
import { flag, text } from "../lifecycle/fields/index";
import type { CustomerArgs } from "../lifecycle/arguments";

/** What a program writes for an address of a customer. */
export interface ResellerAddressArgs extends CustomerArgs {
  /** What it is called, such as `"Billing Address"`. [documented] */
  displayName?: string;
  /** The first line. [documented; that it is required is inferred from the addresses of a customer] */
  streetOne: string;
  /** The second line. [documented] */
  streetTwo?: string;
  /** The third line. [documented] */
  streetThree?: string;
  /** The town. [documented; that it is required is inferred from the addresses of a customer] */
  city: string;
  /** The county or state. [documented] */
  state?: string;
  /** The postcode. [documented; that it is required is inferred from the addresses of a customer] */
  zip: string;
  /** The country by its ISO code, such as `"GB"`. [documented; that it is required is inferred from the addresses of a customer] */
  countryCode: string;
  /** Whether it is the account's default address. Whether the API takes this from the one that was is not known. [documented; its meaning is a guess] */
  isDefault?: boolean;
}

/**
 * A billing or delivery address of a customer, with a lifecycle of its own: `/account/reseller-address`. List, read and create are documented, update
 * and delete are inferred, and the path of the list is from a catalogue.
 *
 * A program declares the addresses of a customer here or by `addresses` of its SubReseller, and not by both.
 */
export const resellerAddress = defineKind<ResellerAddressArgs>({
  kind: "ResellerAddress",
  documentation: "inferred",
  scope: "customer",
  path: "/account/reseller-address",
  guessedPath: "item",
  shownBy: "customer",
  args: {
    displayName: text("display_name"),
    streetOne: text("street_one", { required: true }),
    streetTwo: text("street_two"),
    streetThree: text("street_three"),
    city: text("city", { required: true }),
    state: text("state"),
    zip: text("zip", { required: true }),
    countryCode: text("country_code", { required: true }),
    isDefault: flag("is_default"),
  },
});
