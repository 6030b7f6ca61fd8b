import { HIDDEN } from "../common/hidden";
import { TITLES } from "../common/titles";
import { isUuid, own, UNKNOWN } from "../common/values";
import { kindInWords } from "./kinds";
import type { MapObject } from "./types";

/** Kinds that are known by something else first. */
const FIRST: Readonly<Record<string, string>> = { PhoneNumber: "number", NumberAddress: "nickname" };

/** A plain value as text; undefined if it is none, is not known yet or is a secret. */
export function plainText(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" && value !== UNKNOWN && value !== HIDDEN ? value : undefined;
}

/** The name by which people know an object: its own, else that of its resource, else its kind and the beginning of its uuid. */
export function nameOf(object: MapObject): string {
  const { kind, uuid, args, resource, invented } = object;
  for (const name of [FIRST[kind] ?? "", ...TITLES]) {
    const text = invented?.includes(name) === true ? undefined : plainText(own(args, name));
    if (text !== undefined) return text;
  }
  return resource ?? unnamed(kind, uuid);
}

/** What stands for the name of an object of which only the uuid is known; what each account has one of has a path for it. */
export function unnamed(kind: string, uuid: string): string {
  if (uuid.startsWith("/")) return kindInWords(kind);
  return `${kindInWords(kind)} ${isUuid(uuid) ? `${uuid.slice(0, 8)}…` : uuid}`.trim();
}

/** The internal number that reaches an object, or the number of a mailbox. */
export function extensionOf({ kind, args, invented }: MapObject): string | undefined {
  return invented?.includes("extension") === true ? undefined : plainText(own(args, kind === "Mailbox" ? "mailbox" : "extension"));
}

/** A uuid as a key, however it is written. */
export function keyOf(uuid: string): string {
  return uuid.toLowerCase();
}
