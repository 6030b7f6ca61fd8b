import { randomBytes } from "node:crypto";
import { fileNotes, type Notes } from "../run/journal";
import { own, type Props } from "../../common/values";

/** Under which a state records that its creation took a living object over. */
const OUTPUT = "handover";

/** The last creation of this machine that took a living object over: its mark, and for which resource that was. */
export interface Handover {
  readonly mark: string;
  readonly by: string;
  readonly at: number;
}

/**
 * Objects that a creation of this machine took over instead of making one, by their uuid. Another state may have the object, too: that of a
 * resource that was renamed, or what a replacement left to be deleted. A run that does not meet the new resource, as with `--target`, tells
 * by this note alone that a deletion would take the object from it.
 */
export type Handovers = Notes<Handover>;

/** Remembers nothing: without the note only what the run itself meets is known. */
export const noHandovers: Handovers = { find: () => undefined, note: () => undefined, forget: () => undefined };

/** One small file for each object, in the folder of the engine. It stays until the resource that took the object over deletes it. */
export function fileHandovers(env: NodeJS.ProcessEnv = process.env): Handovers {
  return fileNotes(["yay", "handovers"], { env, read: readHandover });
}

function readHandover(value: Partial<Handover>): Handover | undefined {
  const { mark, by, at } = value;
  return typeof mark === "string" && typeof by === "string" && typeof at === "number" ? { mark, by, at } : undefined;
}

/** What a creation that takes a living object over adds to its state. No other state has the same; of two marks the later one is greater. */
export function newHandover(now: number): Props {
  return { [OUTPUT]: now.toString(16).padStart(12, "0") + randomBytes(2).toString("hex") };
}

/** Whether a note is of a take-over that came after the one that a state records: another machine may have passed the object on since. */
export function isLater({ mark }: Handover, state: Props): boolean {
  return mark > (markOf(state) ?? "");
}

/** The mark that a state records; undefined if its creation made the object. */
export function markOf(state: Props): string | undefined {
  const mark = own(state, OUTPUT);
  return typeof mark === "string" ? mark : undefined;
}

/** What is carried from one record of a resource to the next. */
export function carried(state: Props): Props {
  const mark = markOf(state);
  return mark === undefined ? {} : { [OUTPUT]: mark };
}
