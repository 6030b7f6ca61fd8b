import { busy, menu, ring, start, user } from "pulumi-yay/callflow";
import type { Line } from "../line";

/** The flow of the vendor's reference, in names. The reference leaves open what happens when nobody answers: here it is a busy tone. */
export const callPete: Line = {
  name: "Call Pete",
  extension: 501,
  does: "Whatever a caller presses, Pete's phone rings.",
  flow: {
    start: start("menu"),
    menu: menu({ 1: "pete", 2: "pete", invalid: "pete", timeout: "pete" }),
    pete: ring([user("92b0aca6-12aa-480c-a7b7-a31df403418c")], { noanswer: "engaged" }),
    engaged: busy(),
  },
  calls: [
    {
      says: "presses 1, and Pete answers",
      script: { presses: ["1"], answers: { pete: true } },
      steps: ["start", "menu", "pete"],
      ending: "answered",
    },
    { says: "presses 2, and Pete is not there", script: { presses: ["2"] }, steps: ["start", "menu", "pete", "engaged"], ending: "busy" },
    { says: "presses 7", script: { presses: ["7"], answers: { pete: true } }, steps: ["start", "menu", "pete"], ending: "answered" },
    { says: "presses nothing", script: { answers: { pete: true } }, steps: ["start", "menu", "pete"], ending: "answered" },
  ],
};
