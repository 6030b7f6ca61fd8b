// @ts-check
import { delimiter, join } from "node:path";
import { withLock } from "../lib/lock.mjs";
import { CommandFailed } from "../lib/run.mjs";
import { build } from "./build.mjs";
import { download } from "./download.mjs";
import { engineInstalled, engineOnPath, isNpmShim, pathFolders, pulumiHome, versionFolder, versionOf, CLI } from "./find.mjs";
import { installAtomically } from "./install.mjs";
import { ENGINE_VERSION, OLDEST_GO, OLDEST_VERSION } from "./versions.mjs";

/**
 * @typedef {object} Engine
 * @property {string} bin the folder that holds `pulumi`
 * @property {string} version
 * @property {Record<string, string>} env what a process needs to run this engine: PATH, and no look for a newer version
 */

/**
 * @typedef {object} EngineOptions
 * @property {import("../lib/run.mjs").Log} [log] gets a line per step, and one every 15 seconds of a long one
 * @property {AbortSignal | undefined} [signal]
 * @property {NodeJS.ProcessEnv} [environment]
 * @property {Record<string, Way>} [ways] how to get one if none is found, tried in this order
 */

/**
 * Installs an engine into a folder of its own, and returns the folder that contains `bin`.
 * @callback Way
 * @param {string} staging
 * @param {Circumstances} circumstances
 * @returns {Promise<string>}
 */

/** @typedef {{ log: import("../lib/run.mjs").Log, signal: AbortSignal | undefined, environment: NodeJS.ProcessEnv }} Circumstances */

/** @type {Record<string, Way>} */
const WAYS = { download, "build from Go modules": build };

/**
 * Finds a Pulumi engine, or gets one and keeps it in `~/.pulumi/versions` (PULUMI_HOME moves it).
 * @param {EngineOptions} [options]
 * @returns {Promise<Engine>}
 */
export async function engine({ log = console.error, signal, environment = process.env, ways = WAYS } = {}) {
  const home = pulumiHome(environment);
  const onPath = await engineOnPath(environment);
  if (onPath.found) return { ...onPath.found, env: { ...shimsLast(environment), ...QUIET } };

  const get = () => getOne(home, `on PATH: ${onPath.refused}`, ways, { log, signal, environment });
  const installed = (await engineInstalled(home, environment)) ?? (await get());
  return { ...installed, env: { PATH: [installed.bin, ...pathFolders(environment)].join(delimiter), ...QUIET } };
}

const QUIET = { PULUMI_SKIP_UPDATE_CHECK: "true" };

/**
 * Moves the folders of npm's scripts to the end of PATH: a `pulumi` in them would download another engine.
 * @param {NodeJS.ProcessEnv} environment
 */
function shimsLast(environment) {
  const folders = pathFolders(environment);
  const ordered = [...folders.filter((folder) => !isNpmShim(folder)), ...folders.filter(isNpmShim)];
  return { PATH: ordered.join(delimiter) };
}

/**
 * @param {string} home
 * @param {string} refused
 * @param {Record<string, Way>} ways
 * @param {Circumstances} circumstances
 */
async function getOne(home, refused, ways, circumstances) {
  const { log, signal, environment } = circumstances;
  const target = versionFolder(home);
  const onWait = () => log("Another process is getting the Pulumi engine; waiting for it ...");
  return withLock(`${target}.lock`, () => downloadOrBuild(), { onWait, signal });

  async function downloadOrBuild() {
    const meanwhile = await engineInstalled(home, environment);
    if (meanwhile) return meanwhile;
    const failed = [refused, `in ${join(home, "versions")}: none of ${OLDEST_VERSION} or newer`];
    for (const [name, way] of Object.entries(ways)) {
      try {
        await installAtomically(target, (staging) => way(staging, circumstances));
        log(`The engine is kept for the next time in ${target}`);
        return await proven(join(target, "bin"), environment);
      } catch (error) {
        if (signal?.aborted) throw error;
        failed.push(`${name}: ${explained(error)}`);
      }
    }
    throw new Error(unavailable(failed));
  }
}

/**
 * @param {string} bin
 * @param {NodeJS.ProcessEnv} environment
 */
async function proven(bin, environment) {
  const version = await versionOf(join(bin, CLI), environment);
  if (version !== ENGINE_VERSION) throw new Error(`the engine in ${bin} says that it is version ${version}`);
  return { bin, version };
}

/** @param {unknown} error */
function explained(error) {
  if (error instanceof CommandFailed) return `${error.message}\n${error.output.trim().replace(/^/gm, "    ")}`;
  return error instanceof Error ? error.message : String(error);
}

/** @param {readonly string[]} failed */
const unavailable = (failed) => `There is no Pulumi engine here, and none could be got.
${failed.map((line) => `  - ${line}`).join("\n")}
Any one of these helps:
  - install Pulumi ${OLDEST_VERSION} or newer, with its Node language host, and put it on PATH (https://www.pulumi.com/docs/install/)
  - unpack a release of it so that the programs stand in ~/.pulumi/versions/${ENGINE_VERSION}/bin (PULUMI_HOME moves ~/.pulumi)
  - let this machine reach the internet, so that the npm package pulumi can download it
  - install Go ${OLDEST_GO} or newer, with access to a Go module proxy, so that it can be built`;
