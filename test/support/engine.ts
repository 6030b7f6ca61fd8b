import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve, sep } from "node:path";
import { parseDocument } from "yaml";
import { CHEAPER } from "./cheaper";
import { writeEmptyStack } from "./emptyStack";

const root = resolve(__dirname, "../..");

/** The folder of the engine, from the test run's set-up. */
function engineFolder(): string {
  const folder = process.env["PULUMI_YAY_ENGINE_BIN"];
  if (folder === undefined) throw new Error("Run these tests by npm test, which gets an engine and says where it is.");
  return folder;
}

/** Unless `typescript` is off, the language host loads a compiler for each run of a program, and these need none. */
const PROJECT = "name: test\nruntime:\n  name: nodejs\n  options:\n    typescript: false\nmain: index.js\n";

/** How one command of the CLI ended, and everything it printed. */
export interface Ended {
  readonly code: number | null;
  readonly text: string;
}

/** A running command of the CLI. `ended` does not wait for the host that outlives a killed CLI and keeps its pipes open. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Waits until it has printed this; false if it ends without. */
  readonly said: (part: string) => Promise<boolean>;
}

/** The content of a stack's file between commands; secrets are encrypted. */
export interface Checkpoint {
  readonly resources: StateResource[];
  /** Operations in progress when an earlier command was killed. */
  readonly pending: { readonly type: string; readonly urn: string }[];
}

/** One resource as a stack's state has it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
  readonly initErrors?: string[];
  readonly protect?: boolean;
  /** Looked up, not managed. */
  readonly external?: boolean;
  /** Replaced, and still to be deleted. */
  readonly delete?: boolean;
  /** Deleted before its replacement, which is still to be made. */
  readonly pendingReplacement?: boolean;
  readonly taint?: boolean;
  readonly retainOnDelete?: boolean;
  /** URNs. */
  readonly dependencies?: string[];
  /** The position in the program: `project:///file#line,column`. */
  readonly sourcePosition?: string;
  readonly stackTrace?: readonly { readonly sourcePosition?: string }[];
}

export interface StackOptions {
  /** Settings for the program and the host. */
  readonly env?: Record<string, string>;
}

/** The environment in which a process finds the stack of a folder and the engine of the tests. */
function wayTo(folder: string): Record<string, string> {
  return {
    PATH: [engineFolder(), ...(process.env["PATH"] ?? "").split(delimiter)].join(delimiter),
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
    PULUMI_HOME: join(folder, "home"),
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    ...CHEAPER,
  };
}

/**
 * A stack of the real engine: a program in a folder of its own outside of the clone, a local backend, a home of its own. The package is
 * found by name, as a user's program finds it.
 */
export class Stack {
  readonly folder: string;
  readonly #env: NodeJS.ProcessEnv;

  private constructor(folder: string, env: NodeJS.ProcessEnv) {
    this.folder = folder;
    this.#env = env;
  }

  static async create(program: string, { env = {} }: StackOptions = {}): Promise<Stack> {
    const folder = await mkdtemp(join(tmpdir(), "pulumi-yay-test-"));
    await Promise.all(["program", "state", "home"].map((name) => mkdir(join(folder, name))));
    await symlink(join(root, "node_modules"), join(folder, "program", "node_modules"));
    await writeFile(join(folder, "program", "Pulumi.yaml"), PROJECT);
    await writeFile(join(folder, "program", "package.json"), '{ "name": "program", "private": true, "main": "index.js" }\n');
    const clean = Object.entries(process.env).filter(([name]) => !/^(PULUMI_|YAY_|NODE_OPTIONS$|npm_|JEST_)/.test(name));
    const stack = new Stack(folder, {
      ...Object.fromEntries(clean),
      ...wayTo(folder),
      ...env,
    });
    await stack.write(program);
    await writeEmptyStack(folder);
    return stack;
  }

