import * as pulumi from "@pulumi/pulumi";
import { followingStepUuids, type StepOwner } from "../../callflow/index";
import { isRecord } from "../../common/values";

/**
 * The uuid of each step, also of those that the state does not record because they follow from the rest of it. They are no secret where a step
 * has one, and the customer is that of the arguments: an output that is not there is unknown in a preview.
 */
export function allStepUuids(output: (name: string) => unknown, { customer }: { readonly customer?: unknown }): pulumi.Output<unknown> {
  const owner = pulumi.output({ flow: output("flow"), seed: output("seed"), callFlow: output("callFlow"), customer });
  const parts = pulumi.all([pulumi.output(output("stepUuids")), pulumi.unsecret(owner)]) as pulumi.Output<readonly unknown[]>;
  return parts.apply(([recorded, all]) => (isRecord(recorded) ? { ...followingStepUuids(all as StepOwner), ...recorded } : recorded));
}
