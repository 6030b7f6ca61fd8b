import { NotAppliedError, UnexpectedAnswerError, UnknownOutcomeError, YayError } from "../../client/index";

/** What a failed look says, without a beginning that all of them share. */
export function wordsOf(failure: unknown, beginning: string): string {
  const text = failure instanceof Error ? failure.message : String(failure);
  return text.replace(beginning, "");
}

/** What helps before forcing a deletion, by what came back when it was looked what would suffer. @param closed when the answer stays the same */
export function beforeForcing(failures: readonly unknown[], closed: string): string {
  if (failures.some((failure) => failure instanceof YayError && failure.status === 401))
    return "Mend the credentials first, because deleting needs them too, and run it again. If the lists stay closed then,";
  if (failures.every(mayPass)) return "Run the command again. If it stays so,";
  return `If this is no passing fault, such as where ${closed}, the answer stays the same. Then`;
}

/** Whether the same look may be answered in a moment: no answer, a failure of the API, or too many requests. */
function mayPass(failure: unknown): boolean {
  if (UnexpectedAnswerError.is(failure)) return false;
  return UnknownOutcomeError.is(failure) || NotAppliedError.is(failure);
}
