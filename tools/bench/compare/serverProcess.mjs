// @ts-check
import { startSimulator } from "pulumi-yay/simulator";

/** @typedef {{ requests: import("../gates.mjs").Requests, atOnce: number, refused: number }} Counts */

/** @typedef {{ ask: "delay", milliseconds: number } | { ask: "counts" } | { ask: "close" }} Question */

/** The simulator, in a process of its own: it answers questions of its parent with the counts since the last question. */
const simulator = await startSimulator({ seed: JSON.parse(process.argv[2] ?? "{}") });
let [now, atOnce, refused] = [0, 0, 0];
/** @type {Record<string, number>} */
let requests = {};

simulator.on("request", ({ method }) => {
  requests[method] = (requests[method] ?? 0) + 1;
  atOnce = Math.max(atOnce, (now += 1));
});
simulator.on("answered", ({ status }) => {
  now -= 1;
  if (status === undefined || status >= 400) refused += 1;
});

/** @type {(question: Question) => unknown} */
const answerTo = (question) => {
  if (question.ask === "delay") {
    simulator.faults.clear();
    if (question.milliseconds > 0) simulator.faults.add({ times: 0, wait: { when: "after", ms: question.milliseconds } });
    return {};
  }
  const counts = { requests, atOnce, refused };
  [requests, atOnce, refused] = [{}, now, 0];
  return counts;
};

process.on("message", (/** @type {Question} */ question) => {
  if (question.ask === "close") void simulator.close().then(() => process.disconnect());
  else process.send?.(answerTo(question));
});
process.on("disconnect", () => process.exit());
process.send?.({ url: simulator.url, ...simulator.credentials });
