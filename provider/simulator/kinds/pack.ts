import type { Kind } from "./kind";
import { choice } from "./kind";

/** Call Pack: list, read and create [doc], the path of the list [cat], that of one by the pattern of other paths [guess]. No update and no delete is documented. */
export const pack: Kind = {
  path: "/voip/call-pack",
  guessed: "item",
  commands: ["list", "create", "read"],
  scant: true,
  fields: {
    /** 13 to 16: UK, 1000 to 10000 minutes; 17 to 20: UK and EU. */
    pack_id: choice([13, 14, 15, 16, 17, 18, 19, 20], { required: true }),
  },
};
