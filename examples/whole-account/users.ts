import * as yay from "pulumi-yay";
import { business } from "./bundle";
import { larch } from "./customer";
import { messages } from "./mailboxes";
import { waiting } from "./sounds";

/** A user can be made when there is a bundle. */
const inBundle = { dependsOn: [business] };
const everywhere = { customer: larch.uuid, countryCode: "GB", timezone: "Europe/London", holdPlaylist: waiting.uuid };

/** Telephones of the workshop in Leeds. That the API makes their passwords, which are secret outputs, is a guess: without them, write rotate. */
export const bench = new yay.SipUser("bench", { ...everywhere, displayName: "Workbench", extension: 1001, ringDuration: 20 }, inBundle);

export const foreman = new yay.SipUser(
  "foreman",
  { ...everywhere, displayName: "Foreman", extension: 1002, ringDuration: 20, canListen: true, personalMailbox: messages.uuid },
  inBundle,
);

/** Telephones of the shop in York. */
export const counter = new yay.SipUser("counter", { ...everywhere, displayName: "Counter", extension: 1003, ringDuration: 15 }, inBundle);

export const till = new yay.SipUser("till", { ...everywhere, displayName: "Till", extension: 1004, ringDuration: 15 }, inBundle);
