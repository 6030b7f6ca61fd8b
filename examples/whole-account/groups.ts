import * as yay from "pulumi-yay";
import { larch, phones } from "./customer";

/** All who may answer in the workshop. */
export const workshop = new yay.HuntGroup("workshop", {
  customer: larch.uuid,
  name: "Workshop",
  extension: 600,
  members: [phones.workshop, phones.foreman],
});
