import { type ChildProcess, spawn } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import type { Simulator } from "../../provider/simulator/index";
import { CHEAPER } from "../support/cheaper";

jest.setTimeout(60_000);

/** Programs that a command runs load the SDK. */
const { NODE_OPTIONS } = CHEAPER;

const bin = resolve(__dirname, "../../cli/bin/yay.js");

/** How a command ended, and what it printed. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** What a command gets beside its arguments. */
export interface Surroundings {
  readonly env?: Record<string, string>;
  readonly input?: string;
  readonly cwd?: string;
}

/** A command that is running. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Waits until standard output has something that fits. */
  readonly until: (pattern: RegExp) => Promise<RegExpExecArray>;
}

const running = new Set<ChildProcess>();

/** A test that failed leaves its programs behind. */
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
});

/** Starts the built command with an environment that has no settings of the developer. */
export function start(args: readonly string[], { env = {}, input = "", cwd = tmpdir() }: Surroundings = {}): Running {
  const path = [dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter);
  const child = spawn(process.execPath, [bin, ...args], { cwd, env: { PATH: path, HOME: tmpdir(), NODE_OPTIONS, ...env } });
  running.add(child);
  child.once("close", () => running.delete(child));
  const [printed, listeners] = [{ out: "", err: "" }, new Set<() => void>()];
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    printed.out += chunk;
    for (const listener of listeners) listener();
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (printed.err += chunk));
  child.stdin.on("error", () => undefined).end(input);
  const ended = new Promise<Ended>((done, fail) => {
    child.once("error", fail).once("close", (code) => done({ code, ...printed }));
  });
  const until = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((done, fail) => {
      const look = (): void => {
        const found = pattern.exec(printed.out);
        if (found === null) return;
        listeners.delete(look);
        done(found);
      };
      listeners.add(look);
      void ended.then(({ out, err }) => fail(new Error(`It ended without printing ${String(pattern)}:\n${out}${err}`)));
      look();
    });
  return { child, ended, until };
}

/** Runs the built command to its end. */
export function yay(args: readonly string[], surroundings: Surroundings = {}): Promise<Ended> {
  return start(args, surroundings).ended;
}

/** The settings with which the command reaches a simulator. */
export function settingsOf({ url, credentials }: Simulator): Record<string, string> {
  const { reseller, user, password } = credentials;
  return { YAY_BASE_URL: url, YAY_RESELLER: reseller, YAY_USER: user, YAY_PASSWORD: password };
}

/** A text that holds another one, for comparisons. */
export function holding(text: string): unknown {
  return expect.stringContaining(text);
}

/** A folder for files, which is removed at the end of the tests of a file. */
export class Desk {
  #folder = "";

  constructor() {
    beforeAll(async () => {
      this.#folder = await mkdtemp(join(tmpdir(), "yay-cli-test-"));
    });
    afterAll(() => rm(this.#folder, { recursive: true, force: true }));
  }

  /** Where a file of this name stands. */
  path(name: string): string {
    return join(this.#folder, name);
  }

  /** Writes a value as JSON, or a text as it is. */
  async put(name: string, content: unknown): Promise<string> {
    const path = this.path(name);
    await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
    return path;
  }

  /** A `pulumi` that answers commands, by their first words, as the real one was seen to do; the environment that finds it. */
  async pulumi(
    answers: Record<string, { readonly out?: unknown; readonly text?: string; readonly err?: string; readonly code?: number }>,
  ): Promise<Record<string, string>> {
    const script = `#!${process.execPath}
const asked = process.argv.slice(2).join(" ");
const answers = ${JSON.stringify(Object.entries(answers))};
const [, answer] = answers.find(([words]) => asked.startsWith(words)) ?? [, { err: "unknown: " + asked, code: 9 }];
if (!asked.includes("--non-interactive")) throw new Error("It would ask questions.");
if ("out" in answer) process.stdout.write(JSON.stringify(answer.out));
process.stdout.write(answer.text ?? "");
process.stderr.write(answer.err ?? "");
process.exitCode = answer.code ?? 0;
`;
    const path = await this.put("pulumi", script);
    await chmod(path, 0o755);
    return { PATH: this.#folder };
  }
}
