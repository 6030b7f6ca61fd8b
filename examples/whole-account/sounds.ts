import { join } from "node:path";
import * as yay from "pulumi-yay";
import { larch } from "./customer";

/** What callers hear first. Another recording makes a new sound, and what names this one is updated before it goes. */
export const welcome = new yay.Sound("welcome", {
  customer: larch.uuid,
  name: "Welcome",
  content: join(__dirname, "sounds", "welcome.wav"),
  fileName: "welcome.wav",
  tag: "Announcements",
});

/** What callers hear while they wait. */
export const hold = new yay.Sound("hold", {
  customer: larch.uuid,
  name: "Hold",
  content: join(__dirname, "sounds", "waiting.wav"),
  fileName: "waiting.wav",
  tag: "Hold Music",
});

/** The music on hold of the telephones, and of the main line before its queue. */
export const waiting = new yay.Playlist("waiting", { customer: larch.uuid, name: "Waiting", random: true, sounds: [hold.uuid] });
