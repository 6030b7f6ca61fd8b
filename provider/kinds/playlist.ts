import { defineKind } from "../lifecycle/defineKind";
import { flag, forceDestroy, references, text } from "../lifecycle/fields/index";
import type { Id } from "../common/id";
import type { ReferredArgs } from "../lifecycle/arguments";

/** What a program writes for a playlist. */
export interface PlaylistArgs extends ReferredArgs {
  /** The name. [documented as required] */
  name: string;
  /**
   * Whether it is the account's default playlist, which users with `useDefaultPlaylist` hear. That there is at most one, and that the API takes this
   * from the one that was, is a guess: declare it for one alone. [documented]
   */
  default?: boolean;
  /** Whether the sounds play in random order. [documented] */
  random?: boolean;
  /**
   * The uuids of the sounds, such as `jingle.uuid`, in the order in which they play. If the API shows them in an order of its own, each refresh shows a
   * change and each `up` sends them again, until the program has them in that order. [documented; that their order is kept is a guess]
   */
  sounds?: Id<"Sound">[];
}

/** Sounds that play one after the other, such as music on hold: `/voip/playlist`. List, read and create are documented, update and delete are inferred. */
export const playlist = defineKind<PlaylistArgs>({
  kind: "Playlist",
  documentation: "inferred",
  scope: "customer",
  path: "/voip/playlist",
  guessedPath: "item",
  args: {
    name: text("name", { required: true }),
    default: flag("default"),
    random: flag("random"),
    sounds: references("sounds", "Sound", { ordered: true }),
    forceDestroy: forceDestroy(),
  },
});
