import { z } from "zod";
import type { JsonObject } from "../../client/index";
import { checkInputs, type CheckFailure, reasonsOf } from "../../lifecycle/inputs/check";
import type { Finding, ObjectSchema } from "../../lifecycle/kind";
import { whole } from "../../lifecycle/compare/project";
import type { TransferHost } from "../../transfer/host";
import { parseAmount, SMALLEST } from "../../common/money";
import { asText, isBlank, NOTHING, own, type Props, sameUuid, UNKNOWN } from "../../common/values";
import { customerShape } from "../../lifecycle/fields/shapes";
import { subReseller } from "../subReseller/subReseller";

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
    if (isBlank(was) || is === undefined || is === UNKNOWN || is === NOTHING || isSame(was, is)) return [];
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
  { schema: shape, news, findings }: { schema: ObjectSchema; news: Props; findings: Finding[] },
): CheckFailure[] {
  const fields = Object.fromEntries(Object.keys(shape.shape).map((name) => [name, {}]));
  return [...checkInputs({ kind, schema: shape, fields }, { news }), ...reasonsOf(findings)];
}

/** The writable facts of a customer, without secrets and without what changes by itself. */
export function factsOf(live: JsonObject): Props {
  return Object.fromEntries(Object.entries(whole(subReseller, live, {})).filter(([name]) => name !== "addressUuids"));
}
