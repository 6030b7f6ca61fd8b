import { defineKind } from "../lifecycle/defineKind";
import { record, text } from "../lifecycle/fields/index";
import type { CustomerArgs } from "../lifecycle/arguments";

/** What a short code does. Keys beside `feature` are not known; those that live stay as they are. */
export interface ShortCodeFeature {
  /** The feature, such as `"listen"`. The other words are not known, so any text is taken. [documented in 2017; that it is required is a guess] */
  feature: string;
}

/** What a program writes for a short code. */
export interface ShortCodeArgs extends CustomerArgs {
  /** The code that users dial, such as `"*50"`. [documented in 2017; that it is required is a guess] */
  shortCode: string;
  /** What it does. [documented in 2017; that it is required is a guess] */
  feature: ShortCodeFeature;
}

/** A code that users dial for a feature: `/voip/short-code`. List, read and create are documented in 2017, update and delete are inferred. */
export const shortCode = defineKind<ShortCodeArgs>({
  kind: "ShortCode",
  documentation: "partial",
  scope: "customer",
  path: "/voip/short-code",
  args: {
    shortCode: text("short_code", { required: true }),
    feature: record("feature", { feature: text("feature", { required: true }) }, { required: true }),
  },
});
