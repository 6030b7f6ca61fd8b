import { defineKind } from "../lifecycle/defineKind";
import { integer, option } from "../lifecycle/fields/index";
import { shaped } from "../lifecycle/fields/shaped";
import type { AccountArgs } from "../lifecycle/arguments";

/** What a program writes of how long recordings are kept. */
export interface CallRecordingRetentionArgs extends AccountArgs {
  /** How many years recordings of calls are kept, such as 3. [documented as years; a third-party catalogue says seconds; that it is above zero is a guess] */
  expiresIn: number;
  /**
   * The years to put back when the resource is deleted. It counts from the `up` that stores it. Left out, a deletion leaves what is there: the
   * API has no command that deletes it.
   */
  restoreTo?: number;
}

const shape = shaped((z) => z.int({ error: "must be a whole number" }).positive({ error: "must be above zero" }));

/**
 * How many years recordings of calls are kept: `/voip/call-retention`. Read and update are documented, the path is from a catalogue.
 *
 * Each account has one setting from the start: it is changed, and never deleted.
 */
export const callRecordingRetention = defineKind<CallRecordingRetentionArgs>({
  kind: "CallRecordingRetention",
  documentation: "documented",
  scope: "customer",
  path: "/voip/call-retention",
  args: {
    expiresIn: integer("expires_in", { required: true, shape }),
    restoreTo: option(shape),
  },
  singleton: { onDelete: { sets: "expiresIn", to: "restoreTo" } },
});
