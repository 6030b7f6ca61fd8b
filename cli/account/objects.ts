import { isUuid } from "pulumi-yay/callflow";
import type { CallObject } from "pulumi-yay/calls";
import type { AccountReader } from "pulumi-yay/account";
import { FailedError, UsageError, wordsOf } from "../shared/failure.js";
import { isRecord } from "../shared/json.js";
import { accountReader } from "../shared/settings.js";
import { statesOfStack, withUnknownSecrets } from "../shared/states.js";
import { type ObjectOptions, refuseConfig } from "./options.js";
import { programObjects } from "./programObjects.js";

/** The kinds that calls pass through, and those that they name. */
const KINDS = [
  "PhoneNumber",
  "TimeDiary",
  "CallFlow",
  "HuntGroup",
  "QueueGroup",
  "SipUser",
  "Mailbox",
  "Trunk",
  "Sound",
  "Playlist",
] as const;

/** The objects of an account. */
export interface AccountFound {
  readonly objects: readonly CallObject[];
  /** The kinds of which the objects are all that there are. */
  readonly complete: readonly string[];
  /** What could not be read, each as a sentence. */
  readonly unread: readonly string[];
}

/** The objects that options name: those of a program, of a stack, or of the live account. */
export async function readObjects(options: ObjectOptions): Promise<AccountFound> {
  const { stack, live, customer, cwd, config } = options;
  if (live === undefined && customer !== undefined) throw new UsageError("--customer goes with --live.");
  if (stack !== undefined || live === true) refuseConfig(config);
  if (live === true) return readLive(options);
  if (stack !== undefined) return { objects: await ofStack(stack, cwd), complete: [], unread: [] };
  return { objects: await programObjects({ cwd, config }), complete: [], unread: [] };
}

async function ofStack(stack: string | true, cwd: string): Promise<readonly CallObject[]> {
  const states = await statesOfStack({ stack, cwd });
  const { objectsOfStates } = await import("pulumi-yay/objects");
  return objectsOfStates(
    states
      .filter((state) => state["delete"] !== true)
      .map(withUnknownSecrets)
      .filter(isRecord),
  );
}

async function readLive(options: ObjectOptions): Promise<AccountFound> {
  const { stack, cwd, customer } = options;
  const reader = await accountReader(options, stack === undefined ? undefined : { stack, cwd });
  const { objects, unread } = await reader.objects(customer === undefined ? undefined : await customerOf(reader, customer), KINDS);
  const missing = new Set(unread.map(({ kind }) => kind));
  if (missing.has("PhoneNumber"))
    throw new FailedError(`The numbers could not be read: ${wordsOf(unread.find(({ kind }) => kind === "PhoneNumber")?.failure)}`);
  return {
    objects,
    complete: KINDS.filter((kind) => !missing.has(kind)),
    unread: unread.map(({ kind, failure }) => `Every ${kind} is missing here, because the list could not be read: ${wordsOf(failure)}`),
  };
}

/** The uuid of the customer that a text means. */
async function customerOf(reader: AccountReader, who: string): Promise<string> {
  const isOne: boolean = isUuid(who);
  if (isOne) return who;
  const all = await reader.subResellers();
  const byName = all.filter(({ name }) => name === who);
  const found = byName.length > 0 ? byName : all.filter(({ contactName }) => contactName === who);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only.uuid;
  if (found.length > 1)
    throw new UsageError(
      `--customer ${who}: ${found.length} customers are called so. Name one by its uuid: ${found.map(({ uuid }) => uuid).join(", ")}.`,
    );
  throw new UsageError(`--customer ${who}: none of the ${all.length} customers has this uuid, account name or contact name.`);
}
