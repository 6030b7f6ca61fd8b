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
 * Makes a clone ready: npm packages, compiled packages, Pulumi engine. Does nothing where nothing is to do.
 *
 * Needs no npm package itself. A build that fails is told in the result, because tests are worth running all the same.
 * @param {{ log?: import("./lib/run.mjs").Log }} [options]
 * @returns {Promise<{ engine: import("./engine/engine.mjs").Engine, built: boolean }>}
 */
export function setup({ log = console.error } = {}) {
  return interruptible(async (signal) => {
    const onWait = () => log("Another process is setting this folder up; waiting for it ...");
    const prepare = async () => {
      await installDependencies(ROOT, { log, signal });
      return tryToBuild(log, signal);
    };
    const built = await withLock(join(ROOT, ".work", "setup.lock"), prepare, { onWait, signal });
    return { built, engine: await engine({ log, signal }) };
  }).catch((error) => {
    throw error instanceof CommandFailed ? new Error(`${error.message}\n${error.output.trim()}`) : error;
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

if (isMain(import.meta.url)) {
  await main(async () => {
    const { built } = await setup();
    return built ? 0 : 1;
  });
}
