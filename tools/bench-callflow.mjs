/* Measures the call-flow library on a flow of 300 steps; run `npm run build:provider` first. */
import { createRequire } from "node:module";

const { validate, parse, render, diff, mermaid, call, uuidsOf } = createRequire(import.meta.url)("../provider/dist/callflow/index.js");

const uuid = (number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const STEPS = 300;
const TARGET_MS = 10;

/** Menus of ten keys, rings, routes and mailboxes, each leading on to later ones. */
function wireOf(size) {
  const to = (index) => uuid(Math.min(size - 1, index));
  const kinds = [
    (n) => ({
      module: "pressextension",
      next: {
        ...Object.fromEntries(Array.from({ length: 10 }, (_, digit) => [digit, to(n + digit + 1)])),
        invalid: to(n + 1),
        timeout: to(n + 2),
      },
      sound: uuid(9000),
    }),
    (n) => ({ module: "extension", extensions: [{ type: "sipuser", uuid: uuid(9000 + n) }], noanswer: to(n + 1), colour: "red" }),
    (n) => ({ module: "calleridmatch", patterns: ["^44800", `^44\\d*${n}$`, "anonymous"], match: to(n + 1), nomatch: to(n + 2) }),
    (n) => ({ module: "place_call_into_queue", queue: uuid(9000 + n), overflow: to(n + 1) }),
    () => ({ module: "voicemail", mailboxes: [uuid(9999)] }),
  ];
  const steps = Array.from({ length: size - 2 }, (_, index) => [uuid(index + 1), kinds[index % kinds.length](index + 1)]);
  return Object.fromEntries([[uuid(0), { module: "start", next: uuid(1) }], ...steps, [uuid(size - 1), { module: "busy" }]]);
}

function measure(name, work) {
  for (let round = 0; round < 50; round += 1) work();
  const times = Array.from({ length: 21 }, () => {
    const begun = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1000;
  }).sort((a, b) => a - b);
  const median = times[10];
  console.log(`${name.padEnd(10)} ${median.toFixed(2).padStart(7)} ms (worst ${times[20].toFixed(2)} ms)`);
  return median;
}

const wire = wireOf(STEPS);
const { flow, names } = parse(wire);
const uuids = uuidsOf(names);
console.log(`a flow of ${STEPS} steps; times are of the processor, so that a busy machine counts less`);
const median = measure("validate", () => validate(flow));
measure("parse", () => parse(wire));
measure("render", () => render(flow, { uuidOf: (step) => uuids[step] }));
measure("diff", () => diff(flow, { ...flow, start: { module: "busy" } }));
measure("mermaid", () => mermaid(flow));
measure("call", () => call(flow, { presses: ["1", "2", "3"] }));
if (median > TARGET_MS) {
  console.error(`validate takes ${median.toFixed(2)} ms, and should take less than ${TARGET_MS} ms`);
  process.exitCode = 1;
}
