import type { VoipBundleArgs } from "../../kinds/voipBundle";
import { kindClass, type StateOf } from "./kindClass";

export type { VoipBundleArgs } from "../../kinds/voipBundle";

/** What a program can read of a VoIP bundle. */
export interface VoipBundleState extends StateOf<VoipBundleArgs> {
  /** The day on which it expires, as the API writes it. [documented] */
  expiresOn: string | undefined;
}

/**
 * The monthly subscription that a customer needs before SIP users and numbers. It is bought, and no command ends it.
 * List, read, create and update are documented without their path, which is a guess; that creating one costs money is a guess, too.
 * The list includes bundles that have expired: `expiresOn` says when.
 */
export class VoipBundle extends kindClass<"VoipBundle", VoipBundleArgs, VoipBundleState, "expiresOn">("VoipBundle") {}
