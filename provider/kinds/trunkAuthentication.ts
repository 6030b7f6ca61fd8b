import { defineKind } from "../lifecycle/defineKind";
import { parent, rotation, secret, text } from "../lifecycle/fields/index";
import type { Id } from "../common/id";
import type { CustomerArgs, RotatingArgs } from "../lifecycle/arguments";
import { isBlank, own, type Props } from "../common/values";

/** What a program writes for a login of a trunk. */
export interface TrunkAuthenticationArgs extends CustomerArgs, RotatingArgs {
  /** The uuid of the trunk that it lets in, such as `office.uuid`. Another trunk makes a new login. [documented in 2017 as a part of the path] */
  trunk: Id<"Trunk">;
  /**
   * How the trunk is recognised: `ip`, or by a user name and a password, whose word no page shows, so that any text is taken.
   * [documented in 2017; that it is required is a guess]
   */
  type: string;
  /** The address that calls come from, for the type `ip`. [documented in 2017 as required, and as used by the type `ip` alone; so it can be left out] */
  ip?: string;
  /** The user name, for the other type. [documented in 2017] */
  username?: string;
  /** The password, for the other type. [documented in 2017; answers show it in clear] */
  password?: string;
}

function whatMayLack(inputs: Props): string {
  const needed = own(inputs, "type") === "ip" ? ["ip"] : ["username", "password"];
  const lacking = needed.filter((name) => isBlank(own(inputs, name)));
  return [
    "Which fields a login needs is a guess: the page of 2017 marks ip as required and says that the type ip alone uses it.",
    "The word of the other type is not known either.",
    ...(lacking.length === 0 ? [] : [`If that is why, write ${lacking.join(" and ")}.`]),
  ].join(" ");
}

/**
 * How a trunk is let in: `/voip/trunk/{trunk}/auth`. Reading the list and making one are documented in 2017.
 *
 * That one is read, changed and deleted at the path of the list and its uuid is a guess.
 */
export const trunkAuthentication = defineKind<TrunkAuthenticationArgs>({
  kind: "TrunkAuthentication",
  documentation: "partial",
  scope: "customer",
  path: "/voip/trunk/{trunk}/auth",
  guessedPath: "item",
  args: {
    trunk: parent("Trunk"),
    type: text("type", { required: true }),
    ip: text("ip"),
    username: text("username"),
    password: secret("password", { readable: true }),
    rotate: rotation("password"),
  },
  explain: { create: ({ status, inputs }) => (status === 400 ? whatMayLack(inputs) : undefined) },
});
