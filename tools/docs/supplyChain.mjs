// @ts-check
import { exceptions, permissive } from "../supply/licences.mjs";
import { nameAt, published, readLock, runtimeTree } from "../supply/tree.mjs";
import { readExplained } from "../supply/audit.mjs";
import { code, enumerate, list, paragraphs, table } from "./markdown.mjs";
import { page } from "./template.mjs";

export function supplyChainPage() {
  const { packages } = readLock();
  const explained = readExplained();
  return page("supply-chain", ["package-lock.json", "tools/supply/"], {
    packages: paragraphs(
      Object.entries(published).flatMap(([name, workspace]) => [`### ${name}`, packagesTable(runtimeTree(packages, workspace))]),
    ),
    licences: enumerate(permissive),
    exceptions: list(Object.entries(exceptions).map(([name, { licence, reason }]) => `${code(name)}, ${licence}. ${reason}`)),
    explained: explained.length === 0 ? "None is explained away." : advisoriesTable(explained),
  });
}

/** @param {ReturnType<typeof readExplained>} explained */
const advisoriesTable = (explained) =>
  table(
    ["Package", "Advisory", "Why it does not concern this project"],
    explained.map(({ id, package: name, reason }) => [code(name), id, reason]),
  );

/** @param {import("../supply/tree.mjs").Packages} tree */
function packagesTable(tree) {
  const rows = Object.entries(tree).map(([path, { version = "", license = "" }]) => [code(nameAt(path)), version, license]);
  return table(
    ["Package", "Version", "Licence"],
    rows.sort(([a = ""], [b = ""]) => (a < b ? -1 : 1)),
  );
}
