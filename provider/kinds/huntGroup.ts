import { defineKind } from "../lifecycle/defineKind";
import { extension, forceDestroy, references, text } from "../lifecycle/fields/index";
import type { Id } from "../common/id";
import type { ReferredArgs } from "../lifecycle/arguments";

/** What a program writes for a hunt group. */
export interface HuntGroupArgs extends ReferredArgs {
  /** The name. [inferred from the catalogue; that it is required is a guess] */
  name: string;
  /** The internal number that reaches the group, such as 601: `extension_number`, where users and flows say `extension`. [inferred from the catalogue; that it is required is a guess, and that a customer has each number but once, whatever it reaches, is inferred] */
  extension: number;
  /** The uuids of the users that ring, such as `sales.uuid`. Their order means nothing. [inferred from other clients; the order is a guess] */
  members?: Id<"SipUser">[];
}

/**
 * Users that ring together, as one target of a call flow: `/voip/group`. The list is in a catalogue and in another client, which also updates one with these three fields; create,
 * read and delete are inferred.
 */
export const huntGroup = defineKind<HuntGroupArgs>({
  kind: "HuntGroup",
  documentation: "inferred",
  scope: "customer",
  path: "/voip/group",
  args: {
    name: text("name", { required: true }),
    extension: extension("extension_number", { required: true }),
    members: references("members", "SipUser"),
    forceDestroy: forceDestroy(),
  },
  key: "extension",
});
