// @ts-check
import { spawn } from "node:child_process";
import { watchTree } from "./compare/tree.mjs";

/**
 * What a command took: seconds on the clock, seconds of the processors with all that it started, and what else can be seen of its processes.
 * @typedef {{ wall: number, processor: number, tree: import("./compare/tree.mjs").Tree | undefined }} Taken
 */

/** At its end the shell prints the processor time of itself and of all that it started. */
const shell = '"$@" </dev/null; code=$?; echo; times; exit $code';

/**
 * Runs a command that must succeed.
 * @param {readonly string[]} command
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<Taken>}
 */
export async function timed(command, options) {
  const begun = performance.now();
  const child = spawn("sh", ["-c", shell, "sh", ...command], { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const watched = child.pid === undefined ? undefined : watchTree(child.pid);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (chunk) => (text += chunk));
  /** @type {Promise<number | null>} */
  const closed = new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  const code = await closed.finally(() => watched?.stop());
  const wall = (performance.now() - begun) / 1000;
  if (code !== 0) throw new Error(`${command.slice(0, 2).join(" ")} ended with ${String(code)}:\n${text.slice(-4000)}`);
  return { wall, processor: processorSeconds(text), tree: watched?.stop() };
}

/** The last line of what the shell prints: user and system time of its children, as 1m2.5s. @param {string} text */
export function processorSeconds(text) {
  const [user, system] = [...(text.trimEnd().split("\n").at(-1) ?? "").matchAll(/(\d+)m([\d.,]+)s/g)].map(
    ([, minutes, seconds]) => Number(minutes) * 60 + Number(seconds?.replace(",", ".")),
  );
  if (user === undefined || system === undefined) throw new Error("The shell did not say what the command took.");
  return user + system;
}
