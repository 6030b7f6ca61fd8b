// @ts-check
import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { codeOf } from "./errors.mjs";

/**
 * @typedef {object} LockOptions
 * @property {() => void} [onWait] called once, when somebody else holds the lock
 * @property {number} [staleMs] a holder that has not shown itself for so long is taken for dead
 * @property {AbortSignal | undefined} [signal]
 */

/**
 * Lets one process at a time do `work`. A holder touches its lock file while it lives, so a killed one blocks nobody for long.
 *
 * Two processes that find the same dead lock can, rarely, both go on: use it to save work, and make the work itself safe to do twice.
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @param {LockOptions} [options]
 * @returns {Promise<T>}
 */
export async function withLock(path, work, { onWait, staleMs = 20_000, signal } = {}) {
  const owner = randomUUID();
  await mkdir(dirname(path), { recursive: true });
  for (let waited = false; !(await acquire(path, owner));) {
    signal?.throwIfAborted();
    if (await isStale(path, staleMs)) {
      await discard(path);
      continue;
    }
    if (!waited) onWait?.();
    waited = true;
    await sleep(Math.min(500, staleMs / 10));
  }
  const heartbeat = setInterval(() => void touch(path), staleMs / 10);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    await release(path, owner);
  }
}

/** @param {string} path @param {string} owner */
async function acquire(path, owner) {
  try {
    const file = await open(path, "wx");
    await file.writeFile(owner);
    await file.close();
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/** @param {string} path @param {number} staleMs */
async function isStale(path, staleMs) {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > staleMs;
}

/** @param {string} path */
async function discard(path) {
  const aside = `${path}.${randomUUID()}`;
  await rename(path, aside).catch(() => undefined);
  await rm(aside, { force: true });
}

/** A sign of life. @param {string} path */
export async function touch(path) {
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined);
}

/** @param {string} path @param {string} owner */
async function release(path, owner) {
  const holder = await readFile(path, "utf8").catch(() => undefined);
  if (holder === owner) await rm(path, { force: true });
}
