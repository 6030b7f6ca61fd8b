import { SettingsError } from "../client/index";
import type { TransferSettings } from "../settings/settings";
import type { KindLookup } from "../lifecycle/kind";
import type { Handler } from "../lifecycle/forms/handler";
import type { Run } from "../lifecycle/run/run";
import { clean, own, type Props } from "../common/values";
import type { TransferJournal } from "./journal";
import type { TransferMemory } from "./memory";
import type { Prepared, TransferRecord } from "./record";
import type { Telling } from "./texts";

/** What the kinds of a transfer take from the process that they run in. */
export interface TransferHost {
  /** The run that is under way; throws if settings are missing or wrong. */
  readonly run: () => Run;
  /** The settings that need no credentials; throws if they are wrong. */
  readonly settings: () => TransferSettings;
  /** The journal of this machine for the account; throws if the credentials, a part of its keys, are not known, as in a preview without any. */
  readonly journal: () => TransferJournal;
  readonly memory: TransferMemory<TransferRecord>;
  readonly others: KindLookup;
  readonly env: NodeJS.ProcessEnv;
  readonly now: () => number;
  /** Prints a line at the stack. */
  readonly say: (text: string) => void;
}

/** A kind whose objects are records of what was done once. */
export type OneShot = (host: TransferHost) => Handler;

/** What texts about an attempt need, as far as it is known without a request. */
export function tellingOf(host: TransferHost, attempt: Prepared): Telling {
  const { currency, transferDeadlineSeconds } = host.settings();
  return { currency, deadlineSeconds: transferDeadlineSeconds, journal: noted(host, attempt) };
}

function noted(host: TransferHost, attempt: Prepared): Telling["journal"] {
  try {
    return host.journal().find(attempt) ?? "none";
  } catch (error) {
    if (SettingsError.is(error)) return undefined;
    throw error;
  }
}

/** Outputs as the engine can store them; those of an error have to carry the provider's text themselves. */
export function stored(outputs: object, inputs: Props): Props {
  return clean({ ...outputs, __provider: own(inputs, "__provider") }) as Props;
}
