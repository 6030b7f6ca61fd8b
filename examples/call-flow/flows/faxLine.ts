import { fax, start } from "pulumi-yay/callflow";
import type { Line } from "../line";

/** A fax has to stand alone after the start, or it is not received. */
export const faxLine: Line = {
  name: "Fax",
  extension: 514,
  does: "Receives faxes, and nothing else.",
  flow: { start: start("machine"), machine: fax() },
  calls: [{ says: "is a fax machine", script: {}, steps: ["start", "machine"], ending: "fax" }],
};
