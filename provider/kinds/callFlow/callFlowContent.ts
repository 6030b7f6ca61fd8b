import { contentSeed, type Flow, followingStepUuids, matchSteps } from "../../callflow/index";
import type { JsonObject } from "../../client/index";
import type { Adopt } from "../../lifecycle/verbs/adopt";
import { defineKind } from "../../lifecycle/defineKind";
import { local, option } from "../../lifecycle/fields/index";
import { shaped } from "../../lifecycle/fields/shaped";
import { uuidShape } from "../../lifecycle/fields/shapes";
import type { Finding, KindLookup } from "../../lifecycle/kind";
import type { Id } from "../../common/id";
import { asText, define, isRecord, own, type Props, sameUuid, UNKNOWN } from "../../common/values";
import { callFlow } from "./callFlow";
import { flowField, liveFlow, liveStepUuids, rendered, stepUuidsOf } from "./flowField";
import { flowFindings, flowWarnings } from "./flowRules";
import { readableSteps } from "./readableSteps";
import { isPlaceholder, placeholder } from "./placeholder";

/** What a program writes for the content of a call flow. */
export interface CallFlowContentArgs {
  /**
   * The uuid of the customer that the flow belongs to, such as `acme.uuid`. Left out, it belongs to the caller's own account; written
   * without a value (an output of nothing, `undefined`), it is refused.
   * [documented as the header X-Auth-For]
   */
  customer?: Id<"SubReseller">;
  /** The uuid of the flow that is filled, such as `main.uuid`; its `CallFlow` says `content: "separate"`. [documented as the flow's own] */
  callFlow: Id<"CallFlow">;
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

function rules(inputs: Props, olds: Props | undefined, others: KindLookup): Finding[] {
  return [...flowFindings(inputs, olds, others), ...adoptFindings(inputs)];
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

/** The steps of a call flow, if it is made without them: a part of `/voip/flow/{uuid}`. */
export const callFlowContent = defineKind<CallFlowContentArgs>({
  kind: "CallFlowContent",
  documentation: "documented",
  scope: "customer",
  path: callFlow.paths.collection,
  args: {
    callFlow: local(uuidShape, { required: true, replaceOnChanges: true, refersTo: [callFlow.kind] }),
    flow: { ...flowField, isRequired: true },
    strict: option(
      shaped((z) => z.boolean()),
      { validationOnly: true },
    ),
  },
  key: "callFlow",
  unmanaged: callFlow.known,
  computedOutputs: ["stepUuids"],
  check: { rules, warnings: flowWarnings },
  identity: {
    looksAt: [],
    ours,
    identify: (inputs, state) => ({ stepUuids: uuidsOf(inputs, state) }),
    following: (state) => ({ stepUuids: followingStepUuids(state) }),
    naming: readableSteps,
    adopting: (live, inputs) => {
      const [flow, steps] = [own(inputs, "flow"), liveFlow(live, {})];
      const matched = isRecord(flow) && steps !== undefined ? matchSteps(flow, steps) : {};
      return { stepUuids: { ...uuidsOf(inputs, {}), ...matched } };
    },
  },
  life: { computed: (live, _declared, state) => ({ stepUuids: liveStepUuids(live, state) }) },
  parts: {
    fieldsOfOtherKinds: ["name", "extension", "showCallRouteName", "showOriginalCallerId"].flatMap((name) => callFlow.fields[name] ?? []),
    part: {
      of: "callFlow",
      leftBy: 'content: "separate" instead of flow',
      leaves: { content: "separate" },
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
  },
});
