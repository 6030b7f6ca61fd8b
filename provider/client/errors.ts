import { YayError } from "../common/errors";

export { type FailureDetails, SettingsError, YayError } from "../common/errors";

/** Nothing reached the API, or it declined to process the request (429): repeating it is safe. */
export class NotAppliedError extends YayError {
  static override readonly code = "YAY_NOT_APPLIED";
  declare readonly code: "YAY_NOT_APPLIED";
}

/** The API refused: 400, 401, 403, 409, 422 or another 4xx. The same request will be refused again. */
export class RejectedError extends YayError {
  static override readonly code = "YAY_REJECTED";
  declare readonly code: "YAY_REJECTED";
  declare readonly status: number;
}

/** A proven 404: the API itself says that the object does not exist. */
export class GoneError extends YayError {
  static override readonly code: string = "YAY_GONE";
  declare readonly code: "YAY_GONE" | "YAY_NOT_FOUND";
}

/** A look-up, or a resource that is to find its object, found nothing, or not where it looked: the API's own 404 says so, or its own list. */
export class NotFoundError extends GoneError {
  static override readonly code = "YAY_NOT_FOUND";
  declare readonly code: "YAY_NOT_FOUND";
}

/**
 * The selector of a look-up does not name exactly one object: it has no value, is not a uuid, matches several, or asks for a value that answers
 * do not show.
 */
export class SelectorError extends YayError {
  static override readonly code = "YAY_SELECTOR";
  declare readonly code: "YAY_SELECTOR";
}

/**
 * The customer on whose behalf the call was made does not exist any more, and so neither do its objects: a 404 of the customer itself
 * proves it.
 */
export class CustomerGoneError extends YayError {
  static override readonly code = "YAY_CUSTOMER_GONE";
  declare readonly code: "YAY_CUSTOMER_GONE";
}

/** The request may or may not have been applied: look before repeating it. */
export class UnknownOutcomeError extends YayError {
  static override readonly code: string = "YAY_UNKNOWN_OUTCOME";
  declare readonly code: "YAY_UNKNOWN_OUTCOME" | "YAY_UNEXPECTED_ANSWER";
}

/** An answer came in a form that this API does not use, so it is not known what the request did. */
export class UnexpectedAnswerError extends UnknownOutcomeError {
  static override readonly code = "YAY_UNEXPECTED_ANSWER";
  declare readonly code: "YAY_UNEXPECTED_ANSWER";
}
