import type { Kind } from "./kind";
import { choice, flag, text } from "./kind";

/**
 * VoIP Bundle: list, read, create and update [doc]. No capture shows the path: this one follows the name of the page [guess]. No delete is
 * documented.
 */
export const bundle: Kind = {
  path: "/subscription/voip-bundle",
  guessed: "collection",
  commands: ["list", "create", "read", "update"],
  scant: true,
  fields: {
    auto_renew: flag({ default: false }),
    /** 1 Business, 2 Residential, 3 Fax Only, 4 Trunk Only, 5 Forward Only. */
    bundle_type: choice([1, 2, 3, 4, 5], { required: true }),
    /** A date; which one is a [guess]. */
    expires_on: text({ readOnly: true, default: "2030-01-31" }),
  },
};
