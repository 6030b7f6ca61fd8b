import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

export const TOOLS = join(__dirname, "../../tools");

/** A folder of its own for every test of a file. */
export function temporaryFolder(): () => string {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pulumi-yay-tools-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return () => folder;
}

export function write(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

export function program(file: string, script: string): void {
  write(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

/** Three programs that look like an engine from outside. */
export function standIn(bin: string, version: string): void {
  program(join(bin, "pulumi"), `echo v${version}`);
  program(join(bin, "pulumi-language-nodejs"), "exit 0");
  program(join(bin, "pulumi-resource-pulumi-nodejs"), "exit 0");
}

export interface Ending {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A module program in a process of its own; `$TOOLS` in it stands for the address of the tools folder. */
export function startNode(source: string, env: NodeJS.ProcessEnv = {}): { pid: number; line: Promise<string>; ended: Promise<Ending> } {
  const text = source.replaceAll("$TOOLS", pathToFileURL(TOOLS).href);
  const child = spawn(process.execPath, ["--input-type=module", "-e", text], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed = { stdout: "", stderr: "" };
  const line = new Promise<string>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (part: string) => {
      printed.stdout += part;
      if (printed.stdout.includes("\n")) resolve(printed.stdout);
    });
  });
  child.stderr.setEncoding("utf8").on("data", (part: string) => (printed.stderr += part));
  const ended = new Promise<Ending>((resolve) => child.once("close", (code) => resolve({ code, ...printed })));
  return { pid: child.pid ?? 0, line, ended };
}
