// @ts-check
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../lib/root.mjs";
import { code, heading, list, paragraphs, table } from "./markdown.mjs";
import { properties } from "./properties.mjs";

const outcomesFile = "test/lifecycle/faultMatrix.json";

const differencesFile = "test/lifecycle/faultDifferences.json";

const transfersFile = "test/lifecycle/transferMatrix.json";

/** @typedef {{ once?: string, "each time"?: string }} Cell */

export function reliabilityPage() {
  return paragraphs([
    heading("Reliability", `${code(outcomesFile)}, ${code(transfersFile)} and the titles of the tests`),
    "What the provider does when the API, the network or the machine fails, as tests have seen it.",
    "## Faults",
    "Each cell is a run against the simulator with one fault, and the next command without it. A fault met the first request of its sort, or each one while the command ran: those that look, or those that write. In every cell, afterwards: one object lives, as the program and the state say; what others put on it is as it was; another `up` sends nothing; no secret stands in a message. After a delete that was done or told, no object lives, and the state has none.",
    list([
      "**done**: the command succeeded in spite of the fault, and left nothing to do.",
      "**told**: it stopped with an error that names the resource, what was asked and what came back; the next one completed it.",
      "**believed**: the API itself said that the object does not exist, or that it was deleted, although it lives. Nothing else can be believed in its place. No second one is made: the next `up` takes the object over, or stops and says how to adopt it, also where neither a state nor this machine remembers it.",
      "**a / b**: _a_ where the fault came once, _b_ where it came each time.",
    ]),
    "_look up_ is what `.get()` and an import do: the object is read by what names it alone, without a state of it. _adopt_ is an `up` that takes over what another program made: by its natural key where the faults meet looks, by its uuid and over a difference where they meet writes.",
    `The cells belong to the lifecycle: one kind runs through all of them, every other kind through a sample, and all through \`YAY_TEST_CELLS=all npm test -- test/lifecycle/faultMatrix\`. Kinds that come to something else stand after the tables.`,
    ...Object.entries(outcomes()).flatMap(([lifecycle, byOperation]) => [`### ${lifecycles[lifecycle]}`, faultTable(byOperation)]),
    "### Differences",
    list(differences().map(differenceText)),
    "### CreditTransfer",
    ...transferTable(),
    "## Properties",
    "What has to hold, and the tests whose titles name it; `npm test -- test/lifecycle/properties.test.ts -t T5` runs those of one in a file. What stands in `lifecycle/properties.test.ts` runs for every kind from its definition and one scenario.",
    table(
      ["", "Property", "Tested in"],
      Object.entries(properties).map(([name, text]) => [name, text, testsOf(name).map(link).join(", ")]),
    ),
  ]);
}

/** @returns {Record<string, Record<string, Record<string, Cell>>>} */
const outcomes = () => JSON.parse(readFileSync(join(ROOT, outcomesFile), "utf8"));

/** @type {Readonly<Record<string, string>>} */
const lifecycles = {
  fullObject: "Kinds with an object of their own (run with CallFlow)",
  part: "Kinds that are a part of another one's object (run with CallFlowContent)",
};

/** @typedef {{ scope: string, why: string, operations: readonly string[], met: string, faults: readonly string[], outcome: string }} Difference */

/** @returns {readonly Difference[]} */
const differences = () => JSON.parse(readFileSync(join(ROOT, differencesFile), "utf8"));

/** @param {Difference} difference */
function differenceText({ scope, why, operations, met, faults, outcome }) {
  const whose = scope === "account" ? "Objects of the account itself, such as a SubReseller" : "Objects of a customer";
  return `${whose}: **${outcome}** at ${operations.map((operation) => `_${operation}_`).join(", ")}, where one of these came ${met}: ${faults.join("; ")}. The reason: ${why}.`;
}

/** @param {Record<string, Record<string, Cell>>} byOperation */
function faultTable(byOperation) {
  const faults = [...new Set(Object.values(byOperation).flatMap((cells) => Object.keys(cells)))];
  const operations = Object.keys(byOperation);
  return table(
    ["Fault", ...operations],
    faults.map((fault) => [fault, ...operations.map((operation) => cellText(byOperation[operation]?.[fault]))]),
  );
}

/** @param {Cell | undefined} cell */
function cellText(cell) {
  return [...new Set([cell?.once, cell?.["each time"]])].filter((outcome) => outcome !== undefined).join(" / ");
}

/** What each record of a transfer means, and what the next command does with it. */
const records = {
  nothing: "nothing; the next command sends it",
  cutOff: "prepared, and no end; asks",
  unknown: "unknown; asks",
  rejected: "rejected; asks for a word, then sends the next attempt",
  notSent: "not sent; asks for a word, then sends the next attempt",
  settled: "settled; nothing is sent any more",
};

/** @returns {string[]} */
function transferTable() {
  /** @type {{ steps: string[], faults: Record<string, { isPaid: boolean, recorded: keyof typeof records }> }} */
  const { steps, faults } = JSON.parse(readFileSync(join(ROOT, transfersFile), "utf8"));
  return [
    `After each of these faults come, each in a run of its own, ${steps.length} next steps: ${steps.join("; ")}. None sends what may have been sent, each says what is known, and where the operator then tells the truth the customer is paid once.`,
    table(
      ["Fault", "Money has moved", "The record says, and what follows"],
      Object.entries(faults).map(([fault, { isPaid, recorded }]) => [fault, isPaid ? "yes" : "no", records[recorded]]),
    ),
  ];
}

/** @type {ReadonlyMap<string, string> | undefined} */
let sourcesRead;

/** What stands in each file of the tests, by its path in their folder. */
function testSources() {
  sourcesRead ??= new Map(
    readdirSync(join(ROOT, "test"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => [file, readFileSync(join(ROOT, "test", file), "utf8")]),
  );
  return sourcesRead;
}

/** The test files in which a title names the property, as `(T5)` or `(T5, T8)`; of a suite that others run, those. @param {string} name */
export function testsOf(name) {
  const sources = testSources();
  const mention = new RegExp(`["'\`][^"'\`\\n]*\\([^()\\n]*\\b${name}\\b[^()\\n]*\\)`);
  const found = [...sources].filter(([, text]) => mention.test(text)).flatMap(([file]) => [...runners(file)]);
  return [...new Set(found)].map((file) => `test/${file.replaceAll("\\", "/")}`).sort();
}

/**
 * The tests that run what a file has: itself, or those that import it, be it through others.
 * @param {string} file
 * @param {Set<string>} seen
 * @returns {Set<string>}
 */
function runners(file, seen = new Set()) {
  if (file.endsWith(".test.ts")) return new Set([file]);
  if (seen.has(file)) return new Set();
  seen.add(file);
  return new Set(
    [...testSources()].filter(([other, text]) => imports(other, text).has(file)).flatMap(([other]) => [...runners(other, seen)]),
  );
}

/** The files of the tests' folder that one of them imports. @param {string} file @param {string} text */
function imports(file, text) {
  const named = [...text.matchAll(/from "(\.[^"]+)"/g)].map(([, module = ""]) => `${join(dirname(file), module)}.ts`);
  return new Set(named);
}

/** @param {string} file */
const link = (file) => `[${code(file.slice("test/".length))}](../${file})`;
