// @ts-check

/** What is measured of each system, in this order. */
export const operations = /** @type {const} */ ([
  "first up",
  "no-change up",
  "preview",
  "refresh",
  "preview --refresh",
  "one changed",
  "destroy",
]);

/** @typedef {typeof operations[number]} Operation */

/** The commands of Pulumi. @type {Record<Operation, string[]>} */
export const pulumiLines = {
  "first up": ["up", "--yes", "--skip-preview"],
  "no-change up": ["up", "--yes", "--skip-preview", "--expect-no-changes"],
  preview: ["preview", "--expect-no-changes"],
  refresh: ["refresh", "--yes", "--skip-preview", "--expect-no-changes"],
  "preview --refresh": ["preview", "--refresh", "--expect-no-changes"],
  "one changed": ["up", "--yes", "--skip-preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};

/**
 * The commands of OpenTofu that do the same work. It refreshes unless it is told not to, as Pulumi does not unless it is told to.
 * @type {Record<Operation, string[]>}
 */
export const tofuLines = {
  "first up": ["apply", "-auto-approve"],
  "no-change up": ["apply", "-auto-approve", "-refresh=false"],
  preview: ["plan", "-refresh=false", "-detailed-exitcode"],
  refresh: ["apply", "-refresh-only", "-auto-approve"],
  "preview --refresh": ["plan", "-detailed-exitcode"],
  "one changed": ["apply", "-auto-approve", "-refresh=false"],
  destroy: ["destroy", "-auto-approve", "-refresh=false"],
};
