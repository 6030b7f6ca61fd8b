// @ts-check
import { join } from "node:path";
import { engine } from "./engine/engine.mjs";
import { withLock } from "./lib/lock.mjs";
import { isMain, main } from "./lib/main.mjs";
import { ROOT } from "./lib/root.mjs";
import { CommandFailed, interruptible } from "./lib/run.mjs";
import { buildPackages } from "./setup/build.mjs";
import { installDependencies } from "./setup/dependencies.mjs";

/**
 * Makes a clone ready: npm packages, compiled packages, Pulumi engine. Does nothing if nothing is to be done.
 *
 * Needs no npm package itself. A failed build is reported in the result, because tests are still worth running.
 * @param {{ log?: import("./lib/run.mjs").Log }} [options]
 * @returns {Promise<{ engine: import("./engine/engine.mjs").Engine, built: boolean }>}
 */
export function setup({ log = console.error } = {}) {
  return telling(async (signal) => {
    const prepare = async () => {
      await installDependencies(ROOT, { log, signal });
      return tryToBuild(log, signal);
    };
    const built = await locked(log, signal, prepare);
    return { built, engine: await engine({ log, signal }) };
  });
}

/** @param {import("./lib/run.mjs").Log} log @param {AbortSignal} signal */
async function tryToBuild(log, signal) {
  try {
    await buildPackages(ROOT, { log, signal });
    return true;
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    log(`The build failed:\n${error.output.trim()}`);
    return false;
  }
}

/**
 * Installs the npm packages alone, for what compiles what it needs itself.
 * @param {{ log?: import("./lib/run.mjs").Log }} [options]
 */
export function setupPackages({ log = console.error } = {}) {
  return telling((signal) => locked(log, signal, () => installDependencies(ROOT, { log, signal })));
}

/**
 * Runs steps of the set-up while no other process does.
 * @template T
 * @param {import("./lib/run.mjs").Log} log
 * @param {AbortSignal} signal
 * @param {() => Promise<T>} steps
 * @returns {Promise<T>}
 */
function locked(log, signal, steps) {
  const onWait = () => log("Another process is setting this folder up; waiting for it ...");
  return withLock(join(ROOT, ".work", "setup.lock"), steps, { onWait, signal });
}

/**
 * Reports a failed command with its output.
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} action
 * @returns {Promise<T>}
 */
function telling(action) {
  return interruptible(action).catch((error) => {
    throw error instanceof CommandFailed ? new Error(`${error.message}\n${error.output.trim()}`) : error;
  });
}

if (isMain(import.meta.url)) {
  await main(async () => {
    if (process.argv.includes("--packages")) return setupPackages();
    const { built } = await setup();
    return built ? 0 : 1;
  });
}
