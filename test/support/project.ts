import { spawn } from "node:child_process";
import { symlink } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import type { Ended, Stack } from "./engine";

const root = resolve(__dirname, "../..");

/** A folder with a Pulumi project that somebody else has written, such as an export; it uses the backend and the home of a stack of the tests. */
export class Project {
  readonly folder: string;
  readonly #env: Record<string, string>;
  readonly #stack: Stack;
  readonly #own: Record<string, string>;

  /** @param env settings for the program, the host and commands */
  constructor(stack: Stack, folder: string, env: Record<string, string>) {
    this.folder = folder;
    this.#stack = stack;
    this.#own = env;
    const clean = Object.entries(process.env).filter(([name]) => !/^(PULUMI_|YAY_|NODE_OPTIONS$|npm_|JEST_)/.test(name));
    this.#env = { ...(Object.fromEntries(clean) as Record<string, string>), ...stack.environment, ...env };
  }

  /** Another folder with a project, of the same backend and home. */
  at(folder: string): Project {
    return new Project(this.#stack, folder, this.#own);
  }

  /** Lets the program find its packages in the clone, as an installation would. */
  async install(): Promise<void> {
    await symlink(join(root, "node_modules"), join(this.folder, "node_modules"));
  }

  /** Runs a command of the engine in the folder. */
  pulumi(...args: string[]): Promise<Ended> {
    return this.#run("pulumi", [...args, "--non-interactive", "--color", "never"]);
  }

  /** The same of a command that has to succeed. */
  async must(...args: string[]): Promise<string> {
    const { code, text } = await this.pulumi(...args);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${String(code)}:\n${text}`);
    return text;
  }

  /** Runs the command line in the folder; its text is what it prints on standard output. */
  yay(...args: string[]): Promise<Ended> {
    return this.#run(process.execPath, [join(root, "cli", "bin", "yay.js"), ...args], { isQuiet: true });
  }

  /** The same; its text is everything it prints. */
  yayAloud(...args: string[]): Promise<Ended> {
    return this.#run(process.execPath, [join(root, "cli", "bin", "yay.js"), ...args]);
  }

  /** Runs any other program in the folder. */
  run(command: string, ...args: string[]): Promise<Ended> {
    return this.#run(command, args);
  }

  #run(command: string, args: readonly string[], { isQuiet = false } = {}): Promise<Ended> {
    const path = [join(root, "node_modules", ".bin"), this.#env["PATH"]].reverse().join(delimiter);
    const child = spawn(command, args, { cwd: this.folder, env: { ...this.#env, PATH: path }, stdio: ["ignore", "pipe", "pipe"] });
    let [out, said] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (out += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (said += chunk));
    return new Promise((done, fail) => {
      child.once("error", fail).once("close", (code) => done({ code, text: isQuiet && code !== 1 && code !== 2 ? out : out + said }));
    });
  }
}
