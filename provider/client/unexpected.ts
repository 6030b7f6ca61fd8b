import { UnexpectedAnswerError } from "./errors";
import { namedStatus } from "./status";
import type { Answer, Call } from "./types";

/** The error for a successful answer with unusable content: what was attempted, what came back, and `why` it is unusable. */
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
