import { clientFor, stopClients } from "../../client/index";
import { fileHandovers } from "../../lifecycle/holders/handovers";
import { fileJournal } from "../../lifecycle/run/journal";
import { namesAmong } from "../../inventory/names";
import { referrersAmong } from "../../inventory/referrers";
import { kindPaths } from "../../lifecycle/run/paths";
import { Purchases } from "../../lifecycle/run/purchases";
import { Run } from "../../lifecycle/run/run";
import { journalFolder, transferJournal, type TransferJournal } from "../../transfer/journal";
import {
  givenSettings,
  type Lookup,
  readGivenPaths,
  readSettings,
  readTransferSettings,
  type Settings,
  type TransferSettings,
} from "../../settings/settings";
import { registry } from "../../kinds/registry";

let lookup: Lookup = () => undefined;
const runs = new Map<string, Run>();

/** Of the whole process, whatever its settings are. */
const purchases = new Purchases();

/** Sets where settings come from. The host may call methods earlier; settings are read only when a method needs them. */
export function configure(next: Lookup): void {
  lookup = next;
}

/** The settings for transfers, which a preview needs without credentials. Throws if they are wrong. */
export function currentTransferSettings(): TransferSettings {
  return readTransferSettings(lookup);
}

/** The paths that the settings give for kinds, which a check needs without credentials. */
export function currentGivenPaths(): Settings["paths"] {
  return readGivenPaths(lookup);
}

/** This machine's journal for the account of the settings. Throws if settings are missing or wrong. */
export function currentTransferJournal(): TransferJournal {
  const settings = currentSettings();
  return transferJournal(journalFolder(settings), settings);
}

function currentSettings(): Settings {
  return readSettings(lookup, process.env, Object.keys(registry), kindPaths(registry));
}

/** The current run for the current settings. Throws if settings are missing or wrong. */
export function currentRun(): Run {
  const key = JSON.stringify(givenSettings(lookup, process.env));
  const run = runs.get(key) ?? newRun();
  runs.set(key, run);
  return run;
}

function newRun(): Run {
  const settings = currentSettings();
  const kinds = Object.values(registry);
  const [referrers, names] = [referrersAmong(kinds), namesAmong(kinds)];
  const say = (text: string) => console.log(text);
  return new Run(clientFor(settings), settings, { journal: fileJournal(), handovers: fileHandovers(), purchases, referrers, names, say });
}

/**
 * Ends this process with the engine, which holds its standard input open. When that ends the engine is dead, and a later run may already be
 * using the account. So nothing new is sent, and the process exits once the requests in flight have ended and `idle` resolves, when their
 * outcome is recorded.
 */
export function endWithTheEngine(idle: () => Promise<void>): void {
  process.stdin.once("end", () => {
    void stopClients()
      .then(idle)
      .finally(() => process.exit(1));
  });
  process.stdin.resume();
}
