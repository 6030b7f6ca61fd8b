import * as pulumi from "@pulumi/pulumi";
import { type Flow, validate } from "../../callflow/index";
import type { CallFlowArgs } from "../../resources/callFlow";
import type { Inputs } from "./inputs";
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

/** PINs are secrets at their own place, so that the rest of a flow stays readable in diffs. */
export function withSecretPins(flow: unknown): unknown {
  if (typeof flow !== "object" || flow === null || Array.isArray(flow) || pulumi.Output.isInstance(flow) || flow instanceof Promise)
    return flow;
  return Object.fromEntries(
    Object.entries(flow).map(([name, step]: [string, unknown]) => {
      const pin =
        typeof step === "object" && step !== null && !pulumi.Output.isInstance(step) ? (step as { pin?: unknown }).pin : undefined;
      return [name, pin === undefined ? step : { ...(step as object), pin: pulumi.secret(pin) }];
    }),
  );
}

/** What the check of a flow warns of; with `strict` it refuses instead. */
export function flowWarnings(args: Inputs<Pick<CallFlowArgs, "flow" | "strict">>): pulumi.Output<string[]> {
  return pulumi
    .output([args.flow, args.strict] as const)
    .apply(([flow, strict]) =>
      (flow === undefined || strict === true ? [] : validate(flow))
        .filter(({ severity }) => severity === "warning")
        .map(({ path, message, hint }) => [`${path}: ${message}`, hint].filter((sentence) => sentence !== "").join(" ")),
    );
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
  warnings: flowWarnings,
}) {}
