import type { RequestRecord } from "../../provider/simulator/index";
import type { Interruption } from "./chaosBlows";
import { type Command, nameOf, textOf, type Verb } from "./chaosCommands";
import { demand } from "./demand";
import type { Ended } from "./engine";
import type { Figures } from "./figures";
import { type Message, messagesIn, unclearErrors } from "./printed";
import { standsIn } from "./secrets";
import type { Story, Trouble } from "./story";

/** The faults of a command, and how it ended. */
interface Met {
  readonly fault: Trouble | undefined;
  readonly interruption: Interruption | undefined;
  readonly ended: Ended;
}

/** Logs a command in the story, and counts it. */
export function noted({ story, figures }: { story: Story; figures: Figures }, command: Command, { fault, interruption, ended }: Met): void {
  const blow = interruption && `${interruption.blow} ${interruption.when} ${interruption.match.method} ${interruption.match.nth}`;
  const errors = errorsIn(ended).map(({ of, text }) => `${of}: ${text.split("\n")[0] ?? ""}`);
  story.tell([textOf(command), fault?.text, blow, `code ${String(ended.code)}`, errors.join(" | ")].filter(Boolean).join(", "));
  figures.count(`command ${nameOf(command)}`);
  if (fault !== undefined) figures.count(`fault ${fault.handle.fault.effect?.kind ?? ""}`);
  if (interruption !== undefined) figures.count(`blow ${interruption.blow}, ${interruption.when}`);
  for (const { text } of errorsIn(ended)) figures.count(`error ${text.split("\n")[0]?.replace(/"[^"]*"|[0-9a-f-]{36}/g, "…") ?? ""}`);
}

export function errorsIn({ text }: Ended): Message[] {
  return messagesIn(text).filter(({ severity }) => severity === "error");
}

/** The result of a command. */
interface Outcome {
  readonly verb: Verb;
  readonly requests: readonly RequestRecord[];
  readonly printed: string;
  readonly state: string;
  readonly secrets: readonly string[];
}

/** Checks that a read-only command sent no writes, that errors say what came back, and that no secret is shown. */
export function isClear({ verb, requests, printed, state, secrets }: Outcome): void {
  const writes = requests.filter(({ method }) => method !== "GET");
  if (verb === "preview") demand(requests.length === 0, "a preview sent something", requests);
  if (verb === "preview --refresh" || verb === "refresh") demand(writes.length === 0, `a ${verb} wrote something`, writes);
  const unclear = unclearErrors(printed);
  demand(unclear.length === 0, "an error does not say what came back, or is not known", unclear);
  for (const [place, text] of Object.entries({ "what was printed": printed, "the state": state })) {
    const leaked = secrets.filter((secret) => standsIn(secret, text));
    demand(leaked.length === 0, `a secret stands in ${place}`, leaked);
  }
}
