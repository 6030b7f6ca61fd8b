import type { PhoneBookArgs } from "../../kinds/phoneBook";
import { kindClass, type StateOf } from "./kindClass";

export type { PhoneBookArgs } from "../../kinds/phoneBook";

/** What a program can read of a phone book. */
export interface PhoneBookState extends StateOf<PhoneBookArgs> {
  /** The user name with which telephones fetch it, made by the API. */
  username: string | undefined;
  /** The password that goes with it, made by the API. */
  password: string | undefined;
}

/** Names and numbers that telephones show. */
export class PhoneBook extends kindClass<"PhoneBook", PhoneBookArgs, PhoneBookState>("PhoneBook") {}
