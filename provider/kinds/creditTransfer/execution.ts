import { z } from "zod";
import { SettingsError, YayError } from "../../client/index";
import type { CheckFailure } from "../../lifecycle/inputs/check";
import type { ObjectSchema } from "../../lifecycle/kind";
import { MarkedSecrets } from "../../lifecycle/secrets/confidential";
import { PartialFailure } from "../../lifecycle/errors";
import type { Run } from "../../lifecycle/run/run";
import { type OneShot, stored, tellingOf, type TransferHost } from "../../transfer/host";
import type { TransferJournal } from "../../transfer/journal";
import { preparedIn, recordIn, transferName, type TransferRecord, type Word } from "../../transfer/record";
import { sendTransfer } from "../../transfer/send";
import { cutOff, movement, open, summary } from "../../transfer/texts";
import { objection } from "../../transfer/words";
import { asText, clean, hasUnknown, isBlank, own, type Props } from "../../common/values";
import { factsOf, failuresOf, transferShapes } from "./arguments";

/** An engine that repeats a call for ever stores nothing in the end; after so many times it is answered with data. */
const PATIENCE = 90;

/** What the class registers of an attempt that was prepared. */
export const executionSchema: ObjectSchema = z.strictObject({
  ...transferShapes,
  attempt: z.number(),
  nonce: z.string(),
  preparedAt: z.string(),
  sendBefore: z.string(),
  deadlineSeconds: z.number().optional(),
  balanceBefore: z.string().optional(),
  customerHash: z.string(),
  /** What the operator says of this attempt. */
  word: z.enum(["received", "rejected", "notReceived"]).optional(),
});

function wordIn(inputs: Props): Word | undefined {
  const word = asText(own(inputs, "word"));
  return word === "" ? undefined : (word as Word);
}

/** An attempt of which this process does not know how it ended must be settled by a word; nothing else is let through. */
function question(inputs: Props, host: TransferHost): string | undefined {
  const prepared = preparedIn(inputs);
  const word = wordIn(inputs);
  if (host.memory.isOwn(prepared.nonce)) {
    return word === undefined ? undefined : `${transferName(prepared)}: it is about to be sent, so nothing can be said of it yet.`;
  }
  const telling = tellingOf(host, prepared);
  return word === undefined
    ? cutOff(prepared, telling)
    : objection(word, prepared, { now: host.now(), deadlineSeconds: telling.deadlineSeconds });
}

function failures(olds: Props | undefined, news: Props, host: TransferHost): CheckFailure[] {
  const shape = failuresOf("CreditTransfer", { schema: executionSchema, news, findings: [] });
  const isNew = isBlank(own(olds ?? {}, "nonce"));
  if (shape.length > 0 || !isNew || ["nonce", "preparedAt", "sendBefore", "deadlineSeconds"].some((name) => hasUnknown(own(news, name))))
    return shape;
  try {
    const asked = question(news, host);
    return asked === undefined ? [] : [{ property: "", reason: asked }];
  } catch (error) {
    if (SettingsError.is(error)) return error.problems.map((reason) => ({ property: "", reason }));
    throw error;
  }
}

/** The record with the operator's word; throws if there is none, or one that does not fit. */
function answered(record: TransferRecord, inputs: Props, host: TransferHost): TransferRecord {
  const word = wordIn(inputs);
  const telling = tellingOf(host, record);
  if (word === undefined) {
    if (record.state === "settled") return record;
    if (record.said !== undefined) throw new YayError(withoutItsWord(record));
    throw new YayError(open(record, telling));
  }
  const now = host.now();
  const refused = objection(word, record, { now, deadlineSeconds: telling.deadlineSeconds });
  if (refused !== undefined) throw new YayError(refused);
  if (record.said !== undefined || record.state === "settled") return record;
  const said = { said: word, saidAt: new Date(now).toISOString() };
  return word === "received" ? { ...record, state: "settled", ...said } : { ...record, ...said };
}

/** A closed attempt whose word has left the program: what comes after it would be taken for the first. */
function withoutItsWord(record: TransferRecord): string {
  return (
    `${transferName(record)}: the record has "${record.said ?? ""}" as word ${record.attempt} of earlier, and the program does not say it any more. ` +
    "Words stay in the program as long as the transfer does: write it again, or take the whole transfer out. Nothing was sent."
  );
}

/** What comes back is a record, whatever happens: an exception would leave the attempt as one that may have been sent. */
async function execute(inputs: Props, host: TransferHost): Promise<TransferRecord> {
  const prepared = preparedIn(inputs);
  const { memory, now, say } = host;
  const markedSecrets = new MarkedSecrets(inputs);
  const ended = (state: "notSent" | "unknown", error: unknown): TransferRecord => {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...prepared, state, reason, endedAt: new Date(now()).toISOString() };
  };
  let means: { run: Run; journal: TransferJournal };
  try {
    means = { run: host.run(), journal: host.journal() };
  } catch (error) {
    return ended("notSent", error);
  }
  const observer = { client: means.run.client, factsOf, confidential: markedSecrets.texts };
  const sending = { ...means, ...observer, memory, prepared, markedSecrets, urn: asText(own(inputs, "seed")), now, say };
  const record = await sendTransfer(sending).catch((error: unknown) => ended("unknown", error));
  return { ...record, reason: markedSecrets.hide(record.reason) };
}

async function create(inputs: Props, host: TransferHost): Promise<{ id: string; outs: Props }> {
  const prepared = preparedIn(inputs);
  const asked = question(inputs, host);
  if (asked !== undefined) throw new YayError(asked);
  if (!host.memory.isOwn(prepared.nonce)) {
    const reason = "No end of this attempt was recorded: its run was cut off.";
    return { id: prepared.nonce, outs: stored(answered({ ...prepared, state: "unknown", reason }, inputs, host), inputs) };
  }
  const { outcome, times } = host.memory.once(prepared.nonce, () => execute(inputs, host));
  const record = await outcome;
  if (record.state === "settled" || times >= PATIENCE) return { id: prepared.nonce, outs: stored(record, inputs) };
  throw new PartialFailure(open(record, tellingOf(host, record)), prepared.nonce, stored(record, inputs));
}

/** Whether a word changes the record; throws if something is open, so that no preview shows it as an innocent change. */
function changes(state: Props, inputs: Props, host: TransferHost): boolean {
  const record = recordIn(state);
  return answered(record, inputs, host).said !== record.said;
}

/**
 * The second part of an attempt: it sends, once, and only in the process that prepared it. Everything else is asked, and answered by the
 * operator's words.
 */
export const creditTransferExecution: OneShot = (host) => ({
  check: (olds, news) => Promise.resolve({ inputs: clean(news) as Props, failures: failures(olds, news, host) }),
  diff: async (_id, state, inputs) => {
    const changed = await Promise.resolve(changes(state, inputs, host));
    return { changes: changed, replaces: [], deleteBeforeReplace: false };
  },
  create: (inputs) => create(inputs, host),
  read: (id, state) => Promise.resolve({ id, props: state }),
  update: async (_id, state, inputs) => ({ outs: stored(await Promise.resolve(answered(recordIn(state), inputs, host)), inputs) }),
  delete: (_id, state) => {
    const record = recordIn(state);
    const text =
      `The record of ${transferName(record)} is forgotten: ${summary(record)}. The money stays where it is; nothing was sent to the API. ` +
      `A program that declares ${movement(record)} with this reference again would pay again.`;
    host.say(new MarkedSecrets({}, state).hide(text));
    return Promise.resolve();
  },
});
