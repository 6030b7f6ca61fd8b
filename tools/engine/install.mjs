// @ts-check
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { codeOf } from "../lib/errors.mjs";
import { touch } from "../lib/lock.mjs";
import { isComplete } from "./find.mjs";

const SIGN_OF_LIFE_MS = 5_000;
const ABANDONED_MS = 60_000;

/**
 * Lets `fill` install an engine into a folder of its own beside `target`, and moves it into place in one step, so that nobody ever sees an
 * incomplete engine. Several processes may do this at once: the first complete one stays.
 * @param {string} target `<home>/versions/<version>`
 * @param {(staging: string) => Promise<string>} fill returns the folder inside `staging` that becomes `target`
 */
export async function installAtomically(target, fill) {
  const versions = dirname(target);
  await mkdir(versions, { recursive: true });
  const staging = await mkdtemp(stagingPrefix(target));
  const signOfLife = setInterval(() => void touch(staging), SIGN_OF_LIFE_MS);
  try {
    await putInPlace(await fill(staging), target);
  } finally {
    clearInterval(signOfLife);
    await rm(staging, { recursive: true, force: true });
    await removeAbandoned(target);
  }
}

/**
 * @param {string} made
 * @param {string} target
 */
async function putInPlace(made, target) {
  if (!(await isComplete(join(made, "bin"))))
    throw new Error("the engine came without its Node language host or its launcher of dynamic providers");
  for (let attempt = 0; ; attempt++) {
    try {
      await rename(made, target);
      return;
    } catch (error) {
      if (attempt === 3 || !["EEXIST", "ENOTEMPTY", "EPERM", "ENOTDIR"].includes(String(codeOf(error)))) throw error;
    }
    if (await isComplete(join(target, "bin"))) return;
    await setAside(target);
  }
}

/** @param {string} target an incomplete engine, left by something else than this project */
async function setAside(target) {
  const aside = `${stagingPrefix(target)}${randomUUID()}`;
  await rename(target, aside).catch(() => undefined);
  await rm(aside, { recursive: true, force: true });
}

/** @param {string} target what a killed process left behind */
async function removeAbandoned(target) {
  const [folder, prefix] = [dirname(target), basename(stagingPrefix(target))];
  const names = await readdir(folder);
  for (const path of names.filter((name) => name.startsWith(prefix)).map((name) => join(folder, name))) {
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > ABANDONED_MS) await rm(path, { recursive: true, force: true });
  }
}

/** @param {string} target */
const stagingPrefix = (target) => join(dirname(target), `.${basename(target)}-staging-`);
