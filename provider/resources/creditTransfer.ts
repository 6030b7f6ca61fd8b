import { z } from "zod";
import { checkInputs, type CheckFailure, reasonsOf } from "../lifecycle/check";
import type { Finding } from "../lifecycle/definition";
import { parseAmount, SMALLEST } from "../lifecycle/transfer/money";
import { hashOf } from "../lifecycle/transfer/customer";
import { type OneShot, stored, type TransferHost } from "../lifecycle/transfer/host";
import { whole } from "../lifecycle/project";
import { asText, clean, isBlank, own, type Props, sameUuid, UNKNOWN } from "../lifecycle/values";
import type { JsonObject } from "../client/index";
import { customerShape } from "./shapes";
import { subReseller } from "./subReseller";

/** What a program writes for a transfer of calling credit. */
export interface CreditTransferArgs {
  /**
   * The uuid of the customer that gets the credit, such as `acme.uuid`. It cannot be changed once the transfer was prepared. [documented]
   */
  customer: string;
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
   * One word for each former attempt, in their order: `"rejected"` where the API refused it, `"notReceived"` where no money has arrived. With
   * n words the program wants attempt n + 1, and that is sent. Words stay in the program as long as the transfer does; each has to agree with
   * the record. [the provider's own]
   */
  earlier?: ("rejected" | "notReceived")[];
}

const amountShape = z.string({ error: 'must be a text such as "25.00", because money is no float' }).superRefine((text, context) => {
  const value = parseAmount(text);
  if (text === UNKNOWN) return;
  if (value === undefined) context.addIssue('must be an amount with at most three decimals, such as "25.00"');
  else if (value < SMALLEST) context.addIssue("must be at least 0.01");
});

const referenceShape = z
  .string()
  .min(1, "must not be empty")
  .max(100, "must have at most 100 characters")
  .regex(/^(?!\s)(?!.*\s$)(?!.*::)[^\p{C}#]*$/u, "must have no #, no ::, no control characters, and no blanks at its edges");

const provided = { seed: z.string().optional(), __provider: z.unknown().optional() };

const schema = z.strictObject({
  ...provided,
  customer: customerShape,
  amount: amountShape,
  reference: referenceShape,
  outcome: z.literal("received", { error: 'must be "received", or left out' }).optional(),
  earlier: z
    .array(z.enum(["rejected", "notReceived"], { error: 'must be "rejected" or "notReceived"' }), { error: "must be a list of words" })
    .optional(),
});

/** The shapes that the parts of a transfer share with it. */
export const transferShapes = { ...provided, customer: customerShape, amount: amountShape, reference: referenceShape };

/** What is refused before a request: the shape, another kind's uuid. */
export function transferFindings(inputs: Props, { others }: Pick<TransferHost, "others">): Finding[] {
  const kind = others.kindOf(asText(own(inputs, "customer")));
  return kind === undefined || kind === "SubReseller"
    ? []
    : [{ path: "customer", reason: `must be the uuid of a SubReseller, and is that of a ${kind}` }];
}

const unchanging: Readonly<Record<string, (a: unknown, b: unknown) => boolean>> = {
  reference: (a, b) => a === b,
  customer: sameUuid,
  amount: (a, b) => a === b || (parseAmount(a) !== undefined && parseAmount(a) === parseAmount(b)),
};

/** What must stay as it was: a changed program would be another payment. */
export function changedFindings(olds: Props, inputs: Props, among: readonly string[] = Object.keys(unchanging)): Finding[] {
  return Object.entries(unchanging).flatMap(([path, isSame]) => {
    if (!among.includes(path)) return [];
    const [was, is] = [own(olds, path), own(inputs, path)];
    if (isBlank(was) || is === undefined || is === UNKNOWN || isSame(was, is)) return [];
    return [
      {
        path,
        reason: `is ${JSON.stringify(was)} in the record and cannot be changed; a new payment is a CreditTransfer with a reference of its own`,
      },
    ];
  });
}

/** The failures of one part of a transfer, as the engine takes them. */
export function failuresOf(
  kind: string,
  { schema: shape, news, findings }: { schema: z.ZodObject; news: Props; findings: Finding[] },
): CheckFailure[] {
  const fields = Object.fromEntries(Object.keys(shape.shape).map((name) => [name, {}]));
  return [...checkInputs({ kind, schema: shape, fields }, { news }), ...reasonsOf(findings)];
}

/** The writable facts of a customer, without secrets and without what changes by itself. */
export function factsOf(live: JsonObject): Props {
  return Object.fromEntries(Object.entries(whole(subReseller, live, {})).filter(([name]) => name !== "addressUuids"));
}

/**
 * The part of a transfer that carries its name: it holds the reference, so that an edited one is refused instead of being a new payment, and
 * checks all arguments at once before anything else is registered. The other arguments may change until something is prepared, so it does not
 * hold those. It makes no request.
 */
export const creditTransferReference: OneShot = (host) => ({
  check: (olds, news) => {
    const findings = [...transferFindings(news, host), ...changedFindings(olds ?? {}, news, ["reference"])];
    return Promise.resolve({ inputs: clean(news) as Props, failures: failuresOf("CreditTransfer", { schema, news, findings }) });
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
