import fc from "fast-check";
import { NotAppliedError, type Call } from "../../provider/client";
import { destinationOf, urlOf } from "../../provider/client/path";
import { clientOf, customer, del, envelope, failure, get, post, put, serve, uuid } from "./support";

const base = "https://api.example:8443";

/** The address that a path leads to, or what is said of a path that is refused. */
function leadsTo(path: string): string {
  try {
    return urlOf('delete CallFlow "main"', base, path).href;
  } catch (error) {
    if (!NotAppliedError.is(error)) throw error;
    return error.message;
  }
}

type Asking = Partial<Omit<Call, "path">>;

/** What goes over the wire for a path, or why nothing does. */
function sent(path: string, call: Asking = {}, passwords: readonly string[] = []): string {
  try {
    const to = destinationOf({ attempt: "read it", method: "GET", path, ...call }, passwords);
    expect(urlOf("read it", base, to.path, to.query).href).toBe(base + to.path + to.query);
    return to.path + to.query;
  } catch (error) {
    if (!NotAppliedError.is(error)) throw error;
    return /^Cannot read it: (.*)\.\nNothing was sent\.$/.exec(error.message)?.[1] ?? error.message;
  }
}

const login = "/voip/trunk/{trunk}/auth/{uuid}";
const history = "/voip/call{?start,end,limit,include_cdr}";

const word = fc.stringMatching(/^[a-z][a-z-]{0,8}$/);
const name = fc.stringMatching(/^[a-z][A-Za-z0-9_]{0,8}$/);
const anyUuid = fc.uuid().map((id) => id);

