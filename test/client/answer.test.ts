import { judge, type Verdict } from "../../provider/client/answer";

const token = "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c7a01";

interface Given {
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

function verdict(status: number, { body = "", headers = { "content-type": "application/json" } }: Given = {}): Verdict {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return judge({ status, header: (name) => headers[name.toLowerCase()], body: bytes });
}

const json = (value: unknown, headers: Record<string, string> = {}): Given => ({
  body: JSON.stringify(value),
  headers: { "content-type": "application/json", ...headers },
});
const marked = { "x-tracking-token": token };

describe("a success", () => {
  it.each<[string, number, Given, unknown, number?]>([
    ["without a body", 200, {}, undefined],
    ["of blanks", 204, { body: " \r\n" }, undefined],
    ["in an envelope", 200, json({ result: { a: 1 }, status_code: 200 }), { a: 1 }],
    ["in an envelope with another success inside", 200, json({ result: [], status_code: 201 }), [], 201],
    ["in an envelope with the status as text", 299, json({ result: 1, status_code: "204" }), 1, 204],
    ["in an envelope without a result", 200, json({ status_code: 200 }), undefined],
    ["in an envelope whose status is null", 200, json({ status_code: null, result: 2 }), 2],
    ["in an envelope without a status", 200, json({ result: 3, status_message: "OK" }), 3],
    ["without an envelope", 200, json({ name: "a", result: 1 }), { name: "a", result: 1 }],
    ["that is a list", 200, json([1]), [1]],
    ["that says so", 200, json({ success: true }), { success: true }],
  ])("%s", (...[, status, given, result, inner]) => {
    expect(verdict(status, given)).toStrictEqual({ kind: "success", answer: { status, result, ...(inner !== undefined && { inner }) } });
  });

  it("has its tracking token", () => {
    expect(verdict(200, { headers: marked })).toStrictEqual({
      kind: "success",
      answer: { status: 200, result: undefined, trackingToken: token },
    });
    expect(verdict(200, { headers: { "x-tracking-token": ` ${token} ` } })).toHaveProperty("answer.trackingToken", token);
    for (const odd of ["", "a b", "x".repeat(101), "a\u001b[1m", "a/b"]) {
      expect(verdict(200, { headers: { "x-tracking-token": odd } })).toStrictEqual({
        kind: "success",
        answer: { status: 200, result: undefined },
      });
    }
    expect(verdict(200, { headers: { "x-tracking-token": "x".repeat(100) } })).toHaveProperty("answer.trackingToken");
  });
});

describe("an answer that is no success", () => {
  const contradicts = (outside: number, inside: string) =>
    `the answer contradicts itself: HTTP status ${outside} outside, ${inside} inside`;

  it.each<[string, number, Given, object]>([
    ["199", 199, {}, { kind: "unexpected", reason: "an answer with status 199 is not followed" }],
    ["300", 300, {}, { kind: "unexpected", reason: "an answer with status 300 is not followed" }],
    [
      "a redirect, told by its origin alone",
      302,
      { headers: { location: "https://elsewhere.example:8443/x?password=y" } },
      { kind: "unexpected", reason: "an answer with status 302 to https://elsewhere.example:8443 is not followed" },
    ],
    [
      "a redirect to a path",
      307,
      { headers: { location: "/voip/flow" } },
      { kind: "unexpected", reason: "an answer with status 307 is not followed" },
    ],
    ["399", 399, {}, { kind: "unexpected", reason: "an answer with status 399 is not followed" }],
    ["400", 400, {}, { kind: "rejected" }],
    ["408", 408, {}, { kind: "unknown" }],
    ["425", 425, {}, { kind: "unknown" }],
    ["429", 429, {}, { kind: "throttled" }],
    ["499", 499, {}, { kind: "rejected" }],
    ["500", 500, {}, { kind: "unknown" }],
    ["599", 599, {}, { kind: "unknown" }],
    ["500 with 404 inside", 500, json({ status_code: 404 }), { kind: "unknown" }],
    ["409 with 400 inside", 409, json({ status_code: 400 }), { kind: "rejected" }],
    ["409 with 499 inside", 409, json({ status_code: 499 }), { kind: "rejected" }],
    ["409 with 399 inside", 409, json({ status_code: 399 }), { kind: "unexpected", reason: contradicts(409, "status_code 399") }],
    ["409 with 500 inside", 409, json({ status_code: 500 }), { kind: "unexpected", reason: contradicts(409, "status_code 500") }],
    ["200 with 199 inside", 200, json({ status_code: 199 }), { kind: "unexpected", reason: contradicts(200, "status_code 199") }],
    ["200 with 300 inside", 200, json({ status_code: 300 }), { kind: "unexpected", reason: contradicts(200, "status_code 300") }],
    ["200 with 600 inside", 200, json({ status_code: 600 }), { kind: "unexpected", reason: contradicts(200, "an unreadable status_code") }],
    [
      "200 with 2000 inside",
      200,
      json({ status_code: 2000 }),
      { kind: "unexpected", reason: contradicts(200, "an unreadable status_code") },
    ],
    [
      "200 with a list inside",
      200,
      json({ status_code: [200] }),
      { kind: "unexpected", reason: contradicts(200, "an unreadable status_code") },
    ],
    [
      "200 with x200 inside",
      200,
      json({ status_code: "x200" }),
      { kind: "unexpected", reason: contradicts(200, "an unreadable status_code") },
    ],
    [
      "200 that says it failed",
      200,
      json({ success: false, error: "too low" }),
      { kind: "unexpected", reason: contradicts(200, "success: false"), apiMessage: '{"success":false,"error":"too low"}' },
    ],
    ["200 that is a number", 200, json(5), { kind: "unexpected", reason: "the body is no object and no list", apiMessage: "5" }],
    [
      "200 that is no JSON",
      200,
      { body: "Fine" },
      { kind: "unexpected", reason: "the body is not one of this API: it is not JSON", apiMessage: "Fine" },
    ],
    [
      "200 that is a web page",
      200,
      { body: " <html><title>Hi</title>" },
      { kind: "unexpected", html: true, reason: "the body is not one of this API: it is a web page", apiMessage: "Hi" },
    ],
    [
      "200 that is not UTF-8",
      200,
      { body: new Uint8Array([0xff]) },
      { kind: "unexpected", reason: "the body is not one of this API: it is not UTF-8" },
    ],
  ])("%s", (_name, status, given, expected) => {
    expect(verdict(status, given)).toStrictEqual({ status, html: false, ...expected });
  });

  it("is known by its tracking token", () => {
    expect(verdict(400, { headers: marked })).toStrictEqual({ kind: "rejected", status: 400, html: false, trackingToken: token });
  });
});

describe("a 404 proves absence", () => {
  it.each<[string, boolean, Given]>([
    ["with 404 inside", true, json({ status_code: 404 })],
    ["in an envelope without a status", true, json({ result: {} })],
    ["as any object with a tracking token", true, json({ error: "none" }, marked)],
    ["empty with a tracking token", true, { headers: marked }],
    ["empty of JSON type", true, {}],
    ["empty of JSON type with more to it", true, { headers: { "content-type": "application/problem+JSON; charset=utf-8" } }],
    ["not with 410 inside", false, json({ status_code: 410 })],
    ["not as an object of nobody", false, json({ error: "none" })],
    ["not as a list with a tracking token", false, json([], marked)],
    ["not as a text with a tracking token", false, json("none", marked)],
    ["not as a page with a tracking token", false, { body: "<html>", headers: marked }],
    ["not empty of another type", false, { headers: { "content-type": "text/html" } }],
    ["not empty of no type", false, { headers: {} }],
    ["not empty of a type that only sounds so", false, { headers: { "content-type": "text/xjsonx" } }],
  ])("%s", (_name, proven, given) => {
    const { kind, reason } = verdict(404, given) as { kind: string; reason?: string };
    expect(kind).toBe(proven ? "gone" : "unexpected");
    expect(reason === undefined).toBe(proven);
  });

  it("or says why it does not", () => {
    expect(verdict(404, { headers: {} })).toMatchObject({ reason: "this 404 does not come from the API itself, so it proves nothing" });
    expect(verdict(404, json({ status_code: 200 }))).toMatchObject({
      reason: "the answer contradicts itself: HTTP status 404 outside, status_code 200 inside",
    });
  });
});

describe("the API's own words", () => {
  it.each<[string, string, string | undefined]>([
    ["a message", '{"status_code":400,"status_message":"Too long"}', "Too long"],
    ["a message and a text", '{"status_code":400,"status_message":"Bad","result":"name is taken"}', "Bad: name is taken"],
    ["a text alone", '{"status_code":400,"result":"name is taken"}', "name is taken"],
    ["a message and what it is about", '{"status_code":400,"status_message":"Bad","result":{"name":["taken"]}}', 'Bad: {"name":["taken"]}'],
    ["a list", '{"status_code":400,"result":["a"]}', '["a"]'],
    ["a number", '{"status_code":400,"result":7}', "7"],
    ["no more than the status says", '{"status_code":400,"status_message":"Bad Request"}', undefined],
    ["a message that is no text", '{"status_code":400,"status_message":7,"result":{}}', undefined],
    ["nothing in an empty list", '{"status_code":400,"result":[]}', undefined],
    ["nothing in null", '{"status_code":400,"result":null}', undefined],
    ["nothing in nothing", "", undefined],
    ["an object without an envelope", '{"error":"no","password":"sesame"}', '{"error":"no","password":[secret]}'],
    ["a secret within an envelope", '{"status_code":400,"result":{"token":"sesame"}}', '{"token":[secret]}'],
    ["a secret within a text", '{"status_code":400,"status_message":"password: sesame"}', "password: [secret]"],
    ["a text that is no JSON", " it failed ", "it failed"],
    ["a page by its title", "<html><TITLE lang=en> It failed </title><p>x", "It failed"],
    ["a page without a title by its text", "<html><p>It</p><p class=x>failed</p>", "It  failed"],
    ["no title where a word only begins so", "<titles>It failed", "It failed"],
    ["a page of nothing", "<html><br>", undefined],
  ])("are %s", (_name, body, expected) => {
    expect((verdict(400, { body }) as { apiMessage?: string }).apiMessage?.replace(/^ +| +$/g, "")).toBe(expected);
  });

  it("are looked for in the beginning of a long text alone", () => {
    const words = (body: string) => (verdict(400, { body }) as { apiMessage?: string }).apiMessage;
    expect(words("x".repeat(70_000))).toHaveLength(64 * 1024);
    expect(words(JSON.stringify({ status_code: 400, result: "x".repeat(70_000) }))).toHaveLength(64 * 1024);
    expect(words(`${"x".repeat(70_000)}<title>no</title>`)).toMatch(/^x+$/);
  });
});
