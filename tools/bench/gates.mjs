// @ts-check

/**
 * One limit that must hold.
 * @typedef {{ name: string, found: string, wanted: string, holds: boolean }} Gate
 */

/**
 * The result of one part of the benchmark: a table, and the limits that must hold.
 * @typedef {{ title: string, text: string, head: string[], rows: string[][], gates: Gate[] }} Measured
 */

/** A stack of the benchmark. @typedef {{ customers: number, flowsEach: number }} Size */

/** The commands that are measured, in their order. */
export const commands = /** @type {const} */ (["first up", "up without a change", "refresh", "preview", "destroy"]);

/** @typedef {typeof commands[number]} Command */

/** How many requests, by method. @typedef {Readonly<Record<string, number>>} Requests */

/**
 * The requests of each command, for customers without anything but flows. Creations need one list for each kind and customer. Reads of one
 * kind and customer take the first object by itself and all others from one list, the customers themselves always a list. Before a customer
 * is deleted, its numbers, users, flows, bundles and packs are listed.
 * @param {Size} size
 * @returns {Record<Command, Requests>}
 */
export function requestsOf({ customers, flowsEach }) {
  const flows = customers * flowsEach;
  return {
    "first up": { GET: 1 + customers, POST: customers + flows },
    "up without a change": {},
    refresh: { GET: 1 + customers * Math.min(flowsEach, 2) },
    preview: {},
    // Of each customer its flows, and whatever could refer to a flow: what is still used is not deleted.
    destroy: { GET: 1 + customers * 7, DELETE: customers + flows },
  };
}

/**
 * Counts requests by their method.
 * @param {readonly { readonly method: string }[]} requests
 * @returns {Requests}
 */
export function counted(requests) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const { method } of requests) counts[method] = (counts[method] ?? 0) + 1;
  return counts;
}

/** @param {Requests} requests */
export function requestText(requests) {
  const parts = Object.entries(requests).map(([method, count]) => `${count} ${method}`);
  return parts.length === 0 ? "none" : parts.sort().join(", ");
}

/**
 * @param {{ name: string, found: number, limit: number }} measure
 * @returns {Gate}
 */
export function atMost({ name, found, limit }) {
  return { name, found: shown(found), wanted: `at most ${limit}`, holds: found <= limit };
}

/**
 * Requires the same requests; up to `spare` additional GETs are allowed.
 * @param {{ name: string, found: Requests, wanted: Requests, spare?: number }} requests
 * @returns {Gate}
 */
export function exactly({ name, found, wanted, spare = 0 }) {
  const over = (found["GET"] ?? 0) - (wanted["GET"] ?? 0);
  const rest = { ...found, GET: wanted["GET"] ?? 0 };
  const holds = over >= 0 && over <= spare && requestText(rest) === requestText({ ...wanted, GET: wanted["GET"] ?? 0 });
  const text = requestText(wanted) + (spare > 0 ? `, and at most ${spare} GET more` : "");
  return { name: `requests of ${name}`, found: requestText(found), wanted: text, holds };
}

/** Rounds to three significant figures, which is more than such measurements are worth. @param {number} value */
export const shown = (value) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));
