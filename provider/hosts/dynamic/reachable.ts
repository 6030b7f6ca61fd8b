import { existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { above, entryFor, specifierIn } from "./dependentPackage";
import { isRunByTheRunner, monitorAddress } from "./engine";

/** The working directory when this module was loaded, before the program could change it. The runner does not reveal its own. */
const loadedIn = process.cwd();

const PACKAGE = "pulumi-yay";

let complaint: { readonly text: string | undefined } | undefined;

/**
 * Throws if the dynamic host will not find this package: it loads it by name from the program's folder, where it may be missing if a
 * component package has brought it along. Checks once per process, and does not throw unless it is sure.
 */
export function refuseUnreachable(): void {
  if (monitorAddress() === undefined) return;
  complaint ??= { text: findComplaint() };
  if (complaint.text !== undefined) throw new pulumi.RunError(complaint.text);
}

function findComplaint(): string | undefined {
  const folder = hostFolder();
  return folder === undefined || isFound(`${PACKAGE}/handlers`, folder) ? undefined : complaintOf(folder);
}

/**
 * The working directory of the dynamic host, which is that of the program's runner. Inline programs of the Automation API have no runner,
 * and the engine does not tell them where it starts the host.
 */
function hostFolder(): string | undefined {
  if (!isRunByTheRunner()) return undefined;
  const runner = found("@pulumi/pulumi/cmd/run", loadedIn);
  return runner !== undefined && runner === real(process.argv[1] ?? "") ? loadedIn : undefined;
}

function isFound(name: string, folder: string): boolean {
  return found(name, folder) !== undefined;
}

/** The file that `require` in a folder loads for a name. */
function found(name: string, folder: string): string | undefined {
  try {
    return real(createRequire(join(folder, "index.js")).resolve(name));
  } catch {
    return undefined;
  }
}

function real(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function complaintOf(folder: string): string {
  const home = above(folder, ["package.json"]) ?? folder;
  const manifest = join(home, "package.json");
  const install = `${managerOf(folder)} install`;
  return [
    `Cannot make resources of ${PACKAGE}: the engine loads the package from the program's folder, ${folder}, and does not find it there.`,
    specifierIn(manifest, PACKAGE, ["dependencies", "devDependencies"]) !== undefined
      ? `${manifest} names it already: run ${install} in ${home}.`
      : `Add ${entryFor(PACKAGE, home)} to "dependencies" in ${manifest}, and run ${install} in ${home}.`,
  ].join("\n");
}

const managers = {
  pnpm: ["pnpm-lock.yaml", "pnpm-workspace.yaml"],
  yarn: ["yarn.lock"],
  npm: ["package-lock.json"],
} as const;

/** The package manager of a folder, by the nearest lockfile above it. */
function managerOf(folder: string): keyof typeof managers {
  const home = above(folder, Object.values(managers).flat());
  const names = Object.keys(managers) as (keyof typeof managers)[];
  return names.find((name) => home !== undefined && managers[name].some((file) => existsSync(join(home, file)))) ?? "npm";
}
