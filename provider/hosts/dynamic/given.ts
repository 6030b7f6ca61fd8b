import * as pulumi from "@pulumi/pulumi";
import { hasNoValue } from "../../client/selectors";
import { NOTHING } from "../../common/values";
import { hasEngine } from "./engine";
import { strayIn } from "../../lifecycle/inputs/strayTexts";

/** The argument that selects the account. If left out it is the own one, so a key without a value must not pass for left out. */
const CUSTOMER = "customer";

/**
 * Puts a marker in place of each output or promise that resolves to nothing, at any depth, because the engine would pass no key for it.
 * Check removes the marker or refuses it. Unknown values stay unknown. Under mocks nothing is checked, so nothing is changed.
 */
export function withNothingMarked<Args extends object>(args: Args): Args {
  if (!hasEngine()) return args;
  const entries = Object.entries(args).map(([key, value]: [string, unknown]) => [
    key,
    key === CUSTOMER && value === undefined ? NOTHING : marked(value, []),
  ]);
  return Object.fromEntries(entries) as Args;
}

type Later = pulumi.Output<unknown> | Promise<unknown>;

/** Whether a value is an output or a promise, and so cannot be inspected yet. */
export function isLater(value: unknown): value is Later {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}

function marked(value: unknown, around: readonly object[]): unknown {
  if (isLater(value)) return whenResolved(value, (known) => (isBlankValue(known) ? NOTHING : marked(known, around)));
  if (typeof value === "function") return NOTHING;
  if (!isWalked(value) || around.includes(value)) return value;
  const inner = [...around, value];
  const before: [string, unknown][] = Object.entries(value);
  const after = before.map(([key, item]): [string, unknown] => [key, marked(item, inner)]);
  if (after.every(([, item], index) => item === before[index]?.[1])) return value;
  return Array.isArray(value) ? after.map(([, item]) => item) : Object.fromEntries(after);
}

function isBlankValue(known: unknown): boolean {
  return known === undefined || known === null;
}

function whenResolved(value: Later, mark: (known: unknown) => unknown): unknown {
  const isOutput = pulumi.Output.isInstance<unknown>(value);
  const promise = isOutput ? (value as unknown as { promise(): Promise<unknown> }).promise() : value;
  promise.catch(shortenStack);
  return isOutput ? value.apply(mark) : value.then(mark);
}

/**
 * Removes frames of the SDK from the stack of a program's own error. The SDK prints errors with Node's coloured inspect; some versions of
 * Node (20.20) need minutes and gigabytes for that if a frame names a file directly below a scope in node_modules, as the SDK's source maps
 * do.
 */
function shortenStack(error: unknown): void {
  if (!(error instanceof Error) || typeof error.stack !== "string") return;
  const stack = error.stack.split("\n").filter((line) => !/^\s+at .*node_modules[\\/]@pulumi[\\/]/.test(line));
  Object.defineProperty(error, "stack", { value: stack.join("\n"), writable: true, configurable: true });
}

/** An error of the program in one line. It has no stack, because the SDK would inspect each of its frames. */
export function refusal(message: string): pulumi.RunError {
  const error = new pulumi.RunError(message);
  Object.defineProperty(error, "stack", { value: "", configurable: true });
  return error;
}

/** Whether to look into a value. The SDK handles resources, assets and unknown values itself. */
function isWalked(value: unknown): value is object {
  if (typeof value !== "object" || value === null || pulumi.isUnknown(value)) return false;
  return !pulumi.Resource.isInstance(value) && !pulumi.asset.Asset.isInstance(value) && !pulumi.asset.Archive.isInstance(value);
}

/** Refuses a selector of a look-up that cannot be meant: without a value, an output, or a text with an output put into it. */
export function refuseSelectors(attempt: string, selectors: object, { meaning }: { meaning: string }): void {
  const problems = Object.entries(selectors).flatMap(([name, value]: [string, unknown]) => {
    if (isLater(value)) return [`${name} is ${value instanceof Promise ? "a promise" : "an output"}; use the look-up that ends in Output`];
    if (hasNoValue(value)) return [`${name} has no value${meaning}`];
    const stray = typeof value === "string" ? strayIn(value) : "must be a text";
    return stray === undefined ? [] : [`${name}: ${stray}`];
  });
  if (problems.length > 0) throw refusal(`Cannot ${attempt}, and nothing was sent: ${problems.join("; ")}.`);
}
