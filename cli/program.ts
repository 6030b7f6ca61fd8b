import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { EXIT, exitCodeOf, wordsOf } from "./shared/failure.js";
import { palette } from "./shared/terminal.js";

type Add = (program: Command, end: (code: number) => void) => void;

/** Each command by its first word, loaded when it is called: a call flow is checked without the modules that read accounts, and so on. */
const COMMANDS: Readonly<Record<string, () => Promise<Add>>> = {
  adopt: async () => (await import("./commands/adopt.js")).addAdopt,
  call: async () => (await import("./commands/call/index.js")).addCallGroup,
  check: async () => (await import("./commands/check.js")).addCheck,
  diary: async () => (await import("./commands/diary/index.js")).addDiary,
  diff: async () => (await import("./commands/diff.js")).addDiff,
  drift: async () => (await import("./commands/drift.js")).addDrift,
  export: async () => (await import("./commands/export.js")).addExport,
  flow: async () => (await import("./commands/flow/index.js")).addFlow,
  inventory: async () => (await import("./commands/inventory.js")).addInventory,
  map: async () => (await import("./commands/map.js")).addMap,
  simulator: async () => (await import("./commands/simulator.js")).addSimulator,
  transfers: async () => (await import("./commands/transfers/index.js")).addTransfers,
};

/** Runs the command line and returns the exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  let exitCode: number = EXIT.ok;
  try {
    const program = await buildProgram(argv[2], (code) => (exitCode = code));
    await program.parseAsync([...argv]);
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    process.stderr.write(`${palette(process.stderr).red("error:")} ${wordsOf(error)}\n`);
    return exitCodeOf(error);
  }
}

/** With the command of this name alone; with all of them, for the list in its help, if there is none. */
async function buildProgram(name: string | undefined, end: (code: number) => void): Promise<Command> {
  const program = new Command("yay")
    .description(
      "Credentials, programs from living accounts, drift, maps, calls, a simulator, call flows, opening hours and credit transfers of the Yay.com VoIP reseller API.",
    )
    .version(version())
    .exitOverride()
    .showHelpAfterError("Run it with --help to see what there is.");
  const called = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  for (const load of called === undefined ? Object.values(COMMANDS) : [called]) (await load())(program, end);
  return program;
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return String(manifest !== null && typeof manifest === "object" && "version" in manifest ? manifest.version : "");
}
