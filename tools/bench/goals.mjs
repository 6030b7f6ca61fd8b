// @ts-check
import { countOf, thingsOf } from "./compare/objects.mjs";
import { exponentOf, rounded } from "./compare/figures.mjs";
import { requestText } from "./gates.mjs";

/** @typedef {import("./compare/run.mjs").Compared} Compared */
/** @typedef {import("./compare/run.mjs").Row} Row */
/** @typedef {import("./compare/systems.mjs").System} System */
/** @typedef {import("./compare/operations.mjs").Operation} Operation */

/**
 * A figure that is to be at most so large. Without a value it was not measured, and `why` says the reason. A count has to hold on every machine;
 * a ratio is of two times of one run.
 * @typedef {{ name: string, value: number | null, goal: number, met: boolean | null, kind: "count" | "ratio" | "size" | "time", why?: string }} Goal
 */

/** @param {string} name @param {Goal["kind"]} kind @param {number | undefined} value @param {number} goal @param {string} [why] @returns {Goal} */
export function goalOf(name, kind, value, goal, why = "no part of this run") {
  if (value === undefined || Number.isNaN(value)) return { name, value: null, goal, met: null, kind, why };
  return { name, value: rounded(value), goal, met: value <= goal, kind };
}

/** @param {readonly Compared[]} compared @returns {Goal[]} */
export const comparedGoals = (compared) => [
  ...stateGoals(compared),
  ...compared.flatMap(requestGoals),
  ...compared.flatMap(upGoals),
  ...compared.flatMap(unchangedGoals),
  ...refreshGoals(compared),
  ...compared.flatMap(destroyGoals),
];

/** A kilobyte here is a thousand bytes, which is the stricter reading; a flow of two steps may have 34 bytes more by the other one. @param {readonly Compared[]} compared */
function stateGoals(compared) {
  const sizes = compared.map((each) => each.sizes.ours).find((each) => each?.group !== undefined && each.flow10 !== undefined);
  const [ten] = thingsOf({ groups: 0, flows2: 0, flows10: 1, customers: 1 });
  const flowBytes = JSON.stringify(ten?.args["flow"]).length;
  return [
    goalOf("bytes of state, a flow of two steps", "size", sizes?.flow2, 1400),
    goalOf("bytes of state, a flow of ten steps", "size", sizes?.flow10, 2 * flowBytes + 1000),
    goalOf("bytes of state, a hunt group", "size", sizes?.group, 1100),
  ];
}

/** @param {Compared} compared @param {System} system @param {Operation} operation @param {number} [delay] */
export const rowOf = ({ rows }, system, operation, delay) =>
  rows.find((row) => row.system === system && row.operation === operation && (delay === undefined || row.delay === delay));

/** @param {Row | undefined} row */
const seconds = (row) => row?.wall.median;

/** @param {number | undefined} over @param {number | undefined} under */
const ratio = (over, under) => (over === undefined || under === undefined ? undefined : over / under);

/** How many kinds can use a group, and how many a flow: a list of each is looked at before a deletion. */
const usingKinds = 2;

/** How many requests each operation of ours may take, with one list for the names of the customers in each process. @param {Compared["size"]} size */
export function requestsOfOurs(size) {
  const kinds = [size.groups, size.flows2 + size.flows10].filter((count) => count > 0).length;
  const lists = size.customers * kinds;
  const count = countOf(size);
  return {
    "first up": { GET: 1 + lists, POST: count },
    "no-change up": {},
    preview: {},
    // One list for each kind and customer, and the first object of each by itself, which shows whether the list is whole.
    refresh: { GET: 1 + 2 * lists },
    "preview --refresh": { GET: 1 + 2 * lists },
    "one changed": { GET: 2, PUT: 1 },
    destroy: { GET: 1 + lists * usingKinds, DELETE: count },
  };
}

/** A list is used for half a minute; what takes longer asks for it again. @param {Row} row */
const again = (row) => 1 + Math.floor(row.wall.most / 30);

/** @param {Compared} compared @returns {Goal[]} */
function requestGoals({ rows, size, objects }) {
  const wanted = requestsOfOurs(size);
  return rows
    .filter(({ system }) => system === "ours")
    .map((row) => {
      const most = /** @type {Record<string, number>} */ ({ ...wanted[row.operation] });
      if (row.operation !== "one changed" && most["GET"] !== undefined) most["GET"] *= again(row);
      const over = Object.entries(row.requests).some(([method, count]) => count > (most[method] ?? 0));
      const sum = (/** @type {Record<string, number>} */ counts) => Object.values(counts).reduce((all, each) => all + each, 0);
      const name = `requests of ${row.operation}, ${objects} objects, answers in ${row.delay} ms (${requestText(row.requests)})`;
      const goal = goalOf(name, "count", sum(row.requests), sum(most));
      return { ...goal, met: goal.met === true && !over && row.refused === 0 };
    });
}

