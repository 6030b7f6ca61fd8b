// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../lib/root.mjs";
import { simulatorProgram } from "./examples.mjs";
import { code, heading, paragraphs, table, typeText } from "./markdown.mjs";
import { members, unionMembers } from "./source.mjs";

const faults = "provider/simulator/faultTypes.ts";
const options = "provider/simulator/simulator.ts";

/** @param {import("./facts.mjs").Facts} facts */
export function simulatorPage({ switches }) {
  return paragraphs([
    heading("The simulator", `${code("provider/simulator/switches.ts")} and ${code(faults)}`),
    "The API on this machine, in memory: for tests, demonstrations, and a first `pulumi up` without an account. It is strict: what the documents forbid (a body on GET or DELETE, no User-Agent, `X-Auth-For` where it must not be) is refused and recorded.",
    "## As a program",
    "```sh\nnpx yay simulator --port 8080\nexport YAY_BASE_URL=http://127.0.0.1:8080 YAY_RESELLER=reseller YAY_USER=user YAY_PASSWORD=password\n```",
    "Its page, at `/`, shows the objects, the ledger and the requests as they come, edits objects as somebody in the vendor's portal would, sets switches and adds faults. `--seed <file>` gives it customers and objects to begin with, `--switch <name>=<position>` another answer to an open question, `--fault <file>` a misbehaviour; see `npx yay simulator --help`.",
    "## In a test",
    `${code(simulatorProgram)}, which a test runs:`,
    `\`\`\`js\n${readFileSync(join(ROOT, simulatorProgram), "utf8").replace("// @ts-check\n", "")}\`\`\``,
    "What `startSimulator` takes; all of it may be left out:",
    table(["Option", "Type", "Meaning"], members(options, "SimulatorOptions").map(memberRow)),
    "## Switches",
    "Where the documents leave a question open, a switch chooses the answer. The first position is what it does unless told otherwise. Run your own tests under other positions to see that nothing depends on a guess.",
    table(["Switch", "Positions", "Question"], Object.entries(switches).map(switchRow)),
    "## Faults",
    "A fault meets requests that match, a number of times, and spoils the answer. `simulator.faults.add(fault)` adds one in a test; the page and `--fault` take the same as JSON.",
    table(["Part of a fault", "Type", "Meaning"], members(faults, "Fault").map(memberRow)),
    "### Match",
    table(["Key", "Type", "Meaning"], members(faults, "FaultMatch").map(memberRow)),
    "### Effect",
    table(
      ["Effect", "What becomes of the answer"],
      unionMembers(faults, "FaultEffect").map(({ type, text }) => [code(typeText(type)), text]),
    ),
  ]);
}

/** @param {[string, import("../../provider/simulator/switches.js").SwitchSpec]} entry */
function switchRow([name, { positions, default: first, question }]) {
  const ordered = [first, ...positions.filter((position) => position !== first)];
  return [code(name), ordered.map(code).join(", "), question];
}

/** @param {import("./source.mjs").Member} member */
const memberRow = ({ name, type, text }) => [code(name), code(typeText(type)), text];
