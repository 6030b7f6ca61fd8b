import { defineKind } from "../lifecycle/defineKind";
import { choice, rotation, secret, text } from "../lifecycle/fields/index";
import type { CustomerArgs, RotatingArgs } from "../lifecycle/arguments";
import type { Field, Finding } from "../lifecycle/kind";
import { define, isBlank, own, type Props, sameValue } from "../common/values";

/** What a program writes for a login to an account. */
export interface ResellerUserArgs extends CustomerArgs, RotatingArgs {
  /**
   * The name: the username in the users of a customer, a name to show in the catalogue; the two disagree.
   * [inferred from the users of a customer; its meaning is a guess]
   */
  name: string;
  /** The email address. [inferred from the users of a customer] */
  email: string;
  /** What the user may do: 1 is an API Admin, 3 a Storefront User. [inferred from the users of a customer] */
  roleId: 1 | 3;
  /**
   * The password. Required for a user that is made, unless `rotate` has the provider make it; sent with each update.
   * [inferred from the users of a customer; that no answer shows it is inferred from the catalogue]
   */
  password?: string;
  /** The first name. [inferred from the users of a customer] */
  contactFirstName?: string;
  /** The last name. [inferred from the users of a customer] */
  contactLastName?: string;
}

function rules(inputs: Props, olds: Props | undefined): Finding[] {
  const isMade = isBlank(own(olds ?? {}, "email")) && isBlank(own(inputs, "adopt"));
  const hasNone = isBlank(own(inputs, "password")) && isBlank(own(inputs, "rotate"));
  return isMade && hasNone ? [{ path: "password", reason: "is required for a user who does not live yet; or write rotate" }] : [];
}

/**
 * A text that answers have under a second name, too. Where both live with the same value, a PUT has the new one under both: if they are one
 * property of the API, the old value under the second name would stand against the new one.
 */
function underBothNames(wire: string, second: string): Field<true> {
  const field = text(wire, { required: true });
  return {
    ...field,
    encode: (body, value, recorded) => {
      const isOne = !isBlank(own(body, wire)) && sameValue(own(body, wire), own(body, second));
      field.encode(body, value, recorded);
      if (isOne) define(body, second, value);
    },
  };
}

/**
 * A login of an account: `/account/reseller-user`. The list is in a catalogue; what a body may have is inferred from the users of a customer,
 * and every other command is a guess. Answers show more, of which no source says that a body takes it: `user_name`, `user_email`, `status_id`,
 * `timezone`, `is_store_user` and `object_access` go back as they live, but `user_name` and `user_email` change with `name` and `email` where they
 * equal those, because they may be the same. `login_history` is what the API records, and `send_reset_link` could
 * send an email each time that it goes back, so neither is ever sent.
 */
export const resellerUser = defineKind<ResellerUserArgs>({
  kind: "ResellerUser",
  documentation: "partial",
  scope: "customer",
  path: "/account/reseller-user",
  guessedPath: "item",
  shownBy: "customer",
  args: {
    name: underBothNames("name", "user_name"),
    email: underBothNames("email", "user_email"),
    roleId: choice("role_id", { "API Admin": 1, "Storefront User": 3 }, { required: true }),
    password: secret("password"),
    rotate: rotation("password"),
    contactFirstName: text("contact_first_name"),
    contactLastName: text("contact_last_name"),
  },
  mayBeReadOnly: ["user_name", "user_email", "status_id", "timezone", "is_store_user", "object_access"],
  readOnly: ["login_history", "send_reset_link"],
  check: { rules },
});
