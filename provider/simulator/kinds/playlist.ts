import type { Kind } from "./kind";
import { flag, listOf, reference, text } from "./kind";

/**
 * Playlist. List, read and create [doc], update and delete by the pattern of other paths [guess]. `name` is required and `default` is not
 * [doc]; of the other fields it is not known, so they are not.
 */
export const playlist: Kind = {
  path: "/voip/playlist",
  guessed: "item",
  fields: {
    /** The account's own playlist. Whether there is only one follows the switch `secondDefault`. */
    default: flag({ only: true }),
    name: text({ required: true }),
    random: flag(),
    /** Sounds. That their order is kept is a [guess], see the switch `orderedLists`. */
    sounds: listOf(reference()),
  },
};
