import { STOPPED } from "./agent";
import type { Verdict } from "./answer";
import type { YayError } from "./errors";
import { errorOfFault, errorOfRefusal, errorOfWithheld, type Context, type Withheld } from "./explain";
import type { Outcome } from "./retry";
import type { TransportFault } from "./transport";

/** The result of one attempt. */
export type Result =
  | { readonly kind: "verdict"; readonly verdict: Verdict; readonly retryAfter: string | undefined }
  | { readonly kind: "fault"; readonly fault: TransportFault }
  | { readonly kind: "withheld"; readonly withheld: Withheld; readonly fault?: TransportFault | undefined };

/** What the result of an attempt means for a retry. */
export function outcomeOf(result: Result): Outcome {
  switch (result.kind) {
    case "withheld":
      return "final";
    case "fault":
      return isFinal(result.fault) ? "final" : result.fault.sent ? "unknown" : "notApplied";
    case "verdict":
      return result.verdict.kind === "throttled" || result.verdict.kind === "unknown" ? result.verdict.kind : "final";
  }
}

/** Not repeated: a proxy that refused once will refuse again, and repeating wrong credentials can lock an account. */
function isFinal({ code, place }: TransportFault): boolean {
  return place === "proxy" ? /^4\d\d$/.test(code) && !["408", "425", "429"].includes(code) : code === "TOO_LARGE" || code === STOPPED;
}

/** The error for the last attempt of a call. */
export function errorOf(context: Context, result: Result): YayError {
  switch (result.kind) {
    case "withheld":
      return errorOfWithheld(context, result.withheld, result.fault);
    case "fault":
      return errorOfFault(context, result.fault);
    case "verdict":
      if (result.verdict.kind === "success") {
        throw new TypeError("a success is no error");
      }
      return errorOfRefusal(context, result.verdict);
  }
}