describe("the path of a call", () => {
  test("has each parameter in the place of its name, as it was given", () => {
    expect(sent(login, { params: { uuid: uuid.toUpperCase(), trunk: customer } })).toBe(
      `/voip/trunk/${customer}/auth/${uuid.toUpperCase()}`,
    );
  });

  test("is its words and its parameters in their order, whatever they are", () => {
    const parts = fc.uniqueArray(
      fc.oneof(
        word.map((text) => ({ text })),
        fc.record({ name, id: anyUuid }),
      ),
      {
        minLength: 1,
        maxLength: 6,
        selector: (part) => ("name" in part ? part.name : `-${part.text}`),
      },
    );
    fc.assert(
      fc.property(parts, (all) => {
        const template = all.map((part) => ("name" in part ? `/{${part.name}}` : `/${part.text}`)).join("");
        const params = Object.fromEntries(all.flatMap((part) => ("name" in part ? [[part.name, part.id]] : [])).reverse());
        expect(sent(template, { params })).toBe(all.map((part) => `/${"name" in part ? part.id : part.text}`).join(""));
      }),
    );
  });

  test("takes nothing but a uuid for any place, whatever stands in the other one", () => {
    const pieces = fc.string({ unit: fc.constantFrom(".", "/", "%", "2", "e", "-", "\\", "{uuid}", "$&", "?", "#", "\n", uuid) });
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), pieces).filter((text) => text !== uuid),
        fc.boolean(),
        (hostile, isFirst) => {
          const params = isFirst ? { trunk: hostile, uuid } : { trunk: uuid, uuid: hostile };
          expect(sent(login, { params })).toBe(`its ${isFirst ? "trunk" : "id"} is not a uuid`);
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each<[string, string, Asking, string]>([
    ["a place without a parameter", login, { params: { uuid } }, `the path "${login}" needs a trunk`],
    ["any place without parameters", "/voip/flow/{uuid}", {}, 'the path "/voip/flow/{uuid}" needs a uuid'],
    ["a parameter without a place", "/voip/flow", { params: { uuid } }, 'the path "/voip/flow" has no place for a uuid'],
    ["a place that only a prototype fills", "/voip/{constructor}", { params: {} }, 'the path "/voip/{constructor}" needs a constructor'],
    ["a parameter that is no text", "/voip/flow/{uuid}", { params: { uuid: [uuid] as unknown as string } }, "its id is not a uuid"],
  ])("is refused for %s", (_what, path, call, why) => {
    expect(sent(path, call)).toBe(why);
  });

  test.each([
    ...["voip/flow", "/voip/../flow", "//evil.example/x", "/voip/flow?x=1", "/voip/flow/", "/voip/%2e%2e", "/", ""],
    ...["/voip/flow/{}", "/voip/{uuid", "/voip/{a}{b}", "/voip/x{uuid}", "/voip/{a/b}", "/voip/{a.b}", "/voip/{1}", "/voip/{uuid}/{uuid}"],
    ...[
      "{?start}",
      "/voip/call{?}",
      "/voip/call{?a,}",
      "/voip/call{?a,a}",
      "/voip/call{?a}{?b}",
      "/voip/call{?a}/x",
      "/voip/call{?a=1}",
      "/voip/call/{?a}",
    ],
    ...["/voip/call{?a&b}", "/voip/call{?a}\n", "/voip/call\n"],
  ])("is refused where its template is %j", (path) => {
    expect(sent(path, { params: { uuid } })).toBe(`the path ${JSON.stringify(path)} is none that can be called`);
  });

  test("reaches the wire as it is shown in an error", async () => {
    const server = await serve(envelope(404));
    const error = await failure(
      clientOf(server.url).call({ attempt: "read it", method: "GET", path: login, params: { trunk: customer, uuid } }),
    );
    expect(server.seen[0]?.path).toBe(`/voip/trunk/${customer}/auth/${uuid}`);
    expect(error.message).toBe(`Cannot read it: it does not exist.\nGET /voip/trunk/${customer}/auth/${uuid} → 404 Not Found.`);
  });
});

describe("the query of a call", () => {
  test("has the keys that the path names, in its order, and no other", () => {
    expect(sent(history, { query: { limit: 1000, start: "2026-01-01T00:00:00Z", include_cdr: false } })).toBe(
      "/voip/call?start=2026-01-01T00%3A00%3A00Z&limit=1000&include_cdr=false",
    );
    expect(sent(history)).toBe("/voip/call");
    expect(sent("/voip/phone-book/{uuid}{?search,page}", { params: { uuid }, query: { page: 2 } })).toBe(`/voip/phone-book/${uuid}?page=2`);
  });

  test("carries a value whole, whatever it is: it can add no key, no value and no other path", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: fc.constantFrom("&", "=", "?", "#", "/", "..", "+", "%", "26", "'", " ", "\n", "é") }),
    );
    fc.assert(
      fc.property(
        text.filter((value) => value.trim() !== ""),
        (value) => {
          const address = new URL(
            sent("/voip/phone-book/{uuid}{?search,page}", { params: { uuid }, query: { search: value, page: 1 } }),
            base,
          );
          expect(address.pathname).toBe(`/voip/phone-book/${uuid}`);
          expect([...address.searchParams]).toEqual([
            ["search", value],
            ["page", "1"],
          ]);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("is refused with any key that its path does not name", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom("Start", "start,end", "start&end", "constructor", "page")), (key) => {
        fc.pre(!["start", "end", "limit", "include_cdr"].includes(key));
        const query = JSON.parse(`{${JSON.stringify(key)}: 1, "start": 1}`) as Record<string, number>;
        return sent(history, { query }).includes(" is not asked in the query of ");
      }),
    );
    expect(sent(history, { query: { page: 1 } })).toBe(`"page" is not asked in the query of "${history}"`);
  });

  test.each<[string, Asking, string]>([
    ["a key without a value", { query: { start: "" } }, "start in its query has no value"],
    ["a key with a blank value", { query: { start: " \t" } }, "start in its query has no value"],
    ["a key whose value was left out", { query: { start: undefined } as never }, "start in its query has no value"],
    ["a list", { query: { start: [1] } as never }, "start in its query is neither a text, a number nor a flag"],
    ["no number", { query: { limit: NaN } }, "limit in its query is neither a text, a number nor a flag"],
    ["a number without end", { query: { limit: Infinity } }, "limit in its query is neither a text, a number nor a flag"],
    ["half a sign", { query: { start: "a\ud800" } }, "start in its query is neither a text, a number nor a flag"],
    ["a secret", { query: { start: "1234" }, secrets: ["1234"] }, "start in its query holds a secret, which never stands in a query"],
    [
      "a secret within",
      { query: { start: "is tr0ub4dor?" }, secrets: ["tr0ub4dor"] },
      "start in its query holds a secret, which never stands in a query",
    ],
  ])("is refused for %s", (_what, call, why) => {
    expect(sent(history, call)).toBe(why);
  });

  test("is refused for a password of the settings, and for a key that sounds like a secret", async () => {
    expect(sent(history, { query: { start: "hunter2" } }, ["hunter2"])).toContain("holds a secret");
    expect(sent("/voip/call{?access_token}", { query: { access_token: "x" } })).toBe(
      "a secret never stands in a query, and access_token sounds like one",
    );
    const server = await serve(envelope(200));
    const error = await failure(
      clientOf(server.url).call({ attempt: "read it", method: "GET", path: history, query: { start: "password-sentinel" } }),
    );
    expect(error.message).toBe("Cannot read it: start in its query holds a secret, which never stands in a query.\nNothing was sent.");
    expect(server.seen).toHaveLength(0);
  });

  test("a PIN that is a part of a date by chance is no reason to refuse the date", () => {
    expect(sent(history, { query: { start: "2026-01-01" }, secrets: ["2026"] })).toBe("/voip/call?start=2026-01-01");
  });

  test.each([post, put, del])("is for reading alone: $method is refused", async (call) => {
    const server = await serve(envelope(200));
    const error = await failure(clientOf(server.url).call({ ...call, path: `${call.path}{?limit}`, query: { limit: 1 } }));
    expect(error.message).toBe(`Cannot ${call.attempt}: a ${call.method} carries no query.\nNothing was sent.`);
    expect(server.seen).toHaveLength(0);
  });

  test("stands in an error with its values, but for those that the program has marked as secret", async () => {
    const server = await serve(envelope(400));
    const call: Call = { ...get, path: "/voip/phone-book/{uuid}{?search,page}", query: { search: "Anna Smith", page: 1 } };
    const plain = await failure(clientOf(server.url).call(call));
    expect(plain).toMatchObject({ path: `/voip/phone-book/${uuid}?search=Anna%20Smith&page=1` });
    const marked = await failure(clientOf(server.url).call({ ...call, confidential: ["Smith"] }));
    expect(marked).toMatchObject({ path: `/voip/phone-book/${uuid}?search=[secret]&page=1` });
    expect(marked.message).toContain(`GET /voip/phone-book/${uuid}?search=[secret]&page=1 → 400 Bad Request`);
    expect(marked.message).not.toContain("Anna");
    expect(server.seen.map(({ path }) => path)).toEqual(Array(2).fill(`/voip/phone-book/${uuid}?search=Anna%20Smith&page=1`));
  });

  test("makes no call for a customer of one that is never made for a customer", async () => {
    const server = await serve(envelope(200));
    const error = await failure(
      clientOf(server.url).call({ attempt: "list", method: "GET", path: "/account/store{?page}", query: { page: 1 }, customer }),
    );
    expect(error.message).toContain("is never asked on behalf of a customer");
    expect(server.seen).toHaveLength(0);
  });
});

