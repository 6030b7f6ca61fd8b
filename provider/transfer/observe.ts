import { type Client, CUSTOMERS, type JsonObject, type Once, theObject, unexpected } from "../client/index";
import type { Props } from "../common/values";
import { balanceIn, type Thousandths } from "../common/money";
import { type Prepared, transferName } from "./record";

/** Reads what a transfer is judged by. */
export interface Observer {
  readonly client: Client;
  /** The writable facts of a live customer, without secrets. */
  readonly factsOf: (live: JsonObject) => Props;
  /** What the program has marked as secret in the transfer. */
  readonly confidential: readonly string[];
}

/** The facts of the customer as it lives; throws if it does not. */
export async function readCustomer(
  { client, factsOf, confidential }: Observer,
  attempt: Pick<Prepared, "reference" | "attempt" | "customer">,
  once?: Once,
): Promise<Props> {
  const call = { attempt: `read the customer of ${transferName(attempt)}`, method: "GET", path: CUSTOMERS.item } as const;
  const answer = await client.call({
    ...call,
    confidential,
    params: { uuid: attempt.customer },
    ...(once && { once }),
    next: (status) => (status === 404 ? "There is no such customer in this account: check `customer`." : undefined),
  });
  const live = theObject(answer.result);
  if (live === undefined || Object.keys(live).length === 0) throw unexpected(call, answer, "in an answer without the object.");
  return factsOf(live);
}

/** The own pre-pay balance. */
export async function readBalance(
  { client, confidential }: Observer,
  attempt: Pick<Prepared, "reference" | "attempt">,
  once?: Once,
): Promise<Thousandths> {
  const call = { attempt: `read the own balance for ${transferName(attempt)}`, method: "GET", path: "/account/balance" } as const;
  const answer = await client.call({
    ...call,
    confidential,
    ...(once && { once }),
    next: (status) =>
      [401, 403, 404].includes(status)
        ? "A transfer is confirmed by the own balance. For an account that cannot read it, yay:confirmTransfers: status takes the answer alone as proof."
        : undefined,
  });
  const balance = balanceIn(theObject(answer.result));
  if (balance !== undefined) return balance;
  throw unexpected(call, answer, "in an answer without one.");
}
