import { type Answer, CUSTOMERS, HIDDEN, type Once, YayError } from "../client/index";
import type { MarkedSecrets } from "../lifecycle/secrets/confidential";
import type { Run } from "../lifecycle/run/run";
import { clean, type Props } from "../common/values";
import { changedFacts } from "./customer";
import type { JournalEntry, TransferJournal } from "./journal";
import type { TransferMemory } from "./memory";
import { forPeople, onTheWire, parseAmount, parseBalance, type Thousandths } from "../common/money";
import { type Observer, readBalance, readCustomer } from "./observe";
import { type Prepared, transferName, type TransferRecord, type TransferState } from "./record";
import { instant } from "./texts";

/** One attempt that may be sent now, and what it is sent with. */
export interface Sending extends Observer {
  readonly run: Run;
  readonly journal: TransferJournal;
  readonly memory: Pick<TransferMemory, "halt" | "halted" | "doubt" | "doubted">;
  readonly prepared: Prepared;
  readonly markedSecrets: MarkedSecrets;
  /** The URN, for the log of writes. */
  readonly urn: string;
  readonly now: () => number;
  /** Prints a line at the stack. */
  readonly say: (text: string) => void;
}

/** What is sent, in the terms of the wire. */
interface Attempt extends Sending {
  readonly amount: Thousandths;
  readonly deadlineMs: number;
}

/** The own balance and the customer, directly before and directly after. */
interface Observed {
  readonly facts: Props;
  readonly balance: Thousandths | undefined;
}

type Ending = Partial<TransferRecord> & Pick<TransferRecord, "state" | "reason">;

/** Refusals of the API that prove that nothing moved. */
const REFUSALS: readonly (number | undefined)[] = [400, 401, 403, 404, 409, 422, 429];

/**
 * Sends one transfer at a time for an account, and meanwhile nothing else to its customer and nothing that the run buys; what comes back is
 * the record of how it ended, never an error.
 */
export async function sendTransfer(sending: Sending): Promise<TransferRecord> {
  const { run, prepared } = sending;
  const amount = parseAmount(prepared.amount);
  if (amount === undefined) throw new Error(`${transferName(prepared)} has no amount that could be read.`);
  const at = { ...sending, amount, deadlineMs: 1000 * (prepared.deadlineSeconds ?? run.settings.transferDeadlineSeconds) };
  return run.ownBalance.alone(() => run.oneByOne(prepared.customer, () => attempt(at)));
}

async function attempt(at: Attempt): Promise<TransferRecord> {
  const { prepared, memory, now } = at;
  const ended = (ending: Ending) => clean({ ...prepared, endedAt: iso(now()), ...ending }) as TransferRecord;
  if (memory.halted !== undefined) return ended(keptBack(at, memory.halted));
  if (isTooLate(at)) return ended(keptBack(at, tooLate(prepared)));
  const before = await observed(at).catch((error: unknown) => reasonOf(error));
  if (typeof before === "string") return ended(keptBack(at, `Before the transfer could be sent, a look failed. ${before}`));
  const uncovered = uncoveredBy(at, before.balance);
  if (uncovered !== undefined) return ended(keptBack(at, uncovered));
  const sentAt = iso(now());
  const obstacle = begin(at, sentAt);
  if (obstacle !== undefined) return ended(obstacle);
  const sent = { sentAt, ...(before.balance !== undefined && { balanceFrom: onTheWire(before.balance) }) };
  const record = ended({ ...sent, ...(await request(at, before)), endedAt: iso(now()) });
  if (mayStillLand(record, at)) memory.doubt(at.amount);
  at.journal.end(prepared, {
    state: record.state,
    at: record.endedAt ?? sentAt,
    ...(record.status !== undefined && { status: record.status }),
  });
  return record;
}

/**
 * The end of an attempt that is not sent. The journal has it as well: a further attempt of this stack may follow, and then another stack with
 * the same program must not send the first.
 */
function keptBack(at: Sending, reason: string): Ending {
  const when = iso(at.now());
  const obstacle = begin(at, when);
  if (obstacle?.state === "unknown") return obstacle;
  at.journal.end(at.prepared, { state: "notSent", at: when });
  return { state: "notSent", reason };
}

/**
 * Whether it is not known what became of it, and the own balance has not shown it either. An answer changes nothing of that: a proxy may have
 * given up waiting, and a platform may book what it has accepted a moment later.
 */
