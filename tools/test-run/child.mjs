// @ts-check
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { ROOT } from "../lib/root.mjs";

/**
 * Runs a script with this Node, in the foreground. Ctrl-C reaches the child as well, and this program waits for its end.
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} the exit code
 */
export function startNode(args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: "inherit" });
    const wait = () => undefined;
    const stop = () => child.kill();
    process.on("SIGINT", wait).on("SIGTERM", stop);
    child.once("error", reject);
    child.once("close", (code, signal) => {
      process.off("SIGINT", wait).off("SIGTERM", stop);
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}
