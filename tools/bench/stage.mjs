// @ts-check
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../lib/root.mjs";

/** The wall-clock and processor time of a command, in seconds. @typedef {{ wall: number, processor: number }} Taken */

/**
 * A stack of the real engine on a file backend of its own.
 * @typedef {object} Stage
 * @property {(...args: string[]) => Promise<Taken>} pulumi runs a command that must succeed
 * @property {() => Promise<number>} stateBytes
 * @property {() => Promise<void>} close
 */

/**
 * @param {import("../engine/engine.mjs").Engine} engine
 * @param {{ program: string, settings?: Record<string, string> }} options
 * @returns {Promise<Stage>}
 */
export async function stage(engine, { program, settings = {} }) {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-yay-bench-"));
  const [project, state] = [join(folder, "program"), join(folder, "state")];
  await Promise.all([project, state, join(folder, "home")].map((path) => mkdir(path)));
  await symlink(join(ROOT, "node_modules"), join(project, "node_modules"));
  await writeFile(join(project, "Pulumi.yaml"), "name: bench\nruntime: nodejs\nmain: index.js\n");
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
  const pulumi = (/** @type {string[]} */ ...args) =>
    timed([join(engine.bin, "pulumi"), ...args, "--non-interactive", "--color", "never"], { cwd: project, env });
  await pulumi("stack", "init", "dev");
  return {
    pulumi,
    stateBytes: async () => (await readFile(join(state, ".pulumi", "stacks", "bench", "dev.json"))).byteLength,
    close: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** At its end the shell prints the processor time of itself and of all that it started. */
const shell = '"$@" </dev/null; code=$?; echo; times; exit $code';

/**
 * @param {readonly string[]} command
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<Taken>}
 */
async function timed(command, options) {
  const begun = performance.now();
  const child = spawn("sh", ["-c", shell, "sh", ...command], { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (chunk) => (text += chunk));
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  const wall = (performance.now() - begun) / 1000;
  if (code !== 0) throw new Error(`pulumi ${command[1] ?? ""} ended with ${String(code)}:\n${text.slice(-4000)}`);
  return { wall, processor: processorSeconds(text) };
}

/** The last line of what the shell prints: user and system time of its children, as 1m2.5s. @param {string} text */
export function processorSeconds(text) {
  const [user, system] = [...(text.trimEnd().split("\n").at(-1) ?? "").matchAll(/(\d+)m([\d.,]+)s/g)].map(
    ([, minutes, seconds]) => Number(minutes) * 60 + Number(seconds?.replace(",", ".")),
  );
  if (user === undefined || system === undefined) throw new Error("The shell did not say what the command took.");
  return user + system;
}