function mayStillLand({ state, balanceFrom, balanceAfter }: TransferRecord, at: Attempt): boolean {
  if (state !== "unknown") return false;
  if (balanceFrom === undefined || balanceAfter === undefined) return true;
  return unshown(at, (parseBalance(balanceFrom) ?? 0) - (parseBalance(balanceAfter) ?? 0)) !== undefined;
}

/** Notes in the journal that the request is about to leave, or says why it must not. */
function begin({ journal, prepared, markedSecrets }: Sending, sentAt: string): Ending | undefined {
  let other: JournalEntry | "unreadable" | undefined;
  try {
    const shown = (name: "customer" | "amount") => (markedSecrets.covers(name) ? HIDDEN : prepared[name]);
    other = journal.begin(prepared, sentAt, { customer: shown("customer"), amount: shown("amount") });
  } catch (error) {
    const why = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
    return {
      state: "notSent",
      reason: `The journal of this machine (yay:journalDir) could not be written (${why}), and without it nothing is sent.`,
    };
  }
  return other === undefined ? undefined : begunBefore(other);
}

/** What is known if this machine has begun the attempt before: nothing that this run finds out could say that no money has moved. */
function begunBefore(other: JournalEntry | "unreadable"): Ending {
  const first = other === "unreadable" ? "in an entry that cannot be read" : `at ${instant(other.at)}, for ${other.amount}`;
  return {
    state: "unknown",
    reason:
      `Nothing was sent now: the journal of this machine says that this very transfer, or a later attempt of it, was begun before, ${first}. ` +
      "The record in the state does not know of it: perhaps an older state was restored, the record was archived or deleted, or another stack has the same program.",
  };
}

async function request(at: Attempt, before: Observed): Promise<Ending> {
  const { prepared, run } = at;
  let answer: Answer;
  try {
    answer = await run.client.call({
      attempt: `send ${transferName(prepared)}`,
      method: "PUT",
      path: CUSTOMERS.item,
      params: { uuid: prepared.customer },
      confidential: at.confidential,
      audit: { operation: "transfer", kind: "CreditTransfer", urn: at.urn },
      body: { balance: onTheWire(at.amount) },
      once: { timeoutMs: at.deadlineMs, mayLeave: () => !isTooLate(at) },
    });
  } catch (error) {
    return await doubtful(at, before, failed(at, error));
  } finally {
    run.listings.written({ path: CUSTOMERS.collection });
  }
  return confirmed(at, before, answer);
}

/** What a request that was not answered well comes to. */
function failed(at: Sending, error: unknown): Ending {
  const { status, trackingToken, code } = error instanceof YayError ? error : {};
  const known = { ...(status !== undefined && { status }), ...(trackingToken !== undefined && { trackingToken }) };
  const reason = reasonOf(error);
  const ending = (state: TransferState): Ending => ({ state, reason, ...known });
  switch (code) {
    case "YAY_REJECTED":
    case "YAY_GONE":
      return ending(REFUSALS.includes(status) ? "rejected" : "unknown");
    case "YAY_NOT_APPLIED":
      if (status !== undefined) return ending(REFUSALS.includes(status) ? "rejected" : "unknown");
      return isTooLate(at) ? { state: "notSent", reason: tooLate(at.prepared) } : ending("notSent");
    default:
      return ending("unknown");
  }
}

/** What can still be seen of a request of which it is not known what it did: evidence for people, asked for once. */
async function doubtful(at: Attempt, before: Observed, ending: Ending): Promise<Ending> {
  if (ending.state !== "unknown") return ending;
  const after = await lookAfter(at, before, { timeoutMs: at.deadlineMs, mayLeave: () => true });
  return { ...ending, reason: [ending.reason, ...after.notes].join(" "), ...after.seen };
}

interface After {
  readonly balance: Thousandths | undefined;
  /** Whether the customer could be read and is what it was. */
  readonly isCustomerKept: boolean;
  /** What could not be read, and why. */
  readonly doubts: readonly string[];
  readonly notes: readonly string[];
  readonly seen: Pick<TransferRecord, "balanceAfter">;
}

