import type { PhoneNumberArgs } from "../../kinds/phoneNumber";
import { kindClass } from "./kindClass";

export type { PhoneNumberArgs } from "../../kinds/phoneNumber";

/**
 * A phone number that the account has, and where its calls go. It is found by itself, and never bought. The API's `price_category` and
 * `required_address_type` are kept as they live.
 */
export class PhoneNumber extends kindClass<PhoneNumberArgs>("PhoneNumber") {}
