import type { Line } from "../line";

const start = "161ec941-1c6a-4d42-b011-1c050487324d";
const menu = "9085aa47-0ff0-4fd0-9c80-6077e1f475c2";
const pete = "fdc20592-2757-4a9a-a1d3-3c4e7b6a39d6";

/** The same flow as the vendor's answer shows it: steps under their uuids. A step whose name is a uuid keeps it on the wire. */
export const callPeteAsItLives: Line = {
  name: "Call Pete, as it lives",
  extension: 502,
  does: "Whatever a caller presses, Pete's phone rings; what follows where nobody answers is the vendor's choice.",
  flow: {
    [start]: { module: "start", next: menu },
    [menu]: { module: "pressextension", next: { 1: pete, 2: pete, invalid: pete, timeout: pete } },
    [pete]: { module: "extension", extensions: [{ type: "sipuser", uuid: "92b0aca6-12aa-480c-a7b7-a31df403418c" }] },
  },
  calls: [
    {
      says: "presses 1, and Pete answers",
      script: { presses: ["1"], answers: { [pete]: true } },
      steps: [start, menu, pete],
      ending: "answered",
    },
    { says: "presses 2, and nobody answers", script: { presses: ["2"] }, steps: [start, menu, pete], ending: "unsaid" },
    { says: "presses 9", script: { presses: ["9"], answers: { [pete]: true } }, steps: [start, menu, pete], ending: "answered" },
    { says: "presses nothing", script: { answers: { [pete]: true } }, steps: [start, menu, pete], ending: "answered" },
  ],
};