/** The balance and the customer after a request; a customer that has changed ends all transfers of the run. */
async function lookAfter(at: Sending, before: Observed, once?: Once): Promise<After> {
  const [facts, balance] = await Promise.allSettled([readCustomer(at, at.prepared, once), balanceOf(at, once)]);
  const changed = facts.status === "fulfilled" ? changedFacts(before.facts, facts.value) : [];
  const notes = changed.length === 0 ? [] : [at.markedSecrets.hide(takenForUpdate(at.prepared, changed))];
  for (const note of notes) {
    at.memory.halt(note);
    at.say(note);
  }
  const doubts = [
    ...(balance.status === "rejected" ? [`The own balance could not be read. ${reasonOf(balance.reason)}`] : []),
    ...(facts.status === "rejected" ? [`The customer could not be read afterwards. ${reasonOf(facts.reason)}`] : []),
  ];
  const after = balance.status === "fulfilled" ? balance.value : undefined;
  const isCustomerKept = facts.status === "fulfilled" && changed.length === 0;
  return { balance: after, isCustomerKept, doubts, notes, seen: after === undefined ? {} : { balanceAfter: onTheWire(after) } };
}

/** A good answer alone proves nothing: the same command is an update, too. */
async function confirmed(at: Attempt, before: Observed, { status, trackingToken }: Answer): Promise<Ending> {
  const { balance, isCustomerKept, doubts, notes, seen } = await lookAfter(at, before);
  const known = { status, ...(trackingToken !== undefined && { trackingToken }), ...seen };
  const byStatus = at.run.settings.confirmTransfers === "status";
  const missing = byStatus
    ? isCustomerKept
      ? undefined
      : "it takes a look at the customer to tell it from an update"
    : unshown(at, before.balance === undefined || balance === undefined ? undefined : before.balance - balance);
  if (missing === undefined && notes.length === 0) {
    const proof = byStatus ? "which is taken as proof (yay:confirmTransfers: status)" : "and the own balance has fallen by the amount";
    return { state: "settled", reason: [`The API answered ${status}, ${proof}.`, ...doubts].join(" "), ...known };
  }
  const accepted = `Accepted, not confirmed: the API answered ${status}, and ${missing ?? "the customer was changed"}.`;
  return { state: "unknown", reason: [accepted, ...doubts, ...notes].join(" "), ...known };
}

/** Why the own balance does not prove the transfer, by how much it is known to have fallen; undefined if it does. */
function unshown({ amount, memory, run }: Attempt, fell: Thousandths | undefined): string | undefined {
  if (fell === undefined || fell < amount) return "the own balance does not show the transfer";
  if (run.purchases.isDoubted) return "what has left the own balance may be a purchase of this run, of which the end is not known";
  return fell <= memory.doubted
    ? "what has left the own balance may be an earlier transfer of this run, of which the end is not known"
    : undefined;
}

function takenForUpdate(prepared: Prepared, changed: readonly string[]): string {
  return (
    `ATTENTION: after ${transferName(prepared)} the customer ${prepared.customer} differs in ${changed.join(", ")} from what it was directly before. ` +
    "The server may have taken the transfer for an update and reset these fields. Look at the customer, run pulumi preview --refresh on the stack that has it, " +
    "and ask the vendor before you transfer anything again. No further transfer is sent in this run."
  );
}

async function observed(at: Sending): Promise<Observed> {
  const [facts, balance] = await Promise.all([readCustomer(at, at.prepared), balanceOf(at)]);
  return { facts, balance };
}

/** Not read if the account is said to have none to show. */
function balanceOf(at: Sending, once?: Once): Promise<Thousandths | undefined> {
  return at.run.settings.confirmTransfers === "status" ? Promise.resolve(undefined) : readBalance(at, at.prepared, once);
}

function uncoveredBy({ amount, run }: Attempt, balance: Thousandths | undefined): string | undefined {
  if (balance === undefined || balance >= amount) return undefined;
  return `The own balance is ${forPeople(balance, run.settings.currency)} now, less than the amount.`;
}

function isTooLate({ prepared, now }: Sending): boolean {
  return !(now() < Date.parse(prepared.sendBefore));
}

function tooLate({ sendBefore }: Prepared): string {
  return `It was not ready to leave before ${instant(sendBefore)} (yay:transferWindowSeconds), and is not sent later than that.`;
}

/** A message without its first line, which says again what was attempted. */
function reasonOf(error: unknown): string {
  const [headline = "", ...lines] = (error instanceof Error ? error.message : String(error)).split("\n");
  return (lines.length === 0 ? [headline] : lines).join(" ");
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
