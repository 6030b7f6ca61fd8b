import { z } from "zod";
import type { RequestRecord } from "./log";

/** Selects the requests that a fault affects. Conditions that are left out match every request. */
export interface FaultMatch {
  /** The HTTP method. */
  readonly method?: string | undefined;
  /** A path; `*` matches one segment, a final `**` any rest: "/account/reseller/*". */
  readonly path?: string | undefined;
  /** The value of X-Auth-For; null for requests without it. */
  readonly customer?: string | null | undefined;
  /** A key that the JSON body must have: "balance" distinguishes transfers from updates. */
  readonly bodyKey?: string | undefined;
  /** Only requests whose credentials are good, from an address that is allowed; the others get their refusal. Default: whoever asks, as a proxy in front would. */
  readonly credentials?: "good" | undefined;
  /** Only the n-th of the matching requests, from 1, counted since the fault was added. */
  readonly nth?: number | undefined;
  /** A further condition; in-process only. */
  readonly where?: ((record: RequestRecord) => boolean) | undefined;
}

/** What happens to the answer. */
export type FaultEffect =
  /** Another status, by default with its envelope; without it the body is empty. */
  | { readonly kind: "status"; readonly status: number; readonly envelope?: boolean | undefined }
  /** 429, or another status, with Retry-After in seconds or as an HTTP date. */
  | { readonly kind: "retryLater"; readonly retryAfter: number | string; readonly status?: number | undefined }
  /** The HTML page of a proxy. Default status 502. */
  | { readonly kind: "html"; readonly status?: number | undefined }
  /** A redirect. Default status 302. */
  | { readonly kind: "redirect"; readonly location: string; readonly status?: number | undefined }
  /** An envelope whose status contradicts the HTTP status. Default HTTP status: 200. */
  | { readonly kind: "contradict"; readonly inner: number; readonly status?: number | undefined }
  /** The right status without a body. */
  | { readonly kind: "empty" }
  /** The right answer under a wrong content type. Default text/plain. */
  | { readonly kind: "contentType"; readonly contentType?: string | undefined }
  /** The right status and length, but the connection ends after some bytes. Default: after half of them. */
  | { readonly kind: "truncate"; readonly bytes?: number | undefined }
  /** The right status with a body that is not JSON. */
  | { readonly kind: "garbage" }
  /** Any body. Default: status 200, application/json. */
  | { readonly kind: "custom"; readonly text: string; readonly status?: number | undefined; readonly contentType?: string | undefined }
  /** The connection ends without an answer; with `reset` by a TCP reset. */
  | { readonly kind: "drop"; readonly reset?: boolean | undefined }
  /** Never answers. */
  | { readonly kind: "hang" };

/** Misbehaviour for selected requests. A fault without effect and wait changes nothing. */
export interface Fault {
  /** The requests that it affects. Default: every one. */
  readonly match?: FaultMatch | undefined;
  /** How many requests it affects. Default 1; 0 for every one until it is removed. */
  readonly times?: number | undefined;
  /** What happens to the answer. Default: nothing. */
  readonly effect?: FaultEffect | undefined;
  /**
   * Whether the request still takes effect. Default: true for empty, contentType, truncate and garbage, which damage a correct answer, and
   * for a fault without effect; otherwise false.
   */
  readonly applied?: boolean | undefined;
  /** Waits before the request takes effect, or after that and before the answer: for some milliseconds, or until released. */
  readonly wait?: { readonly when: "before" | "after"; readonly ms?: number | undefined } | undefined;
}

const status = z.int().min(200).max(599);
const EFFECT = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("status"), status, envelope: z.boolean().optional() }),
  z.strictObject({ kind: z.literal("retryLater"), retryAfter: z.union([z.int().min(0), z.string()]), status: status.optional() }),
  z.strictObject({ kind: z.literal("html"), status: status.optional() }),
  z.strictObject({ kind: z.literal("redirect"), location: z.string().min(1), status: status.optional() }),
  z.strictObject({ kind: z.literal("contradict"), inner: status, status: status.optional() }),
  z.strictObject({ kind: z.literal("empty") }),
  z.strictObject({ kind: z.literal("contentType"), contentType: z.string().min(1).optional() }),
  z.strictObject({ kind: z.literal("truncate"), bytes: z.int().min(0).optional() }),
  z.strictObject({ kind: z.literal("garbage") }),
  z.strictObject({ kind: z.literal("custom"), text: z.string(), status: status.optional(), contentType: z.string().min(1).optional() }),
  z.strictObject({ kind: z.literal("drop"), reset: z.boolean().optional() }),
  z.strictObject({ kind: z.literal("hang") }),
]);

const FAULT = z.strictObject({
  match: z
    .strictObject({
      method: z.string().min(1).optional(),
      path: z.string().startsWith("/").optional(),
      customer: z.string().nullable().optional(),
      bodyKey: z.string().min(1).optional(),
      credentials: z.literal("good").optional(),
      nth: z.int().min(1).optional(),
    })
    .optional(),
  times: z.int().min(0).optional(),
  effect: EFFECT.optional(),
  applied: z.boolean().optional(),
  wait: z.strictObject({ when: z.enum(["before", "after"]), ms: z.int().min(0).max(600_000).optional() }).optional(),
});

/** Validates a value of unknown origin as a fault. Throws an Error that names what is wrong. */
export function loadFault(value: unknown): Fault {
  const parsed = FAULT.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error(`Not a fault: ${parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")}`);
}

const BODY_EFFECTS: readonly FaultEffect["kind"][] = ["empty", "contentType", "truncate", "garbage"];

/** Whether a request that this fault affects takes effect. */
export function isApplied(fault: Fault): boolean {
  return fault.applied ?? (fault.effect === undefined || BODY_EFFECTS.includes(fault.effect.kind));
}
