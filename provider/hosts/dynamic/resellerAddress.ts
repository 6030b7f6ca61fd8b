import type { ResellerAddressArgs } from "../../kinds/resellerAddress";
import { kindClass } from "./kindClass";

export type { ResellerAddressArgs } from "../../kinds/resellerAddress";

/** A billing or delivery address of a customer, with a lifecycle of its own. What the `addresses` of its SubReseller declare is not to be declared here as well. */
export class ResellerAddress extends kindClass<"ResellerAddress", ResellerAddressArgs>("ResellerAddress") {}
