import { defineKind } from "../lifecycle/defineKind";
import { forceDestroy, integer, references, text } from "../lifecycle/fields/index";
import type { Id } from "../common/id";
import type { ReferredArgs } from "../lifecycle/arguments";
import { own, type Props } from "../common/values";

/** What a program writes for a queue group. A known client sends all of it and says that all is required; no page says so. */
export interface QueueGroupArgs extends ReferredArgs {
  /** The name. [documented; that it is required is a guess] */
  name: string;
  /**
   * The uuids of the hunt groups that answer, such as `support.uuid`, in the order in which they ring. If the API shows them in an order of its own, each
   * refresh shows a change and each `up` sends them again, until the program has them in that order.
   * [documented; that they are hunt groups is inferred from the vendor's questions and answers, that their order is kept is a guess]
   */
  members?: Id<"HuntGroup">[];
  /**
   * How members ring, such as `"ringall"`. The portal also offers fewest calls, least talking time, longest idle, and one after the other, across calls or anew
   * with each call; their words are not known, so any text is taken. [documented; what the portal offers is in the vendor's questions and answers]
   */
  strategy?: string;
  /** Seconds until the next member rings, such as 15. [documented, its meaning inferred from another client] */
  ringTimeout?: number;
  /** How long the former member keeps ringing while the next one rings, such as 15. [documented, its meaning inferred from another client; that it is seconds is a guess] */
  ringProgressively?: number;
  /** Seconds until a member that has answered rings again, such as 60. [documented, its meaning inferred from another client] */
  answerWait?: number;
  /** Seconds until a member that did not answer rings again, such as 60. [documented, its meaning inferred from another client] */
  noAnswerWait?: number;
  /** Seconds until a member that has rejected a call rings again, such as 60. [documented, its meaning inferred from another client] */
  rejectWait?: number;
  /** By its name a limit of calls without an answer, such as 60; what follows from it is not documented. [documented, without its meaning] */
  maxNoAnswer?: number;
  /** The period of the ring order, or the time to wrap up a call, such as 15: sources disagree. [documented, without its meaning] */
  duration?: number;
}

const SENT_BY_A_CLIENT = [
  "members",
  "strategy",
  "ringTimeout",
  "ringProgressively",
  "answerWait",
  "noAnswerWait",
  "rejectWait",
  "maxNoAnswer",
  "duration",
] as const satisfies readonly (keyof QueueGroupArgs)[];

function whatMayLack(inputs: Props): string | undefined {
  const lacking = SENT_BY_A_CLIENT.filter((name) => own(inputs, name) === undefined);
  if (lacking.length === 0) return undefined;
  return [
    "That a queue group needs its name alone is a guess: a known client sends every field and says that all are required.",
    `If that is why, write what this one leaves out: ${lacking.join(", ")}.`,
  ].join(" ");
}

/** Hunt groups that callers wait for in a queue: `/voip/queue-group`. List and read are documented, update is seen in other clients, create and delete are inferred. */
export const queueGroup = defineKind<QueueGroupArgs>({
  kind: "QueueGroup",
  documentation: "inferred",
  scope: "customer",
  path: "/voip/queue-group",
  args: {
    name: text("name", { required: true }),
    members: references("members", "HuntGroup", { ordered: true }),
    strategy: text("strategy"),
    ringTimeout: integer("ring_timeout"),
    ringProgressively: integer("ring_progressively"),
    answerWait: integer("answer_wait"),
    noAnswerWait: integer("no_answer_wait"),
    rejectWait: integer("reject_wait"),
    maxNoAnswer: integer("max_no_answer"),
    duration: integer("duration"),
    forceDestroy: forceDestroy(),
  },
  explain: { create: ({ status, inputs }) => (status === 400 ? whatMayLack(inputs) : undefined) },
});
