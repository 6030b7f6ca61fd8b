import { createHash } from "node:crypto";

/** The name that a program gave to a resource, from the URN that the class passes as `seed`. */
export function resourceName(seed: unknown): string {
  if (typeof seed !== "string" || seed === "") return "";
  const at = seed.lastIndexOf("::");
  return at < 0 ? seed : seed.slice(at + 2);
}

/** The name of a resource in messages: `SubReseller "acme"`. */
export function label(kind: string, seed: unknown, id?: string): string {
  const name = resourceName(seed);
  if (name !== "") return `${kind} "${name}"`;
  return id === undefined || id === "" ? kind : `${kind} ${id}`;
}

/** A stable name that looks random, 24 characters of a–z and 0–9 that differ for every resource of every stack. */
export function randomLookingName(seed: string): string {
  const digest = createHash("sha256").update(seed).digest("hex");
  return `c${BigInt(`0x${digest}`).toString(36).slice(0, 23)}`;
}
