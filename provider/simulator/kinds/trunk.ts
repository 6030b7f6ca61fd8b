import type { Kind } from "./kind";
import { secret, shown, text, wholeNumber } from "./kind";

/** Trunk Authentication: list and create under their trunk [doc], the path of one [guess]. `type` is `ip`, or another word that no page shows. */
export const trunkAuth: Kind = {
  path: "/voip/trunk/{trunk}/auth",
  guessed: "item",
  fields: {
    /** Marked as required, but described as used only by `type` `ip`, so it is not required here. */
    ip: text(),
    password: secret(),
    type: text(),
    username: text(),
  },
};

/**
 * Trunk: list and read [doc], the rest by the pattern of other paths [guess]. It is not known whether a body may have `auth`; here it may,
 * and what it changes is a switch, `nestedChildren`.
 */
export const trunk: Kind = {
  path: "/voip/trunk",
  guessed: "item",
  fields: {
    auth: shown("trunkAuth", trunkAuth),
    domain: text(),
    name: text(),
    port: wholeNumber(),
    transport: text(),
    user: text(),
  },
};
