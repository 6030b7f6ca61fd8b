import type { IdKind } from "../callflow/index";
import type { Kind } from "../kinds/registry";

/** A section of a customer whose parts have names. */
export type Section = "sounds" | "playlists" | "mailboxes" | "users" | "groups" | "queueGroups" | "flows" | "hours";

/** What a section is made of. */
export interface SectionFact {
  readonly kind: Kind;
  /** One part in words. */
  readonly part: string;
  /** The kind's name in a call flow. */
  readonly inFlows?: IdKind;
}

/** The sections, each after those that its parts can name. */
export const sections: Readonly<Record<Section, SectionFact>> = {
  sounds: { kind: "Sound", part: "sound", inFlows: "sound" },
  playlists: { kind: "Playlist", part: "playlist", inFlows: "playlist" },
  mailboxes: { kind: "Mailbox", part: "mailbox", inFlows: "mailbox" },
  users: { kind: "SipUser", part: "user", inFlows: "sipuser" },
  groups: { kind: "HuntGroup", part: "group", inFlows: "huntgroup" },
  queueGroups: { kind: "QueueGroup", part: "queue group" },
  flows: { kind: "CallFlow", part: "flow" },
  hours: { kind: "TimeDiary", part: "hours" },
};

export const sectionNames = Object.keys(sections) as readonly Section[];

/** The section whose parts are of a kind. */
export function sectionOf(kind: string): Section | undefined {
  return sectionNames.find((name) => sections[name].kind === kind);
}

/** The section whose parts a call flow calls so. */
export function sectionInFlows(kind: IdKind): Section | undefined {
  return sectionNames.find((name) => sections[name].inFlows === kind);
}

/** The flow that a number is answered by, and the hours that it keeps, if nothing else is said. */
export const MAIN = "main";

/** The flow that answers while hours are closed, if nothing else is said. */
export const CLOSED = "closed";

/** What a part is called for people if it says no name: `after-hours` is "After hours". */
export function spoken(name: string): string {
  const words = name.replaceAll(/[-_.]+/g, " ").trim();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
