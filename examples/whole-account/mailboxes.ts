import * as pulumi from "@pulumi/pulumi";
import * as yay from "pulumi-yay";
import { larch } from "./customer";

const config = new pulumi.Config();

/** Messages for both sites; the PIN comes from the configuration and stays encrypted. */
export const messages = new yay.Mailbox("messages", {
  customer: larch.uuid,
  name: "Messages",
  password: config.requireSecret("mailboxPin"),
  playCallerId: true,
  playTimestamp: true,
});
