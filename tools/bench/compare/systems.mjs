// @ts-check
import { pulumiSystem } from "./pulumiSystem.mjs";
import { tofuSystem } from "./tofuSystem.mjs";

/** @typedef {Partial<Record<import("./objects.mjs").Form, number>>} Sizes bytes of state a resource */

/**
 * What a system gets to work with.
 * @typedef {object} Circumstances
 * @property {readonly import("./objects.mjs").Thing[]} things
 * @property {import("./server.mjs").Server} server
 * @property {number | undefined} parallel how much it does at once; undefined for its default
 * @property {Record<string, string> | undefined} [backend] settings of another backend, for Pulumi
 */

/**
 * A system with a project of its own.
 * @typedef {object} Living
 * @property {() => Promise<void>} setUp makes everything, in the quickest way there is; not measured
 * @property {(operation: import("./operations.mjs").Operation) => Promise<import("../timed.mjs").Taken>} run
 * @property {() => Promise<Sizes>} sizes
 * @property {() => Promise<void>} close
 */

/** The systems, and what each is. */
export const titles = {
  ours: "this package",
  bare: "bare components: the engine and the SDK alone",
  tofu: "OpenTofu with Mastercard/restapi",
  shim: "a dynamic provider that requires its code",
  closure: "a dynamic provider whose code is captured",
  memory: "a provider that answers from memory",
};

/** @typedef {keyof typeof titles} System */

/** @typedef {{ engine: import("../../engine/engine.mjs").Engine, peers: import("../peers/build.mjs").Peers | { leftOut: string } }} Tools */

/**
 * Starts a system, or says why it is left out.
 * @param {System} system
 * @param {Tools} tools
 * @param {Circumstances} circumstances
 * @returns {Promise<Living | { leftOut: string }>}
 */
export async function living(system, { engine, peers }, circumstances) {
  if (system !== "tofu") return pulumiSystem(engine, system, circumstances);
  if (circumstances.backend !== undefined) return { leftOut: "OpenTofu has its own file for the state, so the backend is no factor" };
  return "leftOut" in peers ? peers : tofuSystem(peers, circumstances);
}
