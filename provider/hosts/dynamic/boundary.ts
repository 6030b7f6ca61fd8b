import { printable, YayError } from "../../client/index";
import { PartialFailure } from "../../lifecycle/errors";
import type { Handler } from "../../lifecycle/fullObject";
import { flowsAreJudgedElsewhere } from "../../resources/flowRules";

/**
 * Every error of a handler as the engine should print it: its message, and no stack with paths of this machine. Names come from programs and
 * from the API; what a terminal would take for a command goes.
 */
export function bounded(handler: Handler): Handler {
  return {
    check: async (...args) => {
      const { inputs, failures } = await guarded(() => handler.check(...args));
      return { inputs, failures: failures.map((failure) => ({ ...failure, reason: printable(failure.reason) })) };
    },
    diff: (...args) => guarded(() => handler.diff(...args)),
    create: (...args) => guarded(() => sending(() => handler.create(...args))),
    read: (...args) => guarded(() => handler.read(...args)),
    update: (...args) => guarded(() => sending(() => handler.update(...args))),
    delete: (...args) => guarded(() => sending(() => handler.delete(...args))),
  };
}

/** A preview whose flows are judged elsewhere sends nothing; nothing else may run without the check. */
function sending<T>(method: () => Promise<T>): Promise<T> {
  if (!flowsAreJudgedElsewhere()) return method();
  throw new YayError(
    "YAY_FLOWS_JUDGED_BY is set, which leaves call flows unchecked: it is for previews alone. Nothing was sent; unset it.",
  );
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
