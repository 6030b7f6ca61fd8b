import type { PhoneNumberArgs } from "../../kinds/phoneNumber";
import { kindClass } from "./kindClass";

export type { PhoneNumberArgs } from "../../kinds/phoneNumber";

/**
 * A phone number that the account has, and where its calls go. It is found by itself: how a number is searched for or bought is not
 * documented, so nothing here does. List is documented, update is inferred from other clients, read and delete are guesses. What the API says
 * of a number, `price_category` and `required_address_type`, goes back as it came: that the API alone sets it is a guess.
 */
export class PhoneNumber extends kindClass<"PhoneNumber", PhoneNumberArgs>("PhoneNumber") {}
