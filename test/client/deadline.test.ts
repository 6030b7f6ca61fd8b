import { NotAppliedError, UnknownOutcomeError, type Call } from "../../provider/client";
import { DEADLINE_MS } from "../../provider/client/retry";
import type { Reply, Transport } from "../../provider/client/transport";
import { clientOf, del, get, post, virtualTime } from "./support";

const answer = (status: number): Reply => ({ status, header: () => undefined, body: new Uint8Array() });

/** What one call sends, where the only place is taken for so long between its first attempt and its second. */
async function sentBy(call: Call, { first, taken }: { first: number; taken: number }) {
  const time = virtualTime();
  const sent: string[] = [];
  let free: (() => void) | undefined;
  const transport: Transport = ({ method, timeoutMs, url }) => {
    if (url.pathname.endsWith("/account/store")) return new Promise((resolve) => (free = () => resolve(answer(200))));
    sent.push(`${method} ${timeoutMs}`);
    return Promise.resolve(answer(sent.length === 1 ? first : 204));
  };
  let other: Promise<unknown> | undefined;
  const sleep = (milliseconds: number) => {
    other ??= client.call({ attempt: "list", method: "GET", path: "/account/store" });
    time.pass(milliseconds);
    return Promise.resolve();
  };
  const client = clientOf("http://127.0.0.1:9", { maxConcurrency: 1, timeoutSeconds: 100 }, { ...time, sleep, transport });
  const outcome = client.call(call).then(
    () => undefined,
    (error: unknown) => error,
  );
  while (free === undefined) await new Promise((resolve) => setImmediate(resolve));
  time.pass(taken);
  free();
  await other;
  const error = await outcome;
  const attempts = [...sent];
  // Its place is free again: this would wait for ever.
  await client.call(get);
  return { sent: attempts, error };
}

describe("the two minutes of a call", () => {
  test("count while it waits for a place: nothing leaves after them, and the error is that of the last attempt", async () => {
    for (const call of [get, post, del]) {
      const { sent, error } = await sentBy(call, { first: 429, taken: DEADLINE_MS });
      expect(sent).toEqual([`${call.method} 100000`]);
      expect(error).toBeInstanceOf(NotAppliedError);
      expect((error as Error).message).toContain("429 Too Many Requests");
      expect((error as Error).message).not.toContain("attempts");
    }
  });

  test("leave an attempt that begins within them what is left", async () => {
    const { sent, error } = await sentBy(post, { first: 429, taken: DEADLINE_MS - 1000 });
    expect(error).toBeUndefined();
    expect(sent).toEqual(["POST 100000", "POST 875"]);
  });

  test("do not make a DELETE known that was not", async () => {
    const { sent, error } = await sentBy(del, { first: 500, taken: DEADLINE_MS });
    expect(sent).toEqual(["DELETE 100000"]);
    expect(error).toBeInstanceOf(UnknownOutcomeError);
  });
});
