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
 * API makes `username` and `password` is a guess, so they are outputs; an update sends them back as they live, as it does `linked_integrations`,
 * because a PUT resets what is left out. One client reads the contacts of a book at the path of the book itself, which is a guess here: where that
 * answers with something else, the list decides. That the API alone sets `has_integration_link` and `total_contacts` is a guess, too, and neither is sent.
 */
export const phoneBook = defineKind<PhoneBookArgs>({
  kind: "PhoneBook",
  documentation: "partial",
  scope: "customer",
  path: "/voip/phone-book",
  guessedPath: "item",
  args: { name: text("name", { required: true }) },
  outputs: {
    username: generated("username", { sentBack: true }),
    password: generated("password", { secret: true, sentBack: true }),
  },
  readOnly: ["has_integration_link", "total_contacts"],
  mayBeReadOnly: ["username", "password", "linked_integrations"],
});
