// @ts-check
import { run } from "../lib/run.mjs";

/** Variables that npm sets for a script and that would make an inner npm behave differently than at a fresh prompt. */
const OF_THE_OUTER_NPM =
  /^(npm_(command|lifecycle_.*|package_.*|config_(workspaces?|include_workspace_root|local_prefix|user_agent|dry_run|omit|include|only|production|global|location|silent|loglevel|json|verify_deps_before_run|_jsr_registry))|INIT_CWD)$/i;

/**
 * @param {NodeJS.ProcessEnv} environment
 * @returns {NodeJS.ProcessEnv}
 */
export const withoutOuterNpm = (environment) =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !OF_THE_OUTER_NPM.test(name)));

/**
 * Runs npm: the one that started us, under the same Node, or else the one on PATH.
 * @param {readonly string[]} args
 * @param {{ cwd: string, signal?: AbortSignal | undefined, environment?: NodeJS.ProcessEnv }} options
 */
export async function npm(args, { cwd, signal, environment = process.env }) {
  const env = withoutOuterNpm(environment);
  const script = environment["npm_execpath"] ?? "";
  if (/npm-cli\.[cm]?js$/.test(script)) return run(process.execPath, [script, ...args], { cwd, env, signal });
  return run("npm", args, { cwd, env, signal, shell: process.platform === "win32" });
}