describe("whose part of the account a path is", () => {
  const lock: Call = { attempt: "lock", method: "PUT", path: "/account/reseller/{owner}/user/{uuid}", params: { uuid, owner: customer } };

  test("is said by the first place after the customers, however it is called", async () => {
    const server = await serve(envelope(200, [{ uuid: customer, name: "acme" }]));
    const client = clientOf(server.url);
    expect(await client.customers.list()).toHaveLength(1);
    await client.call(lock);
    expect(await client.customers.list()).toHaveLength(0);
  });
});

describe("the address of a request, where a path got past every other check", () => {
  test.each(["/voip/flow", `/voip/flow/${uuid}`, "/voip/next-extension/group"])("is under the base and has just that path: %s", (path) => {
    expect(leadsTo(path)).toBe(base + path);
  });

  test.each([
    ["climbs", "/voip/flow/.."],
    ["climbs by an encoded point", "/voip/flow/%2e%2E"],
    ["climbs half encoded", "/voip/flow/.%2e/x"],
    ["stands still", "/voip/./flow"],
    ["names another host", "//evil.example/voip/flow"],
    ["names another host by backslashes", "\\\\evil.example/voip/flow"],
    ["names another scheme", "http://api.example:8443/voip/flow"],
    ["names another port", "https://api.example/voip/flow"],
    ["is a whole address under the base", `${base}/voip/flow`],
    ["has a question", "/voip/flow?all=1"],
    ["has a mark", "/voip/flow#x"],
    ["has a backslash", "/voip\\flow"],
    ["has a blank at its end", "/voip/flow "],
    ["has a line end within", "/voip/fl\now"],
    ["is relative", "voip/flow"],
    ["is empty", ""],
    ["makes no address", "//"],
  ])("is refused where the path %s", (_what, path) => {
    expect(leadsTo(path)).toBe(`Cannot delete CallFlow "main": the path ${JSON.stringify(path)} would lead elsewhere.\nNothing was sent.`);
  });

  test("is never anything else, whatever the path", () => {
    const pieces = fc.constantFrom("/", ".", "..", "%2e", "\\", "?", "#", "@", ":", "//", "voip", "flow", " ", "\t", "é", uuid);
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const path = parts.join("");
        const told = leadsTo(path);
        return told === base + path || told.includes(" would lead elsewhere.");
      }),
      { numRuns: 1000 },
    );
  });
});
