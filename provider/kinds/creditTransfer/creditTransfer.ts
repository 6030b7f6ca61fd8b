import { z } from "zod";
import type { ObjectSchema } from "../../lifecycle/kind";
import { hashOf } from "../../transfer/customer";
import { type OneShot, stored } from "../../transfer/host";
import type { Id } from "../../common/id";
import { asText, clean, own, type Props } from "../../common/values";
import { changedFindings, failuresOf, transferFindings, transferShapes } from "./arguments";

/** What a program writes for a transfer of calling credit. */
export interface CreditTransferArgs {
  /**
   * The uuid of the customer that gets the credit, such as `acme.uuid`. It cannot be changed once the transfer was prepared. [documented]
   */
  customer: Id<"SubReseller">;
  /**
   * The amount to move from the own pre-pay balance, as a text with at most three decimals, such as `"25.00"`: from 0.01 up to the own
   * balance, and up to `yay:maxTransfer`. Numbers are refused, because money is no float. It cannot be changed once the transfer was
   * prepared, and it cannot be taken back. [documented]
   */
  amount: string;
  /**
   * The words by which this payment is told from every other, such as `"2026-11 top-up acme"`: unique in the stack, never used again, up to
   * 100 characters without `#` and `::`. It is not sent to the API. A new reference is a new payment. [the provider's own]
   */
  reference: string;
  /**
   * `"received"` says of the last attempt, of which it is not known whether it was made, that the money has arrived: it is then recorded as
   * settled, and nothing is sent. [the provider's own]
   */
  outcome?: "received";
  /**
   * One word for each former attempt, in their order: `"rejected"` if the API refused it, `"notReceived"` if no money has arrived. With
   * n words the program wants attempt n + 1, and that is sent. Words stay in the program as long as the transfer does; each has to agree with
   * the record. [the provider's own]
   */
  earlier?: ("rejected" | "notReceived")[];
}

/** What a program may write of a transfer. */
export const referenceSchema: ObjectSchema = z.strictObject({
  ...transferShapes,
  outcome: z.literal("received", { error: 'must be "received", or left out' }).optional(),
  earlier: z
    .array(z.enum(["rejected", "notReceived"], { error: 'must be "rejected" or "notReceived"' }), { error: "must be a list of words" })
    .optional(),
});

/**
 * The part of a transfer that carries its name: it holds the reference, so that an edited one is refused instead of being a new payment, and
 * checks all arguments at once before anything else is registered. The other arguments may change until something is prepared, so it does not
 * hold those. It makes no request.
 */
export const creditTransferReference: OneShot = (host) => ({
  check: (olds, news) => {
    const findings = [...transferFindings(news, host), ...changedFindings(olds ?? {}, news, ["reference"])];
    return Promise.resolve({
      inputs: clean(news) as Props,
      failures: failuresOf("CreditTransfer", { schema: referenceSchema, news, findings }),
    });
  },
  diff: () => Promise.resolve({ changes: false, replaces: [], deleteBeforeReplace: false }),
  create: (inputs) => {
    const reference = asText(own(inputs, "reference"));
    return Promise.resolve({ id: hashOf({ reference }).slice(0, 32), outs: stored({ reference }, inputs) });
  },
  read: (id, state) => Promise.resolve({ id, props: state }),
  update: (_id, state) => Promise.resolve({ outs: state }),
  delete: () => Promise.resolve(),
});
