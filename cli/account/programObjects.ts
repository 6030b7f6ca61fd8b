import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ProgramObject } from "pulumi-yay/testing";
import { FailedError, UsageError } from "../shared/failure.js";
import { parseJson } from "../shared/json.js";
import { safeText } from "../shared/terminal.js";
import { type Project, readProject } from "./project.js";

const NOTE = fileURLToPath(new URL("./note.cjs", import.meta.url));
const MOST_BYTES = 64 * 1024 * 1024;

/** Where a program is, and whose configuration it gets. */
export interface ProgramChoice {
  readonly cwd: string;
  readonly config?: string | undefined;
}

/**
 * The objects that a Pulumi program declares, with invented uuids: it runs in a process of its own, by the same part of the SDK that the engine would run it
 * with, and nothing is registered anywhere.
 */
export async function programObjects({ cwd, config }: ProgramChoice): Promise<readonly ProgramObject[]> {
  const project = await readProject(cwd, config);
  const parts = partsIn(project);
  const desk = await mkdtemp(join(tmpdir(), "yay-program-"));
  try {
    const file = join(desk, "objects.json");
    await runProgram(project, parts, file);
    return parseJson(await readFile(file, "utf8"), "What the program declares") as readonly ProgramObject[];
  } finally {
    await rm(desk, { recursive: true, force: true });
  }
}

interface Parts {
  /** The file of `pulumi-yay/testing` that the program's folder has. */
  readonly door: string;
  /** What the language host of the engine runs a program by. */
  readonly runner: string;
}

function partsIn({ folder }: Project): Parts {
  const found = (from: string, name: string): string | undefined => {
    try {
      return createRequire(from).resolve(name);
    } catch {
      return undefined;
    }
  };
  const door = found(join(folder, "package.json"), "pulumi-yay/testing");
  const runner = door === undefined ? undefined : found(door, "@pulumi/pulumi/cmd/run/index.js");
  if (door !== undefined && runner !== undefined) return { door, runner };
  throw new UsageError(
    `Cannot run the program in ${folder}: its packages have no pulumi-yay with \`pulumi-yay/testing\`. Run npm install there, or name the program's folder by --cwd; or ask for --stack or --live.`,
  );
}

function runProgram(project: Project, { door, runner }: Parts, file: string): Promise<void> {
  const { name, stack, folder, main } = project;
  // Not `--require`: the runner would take it for a loader of the user's, and leave ES modules in TypeScript to that.
  const args = ["-r", NOTE, runner, `--project=${name}`, `--stack=${stack}`, `--pwd=${folder}`, "--monitor=mock", main];
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      args,
      {
        cwd: folder,
        maxBuffer: MOST_BYTES,
        env: { ...process.env, ...environmentOf(project), YAY_PROGRAM_DOOR: door, YAY_PROGRAM_OBJECTS: file },
      },
      (error, stdout, stderr) => {
        if (error === null) resolve();
        else reject(new FailedError(failureOf(project, [stdout, stderr])));
      },
    );
    child.stdin?.end();
  });
}

function environmentOf({ name, stack, config, secretKeys, typescript, tsconfig }: Project): Record<string, string> {
  return {
    PULUMI_NODEJS_PROJECT: name,
    PULUMI_NODEJS_STACK: stack,
    PULUMI_CONFIG: JSON.stringify(config),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secretKeys),
    PULUMI_NODEJS_TYPESCRIPT: String(typescript),
    // Types are checked by a preview; without that a program in TypeScript runs in half the time.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    ...(tsconfig === undefined ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig }),
  };
}

function failureOf({ folder, stack, config }: Project, printed: readonly string[]): string {
  const said = printed.map((text) => safeText(text).trim()).filter((text) => text !== "");
  const lacks = said.some((text) => text.includes("Missing required configuration"));
  const hint = lacks
    ? `The program had the configuration of ${Object.keys(config).length === 0 ? "no stack" : stack}: name a stack that has it by --config <stack>.`
    : "It ran without an engine: secrets of the configuration are the text [secret], and outputs of other packages are their inputs.";
  return [`The program in ${folder} failed:`, ...said, hint].join("\n");
}
