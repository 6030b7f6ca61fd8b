import { execFile } from "node:child_process";
import { delimiter } from "node:path";
import { codeOf, FailedError, UsageError } from "./failure.js";
import { isRecord, parseJson } from "./json.js";
import { safeText } from "./terminal.js";

/** The stack to use: by name, or the one selected in the folder. */
export interface StackChoice {
  readonly stack: string | true;
  readonly cwd: string;
}

interface Outcome {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

const MOST_BYTES = 256 * 1024 * 1024;

/** Runs `pulumi` non-interactively and returns its standard output. Never print that unchanged. */
export async function pulumi(args: readonly string[], choice: StackChoice): Promise<string> {
  const { ok, stdout, stderr } = await run(args, choice);
  if (!ok) throw new FailedError(`\`pulumi ${args.join(" ")}\` failed:\n${safeText(stderr).trim()}`);
  return stdout;
}

/**
 * Runs `pulumi preview --json`, including objects that do not change, and with `refresh` after a look at what lives. Throws with the errors of
 * its diagnostics. Findings on flows are not among them: the provider leaves them to this command, which shows them with the flow. Names with line
 * breaks are compared after a refresh, which may have found another one, and not judged.
 */
export async function preview(choice: StackChoice, refresh = false): Promise<unknown> {
  const asked = ["preview", "--json", "--show-sames", ...(refresh ? ["--refresh"] : [])];
  const judged = { YAY_FLOWS_JUDGED_BY: "yay", ...(refresh && { YAY_NAMES_JUDGED_BY: "yay" }) };
  const { ok, stdout, stderr } = await run(asked, choice, judged);
  if (ok) return parseJson(stdout, "The output of `pulumi preview --json`");
  const reasons = [...errorsIn(stdout), stderr].map((text) => safeText(text).trim()).filter((text) => text !== "");
  throw new FailedError(["`pulumi preview` failed:", ...new Set(reasons)].join("\n"));
}

function run(args: readonly string[], { stack, cwd }: StackChoice, settings: Record<string, string> = {}): Promise<Outcome> {
  const all = [...args, "--non-interactive", ...(stack === true ? [] : ["--stack", stack])];
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...searchPath(process.env), ...settings };
    const child = execFile("pulumi", all, { cwd, maxBuffer: MOST_BYTES, env }, (error, stdout, stderr) => {
      if (codeOf(error) === "ENOENT") {
        reject(new UsageError("Cannot run `pulumi`: it is not on the PATH, or the folder given by --cwd does not exist."));
      } else {
        resolve({ ok: error === null, stdout, stderr: stderr === "" ? (error?.message ?? "") : stderr });
      }
    });
    child.stdin?.end();
  });
}

/**
 * The PATH with the folders that npx puts before it last: there may stand a package `pulumi` that downloads another engine than the one that people
 * here call by that name.
 */
function searchPath(environment: NodeJS.ProcessEnv): Record<string, string> {
  const entry = Object.entries(environment).find(([name]) => name.toUpperCase() === "PATH");
  if (entry?.[1] === undefined) return {};
  const [name, value] = entry;
  const folders = value.split(delimiter);
  const isOfNpm = (folder: string): boolean => /[\\/]node_modules[\\/]\.bin[\\/]?$/.test(folder);
  return { [name]: [...folders.filter((folder) => !isOfNpm(folder)), ...folders.filter(isOfNpm)].join(delimiter) };
}

function errorsIn(stdout: string): string[] {
  try {
    const shown: unknown = JSON.parse(stdout);
    const diagnostics = isRecord(shown) && Array.isArray(shown["diagnostics"]) ? shown["diagnostics"] : [];
    return diagnostics
      .filter(isRecord)
      .flatMap(({ severity, message }) => (severity === "error" && typeof message === "string" ? [message] : []));
  } catch {
    return [];
  }
}
