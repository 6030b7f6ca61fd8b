import { randomUUID } from "node:crypto";
import { z } from "zod";
import { SettingsError, YayError } from "../../client/index";
import type { CheckFailure } from "../../lifecycle/inputs/check";
import { markedTexts } from "../../lifecycle/secrets/confidential";
import type { Finding, ObjectSchema } from "../../lifecycle/kind";
import { ArgumentsError } from "../../lifecycle/errors";
import { hashOf } from "../../transfer/customer";
import { type OneShot, stored, type TransferHost } from "../../transfer/host";
import { forPeople, onTheWire, parseAmount } from "../../common/money";
import { readBalance, readCustomer } from "../../transfer/observe";
import { type Prepared, transferName } from "../../transfer/record";
import { asText, clean, isBlank, own, type Props, UNKNOWN } from "../../common/values";
import { changedFindings, factsOf, failuresOf, transferFindings, transferShapes } from "./arguments";

/** What the class registers of an attempt that is to be prepared. */
export const intentSchema: ObjectSchema = z.strictObject({
  ...transferShapes,
  attempt: z.number(),
  /** How many attempts the program wants; this one is sent only if it is the last. */
  attempts: z.number(),
  outcome: z.string().optional(),
  /** What is recorded as said of the attempt before, so that this one is prepared after it. */
  previous: z.string().optional(),
  /** The reference that the component has on record. */
  held: z.string().optional(),
});

/** What refuses a new attempt before anything is stored; a stored one always reads as "maybe sent". */
function newFindings(inputs: Props, host: TransferHost): Finding[] {
  const [attempt, attempts] = [Number(own(inputs, "attempt")), Number(own(inputs, "attempts"))];
  return [
    ...(attempt < attempts
      ? [
          {
            path: "earlier",
            reason:
              attempt === 1
                ? "has words about attempts of which this stack has no record, so nothing is sent. Where another stack or a later state has them, run it " +
                  "there; only where this payment was never begun anywhere, take all the words out"
                : `has a word for attempt ${attempt}, which was never made; take the last word out`,
          },
        ]
      : []),
    ...(isBlank(own(inputs, "outcome"))
      ? []
      : [
          {
            path: "outcome",
            reason: `speaks of an attempt that was never made in this stack; take it out${attempt > 1 ? ", or the last word of earlier" : ""}`,
          },
        ]),
    ...unrecorded(inputs, attempt),
    ...(isSet(host.env["PULUMI_SKIP_CHECKPOINTS"])
      ? [
          {
            path: "",
            reason: "PULUMI_SKIP_CHECKPOINTS is set: without checkpoints a cut-off run would pay again. Unset it and run pulumi up anew",
          },
        ]
      : []),
    ...ceilings(inputs, host),
  ];
}

/**
 * An up of only some resources (`--target`, `--exclude`) leaves the others unchecked, so that the program alone is no witness of what is
 * recorded of them.
 */
function unrecorded(inputs: Props, attempt: number): Finding[] {
  const [previous, held] = [own(inputs, "previous"), own(inputs, "held")];
  const whole = "run pulumi up for the whole program, without --target or --exclude";
  return [
    ...(attempt > 1 && !["rejected", "notReceived", UNKNOWN].includes(asText(previous))
      ? [{ path: "earlier", reason: `has a word for attempt ${attempt - 1} that is not recorded yet; ${whole}` }]
      : []),
    ...(held !== UNKNOWN && held !== own(inputs, "reference")
      ? [{ path: "reference", reason: `is not recorded yet under the name of this transfer; ${whole}` }]
      : []),
  ];
}

/** The engine reads its switches so. */
function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "0" && value.toLowerCase() !== "false";
}

function ceilings(inputs: Props, { settings, memory }: TransferHost): Finding[] {
  const amount = parseAmount(own(inputs, "amount"));
  if (amount === undefined) return [];
  const { maxTransfer, maxTransferPerRun, currency } = settings();
  const sum = memory.want(`${asText(own(inputs, "reference"))}#${asText(own(inputs, "attempt"))}`, amount);
  const money = (value: number) => forPeople(value, currency);
  const [most, mostPerRun] = [parseAmount(maxTransfer) ?? 0, parseAmount(maxTransferPerRun) ?? 0];
  return [
    ...(amount > most
      ? [
          {
            path: "amount",
            reason: `${money(amount)} is more than one transfer may move (${money(most)}); if it is meant, raise yay:maxTransfer`,
          },
        ]
      : []),
    ...(sum > mostPerRun
      ? [
          {
            path: "amount",
            reason: `with this transfer the run would move ${money(sum)}, more than one run may (${money(mostPerRun)}); if it is meant, raise yay:maxTransferPerRun`,
          },
        ]
      : []),
  ];
}

