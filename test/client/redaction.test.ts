import fc from "fast-check";
import { inspect } from "node:util";
import { RejectedError } from "../../provider/client";
import { cleaner, secretsIn } from "../../provider/client/redact";
import { clientOf, credentials, customer, envelope, failure, get, html, post, put, reply, reset, serve, uuid } from "./support";

const token = "8f1c7a58-0000-4c70-9a7b-3d2f5e1c0a11";
const sentinel = 'se"nt<i>nel & 7%';

/** Everything that someone could print of an error. */
function everythingOf(error: Error): string {
  const own = Object.getOwnPropertyNames(error).map((name) => String(Reflect.get(error, name)));
  return [String(error), inspect(error, { depth: 9, showHidden: true }), JSON.stringify(error), ...own, String(error.cause)].join("\n");
}

describe("messages", () => {
  test("say what was attempted, what came back, in whose words, and what to do next", async () => {
    const { url } = await serve(
      reply(400, '{"result":{"extension":"taken"},"status_code":400,"status_message":"Bad Request"}', { "X-Tracking-Token": token }),
    );
    const next = (status: number): string => `Choose another extension (${status}).`;
    const error = await failure(clientOf(url).call({ ...put, next }));
    expect(error.message).toBe(
      [
        'Cannot update CallFlow "main": the API refused.',
        `PUT /voip/flow/${uuid} → 400 Bad Request, tracking token ${token}.`,
        'The API says: Bad Request: {"extension":"taken"}',
        "Choose another extension (400).",
      ].join("\n"),
    );
    expect(error).toMatchObject({ apiMessage: 'Bad Request: {"extension":"taken"}' });
    expect(error).toMatchObject({ method: "PUT", path: `/voip/flow/${uuid}`, status: 400, trackingToken: token, code: "YAY_REJECTED" });
  });

  test("do not take a web page's words for the API's", async () => {
    const { url } = await serve(html(403, "Access &lt;denied&gt;"));
    const error = await failure(clientOf(url).call(get));
    expect(error).toMatchObject({ constructor: RejectedError, apiMessage: undefined });
    expect(error.message).toContain("It came with a web page (Access &lt;denied&gt;), probably from a proxy or a firewall.");
  });

  test("print a tracking token only where it looks like one", async () => {
    const { url } = await serve(reply(400, "", { "X-Tracking-Token": "call 0800 123 for help" }));
    expect(await failure(clientOf(url).call(get))).toMatchObject({ trackingToken: undefined });
  });

  test("leave out words that say nothing", async () => {
    const { url } = await serve(envelope(404));
    const error = await failure(clientOf(url).call(get));
    expect(error.message).toBe(`Cannot read CallFlow "main": it does not exist.\nGET /voip/flow/${uuid} → 404 Not Found.`);
  });

  test.each([401, 403])("name all causes of a %d", async (status) => {
    const { url } = await serve(envelope(status));
    const { message } = await failure(clientOf(url).call(get));
    for (const cause of ["yay:reseller", "yay:user", "yay:password", "IP allow-list in the dashboard", "User-Agent"]) {
      expect(message).toContain(cause);
    }
  });

  test.each([
    ["400", envelope(400)],
    ["404", envelope(404)],
    ["a 404 page", html(404)],
    ["a 200 page", html(200)],
    ["a 503 page", html(503)],
  ])("name all causes of %s to /authenticated", async (_name, reaction) => {
    const { url } = await serve(reaction);
    const { message } = await failure(clientOf(url).call({ attempt: "check the credentials", method: "GET", path: "/authenticated" }));
    expect(message).toContain("IP allow-list in the dashboard");
  });

  test("name a redirect's host, not its query", async () => {
    const { url } = await serve(reply(301, "", { Location: "https://login.example/?session=abc" }));
    const { message } = await failure(clientOf(url).call(get));
    expect(message).toContain("status 301 to https://login.example is not followed");
    expect(message).not.toContain("session");
  });
});

