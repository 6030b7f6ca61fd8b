import { NotAppliedError, printable, RejectedError, SettingsError, YayError } from "../../client/index";
import { PartialFailure } from "../../lifecycle/errors";
import type { Handler } from "../../lifecycle/forms/handler";

/** Why this process may send nothing; undefined where it may. */
export type Objection = () => string | undefined;

/**
 * Every error of a handler as the engine should print it: its message, and no stack with paths of this machine. Names come from programs and
 * from the API; what a terminal would take for a command goes.
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
    delete: (...args) => guarded(() => sending(() => withLastConfiguration(() => handler.delete(...args)))),
  };
}

/** Whether the engine has asked about anything that a program declares: then this process has the configuration of today. */
let isProgramHeard = false;

const LAST_CONFIGURATION =
  "If a yay: setting was changed in the stack's configuration: a refresh (that of `up --refresh` and `preview --refresh`, too) and a destroy get the " +
  "configuration as the last `up` had it. Run `pulumi up` without --refresh first, or add --run-program.";

/**
 * Without a program the engine configures this process from the state, by what the last `up` knew. An error that another setting may mend says
 * so there.
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
  return SettingsError.is(error) || (NotAppliedError.is(error) && error.status === undefined);
}

function unlessRefused<T>(method: () => Promise<T>, objection: Objection): Promise<T> {
  const reason = objection();
  if (reason === undefined) return method();
  throw new YayError(`${reason} Nothing was sent; unset it.`);
}

async function guarded<T>(method: () => Promise<T>): Promise<T> {
  try {
    return await method();
  } catch (error) {
    if (error instanceof Error) {
      error.message = printable(error.message);
      if (PartialFailure.is(error)) error.reasons.splice(0, Infinity, ...error.reasons.map(printable));
      Object.defineProperty(error, "stack", { value: "", configurable: true });
      // The host prints the error of a check, diff, read or delete a second time; one line of it is enough there.
      Object.defineProperty(error, "toString", { value: () => error.message.split("\n")[0]?.replace(/[.:]$/, ""), configurable: true });
      throw error;
    }
    throw new YayError(printable(String(error)));
  }
}
