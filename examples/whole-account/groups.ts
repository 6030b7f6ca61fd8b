import * as yay from "pulumi-yay";
import { larch } from "./customer";
import { bench, foreman } from "./users";

/** All who may answer in the workshop. */
export const workshop = new yay.HuntGroup("workshop", {
  customer: larch.uuid,
  name: "Workshop",
  extension: 600,
  members: [bench.uuid, foreman.uuid],
});
