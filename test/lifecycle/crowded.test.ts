import { type Json, UnknownOutcomeError } from "../../provider/client";
import { AdoptionError } from "../../provider/lifecycle/errors";
import type { Handler } from "../../provider/lifecycle/forms/handler";
import { fullObject } from "../../provider/lifecycle/forms/fullObject";
import { MOST_READ_SINGLY } from "../../provider/lifecycle/verbs/livedBefore";
import type { Props } from "../../provider/common/values";
import { subReseller } from "../../provider/kinds/subReseller/subReseller";
import { envelope, failure, reply, type Reaction, type Seen, uuid } from "../client/support";
import { runUnder } from "../support/apiRun";

jest.setTimeout(60_000);

/** The handler of one run, and an API that answers as the test says. */
async function under(answer: (seen: Seen) => Reaction): Promise<{ handler: Handler; seen: Seen[] }> {
  const { run, seen } = await runUnder(answer);
  return { handler: fullObject(subReseller, () => run), seen };
}

const inputs = (name: string, more: Props = {}): Props => ({
  seed: `urn:pulumi:dev::test::pulumi-nodejs:dynamic/yay:SubReseller::${name}`,
  name: "acme",
  contactName: "Acme",
  __provider: "x",
  ...more,
});
const live = { uuid, name: "acme", contact_name: "Acme" };
const uuidAt = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
const items = (count: number, more: Record<string, Json> = {}): Json[] =>
  Array.from({ length: count }, (_, index) => ({ uuid: uuidAt(index), ...more }));

describe("a creation that sees a list of many objects", () => {
  it("is refused where too many of them lack what tells them apart, by one request, and says what to do", async () => {
    const { handler, seen } = await under(() => envelope(200, items(20_000)));
    const { message } = await failure(handler.create(inputs("acme")));
    expect(message).toContain('Cannot create SubReseller "acme", and nothing was sent: what lives already could not be listed.');
    expect(message).toContain("GET /account/reseller lists 20000 objects without all of name");
    expect(message).toContain('write adopt: "<uuid>"');
    expect(seen).toHaveLength(1);
  });

  it("reads those that lack something, up to a thousand, and finds the one that is meant", async () => {
    const list = [...items(MOST_READ_SINGLY - 1), { uuid }];
    const { handler, seen } = await under(({ path }) =>
      path === "/account/reseller"
        ? envelope(200, list)
        : envelope(200, path.endsWith(uuid) ? live : { uuid: path.slice(-36), name: "other" }),
    );
    expect(await handler.create(inputs("acme", { adopt: true }))).toMatchObject({ id: uuid });
    expect(seen.every(({ method }) => method === "GET")).toBe(true);
  });

  it("takes time in proportion to see what is new among them", async () => {
    const secondsFor = async (count: number): Promise<number> => {
      const many = items(count, { name: "other" });
      const { handler, seen } = await under(({ method }) =>
        method === "POST" ? reply(201, "") : envelope(200, seen.some((request) => request.method === "POST") ? [...many, live] : many),
      );
      const before = process.cpuUsage();
      expect(await handler.create(inputs("acme"))).toMatchObject({ id: uuid });
      return process.cpuUsage(before).user / 1e6;
    };
    // The first time the code is compiled, too.
    await secondsFor(5_000);
    const few = await secondsFor(5_000);
    // About five; compared each with each other, twenty.
    expect((await secondsFor(40_000)) / few).toBeLessThan(12);
  });

  it("does not take what lived before for new where its uuid is written in another case", async () => {
    const other = { ...live, uuid: uuid.toUpperCase(), name: "other" };
    const { handler, seen } = await under(({ method }) =>
      method === "POST" ? reply(201, "") : envelope(200, [seen.some((request) => request.method === "POST") ? live : other]),
    );
    expect(await failure(handler.create(inputs("acme")))).toBeInstanceOf(UnknownOutcomeError);
  });
});

describe("two resources of one run never have the same object", () => {
  it("also where it is adopted under a uuid in another case", async () => {
    const { handler } = await under(() => envelope(200, live));
    await handler.create(inputs("one", { adopt: uuid }));
    const error = await failure(handler.create(inputs("two", { adopt: uuid.toUpperCase() })));
    expect(error).toBeInstanceOf(AdoptionError);
    expect(error.message).toContain('SubReseller "one" of this program has');
  });

  it("also where one has made it, and of the other's own it is not known whether it was made", async () => {
    let posts = 0;
    const { handler } = await under(({ method }) => {
      if (method === "POST") return ++posts === 1 ? envelope(201, live) : envelope(500);
      return envelope(200, posts === 0 ? [] : [live]);
    });
    expect(await handler.create(inputs("one"))).toMatchObject({ id: uuid });
    const { message } = await failure(handler.create(inputs("two")));
    expect(message).toContain('The list does not show name "acme".');
    expect(posts).toBe(2);
  });

  it("also where of neither's own it is known whether it was made, and one was", async () => {
    let posts = 0;
    const { handler } = await under(({ method }) => {
      if (method === "POST") posts++;
      return method === "POST" ? envelope(500) : envelope(200, posts === 0 ? [] : [live]);
    });
    const outcomes = await Promise.allSettled([handler.create(inputs("one")), handler.create(inputs("two"))]);
    expect(outcomes.filter(({ status }) => status === "fulfilled").length).toBe(1);
  });
});
