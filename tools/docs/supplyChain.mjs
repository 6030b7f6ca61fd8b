// @ts-check
import { exceptions, permissive } from "../supply/licences.mjs";
import { nameAt, published, readLock, runtimeTree } from "../supply/tree.mjs";
import { readExplained } from "../supply/audit.mjs";
import { code, enumerate, heading, list, paragraphs, table } from "./markdown.mjs";

export function supplyChainPage() {
  const { packages } = readLock();
  const explained = readExplained();
  return paragraphs([
    heading("Supply chain", `${code("package-lock.json")} and ${code("tools/supply/")}`),
    "What comes with the published packages, under which licence, and how a release is made. Tests hold the package to each sentence but those about the release, which GitHub and the registry see to.",
    "## What a user gets",
    `With \`@pulumi/pulumi\`, which is a peer: the program brings its own. No package below runs anything when it is installed; \`npm install --ignore-scripts\` is enough. The bills of materials (CycloneDX and SPDX, made by \`npm run sbom\`) belong to each release.`,
    ...Object.entries(published).flatMap(([name, workspace]) => [`### ${name}`, packagesTable(runtimeTree(packages, workspace))]),
    `Allowed are ${enumerate(permissive)}. Exceptions:`,
    list(Object.entries(exceptions).map(([name, { licence, reason }]) => `${code(name)}, ${licence}. ${reason}`)),
    "## Advisories",
    "`npm run audit` asks the registry what is known against the locked packages, also those for development, and fails on everything that is not explained here. It ends with 2 where the registry does not answer; nothing is known then.",
    explained.length === 0
      ? "None is explained away."
      : table(
          ["Package", "Advisory", "Why it does not concern this project"],
          explained.map(({ id, package: name, reason }) => [code(name), id, reason]),
        ),
    "## Releases",
    list([
      "A tag publishes (`.github/workflows/release.yml`), after everything that holds for a change has held, and the audit.",
      "There is no token that could be stolen: npm trusts the workflow itself, by OpenID Connect. The job that may publish checks nothing out and runs no dependency's code.",
      "`--provenance` records the commit and the run that made the tarball. `npm audit signatures` checks it in a user's project.",
      "Actions are pinned by commit. The lockfile has a SHA-512 checksum for every package, and names no registry but the public one.",
      "The tarballs hold the compiled code with its types, the manifest, README and licence, and nothing else.",
    ]),
  ]);
}

/** @param {import("../supply/tree.mjs").Packages} tree */
function packagesTable(tree) {
  const rows = Object.entries(tree).map(([path, { version = "", license = "" }]) => [code(nameAt(path)), version, license]);
  return table(
    ["Package", "Version", "Licence"],
    rows.sort(([a = ""], [b = ""]) => (a < b ? -1 : 1)),
  );
}
