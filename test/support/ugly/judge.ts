import type { Comparison } from "../../../provider/objects";
import type { PortalEdit } from "./edits";

/** One argument of one object that a report calls changed. */
export interface Reported {
  readonly uuid: string;
  readonly argument: string;
}

/** What a report of drift got wrong. */
export interface Judgement {
  /** Edits that it does not tell. */
  readonly missed: readonly string[];
  /** What it tells that nobody has edited. */
  readonly beside: readonly string[];
}

/** Judges a report of drift by the edits that were made. The letter case of uuids does not matter, nor does how often something is told. */
export function judge(edits: readonly PortalEdit[], reported: readonly Reported[]): Judgement {
  const key = ({ uuid, argument }: Reported) => `${uuid.toLowerCase()} ${argument}`;
  const made = new Map(edits.map((edit) => [key(edit), edit]));
  const told = new Set(reported.map(key));
  return {
    missed: [...made].flatMap(([each, { kind }]) => (told.has(each) ? [] : [`${kind} ${each}`])),
    beside: [...told].filter((each) => !made.has(each)),
  };
}

/** What a comparison of states reports. An object that is gone or unknown is told as a whole. */
export function reportedBy({ changed, gone, unread }: Comparison): Reported[] {
  return [
    ...changed.flatMap(({ object, differences }) =>
      differences.map(({ path }) => ({ uuid: object.uuid, argument: path.split(".")[0] ?? "" })),
    ),
    ...gone.map(({ uuid }) => ({ uuid, argument: "(gone)" })),
    ...unread.map(({ object: { uuid } }) => ({ uuid, argument: "(unread)" })),
  ];
}

/** What `yay drift --json` prints, as far as it is judged. */
interface DriftReport {
  readonly drifted: readonly {
    readonly uuid: string;
    readonly fate: string;
    readonly changes: readonly { readonly path: string }[];
  }[];
  readonly unread: readonly string[];
}

/** What the output of `yay drift --json` reports. */
export function reportedInJson(text: string): Reported[] {
  const { drifted, unread } = JSON.parse(text) as DriftReport;
  return [
    ...drifted.flatMap(({ uuid, fate, changes }) =>
      fate === "changed" ? changes.map(({ path }) => ({ uuid, argument: path.split(".")[0] ?? "" })) : [{ uuid, argument: `(${fate})` }],
    ),
    ...unread.map((sentence) => ({ uuid: sentence, argument: "(unread)" })),
  ];
}
