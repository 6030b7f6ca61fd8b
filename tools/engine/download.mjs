// @ts-check
import { createRequire } from "node:module";
import { join } from "node:path";
import { CommandFailed, run, withProgress } from "../lib/run.mjs";
import { ENGINE_VERSION } from "./versions.mjs";

const LIMIT_MS = 10 * 60 * 1000;

/**
 * The official way: the npm package `pulumi` downloads the engine of its version below PULUMI_HOME.
 * @type {import("./engine.mjs").Way}
 */
export async function download(staging, { log, environment, signal }) {
  const script = downloader();
  if (!script) throw new Error("the npm package pulumi is not installed here (npm ci does it)");
  const env = { ...environment, PULUMI_HOME: staging, PULUMI_VERSION: ENGINE_VERSION, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const attempt = () => run(process.execPath, [script, "version"], { env, timeoutMs: LIMIT_MS, signal });
  try {
    await withProgress(log, `Downloading the Pulumi engine ${ENGINE_VERSION}`, attempt);
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    const reason = reasonIn(error);
    log(`  not possible here (${reason})`);
    throw new Error(reason);
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
