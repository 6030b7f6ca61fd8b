// @ts-check
import { existsSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { withLock } from "../../lib/lock.mjs";
import { CommandFailed, run, withOneRetry, withProgress } from "../../lib/run.mjs";

/** The versions, as go.mod beside this file has them. */
export const peerVersions = { tofu: "1.12.6", restapi: "1.20.0" };

/** What takes longer waits for a network that does not answer. */
const longestBuildMs = 20 * 60_000;

/** Where OpenTofu and its provider are. @typedef {{ tofu: string, restapi: string }} Peers */

const modules = {
  tofu: { file: "tofu", package: "github.com/opentofu/opentofu/cmd/tofu", minutes: "five minutes or more on two cores" },
  restapi: { file: "terraform-provider-restapi", package: "github.com/Mastercard/terraform-provider-restapi", minutes: "a minute" },
};

/**
 * OpenTofu and its REST provider, built from Go modules once and kept in the cache of the user. Gives the reason where they cannot be had.
 * @param {import("../../lib/run.mjs").Log} log
 * @returns {Promise<Peers | { leftOut: string }>}
 */
export async function peers(log) {
  const cache = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "pulumi-yay", "peers");
  try {
    return { tofu: await built("tofu", cache, log), restapi: await built("restapi", cache, log) };
  } catch (error) {
    const words = error instanceof CommandFailed ? `${error.message}: ${error.output.trim().split("\n").at(-1) ?? ""}` : String(error);
    return { leftOut: `OpenTofu and its provider could not be built from Go modules (${words})` };
  }
}

/** @param {keyof typeof modules} name @param {string} cache @param {import("../../lib/run.mjs").Log} log */
async function built(name, cache, log) {
  const { file, package: main, minutes } = modules[name];
  const target = join(cache, `${name}-${peerVersions[name]}`, file);
  if (existsSync(target)) return target;
  await mkdir(dirname(target), { recursive: true });
  return withLock(`${target}.lock`, async () => {
    if (existsSync(target)) return target;
    const made = `${target}.new`;
    const cwd = fileURLToPath(new URL(name, import.meta.url));
    const args = ["build", "-mod=readonly", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w", "-o", made, main];
    const compile = () => run("go", args, { cwd, timeoutMs: longestBuildMs, env: { ...process.env, CGO_ENABLED: "0", GOWORK: "off" } });
    await withProgress(log, `Building ${name} ${peerVersions[name]} from Go modules (once; ${minutes})`, () => withOneRetry(log, compile));
    await rename(made, target);
    return target;
  });
}
