import { type Flow, followingStepUuids, matchSteps } from "../../callflow/index";
import { GoneError, type JsonObject, RejectedError } from "../../client/index";
import { type Adopt, takesOverAsItLives } from "../../lifecycle/verbs/adopt";
import { defineKind } from "../../lifecycle/defineKind";
import type { Finding, KindLookup, Refusal, Rejection, Scope } from "../../lifecycle/kind";
import { ArgumentsError } from "../../lifecycle/errors";
import { extension, flag, forceDestroy, option, text } from "../../lifecycle/fields/index";
import { readInteger } from "../../lifecycle/fields/plain";
import { shaped } from "../../lifecycle/fields/shaped";
import { isRespelling } from "../../lifecycle/compare/spelling";
import type { Id } from "../../common/id";
import { asText, isBlank, isRecord, own, type Props } from "../../common/values";
import { flowField, liveFlow, liveStepUuids, stepUuidsOf } from "./flowField";
import { seedsOf, stepKeysIn } from "./flowSeeds";
import { flowFindings, flowWarnings } from "./flowRules";
import { readableSteps } from "./readableSteps";
import { placeholder } from "./placeholder";

/** What a program writes for a call flow. */
export interface CallFlowArgs {
  /**
   * The uuid of the customer that the flow belongs to, such as `acme.uuid`. Left out, it belongs to the caller's own account; written
   * without a value (an output of nothing, `undefined`), it is refused.
   * [documented as the header X-Auth-For]
   */
  customer?: Id<"SubReseller">;
  /** The name of the flow. [documented] */
  name: string;
  /**
   * The internal number that reaches the flow, such as 501; or `"next"` for a free one that the API chooses when the flow is made.
   *
   * Two flows cannot swap their numbers in one `up`: give one of them a free number first. To take the number that another flow of the
   * program gives up, name that flow in `dependsOn`. To take the number of a flow that leaves the program, take that one out in an `up` of
   * its own: Pulumi deletes last. So does a flow that moves to another customer: it gives up its number when the `up` ends.
   * [documented; that a customer has each number but once, whatever it reaches, is inferred, and so is that the API answers a number: `"next"` may fail and says then what to write]
   */
  extension: number | "next";
  /**
   * The steps by name: what a call does from `start` on. Steps and the ways between them are managed as a whole, so one that appears in
   * the portal is drift. Of the other keys of a step those count that the program writes: one that it has never written is kept as it
   * lives, and one that leaves the program goes back to the documented default. Required, unless `content` is `"separate"`. [documented]
   */
  flow?: Flow;
  /**
   * `"separate"` if a `CallFlowContent` fills the flow, which lets two flows point at each other: the flow is then made as a start that
   * leads to a busy tone, and its steps are never touched from here. Left out, `flow` has the steps.
   */
  content?: "separate";
  /** Makes warnings of the check of `flow` failures, so that a preview refuses them. Default `false`. */
  strict?: boolean;
  /** Whether forwarded calls show the flow's name in the caller ID. [documented] */
  showCallRouteName?: boolean;
  /** Whether forwarded calls show the original caller ID rather than the called number. [documented] */
  showOriginalCallerId?: boolean;
  /**
   * Takes a living flow over instead of making one: `true` by `extension`, or its uuid. It must equal the program in every declared field,
   * unless `{ uuid, overwrite: true }` allows to change it.
   */
  adopt?: Adopt;
  /**
   * Deletes the flow although other objects of the account refer to it, such as numbers and time diaries, or although it cannot be known
   * whether any does. It counts from the `up` that stores it.
   */
  forceDestroy?: boolean;
}

const extensionError = { error: 'must be a whole number above zero, or "next"' };
const extensionShape = shaped((z) => z.union([z.literal("next"), z.int(extensionError).positive(extensionError)], extensionError));

function rules(inputs: Props, olds: Props | undefined, others: KindLookup): Finding[] {
  const isNew = Object.keys(olds ?? {}).length === 0;
  const isNoNews = isNew && takesOverAsItLives(inputs) && own(inputs, "strict") !== true;
  return [...contentFindings(inputs), ...(isNoNews ? [] : flowFindings(inputs, olds, others)), ...adoptFindings(inputs)];
}

function contentFindings(inputs: Props): Finding[] {
  const [flow, content] = [own(inputs, "flow"), own(inputs, "content")];
  if (flow === undefined && content === undefined)
    return [{ path: "flow", reason: 'is required; or write content: "separate" and fill the flow by a CallFlowContent' }];
  if (flow !== undefined && content === "separate")
    return [{ path: "content", reason: 'leaves the steps to a CallFlowContent; leave out either flow or content: "separate"' }];
  return [];
}

function adoptFindings(inputs: Props): Finding[] {
  if (own(inputs, "adopt") !== true || !asksForNext(inputs)) return [];
  return [{ path: "adopt", reason: 'finds the flow by its extension, which "next" does not name; write the uuid of the flow' }];
}

function isSeparate(inputs: Props): boolean {
  return own(inputs, "content") === "separate";
}

function asksForNext(inputs: Props): boolean {
  return own(inputs, "extension") === "next";
}

const nextPath = "/voip/next-extension/flow";

/** Asks for a free number. The documents answer with an empty result, 400 and 404 too. */
async function nextExtension(scope: Scope, inputs: Props): Promise<Props> {
  const found = await freeExtension(scope).catch((error: unknown) => {
    if (RejectedError.is(error) || GoneError.is(error)) return undefined;
    throw error;
  });
  if (typeof found === "number") return { ...inputs, extension: found };
  throw new ArgumentsError(`Cannot create ${scope.name}`, [
    { path: "extension", reason: `the API names no free number (GET ${nextPath}). Write one in the program, such as extension: 501.` },
  ]);
}

