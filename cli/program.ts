import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { addAdopt } from "./commands/adopt.js";
import { addCallGroup } from "./commands/call/index.js";
import { addCheck } from "./commands/check.js";
import { addDiary } from "./commands/diary/index.js";
import { addDiff } from "./commands/diff.js";
import { addDrift } from "./commands/drift.js";
import { addExport } from "./commands/export.js";
import { addFlow } from "./commands/flow/index.js";
import { addInventory } from "./commands/inventory.js";
import { addMap } from "./commands/map.js";
import { addSimulator } from "./commands/simulator.js";
import { addTransfers } from "./commands/transfers/index.js";
import { EXIT, exitCodeOf, wordsOf } from "./shared/failure.js";
import { palette } from "./shared/terminal.js";

/** Runs the command line and returns the exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  let exitCode: number = EXIT.ok;
  const program = buildProgram((code) => (exitCode = code));
  try {
    await program.parseAsync([...argv]);
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    process.stderr.write(`${palette(process.stderr).red("error:")} ${wordsOf(error)}\n`);
    return exitCodeOf(error);
  }
}

function buildProgram(end: (code: number) => void): Command {
  const program = new Command("yay")
    .description(
      "Credentials, programs from living accounts, drift, maps, calls, a simulator, call flows, opening hours and credit transfers of the Yay.com VoIP reseller API.",
    )
    .version(version())
    .exitOverride()
    .showHelpAfterError("Run it with --help to see what there is.");
  addAdopt(program, end);
  addCallGroup(program, end);
  addCheck(program, end);
  addDiary(program, end);
  addDiff(program, end);
  addDrift(program, end);
  addExport(program, end);
  addFlow(program, end);
  addInventory(program, end);
  addMap(program, end);
  addSimulator(program, end);
  addTransfers(program, end);
  return program;
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return String(manifest !== null && typeof manifest === "object" && "version" in manifest ? manifest.version : "");
}
