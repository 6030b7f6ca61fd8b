import type { CallContext } from "./call";
import { deleteObject, show, updateObject } from "./collections";
import type { JsonObject } from "./json";
import { commandsOf, kindOf } from "./kinds";
import type { Reply } from "./reply";
import { done, noContent, notFound, ok, refuse } from "./reply";
import { CUSTOMERS } from "./storage";
import { checkSubmission, replace } from "./submission";
import { transferCredit } from "./transfer";
import type { Customer } from "./world";
import { nameOf, objectsOf } from "./world";

/** PUT of a customer: an update, or a transfer of credit. */
export function updateCustomer(call: CallContext): Reply {
  const customer = call.world.customers.get(call.uuid);
  if (customer === undefined) return notFound();
  if (Object.hasOwn(call.body, "balance")) {
    const isAllOfIt = Object.keys(call.body).length === 1;
    if (call.switches.balancePut === "transfer") return transferCredit(call, customer);
    if (call.switches.balancePut === "ignored" && isAllOfIt) return ok(show(CUSTOMERS, customer, call));
    if (call.switches.balancePut === "update" && isAllOfIt) return replaceByAlmostNothing(call, customer);
  }
  return updateObject(call, CUSTOMERS);
}

/** Treats a transfer as an unchecked update: keeps the name and resets the rest. */
function replaceByAlmostNothing(call: CallContext, customer: Customer): Reply {
  storeBody(call, customer, { name: nameOf(customer.record), contact_name: "" });
  return done(200, show(CUSTOMERS, customer, call));
}

function storeBody(call: CallContext, live: Customer, body: JsonObject): void {
  replace(CUSTOMERS, { ...call, live, body }, call);
}

/** Deletes a customer. Objects that no command can delete do not prevent it. */
export function deleteCustomer(call: CallContext): Reply {
  const contents = objectsOf(call.world, call.uuid);
  const holding = contents.filter(({ kind }) => commandsOf(kindOf(kind)).includes("delete"));
  if (holding.length > 0 && call.switches.deleteWithContents === "refused") {
    return refuse(400, `the customer still has ${holding.map((object) => object.kind).join(", ")}`);
  }
  for (const object of contents) call.world.objects.delete(object.uuid);
  return deleteObject(call, CUSTOMERS);
}

/** Runs lock, unlock or international-calls-allowed. The documents ask for the whole object and do not mention a flag. */
export function commandCustomer(call: CallContext, command: "lock" | "unlock" | "international"): Reply {
  const customer = call.world.customers.get(call.uuid);
  if (customer === undefined) return notFound();
  const { international_calls_allowed: flag, ...others } = call.body;
  const body = command === "international" ? others : call.body;
  const refusal = checkSubmission(CUSTOMERS, { ...call, body, live: customer }, call);
  if (refusal !== undefined) return refusal;
  if (call.switches.commandBody === "applied") storeBody(call, customer, body);
  if (command === "international") {
    if (typeof flag === "boolean") customer.internationalCallsAllowed = flag;
    return done(200, show(CUSTOMERS, customer, call));
  }
  customer.locked = command === "lock";
  return noContent();
}
