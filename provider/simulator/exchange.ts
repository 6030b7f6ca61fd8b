import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { WireAnswer } from "./answerForm";
import { formAnswer } from "./answerForm";
import type { MatchedFault } from "./faults";
import { isApplied } from "./faultTypes";
import type { ReceivedRequest } from "./readRequest";
import type { RequestRecord } from "./log";
import type { Platform } from "./platform";
import { answer } from "./platform";
import type { Reply } from "./reply";
import { refuse } from "./reply";
import { send } from "./send";
import { applyFault } from "./applyFault";

/** What answering needs besides the request. */
export interface ExchangeContext {
  /** The platform as it is when the request takes effect. */
  readonly platform: (record: RequestRecord) => Platform;
  readonly matched: MatchedFault | undefined;
  readonly shuffleSeed: number;
  /** Aborted when the simulator stops or is reset: nothing takes effect after that. */
  readonly stopped: AbortSignal;
  readonly onHeld: (record: RequestRecord) => void;
}

/** Handles one request from its arrival to the last byte of its answer. */
export async function exchange({ record, incoming }: ReceivedRequest, response: ServerResponse, context: ExchangeContext): Promise<void> {
  const { matched } = context;
  record.fault = matched === undefined ? undefined : (matched.fault.effect?.kind ?? "wait");
  if (await isCutShort("before", record, response, context)) return;
  let wire: WireAnswer = { status: 200, json: undefined };
  if (matched === undefined || isApplied(matched.fault)) {
    const platform = context.platform(record);
    const reply = answerSafely(() => answer(incoming, platform));
    wire = formAnswer(record.method, reply, platform.switches, context.shuffleSeed);
    record.answer = wire.json;
    record.applied = reply.isApplied;
    record.reason = reply.reason;
  }
  if (await isCutShort("after", record, response, context)) return;
  const headers = { "x-tracking-token": record.trackingToken };
  const effect = matched?.fault.effect;
  record.status = effect === undefined ? wire.status : applyFault(effect, { response, wire, headers });
  if (effect === undefined) send(response, wire, headers);
}

function answerSafely(run: () => Reply): Reply {
  try {
    return run();
  } catch (error) {
    return refuse(500, `the simulator failed: ${(error as Error).message}`);
  }
}

/** Waits as the fault demands; true if the simulator was stopped or reset in the meantime. */
async function isCutShort(
  when: "before" | "after",
  record: RequestRecord,
  response: ServerResponse,
  context: ExchangeContext,
): Promise<boolean> {
  await pause(when, record, context);
  if (context.stopped.aborted) response.socket?.destroy();
  return context.stopped.aborted;
}

async function pause(when: "before" | "after", record: RequestRecord, { matched, stopped, onHeld }: ExchangeContext): Promise<void> {
  const wanted = matched?.fault.wait;
  if (matched === undefined || wanted?.when !== when) return;
  const end = new Promise<void>((resolve) => stopped.addEventListener("abort", () => resolve(), { once: true }));
  if (wanted.ms === undefined) {
    const released = matched.hold(record);
    onHeld(record);
    await Promise.race([released, end]);
    return;
  }
  await wait(wanted.ms, undefined, { signal: stopped }).catch(() => undefined);
}
