import { defineKind } from "../lifecycle/defineKind";
import { forceDestroy, identifiedList, integer, secret, text } from "../lifecycle/fields/index";
import { ifLeftOut } from "../lifecycle/leftOut";
import type { ReferredArgs } from "../lifecycle/arguments";

/** What a program writes for a trunk. */
export interface TrunkArgs extends ReferredArgs {
  /** The name. [documented; that it is required is a guess] */
  name: string;
  /** The host that calls go to, such as `"sip.example.com"`. [documented] */
  domain?: string;
  /** The port, such as 5060. [documented] */
  port?: number;
  /** How calls travel, such as `"udp"`. The other words are not known, so any text is taken. [documented] */
  transport?: string;
  /** The user part of the SIP address that calls go to, before the host, as a template: `"%e164"`. [documented; that `%e164` stands for the called number is a guess] */
  user?: string;
}

const login = { type: text("type"), ip: text("ip"), username: text("username"), password: secret("password", { readable: true }) };

/**
 * A way to a telephone system elsewhere: `/voip/trunk`. List and read are documented, the other commands are inferred, and the path of the list is
 * from a catalogue. `auth` is no argument: logins are children of their own kind. That a body may have them is a guess; they go back as they live, so
 * that none is lost. An account with negative credit has answered a creation by 500.
 */
export const trunk = defineKind<TrunkArgs>({
  kind: "Trunk",
  documentation: "inferred",
  scope: "customer",
  path: "/voip/trunk",
  guessedPath: "item",
  args: {
    name: text("name", { required: true }),
    domain: text("domain"),
    port: integer("port"),
    transport: text("transport"),
    user: text("user"),
    forceDestroy: forceDestroy(),
  },
  mayBeReadOnly: ["auth"],
  unmanaged: ["uuid", "created_on", "updated_on", "type", "ip", "username", "password"].map((name) => `auth.${name}`),
  explain: {
    update: ifLeftOut("auth", "Without auth the trunk's logins may be taken away: note them before, and look at them after the update."),
    unknownEnd: "An account with negative credit has answered the creation of a trunk by 500: look at the account's balance.",
  },
  parts: { fieldsOfOtherKinds: [identifiedList("auth", { fields: login, uuids: "authUuids", shows: "TrunkAuthentication" })] },
});
