import * as pulumi from "@pulumi/pulumi";
import * as yay from "pulumi-yay";
import { larch } from "./customer";
import { contacts } from "./people";

/**
 * Where text messages to the shop go. Of a message flow three fields are known, and what stands in `flow` is not: this is as one may live, and no
 * kind of its own knows better.
 */
export const texts = new yay.ApiObject("texts", {
  customer: larch.uuid,
  path: "/voip/message-flow",
  body: {
    name: "Texts to the shop",
    phone_book_uuid: contacts.uuid,
    flow: {
      start: { next: "mail" },
      mail: { to: ["office@larch.example"], relay: { user: "larch", code: new pulumi.Config().requireSecret("mailboxPin") } },
    },
  },
  secrets: ["flow.mail.relay.user"],
  free: true,
});
