import { GoneError, type JsonObject, UnexpectedAnswerError } from "../client/index";
import { asText, sameUuid } from "../common/values";
import type { Facts, ResourceDefinition } from "../lifecycle/kind";
import type { FindReferrers, Referrers } from "../lifecycle/run/run";
import { hidingEntries } from "./entries";
import { list, type Listed } from "./list";

/** Looks for the live objects of some kinds that refer to one: by fields that the documents call references, and by the steps of a flow. */
export function referrersAmong(kinds: readonly ResourceDefinition[]): FindReferrers {
  return async (run, { kind, uuid, customer }) => {
    const looksAt = (definition: ResourceDefinition) => referringNames(definition, kind);
    const listed = await list(run, { customer, kinds: referringKinds(kinds, kind), looksAt });
    return {
      found: listed.flatMap(({ definition, objects }) =>
        objects
          .filter((live) => !sameUuid(live["uuid"], uuid) && looksAt(definition).some((name) => holds(live[name], uuid)))
          .map((live) => ({ definition, live })),
      ),
      failures: listed.flatMap((each) => failuresOf(each, looksAt(each.definition))),
    };
  };
}

/** What could not be looked at: the list itself, or objects of which their own answers show entries without anything in them. */
function failuresOf({ definition, objects, failure }: Listed, names: readonly string[]): Referrers["failures"] {
  const { kind, paths } = definition;
  if (failure !== undefined) return isNoAnswer(definition, failure) ? [] : [{ path: paths.collection, error: failure }];
  const hiding = objects.filter((live) => hidingEntries(definition, names, live).length > 0);
  if (hiding.length === 0) return [];
  const lists = new Set(hiding.flatMap((live) => hidingEntries(definition, names, live)));
  const uuids = hiding.map(({ uuid }) => asText(uuid)).join(", ");
  const said = `GET ${paths.item} shows entries of ${[...lists].join(" and ")} with nothing in them, for each ${kind} of these: ${uuids}.`;
  return [{ path: paths.collection, error: new UnexpectedAnswerError(said) }];
}

/**
 * Whether a list failed as it must if the API has none of the kind: its path is a guess. Then nothing would ever be deleted, and nothing of the
 * kind can refer to anything.
 */
function isNoAnswer({ guessedPath }: ResourceDefinition, failure: unknown): boolean {
  return guessedPath === "collection" && GoneError.is(failure);
}

/** The kinds whose objects can refer to those of a kind. */
export function referringKinds(kinds: readonly ResourceDefinition[], kind: string): ResourceDefinition[] {
  return kinds.filter((definition) => definition.part === undefined && referringNames(definition, kind).length > 0);
}

/** The wire names of a kind under which it can refer to objects of another one. */
function referringNames({ fields }: ResourceDefinition, kind: string): string[] {
  return Object.values(fields).flatMap(({ facts }) => (facts.wire !== undefined && canName(facts, kind) ? [facts.wire] : []));
}

/** Whether an argument can name objects of a kind, in itself or within. */
export function canName({ refersTo, nested = {} }: Facts, kind: string): boolean {
  return [refersTo, ...Object.values(nested).map((inner) => inner.refersTo)].some((kinds) => kinds?.includes(kind) === true);
}

/** Whether a value has a uuid, at any depth and in any letter case. */
function holds(value: unknown, uuid: string): boolean {
  if (typeof value === "object" && value !== null) return Object.values(value as JsonObject).some((inner) => holds(inner, uuid));
  return sameUuid(value, uuid);
}
