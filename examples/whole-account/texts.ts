import * as yay from "pulumi-yay";
import { larch } from "./customer";
import { contacts } from "./people";

/**
 * Where text messages to the shop go. Of a message flow three fields are known; what may stand in `flow` is not, so it is drawn in the portal, and goes
 * back as it lives because the program leaves it out.
 */
export const texts = new yay.ApiObject("texts", {
  customer: larch.uuid,
  path: "/voip/message-flow",
  body: { name: "Texts to the shop", phone_book_uuid: contacts.uuid },
  free: true,
});
