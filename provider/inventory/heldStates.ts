import type { ResourceDefinition } from "../lifecycle/kind";
import { completeState } from "../lifecycle/forms/compactState";
import { asText, isRecord, type Props } from "../common/values";
import { withoutEngineValues } from "./engineValues";

/** What is looked at of the state of a resource, as `pulumi stack export` has it. */
export interface EngineState {
  readonly urn?: unknown;
  readonly type?: unknown;
  readonly id?: unknown;
  readonly outputs?: unknown;
  /** Looked up, not managed. */
  readonly external?: unknown;
  /** Replaced, and still to be deleted. */
  readonly delete?: unknown;
}

/** An object that a stack manages, as its lifecycle sees it. */
export interface Held {
  readonly definition: ResourceDefinition;
  readonly id: string;
  /** The name of its resource. */
  readonly resource: string;
  /** Its outputs, secrets in clear as far as the export has them so; what is encrypted there is left out. */
  readonly state: Props;
  /** Where in the outputs something is left out. */
  readonly encrypted: readonly string[];
}

const known = new WeakMap<readonly EngineState[], readonly Held[]>();

/**
 * The objects that a stack manages. What it looks up, what is still to be deleted after a replacement and other packages' is left out. The states of
 * a stack are asked about when what lives is read and when it is compared, and are looked at once.
 */
export function heldIn(states: readonly EngineState[], definitions: Readonly<Record<string, ResourceDefinition>>): readonly Held[] {
  const held = known.get(states) ?? lookedAt(states, definitions);
  known.set(states, held);
  return held;
}

function lookedAt(states: readonly EngineState[], definitions: Readonly<Record<string, ResourceDefinition>>): readonly Held[] {
  return states.flatMap((state) => {
    const kind = kindIn(state.type, definitions);
    if (kind === undefined || typeof state.id !== "string" || state.id === "" || state.external === true || state.delete === true)
      return [];
    const { value, left: encrypted } = withoutEngineValues(isRecord(state.outputs) ? state.outputs : {});
    const outputs = isRecord(value) ? value : {};
    const definition = kind.of?.(outputs) ?? kind;
    return [{ definition, id: state.id, resource: resourceName(state.urn), state: completeState(definition, outputs), encrypted }];
  });
}

/** The name of a resource in its URN. */
export function resourceName(urn: unknown): string {
  return asText(urn).split("::").slice(3).join("::");
}

/** The definition of the kind that a type of the engine names; undefined if it is none of these. */
export function kindIn<D extends ResourceDefinition>(type: unknown, definitions: Readonly<Record<string, D>>): D | undefined {
  const [, kind = ""] = /[:/]yay:(\w+)$/.exec(asText(type)) ?? [];
  return Object.hasOwn(definitions, kind) ? definitions[kind] : undefined;
}
