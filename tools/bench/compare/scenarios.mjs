// @ts-check
import { operations } from "./operations.mjs";

/** @typedef {import("./operations.mjs").Operation} Operation */
/** @typedef {import("./systems.mjs").System} System */

/** One operation, while each answer comes so many milliseconds late. @typedef {{ operation: Operation, delay: number }} Step */

/**
 * One life of the same objects in several systems. Where its steps do not begin with the first up, everything is set up before, unmeasured.
 * @typedef {object} Scenario
 * @property {string} title
 * @property {import("./objects.mjs").Size} size
 * @property {readonly System[]} systems
 * @property {readonly Step[]} steps
 * @property {number} rounds
 * @property {number | undefined} [parallel]
 * @property {Record<string, string> | undefined} [backend]
 */

const customers = 5;
/** @type {System[]} */
const pulumiAndTofu = ["ours", "bare", "tofu", "shim", "closure"];
const noGroups = { groups: 0, flows10: 0 };

/** @param {readonly Operation[]} chosen @param {number} delay @returns {Step[]} */
export const stepsOf = (chosen, delay) => chosen.map((operation) => ({ operation, delay }));

/** What a run at 20 ms and a refresh at 100 ms take, before the end of everything. @type {Step[]} */
const baseSteps = [
  ...stepsOf(["first up", "no-change up", "preview", "refresh", "preview --refresh"], 20),
  ...stepsOf(["refresh", "preview --refresh"], 100),
  ...stepsOf(["one changed", "destroy"], 20),
];

/** @param {number} count @param {number} rounds @returns {Scenario} */
const mixed = (count, rounds) => ({
  title: `${count * 3} objects: groups, flows of two and of ten steps`,
  size: { groups: count, flows2: count, flows10: count, customers: 3 },
  systems: pulumiAndTofu,
  steps: stepsOf(operations, 20),
  rounds,
});

/** @param {number} count @param {Partial<Scenario>} [others] @returns {Scenario} */
const flows = (count, others = {}) => ({
  title: `${count} flows of two steps`,
  size: { ...noGroups, flows2: count, customers },
  systems: ["ours", "bare", "tofu"],
  steps: stepsOf(operations, 20),
  rounds: 3,
  ...others,
});

/** @param {number} count @param {number} rounds */
const unchanged = (count, rounds) => flows(count, { systems: ["ours", "bare"], steps: stepsOf(["no-change up", "preview"], 20), rounds });

/** @param {number} count @param {number} rounds */
const refreshed = (count, rounds) => flows(count, { systems: ["ours", "memory"], steps: stepsOf(["refresh"], 20), rounds });

/** What two cores measure in about half an hour. @returns {Scenario[]} */
export const quick = () => [
  mixed(30, 1),
  flows(250, { systems: pulumiAndTofu, steps: stepsOf(["first up", "no-change up", "destroy"], 20), rounds: 1 }),
  flows(500, { systems: pulumiAndTofu, steps: baseSteps, rounds: 1 }),
  unchanged(1000, 1),
  ...[2000, 5000].map((count) => refreshed(count, 1)),
];

/**
 * The base point five times, and one factor changed from it at a time three times: some five hours on two quiet cores.
 * @param {Record<string, string> | undefined} postgres settings of a PostgreSQL backend
 * @returns {Scenario[]}
 */
export function full(postgres) {
  const base = (/** @type {Partial<Scenario>} */ others) => flows(500, { systems: pulumiAndTofu, ...others });
  return [
    mixed(30, 3),
    base({ steps: baseSteps, rounds: 5 }),
    ...[100, 250].map((count) => flows(count, { systems: pulumiAndTofu })),
    ...[1000, 2000].map((count) => flows(count)),
    ...[0, 100].map((delay) => base({ title: `500 flows of two steps, answers in ${delay} ms`, steps: stepsOf(operations, delay) })),
    base({ title: "500 flows of two steps, parallelism 32", parallel: 32 }),
    ...(postgres === undefined
      ? []
      : [base({ title: "500 flows of two steps, PostgreSQL", backend: postgres, systems: ["ours", "bare", "shim"] })]),
    ...[1000, 5000].map((count) => refreshed(count, 3)),
  ];
}
