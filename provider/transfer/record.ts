import { clean, own, type Props } from "../common/values";

/** What is known of one attempt. `settled`: the money has moved. `rejected` and `notSent`: it has not. `unknown`: nobody but people can tell. */
export type TransferState = "settled" | "rejected" | "notSent" | "unknown";

/** What the operator says of an attempt: of the last one `received`, of former ones the others. */
export type Word = "received" | "rejected" | "notReceived";

/** What an intent records before anything is sent. */
export interface Prepared {
  /** The words by which this transfer is told from every other. */
  readonly reference: string;
  /** The uuid of the customer. */
  readonly customer: string;
  /** The amount as the program writes it. */
  readonly amount: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** Made for this attempt alone; only the process that made it may send. */
  readonly nonce: string;
  /** When it was prepared, as an ISO timestamp. */
  readonly preparedAt: string;
  /** After this moment it is not sent any more. */
  readonly sendBefore: string;
  /** How many seconds its request may take; absent in records that were made before it was noted. */
  readonly deadlineSeconds?: number;
  /** The own balance at that time; absent if the account does not show one. */
  readonly balanceBefore?: string;
  /** Of the customer's writable fields without secrets, as they were. */
  readonly customerHash: string;
}

/** What an execution records. */
export interface TransferRecord extends Prepared {
  readonly state: TransferState;
  /** What happened, in a sentence or two. */
  readonly reason: string;
  /** When the request was about to leave; absent if none did. */
  readonly sentAt?: string;
  /** When its end was known. */
  readonly endedAt?: string;
  /** The HTTP status of the answer. */
  readonly status?: number;
  /** The API's own name for the exchange. */
  readonly trackingToken?: string;
  /** The own balance directly before the request. */
  readonly balanceFrom?: string;
  /** The own balance after it. */
  readonly balanceAfter?: string;
  /** What the operator has said since. */
  readonly said?: Word;
  /** When that was recorded. */
  readonly saidAt?: string;
}

const preparedKeys = [
  ...(["reference", "customer", "amount", "attempt", "nonce"] as const),
  ...(["preparedAt", "sendBefore", "deadlineSeconds", "balanceBefore", "customerHash"] as const),
] satisfies (keyof Prepared)[];

const recordKeys = [
  ...preparedKeys,
  ...(["state", "reason", "sentAt", "endedAt", "status"] as const),
  ...(["trackingToken", "balanceFrom", "balanceAfter", "said", "saidAt"] as const),
] satisfies (keyof TransferRecord)[];

/** The part of inputs that an intent made. */
export function preparedIn(inputs: Props): Prepared {
  return pick(inputs, preparedKeys);
}

/** The record in the outputs of an execution. */
export function recordIn(outputs: Props): TransferRecord {
  return pick(outputs, recordKeys);
}

/** Whether nothing is left to be said of an attempt: the money has moved, or the operator has spoken. */
export function isClosed(record: Pick<TransferRecord, "state" | "said">): boolean {
  return record.state === "settled" || record.said !== undefined;
}

/** `CreditTransfer "2026-11 top-up acme"`, with the attempt after the first. */
export function transferName({ reference, attempt }: Pick<Prepared, "reference" | "attempt">): string {
  return `CreditTransfer ${JSON.stringify(reference)}${attempt > 1 ? ` (attempt ${attempt})` : ""}`;
}

/** What the parts of a transfer have written themselves, and the engine has kept. */
function pick<Kept>(props: Props, names: readonly (keyof Kept & string)[]): Kept {
  return clean(Object.fromEntries(names.map((name) => [name, own(props, name)]))) as Kept;
}
