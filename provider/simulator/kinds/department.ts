import type { Kind } from "./kind";
import { reference, setOf, text } from "./kind";

/**
 * Department. List [cat]; read, create, update and delete exist [3p], their paths by the pattern of others [guess]. One of the fields is
 * required [3p]; that it is `name` is a [guess].
 */
export const department: Kind = {
  path: "/voip/department",
  guessed: "item",
  fields: {
    description: text(),
    name: text({ required: true }),
    /** SIP users [guess]; that their order does not matter is a [guess]. */
    users: setOf(reference()),
  },
};
