// @ts-check
import { chmod, copyFile, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CommandFailed, run, withOneRetry, withProgress } from "../lib/run.mjs";
import { CLI, LANGUAGE_HOST, LAUNCHER } from "./find.mjs";
import { ENGINE_VERSION, OLDEST_GO, canBuild } from "./versions.mjs";

const MODULES = {
  cli: fileURLToPath(new URL("cli", import.meta.url)),
  languageHost: fileURLToPath(new URL("language-host", import.meta.url)),
};
const SDK = "github.com/pulumi/pulumi/sdk/v3";

/**
 * Builds the engine from Go modules, pinned by the go.mod and go.sum beside this file. The language host comes from an older module than
 * the CLI: newer ones are not part of any module that a proxy serves, and this one runs current programs.
 * @type {import("./engine.mjs").Way}
 */
export async function build(staging, { log, environment, signal }) {
  const env = { ...environment, GOWORK: "off", CGO_ENABLED: "0", GOOS: "", GOARCH: "" };
  await requireGo(env, signal);

  const bin = join(staging, "engine", "bin");
  await mkdir(bin, { recursive: true });
  /** @param {string} doing @param {string} cwd @param {string[]} args */
  const compile = (doing, cwd, args) => {
    const count = counter();
    const flags = ["build", "-v", "-mod=readonly", "-trimpath", "-buildvcs=false"];
    const once = () => run("go", [...flags, ...args], { cwd, env, signal, onLine: count.line });
    return withProgress(log, doing, () => withOneRetry(log, once), count.text);
  };
  await compile("Building the Pulumi engine from Go modules (once; five minutes or more on two cores)", MODULES.cli, [
    ...["-ldflags", `-s -w -X ${SDK}/go/common/version.Version=${ENGINE_VERSION}`],
    ...["-o", join(bin, CLI), "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"],
  ]);
  await compile("Building its Node language host", MODULES.languageHost, [
    ...["-ldflags", "-s -w"],
    ...["-o", join(bin, LANGUAGE_HOST), `${SDK}/nodejs/cmd/pulumi-language-nodejs`],
  ]);
  const sdk = await run("go", ["list", "-mod=readonly", "-m", "-f", "{{.Dir}}", SDK], { cwd: MODULES.cli, env, signal });
  await copyFile(join(sdk.stdout.trim(), "nodejs", "dist", LAUNCHER), join(bin, LAUNCHER));
  await chmod(join(bin, LAUNCHER), 0o755);
  return join(staging, "engine");
}

/** @param {NodeJS.ProcessEnv} env @param {AbortSignal | undefined} signal */
async function requireGo(env, signal) {
  const asked = run("go", ["env", "GOVERSION", "GOTOOLCHAIN"], { cwd: tmpdir(), env, signal });
  const answer = await asked.catch((error) => {
    if (error instanceof CommandFailed || signal?.aborted) throw error;
    throw new Error(`Go is not installed (${OLDEST_GO} or newer is needed)`);
  });
  const [version = "", toolchain = ""] = answer.stdout.trim().split("\n");
  if (!canBuild({ version, toolchain })) throw new Error(`Go is ${version || "of an unknown version"} (${OLDEST_GO} or newer is needed)`);
}

/** Sums up what `go build -v` prints. */
function counter() {
  const seen = { downloaded: 0, compiled: 0 };
  return {
    line: (/** @type {string} */ line) => {
      if (line.startsWith("go: downloading")) seen.downloaded++;
      else if (/^[\w.-]+(\/|$)/.test(line)) seen.compiled++;
    },
    text: () => `${seen.downloaded} modules downloaded, ${seen.compiled} packages compiled`,
  };
}
