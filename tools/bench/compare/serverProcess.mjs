// @ts-check
import { once, setMaxListeners } from "node:events";
import { startSimulator } from "pulumi-yay/simulator";

/** `lists` are the GETs of paths without a uuid. @typedef {{ requests: import("../gates.mjs").Requests, lists: number, atOnce: number, refused: number }} Counts */

/** @typedef {{ ask: "delay", milliseconds: number } | { ask: "counts" } | { ask: "close" }} Question */

/** The simulator, in a process of its own: its parent sends the seed, and then asks for the counts since the last question. */
// Each answer that waits listens for the end of the simulator.
setMaxListeners(1000);

const [seed] = await once(process, "message");
const simulator = await startSimulator({ seed });
let [now, atOnce, refused, lists] = [0, 0, 0, 0];
const uuid = /[\da-f]{8}-[\da-f]{4}/;
/** @type {Record<string, number>} */
let requests = {};

simulator.on("request", ({ method, path }) => {
  requests[method] = (requests[method] ?? 0) + 1;
  if (method === "GET" && !uuid.test(path)) lists += 1;
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
  const counts = { requests, lists, atOnce, refused };
  [requests, lists, atOnce, refused] = [{}, 0, now, 0];
  return counts;
};

process.on("message", (/** @type {Question} */ question) => {
  if (question.ask === "close") void simulator.close().then(() => process.disconnect());
  else process.send?.(answerTo(question));
});
process.on("disconnect", () => process.exit());
process.send?.({ url: simulator.url, ...simulator.credentials });
