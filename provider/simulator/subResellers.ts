import type { CallContext } from "./call";
import { showCustomer, showCustomerItem } from "./customerView";
import type { BuildContext } from "./fields";
import { buildRecord, checkDraft } from "./fields";
import type { JsonObject } from "./json";
import { asObjects, asText, isBlank } from "./json";
import { SUB_RESELLER } from "./kinds";
import type { Reply } from "./reply";
import { done, noContent, notFound, ok, refuse } from "./reply";
import { addServerFields } from "./serverFields";
import { transferCredit } from "./transfer";
import type { Customer, World } from "./world";
import { isNameTaken, nameOf, objectsOf } from "./world";

export function listCustomers(call: CallContext): Reply {
  const items = [...call.world.customers.values()].map((customer) => showCustomerItem(customer, call));
  return ok(call.switches.listOrder === "reversed" ? items.reverse() : items);
}

export function readCustomer(call: CallContext): Reply {
  const customer = call.world.customers.get(call.uuid);
  return customer === undefined ? notFound() : ok(showCustomer(customer, call));
}

/** The refusal of a sub-reseller's body, or nothing where it is acceptable. */
export function checkCustomer(world: World, body: JsonObject, context: BuildContext, live?: Customer): Reply | undefined {
  const findings = checkDraft({ spec: SUB_RESELLER, body, live: live?.record }, context);
  const users = asObjects(body["users"]);
  const roles = users.filter((user) => !isBlank(user["role_id"])).map((user) => Number(user["role_id"]));
  if (roles.some((role) => role !== 1 && role !== 3)) findings.push("users: role_id is neither 1 nor 3");
  if (new Set(users.map(nameOf)).size < users.length) findings.push("users: a name stands twice");
  if (findings.length > 0) return refuse(400, findings.join("; "));
  return checkStore(world, body, context, live) ?? checkName(world, body, context, live);
}

function checkStore(world: World, body: JsonObject, context: BuildContext, live?: Customer): Reply | undefined {
  const store = asText(body["store_front"]);
  if (store === "") return undefined;
  if (!world.stores.some((one) => one["uuid"] === store)) return refuse(Number(context.switches.unknownStore), "no such store_front");
  const keepsLists = context.switches.omittedLists === "kept" ? live?.record : undefined;
  const addresses = asObjects(body["addresses"] ?? keepsLists?.["addresses"]);
  const users = asObjects(body["users"] ?? keepsLists?.["users"]);
  const isComplete = addresses.length > 0 && users.some((user) => Number(user["role_id"]) === 3);
  const isReferenceExample = live !== undefined && body["addresses"] === undefined && body["users"] === undefined;
  return isComplete || isReferenceExample ? undefined : refuse(400, "a customer of a store needs an address and a user with role_id 3");
}

function checkName(world: World, body: JsonObject, context: BuildContext, live?: Customer): Reply | undefined {
  if (!isNameTaken(world, nameOf(body), live?.uuid)) return undefined;
  return refuse(live === undefined ? Number(context.switches.postNameConflict) : 409, "the name is taken on this platform");
}

/** A customer as a POST or a seed makes it. */
export interface NewCustomer {
  readonly body: JsonObject;
  /** What the server decides; a seed gives uuids and dates by it. */
  readonly given?: JsonObject;
}

/** Stores a customer without checking it. */
export function insertCustomer(world: World, { body, given }: NewCustomer, context: BuildContext): Customer {
  const live: JsonObject = { allow_outbound: true, ip_addresses: [], ...given };
  const record = addServerFields(buildRecord({ spec: SUB_RESELLER, body, live }, context), context.switches);
  const customer: Customer = {
    uuid: asText(record["uuid"]),
    record,
    locked: false,
    internationalCallsAllowed: undefined,
    balance: 0,
  };
  world.customers.set(customer.uuid, customer);
  return customer;
}

export function createCustomer(call: CallContext): Reply {
  const refusal = checkCustomer(call.world, call.body, call);
  if (refusal !== undefined) return refusal;
  return done(201, showCustomer(insertCustomer(call.world, { body: call.body }, call), call, true));
}

export function updateCustomer(call: CallContext): Reply {
  const customer = call.world.customers.get(call.uuid);
  if (customer === undefined) return notFound();
  if (Object.hasOwn(call.body, "balance")) {
    const isAllOfIt = Object.keys(call.body).length === 1;
    if (call.switches.balancePut === "transfer") return transferCredit(call, customer);
    if (call.switches.balancePut === "ignored" && isAllOfIt) return ok(showCustomer(customer, call));
    if (call.switches.balancePut === "update" && isAllOfIt) return replaceByAlmostNothing(call, customer);
  }
  return replaceCustomer(call, customer);
}

function replaceCustomer(call: CallContext, customer: Customer): Reply {
  const refusal = checkCustomer(call.world, call.body, call, customer);
  if (refusal !== undefined) return refusal;
  storeBody(call, customer, call.body);
  return done(200, showCustomer(customer, call));
}

/** Rather a server without checks: a transfer taken for an update keeps the name and resets the rest. */
function replaceByAlmostNothing(call: CallContext, customer: Customer): Reply {
  storeBody(call, customer, { name: nameOf(customer.record), contact_name: "" });
  return done(200, showCustomer(customer, call));
}

function storeBody(call: CallContext, customer: Customer, body: JsonObject): void {
  customer.record = buildRecord({ spec: SUB_RESELLER, body, live: customer.record }, call);
}

export function deleteCustomer(call: CallContext): Reply {
  const customer = call.world.customers.get(call.uuid);
  if (customer === undefined) return notFound();
  const contents = objectsOf(call.world, customer.uuid);
  if (contents.length > 0 && call.switches.deleteWithContents === "refused") {
    return refuse(400, `the customer still has ${contents.map((object) => object.kind).join(", ")}`);
  }
  for (const object of contents) call.world.objects.delete(object.uuid);
  call.world.customers.delete(customer.uuid);
  return noContent();
}

/** lock, unlock and international-calls-allowed: the documents ask for the whole object and say nothing of a flag. */
export function commandCustomer(call: CallContext, command: "lock" | "unlock" | "international"): Reply {
  const customer = call.world.customers.get(call.uuid);
  if (customer === undefined) return notFound();
  const { international_calls_allowed: flag, ...body } = call.body;
  const refusal = checkCustomer(call.world, command === "international" ? body : call.body, call, customer);
  if (refusal !== undefined) return refusal;
  if (call.switches.commandBody === "applied") storeBody(call, customer, command === "international" ? body : call.body);
  if (command === "international") {
    if (typeof flag === "boolean") customer.internationalCallsAllowed = flag;
    return done(200, showCustomer(customer, call));
  }
  customer.locked = command === "lock";
  return noContent();
}
