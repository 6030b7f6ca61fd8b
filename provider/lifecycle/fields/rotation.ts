import { randomInt } from "node:crypto";
import { local } from "./local";
import { shaped } from "./shaped";
import type { Field } from "../kind";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const SIGNS = `${LETTERS}${LETTERS.toUpperCase()}0123456789`;

/** A password of 24 letters and digits, with capitals, small letters and digits among them. */
export function strongPassword(): string {
  const made = Array.from({ length: 24 }, () => SIGNS.charAt(randomInt(SIGNS.length))).join("");
  return [/[a-z]/, /[A-Z]/, /\d/].every((sort) => sort.test(made)) ? made : strongPassword();
}

/** A PIN of four digits, as the documents show them, and none that people try first: one digit four times, or four in a row. */
export function pin(): string {
  const made = Array.from({ length: 4 }, () => randomInt(10));
  const steps = new Set(made.slice(1).map((digit, index) => digit - (made[index] ?? 0)));
  return steps.size === 1 ? pin() : made.join("");
}

/**
 * Any text, with every change of which the provider makes a secret of the kind anew, beginning with the first. The program does not declare the
 * secret then; it is an output. Use it with `RotatingArgs`.
 */
export function rotation(secret: string, make: () => string = strongPassword): Field<false> {
  const field = local(shaped((z) => z.string().min(1, "must not be empty")));
  return { ...field, facts: { ...field.facts, rotates: secret }, make };
}
