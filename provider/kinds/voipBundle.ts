import { defineKind } from "../lifecycle/defineKind";
import { choice, flag, generated } from "../lifecycle/fields/index";
import type { PurchaseArgs } from "../lifecycle/arguments";

/** What a program writes for a VoIP bundle. */
export interface VoipBundleArgs extends PurchaseArgs {
  /** What it is for, which decides what users and numbers can do: 1 Business, 2 Residential, 3 Fax Only, 4 Trunk Only, 5 Forward Only. [documented] */
  bundleType: 1 | 2 | 3 | 4 | 5;
  /** Whether it renews itself when it expires. [documented] */
  autoRenew?: boolean;
}

/**
 * The monthly subscription that a customer's users and numbers belong to, and that has to live before them. List, read, create and update are documented, but no source shows
 * their path: `/subscription/voip-bundle` is a guess from the name of their page, as `account-reseller-address` is `/account/reseller-address`.
 * That creating one costs money is a guess, too. No deletion is documented. The list includes bundles that have expired, which the page of 2023 says:
 * one with an `expires_on` in the past is not what a customer's users and numbers need, and no command is known that makes it valid again.
 */
export const voipBundle = defineKind<VoipBundleArgs>({
  kind: "VoipBundle",
  documentation: "partial",
  scope: "customer",
  path: "/subscription/voip-bundle",
  guessedPath: "collection",
  args: {
    bundleType: choice(
      "bundle_type",
      { Business: 1, Residential: 2, "Fax Only": 3, "Trunk Only": 4, "Forward Only": 5 },
      { required: true },
    ),
    autoRenew: flag("auto_renew", { documentedDefault: false }),
  },
  outputs: { expiresOn: generated("expires_on") },
  chargeable: true,
  remains: "it costs on until it expires, and after that if it renews itself. End it in the portal, or with the vendor.",
  listsMore:
    "The list includes bundles that have expired: look at expires_on. One in the past is of no use to users and numbers; leave it, and write additional: true.",
  readBack: true,
});
