import { withErrors } from "./withErrors";

type Wrap = (...args: unknown[]) => unknown;

/** The module of the SDK that remembers of each promise of a run where it was made, at least from 3.216 to 3.276. */
interface Debuggable {
  debuggablePromise?: Wrap;
  /** Set by PULUMI_DEBUG_PROMISE_LEAKS: only then is what it remembers ever shown. */
  readonly debugPromiseLeaks?: unknown;
}

let isDone = false;

/**
 * From now on the SDK formats no stack trace of promises that it alone makes, which nobody sees unless PULUMI_DEBUG_PROMISE_LEAKS is set. It makes
 * four for each output of a resource, and formats and maps ten frames of each. Errors keep their traces. If an SDK has no such module, its
 * behaviour is unchanged.
 */
export function disablePromiseTraces(): void {
  if (isDone) return;
  isDone = true;
  const sdk = sdkModule();
  const original = sdk.debuggablePromise;
  if (typeof original !== "function") return;
  sdk.debuggablePromise = (...args) => {
    if (Boolean(sdk.debugPromiseLeaks)) return original(...args);
    return withErrors({ prepareStackTrace: () => "", stackTraceLimit: 0 }, () => original(...args));
  };
}

function sdkModule(): Debuggable {
  try {
    return require("@pulumi/pulumi/runtime/debuggable") as Debuggable;
  } catch {
    return {};
  }
}
