import * as yay from "pulumi-yay";
import { larch } from "./customer";
import { showroom } from "./groups";
import { messages } from "./mailboxes";
import { orders } from "./queues";
import { waiting, welcome } from "./sounds";
import { exchange } from "./trunks";

/**
 * The number on the van: a caller chooses the site. The step into the queue is one that a known client shows and no page documents, so where a caller
 * goes whom nobody answers there is not known, and each preview says so. Key 2 dials the number of the shop, which knows when the shop is closed; key 3
 * leads to the stores, whose telephones hang on the old exchange.
 */
export const mainLine = new yay.CallFlow("main-line", {
  customer: larch.uuid,
  name: "Main line",
  extension: 500,
  flow: {
    start: { module: "start", next: "hello" },
    hello: { module: "play", sound: welcome.uuid, next: "menu" },
    menu: { module: "pressextension", next: { 1: "music", 2: "shop", 3: "stores", invalid: "music", timeout: "music" } },
    music: { module: "musiconhold", class: waiting.uuid, next: "workshop" },
    workshop: { module: "place_call_into_queue", queue: orders.uuid },
    shop: { module: "extension", extensions: [{ type: "forward", number: "+441904960102" }], duration: 30, noanswer: "message" },
    stores: { module: "Trunk", uuid: exchange.uuid },
    message: { module: "voicemail", mailboxes: [messages.uuid] },
  },
});

/** The number of the shop, while that is open. */
export const shopLine = new yay.CallFlow("shop-line", {
  customer: larch.uuid,
  name: "Shop line",
  extension: 502,
  flow: {
    start: { module: "start", next: "ring" },
    ring: { module: "extension", extensions: [{ type: "huntgroup", uuid: showroom.uuid }], duration: 20, noanswer: "message" },
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
