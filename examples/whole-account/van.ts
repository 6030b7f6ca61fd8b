import * as yay from "pulumi-yay";
import { business } from "./bundle";
import { larch } from "./customer";
import { van } from "./numbers";

const inBundle = { dependsOn: [business] };

/**
 * The telephone in the van, which shows the number on it: the caller ID is looked up as soon as the account has the number, in the same run. No line
 * of that number rings it, because one of the two has to be made first.
 */
export const driver = new yay.SipUser(
  "driver",
  {
    customer: larch.uuid,
    displayName: "Driver",
    extension: 1005,
    callerId: yay.getCallerIdOutput({ customer: larch.uuid, display: van.number }).uuid,
  },
  inBundle,
);
