import {
  CustomerGoneError,
  GoneError,
  NotAppliedError,
  RejectedError,
  UnknownOutcomeError,
  type Call,
  type Json,
} from "../../provider/client";
import {
  clientOf,
  customer,
  envelope,
  failure,
  get,
  html,
  post,
  put,
  reset,
  reply,
  serve,
  virtualTime,
  type Reaction,
  type Seen,
} from "./support";

const other = "31347d42-0000-44a5-9b5c-20dc4197a2f6";
const acme = { uuid: customer, name: "acme", contact_name: "Pete" };

interface World {
  list?: Reaction;
  item?: Reaction;
  flow?: (seen: Seen) => Reaction;
}

/** Answers by path, so that the order of requests does not matter. */
function world({ list = envelope(200, [acme]), item = envelope(200, acme), flow = () => envelope(200) }: World): Reaction {
  return (seen, response) => {
    const reaction = seen.path === "/account/reseller" ? list : seen.path.startsWith("/account/reseller/") ? item : flow(seen);
    reaction(seen, response);
  };
}

function onlyFor(name: string, refused: Reaction = envelope(404)): (seen: Seen) => Reaction {
  return (seen) => (seen.headers["x-auth-for"] === name ? envelope(200, { ok: true }) : refused);
}

const scoped = (call: Call): Call => ({ ...call, customer });
const paths = ({ seen }: { seen: Seen[] }): string[] =>
  seen.map(({ method, path, headers }) => `${method} ${path} ${String(headers["x-auth-for"])}`);

