import { type Prepared, transferName, type TransferRecord, type Word } from "./record";
import { believedFrom, instant } from "./texts";

/** When a word is said, and how many seconds a request may take, for records that do not say it. */
export interface Hearing {
  readonly now: number;
  readonly deadlineSeconds: number;
}

/**
 * Why a word about an attempt cannot be taken; undefined if it agrees with the record, or settles what is not known. Words are written
 * once: a program that says another one later is refused.
 */
export function objection(word: Word, attempt: Prepared | TransferRecord, hearing: Hearing): string | undefined {
  const { state = "unknown", said } = attempt as Partial<TransferRecord>;
  if (said !== undefined)
    return said === word ? undefined : refused(word, attempt, `"${said}" is recorded already, and a word is said once`);
  if (word === "received") {
    if (state === "settled" || state === "unknown") return undefined;
    return refused(word, attempt, `the record says that no money has moved (${state}). To try again, write it in earlier`);
  }
  if (state === "settled") {
    return refused(
      word,
      attempt,
      "the record says that the money has moved; a further attempt would pay twice. Take the word out of earlier",
    );
  }
  if (word === "rejected") {
    if (state === "rejected") return undefined;
    return refused(
      word,
      attempt,
      `the record does not say that the API refused it (${state}); if no money has arrived, write "notReceived"`,
    );
  }
  return state === "unknown" ? tooEarly(word, attempt, hearing) : undefined;
}

function tooEarly(word: Word, attempt: Prepared, { now, deadlineSeconds }: Hearing): string | undefined {
  const from = believedFrom(attempt, deadlineSeconds);
  if (now >= from) return undefined;
  return refused(word, attempt, `a request of it may still be on its way until ${instant(from)}. Say it after that, when you have looked`);
}

function refused(word: Word, attempt: Prepared, reason: string): string {
  return `${transferName(attempt)}: the word "${word}" cannot be taken: ${reason}. Nothing was sent.`;
}
