import { UnexpectedAnswerError } from "./errors";
import { namedStatus } from "./status";
import type { Answer, Call } from "./types";

/** The error for an answer that was good as such and is not what it should be: what was attempted, what came back, and `why` that is no use. */
export function unexpected(
  { attempt, method, path }: Pick<Call, "attempt" | "method" | "path">,
  answer: Answer,
  why: string,
): UnexpectedAnswerError {
  const { status, trackingToken } = answer;
  const token = trackingToken === undefined ? "" : `, tracking token ${trackingToken}`;
  return new UnexpectedAnswerError(`Cannot ${attempt}: ${method} ${path} → ${namedStatus(status)}${token}, ${why}`, {
    ...{ method, path, status },
    ...(trackingToken !== undefined && { trackingToken }),
  });
}
