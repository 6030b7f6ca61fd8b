import type { Ringing } from "../callflow/callScript";
import { isRecord, own } from "../common/values";
import { stringsWithin } from "../callflow/values";
import { type Directory, isKnown, listOf } from "./directory";
import type { CallObject, Party } from "./types";

/** A party that rings, with those that ring for it. */
export interface Rings extends Party {
  readonly object: CallObject | undefined;
  readonly members: readonly Rings[];
}

/** Whom a step of module `extension` rings. */
export function rungBy(step: unknown, directory: Directory): Rings[] {
  const entries = isRecord(step) ? own(step, "extensions") : undefined;
  return (Array.isArray(entries) ? entries : []).map((entry: unknown) => rung(entry, directory));
}

function rung(entry: unknown, directory: Directory): Rings {
  const type = isRecord(entry) ? own(entry, "type") : undefined;
  if (type === "forward") {
    const number = isRecord(entry) ? own(entry, "number") : undefined;
    return { kind: "number", uuid: undefined, name: isKnown(number) ? number : "a number not known yet", object: undefined, members: [] };
  }
  const uuid = isRecord(entry) ? own(entry, "uuid") : undefined;
  return type === "huntgroup" ? groupOf(uuid, directory) : alone(type === "sipuser" ? "SipUser" : String(type), uuid, directory);
}

function alone(kind: string, uuid: unknown, directory: Directory): Rings {
  return { ...directory.party(kind, uuid), object: directory.get(uuid), members: [] };
}

function groupOf(uuid: unknown, directory: Directory): Rings {
  const group = alone("HuntGroup", uuid, directory);
  const members = group.object === undefined ? [] : listOf(group.object, "members");
  return { ...group, members: members.map((member) => alone("SipUser", member, directory)) };
}

/** The queue that a step of an undocumented module puts a call into, if it names one of the account. */
export function queueOf(step: unknown, directory: Directory): Rings | undefined {
  const queue = stringsWithin(step)
    .map(({ text }) => directory.get(text))
    .find((object) => object?.kind === "QueueGroup");
  if (queue === undefined) return undefined;
  return { ...alone("QueueGroup", queue.uuid, directory), members: listOf(queue, "members").map((group) => groupOf(group, directory)) };
}

/** A party and all that ring for it. */
export function withMembers(party: Rings): Rings[] {
  return [party, ...party.members.flatMap(withMembers)];
}

/** Those who ring at last. */
function phonesOf(party: Rings): Rings[] {
  return party.members.length === 0 ? [party] : party.members.flatMap(phonesOf);
}

/** What a test says of parties. */
export type Answers = (party: Rings) => Ringing | undefined;

/** How ringing several parties ends, and who answers. */
export function outcomeOf(parties: readonly Rings[], answers: Answers): { readonly ringing: Ringing; readonly by: Party | undefined } {
  const all = parties.flatMap(withMembers);
  const by = [...all].reverse().find((party) => answers(party) === true);
  if (by !== undefined) return { ringing: true, by: partyOf(by) };
  const isBusy = (party: Rings): boolean =>
    answers(party) === "busy" || (party.members.length > 0 && phonesOf(party).every((phone) => answers(phone) === "busy"));
  return { ringing: parties.length > 0 && parties.every(isBusy) ? "busy" : false, by: undefined };
}

/** A party without what rings for it. */
export function partyOf({ kind, uuid, name }: Party): Party {
  return { kind, uuid, name };
}

/** Parties in words: `Counter (1003), group Workshop (Workbench (1001), Foreman (1002))`. */
export function inWords(parties: readonly Rings[]): string {
  if (parties.length === 0) return "nobody";
  return parties.map((party) => `${WORDS[party.kind] ?? ""}${party.name}${membersInWords(party)}`).join(", ");
}

const WORDS: Readonly<Record<string, string>> = { HuntGroup: "group ", QueueGroup: "queue " };

function membersInWords({ kind, members }: Rings): string {
  if (members.length > 0) return `: ${members.map(({ name }) => name).join(", ")}`;
  return kind === "HuntGroup" || kind === "QueueGroup" ? ": nobody" : "";
}
