import { UUID_PATTERN } from "../common/uuid";
import type { CallResult, Ending } from "./callScript";
import type { Naming } from "./words";

/** How a call in a flow ends, in words. */
export const endings: Readonly<Record<Ending, string>> = {
  answered: "answered",
  voicemail: "in a mailbox",
  conference: "in a conference",
  trunk: "handed to a trunk",
  fax: "as a fax",
  busy: "with a busy tone",
  hungup: "hung up by the caller",
  lost: "lost: a target does not exist",
  unsaid: "where the flow says nothing",
  undocumented: "in a module that the reference does not describe",
  unknown: "where a value is not known",
  endless: "given up: it came back again and again",
};

const UUIDS = new RegExp(UUID_PATTERN, "gi");

/** Formats a call as text: what happened at each step, and how it ended. */
export function transcript(result: CallResult, { nameOf }: Naming = {}): string {
  const named = (text: string): string => text.replace(UUIDS, (uuid) => nameOf?.(uuid) ?? uuid);
  const width = Math.min(24, Math.max(0, ...result.steps.map((step) => step.length)));
  const lines = result.visits.map(
    ({ step, event, via }) => `  ${step.padEnd(width)}  ${named(event)}${via === undefined || via === "next" ? "" : ` → ${via}`}`,
  );
  const notes = [
    result.recorded ? "recorded" : "",
    result.music === undefined ? "" : named(`hold music ${result.music}`),
    result.waited > 0 ? `waited ${result.waited} s` : "",
  ];
  const said = notes.filter((note) => note !== "").join(", ");
  const at = result.at === undefined ? "" : ` at ${result.at}`;
  return [...lines, `The call ends ${endings[result.ending]}${at}${said === "" ? "" : ` (${said})`}.`].join("\n");
}
