import { NotAppliedError, printable, RejectedError, SettingsError, YayError } from "../../client/index";
import { GuessedPathError, PartialFailure } from "../../lifecycle/errors";
import type { Handler } from "../../lifecycle/forms/handler";

/** Returns why this process must not send anything; undefined if it may. */
export type Objection = () => string | undefined;

/**
 * Wraps a handler so that the engine prints its errors well: only the message, no stack with paths of this machine. Control characters are
 * removed, because names come from programs and from the API.
 */
export function bounded(handler: Handler, objection: Objection): Handler {
  const sending = <T>(method: () => Promise<T>) => unlessRefused(method, objection);
  return {
    check: async (...args) => {
      isProgramHeard = true;
      const { inputs, failures } = await guarded(() => handler.check(...args));
      return { inputs, failures: failures.map((failure) => ({ ...failure, reason: printable(failure.reason) })) };
    },
    diff: (...args) => guarded(() => handler.diff(...args)),
    create: (...args) => guarded(() => sending(() => handler.create(...args))),
    read: (...args) => guarded(() => withLastConfiguration(() => handler.read(...args))),
    update: (...args) => guarded(() => sending(() => handler.update(...args))),
    delete: (...args) => guarded(() => sending(() => withLastConfiguration(() => handler.delete(...args))), wholeMessage),
  };
}

/** Whether the engine has called any check. Then a program runs, and this process has its current configuration. */
let isProgramHeard = false;

const LAST_CONFIGURATION =
  "If a yay: setting was changed in the stack's configuration: a refresh (that of `up --refresh` and `preview --refresh`, too) and a destroy get the " +
  "configuration as the last `up` had it. Run `pulumi up` without --refresh first, or add --run-program.";

/**
 * Adds advice to errors that a changed setting may fix. Without a program, the engine configures this process from the state, with the
 * settings of the last `up`.
 */
async function withLastConfiguration<T>(method: () => Promise<T>): Promise<T> {
  try {
    return await method();
  } catch (error) {
    if (!isProgramHeard && mayComeFromSettings(error)) error.message += `\n${LAST_CONFIGURATION}`;
    throw error;
  }
}

function mayComeFromSettings(error: unknown): error is YayError {
  if (RejectedError.is(error)) return error.status === 401 || error.status === 403;
  return SettingsError.is(error) || GuessedPathError.is(error) || (NotAppliedError.is(error) && error.status === undefined);
}

function unlessRefused<T>(method: () => Promise<T>, objection: Objection): Promise<T> {
  const reason = objection();
  if (reason === undefined) return method();
  throw new YayError(`${reason} Nothing was sent; unset it.`);
}

/** What the host prints of an error on the stack, beside what the engine prints of it at the resource: `${said}: ${rest}`. */
type Aside = (message: string) => readonly [said: string, rest: string];

/** Enough of what a check, diff or read has thrown, which may be the same for every resource of a stack. */
const firstLine: Aside = (message) => [withoutEnd(message.split("\n")[0]), ""];

/** A deletion is the end of a resource, and a line that ends in a colon would leave out what is in its way. */
const wholeMessage: Aside = (message) => {
  const [first, ...rest] = message.split("\n");
  return [withoutEnd(first), rest.map((line) => `\n${line}`).join("")];
};

function withoutEnd(line = ""): string {
  return line.replace(/[.:]$/, "");
}

async function guarded<T>(method: () => Promise<T>, aside: Aside = firstLine): Promise<T> {
  try {
    return await method();
  } catch (error) {
    if (error instanceof Error) {
      error.message = printable(error.message);
      if (PartialFailure.is(error)) error.reasons.splice(0, Infinity, ...error.reasons.map(printable));
      // The host prints the error of a check, diff, read or delete as `${error}: ${error.stack}`, beside the engine, which prints the message.
      const [said, rest] = aside(error.message);
      Object.defineProperty(error, "stack", { value: rest, configurable: true });
      Object.defineProperty(error, "toString", { value: () => said, configurable: true });
      throw error;
    }
    throw new YayError(printable(String(error)));
  }
}
