// @ts-check
import { simulatorProgram } from "./examples.mjs";
import { code, included, table, typeText } from "./markdown.mjs";
import { members, unionMembers } from "./source.mjs";
import { page } from "./template.mjs";

const faults = "provider/simulator/faultTypes.ts";
const options = "provider/simulator/simulator.ts";

/** @param {import("./facts.mjs").Facts} facts */
export function simulatorPage({ switches, routes }) {
  return page("simulator", ["provider/simulator/switchTable.ts", "provider/simulator/kindSwitches.ts", faults], {
    programFile: simulatorProgram,
    program: included(simulatorProgram, "js").replace("// @ts-check\n", ""),
    options: table(["Option", "Type", "Meaning"], members(options, "SimulatorOptions").map(memberRow)),
    commands: table(["Path", "Seed and portal call it", "Commands"], placesOf(routes).map(placeRow)),
    switches: table(["Switch", "Positions", "Question"], Object.entries(switches).map(switchRow)),
    faultParts: table(["Part of a fault", "Type", "Meaning"], members(faults, "Fault").map(memberRow)),
    matchKeys: table(["Key", "Type", "Meaning"], members(faults, "FaultMatch").map(memberRow)),
    effects: table(
      ["Effect", "What becomes of the answer"],
      unionMembers(faults, "FaultEffect").map(({ type, text }) => [code(typeText(type)), text]),
    ),
  });
}

/**
 * The commands of each path, in the order of the table.
 * @param {import("./facts.mjs").Facts["routes"]} routes
 */
function placesOf(routes) {
  /** @type {Map<string, import("./facts.mjs").Facts["routes"][number][]>} */
  const places = new Map();
  for (const route of routes) places.set(route.path, [...(places.get(route.path) ?? []), route]);
  return [...places];
}

/** @param {ReturnType<typeof placesOf>[number]} place */
function placeRow([path, routes]) {
  const [{ kind, pathAt } = {}] = routes;
  const place = `${code(path)}${pathAt === undefined ? "" : ", a guess"}`;
  return [place, kind === undefined ? "" : code(kind), routes.map(({ method }) => code(method)).join(" ")];
}

/** @param {[string, import("../../provider/simulator/switchTable.js").SwitchSpec]} entry */
function switchRow([name, { positions, default: first, question }]) {
  const ordered = [first, ...positions.filter((position) => position !== first)];
  return [code(name), ordered.map(code).join(", "), question];
}

/** @param {import("./source.mjs").Member} member */
const memberRow = ({ name, type, text }) => [code(name), code(typeText(type)), text];
