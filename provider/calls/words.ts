import { endings } from "../callflow/transcript";
import type { NumberCall, NumberEnding, Party } from "./types";

const ENDINGS: Readonly<Record<NumberEnding, string>> = {
  ...endings,
  undocumented: "where the documents end",
  nowhere: "nowhere: the number leads to nothing",
  missing: "at an object that is not among those that were given",
};

/** How a call ended, in words: `answered by Foreman (1002)`. */
export function endingInWords({ ending, answeredBy, mailboxes }: Pick<NumberCall, "ending" | "answeredBy" | "mailboxes">): string {
  if (ending === "answered" && answeredBy !== undefined) return `answered by ${answeredBy.name}`;
  if (ending === "voicemail" && mailboxes.length > 0) return `in ${namesOf(mailboxes)}`;
  return ENDINGS[ending];
}

function namesOf(parties: readonly Party[]): string {
  return parties.map(({ name }) => name).join(", ");
}

/** Seconds as a clock that was started with the call: `1:05`. */
export function clockOf(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, "0")}`;
}

const WIDEST = 24;

/** What a caller meets, as text: each step with the time since the call came in, how it ended, and what is not documented. */
export function callTranscript(call: NumberCall): string {
  const places = call.steps.map(({ kind, flow, name }) => (kind === "step" ? `${flow ?? ""}: ${name}` : `${kind} ${name}`));
  const width = Math.min(WIDEST * 2, Math.max(0, ...places.map((place) => place.length)));
  const lines = call.steps.map(({ after, event, via, kind }, index) => {
    const way = via === undefined || via === "next" || kind !== "step" ? "" : ` → ${via}`;
    return `  ${clockOf(after).padStart(5)}  ${(places[index] ?? "").padEnd(width)}  ${event}${way}`;
  });
  const notes = [
    call.recorded ? "recorded" : "",
    call.music === undefined ? "" : `hold music ${call.music}`,
    call.waited > 0 ? `waited ${clockOf(call.waited)}` : "",
  ].filter((note) => note !== "");
  return [
    call.at === undefined ? call.number : `${call.number}, ${call.at}`,
    ...lines,
    `The call ends ${endingInWords(call)}${notes.length === 0 ? "" : ` (${notes.join(", ")})`}.`,
    ...(call.notDocumented.length === 0 ? [] : ["Not documented:", ...call.notDocumented.map((note) => `  - ${note}`)]),
  ].join("\n");
}
