// @ts-check
import { spawn } from "node:child_process";
import { codeOf } from "./errors.mjs";

/** @typedef {(line: string) => void} Log */

/** A command that did not end well; `output` is everything it printed. */
export class CommandFailed extends Error {
  /**
   * @param {string} message
   * @param {string} output
   */
  constructor(message, output) {
    super(message);
    this.name = "CommandFailed";
    this.output = output;
  }
}

/**
 * Runs a command to its end, without input, and gives what it printed. With a `signal` the command gets a process group of its own,
 * so that what it started in turn ends with it.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, signal?: AbortSignal | undefined, onLine?: Log | undefined, shell?: boolean }} [options]
 * @returns {Promise<{ stdout: string, stderr: string }>}
 */
export async function run(command, args, { cwd, env, timeoutMs, signal, onLine, shell = false } = {}) {
  signal?.throwIfAborted();
  const limit = timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs);
  const detached = signal !== undefined && process.platform !== "win32";
  const child = spawn(command, args, { cwd, env: env ?? process.env, stdio: ["ignore", "pipe", "pipe"], shell, detached });
  const stop = () => (detached && child.pid !== undefined ? killGroup(child.pid) : child.kill());
  for (const reason of [signal, limit]) reason?.addEventListener("abort", stop, { once: true });

  let output = "";
  const printed = { stdout: "", stderr: "" };
  /** @param {"stdout" | "stderr"} name */
  const collect = (name) => {
    child[name].setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      printed[name] += text;
      output += text;
      if (onLine) text.split("\n").filter(Boolean).forEach(onLine);
    });
  };
  collect("stdout");
  collect("stderr");

  try {
    const ending = await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, killedBy) => resolve(code ?? killedBy));
    });
    signal?.throwIfAborted();
    if (limit?.aborted) throw new CommandFailed(`${command} was stopped after ${elapsed(timeoutMs ?? 0)}`, output);
    if (ending !== 0) throw new CommandFailed(`${command} ${args[0] ?? ""} ended with ${String(ending)}`, output);
    return printed;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

/** @param {number} leader */
function killGroup(leader) {
  try {
    process.kill(-leader, "SIGTERM");
  } catch (error) {
    if (codeOf(error) !== "ESRCH") throw error;
  }
}

/**
 * Says what is being done, every 15 seconds that it still is, and how long it took.
 * @template T
 * @param {Log} log
 * @param {string} doing
 * @param {() => Promise<T>} work
 * @param {() => string} [detail]
 * @returns {Promise<T>}
 */
export async function withProgress(log, doing, work, detail = () => "") {
  const start = Date.now();
  log(`${doing} ...`);
  const timer = setInterval(() => log(`  ${elapsed(Date.now() - start)} ${detail()}`.trimEnd()), 15_000);
  try {
    const result = await work();
    log(`  done in ${elapsed(Date.now() - start)}`);
    return result;
  } finally {
    clearInterval(timer);
  }
}

/**
 * @param {number} milliseconds
 * @returns {string} minutes and seconds, as in 4:07
 */
export function elapsed(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

const NETWORK_FAILURE =
  /\b(EAI_AGAIN|ECONNRESET|ECONNREFUSED|ETIMEDOUT|ENOTFOUND|EPIPE|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT)\b|socket hang up|network (error|timeout)|dial tcp|i\/o timeout|TLS handshake|unexpected EOF|connection reset|\b(429|50[0234]) /i;

/**
 * Does a second try make sense?
 * @param {unknown} error
 */
export const isNetworkFailure = (error) => error instanceof CommandFailed && NETWORK_FAILURE.test(error.output);

/**
 * Tries once more where the network, and nothing else, was at fault.
 * @template T
 * @param {Log} log
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withOneRetry(log, work) {
  try {
    return await work();
  } catch (error) {
    if (!isNetworkFailure(error)) throw error;
    log("  the network failed; trying once more");
    return work();
  }
}

/**
 * Gives `work` a signal that fires at Ctrl-C or SIGTERM, so that it can undo what it began before the process ends.
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function interruptible(work) {
  const controller = new AbortController();
  /** @type {NodeJS.Signals | undefined} */
  let received;
  const interrupt = (/** @type {NodeJS.Signals} */ name) => {
    received = name;
    controller.abort(new Error("interrupted"));
  };
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  try {
    return await work(controller.signal);
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
    if (received) process.kill(process.pid, received);
  }
}
