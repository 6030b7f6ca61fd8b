import type { CallResult, CallScript, Ringing } from "../callflow/callScript";
import { SIPUSER_VOICEMAIL } from "../callflow/modules";
import { timedCall, type TimedCall } from "../callflow/simulate";
import type { FlowLike } from "../callflow/types";
import { isBlank, isRecord, own } from "../common/values";
import { type Directory, type FlowSteps, sameOwner } from "./directory";
import { type Answers, inWords, outcomeOf, partyOf, queueOf, type Rings, rungBy, withMembers } from "./parties";
import { pressedAt } from "./presses";
import type { CallObject, CallStep, NumberEnding, NumberScript, Party } from "./types";

/** What a call in a flow comes to. */
export interface FlowCall {
  readonly result: CallResult;
  readonly steps: readonly CallStep[];
  readonly ending: NumberEnding;
  readonly answeredBy: Party | undefined;
  readonly mailboxes: readonly Party[];
  readonly notDocumented: readonly string[];
}

/** What a call in a flow is decided by. */
export interface FlowCalling {
  readonly directory: Directory;
  readonly script: NumberScript;
  /** What the script says of a party. */
  readonly answers: Answers;
}

/** What a script says in the same words as that of a flow. */
const PASSED = ["callerId", "presses", "hangUpAt", "ways", "limit"] as const;

/** Follows a call through a flow. */
export function callInFlow(flow: FlowSteps & { readonly steps: FlowLike }, calling: FlowCalling): FlowCall {
  return new Following(flow, calling).outcome();
}

/** A call in a flow, with those whom its steps ring. */
class Following {
  readonly #flow: FlowSteps & { readonly steps: FlowLike };
  readonly #calling: FlowCalling;
  readonly #call: TimedCall;
  readonly #dialled: ReadonlyMap<number, CallObject>;

  constructor(flow: FlowSteps & { readonly steps: FlowLike }, calling: FlowCalling) {
    this.#flow = flow;
    this.#calling = calling;
    this.#call = timedCall(flow.steps, this.#script(), { uuids: flow.uuids });
    this.#dialled = this.#dialledUsers();
  }

