import * as yay from "pulumi-yay";
import { larch } from "./customer";
import { bench, counter, foreman, till } from "./users";

/** All who may answer in the workshop. */
export const workshop = new yay.HuntGroup("workshop", {
  customer: larch.uuid,
  name: "Workshop",
  extension: 600,
  members: [bench.uuid, foreman.uuid],
});

/** All who may answer in the shop. */
export const showroom = new yay.HuntGroup("showroom", {
  customer: larch.uuid,
  name: "Showroom",
  extension: 601,
  members: [counter.uuid, till.uuid],
});
