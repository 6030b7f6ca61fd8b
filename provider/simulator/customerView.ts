import type { CallContext } from "./call";
import type { JsonObject } from "./json";
import { SUB_RESELLER } from "./kinds";
import { present, presentItem } from "./present";
import type { Customer } from "./world";

/** A customer's object as an answer shows it. */
export function showCustomer(customer: Customer, call: CallContext, isCreated = false): JsonObject {
  return present(SUB_RESELLER, withBalance(customer, call), { ...call, isCreated });
}

/** The same as an item of the list. */
export function showCustomerItem(customer: Customer, call: CallContext): JsonObject {
  return presentItem(SUB_RESELLER, withBalance(customer, call), call);
}

function withBalance(customer: Customer, call: CallContext): JsonObject {
  return call.switches.balanceShown === "shown" ? { ...customer.record, balance: customer.balance / 1000 } : customer.record;
}
