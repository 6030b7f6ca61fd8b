import fc from "fast-check";
import { YayError } from "../../provider/client";
import { PartialFailure } from "../../provider/lifecycle/errors";
import type { Handler } from "../../provider/lifecycle/forms/handler";
import { ProgramKnowledge } from "../../provider/lifecycle/run/programKnowledge";
import type { TransferHost } from "../../provider/transfer/host";
import { TransferMemory } from "../../provider/transfer/memory";
import { clean, type Props, UNKNOWN } from "../../provider/common/values";
import { type RecordKind, records } from "../../provider/kinds/registry";
import { referenceSchema } from "../../provider/kinds/creditTransfer/creditTransfer";
import { executionSchema } from "../../provider/kinds/creditTransfer/execution";
import { intentSchema } from "../../provider/kinds/creditTransfer/intent";
import { readTransferSettings } from "../../provider/settings/settings";
import { argumentsOf, json } from "../support/lifecycleArbitraries";
import { overGrpc } from "../support/lifecycleEngine";

const schemas = {
  CreditTransferReference: referenceSchema,
  CreditTransferIntent: intentSchema,
  CreditTransferExecution: executionSchema,
} as const satisfies Record<RecordKind, object>;

const kinds = Object.keys(records) as RecordKind[];
const runs = { numRuns: Number(process.env["YAY_TEST_RUNS"] ?? 60), seed: Number(process.env["YAY_TEST_SEED"] ?? 4711) };

/** What the provider itself writes has a form that no schema says. */
function givenTo(kind: RecordKind): fc.Arbitrary<Props> {
  const prepared = {
    nonce: "3951ec81-2d4b-4e3a-9b7e-0a1b2c3d4e5f",
    preparedAt: "2026-11-24T09:59:00.000Z",
    sendBefore: "2026-11-24T10:04:00.000Z",
  };
  return argumentsOf(schemas[kind]).map((given) => (kind === "CreditTransferExecution" ? { ...given, ...prepared } : given));
}

/** What a program or a state may have wrong; how many attempts there are is the class's own count. */
function spoiltParts(kind: RecordKind): string[] {
  return [...Object.keys(schemas[kind].shape), "state", "said"].filter((name) => !name.startsWith("attempt"));
}

/** What rules say of arguments that fit the schema: of what they speak of, nothing stands in any record. */
const ofRules =
  /^(earlier: has (words? (about|for)|a word)|outcome: speaks of|reference: is not recorded|amount: .*more than one|CreditTransfer "[^"]*"( \(attempt \d+\))?: )/;

/** A process that has no credentials, and has prepared nothing. */
function handlerOf(kind: RecordKind): Handler {
  const host: TransferHost = {
    run: () => {
      throw new YayError("No request is needed here.");
    },
    settings: () => readTransferSettings(() => undefined, {}),
    journal: () => ({ find: () => undefined }) as unknown as ReturnType<TransferHost["journal"]>,
    memory: new TransferMemory(),
    others: new ProgramKnowledge(),
    env: {},
    now: () => Date.parse("2026-11-24T10:00:00.000Z"),
    say: () => undefined,
  };
  return records[kind](host);
}

/** The state that a creation records, where one can come to its end without a request. */
async function made(kind: RecordKind, given: Props): Promise<{ inputs: Props; state: Props }> {
  const inputs = kind === "CreditTransferExecution" ? { ...given, word: "received" } : given;
  if (kind === "CreditTransferIntent") return { inputs, state: inputs };
  return { inputs, state: overGrpc((await handlerOf(kind).create(overGrpc({ ...inputs, __provider: "text" }))).outs) };
}

function reversed(value: Props): Props {
  return Object.fromEntries(Object.entries(value).reverse());
}

describe.each(kinds)("the algebra of a %s (T24)", (kind) => {
  const given = givenTo(kind);
  const holds = (property: (given: Props) => Promise<void>) => fc.assert(fc.asyncProperty(given, property), runs);

  it("accepts what its schema describes, unless rules about what is recorded forbid it", async () => {
    await holds(async (inputs) => {
      expect(await handlerOf(kind).check(inputs, overGrpc(inputs))).toEqual({ inputs, failures: [] });
      const { failures } = await handlerOf(kind).check({}, overGrpc(inputs));
      for (const { property, reason } of failures) expect([property, reason]).toEqual(["", expect.stringMatching(ofRules)]);
    });
  });

  it("has nothing to change right after a creation, in whatever order the arguments come, and never replaces", async () => {
    await holds(async (written) => {
      const { inputs, state } = await made(kind, written);
      for (const next of [inputs, reversed(inputs)]) {
        expect(await handlerOf(kind).diff("id", state, overGrpc(next))).toMatchObject({ changes: false, replaces: [] });
      }
    });
  });

  it("checks what it has checked to the same, whatever it is", async () => {
    const anything = fc.oneof(
      given,
      fc.tuple(given, json).map(([one, more]) => clean({ ...one, ...(more as object) }) as Props),
    );
    await fc.assert(
      fc.asyncProperty(given, anything, async (olds, news) => {
        const once = await handlerOf(kind).check(olds, overGrpc(news));
        expect(await handlerOf(kind).check(olds, overGrpc(once.inputs))).toEqual(once);
      }),
      runs,
    );
  });
});

describe.each(kinds)("values of a %s that are not known yet (T14)", (kind) => {
  it("are passed on as they came, and fail for nothing but what is recorded", async () => {
    await fc.assert(
      fc.asyncProperty(givenTo(kind), async (inputs) => {
        for (const argument of Object.keys(inputs).filter((name) => name !== "seed")) {
          const news = { ...inputs, [argument]: UNKNOWN };
          expect(await handlerOf(kind).check(inputs, overGrpc(news))).toEqual({ inputs: news, failures: [] });
          const { failures, inputs: passed } = await handlerOf(kind).check({}, overGrpc(news));
          expect(passed).toEqual(news);
          for (const { reason } of failures) expect([argument, reason]).toEqual([argument, expect.stringMatching(ofRules)]);
        }
      }),
      runs,
    );
  });
});

describe.each(kinds)("the hygiene of outputs of a %s (T23)", (kind) => {
  it("gives the engine nothing that it cannot take, whatever stands in a state or a program", async () => {
    const given = givenTo(kind);
    const spoilt = fc
      .tuple(given, fc.array(fc.tuple(fc.constantFrom(...spoiltParts(kind)), json), { maxLength: 4 }))
      .map(([inputs, parts]): Props => ({ ...inputs, ...Object.fromEntries(parts) }));
    await fc.assert(
      fc.asyncProperty(spoilt, spoilt, async (state, news) => {
        const handler = handlerOf(kind);
        const [old, next] = [overGrpc(state), overGrpc({ ...news, __provider: "text" })];
        for (const olds of [{}, old]) overGrpc((await handler.check(olds, next)).inputs);
        overGrpc((await handler.read("id", old)).props);
        const methods = [() => handler.create(next), () => handler.update("id", old, next)];
        for (const method of methods) {
          const error = await method().then(
            ({ outs }) => void overGrpc(outs),
            (thrown: unknown) => thrown,
          );
          if (error === undefined) continue;
          expect(error).toBeInstanceOf(Error);
          if (PartialFailure.is(error)) overGrpc(error.properties);
        }
        expect(Object.prototype).toEqual({});
      }),
      runs,
    );
  });
});
