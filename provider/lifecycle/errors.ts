import { type FailureDetails, type JsonObject, withoutSecrets, YayError } from "../client/index";
import type { Difference, Finding } from "./kind";

/** Somebody changed a managed field since the state was written; nothing was sent. */
export class ChangedBehindError extends YayError {
  static override readonly code = "YAY_CHANGED_BEHIND";

  constructor(what: string, differences: readonly Difference[]) {
    super(
      [
        `Cannot update ${what}: somebody changed it since the last up or refresh, and nothing was sent.`,
        ...differences.map(({ path, from, to }) => `  ${path}: ${show(from)} in the state, ${show(to)} live`),
        "Run pulumi up --refresh to see it and to replace it; what the option ignoreChanges names is kept as it lives instead.",
        "Or set yay:onConflict to overwrite to replace such changes unseen, also of what ignoreChanges names.",
      ].join("\n"),
    );
  }
}

/** The arguments are not valid for the live object; nothing was sent. */
export class ArgumentsError extends YayError {
  static override readonly code = "YAY_ARGUMENTS";

  constructor(what: string, findings: readonly Finding[]) {
    super([`${what}, and nothing was sent:`, ...findings.map((finding) => `  ${sentence(finding)}`)].join("\n"));
  }
}

/** A finding in words. */
export function sentence({ path, reason }: Finding): string {
  return path === "" ? reason : `${path}: ${reason}`;
}

/** The API already has the object that the program would create. */
export class ExistsError extends YayError {
  static override readonly code = "YAY_EXISTS";

  /** The existing objects, and what to do if no resource of this program has them. */
  declare readonly found?: { readonly living: readonly JsonObject[]; readonly advice: string };

  constructor(message: string, found?: { readonly living: readonly JsonObject[]; readonly advice: string }) {
    super(message);
    // Not enumerable, so that it is not printed with the error.
    Object.defineProperty(this, "found", { value: found, enumerable: false });
  }
}

/** A creation costs money and the run may not buy so many, or could not note it; nothing was sent. */
export class PurchaseError extends YayError {
  static override readonly code = "YAY_PURCHASE";
}

/** Adopting would change the live object in ways that the preview did not show. */
export class AdoptionError extends YayError {
  static override readonly code = "YAY_ADOPTION";
}

/** Two resources of the program have one living object; nothing was sent. */
export class HeldTwiceError extends YayError {
  static override readonly code = "YAY_HELD_TWICE";
}

/** Another creation of the same run needs the object and failed; nothing was sent. */
export class WantedError extends YayError {
  static override readonly code = "YAY_WANTED";
}

/**
 * Deleting would also delete what the program does not mention, or take away what others refer to, or that is not known; nothing was sent.
 */
export class StillInUseError extends YayError {
  static override readonly code = "YAY_STILL_IN_USE";
}

/** A 404, or an answer with something else, at a path that no source shows: it may be another one, so that nothing is known of the object. */
export class GuessedPathError extends YayError {
  static override readonly code = "YAY_GUESSED_PATH";

  /** The object as its list shows it, if that does. */
  declare readonly listed?: JsonObject;

  constructor(message: string, gone: YayError, listed?: JsonObject) {
    const { method, path, status, trackingToken, apiMessage } = gone;
    super(message, given({ method, path, status, trackingToken, apiMessage }));
    // Not enumerable, so that it is not printed with the error.
    Object.defineProperty(this, "listed", { value: listed, enumerable: false });
  }
}

function given(details: { readonly [Name in keyof FailureDetails]: FailureDetails[Name] | undefined }): FailureDetails {
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
}

/**
 * The object exists, and something failed after it was created or changed. The engine stores `id` and `properties`, and the next up calls
 * update.
 */
export class PartialFailure extends YayError {
  static override readonly code = "YAY_PARTIAL";
  readonly reasons: string[];
  constructor(
    reason: string,
    readonly id: string,
    readonly properties: Record<string, unknown>,
  ) {
    super(reason);
    this.reasons = [reason];
  }
}

/** Formats a value for a report: short, on one line, without values whose key sounds like a secret. */
export function show(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  const text = JSON.stringify(withoutSecrets(value));
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

/** Adds advice to an error's message. */
export function advised<E extends Error>(error: E, advice: string | undefined): E {
  if (advice !== undefined && advice !== "") error.message = `${error.message}\n${advice}`;
  return error;
}

/** A copy of an error with a headline, for an error that several resources share and each reports as its own. */
export function headed(headline: string, error: unknown): unknown {
  if (!(error instanceof YayError)) return error;
  const own = Object.create(Object.getPrototypeOf(error) as object, Object.getOwnPropertyDescriptors(error)) as YayError;
  Object.defineProperty(own, "message", { value: `${headline}\n${error.message}`, writable: true, configurable: true });
  return own;
}
