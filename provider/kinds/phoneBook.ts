import { defineKind } from "../lifecycle/defineKind";
import { generated, text } from "../lifecycle/fields/index";
import type { CustomerArgs } from "../lifecycle/arguments";

/** What a program writes for a phone book. */
export interface PhoneBookArgs extends CustomerArgs {
  /** The name. [documented; that it is required is a guess] */
  name: string;
}

/**
 * A book of names and numbers: `/voip/phone-book`. List, read and create are documented, update and delete are inferred. That the
 * API makes `username` and `password` and takes none is a guess, so they are outputs and in no body. That it alone sets `has_integration_link`,
 * `linked_integrations` and `total_contacts` is a guess, too, and none of them is sent.
 */
export const phoneBook = defineKind<PhoneBookArgs>({
  kind: "PhoneBook",
  documentation: "partial",
  scope: "customer",
  path: "/voip/phone-book",
  guessedPath: "item",
  args: { name: text("name", { required: true }) },
  outputs: { username: generated("username"), password: generated("password", { secret: true }) },
  readOnly: ["has_integration_link", "linked_integrations", "total_contacts"],
});
