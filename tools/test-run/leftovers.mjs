// @ts-check
import { readdir, readFile, readlink } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";

/** The names of temporary folders that tests and tools of this project create. */
const OWN_FOLDER = /^(pulumi-yay|yay|simulator-browser)-/;

/** How long a process may take to end once nobody needs it, such as the host of an engine that a test has killed. */
const GRACE_MS = 15_000;

/** Folders that a test made in the temporary folder of the run and did not remove. @param {string} folder */
export async function foldersIn(folder) {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => OWN_FOLDER.test(name)).sort();
}

/** @typedef {{ pid: number, command: string }} Process */

/**
 * Processes that were started with this temporary folder, and are still there after a while. None is found if the system does not show the
 * environment of processes.
 * @param {string} folder
 * @param {{ graceMs?: number }} [options]
 * @returns {Promise<Process[]>}
 */
export async function processesOf(folder, { graceMs = GRACE_MS } = {}) {
  for (const end = Date.now() + graceMs; ;) {
    const found = await processesWith(`TMPDIR=${folder}`);
    if (found.length === 0 || Date.now() >= end) return found;
    await pause(100);
  }
}

/** Processes that were started with a setting, such as `TMPDIR=/tmp/x`. @param {string} setting @returns {Promise<Process[]>} */
export async function processesWith(setting) {
  const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const all = await Promise.all(pids.map((pid) => has(pid, setting).then((is) => (is ? describe(pid) : undefined))));
  return all.filter((one) => one !== undefined);
}

/** Ignores a process that has ended and only waits for its exit code to be read. @param {string} pid @param {string} setting */
async function has(pid, setting) {
  const [environment, program] = await Promise.all([
    readFile(`/proc/${pid}/environ`, "utf8").catch(() => ""),
    readlink(`/proc/${pid}/exe`).catch(() => undefined),
  ]);
  return program !== undefined && environment.split("\0").includes(setting);
}

/** @param {string} pid */
async function describe(pid) {
  const words = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return { pid: Number(pid), command: words.split("\0").join(" ").trim().slice(0, 200) };
}

/**
 * What a run of tests has left behind, a sentence each; the processes are ended.
 * @param {string} folder the temporary folder that the run was given
 * @param {{ graceMs?: number }} [options]
 * @returns {Promise<string[]>}
 */
export async function leftovers(folder, options) {
  const processes = await processesOf(folder, options);
  end(processes);
  const folders = await foldersIn(folder);
  return [...processes.map(({ command }) => `the process ${command}`), ...folders.map((name) => `the temporary folder ${name}`)];
}

/** @param {readonly Process[]} processes */
export function end(processes) {
  for (const { pid } of processes) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}
