import type { Id } from "../common/id";
import type { Adopt } from "./verbs/adopt";

/** What a program can write of the account that something belongs to. */
export interface AccountArgs {
  /**
   * The uuid of the customer that the object belongs to, such as `acme.uuid`. Left out, it belongs to the caller's own account; written
   * without a value (an output of nothing, `undefined`), it is refused.
   * [documented as the header X-Auth-For]
   */
  customer?: Id<"SubReseller">;
}

/** What a program can write for an object with a secret that the provider can make anew. */
export interface RotatingArgs {
  /**
   * Any text, such as `"2026-11"`: whenever it changes, beginning with the first, the provider makes a new password or PIN and puts it. The program
   * leaves that out then, and reads it as an output. One value of the configuration, given to all, rotates all.
   */
  rotate?: string;
}

/** What a program can write for every object of a customer. */
export interface CustomerArgs extends AccountArgs {
  /**
   * Takes a living object over instead of making one: its uuid, or `true` if the documents call one of its values unique. It must equal the
   * program in every declared field, unless `{ uuid, overwrite: true }` allows to change it.
   */
  adopt?: Adopt;
}

/** What a program can write for every object of a customer that others of the account can refer to. */
export interface ReferredArgs extends CustomerArgs {
  /**
   * Deletes it although other objects of the account refer to it, or although it cannot be known whether any does. It counts from the `up`
   * that stores it.
   */
  forceDestroy?: boolean;
}

/** What a program can write for what is bought and has no value that the documents call unique. */
export interface PurchaseArgs extends CustomerArgs {
  /**
   * `true` buys another one beside those that the account has and this state does not hold. Without it a creation stops there, because one of
   * them may be what a run on another machine has bought.
   */
  additional?: boolean;
}