describe("secrets", () => {
  const body = { name: "x", users: [{ password: sentinel, pin: 4711, nested: { api_token: { deep: ["deep-sentinel"] } } }] };
  const call = { ...post, body, secrets: ["extra-sentinel"], next: () => "next extra-sentinel password-sentinel" };
  const echoed = [...Object.values(credentials), sentinel, "4711", "deep-sentinel", "extra-sentinel"];
  const spelled = [
    sentinel,
    JSON.stringify(sentinel).slice(1, -1),
    encodeURIComponent(sentinel),
    "se&quot;nt&lt;i&gt;nel &amp; 7%",
    "se&#34;nt&#60;i&#62;nel &#38; 7%",
  ];

  test.each([
    ["as text", reply(500, `no: ${[...echoed, ...spelled].join(" ")}`, { "Content-Type": "text/plain" })],
    ["in the envelope", reply(400, JSON.stringify({ result: { echo: echoed }, status_code: 400, status_message: echoed.join(" ") }))],
    ["in bare JSON", reply(400, JSON.stringify(echoed))],
    ["in a page's title", html(403, spelled.join(" "))],
    ["in the tracking token", reply(400, "", { "X-Tracking-Token": "extra-sentinel" })],
    ["in a broken body", reply(200, `{"password":"${sentinel}`)],
  ])("do not come back into any part of an error: echoed %s", async (_name, reaction) => {
    const { url } = await serve(reaction);
    const printed = everythingOf(await failure(clientOf(url).call(call)));
    for (const secret of [...echoed, ...spelled]) {
      expect(printed).not.toContain(secret);
    }
  });

  test.each([...Object.values(credentials), "extra-sentinel", sentinel.replace(/\W/g, ".")])(
    "do not come back in the tracking token of a success: %s",
    async (secret) => {
      const { url } = await serve(reply(200, '{"result":{},"status_code":200}', { "X-Tracking-Token": `a:${secret}:b` }));
      const answer = await clientOf(url).call({ ...call, body: { ...body, api_key: sentinel.replace(/\W/g, ".") } });
      expect(answer.trackingToken).toBe("a:[secret]:b");
      const listed = await failure(clientOf(url).customers.list());
      const known = Object.values<string>(credentials).includes(secret);
      expect(everythingOf(listed).includes(secret)).toBe(!known);
    },
  );

  test("that only the API knows are hidden by the key they stand under", async () => {
    const result = {
      user: { password: "theirs-1", sip_secret: "theirs-2" },
      list: [{ token: "theirs-3" }],
      secret: { deep: ["theirs-9", 1, "theirs-10"] },
    };
    const json = await serve(reply(400, JSON.stringify({ result, status_code: 400, status_message: "password=theirs-4 token: theirs-5" })));
    const text = await serve(reply(500, `{"pin": "theirs-6", 'Password': 'theirs 7', secret=theirs-8&x`));
    const bare = await serve(reply(400, JSON.stringify({ passwords: ["theirs-11", 1, "theirs-12"] })));
    for (const { url } of [json, text, bare]) {
      expect(everythingOf(await failure(clientOf(url).call(post)))).not.toContain("theirs");
    }
  });

  test.each([
    ["in JSON", '{"headers":{"Authorization":"Bearer theirs-1","Cookie":"sid=theirs-2","Proxy-Authorization":"Basic theirs-3"}}'],
    ["in JSON under other keys", '{"api_key":"theirs-1","privateKey":"theirs-2","x":[{"credentials":["theirs-3"]}],"Set-Cookie":"theirs"}'],
    ["in JSON within JSON", JSON.stringify({ echo: JSON.stringify({ Authorization: "Bearer theirs-1", password: "two theirs-2" }) })],
    ["as headers", "no\nAuthorization: Bearer theirs-1\r\nproxy-authorization: Basic theirs-2\nCookie: sid=theirs-3; a=theirs-4"],
    ["as headers in a row", "no Authorization: Bearer theirs-1 Cookie: sid=theirs-2"],
    ["in broken JSON", `{"Authorization":"Digest a=\\"theirs-1\\", b=\\"theirs-2","apiKey":"theirs \\"theirs",`],
    ["that are long", `{"token":"${"x".repeat(600)}theirs","access-key='${"y".repeat(600)}theirs'`],
  ])("in headers that are repeated are hidden: %s", async (_name, body) => {
    const { url } = await serve(reply(400, body));
    expect(everythingOf(await failure(clientOf(url).call(post)))).not.toContain("theirs");
  });

  test("are not seen in ordinary words, nor in a tracking token", async () => {
    const result = { keyboard: "qwerty", pinned: "yes", monkey: "chimp", patterns: ["0.*"], mapping: "m", opinion: "o", key: "k" };
    const texts = "keyboard: qwerty, pinned=yes, X-Tracking-Token: 8f1c-77, the authorization failed, monkey: chimp";
    const { url } = await serve(reply(400, JSON.stringify({ result: { ...result, "X-Tracking-Token": token }, status_code: 400 })));
    const { message } = await failure(clientOf(url).call(post));
    expect(message).toContain(`The API says: ${JSON.stringify({ ...result, "X-Tracking-Token": token })}`);
    const text = await serve(reply(400, texts, { "Content-Type": "text/plain" }));
    expect((await failure(clientOf(text.url).call(post))).message).toContain(`The API says: ${texts}`);
  });

  const own = 'p@ss/w\\rd é😀 "9+';
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  const units = Array.from({ length: own.length }, (_, at) => `\\u${own.charCodeAt(at).toString(16).padStart(4, "0")}`);
  const everyByte = Array.from(Buffer.from(own), (byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
  test.each([
    ["base64", base64(own)],
    ["base64 after other words", `x ${base64(`reseller-sentinel|user-sentinel|${own}`)} y`],
    ["base64 at every place in its quantum", ["", "a", "ab"].map((before) => base64(`${before}:${own}:end`)).join(" ")],
    ["base64 for URLs", Buffer.from(`??>>${own}`).toString("base64url")],
    ["base64 in a URL", `?a=${encodeURIComponent(base64(`??>>${own}??>>`))}&b`],
    ["base64 glued to a path", `path/ab/${base64(own)}`],
    ["a URL", encodeURIComponent(own)],
    ["a URL in small letters", encodeURIComponent(own).toLowerCase()],
    ["a form", new URLSearchParams({ a: own }).toString()],
    ["a URL within a URL", encodeURIComponent(encodeURIComponent(own))],
    ["nothing but bytes of a URL", everyByte],
    ["escapes of JSON", units.join("")],
    ["escapes of JSON in capitals", units.join("").replace(/[a-f0-9]{4}/g, (digits) => digits.toUpperCase())],
    ["JSON with one escape", JSON.stringify(own).replace("@", "\\u0040").replace("/", "\\/")],
    ["JSON within JSON", JSON.stringify(JSON.stringify(own))],
    ["numbers of HTML", Array.from(own, (sign) => `&#x${sign.codePointAt(0)!.toString(16)};`).join("")],
  ])("of the account are hidden where they come back as %s", (_name, spelling) => {
    const rest = cleaner([own])(`so ${spelling} it`).replaceAll(/\[secret\]=*/g, "");
    expect(rest).toMatch(/^so (?:["\\]*|x {2}y| {2}|\?a=(?:%3D){0,2}&b|a=|path\/ab\/) it$/);
  });

  test("leave what is no base64 of theirs as it is, and cost little for a long one", () => {
    const words = `token ${base64("something else, quite long")} /voip/flow/${uuid} 8f1c7a58`;
    expect(cleaner([own, "7", "ab"])(words)).toBe(words);
    const before = process.cpuUsage();
    expect(cleaner(["\\".repeat(200), "%25".repeat(60)])("\\".repeat(199).concat("x ").repeat(300))).toContain("x");
    expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
    const long = "long é ".repeat(1000);
    expect(cleaner([long])(`a ${long} ${encodeURIComponent(long)} b`)).toBe("a [secret] [secret] b");
  });

  test("are hidden before the text is cut, so no half of one remains", async () => {
    for (let length = 380; length < 410; length++) {
      const clean = cleaner(["sentinel-at-the-cut"]);
      expect(clean("x".repeat(length) + "sentinel-at-the-cut", 400)).not.toContain("sen");
    }
    const { url } = await serve(reply(400, "y".repeat(100_000), { "Content-Type": "text/plain" }));
    expect((await failure(clientOf(url).call(post))).message.length).toBeLessThan(1000);
  });

  test("never survive, whatever they are and wherever they stand", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4, unit: "binary" }), fc.string(), fc.string(), (secret, before, after) => {
        fc.pre(secret.trim().length > 3 && !"[secret]".includes(secret.trim()));
        const clean = cleaner([secret])(before + secret + after);
        return !clean.includes(secret);
      }),
      { numRuns: 500 },
    );
  });

  test("are hidden when only their blanks were changed, and as a whole when one begins another", () => {
    const clean = cleaner(["two words", "long", "long-sentinel"]);
    expect(clean("of two\n  words, long-sentinel, long")).toBe("of [secret], [secret], [secret]");
  });

  test("that are very short are hidden only where they stand alone", () => {
    const clean = cleaner(["7", "ab"]);
    expect(clean("pin 7 of 17, ab about")).toBe("pin [secret] of 17, [secret] about");
  });

  test("are found under every key that sounds like one", () => {
    expect(secretsIn({ Password: "a", userToken: { x: ["b", 1] }, PIN: true, name: "c", list: [{ client_secret: "d" }] })).toEqual([
      "a",
      "b",
      "1",
      "d",
    ]);
  });

  test("equal to common words do not tear our own sentences apart", async () => {
    const { url } = await serve(envelope(401));
    const { message } = await failure(clientOf(url, { reseller: "reseller", user: "user", password: "password" }).call(get));
    expect(message).toContain("yay:reseller, yay:user or yay:password is wrong");
  });
});

