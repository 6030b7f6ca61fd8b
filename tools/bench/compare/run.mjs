// @ts-check
import { requestText } from "../gates.mjs";
import { median, rounded, spreadOf } from "./figures.mjs";
import { countOf, seedOf, thingsOf } from "./objects.mjs";
import { emptyStart } from "./pulumiSystem.mjs";
import { startServer } from "./server.mjs";
import { living } from "./systems.mjs";

/** @typedef {import("./scenarios.mjs").Scenario} Scenario */
/** @typedef {import("./scenarios.mjs").Step} Step */
/** @typedef {import("./systems.mjs").System} System */
/** @typedef {import("./figures.mjs").Spread} Spread */

/** One measured command. @typedef {import("../timed.mjs").Taken & import("./server.mjs").Counts} Sample */

/**
 * What an operation took of a system, over all rounds.
 * @typedef {object} Row
 * @property {System} system
 * @property {import("./operations.mjs").Operation} operation
 * @property {number} delay in milliseconds
 * @property {Spread} wall seconds on the clock
 * @property {Spread} processor seconds of the processors
 * @property {Record<string, number>} parts those by process; a tenth of a second less for each is possible
 * @property {number | null} floor seconds that nothing can go below: an empty start, and requests × delay / requests at once; of ours alone, where a program runs
 * @property {number | null} megabytes the most memory at once; null where the machine does not tell
 * @property {number | null} written bytes that went to the disk
 * @property {import("../gates.mjs").Requests} requests of the last round
 * @property {boolean} steady whether the requests were the same in all rounds
 * @property {number} atOnce the most requests at once
 * @property {number} refused answers of 400 and more
 */

/**
 * @typedef {object} Compared
 * @property {string} title
 * @property {number} objects
 * @property {import("./objects.mjs").Size} size
 * @property {number | null} parallel
 * @property {Row[]} rows
 * @property {Partial<Record<System, import("./systems.mjs").Sizes>>} sizes bytes of state a resource
 * @property {Partial<Record<System, string>>} leftOut why a system is not there
 */

/**
 * Runs a scenario: in each round all systems live side by side, and each operation is measured of one after the other, in another order each
 * time, so that what else the machine does meets them alike.
 * @param {Scenario} scenario
 * @param {import("./systems.mjs").Tools} tools
 * @param {(line: string) => void} log
 * @returns {Promise<Compared>}
 */
export async function compare(scenario, tools, log) {
  const { title, size, steps, parallel, rounds } = scenario;
  const found = new Found(scenario.systems.includes("ours") ? await emptyStart(tools.engine) : undefined);
  for (let round = 0; round < rounds; round += 1) await runRound(scenario, round, { tools, found, log });
  const rows = steps.flatMap((step) => scenario.systems.flatMap((system) => found.row(system, step)));
  return { title, objects: countOf(size), size, parallel: parallel ?? null, rows, sizes: found.sizes, leftOut: found.leftOut };
}

class Found {
  /** @type {Map<string, Sample[]>} */
  #samples = new Map();
  #start;
  /** @type {Compared["sizes"]} */
  sizes = {};
  /** @type {Compared["leftOut"]} */
  leftOut = {};

  /** @param {number | undefined} start what an empty start takes */
  constructor(start) {
    this.#start = start;
  }

  /** @param {System} system @param {Step} step @param {Sample} sample */
  add(system, step, sample) {
    const key = keyOf(system, step);
    this.#samples.set(key, [...(this.#samples.get(key) ?? []), sample]);
  }

