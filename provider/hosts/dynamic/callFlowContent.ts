import type { Flow } from "../../callflow/index";
import type { CallFlowContentArgs } from "../../kinds/callFlow/callFlowContent";
import { partClass } from "./kindClass";
import type { Id } from "../../common/id";
import { allStepUuids } from "./stepUuids";

/** What a program can read of the content of a call flow. */
export interface CallFlowContentState {
  /** The uuid of the customer, if the program declares it. */
  customer: Id<"SubReseller"> | undefined;
  /** The uuid of the flow that is filled. */
  callFlow: Id<"CallFlow">;
  /** The steps by name. */
  flow: Flow;
  /** The uuid of each step by its name. */
  stepUuids: Record<string, string>;
}

/** The steps of a call flow that is made without them, so that two flows can point at each other. */
export class CallFlowContent extends partClass<CallFlowContentArgs, "CallFlow", CallFlowContentState>("CallFlowContent", {
  completed: { stepUuids: allStepUuids },
}) {}
