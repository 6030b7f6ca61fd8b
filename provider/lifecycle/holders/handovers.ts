import { randomBytes } from "node:crypto";
import { fileNotes, type Notes } from "../run/journal";
import { own, type Props } from "../../common/values";

/** The output that records that a creation took a live object over. */
const OUTPUT = "handover";

/** The last creation on this machine that took a live object over: its mark, and its resource. */
export interface Handover {
  readonly mark: string;
  readonly by: string;
  readonly at: number;
}

/**
 * Live objects that creations on this machine took over, by uuid. The state of another resource may have the same object: of one that was
 * renamed, or of a replaced one whose deletion is pending. If a run does not meet the new resource, as with `--target`, only this note
 * shows that a deletion would take the object from it.
 */
export type Handovers = Notes<Handover>;

/** Remembers nothing. Without notes, only the resources that the run meets are known. */
export const noHandovers: Handovers = { find: () => undefined, note: () => undefined, forget: () => undefined };

/** One small file for each object, in Pulumi's home folder. It stays until the resource that took the object over deletes the object. */
export function fileHandovers(env: NodeJS.ProcessEnv = process.env): Handovers {
  return fileNotes(["yay", "handovers"], { env, read: readHandover });
}

function readHandover(value: Partial<Handover>): Handover | undefined {
  const { mark, by, at } = value;
  return typeof mark === "string" && typeof by === "string" && typeof at === "number" ? { mark, by, at } : undefined;
}

/** The outputs to add to the state of a creation that takes a live object over. Each mark is unique, and a later one is greater. */
export function newHandover(now: number): Props {
  return { [OUTPUT]: now.toString(16).padStart(12, "0") + randomBytes(2).toString("hex") };
}

/** Whether a note is later than the take-over that a state records. It may be earlier, if another machine took the object over since. */
export function isLater({ mark }: Handover, state: Props): boolean {
  return mark > (markOf(state) ?? "");
}

/** The mark that a state records; undefined if its creation made a new object. */
export function markOf(state: Props): string | undefined {
  const mark = own(state, OUTPUT);
  return typeof mark === "string" ? mark : undefined;
}

/** The outputs that pass unchanged from one state of a resource to the next. */
export function carried(state: Props): Props {
  const mark = markOf(state);
  return mark === undefined ? {} : { [OUTPUT]: mark };
}
