import * as yay from "pulumi-yay";
import { larch } from "./customer";
import { workshop } from "./groups";

/** What callers hear while they wait. Sounds are uploaded in the portal. */
export const waiting = new yay.Playlist("waiting", {
  customer: larch.uuid,
  name: "Waiting",
  random: true,
  sounds: ["5d1f9a40-0f0e-4c3b-9a37-6a6b8f0a2c01", "5d1f9a40-0f0e-4c3b-9a37-6a6b8f0a2c02"],
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
