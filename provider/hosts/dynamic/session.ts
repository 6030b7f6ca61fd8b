import { clientFor, stopClients } from "../../client/index";
import { fileJournal } from "../../lifecycle/journal";
import { Run } from "../../lifecycle/run";
import { registry } from "../../registry";
import { givenSettings, type Lookup, readSettings } from "../../settings";

let lookup: Lookup = () => undefined;
const runs = new Map<string, Run>();

/** Where settings come from. The host may call methods before this; the settings are read when a method needs them. */
export function configure(next: Lookup): void {
  lookup = next;
}

/** The run that is under way for the settings of this moment; throws where they are missing or wrong. */
export function currentRun(): Run {
  const key = JSON.stringify(givenSettings(lookup, process.env));
  const run = runs.get(key) ?? newRun();
  runs.set(key, run);
  return run;
}

function newRun(): Run {
  const settings = readSettings(lookup, process.env, Object.keys(registry));
  return new Run(clientFor(settings), settings, { journal: fileJournal() });
}

/**
 * The engine holds this process's standard input open. When it ends the engine is dead, and a later run may already look at the account:
 * nothing new may be sent, and the process ends when the answers under way are in.
 */
export function endWithTheEngine(): void {
  process.stdin.once("end", () => {
    void stopClients().finally(() => process.exit(1));
  });
  process.stdin.resume();
}
