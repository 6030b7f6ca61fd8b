import * as yay from "pulumi-yay";
import { larch } from "./customer";

/** What the account's users belong to. It is bought, like each user and each pack: yay:maxPurchasesPerRun says how many a run may buy. */
export const business = new yay.VoipBundle("business", { customer: larch.uuid, bundleType: 1, autoRenew: true });

/** Minutes for the whole account. */
export const minutes = new yay.CallPack("minutes", { customer: larch.uuid, packId: 13 });
