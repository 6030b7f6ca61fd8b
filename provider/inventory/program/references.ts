import { begins } from "../../common/keyPath";
import { isUuid } from "../../common/values";
import type { Facts } from "../../lifecycle/kind";

/** What may stand at a place of the arguments. */
export interface Place {
  /** The kinds of objects that are meant there. */
  readonly kinds: readonly string[];
  /** Set if no document says which kind is meant, or where within an entry, such as a step of a flow: then any kind may be. */
  readonly isLoose: boolean;
}

/** A uuid among the arguments of an object, with where it stands. */
export interface Reference extends Place {
  readonly uuid: string;
}

/** The uuids within an argument that name other objects. */
export function referencesIn(value: unknown, facts: Facts, path: readonly string[] = []): Reference[] {
  if (typeof value === "string") {
    const place = isUuid(value) ? placeAt(facts, path) : undefined;
    return place === undefined ? [] : [{ ...place, uuid: value }];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => referencesIn(item, facts, [...path, key]));
}

/** What a uuid at a path within an argument may be of; undefined if none is said to stand there or around. */
export function placeAt({ refersTo, refersToAny, nested = {} }: Facts, path: readonly string[]): Place | undefined {
  if (refersTo !== undefined) return { kinds: refersTo, isLoose: false };
  if (refersToAny === true) return { kinds: [], isLoose: true };
  for (const [pattern, inner] of Object.entries(nested)) {
    if (inner.refersTo !== undefined && begins(pattern.split("."), path)) return { kinds: inner.refersTo, isLoose: pattern === "*" };
  }
  return undefined;
}

/** Whether an object of a kind may stand at a place. */
export function admits({ kinds, isLoose }: Place, kind: string): boolean {
  return isLoose || kinds.includes(kind);
}
