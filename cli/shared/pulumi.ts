import { execFile } from "node:child_process";
import { codeOf, FailedError, UsageError } from "./failure.js";
import { safeText } from "./terminal.js";

/** Which stack is meant: one by name, or the one that is selected in the folder. */
export interface StackChoice {
  readonly stack: string | true;
  readonly cwd: string;
}

const MOST_BYTES = 256 * 1024 * 1024;

/** Runs the pulumi command line without questions and gives its standard output, which is never printed as it is. */
export function pulumi(args: readonly string[], { stack, cwd }: StackChoice): Promise<string> {
  const all = [...args, "--non-interactive", ...(stack === true ? [] : ["--stack", stack])];
  return new Promise((resolve, reject) => {
    const child = execFile("pulumi", all, { cwd, maxBuffer: MOST_BYTES }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else if (codeOf(error) === "ENOENT")
        reject(new UsageError("Cannot run `pulumi`: it is not on the PATH, or the folder given by --cwd does not exist."));
      else reject(new FailedError(`\`pulumi ${args.join(" ")}\` failed:\n${safeText(stderr).trim()}`));
    });
    child.stdin?.end();
  });
}
