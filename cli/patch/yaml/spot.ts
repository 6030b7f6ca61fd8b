import type { Segment } from "../types.js";
import { isRecord, valueAt } from "../values.js";
import { isMap, pairOf, type YamlFile } from "./document.js";
import { plain } from "./edit.js";

/** The sections of a customer's file, by the kind of their parts. */
export const SECTIONS: Readonly<Record<string, string>> = {
  Sound: "sounds",
  Playlist: "playlists",
  Mailbox: "mailboxes",
  SipUser: "users",
  HuntGroup: "groups",
  QueueGroup: "queueGroups",
  CallFlow: "flows",
  TimeDiary: "hours",
};

/** Where a resource stands in the file of its customer. */
export interface Spot {
  readonly customer: string;
  readonly file: YamlFile;
  readonly path: readonly Segment[];
}

/** Where a part stands in the file of its customer; undefined if it does not. */
export function pathOf(file: YamlFile, kind: string, part: string): readonly Segment[] | undefined {
  const root = plain(file.root);
  if (part === "") return kind === "SubReseller" ? ["customer"] : undefined;
  if (kind === "VoipBundle" && part === "bundle") return ["bundle"];
  if (kind === "CallRecordingRetention" && part === "recordings") return ["callRecordingRetention"];
  if (kind === "PhoneNumber") {
    const numbers = valueAt(root, ["numbers"]);
    const index = Array.isArray(numbers)
      ? numbers.findIndex((one: unknown) => one === part || (isRecord(one) && one["number"] === part))
      : -1;
    return index < 0 ? undefined : ["numbers", index];
  }
  const section = SECTIONS[kind];
  if (section === undefined) return undefined;
  // Users in a table have no part of their own in the file.
  if (section === "users" && typeof valueAt(root, [section]) === "string") return [section];
  return pairOf(pairValue(file, section), part) === undefined ? undefined : [section, part];
}

function pairValue(file: YamlFile, section: string): ReturnType<typeof asMap> {
  return asMap(pairOf(file.root, section)?.value);
}

function asMap(value: unknown) {
  return isMap(value) ? value : undefined;
}

/** The line of a part in its file. */
export function placeOf({ file, path }: Spot): { readonly place?: { readonly file: string; readonly line: number } } {
  let node: unknown = file.root;
  let line = file.lineOf(node);
  for (const segment of path) {
    const pair = isMap(node) ? pairOf(node, String(segment)) : undefined;
    if (pair === undefined) break;
    line = file.lineOf(pair.key) ?? line;
    node = pair.value;
  }
  return line === undefined ? {} : { place: { file: file.file, line } };
}
