import * as pulumi from "@pulumi/pulumi";
import type { Flow } from "../../callflow/index";
import type { CallFlowArgs } from "../../kinds/callFlow/callFlow";
import { kindClass } from "./kindClass";
import type { Id } from "../../common/id";
import { allStepUuids } from "./stepUuids";

/** What a program can read of a call flow. */
export interface CallFlowState {
  /** The uuid of the customer, if the program declares it. */
  customer: Id<"SubReseller"> | undefined;
  /** The name. */
  name: string;
  /** The internal number that reaches the flow, also if the API chose it. */
  extension: number;
  /** The steps by name; none if a `CallFlowContent` has them. */
  flow: Flow;
  /** Whether forwarded calls show the flow's name, if the program declares it. */
  showCallRouteName: boolean | undefined;
  /** Whether forwarded calls show the original caller ID, if the program declares it. */
  showOriginalCallerId: boolean | undefined;
  /** The uuid of each step by its name; none if a `CallFlowContent` has them. */
  stepUuids: Record<string, string>;
}

/** A call flow: what happens to a call, step by step. */
export class CallFlow extends kindClass<"CallFlow", CallFlowArgs, CallFlowState>("CallFlow", {
  views: {
    extension: (value) => (value === "next" ? pulumi.unknown : value),
    flow: (value) => value ?? {},
    stepUuids: (value) => value ?? {},
  },
  completed: { stepUuids: allStepUuids },
}) {}
