import { sha1 } from "./sha1";
import { isRecord, isUuid } from "./values";

/** The namespace of step uuids. It must never change, because every step uuid depends on it. */
export const STEP_NAMESPACE = "8a1f4e0c-6b0d-4f5e-9c53-2d7b3c1a90e6";

const bytesOf = (uuid: string): number[] => (uuid.replaceAll("-", "").match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));

const NAMESPACE_BYTES = bytesOf(STEP_NAMESPACE);
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const encoder = new TextEncoder();

/** A name-based uuid, version 5 (RFC 9562, section 5.5). */
export function uuidV5(namespace: string, name: string): string {
  const prefix = namespace === STEP_NAMESPACE ? NAMESPACE_BYTES : bytesOf(namespace);
  const encoded = encoder.encode(name);
  const message = new Uint8Array(prefix.length + encoded.length);
  message.set(prefix);
  message.set(encoded, prefix.length);
  const digest = sha1(message).subarray(0, 16);
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(digest, (byte) => HEX[byte] ?? "").join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/**
 * The uuid of a step. Always the same for the same seed, customer and step name, so that a flow that one program creates twice is
 * recognised. The hashed name is the JSON text `[seed, customer, step]`; the customer of the own account is `null`.
 */
export function stepUuid(seed: string, customer: string | undefined, step: string): string {
  const name = JSON.stringify([seed, customer ?? null, step]);
  const known = made.get(name) ?? uuidV5(STEP_NAMESPACE, name);
  if (made.size >= MOST_REMEMBERED) made.clear();
  made.set(name, known);
  return known;
}

/** Each look at a flow asks for the uuids of all its steps, so those of the last flows are remembered. */
const made = new Map<string, string>();
const MOST_REMEMBERED = 5000;

/** The part of the state of a CallFlow or CallFlowContent from which step uuids are derived. */
export interface StepOwner {
  readonly seed?: unknown;
  readonly customer?: unknown;
  /** Of a content: the flow that it fills. */
  readonly callFlow?: unknown;
  readonly flow?: unknown;
}

/** The seed of a content's steps. It includes the flow, because the same content may have filled another flow before. */
export function contentSeed(seed: string, callFlow: string): string {
  return `${seed}#${callFlow.toLowerCase()}`;
}

/**
 * The step uuids that can be derived from a state. The state records under `stepUuids` only those that differ, such as adopted ones and
 * those of a renamed resource; states of 0.1.0 record all. Without a seed (a resource that was read by `.get`) nothing can be derived.
 */
export function followingStepUuids({ seed, customer, callFlow, flow }: StepOwner): Record<string, string> {
  if (typeof seed !== "string" || !isRecord(flow)) return {};
  const whole = typeof callFlow === "string" ? contentSeed(seed, callFlow) : seed;
  const uuidOf = (name: string) => (isUuid(name) ? name : stepUuid(whole, typeof customer === "string" ? customer : undefined, name));
  return Object.fromEntries(Object.keys(flow).map((name) => [name, uuidOf(name)]));
}
