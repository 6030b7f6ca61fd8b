// @ts-check
import { call, diff, mermaid, parse, render, uuidsOf, validate } from "pulumi-yay/callflow";
import { atMost } from "./gates.mjs";

/** @param {number} number */
const uuid = (number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const STEPS = 300;
const TARGET_MS = 10;

/** Menus of ten keys, rings, routes and mailboxes, each leading on to later ones. @param {number} size */
function wireOf(size) {
  const to = (/** @type {number} */ index) => uuid(Math.min(size - 1, index));
  const kinds = [
    (/** @type {number} */ n) => ({
      module: "pressextension",
      next: {
        ...Object.fromEntries(Array.from({ length: 10 }, (_, digit) => [digit, to(n + digit + 1)])),
        invalid: to(n + 1),
        timeout: to(n + 2),
      },
      sound: uuid(9000),
    }),
    (/** @type {number} */ n) => ({
      module: "extension",
      extensions: [{ type: "sipuser", uuid: uuid(9000 + n) }],
      noanswer: to(n + 1),
      colour: "red",
    }),
    (/** @type {number} */ n) => ({
      module: "calleridmatch",
      patterns: ["^44800", `^44\\d*${n}$`, "anonymous"],
      match: to(n + 1),
      nomatch: to(n + 2),
    }),
    (/** @type {number} */ n) => ({ module: "place_call_into_queue", queue: uuid(9000 + n), overflow: to(n + 1) }),
    () => ({ module: "voicemail", mailboxes: [uuid(9999)] }),
  ];
  const steps = Array.from({ length: size - 2 }, (_, index) => [uuid(index + 1), kinds[index % kinds.length]?.(index + 1)]);
  return Object.fromEntries([[uuid(0), { module: "start", next: uuid(1) }], ...steps, [uuid(size - 1), { module: "busy" }]]);
}

/**
 * The median processor time of one call, which depends less on the load of the machine than the wall-clock time.
 * @param {() => unknown} work
 */
function measured(work) {
  for (let round = 0; round < 50; round += 1) work();
  const times = Array.from({ length: 21 }, () => {
    const begun = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1000;
  }).sort((a, b) => a - b);
  return times[10] ?? NaN;
}

/**
 * What the call-flow library takes for a large flow.
 * @returns {import("./gates.mjs").Measured}
 */
export function callFlowBench() {
  const wire = wireOf(STEPS);
  const { flow, names } = parse(wire);
  const uuids = uuidsOf(names);
  /** @type {Record<string, () => unknown>} */
  const works = {
    validate: () => validate(flow),
    parse: () => parse(wire),
    render: () => render(flow, { uuidOf: (step) => uuids[step] ?? step }),
    diff: () => diff(flow, { ...flow, start: { module: "busy" } }),
    mermaid: () => mermaid(flow),
    call: () => call(flow, { presses: ["1", "2", "3"] }),
  };
  const medians = Object.entries(works).map(([name, work]) => ({ name, milliseconds: measured(work) }));
  const taken = medians.find(({ name }) => name === "validate")?.milliseconds ?? NaN;
  return {
    title: `A flow of ${STEPS} steps`,
    text: "Processor time of one call of the library.",
    head: ["", "ms"],
    rows: medians.map(({ name, milliseconds }) => [name, milliseconds.toFixed(2)]),
    gates: [atMost({ name: "validate, in ms", found: taken, limit: TARGET_MS })],
  };
}
