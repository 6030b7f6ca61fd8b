import type { AccountReader, LiveObject, Unread } from "pulumi-yay/account";
import type { Kind } from "pulumi-yay/objects";
import { FailedError, UsageError, wordsOf } from "../shared/failure.js";
import { counted } from "../shared/output.js";
import { safeLine } from "../shared/terminal.js";
import type { Progress } from "./progress.js";
import type { KeptReading, ReadCustomer, UnreadList } from "./resuming.js";

/** How many customers are read at the same time. */
const AT_ONCE = 4;

/** Whose objects are wanted. */
export interface Whose {
  /** Uuids or names of customers; empty for everybody. */
  readonly customers: readonly string[];
  /** The same of customers that are not to be read. */
  readonly excluded: readonly string[];
  /** The most requests to send; undefined if there is no limit. */
  readonly maxRequests: number | undefined;
  readonly partial: KeptReading;
}

/** What was read. */
export interface Read {
  readonly objects: readonly LiveObject[];
  readonly unread: readonly UnreadList[];
  readonly requests: number;
  /** The uuids of customers among the objects of which nothing else was read, because they are excluded. */
  readonly excluded: ReadonlySet<string>;
}

/** Reads what lives of some customers, or of all and the own account. @throws FailedError if that takes more requests than may be sent. */
export async function readAccount(
  reader: AccountReader,
  { customers: wanted, excluded: notWanted, maxRequests, partial }: Whose,
  progress: Progress,
): Promise<Read> {
  const { kindsToList } = await import("pulumi-yay/export");
  if (maxRequests !== undefined) reader.limitRequests(maxRequests);
  const own = await reader.live(undefined, wanted.length > 0 ? ["SubReseller"] : undefined);
  if (maxRequests !== undefined && isCutOff(reader, own.unread))
    throw stopped(maxRequests, reader, "before any customer: there is more to read");
  const failed = own.unread.find(({ kind }) => kind === "SubReseller");
  if (failed !== undefined) throw new FailedError(`Cannot list the customers: ${wordsOf(failed.failure)}`);
  const all = own.objects.filter(({ definition }) => definition.kind === "SubReseller");
  const excluded = new Set(notWanted.map((each) => theCustomer(all, each, "--exclude-customer").id));
  const customers = wanted.length === 0 ? all.filter(({ id }) => !excluded.has(id)) : wanted.map((each) => theCustomer(all, each));
  const objects = wanted.length === 0 ? [...own.objects] : [...customers];
  const unread = own.unread.map(inWords);
  const kept = await Promise.all(customers.map(({ id }) => partial.find(id)));
  const lists = customers.map((customer, index) => (kept[index] === undefined ? kindsToList(customer) : []));
  const expected = reader.requests + lists.reduce((sum, kinds) => sum + kinds.length, 0);
  const known = kept.filter((each) => each !== undefined).length;
  const goingOn = known === 0 ? "" : ` ${counted(known, "customer")} had been read before.`;
  progress.begin(
    customers.length,
    `Reading ${counted(customers.length, "customer")}: about ${counted(expected, "request")}, one list for each kind.${goingOn}`,
  );
  const wantedOnes = customers.map((customer, index) => ({ customer: customer.id, kinds: lists[index] ?? [], kept: kept[index] }));
  for (const read of await readEach(reader, wantedOnes, { maxRequests, partial, progress })) {
    objects.push(...read.objects);
    unread.push(...read.unread);
  }
  progress.end();
  return { objects, unread, requests: reader.requests, excluded };
}

interface Wanted {
  readonly customer: string;
  readonly kinds: readonly Kind[];
  /** What an earlier run has read. */
  readonly kept: ReadCustomer | undefined;
}

type Reading = Pick<Whose, "maxRequests" | "partial"> & { readonly progress: Progress };

/** Thrown if a customer cannot be read whole with the requests that are left; its message is the reason, as a part of a sentence. */
class AtLimit extends Error {}

/** Reads customers, some at the same time, so that the client always has as many requests under way as it may. */
async function readEach(
  reader: AccountReader,
  wanted: readonly Wanted[],
  { maxRequests = Infinity, partial, progress }: Reading,
): Promise<readonly ReadCustomer[]> {
  const begun: Promise<ReadCustomer>[] = [];
  const done: ReadCustomer[] = [];
  let planned = reader.requests;
  const begin = ({ customer, kinds, kept }: Wanted): void => {
    if (Math.max(reader.requests, planned) + kinds.length > maxRequests) throw new AtLimit(`the next one needs about ${kinds.length} more`);
    planned += kinds.length;
    const reading = kept === undefined ? readCustomer(reader, { customer, kinds, partial }) : Promise.resolve(kept);
    // A failure is met below, when it is the turn of this customer.
    reading.catch(() => undefined);
    begun.push(reading);
  };
  try {
    for (const index of wanted.keys()) {
      for (const next of wanted.slice(begun.length, index + AT_ONCE)) begin(next);
      const read = await begun[index];
      if (read !== undefined) done.push(read);
      progress.step(index + 1);
    }
    return done;
  } catch (error) {
    // What is under way is kept, too, for a run that goes on.
    const ended = await Promise.allSettled(begun);
    if (!(error instanceof AtLimit)) throw error;
    const whole = ended.filter(({ status }) => status === "fulfilled").length;
    throw stopped(maxRequests, reader, `and ${whole} of ${counted(wanted.length, "customer")}: ${error.message}`);
  }
}

async function readCustomer(
  reader: AccountReader,
  { customer, kinds, partial }: Omit<Wanted, "kept"> & Pick<Whose, "partial">,
): Promise<ReadCustomer> {
  const { objects, unread } = await reader.live(customer, kinds);
  if (isCutOff(reader, unread)) throw new AtLimit("there is more to read");
  const read = { objects, unread: unread.map(inWords) };
  await partial.keep(customer, read);
  return read;
}

/** The one customer of a uuid or a name, which an option gives. @throws UsageError if there is none, or if several have the name. */
export function theCustomer(all: readonly LiveObject[], wanted: string, option = "--customer"): LiveObject {
  const found = all.filter(({ id, live }) => id.toLowerCase() === wanted.toLowerCase() || live["name"] === wanted);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (only === undefined)
    throw new UsageError(`${option} ${safeLine(wanted)}: none of the ${counted(all.length, "customer")} has this uuid or name.`);
  throw new UsageError(
    `${option} ${safeLine(wanted)}: ${found.length} customers are called so; give the uuid: ${found.map(({ id }) => id).join(", ")}.`,
  );
}

/** Whether lists are missing only because no more requests may be sent. What was read whole before that has none missing, or failed by itself. */
function isCutOff(reader: AccountReader, unread: readonly Unread[]): boolean {
  return unread.length > 0 && reader.isAtLimit;
}

function stopped(most: number, { requests }: AccountReader, what: string): FailedError {
  return new FailedError(
    `Stopped after ${counted(requests, "request")} ${what}, and --max-requests is ${most}. No project was written. Raise it and add --resume, or export some customers by --customer.`,
  );
}

/** Why a list could not be read, without what differs from request to request. */
function inWords({ kind, customer, failure }: Unread): UnreadList {
  const status = typeof failure === "object" && failure !== null && "status" in failure ? failure.status : undefined;
  const [first = ""] = wordsOf(failure).split("\n");
  const reason = typeof status === "number" ? `the list answered ${status}` : first.replace(/,? tracking token \S+/i, "");
  return { kind, ...(customer !== undefined && { customer }), reason };
}