test("terminal escapes, control and invisible characters reach nobody", async () => {
  const hostile = "\u001b[31mred\u001b]0;title\u0007\u009b2J\u202Eevil\u0000\r\nCannot fake\u2028line\u200b";
  const server = await serve(reply(400, JSON.stringify({ result: {}, status_code: 400, status_message: hostile })));
  const error = await failure(clientOf(server.url).call({ ...put, attempt: `update CallFlow "${hostile}"`, next: () => hostile }));
  expect(everythingOf(error)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2028\u2029]/);
  expect(error.message.split("\n")[0]).toBe('Cannot update CallFlow " red evil Cannot fake line ": the API refused.');
});

describe("errors", () => {
  test("have an empty stack, and a cause that is safe and not enumerable", async () => {
    const { url } = await serve(reset);
    const error = await failure(clientOf(url).call(put));
    expect(error.stack).toBe("");
    expect(error.cause).toBeInstanceOf(Error);
    expect((error.cause as Error).stack).toBe("");
    expect(Object.keys(error)).not.toContain("cause");
    expect(inspect(error)).not.toContain(__dirname);
  });

  test("about a customer are clean too", async () => {
    const { url } = await serve(reply(403, JSON.stringify({ result: {}, status_code: 403, status_message: credentials.password })));
    const error = await failure(clientOf(url).call({ ...get, customer }));
    expect(everythingOf(error)).not.toContain(credentials.password);
  });
});

describe("the cleaner of texts", () => {
  const clean = cleaner(["hunter22", "4711", "7"]);

  test("hides a secret however often it stands there, and a short one only where it stands alone", () => {
    expect(clean(Array(9).fill("hunter22 4711 7").join(" "))).toBe(Array(9).fill("[secret] [secret] [secret]").join(" "));
    expect(clean("7 17 7a")).toBe("[secret] 17 7a");
  });

  test("cuts what is too long and says so, and nothing that just fits", () => {
    expect([clean("abcdef", 6), clean("abcdef", 5), clean("  abc  ")]).toEqual(["abcdef", "abcde…", "abc"]);
  });
});
