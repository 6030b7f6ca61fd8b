import { YayError } from "../common/errors";

export { type FailureDetails, SettingsError, YayError } from "../common/errors";

/** Nothing reached the API, or it declined to look at it (429): doing the same again is safe. */
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

/** What a look-up asks for does not live, or not where it was looked for: the API's own 404 says so, or its own list. */
export class NotFoundError extends GoneError {
  static override readonly code = "YAY_NOT_FOUND";
  declare readonly code: "YAY_NOT_FOUND";
}

/** What a look-up asks by cannot name one object: it has no value, is no uuid, or fits several. */
export class SelectorError extends YayError {
  static override readonly code = "YAY_SELECTOR";
  declare readonly code: "YAY_SELECTOR";
}

/** The customer acted for does not exist any more, proven by a 404 of its own, and so neither do its objects. */
export class CustomerGoneError extends YayError {
  static override readonly code = "YAY_CUSTOMER_GONE";
  declare readonly code: "YAY_CUSTOMER_GONE";
}

/** The request may have been applied, or may not: look before doing it again. */
export class UnknownOutcomeError extends YayError {
  static override readonly code: string = "YAY_UNKNOWN_OUTCOME";
  declare readonly code: "YAY_UNKNOWN_OUTCOME" | "YAY_UNEXPECTED_ANSWER";
}

/** An answer came, but not one that this API gives; what it did is therefore unknown. */
export class UnexpectedAnswerError extends UnknownOutcomeError {
  static override readonly code = "YAY_UNEXPECTED_ANSWER";
  declare readonly code: "YAY_UNEXPECTED_ANSWER";
}
