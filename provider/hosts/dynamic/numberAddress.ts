import type { NumberAddressArgs } from "../../kinds/numberAddress";
import { kindClass } from "./kindClass";

export type { NumberAddressArgs } from "../../kinds/numberAddress";

/** The address that a phone number is registered to. */
export class NumberAddress extends kindClass<"NumberAddress", NumberAddressArgs>("NumberAddress") {}
