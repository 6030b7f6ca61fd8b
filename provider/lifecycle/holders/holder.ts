import type { ResourceDefinition } from "../kind";
import { markOf } from "./handovers";
import { label } from "../names";
import { asText, own, type Props } from "../../common/values";

/** A resource of the program that has a live object and keeps it. */
export interface Holder {
  readonly kind: string;
  readonly id: string;
  /** Its name in messages. */
  readonly name: string;
  readonly seed: string;
  /** Unique for each entry of the state, even if two entries have the same object. */
  readonly identity: string;
  readonly customer: string | undefined;
  /** The uuid of the object under whose path it stands. */
  readonly parent: string | undefined;
}

/** A resource as the engine passes it, with its state and its inputs. */
export interface ResourceCall {
  readonly id: string;
  readonly state: Props;
  readonly inputs: Props;
}

/**
 * The key under which holders are stored. A part has the id of its whole object, so its key includes the kind. Letter case of uuids does
 * not matter.
 */
export function holdingKey({ part, kind }: Pick<ResourceDefinition, "part" | "kind">, id: string): string {
  return (part === undefined ? id : `${kind} ${id}`).toLowerCase();
}

/** What tells the resources of a program apart: the text under which a state has the URN. */
export function seedIn(props: Props): string {
  return asText(own(props, "seed"));
}

/** The holder that a resource is, if it has the object. */
export function holderOf(definition: ResourceDefinition, { id, state, inputs }: ResourceCall): Holder {
  const customer = own(inputs, "customer");
  const parent = definition.parent === undefined ? definition.under : asText(own(inputs, definition.parent));
  return {
    kind: definition.kind,
    id,
    name: label(definition.kind, own(inputs, "seed"), id),
    seed: seedIn(inputs),
    identity: `${seedIn(state)} ${markOf(state) ?? ""}`,
    customer: definition.scope === "customer" && typeof customer === "string" ? customer : undefined,
    parent,
  };
}
