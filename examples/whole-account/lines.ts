import * as yay from "pulumi-yay";
import { larch } from "./customer";
import { workshop } from "./groups";
import { messages } from "./mailboxes";
import { counter } from "./users";

/** The number on the van: a caller chooses the site. */
export const mainLine = new yay.CallFlow("main-line", {
  customer: larch.uuid,
  name: "Main line",
  extension: 500,
  flow: {
    start: { module: "start", next: "menu" },
    menu: { module: "pressextension", next: { 1: "workshop", 2: "shop", invalid: "workshop", timeout: "workshop" } },
    workshop: { module: "extension", extensions: [{ type: "huntgroup", uuid: workshop.uuid }], duration: 20, noanswer: "message" },
    shop: { module: "extension", extensions: [{ type: "sipuser", uuid: counter.uuid }], duration: 20, noanswer: "message" },
    message: { module: "voicemail", mailboxes: [messages.uuid] },
  },
});

/** What callers hear when the shop is closed. */
export const closed = new yay.CallFlow("closed", {
  customer: larch.uuid,
  name: "Closed",
  extension: 501,
  flow: {
    start: { module: "start", next: "message" },
    message: { module: "voicemail", mailboxes: [messages.uuid] },
  },
});
