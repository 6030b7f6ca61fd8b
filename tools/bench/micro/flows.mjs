// @ts-check
import { diff, parse, render, uuidsOf, validate } from "pulumi-yay/callflow";
import { median, rounded } from "../compare/figures.mjs";

/** What the library of call flows takes of one flow, in milliseconds. @typedef {{ steps: number, validate: number, render: number, parse: number, diff: number }} FlowTiming */

/** Menus and rings, one after the other. @param {number} steps */
function flowOf(steps) {
  const names = Array.from({ length: steps - 2 }, (_, index) => `step${index}`);
  const after = (/** @type {number} */ index) => names[index] ?? "closed";
  const bodies = names.map((name, index) => [
    name,
    index % 2 === 0
      ? { module: "extension", extensions: [{ type: "forward", number: "+441632960124" }], noanswer: after(index + 1) }
      : { module: "pressextension", next: { 1: after(index + 1), 2: after(index + 2), invalid: "closed", timeout: after(index + 1) } },
  ]);
  return { start: { module: "start", next: after(0) }, ...Object.fromEntries(bodies), closed: { module: "busy" } };
}

/** @param {() => unknown} work */
function milliseconds(work) {
  for (let round = 0; round < 30; round += 1) work();
  const times = Array.from({ length: 31 }, () => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  });
  return rounded(median(times));
}

/** @returns {FlowTiming[]} */
export const flowTimings = () =>
  [2, 10, 30, 100, 300].map((steps) => {
    const flow = flowOf(steps);
    const uuids = Object.fromEntries(
      Object.keys(flow).map((name, index) => [name, `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`]),
    );
    const uuidOf = (/** @type {string} */ step) => uuids[step] ?? step;
    const wire = render(flow, { uuidOf });
    const parsed = parse(wire);
    uuidsOf(parsed.names);
    return {
      steps,
      validate: milliseconds(() => validate(flow)),
      render: milliseconds(() => render(flow, { uuidOf })),
      parse: milliseconds(() => parse(wire)),
      diff: milliseconds(() => diff(flow, { ...flow, closed: { module: "conference" } })),
    };
  });