async function freeExtension(scope: Scope): Promise<unknown> {
  const { result } = await scope.ask({ verb: "find a free extension for", method: "GET", path: nextPath });
  return extensionIn(result);
}

/** The number in an answer to "next extension", however it is wrapped. */
export function extensionIn(answered: unknown): unknown {
  const result: unknown = Array.isArray(answered) && answered.length === 1 ? answered[0] : answered;
  const value = isRecord(result) ? (own(result, "next_extension") ?? own(result, "extension")) : result;
  const read = typeof value === "string" ? readInteger(value) : value;
  return Number.isSafeInteger(read) && Number(read) > 0 ? read : undefined;
}

/** A flow is ours if its keys are exactly the uuids that only this resource makes, under our name and number. */
function ours(live: JsonObject, inputs: Props): boolean {
  // Name and number first: a list may have many flows, and the uuids are worth computing for one of them.
  const texts = { live: asText(live["name"]), declared: asText(own(inputs, "name")) };
  if (texts.live !== texts.declared && !isRespelling(texts)) return false;
  if (!asksForNext(inputs) && readInteger(live["extension"] ?? null) !== own(inputs, "extension")) return false;
  const uuids = stepUuidsOf(inputs, {});
  const steps = liveFlow(live, { stepUuids: uuids });
  if (steps === undefined) return false;
  const keys = Object.keys(steps);
  const made = Object.entries(uuids).some(([name, uuid]) => name !== uuid);
  return made && keys.length === Object.keys(uuids).length && Object.values(uuids).every((uuid) => own(steps, uuid) !== undefined);
}

/** Whether a flow has a step whose uuid only this resource makes. */
function madeBy(live: JsonObject, inputs: Props): boolean {
  const keys = stepKeysIn([live]);
  return Object.entries(stepUuidsOf(inputs, {})).some(([name, uuid]) => name !== uuid && keys.has(uuid));
}

/**
 * The inputs with a seed whose step uuids no other living flow has. A resource that was renamed by an alias keeps the uuids of its former name, and
 * a new resource of that name must not make the same ones.
 */
function distinct(inputs: Props, before: readonly JsonObject[]): Props {
  const taken = stepKeysIn(before);
  for (const seed of seedsOf(inputs)) {
    const seeded = { ...inputs, seed };
    const made = Object.entries(stepUuidsOf(seeded, {})).filter(([name, uuid]) => name !== uuid);
    if (!made.some(([, uuid]) => taken.has(uuid)) || before.some((live) => ours(live, seeded))) return seeded;
  }
  return inputs;
}

function explainCreate({ status, inputs, natural }: Rejection): string | undefined {
  if (status !== 400 && status !== 409) return undefined;
  const number = asText(own(inputs, "extension"));
  if (natural !== undefined)
    return `A flow has extension ${number} already (${asText(natural["uuid"])}); write adopt: true to take it over where it equals the program.`;
  return `Extension ${number} may be taken by a user or a group of this customer; extension: "next" takes a free one at creation.`;
}

function explainUpdate({ status, live, body }: Refusal): string | undefined {
  if ((status !== 400 && status !== 409) || sameExtension(body, live)) return undefined;
  return `Extension ${asText(body["extension"])} may be taken by another flow, a user or a group of this customer.`;
}

function sameExtension(a: JsonObject, b: JsonObject): boolean {
  return asText(a["extension"]) === asText(b["extension"]);
}

/** A call flow: `/voip/flow`. */
export const callFlow = defineKind<CallFlowArgs>({
  kind: "CallFlow",
  documentation: "documented",
  scope: "customer",
  path: "/voip/flow",
  args: {
    name: text("name", { required: true }),
    extension: extension("extension", { required: true, shape: extensionShape }),
    flow: flowField,
    content: option(shaped((z) => z.literal("separate", { error: 'must be "separate", or be left out' }))),
    strict: option(
      shaped((z) => z.boolean()),
      { validationOnly: true },
    ),
    showCallRouteName: flag("show_call_route_name"),
    showOriginalCallerId: flag("show_original_caller_id"),
    forceDestroy: forceDestroy(),
  },
  key: "extension",
  computedOutputs: ["stepUuids"],
  assigned: { argument: "extension", asks: asksForNext, asWritten: "next" },
  check: { rules, warnings: flowWarnings },
  explain: { create: explainCreate, update: explainUpdate },
  identity: {
    looksAt: ["name", "extension", "flow"],
    ours,
    madeBy,
    distinct,
    identify: (inputs, state) => ({ stepUuids: stepUuidsOf(inputs, state) }),
    following: (state) => ({ stepUuids: followingStepUuids(state) }),
    naming: readableSteps,
    adopting: (live, inputs) => {
      const flow = own(inputs, "flow");
      const steps = liveFlow(live, {});
      const matched = isRecord(flow) && steps !== undefined ? matchSteps(flow, steps) : {};
      return { stepUuids: { ...stepUuidsOf(inputs, {}), ...matched } };
    },
  },
  life: {
    resolve: { needed: asksForNext, run: nextExtension },
    computed: (live, declared, state) => (own(declared, "flow") === undefined ? {} : { stepUuids: liveStepUuids(live, state) }),
  },
  parts: {
    vacant: (inputs) => (isSeparate(inputs) ? { flow: placeholder } : {}),
    fillsParts: (inputs) => !isBlank(own(inputs, "flow")),
  },
});
