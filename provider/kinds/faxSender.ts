import { defineKind } from "../lifecycle/defineKind";
import { reference, text } from "../lifecycle/fields/index";
import type { Id } from "../common/id";
import type { CustomerArgs } from "../lifecycle/arguments";

/** What a program writes for a sender of faxes. */
export interface FaxSenderArgs extends CustomerArgs {
  /** The address that may send faxes by email. [documented in 2017; that it is required is a guess] */
  email: string;
  /** The uuid of the caller ID that its faxes show. [documented in 2017] */
  callerId?: Id<"CallerId">;
}

/** Who may send faxes by email: `/voip/fax/sender`. List, read and create are documented in 2017, update and delete are inferred. */
export const faxSender = defineKind<FaxSenderArgs>({
  kind: "FaxSender",
  documentation: "partial",
  scope: "customer",
  path: "/voip/fax/sender",
  args: {
    email: text("email", { required: true }),
    callerId: reference("caller_id", "CallerId"),
  },
});
