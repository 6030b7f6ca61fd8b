import type { FaxSenderArgs } from "../../kinds/faxSender";
import { kindClass } from "./kindClass";

export type { FaxSenderArgs } from "../../kinds/faxSender";

/** Who may send faxes by email. */
export class FaxSender extends kindClass<"FaxSender", FaxSenderArgs>("FaxSender") {}
