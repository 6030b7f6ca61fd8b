import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../shared/failure.js";
import { parseJson, readJsonFile } from "../shared/json.js";
import { safeText } from "../shared/terminal.js";
import { statesOfExport } from "../shared/states.js";
import { objectsOfPlan } from "./preview.js";
import type { ObjectSource } from "./source.js";
import { objectsInStates } from "./states.js";

/** The JSON of a file, or of `REVISION:PATH` as git has it, if there is no file of that name. */
export async function readJsonOrRevision(file: string, cwd: string): Promise<unknown> {
  const isRevision = file.includes(":") && !existsSync(file);
  return isRevision ? parseJson(await ofRevision(file, cwd), file) : readJsonFile(file);
}

/** The objects in a file: the output of `pulumi stack export`, or of `pulumi preview --json` as it would leave them. */
export async function readObjectFile(file: string, cwd: string): Promise<ObjectSource> {
  const value = await readJsonOrRevision(file, cwd);
  const from = file === "-" ? "standard input" : file;
  const states = statesOfExport(value);
  if (states !== undefined) return { objects: objectsInStates(states), from, notes: [] };
  const planned = objectsOfPlan(value);
  if (planned !== undefined) return { objects: planned.after, from, notes: planned.notes };
  throw new UsageError(`${from} is neither the output of \`pulumi stack export\` nor that of \`pulumi preview --json\`.`);
}

const MOST_BYTES = 256 * 1024 * 1024;

function ofRevision(name: string, cwd: string): Promise<string> {
  return new Promise((done, fail) => {
    execFile("git", ["show", "--end-of-options", name], { cwd: resolve(cwd), maxBuffer: MOST_BYTES }, (error, stdout, stderr) => {
      if (error === null) return done(stdout);
      const reason = safeText(stderr).trim() || error.message;
      fail(new UsageError(`Cannot read ${name}: there is no such file, and git does not have it: ${reason}`));
    });
  });
}
