import type { SipUserArgs } from "../../kinds/sipUser";
import { kindClass, type StateOf } from "./kindClass";

export type { SipUserArgs } from "../../kinds/sipUser";

/** What a program can read of a SIP user. */
export interface SipUserState extends StateOf<SipUserArgs> {
  /** The user name with which telephones register. [inferred from the catalogue and clients; that the API makes it, and what it is for, are guesses] */
  userName: string | undefined;
}

/**
 * A telephone of a customer, with its extension. Each one is bought: `yay:maxPurchasesPerRun` says how many a run may buy. The list is documented, the
 * deletion is in an integrator's documentation, and the other commands are inferred. That the API makes a user name, and a password for a user without
 * one, is a guess, which the switch `missingCredentials` of the simulator turns round.
 */
export class SipUser extends kindClass<"SipUser", SipUserArgs, SipUserState, "userName">("SipUser") {}