function failures(olds: Props | undefined, news: Props, host: TransferHost): CheckFailure[] {
  const isNew = isBlank(own(olds ?? {}, "reference"));
  try {
    const findings = [...transferFindings(news, host), ...(isNew ? newFindings(news, host) : changedFindings(olds ?? {}, news))];
    return failuresOf("CreditTransfer", { schema: intentSchema, news, findings });
  } catch (error) {
    if (SettingsError.is(error)) return error.problems.map((reason) => ({ property: "", reason }));
    throw error;
  }
}

/** Looks at everything that could refuse the transfer, and records that it is about to be sent. */
async function prepare(inputs: Props, host: TransferHost): Promise<Prepared> {
  const [reference, customer, amount] = ["reference", "customer", "amount"].map((name) => asText(own(inputs, name)));
  const named = { reference: reference ?? "", customer: customer ?? "", amount: amount ?? "", attempt: Number(own(inputs, "attempt")) };
  const findings = newFindings(inputs, host);
  if (findings.length > 0) throw new ArgumentsError(`Cannot prepare ${transferName(named)}`, findings);
  const { halted } = host.memory;
  if (halted !== undefined) throw new YayError(`Cannot prepare ${transferName(named)}: ${halted}`);
  const run = host.run();
  probeJournal(named, host);
  const observer = { client: run.client, factsOf, confidential: markedTexts(inputs, "inputs") };
  const asksBalance = run.settings.confirmTransfers === "balance";
  const [facts, balance] = await Promise.all([readCustomer(observer, named), asksBalance ? readBalance(observer, named) : undefined]);
  if (balance !== undefined && balance < (parseAmount(named.amount) ?? 0)) {
    const { currency } = run.settings;
    throw new ArgumentsError(`Cannot prepare ${transferName(named)}`, [
      { path: "amount", reason: `${named.amount} is more than the own balance of ${forPeople(balance, currency)}` },
    ]);
  }
  const now = host.now();
  return {
    ...named,
    nonce: randomUUID(),
    preparedAt: new Date(now).toISOString(),
    sendBefore: new Date(now + run.settings.transferWindowSeconds * 1000).toISOString(),
    deadlineSeconds: run.settings.transferDeadlineSeconds,
    ...(balance === undefined ? {} : { balanceBefore: onTheWire(balance) }),
    customerHash: hashOf(facts),
  };
}

function probeJournal(named: Pick<Prepared, "reference" | "attempt">, host: TransferHost): void {
  try {
    host.journal().probe();
  } catch (error) {
    const why = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
    throw new YayError(
      `Cannot prepare ${transferName(named)}: the journal of this machine could not be written (${why}), and without it nothing is sent.\n` +
        "Nothing was sent. Name a folder that can be written in yay:journalDir.",
    );
  }
}

/**
 * The first part of an attempt: it exists before the money moves, so that a run that is cut off leaves a trace. Everything that refuses a
 * transfer refuses it here, before anything is stored.
 */
export const creditTransferIntent: OneShot = (host) => ({
  check: (olds, news) => Promise.resolve({ inputs: clean(news) as Props, failures: failures(olds, news, host) }),
  diff: () => Promise.resolve({ changes: false, replaces: [], deleteBeforeReplace: false }),
  create: async (inputs) => {
    const prepared = await prepare(inputs, host);
    host.memory.prepared(prepared.nonce);
    return { id: prepared.nonce, outs: stored(prepared, inputs) };
  },
  read: (id, state) => Promise.resolve({ id, props: state }),
  update: (_id, state) => Promise.resolve({ outs: state }),
  delete: (_id, state) => {
    host.say(
      `The record that CreditTransfer ${JSON.stringify(own(state, "reference"))} was prepared is forgotten; nothing was sent to the API.`,
    );
    return Promise.resolve();
  },
});
