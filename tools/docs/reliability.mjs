// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../lib/root.mjs";
import { list, paragraphs, table } from "./markdown.mjs";
import { propertyTests } from "./propertyTests.mjs";
import { page } from "./template.mjs";

const outcomesFile = "test/lifecycle/faultMatrix.json";

const differencesFile = "test/lifecycle/faultDifferences.json";

const transfersFile = "test/lifecycle/transferMatrix.json";

/** @typedef {{ once?: string, "each time"?: string }} Cell */

export function reliabilityPage() {
  return page("reliability", [outcomesFile, differencesFile, transfersFile, "test/"], {
    lifecycles: paragraphs(
      Object.entries(outcomes()).flatMap(([lifecycle, byOperation]) => [`### ${lifecycles[lifecycle]}`, faultTable(byOperation)]),
    ),
    differences: list(differences().map(differenceText)),
    ...transfers(),
    ...propertyTests(),
  });
}

/** @returns {Record<string, Record<string, Record<string, Cell>>>} */
const outcomes = () => JSON.parse(readFileSync(join(ROOT, outcomesFile), "utf8"));

/** @type {Readonly<Record<string, string>>} */
const lifecycles = {
  fullObject: "Kinds with an object of their own (run with CallFlow)",
  part: "Kinds that are a part of another one's object (run with CallFlowContent)",
  child: "Kinds whose objects stand under another one (run with TrunkAuthentication)",
  purchase: "Kinds whose creation costs money (run with SipUser)",
  found: "Kinds whose objects are in the account already (run with PhoneNumber)",
  singleton: "Kinds of which each account has exactly one object (run with CallRecordingRetention)",
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

/** What becomes of transfers under faults. */
function transfers() {
  /** @type {{ steps: string[], faults: Record<string, { isPaid: boolean, recorded: keyof typeof records }> }} */
  const { steps, faults } = JSON.parse(readFileSync(join(ROOT, transfersFile), "utf8"));
  const rows = Object.entries(faults).map(([fault, { isPaid, recorded }]) => [fault, isPaid ? "yes" : "no", records[recorded]]);
  return {
    stepCount: String(steps.length),
    steps: steps.join("; "),
    transfers: table(["Fault", "Money has moved", "The record says, and what follows"], rows),
  };
}
