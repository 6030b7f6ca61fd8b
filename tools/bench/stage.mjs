// @ts-check
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../lib/root.mjs";
import { timed } from "./timed.mjs";

/** @typedef {import("./timed.mjs").Taken} Taken */

/**
 * A stack of the real engine, on a file backend of its own unless the settings name another.
 * @typedef {object} Stage
 * @property {string} project the folder of the program
 * @property {(...args: string[]) => Promise<Taken>} pulumi runs a command that must succeed
 * @property {(settings: Record<string, string>, ...args: string[]) => Promise<Taken>} pulumiWith the same with further settings
 * @property {() => Promise<number>} stateBytes of the state in the file backend
 * @property {() => Promise<any>} state the deployment in the file backend
 * @property {() => Promise<void>} close
 */

/**
 * @param {import("../engine/engine.mjs").Engine} engine
 * @param {{ program: string, settings?: Record<string, string>, name?: string }} options `name` is the project's
 * @returns {Promise<Stage>}
 */
export async function stage(engine, { program, settings = {}, name = "bench" }) {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-yay-bench-"));
  const [project, state] = [join(folder, "program"), join(folder, "state")];
  await Promise.all([project, state, join(folder, "home")].map((path) => mkdir(path)));
  await symlink(join(ROOT, "node_modules"), join(project, "node_modules"));
  await writeFile(join(project, "Pulumi.yaml"), `name: ${name}\nruntime: nodejs\nmain: index.js\n`);
  await writeFile(join(project, "package.json"), '{ "name": "program", "private": true, "main": "index.js" }\n');
  await writeFile(join(project, "index.js"), program);
  const env = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PULUMI_|YAY_|NODE_OPTIONS$|npm_)/.test(name))),
    ...engine.env,
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_HOME: join(folder, "home"),
    PULUMI_CONFIG_PASSPHRASE: "bench",
    ...settings,
  };
  const pulumiWith = (/** @type {Record<string, string>} */ more, /** @type {string[]} */ ...args) =>
    timed([join(engine.bin, "pulumi"), ...args, "--non-interactive", "--color", "never"], { cwd: project, env: { ...env, ...more } });
  const pulumi = (/** @type {string[]} */ ...args) => pulumiWith({}, ...args);
  const stateFile = join(state, ".pulumi", "stacks", name, "dev.json");
  const close = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  await pulumi("stack", "init", "dev").catch(async (error) => {
    await close();
    throw error;
  });
  return {
    project,
    pulumi,
    pulumiWith,
    stateBytes: async () => (await readFile(stateFile)).byteLength,
    state: async () => JSON.parse(await readFile(stateFile, "utf8")).checkpoint.latest,
    close,
  };
}