describe("the name of a customer", () => {
  test("is found where the customer is the only item of a list in its own answer", async () => {
    const server = await serve(world({ list: envelope(200, []), item: envelope(200, [acme]), flow: onlyFor("acme") }));
    expect((await clientOf(server.url).call(scoped(get))).result).toEqual({ ok: true });
  });

  test("comes from one list for all who ask at once, which itself is asked for nobody", async () => {
    const server = await serve(world({ list: envelope(200, [acme, { uuid: other, name: "other" }]) }));
    const client = clientOf(server.url);
    await Promise.all(
      [scoped(get), scoped(put), scoped(post), { ...get, customer: other }, { ...get, customer: customer.toUpperCase() }].map((call) =>
        client.call(call),
      ),
    );
    await client.call(scoped(get));
    expect(paths(server).filter((path) => path.includes("/account/"))).toEqual(["GET /account/reseller undefined"]);
    expect(paths(server).filter((path) => path.endsWith(" acme"))).toHaveLength(5);
    expect(paths(server).filter((path) => path.endsWith(" other"))).toHaveLength(1);
  });

  test("comes from the customer itself where the list does not have it", async () => {
    const server = await serve(world({ list: envelope(200, [{ uuid: other, name: "other" }, { name: "no uuid" }, 7, null]) }));
    const client = clientOf(server.url);
    await expect(client.customers.nameOf(customer)).resolves.toBe("acme");
    await expect(client.customers.nameOf(customer)).resolves.toBe("acme");
    expect(paths(server)).toEqual(["GET /account/reseller undefined", `GET /account/reseller/${customer} undefined`]);
  });

  test.each<[string, Reaction]>([
    ["refused", envelope(403)],
    ["no list", envelope(200, { items: [] })],
    ["a page", html(200)],
  ])("comes from the customer itself where the list is %s", async (_name, list) => {
    const server = await serve(world({ list }));
    await expect(clientOf(server.url).customers.nameOf(customer)).resolves.toBe("acme");
  });

  test.each<[string, Reaction]>([
    ["null", envelope(200, null)],
    ["a 204", reply(204, "")],
  ])("may be in no list yet: %s is an empty one", async (_name, list) => {
    const server = await serve(world({ list }));
    await expect(clientOf(server.url).customers.list()).resolves.toEqual([]);
  });

  test("stands once in the list, however often the API shows it", async () => {
    const server = await serve(world({ list: envelope(200, [acme, { ...acme, uuid: customer.toUpperCase() }, { name: "no uuid" }]) }));
    await expect(clientOf(server.url).customers.list()).resolves.toEqual([acme, { name: "no uuid" }]);
  });

  test.each<[string, Reaction]>([
    ["nothing", reply(200, "")],
    ["an object", envelope(200, {})],
  ])("is not believed to be absent where the list is %s", async (_name, list) => {
    const server = await serve(world({ list }));
    await expect(clientOf(server.url).customers.list()).rejects.toThrow(
      "Cannot list the customers: GET /account/reseller → 200 OK, in an answer without a list.",
    );
  });

  test("is found whatever the case of its uuid", async () => {
    const server = await serve(world({ list: envelope(200, [{ ...acme, uuid: customer.toUpperCase() }]) }));
    await expect(clientOf(server.url).customers.nameOf(customer)).resolves.toBe("acme");
    expect(server.seen).toHaveLength(1);
  });

  test("is read anew by one request for all who want it anew at once, and by another later", async () => {
    const server = await serve(world({}));
    const { customers } = clientOf(server.url);
    await Promise.all([customers.refresh(customer), customers.refresh(customer)]);
    expect(server.seen).toHaveLength(1);
    await customers.refresh(customer);
    expect(server.seen).toHaveLength(2);
  });

  test("needs no request when it was learned", async () => {
    const server = await serve(world({ flow: onlyFor("learned") }));
    const client = clientOf(server.url);
    expect(client.customers.knows(customer)).toBe(false);
    client.customers.learn(customer, "learned");
    expect(client.customers.knows(customer)).toBe(true);
    await client.call(scoped(get));
    expect(server.seen).toHaveLength(1);
  });

  test("is read anew once forgotten, or after five minutes", async () => {
    const server = await serve(world({}));
    const time = virtualTime();
    const client = clientOf(server.url, {}, time);
    await client.customers.nameOf(customer);
    client.customers.forget(customer);
    await client.customers.nameOf(customer);
    time.pass(5 * 60_000);
    await client.customers.nameOf(customer);
    expect(paths(server)).toEqual([
      "GET /account/reseller undefined",
      `GET /account/reseller/${customer} undefined`,
      "GET /account/reseller undefined",
    ]);
  });

  test("that was learned is not overwritten by an answer that was asked for before", async () => {
    let answer: () => void = () => undefined;
    const list: Reaction = (seen, response) => {
      answer = () => envelope(200, [{ ...acme, name: "before" }])(seen, response);
    };
    const server = await serve(world({ list }));
    const client = clientOf(server.url);
    const asked = client.customers.nameOf(customer);
    while (server.seen.length === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    client.customers.learn(customer, "after");
    answer();
    await expect(asked).resolves.toBe("after");
  });
});

describe("a call for a customer", () => {
  test.each([400, 401, 403, 404])("that is answered %d is repeated once under the new name of a renamed customer", async (status) => {
    for (const call of [get, post, put]) {
      const server = await serve(world({ item: envelope(200, { ...acme, name: "renamed" }), flow: onlyFor("renamed", envelope(status)) }));
      const client = clientOf(server.url);
      client.customers.learn(customer, "acme");
      await expect(client.call(scoped(call))).resolves.toMatchObject({ result: { ok: true } });
      expect(server.seen).toHaveLength(3);
      await client.call(scoped(call));
      expect(server.seen).toHaveLength(4);
    }
  });

  test.each<[string, Reaction, number]>([
    ["409", envelope(409), 1],
    ["a 404 page", html(404), 1],
    ["500", envelope(500), 1],
    ["a reset", reset, 1],
  ])("that is answered by %s is not", async (_name, refused, requests) => {
    const server = await serve(world({ item: envelope(200, { ...acme, name: "renamed" }), flow: onlyFor("renamed", refused) }));
    const client = clientOf(server.url);
    client.customers.learn(customer, "acme");
    await failure(client.call(scoped(post)));
    expect(server.seen).toHaveLength(requests);
  });

  test("is believed when the name has not changed", async () => {
    const server = await serve(world({ flow: () => envelope(404) }));
    const client = clientOf(server.url);
    client.customers.learn(customer, "acme");
    expect((await failure(client.call(scoped(get)))).constructor).toBe(GoneError);
    expect(server.seen).toHaveLength(2);
  });

  test("is believed at once when the name was read for this very call", async () => {
    const server = await serve(world({ flow: () => envelope(404) }));
    expect((await failure(clientOf(server.url).call(scoped(get)))).constructor).toBe(GoneError);
    expect(paths(server).map((path) => path.split(" ")[1])).toEqual(["/account/reseller", scopedPath()]);
  });

  test("is repeated only once, however the name goes on changing", async () => {
    let count = 0;
    const item: Reaction = (seen, response) => envelope(200, { ...acme, name: `name-${++count}` })(seen, response);
    const server = await serve(world({ item, flow: () => envelope(404) }));
    const client = clientOf(server.url);
    client.customers.learn(customer, "acme");
    expect((await failure(client.call(scoped(get)))).constructor).toBe(GoneError);
    expect(server.seen).toHaveLength(3);
  });

  test("fails as CustomerGone when the customer's own 404 is proven, before it or after it", async () => {
    const early = await serve(world({ list: envelope(200, []), item: envelope(404) }));
    const first = await failure(clientOf(early.url).call(scoped(put)));
    expect(first.constructor).toBe(CustomerGoneError);
    expect(first.message).toContain(`Cannot update CallFlow "main": its customer ${customer} does not exist any more.`);
    expect(first.message).toContain(`GET /account/reseller/${customer} → 404 Not Found`);
    expect(paths(early).some((path) => path.includes("/voip/"))).toBe(false);

    const late = await serve(world({ item: envelope(404), flow: () => envelope(403) }));
    const client = clientOf(late.url);
    client.customers.learn(customer, "acme");
    expect((await failure(client.call(scoped(get)))).constructor).toBe(CustomerGoneError);
    expect(client.customers.knows(customer)).toBe(false);
  });

  test("is neither gone nor of unknown outcome when the name cannot be read", async () => {
    for (const item of [html(404), envelope(500), envelope(200, {}, 404), envelope(200, { uuid: customer }), reset]) {
      const server = await serve(world({ list: envelope(200, []), item }));
      const error = await failure(clientOf(server.url).call(scoped(post)));
      expect(error.constructor).toBe(NotAppliedError);
      expect(error.message).toContain(`Cannot create CallFlow "main": the name of its customer ${customer} could not be read.`);
      expect(paths(server).some((path) => path.includes("/voip/"))).toBe(false);
    }
  });

  test("is refused, not unknown, when reading the name is refused", async () => {
    const server = await serve(world({ list: envelope(401), item: envelope(401) }));
    const error = await failure(clientOf(server.url).call(scoped(post)));
    expect(error).toMatchObject({ constructor: RejectedError, status: 401 });
    expect(error.message).toContain("IP allow-list");
  });

  test("is not gone while the customer cannot be read anew, and keeps a plain refusal", async () => {
    for (const [status, expected] of [
      [404, 404],
      [400, 400],
    ] as const) {
      const server = await serve(world({ item: envelope(500), flow: () => envelope(status) }));
      const client = clientOf(server.url);
      client.customers.learn(customer, "acme");
      expect(await failure(client.call(scoped(get)))).toMatchObject({ constructor: RejectedError, status: expected });
    }
  });
});

describe("the shared list", () => {
  test("is read once, and is frozen", async () => {
    const server = await serve(world({}));
    const client = clientOf(server.url);
    const [first, second] = await Promise.all([client.customers.list(), client.customers.list()]);
    expect(first).toEqual([acme]);
    expect(second).toEqual(first);
    expect(server.seen).toHaveLength(1);
    expect(() => Object.assign(first[0] ?? {}, { name: "x" })).toThrow(TypeError);
  });

  test("does not show customers written since", async () => {
    const server = await serve(world({}));
    const client = clientOf(server.url);
    await client.customers.list();
    await client.call({ ...put, path: "/account/reseller/{uuid}", params: { uuid: customer } });
    await expect(client.customers.list()).resolves.toEqual([]);
    expect(server.seen).toHaveLength(2);
  });

  test("is asked for again after a failure", async () => {
    const server = await serve(envelope(403), world({}));
    const client = clientOf(server.url);
    expect((await failure(client.customers.list())).constructor).toBe(RejectedError);
    await expect(client.customers.list()).resolves.toEqual([acme] as Json[]);
  });

  test("fails for all who share it when the API fails", async () => {
    const server = await serve(envelope(500));
    const client = clientOf(server.url);
    const errors = await Promise.all([failure(client.call(scoped(get))), failure(client.customers.nameOf(other))]);
    expect(errors.map((error) => error.constructor)).toEqual([NotAppliedError, UnknownOutcomeError]);
    expect(server.seen).toHaveLength(4);
  });
});

function scopedPath(): string {
  return `/voip/flow/${get.params?.["uuid"] ?? ""}`;
}
