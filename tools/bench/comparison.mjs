// @ts-check
import { createRequire } from "node:module";
import { availableParallelism, cpus, platform, release, totalmem } from "node:os";
import { rounded } from "./compare/figures.mjs";
import { compare } from "./compare/run.mjs";
import { comparedGoals } from "./goals.mjs";
import { micro, microGoals, microSize } from "./micro/micro.mjs";
import { peers, peerVersions } from "./peers/build.mjs";

/**
 * Everything that one run found.
 * @typedef {object} Results
 * @property {Record<string, string | number>} machine
 * @property {Record<string, string>} versions
 * @property {import("./compare/run.mjs").Compared[]} compared
 * @property {import("./micro/micro.mjs").Micro | null} micro
 * @property {import("./goals.mjs").Goal[]} goals
 */

/** @param {string} engine the version @returns {Pick<Results, "machine" | "versions">} */
function surroundings(engine) {
  const [processor] = cpus();
  const require = createRequire(import.meta.url);
  return {
    machine: {
      system: `${platform()} ${release().split(".").slice(0, 2).join(".")}`,
      processor: processor?.model ?? "unknown",
      processors: availableParallelism(),
      gigabytes: rounded(totalmem() / 1e9),
    },
    versions: {
      node: process.versions.node,
      engine,
      sdk: require("@pulumi/pulumi/package.json").version,
      package: require("pulumi-yay/package.json").version,
      ...peerVersions,
    },
  };
}

/**
 * Measures scenarios and, if wanted, what needs no engine.
 * @param {import("../engine/engine.mjs").Engine} engine
 * @param {{ scenarios: readonly import("./compare/scenarios.mjs").Scenario[], withMicro: boolean, log: (line: string) => void }} what
 * @returns {Promise<Results>}
 */
export async function measured(engine, { scenarios, withMicro, log }) {
  const needed = scenarios.some(({ systems }) => systems.includes("tofu"));
  const tools = { engine, peers: needed ? await peers(log) : { leftOut: "it is not asked for" } };
  const compared = [];
  for (const scenario of scenarios) compared.push(await compare(scenario, tools, log));
  const found = withMicro ? await micro(microSize, log) : null;
  return {
    ...surroundings(engine.version),
    compared,
    micro: found,
    goals: [...comparedGoals(compared), ...microGoals(found ?? undefined)],
  };
}

/** Counts hold on every machine; how long something takes is said and does not fail a run. @param {Results} results */
export const countsHold = ({ goals }) => goals.every(({ kind, met }) => kind !== "count" || met !== false);