  /** From now on a system is not there, in any round. @param {System} system @param {string} why */
  leaveOut(system, why) {
    this.leftOut[system] = why;
    delete this.sizes[system];
    for (const key of [...this.#samples.keys()]) if (key.startsWith(`${system} `)) this.#samples.delete(key);
  }

  /** @param {System} system @param {Step} step @returns {Row[]} */
  row(system, step) {
    const samples = this.#samples.get(keyOf(system, step));
    return samples === undefined ? [] : [rowOf(system, step, samples, system === "ours" ? this.#start : undefined)];
  }
}

/** @param {System} system @param {Step} step */
const keyOf = (system, { operation, delay }) => `${system} ${operation} ${delay}`;

/** An empty start runs a program, so it says nothing of what runs none. @param {Step["operation"]} operation */
const runsProgram = (operation) => operation !== "refresh" && operation !== "destroy";

/** @param {System} system @param {Step} step @param {readonly Sample[]} samples @param {number | undefined} start @returns {Row} */
function rowOf(system, { operation, delay }, samples, start) {
  const trees = samples.flatMap(({ tree }) => (tree === undefined ? [] : [tree]));
  const parts = [...new Set(trees.flatMap(({ seconds }) => Object.keys(seconds)))];
  const middle = (/** @type {number[]} */ values) => (values.length === 0 ? null : rounded(median(values)));
  const megabytes = middle(trees.map(({ memory }) => memory / 1e6));
  const last = samples.at(-1);
  const atOnce = Math.max(...samples.map((each) => each.atOnce));
  const sent = Object.values(last?.requests ?? {}).reduce((sum, count) => sum + count, 0);
  const waiting = atOnce === 0 ? 0 : (sent * delay) / 1000 / atOnce;
  return {
    ...{ system, operation, delay },
    wall: spreadOf(samples.map(({ wall }) => wall)),
    processor: spreadOf(samples.map(({ processor }) => processor)),
    parts: Object.fromEntries(parts.map((part) => [part, rounded(median(trees.map(({ seconds }) => seconds[part] ?? 0)))])),
    ...{ megabytes, written: middle(trees.map(({ written }) => written)) },
    requests: last?.requests ?? {},
    steady: new Set(samples.map(({ requests }) => requestText(requests))).size === 1,
    ...{ atOnce, floor: start === undefined || !runsProgram(operation) ? null : rounded(start + waiting) },
    refused: samples.reduce((sum, { refused }) => sum + refused, 0),
  };
}

/** @typedef {{ system: System, life: import("./systems.mjs").Living, server: import("./server.mjs").Server }} Life */

/** @typedef {{ tools: import("./systems.mjs").Tools, found: Found, log: (line: string) => void }} Context */

/**
 * What fails of another system leaves that out, because an hour of measuring must not be lost to it. Ours has to work.
 * @template T
 * @param {System} system @param {Context} context @param {() => Promise<T>} work
 */
async function orLeftOut(system, { found, log }, work) {
  try {
    return await work();
  } catch (error) {
    if (system === "ours") throw error;
    const lines = (error instanceof Error ? error.message : String(error)).split("\n").filter((line) => line.trim() !== "");
    const why = `it failed: ${[...new Set([lines[0], lines.at(-1)])].join(" ").slice(0, 400)}`;
    found.leaveOut(system, why);
    log(`  ${system} is left out: ${why}`);
    return undefined;
  }
}

/** @param {Scenario} scenario @param {number} round @param {Context} context */
async function runRound(scenario, round, context) {
  const { size, steps, systems, title } = scenario;
  const { tools, found, log } = context;
  /** @type {Life[]} */
  const lives = [];
  /** @type {{ close: () => Promise<void> }[]} */
  const closing = [];
  const begin = async (/** @type {System} */ system) => {
    const server = await startServer(seedOf(size));
    closing.push(server);
    const life = await living(system, tools, { things: thingsOf(size), server, parallel: scenario.parallel, backend: scenario.backend });
    if ("leftOut" in life) return found.leaveOut(system, life.leftOut);
    closing.push(life);
    if (steps[0]?.operation !== "first up") await life.setUp();
    lives.push({ system, life, server });
  };
  const measure = async (/** @type {Life} */ { system, life, server }, /** @type {Step} */ step, /** @type {boolean} */ isFirst) => {
    await server.delay(step.delay);
    await server.counts();
    const taken = await life.run(step.operation);
    found.add(system, step, { ...taken, ...(await server.counts()) });
    log(`  ${title}, round ${round + 1}: ${system}, ${step.operation} at ${step.delay} ms: ${taken.wall.toFixed(1)} s`);
    if (isFirst) found.sizes[system] = await life.sizes();
  };
  const isThere = (/** @type {System} */ system) => found.leftOut[system] === undefined;
  try {
    for (const system of systems.filter(isThere)) await orLeftOut(system, context, () => begin(system));
    for (const [place, step] of steps.entries())
      for (const life of turned(lives, round + place).filter(({ system }) => isThere(system)))
        await orLeftOut(life.system, context, () => measure(life, step, place === 0));
  } finally {
    for (const each of closing.reverse()) await each.close();
  }
}

/** @template T @param {readonly T[]} list @param {number} by */
const turned = (list, by) => list.map((_, index) => /** @type {T} */ (list[(index + by) % list.length]));
