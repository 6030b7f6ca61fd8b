import type { ResourceDefinition } from "../kind";
import { asText, isBlank, own, type Props, sameUuid } from "../../common/values";

/** A creation that a check has announced. */
interface Creation {
  readonly seed: string;
  readonly kind: string;
  readonly name: string;
  readonly adopts: boolean;
  /** The uuid that it names; undefined if it goes by the natural key. */
  readonly uuid: string | undefined;
  readonly natural: string;
  /** The same wherever it is; undefined if the program says whose it is. */
  readonly anywhere: string | undefined;
}

interface Announced {
  readonly seed: string;
  readonly name: string;
  readonly inputs: Props;
  /** How the program says that a living object is to be taken over; undefined if it does not. */
  readonly adoption: { readonly uuid: string | undefined } | undefined;
}

/**
 * What creations that are still to come ask for. With `--continue-on-error` the engine checks what waits for something that failed and then leaves
 * it out, but still deletes what left the program: for a rename that is the very object that the new resource asks for.
 */
export class Expected {
  readonly #creations = new Map<string, Creation>();

  /** Notes what a creation is going to ask for: its check has no old inputs. */
  announce(definition: ResourceDefinition, { seed, name, inputs, adoption }: Announced): void {
    const { kind, part, scope } = definition;
    const uuid = part === undefined ? adoption?.uuid : asText(own(inputs, part.of));
    // The engine hands over nothing if a creation that failed would have given a value.
    const isAnyones = part === undefined && scope === "customer" && isBlank(own(inputs, "customer"));
    const anywhere = isAnyones ? placeless(definition, inputs) : undefined;
    const adopts = adoption !== undefined;
    this.#creations.set(seed, { seed, kind, name, adopts, uuid, natural: naturalKeyOf(definition, inputs), anywhere });
  }

  /** Notes that a creation has begun. */
  begins(seed: string): void {
    this.#creations.delete(seed);
  }

  /**
   * The creation still to come that asks for the object of a state. One that does not say `adopt` counts only if something has failed: otherwise
   * the engine may be about to replace the same resource, which had another name by an alias.
   */
  of(definition: ResourceDefinition, { id, seed, state, hasFailed }: { id: string; seed: string; state: Props; hasFailed: boolean }) {
    const natural = naturalKeyOf(definition, state);
    const anywhere = hasFailed ? placeless(definition, state) : undefined;
    const asks = (creation: Creation) =>
      creation.uuid === undefined
        ? creation.natural === natural || (creation.anywhere !== undefined && creation.anywhere === anywhere)
        : sameUuid(creation.uuid, id);
    return [...this.#creations.values()].find(
      (creation) => creation.kind === definition.kind && creation.seed !== seed && (creation.adopts || hasFailed) && asks(creation),
    )?.name;
  }
}

/** The natural key, with kind and customer: two customers may have the same number. An object that may have twins has none but its resource. */
export function naturalKeyOf(definition: ResourceDefinition, props: Props): string {
  const complete = definition.complete?.(props) ?? props;
  const key = definition.hasTwins === true ? asText(own(props, "seed")) : definition.naturalKey(complete);
  const parent = definition.parent === undefined ? "" : ` ${asText(own(props, definition.parent))}`;
  return `${definition.kind} ${asText(own(props, "customer"))}${parent} ${key}`.toLowerCase();
}

function placeless(definition: ResourceDefinition, props: Props): string {
  return naturalKeyOf(definition, { ...props, customer: "" });
}
