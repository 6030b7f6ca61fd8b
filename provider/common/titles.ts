import { HIDDEN } from "./hidden";
import { own, UNKNOWN } from "./values";

/** The arguments that say to a person which object it is, best first. A kind that has none of them is told by its resource or its uuid. */
export const TITLES: readonly string[] = [
  ...["contactName", "name", "displayName", "nickname", "number", "shortCode", "emailAddress", "email", "username"],
  ...["domain", "ip"],
];

/** Kinds that are known by something else first. */
const FIRST: Readonly<Record<string, string>> = { PhoneNumber: "number", NumberAddress: "nickname" };

/** A plain value as text; undefined if it is none, is not known yet or is a secret. */
export function plainText(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" && value !== UNKNOWN && value !== HIDDEN ? value : undefined;
}

/** What people call an object of a kind, by its arguments; undefined if none of them says it. */
export function titleOf(kind: string, args: Readonly<Record<string, unknown>>): string | undefined {
  const texts = [FIRST[kind] ?? "", ...TITLES].map((name) => plainText(own(args, name)));
  return texts.find((text) => text !== undefined);
}
