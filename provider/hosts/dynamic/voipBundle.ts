import type { VoipBundleArgs } from "../../kinds/voipBundle";
import { kindClass, type StateOf } from "./kindClass";

export type { VoipBundleArgs } from "../../kinds/voipBundle";

/** What a program can read of a VoIP bundle. */
export interface VoipBundleState extends StateOf<VoipBundleArgs> {
  /** The day on which it expires, as the API writes it. */
  expiresOn: string | undefined;
}

/** The monthly subscription that a customer needs before SIP users and numbers. It is bought, and no command ends it. */
export class VoipBundle extends kindClass<"VoipBundle", VoipBundleArgs, VoipBundleState>("VoipBundle") {}