  /** The same stack under other settings for the program and the host. */
  with(env: Record<string, string>): Stack {
    return new Stack(this.folder, { ...this.#env, ...env });
  }

  /** What another process needs to find this stack. */
  get environment(): Record<string, string> {
    return wayTo(this.folder);
  }

  /** Replaces the program, a CommonJS module that sees `pulumi` and `yay`. */
  async write(program: string): Promise<void> {
    const head = 'const pulumi = require("@pulumi/pulumi");\nconst yay = require("pulumi-yay");\n';
    await writeFile(join(this.folder, "program", "index.js"), head + program);
  }

  start(...args: string[]): Running {
    const child = spawn(join(engineFolder(), "pulumi"), [...args, "--non-interactive", "--color", "never"], {
      cwd: join(this.folder, "program"),
      env: this.#env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    const closed = new Promise((done) => child.once("close", done));
    const exited = new Promise<number | null>((done, fail) => child.once("error", fail).once("exit", done));
    const ended = exited.then(async (code) => {
      if (!child.killed) await closed;
      return { code, text };
    });
    const said = (part: string) =>
      new Promise<boolean>((answer) => {
        const look = () => {
          if (text.includes(part)) answer(true);
        };
        child.stdout.on("data", look);
        child.stderr.on("data", look);
        look();
        void ended.then(() => answer(text.includes(part)));
      });
    return { child, ended, said };
  }

  run(...args: string[]): Promise<Ended> {
    return this.start(...args).ended;
  }

  /** Runs a command that has to succeed. */
  async must(...args: string[]): Promise<string> {
    const { code, text } = await this.run(...args);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${String(code)}:\n${text}`);
    return text;
  }

  /** Sets values of the configuration as Pulumi.dev.yaml has them, all secrets by one command: each takes as long as half a preview. */
  async configure(plain: Readonly<Record<string, string>>, secrets: Readonly<Record<string, string>> = {}): Promise<void> {
    const file = join(this.folder, "program", "Pulumi.dev.yaml");
    const settings = parseDocument(await readFile(file, "utf8"));
    for (const [key, value] of Object.entries(plain)) settings.setIn(["config", key.includes(":") ? key : `test:${key}`], value);
    await writeFile(file, String(settings));
    const given = Object.entries(secrets).flatMap(([key, value]) => ["--secret", `${key}=${value}`]);
    if (given.length > 0) await this.must("config", "set-all", ...given);
  }

  up(...args: string[]): Promise<Ended> {
    return this.run("up", "--yes", "--skip-preview", ...args);
  }

  /** Reads the state without the engine, even while it has the lock of a killed command. */
  async checkpoint(): Promise<Checkpoint> {
    return checkpointIn(await readFile(this.#checkpointFile, "utf8"));
  }

  /** The same, synchronously. */
  checkpointNow(): Checkpoint {
    return checkpointIn(readFileSync(this.#checkpointFile, "utf8"));
  }

  get #checkpointFile(): string {
    return join(this.folder, "state", ".pulumi", "stacks", "test", "dev.json");
  }

  /**
   * Does what a user has to do after a command was killed: removes its lock and, if it was killed while writing a file of the backend,
   * deletes the empty file beside it.
   */
  async recover(): Promise<{ readonly locks: number; readonly emptyFiles: number }> {
    const names = (await readdir(join(this.folder, "state"), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    const files = names.map((entry) => join(entry.parentPath, entry.name));
    const empty = await Promise.all(
      files.filter((file) => file.endsWith(".attrs")).map(async (file) => ((await stat(file)).size === 0 ? [file] : [])),
    );
    await Promise.all(empty.flat().map((file) => rm(file)));
    const locks = files.filter((file) => file.includes(`${sep}locks${sep}`) && file.endsWith(".json")).length;
    if (locks > 0) await this.must("cancel", "--yes");
    return { locks, emptyFiles: empty.flat().length };
  }

  /** Our resources in the state. */
  async resources(): Promise<StateResource[]> {
    return (await this.checkpoint()).resources;
  }

  /** The whole text that the engine stores for the stack. */
  stateText(): Promise<string> {
    return this.#bytesOf("state");
  }

  /** The whole text of the provider's notes in Pulumi's home folder, such as those about transfers. */
  notesText(): Promise<string> {
    return this.#bytesOf("home", "yay");
  }

  async #bytesOf(...path: string[]): Promise<string> {
    const folder = join(this.folder, ...path);
    const names = existsSync(folder) ? await readdir(folder, { recursive: true, withFileTypes: true }) : [];
    const files = names.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name), "utf8"));
    return (await Promise.all(files)).join("\n");
  }

  async close(): Promise<void> {
    await this.#endLanguageHosts();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /**
   * Ends language hosts, because that of a killed CLI checks only every few minutes whether the engine is alive. Dynamic hosts must end by
   * themselves.
   */
  async #endLanguageHosts(): Promise<void> {
    const { end, processesWith } = await import("../../tools/test-run/leftovers.mjs");
    const ours = await processesWith(`PULUMI_HOME=${join(this.folder, "home")}`);
    end(ours.filter(({ command }) => !command.includes("dynamic-provider")));
  }
}

interface StoredState {
  readonly resources?: StateResource[];
  readonly pending_operations?: { readonly type: string; readonly resource: StateResource }[];
}

function checkpointIn(text: string): Checkpoint {
  const { checkpoint } = JSON.parse(text) as { checkpoint: { latest?: StoredState } };
  const { resources = [], pending_operations: pending = [] } = checkpoint.latest ?? {};
  return { resources: resources.filter(isOurs), pending: pending.map(({ type, resource }) => ({ type, urn: resource.urn })) };
}

function isOurs({ type }: StateResource): boolean {
  return type.includes("dynamic/yay");
}

/** The settings with which a program reaches a simulator. */
export function settingsFor(simulator: {
  url: string;
  credentials: { reseller: string; user: string; password: string };
}): Record<string, string> {
  const { reseller, user, password } = simulator.credentials;
  return { YAY_BASE_URL: simulator.url, YAY_RESELLER: reseller, YAY_USER: user, YAY_PASSWORD: password };
}
