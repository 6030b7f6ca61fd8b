import { clientFor, stopClients } from "../../client/index";
import { fileHandovers } from "../../lifecycle/holders/handovers";
import { fileJournal } from "../../lifecycle/run/journal";
import { Run } from "../../lifecycle/run/run";
import { journalFolder, transferJournal, type TransferJournal } from "../../transfer/journal";
import {
  givenSettings,
  type Lookup,
  readSettings,
  readTransferSettings,
  type Settings,
  type TransferSettings,
} from "../../settings/settings";
import { registry } from "../../kinds/registry";

let lookup: Lookup = () => undefined;
const runs = new Map<string, Run>();

/** Where settings come from. The host may call methods before this; the settings are read when a method needs them. */
export function configure(next: Lookup): void {
  lookup = next;
}

/** The settings of transfers alone, which a preview has to know without credentials; throws where they are wrong. */
export function currentTransferSettings(): TransferSettings {
  return readTransferSettings(lookup);
}

/** The journal of this machine for the account of the settings; throws where they are missing or wrong. */
export function currentTransferJournal(): TransferJournal {
  const settings = currentSettings();
  return transferJournal(journalFolder(settings), settings);
}

function currentSettings(): Settings {
  return readSettings(lookup, process.env, Object.keys(registry));
}

/** The run that is under way for the settings of this moment; throws where they are missing or wrong. */
export function currentRun(): Run {
  const key = JSON.stringify(givenSettings(lookup, process.env));
  const run = runs.get(key) ?? newRun();
  runs.set(key, run);
  return run;
}

function newRun(): Run {
  const settings = currentSettings();
  return new Run(clientFor(settings), settings, { journal: fileJournal(), handovers: fileHandovers(), say: (text) => console.log(text) });
}

/**
 * The engine holds this process's standard input open. When it ends the engine is dead, and a later run may already look at the account:
 * nothing new may be sent, and the process ends when the answers under way are in and `idle` says that what they mean is noted.
 */
export function endWithTheEngine(idle: () => Promise<void>): void {
  process.stdin.once("end", () => {
    void stopClients()
      .then(idle)
      .finally(() => process.exit(1));
  });
  process.stdin.resume();
}
