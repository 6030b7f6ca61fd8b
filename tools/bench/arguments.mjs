// @ts-check
import { operations } from "./compare/operations.mjs";
import { stepsOf } from "./compare/scenarios.mjs";
import { titles } from "./compare/systems.mjs";

/** What sizes a comparison of one's own. */
export const ownOptions = /** @type {const} */ ({
  flows: { type: "string" },
  "long-flows": { type: "string" },
  groups: { type: "string" },
  customers: { type: "string" },
  delay: { type: "string" },
  parallel: { type: "string" },
  rounds: { type: "string" },
  systems: { type: "string" },
  operations: { type: "string" },
  backend: { type: "string" },
});

export const ownUsage = `  --flows 500, --long-flows 0, --groups 0   how many flows of two steps, of ten steps, and hunt groups
  --customers 5       over how many customers they are spread
  --delay 20          milliseconds until the server answers
  --parallel 32       operations at once, for every system; default: that of each
  --rounds 3          how often everything is measured; also of --quick and --full
  --systems ${Object.keys(titles).join(",")}
  --operations "${operations.join(",")}"
                      without the first, everything is made before, unmeasured
  --backend postgres://…   another backend for Pulumi's stacks; it has to be empty`;

/** @typedef {Partial<Record<keyof typeof ownOptions, string>>} Own */

/** A comparison sized by arguments. @param {Own} own @returns {import("./compare/scenarios.mjs").Scenario} */
export function scenarioOf(own) {
  const [flows2, flows10, groups] = [count(own, "flows"), count(own, "long-flows"), count(own, "groups")];
  const size = { flows2: flows2 ?? (flows10 === undefined && groups === undefined ? 500 : 0), flows10: flows10 ?? 0, groups: groups ?? 0 };
  const delay = count(own, "delay") ?? 20;
  const { backend } = own;
  return {
    title: `${size.flows2} flows of two steps, ${size.flows10} of ten, ${size.groups} groups`,
    size: { ...size, customers: Math.max(1, count(own, "customers") ?? 5) },
    systems: chosen(own, "systems", /** @type {(keyof typeof titles)[]} */ (Object.keys(titles)), ["ours", "bare", "tofu"]),
    steps: stepsOf(chosen(own, "operations", operations, operations), delay),
    rounds: Math.max(1, count(own, "rounds") ?? 3),
    parallel: count(own, "parallel"),
    backend: backend === undefined ? undefined : { PULUMI_BACKEND_URL: backend },
  };
}

/** @param {Own} own @param {keyof Own} name */
function count(own, name) {
  const text = own[name];
  if (text === undefined) return undefined;
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new Error(`--${name} must be a whole number, not ${text}.`);
}

/** @template {string} T @param {Own} own @param {keyof Own} name @param {readonly T[]} known @param {readonly T[]} byDefault @returns {T[]} */
function chosen(own, name, known, byDefault) {
  const words = own[name]?.split(",");
  if (words === undefined) return [...byDefault];
  const wrong = words.filter((word) => !known.includes(/** @type {T} */ (word)));
  if (wrong.length > 0) throw new Error(`--${name} knows no ${wrong.join(", ")}; it knows ${known.join(", ")}.`);
  return known.filter((word) => words.includes(word));
}
