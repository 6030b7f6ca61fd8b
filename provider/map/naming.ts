import { plainText, titleOf } from "../common/titles";
import { isUuid, own } from "../common/values";
import { kindInWords } from "./kinds";
import type { MapObject } from "./types";

/** The name by which people know an object: its own, else that of its resource, else its kind and the beginning of its uuid. */
export function nameOf(object: MapObject): string {
  const { kind, uuid, args, resource, invented = [] } = object;
  const given = Object.entries(args).filter(([name]) => !invented.includes(name));
  return titleOf(kind, Object.fromEntries(given)) ?? resource ?? unnamed(kind, uuid);
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
