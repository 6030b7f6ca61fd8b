import { own } from "../common/values";

// Apart from its schema, because the published types lead here and must not need zod.

/** The paths that `yay:paths` gives for a kind. What it leaves out keeps its default. */
export interface GivenPaths {
  readonly collection?: string;
  /** Left out beside a collection: `{uuid}` below that. */
  readonly item?: string;
}

/** The paths of a kind, and which of them no source shows. */
export interface KindPaths {
  readonly kind: string;
  readonly collection: string;
  readonly item: string;
  /** `collection`: both are guesses; `item`: the path of one object alone is; left out: none is. */
  readonly guessed?: "collection" | "item" | undefined;
}

/** What `yay:paths` says of a kind. */
export function givenFor(said: Readonly<Record<string, GivenPaths>>, kind: string): GivenPaths {
  return (own(said, kind) as GivenPaths | undefined) ?? {};
}
