import { isRecord } from "../shared/json.js";
import { nameOf, namesOf, statesOfExport, stepsOfPreview, withUnknownSecrets } from "../shared/states.js";
import type { RawFlow } from "./rawFlow.js";
import { flowsIn } from "./recognise.js";

type Entries = Readonly<Record<string, unknown>>;

type Kinds = ReadonlyMap<string, string>;

/** A flow of a stack before and after a run of the program. */
export interface StackChange {
  readonly label: string;
  readonly before: RawFlow | undefined;
  readonly after: RawFlow | undefined;
  /** Whether the engine plans a change. */
  readonly changes: boolean;
}

/** The flows in a stack's state or in a preview. */
export interface StackFlows {
  readonly flows: readonly StackChange[];
  /** The name of a resource by its id. */
  readonly names: ReadonlyMap<string, string>;
}

const FLOW_TYPE = /[:/]CallFlow(Content)?$/;

/** The flows in the output of `pulumi stack export`, as the program last wrote them; undefined if it is none. */
export function flowsOfState(value: unknown): StackFlows | undefined {
  const states = statesOfExport(value);
  if (states === undefined) return undefined;
  const kinds = kindsOf(states);
  const flows = states
    .filter((state) => isFlow(state) && state["delete"] !== true)
    .map((state) => ({ before: undefined, after: flowOf(state, kinds) }));
  return {
    flows: flows.flatMap((flow) => (flow.after === undefined ? [] : [{ ...flow, label: flow.after.label, changes: false }])),
    names: namesOf(states),
  };
}

/** The flows in the output of `pulumi preview --json`; undefined if it is anything else. */
export function flowsOfPreview(value: unknown): StackFlows | undefined {
  const planned = stepsOfPreview(value);
  if (planned === undefined) return undefined;
  const states = planned.flatMap((step) => [step["oldState"], step["newState"]]).filter(isRecord);
  const byUrn = new Map<unknown, Entries[]>();
  for (const step of planned.filter(isPlanOfFlow)) byUrn.set(step["urn"], [...(byUrn.get(step["urn"]) ?? []), step]);
  const kinds = kindsOf(states);
  return { flows: [...byUrn.values()].map((changes) => changeOf(changes, kinds)), names: namesOf(states) };
}

function isPlanOfFlow(step: Entries): boolean {
  return [step["oldState"], step["newState"]].some((state) => isRecord(state) && isFlow(state));
}

/** Combines the steps of one resource; a replacement has several. */
function changeOf(steps: readonly Entries[], kinds: Kinds): StackChange {
  const oldState = steps.map((step) => step["oldState"]).find(isRecord);
  const newState = steps.map((step) => step["newState"]).find(isRecord);
  const [before, after] = [oldState && flowOf(oldState, kinds), newState && flowOf(newState, kinds)];
  return {
    label: (after ?? before)?.label ?? "",
    before,
    after,
    changes: steps.some((step) => step["op"] !== "same" && step["op"] !== "read"),
  };
}

function isFlow({ type }: Entries): boolean {
  return typeof type === "string" && FLOW_TYPE.test(type) && type.includes("yay");
}

/**
 * The flow in the state of a resource. Outputs are the managed live values; a preview has no outputs for what is still to be created, so
 * inputs are used.
 */
function flowOf(state: Entries, kinds: Kinds): RawFlow | undefined {
  const outputs = isRecord(state["outputs"]) ? state["outputs"] : {};
  const shown = withUnknownSecrets("flow" in outputs ? outputs : (state["inputs"] ?? {}));
  if (!isRecord(shown) || !("flow" in shown)) return undefined;
  const label = nameOf(state);
  const [found] = isRecord(shown["flow"]) ? flowsIn(shown, label) : [];
  const rest = { stepUuids: {}, properties: {}, ...found };
  return { ...rest, label, form: "program", steps: shown["flow"], kinds, ...(shown["strict"] === true ? { strict: true } : {}) };
}

/** The kind of each resource of this package by its id. CallFlowContent is left out, because it has the id of its flow. */
function kindsOf(states: readonly Entries[]): Kinds {
  return new Map(
    states.flatMap(({ type, id }): [string, string][] => {
      const [, kind] = /[:/]yay:(\w+)$/.exec(typeof type === "string" ? type : "") ?? [];
      return typeof id !== "string" || kind === undefined || kind === "CallFlowContent" ? [] : [[id, kind]];
    }),
  );
}
