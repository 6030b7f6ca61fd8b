// @ts-check
import { createRequire } from "node:module";
import { join } from "node:path";
import { CommandFailed, run } from "../lib/run.mjs";
import { ENGINE_VERSION } from "./versions.mjs";

const LIMIT_MS = 10 * 60 * 1000;

/**
 * The official way: the npm package `pulumi` downloads the engine of its version below PULUMI_HOME.
 * @param {string} staging
 * @param {{ environment: NodeJS.ProcessEnv, signal?: AbortSignal | undefined }} options
 * @returns {Promise<string>} the folder that holds `bin`
 */
export async function download(staging, { environment, signal }) {
  const script = downloader();
  if (!script) throw new Error("the npm package pulumi is not installed here (npm ci does it)");
  const env = { ...environment, PULUMI_HOME: staging, PULUMI_VERSION: ENGINE_VERSION, PULUMI_SKIP_UPDATE_CHECK: "true" };
  try {
    await run(process.execPath, [script, "version"], { env, timeoutMs: LIMIT_MS, signal });
  } catch (error) {
    throw error instanceof CommandFailed ? new Error(reasonIn(error)) : error;
  }
  return join(staging, "versions", ENGINE_VERSION);
}

function downloader() {
  try {
    return createRequire(import.meta.url).resolve("pulumi/run.js");
  } catch {
    return undefined;
  }
}

/** @param {CommandFailed} error */
function reasonIn(error) {
  const lastLine = error.output.trim().split("\n").at(-1) ?? "";
  return lastLine.replace(/^pulumi: /, "") || error.message;
}
