import type { Flow } from "../../callflow/index";
import type { CallFlowContentArgs } from "../../kinds/callFlow/callFlowContent";
import { allStepUuids, flowWarnings, withSecretPins } from "./flowInputs";
import { dynamicResource } from "./resource";

/** What a program can read of the content of a call flow. */
export interface CallFlowContentState {
  /** The uuid of the customer, where the program declares it. */
  customer: string | undefined;
  /** The uuid of the flow that is filled. */
  callFlow: string;
  /** The steps by name. */
  flow: Flow;
  /** The uuid of each step by its name. */
  stepUuids: Record<string, string>;
}

/** The steps of a call flow that is made without them, so that two flows can point at each other. */
export class CallFlowContent extends dynamicResource<CallFlowContentArgs, CallFlowContentState>({
  kind: "CallFlowContent",
  outputs: ["customer", "callFlow", "flow", "stepUuids"],
  properties: (args) => ({ ...args, flow: withSecretPins(args.flow) }),
  completed: { stepUuids: allStepUuids },
  warnings: flowWarnings,
}) {}
