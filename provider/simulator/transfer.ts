import type { CallContext } from "./call";
import { show } from "./collections";
import type { JsonObject } from "./json";
import { SMALLEST_TRANSFER, formatMoney, parseMoney } from "./money";
import type { Thousandths } from "./money";
import type { Reply } from "./reply";
import { done, noContent, refuse } from "./reply";
import { CUSTOMERS } from "./storage";
import type { Customer, LedgerEntry } from "./world";
import { nameOf } from "./world";

/** Moves credit from the own balance to a customer, as `PUT /account/reseller/{uuid}` with `{"balance":"10.000"}` asks. */
export function transferCredit(call: CallContext, customer: Customer): Reply {
  const amount = amountOf(call.body);
  if (amount === undefined) return refuse(400, "balance is not an amount with at most three decimals in a string");
  if (amount < SMALLEST_TRANSFER) return refuse(400, "less than 0.01");
  if (amount > call.world.ownBalance) return refuse(400, "more than the own balance");
  call.world.ownBalance -= amount;
  customer.balance += amount;
  recordMovement(call, { kind: "transfer", customer, amount });
  if (call.switches.transferAnswer === "noContent") return noContent();
  return done(200, call.switches.transferAnswer === "empty" ? {} : show(CUSTOMERS, customer, call));
}

function amountOf(body: JsonObject): Thousandths | undefined {
  const amount = body["balance"];
  return typeof amount === "string" ? parseMoney(amount) : undefined;
}

/** Returns a refusal if the own balance does not cover the cost. */
export function refuseUncovered(call: CallContext, cost: Thousandths): Reply | undefined {
  return cost > call.world.ownBalance ? refuse(400, `the own balance does not cover ${formatMoney(cost)}`) : undefined;
}

/** Deducts a command's cost from the own balance. */
export function charge(call: CallContext, cost: Thousandths): void {
  call.world.ownBalance -= cost;
  recordMovement(call, { kind: "charge", customer: call.customer, amount: cost });
}

interface Movement {
  readonly kind: LedgerEntry["kind"];
  readonly customer: Customer | undefined;
  readonly amount: Thousandths;
}

function recordMovement(call: CallContext, { kind, customer, amount }: Movement): void {
  call.world.ledger.push({
    at: call.now.toISOString(),
    kind,
    requestId: call.trackingToken,
    customer: customer?.uuid ?? null,
    customerName: customer === undefined ? null : nameOf(customer.record),
    amount: formatMoney(amount),
    ownBalance: formatMoney(call.world.ownBalance),
  });
}
