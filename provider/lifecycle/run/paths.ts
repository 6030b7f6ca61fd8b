import type { Settings } from "../../settings/settings";
import { givenFor, type KindPaths } from "../../settings/kindPaths";
import type { ResourceDefinition } from "../kind";

type Placed = Pick<ResourceDefinition, "kind" | "paths" | "guessedPath">;

/** The paths of a kind: those of its page, or what `yay:paths` gives in place of a guess. Every request takes them from here. */
export function pathsOf({ kind, paths, guessedPath }: Placed, settings: Pick<Settings, "paths">): ResourceDefinition["paths"] {
  if (guessedPath === undefined) return paths;
  const given = givenFor(settings.paths, kind);
  const collection = guessedPath === "collection" ? (given.collection ?? paths.collection) : paths.collection;
  return { collection, item: given.item ?? (collection === paths.collection ? paths.item : `${collection}/{uuid}`) };
}

/** What of the paths is still a guess: a collection that `yay:paths` names is somebody's word, the path of one object below it is not. */
export function guessOf({ kind, guessedPath }: Placed, settings: Pick<Settings, "paths">): Placed["guessedPath"] {
  const isGiven = guessedPath === "collection" && givenFor(settings.paths, kind).collection !== undefined;
  return isGiven ? "item" : guessedPath;
}

/** The paths of kinds, as settings judge them. */
export function kindPaths(definitions: Readonly<Record<string, Placed>>): KindPaths[] {
  return Object.values(definitions).map(({ kind, paths, guessedPath }) => ({ kind, ...paths, guessed: guessedPath }));
}
