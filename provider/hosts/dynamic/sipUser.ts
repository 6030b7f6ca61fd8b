import type { SipUserArgs } from "../../kinds/sipUser";
import { kindClass, type StateOf } from "./kindClass";

export type { SipUserArgs } from "../../kinds/sipUser";

/** What a program can read of a SIP user. */
export interface SipUserState extends StateOf<SipUserArgs> {
  /** The user name with which telephones register, made by the API. */
  userName: string | undefined;
}

/** A telephone of a customer, with its extension. Each one is bought: `yay:maxPurchasesPerRun` says how many a run may buy. */
export class SipUser extends kindClass<"SipUser", SipUserArgs, SipUserState>("SipUser") {}
