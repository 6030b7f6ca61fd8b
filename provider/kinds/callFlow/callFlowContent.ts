import { z } from "zod";
import { contentSeed, type Flow, followingStepUuids, matchSteps } from "../../callflow/index";
import type { JsonObject } from "../../client/index";
import type { Adopt } from "../../lifecycle/verbs/adopt";
import { type KindLookup, defineResource, type Finding } from "../../lifecycle/kind";
import { local } from "../../lifecycle/fields/scalars";
import { asText, define, isRecord, own, type Props, sameUuid, UNKNOWN } from "../../common/values";
import { callFlow } from "./callFlow";
import { flowField, liveFlow, liveStepUuids, rendered, stepUuidsOf } from "./flowField";
import { flowFindings } from "./flowRules";
import { isPlaceholder, placeholder } from "./placeholder";
import { adoptShape, customerShape, flowShape, uuidShape } from "../shapes";

/** What a program writes for the content of a call flow. */
export interface CallFlowContentArgs {
  /**
   * The uuid of the customer that the flow belongs to, such as `acme.uuid`. Left out, it belongs to the caller's own account; written
   * without a value (an output of nothing, `undefined`), it is refused.
   * [documented as the header X-Auth-For]
   */
  customer?: string;
  /** The uuid of the flow that is filled, such as `main.uuid`; its `CallFlow` says `content: "separate"`. [documented as the flow's own] */
  callFlow: string;
  /** The steps by name, as a `CallFlow` has them. [documented] */
  flow: Flow;
  /** Makes warnings of the check of `flow` failures, so that a preview refuses them. Default `false`. */
  strict?: boolean;
  /**
   * Takes over a flow that somebody has filled: `{ uuid, overwrite: true }`, with the uuid of the flow, replaces what is there. Without it a
   * filled flow must equal the program in every declared step.
   */
  adopt?: Adopt;
}

/** The inputs as the class hands them to the engine. */
export interface CallFlowContentInputs extends CallFlowContentArgs {
  seed: string;
}

const schema = z.strictObject({
  seed: z.string().optional(),
  __provider: z.unknown().optional(),
  customer: customerShape.optional(),
  callFlow: uuidShape,
  flow: flowShape,
  strict: z.boolean().optional(),
  adopt: adoptShape.optional(),
});

function rules(inputs: Props, olds: Props | undefined, others: KindLookup): Finding[] {
  return [...flowFindings(inputs, olds, others), ...targetFindings(inputs, others), ...adoptFindings(inputs)];
}

function targetFindings(inputs: Props, others: KindLookup): Finding[] {
  const kind = others.kindOf(asText(own(inputs, "callFlow")));
  if (kind === undefined || kind === callFlow.kind) return [];
  return [{ path: "callFlow", reason: `must be the uuid of a CallFlow, and is that of a ${kind}` }];
}

function adoptFindings(inputs: Props): Finding[] {
  const adopt = own(inputs, "adopt");
  const uuid = isRecord(adopt) ? own(adopt, "uuid") : adopt;
  const flow = own(inputs, "callFlow");
  if (typeof uuid !== "string" || uuid === UNKNOWN || flow === UNKNOWN || sameUuid(uuid, flow)) return [];
  return [{ path: "adopt", reason: "must name the flow that callFlow names" }];
}

/** As for a flow, with the seed of a content first. */
function uuidsOf(inputs: Props, state: Props): Record<string, string> {
  const seed = asText(own(inputs, "seed"));
  return stepUuidsOf(inputs, state, [contentSeed(seed, asText(own(inputs, "callFlow"))), seed]);
}

function stepsOf(live: JsonObject, inputs: Props, state: Props): string[] {
  return Object.keys(liveFlow(live, { stepUuids: uuidsOf(inputs, state) }) ?? {});
}

/** Exactly the uuids that only this resource makes. */
function ours(live: JsonObject, inputs: Props): boolean {
  const uuids = Object.entries(uuidsOf(inputs, {}));
  const keys = stepsOf(live, inputs, {});
  const made = uuids.some(([name, uuid]) => name !== uuid);
  return made && keys.length === uuids.length && uuids.every(([, uuid]) => keys.includes(uuid));
}

/** The steps of a call flow, where it is made without them: a part of `/voip/flow/{uuid}`. */
export const callFlowContent = defineResource<CallFlowContentInputs>({
  kind: "CallFlowContent",
  documentation: "documented",
  scope: "customer",
  paths: callFlow.paths,
  schema,
  fields: {
    customer: local({ replaceOnChanges: true, leftOut: "for the own account" }),
    callFlow: local({ replaceOnChanges: true }),
    flow: flowField,
    strict: local({ validationOnly: true }),
    adopt: local({ createOnly: true }),
    seed: local({ createOnly: true }),
  },
  readOnly: callFlow.readOnly,
  known: callFlow.known,
  companions: [callFlow.fields.name, callFlow.fields.extension, callFlow.fields.showCallRouteName, callFlow.fields.showOriginalCallerId],
  rules,
  identify: (inputs, state) => ({ stepUuids: uuidsOf(inputs, state) }),
  adopting: (live, inputs) => {
    const [flow, steps] = [own(inputs, "flow"), liveFlow(live, {})];
    const matched = isRecord(flow) && steps !== undefined ? matchSteps(flow, steps) : {};
    return { stepUuids: { ...uuidsOf(inputs, {}), ...matched } };
  },
  computed: (live, _declared, state) => ({ stepUuids: liveStepUuids(live, state) }),
  following: (state) => ({ stepUuids: followingStepUuids(state) }),
  looksAt: [],
  natural: (live, inputs) => sameUuid(live["uuid"], own(inputs, "callFlow")),
  naturalKey: (inputs) => `callFlow ${asText(own(inputs, "callFlow"))}`,
  ours,
  part: {
    of: "callFlow",
    leftBy: 'content: "separate" instead of flow',
    vacancy: "a start that leads to a busy tone",
    isVacant: isPlaceholder,
    isOurs: (live, state) => {
      const recorded = Object.values(uuidsOf({}, state));
      return stepsOf(live, {}, state).some((uuid) => recorded.includes(uuid));
    },
    vacate: (body, state) => {
      const inputs = { ...state, flow: placeholder, seed: `${asText(own(state, "seed"))}#vacant` };
      define(body, "flow", rendered(placeholder, { stepUuids: stepUuidsOf(inputs, {}) }));
    },
  },
});
