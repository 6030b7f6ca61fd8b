import * as yay from "pulumi-yay";
import { larch } from "./customer";
import { workshop } from "./groups";

/** Callers with an order wait for the workshop in turn. */
export const orders = new yay.QueueGroup("orders", {
  customer: larch.uuid,
  name: "Orders",
  members: [workshop.uuid],
  strategy: "ringall",
  ringTimeout: 15,
  ringProgressively: 15,
  answerWait: 10,
  noAnswerWait: 30,
  rejectWait: 30,
  maxNoAnswer: 5,
  duration: 60,
});

/**
 * Callers hear their place in the queue again and again: of `frequency` and `waitingTime` the documents name no unit, and how a queue comes to its
 * notice they do not show, so that is chosen in the portal.
 */
export const place = new yay.QueueNotice("place", {
  customer: larch.uuid,
  name: "Place in the queue",
  frequency: 30,
  audios: [{ files: ["position"], waitingTime: 30 }],
});
