import * as yay from "pulumi-yay";
import { larch } from "./customer";
import { workshop } from "./groups";
import { hold, welcome } from "./sounds";

/** What callers hear while they wait. */
export const waiting = new yay.Playlist("waiting", {
  customer: larch.uuid,
  name: "Waiting",
  random: true,
  sounds: [hold.uuid, welcome.uuid],
});

/** Callers wait for the workshop in turn. */
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

/** Every half minute callers hear their place in the queue. */
export const place = new yay.QueueNotice("place", {
  customer: larch.uuid,
  name: "Place in the queue",
  frequency: 30,
  audios: [{ files: ["position"], waitingTime: 30 }],
});
