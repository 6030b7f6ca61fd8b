import { sha1 } from "./sha1";
import { isRecord, isUuid } from "./values";

/** The namespace of step uuids. It must never change, because every step uuid depends on it. */
export const STEP_NAMESPACE = "8a1f4e0c-6b0d-4f5e-9c53-2d7b3c1a90e6";

const bytesOf = (uuid: string): Uint8Array =>
  Uint8Array.from(uuid.replaceAll("-", "").match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

const encoder = new TextEncoder();

/** Each byte as two digits. */
const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Name-based uuids, version 5 (RFC 9562, section 5.5), of one namespace. */
function uuidsIn(namespace: string): (name: string) => string {
  const prefix = bytesOf(namespace);
  return (name) => {
    const text = encoder.encode(name);
    const message = new Uint8Array(prefix.length + text.length);
    message.set(prefix);
    message.set(text, prefix.length);
    return uuidOf(sha1(message));
  };
}

function uuidOf(digest: Uint8Array): string {
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  let text = "";
  for (let index = 0; index < 16; index += 1) {
    if (index === 4 || index === 6 || index === 8 || index === 10) text += "-";
    text += PAIRS[digest[index] ?? 0] ?? "";
  }
  return text;
}

const stepUuids = uuidsIn(STEP_NAMESPACE);

/** A look at a whole account sees each flow many times, and asks for the uuids of all its steps whenever it does. */
const remembered = new Map<string, string>();
const MOST_REMEMBERED = 20_000;

/** A name-based uuid, version 5 (RFC 9562, section 5.5). */
export function uuidV5(namespace: string, name: string): string {
  return uuidsIn(namespace)(name);
}

/**
 * The uuid of a step. Always the same for the same seed, customer and step name, so that a flow that one program creates twice is
 * recognised. The hashed name is the JSON text `[seed, customer, step]`; the customer of the own account is `null`.
 */
export function stepUuid(seed: string, customer: string | undefined, step: string): string {
  const name = JSON.stringify([seed, customer ?? null, step]);
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const uuid = stepUuids(name);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(name, uuid);
  return uuid;
}

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
