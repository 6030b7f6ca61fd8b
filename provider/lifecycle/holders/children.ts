import type { Finding, ResourceDefinition } from "../kind";
import { label } from "../names";
import { asText, hasUnknown, isBlank, own, type Props } from "../../common/values";

/** A resource that declares children of an object in the object's own list. */
export interface Lister {
  readonly definition: ResourceDefinition;
  /** The uuid of the object. */
  readonly id: string;
  readonly seed: string;
  readonly name: string;
  /** The argument with the list. */
  readonly argument: string;
}

/** A resource of the children's kind. */
export interface Child {
  readonly name: string;
  readonly kind: string;
}

/**
 * Who declares the children of an object that shows them: the object's resource in a list of its own, or resources of the children's kind. A
 * live object has one manager, so that a program may do one or the other. Known is what this process has met.
 */
export class Children {
  readonly #listers = new Map<string, Lister>();
  readonly #children = new Map<string, Map<string, Child>>();

  /** Call it as soon as the uuid of a resource's object is known. Returns what is wrong with the lists that it declares. */
  declareLists(definition: ResourceDefinition, id: string, inputs: Props): Finding[] {
    return Object.entries(definition.fields).flatMap(([argument, { facts }]) => {
      if (facts.shows === undefined) return [];
      const key = keyOf(facts.shows, id);
      const seed = asText(own(inputs, "seed"));
      if (isBlank(own(inputs, argument))) {
        if (this.#listers.get(key)?.seed === seed) this.#listers.delete(key);
        return [];
      }
      const lister = { definition, id, seed, name: label(definition.kind, seed, id), argument };
      this.#listers.set(key, lister);
      const [child] = this.#children.get(key)?.values() ?? [];
      return child === undefined ? [] : [{ path: argument, reason: declaredTwice(lister, child) }];
    });
  }

  /** Call it in check. Returns what is wrong with a resource of the children's kind. */
  declareChild(definition: ResourceDefinition, inputs: Props): Finding[] {
    const above = aboveOf(definition, inputs);
    if (above === undefined) return [];
    const key = keyOf(definition.kind, above.uuid);
    const children = this.#children.get(key) ?? new Map<string, Child>();
    const seed = asText(own(inputs, "seed"));
    const child = { name: label(definition.kind, seed), kind: definition.kind };
    this.#children.set(key, children.set(seed, child));
    const lister = this.#listers.get(key);
    return lister === undefined ? [] : [{ path: above.argument, reason: declaredTwice(lister, child) }];
  }

  /** The resource that declares objects of a kind in the list of what shows them. */
  listerOf(definition: ResourceDefinition, state: Props): Lister | undefined {
    const above = aboveOf(definition, state);
    return above === undefined ? undefined : this.#listers.get(keyOf(definition.kind, above.uuid));
  }
}

/** The argument with the uuid of the object whose answers show those of a kind, and that uuid, if both are known. */
function aboveOf({ parent, shownBy }: ResourceDefinition, inputs: Props): { argument: string; uuid: string } | undefined {
  const argument = parent ?? shownBy;
  const uuid = argument === undefined ? undefined : own(inputs, argument);
  return argument === undefined || typeof uuid !== "string" || isBlank(uuid) || hasUnknown(uuid) ? undefined : { argument, uuid };
}

/** What an object is noted by, whatever the case of its uuid. */
export function keyOf(kind: string, uuid: string): string {
  return `${kind} ${uuid}`.toLowerCase();
}

/** Why a list of an object and a resource of its own exclude each other. */
export function declaredTwice({ name, argument }: Pick<Lister, "name" | "argument">, child: Child): string {
  return (
    `${name} of this program declares all ${argument} of the customer itself, and ${child.name} would be one more. ` +
    `Declare them in one way: all by ${argument} of ${name}, or each as a ${child.kind}`
  );
}
