import { printable, YayError } from "../../client/index";
import { PartialFailure } from "../../lifecycle/errors";
import type { Handler } from "../../lifecycle/fullObject";

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
    create: (...args) => guarded(() => handler.create(...args)),
    read: (...args) => guarded(() => handler.read(...args)),
    update: (...args) => guarded(() => handler.update(...args)),
    delete: (...args) => guarded(() => handler.delete(...args)),
  };
}

async function guarded<T>(method: () => Promise<T>): Promise<T> {
  try {
    return await method();
  } catch (error) {
    if (error instanceof Error) {
      error.message = printable(error.message);
      if (PartialFailure.is(error)) error.reasons.splice(0, Infinity, ...error.reasons.map(printable));
      Object.defineProperty(error, "stack", { value: "", configurable: true });
      throw error;
    }
    throw new YayError(printable(String(error)));
  }
}
