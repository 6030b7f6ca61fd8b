import type { PhoneBookArgs } from "../../kinds/phoneBook";
import { kindClass, type StateOf } from "./kindClass";

export type { PhoneBookArgs } from "../../kinds/phoneBook";

/** What a program can read of a phone book. */
export interface PhoneBookState extends StateOf<PhoneBookArgs> {
  /** A user name of the book. [documented, without its meaning; that the API makes it is a guess] */
  username: string | undefined;
  /** A password of the book. [documented, without its meaning; that the API makes it and that it goes with the user name are guesses] */
  password: string | undefined;
}

/**
 * A book of names and numbers. List, read and create are documented, update and delete are inferred. That the API makes the user name and the password, and
 * takes none, is a guess, which the switch `missingCredentials` of the simulator turns round; what they are for is not documented. One client reads the
 * contacts of a book at the path of the book itself, which is a guess here.
 *
 * The user name and the password are no arguments, because the documents cut the body of a creation off and no source shows one that takes them. Where
 * an account does, an `ApiObject` with the path `/voip/phone-book` and `free: true` writes both in its `body`, in the place of this class, the
 * password encrypted.
 */
export class PhoneBook extends kindClass<"PhoneBook", PhoneBookArgs, PhoneBookState, "username">("PhoneBook") {}
