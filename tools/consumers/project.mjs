// @ts-check
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { ROOT } from "../lib/root.mjs";
import { run } from "../lib/run.mjs";
import { programs } from "./programs.mjs";

/**
 * The tools of a consumer's project.
 * @typedef {{ node: string, manager: "npm" | "pnpm", sdk: string }} Cell `node` is the executable, `sdk` a version of @pulumi/pulumi
 * @typedef {{ tarball: string, engine: import("../engine/engine.mjs").Engine, pnpm: string | undefined }} Means
 */

/**
 * Installs the tarball into an empty project and runs programs there with the real engine. A second run of one must change nothing and send
 * nothing.
 * @param {Cell} cell
 * @param {Means} means
 * @param {Readonly<Record<string, 1 | 2>>} runs how often a kind of program runs, without the kinds that do not; every kind twice if left out
 * @returns {Promise<Record<string, string>>} "ok", or what went wrong, by kind of program
 */
export async function consume(cell, means, runs = Object.fromEntries(Object.keys(programs).map((name) => [name, 2]))) {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-yay-consumer-"));
  const env = environment(cell, means, folder);
  try {
    await install(folder, cell, means, env);
    /** @type {Record<string, string>} */
    const results = {};
    for (const [name, times] of Object.entries(runs)) results[name] = await outcome(() => runProgram(folder, name, { means, env, times }));
    return results;
  } catch (error) {
    return Object.fromEntries(Object.keys(runs).map((name) => [name, shortly(error)]));
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * A package as it would be published.
 * @param {string} folder
 * @param {string} workspace
 */
export async function pack(folder, workspace = "provider") {
  const { stdout } = await run(
    "npm",
    ["pack", "--workspace", workspace, "--pack-destination", folder, "--json", "--loglevel=error", "--ignore-scripts"],
    { cwd: ROOT },
  );
  return join(folder, JSON.parse(stdout)[0].filename);
}

/** @param {Cell} cell @param {Means} means @param {string} folder */
function environment({ node }, { engine }, folder) {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PULUMI_|YAY_|NODE_OPTIONS$|npm_)/.test(name));
  const path = [dirname(node), engine.env["PATH"] ?? engine.bin].join(delimiter);
  const home = { PULUMI_HOME: join(folder, "home"), PULUMI_BACKEND_URL: `file://${folder}`, PULUMI_CONFIG_PASSPHRASE: "consumer" };
  return { ...Object.fromEntries(kept), ...engine.env, ...home, PATH: path };
}

/**
 * Installs without scripts, because nothing may need them.
 * @param {string} folder
 * @param {Cell} cell
 * @param {Means} means
 * @param {NodeJS.ProcessEnv} env
 */
async function install(folder, { manager, sdk }, { tarball, pnpm }, env) {
  const dependencies = { "@pulumi/pulumi": sdk, "pulumi-yay": `file:${tarball}`, typescript: "~5.9.3", "@types/node": "^20.19.0" };
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, dependencies }));
  await writeFile(join(folder, "Pulumi.yaml"), "name: consumer\nruntime: nodejs\n");
  if (manager === "npm")
    await run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: folder, env });
  else await run("node", [pnpm ?? "", "install", "--ignore-scripts", "--silent"], { cwd: folder, env });
}

/** @param {string} folder @param {string} name @param {{ means: Means, env: NodeJS.ProcessEnv, times: 1 | 2 }} context */
async function runProgram(folder, name, { means, env, times }) {
  const { startSimulator } = await import("pulumi-yay/simulator");
  const simulator = await startSimulator();
  const { reseller, user, password } = simulator.credentials;
  const settings = { ...env, YAY_BASE_URL: simulator.url, YAY_RESELLER: reseller, YAY_USER: user, YAY_PASSWORD: password };
  const pulumi = (/** @type {string[]} */ args) =>
    run(join(means.engine.bin, "pulumi"), [...args, "--non-interactive"], { cwd: folder, env: settings });
  const stack = name.replace(/\W+/g, "-").toLowerCase();
  try {
    await arrange(folder, name);
    await pulumi(["stack", "init", stack]);
    await pulumi(["up", "--yes", "--skip-preview", "--stack", stack]);
    if (simulator.state.objects.size !== 1) throw new Error("the up did not make its one object");
    const sent = simulator.requests.length;
    if (times === 2) await pulumi(["up", "--yes", "--skip-preview", "--expect-no-changes", "--stack", stack]);
    if (simulator.requests.length !== sent) throw new Error("the second up sent something");
  } finally {
    await simulator.close();
  }
}

/** @param {string} folder @param {string} name */
async function arrange(folder, name) {
  const program = programs[name];
  if (program === undefined) throw new Error(`There is no program "${name}".`);
  const place = join(folder, name.replace(/\W+/g, "-").toLowerCase());
  await mkdir(place);
  await writeFile(join(folder, "Pulumi.yaml"), `name: consumer\nruntime: nodejs\nmain: ${place}\n`);
  await writeFile(join(place, "package.json"), JSON.stringify({ name: "program", private: true, type: program.type, main: program.main }));
  for (const [file, text] of Object.entries(program.files)) await writeFile(join(place, file), text);
}

/** @param {() => Promise<void>} action */
const outcome = (action) => action().then(() => "ok", shortly);

/** @param {unknown} error */
function shortly(error) {
  const output = error instanceof Error && "output" in error ? String(error.output).trim().split("\n").slice(-25).join("\n") : "";
  return `${error instanceof Error ? error.message : String(error)}\n${output}`.trim();
}
