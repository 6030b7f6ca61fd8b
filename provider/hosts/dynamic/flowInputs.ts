import * as pulumi from "@pulumi/pulumi";
import { followingStepUuids, type StepOwner, UNKNOWN, validate } from "../../callflow/index";
import { isRecord, NOTHING, type Props } from "../../common/values";
import type { CallFlowArgs } from "../../kinds/callFlow/callFlow";
import { takesOverAsItLives } from "../../kinds/callFlow/flowRules";
import { isLater } from "./given";
import type { Inputs } from "./inputs";

function whenKnown(value: unknown, mark: (known: unknown) => unknown): pulumi.Output<unknown> {
  const later = pulumi.output(value) as pulumi.Output<unknown>;
  return later.apply((known) => pulumi.output(mark(known)));
}

/**
 * Marks each PIN as secret at its own path, so that the rest of a flow stays readable in diffs. In an output or promise the whole value
 * becomes secret.
 */
export function withSecretPins(flow: unknown): unknown {
  if (isLater(flow)) return whenKnown(flow, withSecretPins);
  if (!isRecord(flow)) return flow;
  return Object.fromEntries(Object.entries(flow).map(([name, step]) => [name, withSecretPin(step)]));
}

function withSecretPin(step: unknown): unknown {
  if (isLater(step)) return whenKnown(step, withSecretPin);
  return isRecord(step) && step["pin"] !== undefined ? { ...step, pin: pulumi.secret(step["pin"]) } : step;
}

/**
 * The uuid of each step, including those that are derived and so not recorded in the state. They are not secret, even if a step has a PIN.
 * `customer` comes from the arguments, because a missing output is unknown in a preview.
 */
export function allStepUuids(output: (name: string) => unknown, { customer }: { readonly customer?: unknown }): pulumi.Output<unknown> {
  const owner = pulumi.output({ flow: output("flow"), seed: output("seed"), callFlow: output("callFlow"), customer });
  const parts = pulumi.all([pulumi.output(output("stepUuids")), pulumi.unsecret(owner)]) as pulumi.Output<readonly unknown[]>;
  return parts.apply(([recorded, all]) => (isRecord(recorded) ? { ...followingStepUuids(all as StepOwner), ...recorded } : recorded));
}

/**
 * Replaces unknown values, at any depth, by the marker that check sees. Values that resolved to nothing count as unknown, because check
 * refuses them.
 */
function withUnknowns(value: unknown): unknown {
  if (pulumi.isUnknown(value) || value === NOTHING) return UNKNOWN;
  if (Array.isArray(value)) return value.map(withUnknowns);
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withUnknowns(inner)])) : value;
}

/** The second parameter of `apply`, which the SDK's types leave out: the function also runs if parts are unknown. */
interface Applying {
  apply<U>(func: (value: unknown) => U, runWithUnknowns: true): pulumi.Output<U>;
}

/**
 * The warnings of a flow's check, and for a flow that is taken over also its errors. None with `strict`, which makes check refuse them.
 * Unknown parts do not hide warnings elsewhere.
 */
export function flowWarnings(args: Inputs<Pick<CallFlowArgs, "flow" | "strict" | "adopt">>): pulumi.Output<string[]> {
  const resolved: unknown = pulumi.output({ flow: args.flow, strict: args.strict, adopt: args.adopt });
  return (resolved as Applying).apply((known) => {
    const inputs = withUnknowns(known);
    return isRecord(inputs) ? warningsOf(inputs) : [];
  }, true);
}

function warningsOf(inputs: Props): string[] {
  const { flow, strict } = inputs;
  const takesOver = takesOverAsItLives(inputs);
  return (flow === undefined || strict === true ? [] : validate(flow))
    .filter(({ severity }) => severity === "warning" || takesOver)
    .map(({ path, message, hint }) => [`${path}: ${message}`, hint].filter((sentence) => sentence !== "").join(" "));
}
