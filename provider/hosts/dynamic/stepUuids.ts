import * as pulumi from "@pulumi/pulumi";
import type { StepOwner } from "../../callflow/index";
import { isRecord } from "../../common/values";

const callflow = () => require("../../callflow/index") as typeof import("../../callflow/index");

/**
 * The uuid of each step, including those that are derived and so not recorded in the state. They are not secret, even if a step has a PIN.
 * `customer` comes from the arguments, because a missing output is unknown in a preview.
 */
export function allStepUuids(output: (name: string) => unknown, { customer }: { readonly customer?: unknown }): pulumi.Output<unknown> {
  const owner = pulumi.output({ flow: output("flow"), seed: output("seed"), callFlow: output("callFlow"), customer });
  const parts = pulumi.all([pulumi.output(output("stepUuids")), pulumi.unsecret(owner)]) as pulumi.Output<readonly unknown[]>;
  return parts.apply(([recorded, all]) =>
    isRecord(recorded) ? { ...callflow().followingStepUuids(all as StepOwner), ...recorded } : recorded,
  );
}