/** @param {Compared} compared @returns {Goal[]} */
function upGoals(compared) {
  const ours = rowOf(compared, "ours", "first up");
  if (ours === undefined) return [];
  const over = (/** @type {System} */ system, /** @type {string} */ name, /** @type {number} */ goal) =>
    goalOf(
      `first up of ${compared.objects}, answers in ${ours.delay} ms, over ${name}`,
      "ratio",
      ratio(seconds(ours), seconds(rowOf(compared, system, "first up"))),
      goal,
      compared.leftOut[system],
    );
  return [
    ...(compared.objects >= 500 ? [over("bare", "bare components", 1.25)] : []),
    over("shim", "a provider with a shim", 1),
    over("closure", "a closure", 1),
  ];
}

/** @param {Compared} compared @returns {Goal[]} */
function unchangedGoals(compared) {
  if (compared.objects < 500) return [];
  return /** @type {const} */ (["no-change up", "preview"]).flatMap((operation) => {
    const ours = rowOf(compared, "ours", operation);
    if (ours === undefined) return [];
    const found = ratio(seconds(ours), seconds(rowOf(compared, "bare", operation)));
    return [goalOf(`${operation} of ${compared.objects}, over bare components`, "ratio", found, 1.25)];
  });
}

/** @param {readonly Compared[]} compared @returns {Goal[]} */
function refreshGoals(compared) {
  const goals = compared.flatMap((each) => {
    const slow = ratio(seconds(rowOf(each, "ours", "refresh", 100)), seconds(rowOf(each, "tofu", "preview --refresh", 100)));
    const memory = ratio(seconds(rowOf(each, "ours", "refresh")), seconds(rowOf(each, "memory", "refresh")));
    const [unchanged, refreshed, both] = /** @type {const} */ (["preview", "refresh", "preview --refresh"]).map((operation) =>
      seconds(rowOf(each, "ours", operation)),
    );
    const sum = unchanged === undefined || refreshed === undefined ? undefined : unchanged + refreshed;
    const has = (/** @type {System} */ system) => each.rows.some((row) => row.system === system) || each.leftOut[system] !== undefined;
    return [
      ...(has("tofu") && rowOf(each, "ours", "refresh", 100) !== undefined
        ? [goalOf(`refresh of ${each.objects}, answers in 100 ms, over OpenTofu's plan`, "ratio", slow, 0.25, each.leftOut.tofu)]
        : []),
      ...(has("memory") ? [goalOf(`refresh of ${each.objects}, over a provider that answers from memory`, "ratio", memory, 1.2)] : []),
      ...(both === undefined
        ? []
        : [goalOf(`preview --refresh of ${each.objects}, over preview and refresh`, "ratio", ratio(both, sum), 1.1)]),
    ];
  });
  const growth = exponentOf(refreshPoints(compared));
  const few = "it takes refreshes of two sizes beside a provider that answers from memory";
  return [...goals, goalOf("refresh, exponent of its growth with the objects", "ratio", growth, 1.1, few)];
}

/** Refreshes beside the same neighbour, so that they differ in the number of objects alone. @param {readonly Compared[]} compared */
const refreshPoints = (compared) =>
  compared.flatMap((each) => {
    const found = rowOf(each, "memory", "refresh") === undefined ? undefined : seconds(rowOf(each, "ours", "refresh"));
    return found === undefined ? [] : [/** @type {const} */ ([each.objects, found])];
  });

/** @param {Compared} compared @returns {Goal[]} */
function destroyGoals(compared) {
  const ours = seconds(rowOf(compared, "ours", "destroy"));
  if (ours === undefined || compared.objects < 500) return [];
  const [tofu, bare] = /** @type {const} */ (["tofu", "bare"]).map((system) => seconds(rowOf(compared, system, "destroy")));
  const most = bare === undefined ? undefined : Math.max(1.5 * bare, 2 * (tofu ?? 0));
  const name = `destroy of ${compared.objects}, over twice OpenTofu's or 1.5 times bare components', whichever is more`;
  const found = ratio(ours, most);
  // Without OpenTofu only the one limit is known, and the other may be more.
  const isOpen = tofu === undefined && found !== undefined && found > 1;
  return [goalOf(name, "ratio", isOpen ? undefined : found, 1, compared.leftOut.tofu ?? "OpenTofu is no part of it")];
}
