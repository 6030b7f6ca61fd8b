import type { ResellerAddressArgs } from "../../kinds/resellerAddress";
import { kindClass } from "./kindClass";

export type { ResellerAddressArgs } from "../../kinds/resellerAddress";

/** A billing or delivery address of a customer, with a lifecycle of its own. A program declares the addresses of a customer here or by `addresses` of its SubReseller, and not by both. */
export class ResellerAddress extends kindClass<"ResellerAddress", ResellerAddressArgs>("ResellerAddress") {}
