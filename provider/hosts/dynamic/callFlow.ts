import * as pulumi from "@pulumi/pulumi";
import type { Flow } from "../../callflow/index";
import type { CallFlowArgs } from "../../kinds/callFlow/callFlow";
import { allStepUuids, flowWarnings, withSecretPins } from "./flowInputs";
import { dynamicResource } from "./resource";

/** What a program can read of a call flow. */
export interface CallFlowState {
  /** The uuid of the customer, where the program declares it. */
  customer: string | undefined;
  /** The name. */
  name: string;
  /** The internal number that reaches the flow, also where the API chose it. */
  extension: number;
  /** The steps by name; none where a `CallFlowContent` has them. */
  flow: Flow;
  /** Whether forwarded calls show the flow's name, where the program declares it. */
  showCallRouteName: boolean | undefined;
  /** Whether forwarded calls show the original caller ID, where the program declares it. */
  showOriginalCallerId: boolean | undefined;
  /** The uuid of each step by its name; none where a `CallFlowContent` has them. */
  stepUuids: Record<string, string>;
}

/** A call flow: what happens to a call, step by step. */
export class CallFlow extends dynamicResource<CallFlowArgs, CallFlowState>({
  kind: "CallFlow",
  outputs: ["customer", "name", "extension", "flow", "showCallRouteName", "showOriginalCallerId", "stepUuids"],
  properties: (args) => ({ ...args, flow: withSecretPins(args.flow) }),
  views: {
    extension: (value) => (value === "next" ? pulumi.unknown : value),
    flow: (value) => value ?? {},
    stepUuids: (value) => value ?? {},
  },
  completed: { stepUuids: allStepUuids },
  warnings: flowWarnings,
}) {}
