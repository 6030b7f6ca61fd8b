// @ts-check
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { ROOT } from "../lib/root.mjs";

/**
 * A stack of the quickstart on a local backend of its own, in a folder that is deleted at the end.
 * @typedef {object} Stage
 * @property {(args: string[], options?: { quiet?: boolean }) => Promise<{ code: number, text: string }>} pulumi
 * @property {() => Promise<void>} close
 */

/**
 * @param {import("../engine/engine.mjs").Engine} engine
 * @param {Record<string, string>} settings
 * @returns {Promise<Stage>}
 */
export async function stage(engine, settings) {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-yay-demo-"));
  const state = join(folder, "state");
  await mkdir(state);
  const project = join(folder, "project");
  await mkdir(project);
  await writeFile(join(project, "Pulumi.yaml"), await projectFile());
  const env = {
    ...withoutPulumi(process.env),
    ...engine.env,
    ...settings,
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_HOME: join(folder, "home"),
    PULUMI_CONFIG_PASSPHRASE: "demo",
  };
  return {
    pulumi: (args, { quiet = false } = {}) => command(join(engine.bin, "pulumi"), args, { cwd: project, env, quiet }),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The project of this clone, as seen from elsewhere, so that no stack's settings are left in the clone. */
async function projectFile() {
  const own = await readFile(join(ROOT, "Pulumi.yaml"), "utf8");
  return own.replace(/^main: (.*)$/m, (_, folder) => `main: ${JSON.stringify(join(ROOT, folder))}`);
}

/** Removes the settings of the user who runs the demo. @param {NodeJS.ProcessEnv} environment */
function withoutPulumi(environment) {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(PULUMI_|YAY_|NODE_OPTIONS$|npm_)/.test(name)));
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, quiet: boolean }} options
 * @returns {Promise<{ code: number, text: string }>}
 */
function command(program, args, { cwd, env, quiet }) {
  const color = process.stdout.isTTY ? "always" : "never";
  const child = spawn(program, [...args, "--non-interactive", "--color", color], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (/** @type {string} */ chunk) => {
      text += chunk;
      if (!quiet) process.stdout.write(chunk.replace(/^(?=.)/gm, "  "));
    });
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject).once("close", (code) => resolve({ code: code ?? 1, text: stripVTControlCharacters(text) }));
  });
}