  outcome(): FlowCall {
    const { result } = this.#call;
    const queued = this.#queued();
    const steps = result.visits.map((_, index) => this.#step(index, queued));
    const common = { result, steps, mailboxes: this.#mailboxes(), notDocumented: this.#notDocumented(queued) };
    if (queued?.by !== undefined) return { ...common, ending: "answered", answeredBy: queued.by };
    return { ...common, ending: result.ending, answeredBy: result.ending === "answered" ? this.#answeredBy() : undefined };
  }

  /** The script of the call in the flow's own words: by step, and by the extension of each user of the same customer. */
  #script(): CallScript {
    const { script, answers } = this.#calling;
    const passed = PASSED.flatMap((name) => (script[name] === undefined ? [] : [[name, script[name]] as const]));
    const bySteps = Object.entries(this.#flow.steps).flatMap(([name, step]): [string, Ringing][] => this.#ringing(name, step));
    const users = this.#users().map((user): [string, Ringing] => [
      String(own(user.args, "extension")),
      answers({ ...partyOf(this.#calling.directory.party("SipUser", user.uuid)), object: user, members: [] }) ?? false,
    ]);
    return {
      ...(Object.fromEntries(passed) as CallScript),
      answers: Object.fromEntries(bySteps),
      extensions: Object.fromEntries(users),
    };
  }

  /** A step that is named itself is what the script says; else it is what those say whom it rings, who are not known yet if the caller dials. */
  #ringing(name: string, step: unknown): [string, Ringing][] {
    const said = own(this.#calling.script.answers ?? {}, name) as Ringing | undefined;
    if (said !== undefined) return [[name, said]];
    if (isRecord(step) && own(step, "module") === "dialbyextension") return [];
    return [[name, outcomeOf(rungBy(step, this.#calling.directory), this.#calling.answers).ringing]];
  }

  #users(): CallObject[] {
    return this.#calling.directory.of("SipUser").filter((user) => sameOwner(user, this.#flow.object));
  }

  /** Whom the caller dialled, by visit. */
  #dialledUsers(): Map<number, CallObject> {
    const { script } = this.#calling;
    const { result } = this.#call;
    const dialled = [...pressedAt(result, script)].flatMap(([visit, pressed]) => {
      if (result.visits[visit]?.module !== "dialbyextension") return [];
      const user = this.#users().find(({ args }) => String(own(args, "extension")) === pressed);
      return user === undefined ? [] : [[visit, user] as const];
    });
    return new Map(dialled);
  }

  #stepAt(index: number): unknown {
    return own(this.#flow.steps, this.#call.result.visits[index]?.step ?? "");
  }

  /** Whom a visit rings. */
  #rings(index: number): Rings[] {
    const user = this.#dialled.get(index);
    if (user !== undefined) return [{ ...this.#calling.directory.party("SipUser", user.uuid), object: user, members: [] }];
    return this.#call.result.visits[index]?.module === "extension" ? rungBy(this.#stepAt(index), this.#calling.directory) : [];
  }

  #step(index: number, queued: Queued | undefined): CallStep {
    const visit = this.#call.result.visits[index];
    const { step: name = "", module, event = "", via } = visit ?? {};
    const isQueued = queued !== undefined && index === this.#call.result.visits.length - 1;
    const rings = isQueued ? [queued.queue] : this.#rings(index);
    return {
      kind: "step",
      name,
      flow: this.#calling.directory.nameOf(this.#flow.object),
      module,
      after: this.#call.starts[index] ?? 0,
      event: isQueued
        ? eventInQueue(queued)
        : this.#calling.directory.named(told(event, this.#dialled.has(index) ? undefined : name, rings)),
      via,
      rings: rings.flatMap(withMembers).map(partyOf),
    };
  }

  /** Who answers at the last step; undefined if the script says only that the step is answered, and several ring there. */
  #answeredBy(): Party | undefined {
    const last = this.#call.result.visits.length - 1;
    const rings = this.#rings(last);
    const { by } = outcomeOf(rings, this.#calling.answers);
    const [only] = rings;
    return by ?? (only !== undefined && rings.length === 1 && only.members.length === 0 ? partyOf(only) : undefined);
  }

  /** The queue in which a call stays: the documents have no step that leads to one, and a known client has. */
  #queued(): Queued | undefined {
    if (this.#call.result.ending !== "undocumented") return undefined;
    const last = this.#call.result.visits.length - 1;
    const queue = queueOf(this.#stepAt(last), this.#calling.directory);
    if (queue === undefined) return undefined;
    const step = this.#call.result.visits[last]?.step ?? "";
    const said = own(this.#calling.script.answers ?? {}, step);
    const { ringing, by } = outcomeOf([queue], this.#calling.answers);
    return { queue, step, by: said === true || ringing === true ? (by ?? partyOf(queue)) : undefined };
  }

  /** Where a message is left: in the mailboxes of the step, or in that of the user who was dialled. */
  #mailboxes(): Party[] {
    if (this.#call.result.ending !== "voicemail") return [];
    const { directory } = this.#calling;
    const last = this.#call.result.visits.length - 1;
    const step = this.#stepAt(last);
    if (this.#call.result.visits[last]?.module === "dialbyextension") {
      const box = this.#ownMailbox(last);
      return box === undefined ? [] : [directory.party("Mailbox", box)];
    }
    const boxes = isRecord(step) ? own(step, "mailboxes") : undefined;
    return (Array.isArray(boxes) ? boxes : []).map((box: unknown) => directory.party("Mailbox", box));
  }

  #ownMailbox(index: number): unknown {
    const user = this.#dialled.get(index);
    const box = user === undefined ? undefined : own(user.args, "personalMailbox");
    return isBlank(box) ? undefined : box;
  }

  #notDocumented(queued: Queued | undefined): string[] {
    const { result } = this.#call;
    const { directory } = this.#calling;
    const last = result.visits.length - 1;
    const notes: string[] = [];
    if (queued !== undefined) {
      notes.push(
        `That the step ${queued.step} puts callers into the queue ${queued.queue.name} is seen in one client, and in no document.`,
      );
      if (queued.by === undefined) notes.push("How long a caller waits in a queue, and what comes after, is not documented.");
    } else if (result.ending === "undocumented") notes.push(`The module of the step ${result.at ?? ""} is not documented.`);
    if (result.ending === "unsaid") notes.push("The documents do not say what follows if a flow leaves a way out.");
    const step = this.#stepAt(last);
    if (
      result.ending === "voicemail" &&
      isRecord(step) &&
      own(step, "noanswer") === SIPUSER_VOICEMAIL &&
      this.#ownMailbox(last) === undefined
    ) {
      const user = this.#dialled.get(last);
      notes.push(`What happens if ${user === undefined ? "a user" : directory.nameOf(user)} has no mailbox of its own is not documented.`);
    }
    return notes;
  }
}

interface Queued {
  readonly queue: Rings;
  readonly step: string;
  readonly by: Party | undefined;
}

function eventInQueue({ queue, by }: Queued): string {
  const waits = `waits in the ${inWords([queue])}`;
  return by === undefined ? waits : `${waits}; ${by.name} answers`;
}

/** The event of a step that rings, with those whom it rings in place of its own name. */
function told(event: string, step: string | undefined, rings: readonly Rings[]): string {
  const beginning = `rings ${step ?? ""}`;
  if (step === undefined || rings.length === 0 || !event.startsWith(beginning)) return event;
  return `rings ${inWords(rings)}${event.slice(beginning.length)}`;
}
