import { forPeople, parseBalance } from "../common/money";
import type { JournalEntry } from "./journal";
import { isClosed, type Prepared, transferName, type TransferRecord, type Word } from "./record";

/** What texts about an attempt need beside its record. */
export interface Telling {
  readonly currency?: string | undefined;
  /** How many seconds a request may take, for records that do not say it. */
  readonly deadlineSeconds: number;
  /** What this machine's journal has of the attempt; left out if it could not be looked at. */
  readonly journal?: JournalEntry | "none" | "unreadable" | undefined;
}

/** `25.00 to customer 3951ec81-…`. */
export function movement({ amount, customer }: Pick<Prepared, "amount" | "customer">, currency?: string): string {
  return `${money(amount, currency)} to customer ${customer}`;
}

/** An instant as people read it. */
export function instant(at: string | number): string {
  const text = new Date(at).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, 19)} UTC`;
}

/**
 * From when on the operator's word `notReceived` is believed: before that a request may still be on its way. The deadline that counts is the
 * one that the attempt was prepared with.
 */
export function believedFrom(attempt: Pick<Prepared, "sendBefore" | "deadlineSeconds">, deadlineSeconds: number): number {
  return Date.parse(attempt.sendBefore) + 2 * (attempt.deadlineSeconds ?? deadlineSeconds) * 1000;
}

/** An attempt that an earlier run prepared, of which no execution is recorded. */
export function cutOff(prepared: Prepared, telling: Telling): string {
  const { preparedAt, sendBefore, balanceBefore } = prepared;
  return [
    `${transferName(prepared)}: it is not known whether it was sent, so nothing is sent now.`,
    `An earlier run prepared this transfer of ${movement(prepared, telling.currency)} at ${instant(preparedAt)} and recorded no end of it: it was cut off, ` +
      `or is still running, or ended early because something else failed. It may have been sent until ${instant(sendBefore)}.`,
    ...(balanceBefore === undefined ? [] : [`The own balance was ${money(balanceBefore, telling.currency)} when it was prepared.`]),
    ...journalWords(telling.journal, prepared),
    ...whatToDo(prepared, telling),
    "Where this run replaces records by force (--replace, or a tainted record), the record that stands in the state is not looked at: run it without that, " +
      "and end the taint by pulumi state untaint.",
  ].join("\n");
}

/** An attempt with a recorded end that leaves something to be said. */
export function open(record: TransferRecord, telling: Telling): string {
  switch (record.state) {
    case "rejected":
      return nothingMoved(record, {
        headline: "the API refused it, and no money has moved",
        verb: `refused this transfer of ${movement(record, telling.currency)}${at(record)}`,
        word: "rejected",
      });
    case "notSent":
      return nothingMoved(record, {
        headline: "it was not sent, and no money has moved",
        verb: `did not get this transfer of ${movement(record, telling.currency)}`,
        word: "notReceived",
      });
    default:
      return [
        `${transferName(record)}: it is not known whether the money has moved, so it is not sent again.`,
        `This transfer of ${movement(record, telling.currency)} was ${begunAt(record)}.`,
        record.reason,
        ...balances(record, telling.currency),
        ...(record.sentAt === undefined ? journalWords(telling.journal, record) : []),
        ...whatToDo(record, telling),
      ].join("\n");
  }
}

interface Nothing {
  readonly headline: string;
  readonly verb: string;
  readonly word: Word;
}

function nothingMoved(record: TransferRecord, { headline, verb, word }: Nothing): string {
  return [
    `${transferName(record)}: ${headline}.`,
    `The API ${verb}.`,
    record.reason,
    `To try again, write ${nextWords(record.attempt, word)}. To give it up, take it out of the program; yay transfers show says how its record is forgotten.`,
  ].join("\n");
}

/** What the end of an attempt comes to, for a report: one line. */
export function summary(record: TransferRecord, currency?: string): string {
  const moved = movement(record, currency);
  if (record.said === "received") return `${moved} is settled: the operator says that it has arrived`;
  if (record.said !== undefined) return `${moved} has not moved: the operator says ${record.said}`;
  const words = { settled: "has moved", rejected: "was refused", notSent: "was not sent", unknown: "may have moved" } as const;
  return `${moved} ${words[record.state]}`;
}

/** What an attempt still needs; undefined if nothing is left to be said. */
export function needs(record: TransferRecord, telling: Telling): string | undefined {
  return isClosed(record) ? undefined : open(record, telling);
}

function whatToDo(prepared: Prepared, { deadlineSeconds }: Telling): string[] {
  const from = instant(believedFrom(prepared, deadlineSeconds));
  return [
    "Look at the customer's balance and its history in the portal, and at the own balance.",
    `If the money has arrived, write outcome: "received". If it has not, write ${nextWords(prepared.attempt, "notReceived")} (believed from ${from} on), which sends it anew.`,
    "No other word and no other command sends it.",
  ];
}

/** `earlier: […]` as the program has to have it for one attempt more. */
function nextWords(attempt: number, word: Word): string {
  return attempt === 1 ? `earlier: ["${word}"]` : `"${word}" as word ${attempt} of earlier`;
}

function balances({ balanceFrom, balanceAfter, sentAt, endedAt }: TransferRecord, currency?: string): string[] {
  if (balanceFrom === undefined || sentAt === undefined) return [];
  if (balanceAfter === undefined || endedAt === undefined) {
    return [`The own balance was ${money(balanceFrom, currency)} at ${instant(sentAt)}, and could not be read afterwards.`];
  }
  const fell = (parseBalance(balanceFrom) ?? 0) - (parseBalance(balanceAfter) ?? 0);
  const from = `from ${money(balanceFrom, currency)} at ${instant(sentAt)} to ${money(balanceAfter, currency)} at ${instant(endedAt)}`;
  if (fell === 0) return [`The own balance did not change: ${from}.`];
  return [`The own balance ${fell > 0 ? "fell" : "rose"} by ${forPeople(Math.abs(fell), currency)}: ${from}.`];
}

function journalWords(entry: Telling["journal"], { attempt }: Prepared): string[] {
  if (entry === undefined) return [];
  if (entry === "none") {
    return ["This machine's journal has no trace of it. If no other machine and no other journal served this stack, it was not sent."];
  }
  if (entry === "unreadable") return ["This machine's journal has it, in a file that cannot be read."];
  if (entry.attempt > attempt)
    return [`This machine's journal has no trace of it, but attempt ${entry.attempt} was begun at ${instant(entry.at)}.`];
  if (entry.ended === undefined) return [`This machine's journal: it was about to leave at ${instant(entry.at)}; its end is not noted.`];
  const { state, at: when, status } = entry.ended;
  if (state === "notSent") return [`This machine's journal: it was begun at ${instant(entry.at)} and not sent.`];
  return [
    `This machine's journal: it was about to leave at ${instant(entry.at)}, and ended as ${state} at ${instant(when)}${status === undefined ? "" : `, with status ${status}`}.`,
  ];
}

function begunAt({ sentAt, preparedAt }: TransferRecord): string {
  return sentAt === undefined ? `prepared at ${instant(preparedAt)}` : `about to leave at ${instant(sentAt)}`;
}

function at({ sentAt }: TransferRecord): string {
  return sentAt === undefined ? "" : ` at ${instant(sentAt)}`;
}

/** A recorded amount or balance as people read it. */
export function money(text: string, currency?: string): string {
  const value = parseBalance(text);
  return value === undefined ? text : forPeople(value, currency);
}
