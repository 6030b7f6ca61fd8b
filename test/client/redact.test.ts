import { cleaner, escaped, printable, secretsIn, withoutSecretPairs } from "../../provider/client/redact";
import { withoutSecrets } from "../../provider/common/hidden";
import { soundsSecret } from "../../provider/common/secretNames";

const secrets = [
  "password",
  "passphrase",
  "PASSWD",
  "sip_secret",
  "credentials",
  "token",
  "userToken",
  "PIN",
  "pin",
  "pin_number",
  "pinNumber",
];
const more = [
  "access_pin",
  "conferencePin",
  "pinkey",
  "api_key",
  "apiKey",
  "API-KEY",
  "private key",
  "accessKey",
  "auth_key",
  "auth_code",
  "authCode",
  "signing-key",
];
const headers = ["encryptionKey", "Authorization", "authorisation", "Cookie", "set-cookie", "bearer-token"];
const ordinary = ["name", "key", "keyboard", "pinned", "ping", "pink", "pine", "pint", "opinion", "pioneer", "pinot", "tracking_token"];
const alsoOrdinary = ["X-Tracking-Token", "tracking token", "trackingToken", "monkey", "extension", "compare", "author", "account_code"];

describe("a key", () => {
  test.each([...secrets, ...more, ...headers])("names a secret: %s", (key) => {
    expect(soundsSecret(key)).toBe(true);
    expect(withoutSecretPairs(`so ${key}: theirs`)).toBe(`so ${key}: [secret]`);
  });

  test.each([...ordinary, ...alsoOrdinary])("names none: %s", (key) => {
    expect(soundsSecret(key)).toBe(false);
    expect(withoutSecretPairs(`so ${key}: theirs`)).toBe(`so ${key}: theirs`);
  });
});

describe("the secrets of a body", () => {
  test("are all texts and numbers below a key that names one, in lists, too", () => {
    expect(secretsIn({ a: "no", token: "1", list: [{ pin: 2 }, [{ secret: { b: ["3", { c: 4 }], d: true, e: null } }]] })).toEqual([
      "1",
      "2",
      "3",
      "4",
    ]);
    expect(secretsIn("text")).toEqual([]);
    expect(secretsIn(undefined)).toEqual([]);
    expect(secretsIn(["a", 1], true)).toEqual(["a", "1"]);
  });

  test("are hidden with everything below the key", () => {
    const body = { a: "no", token: { x: 1 }, list: [{ pin: 2, b: [null, { secret: true }] }], c: 5 };
    expect(withoutSecrets(body)).toEqual({
      a: "no",
      token: "[secret]",
      list: [{ pin: "[secret]", b: [null, { secret: "[secret]" }] }],
      c: 5,
    });
    expect(withoutSecrets([["a"], 1, null, "pin"])).toEqual([["a"], 1, null, "pin"]);
  });
});

describe("a secret in free text", () => {
  test.each([
    ["password=theirs rest", "password=[secret] rest"],
    ["password = theirs, rest", "password = [secret], rest"],
    ["password:theirs;rest", "password:[secret];rest"],
    ["a?token=theirs&b=c", "a?token=[secret]&b=c"],
    ["{pin: theirs}", "{pin: [secret]}"],
    ["[pin: theirs]", "[pin: [secret]]"],
    ["pin: two words", "pin: [secret] words"],
    ['"pin": "two words", rest', '"pin": [secret], rest'],
    ["'pin': 'two words', rest", "'pin': [secret], rest"],
    ['"pin": "with \\" within", rest', '"pin": [secret], rest'],
    ["'pin': 'with \\' within', rest", "'pin': [secret], rest"],
    ['"pin": "to the end', '"pin": [secret]'],
    ['\\"pin\\": \\"two words\\", rest', '\\"pin\\": [secret], rest'],
    ["token_of_user: theirs", "token_of_user: [secret]"],
    ["Password Theirs", "Password Theirs"],
    ["Authorization: Basic a b, c\nrest", "Authorization: [secret]\nrest"],
    ["Authorization: Basic a b\r\nrest", "Authorization: [secret]\r\nrest"],
    ['{"Cookie": "a=b; c=d", "e": "f"}', '{"Cookie": [secret], "e": "f"}'],
    ["pin: 1 pin: 2", "pin: [secret] pin: [secret]"],
    ["the authorization failed", "the authorization failed"],
  ])("%j becomes %j", (text, expected) => {
    expect(withoutSecretPairs(text)).toBe(expected);
  });
});

describe("a text that is printed", () => {
  test.each([
    ["colours", "a\u001b[1;31mb\u001b[0mc", "a b c"],
    ["a sequence with signs between", "a\u001b[?25 hb", "a b"],
    ["a sequence of one sign", "a\u009b2Jb", "a b"],
    ["a title", "a\u001b]0;title\u0007b", "a b"],
    ["a title that ends otherwise", "a\u001b]0;title\u001b\\b", "a b"],
    ["a title that never ends", "a\u001b]0;title", "a"],
    ["a half sequence", "a\u001bb", "a b"],
    ["control signs", "a\u0000\u0007\u007f\u0085b", "a b"],
    ["signs that cannot be seen", "a\u200b\u202e\u2066\ufeffb", "a b"],
    ["separators of lines", "a\u2028b\u2029c", "a b c"],
    ["half a pair", "a\ud800b\udc00", "a b"],
    ["lines and tabs", " a\r\n\tb  c ", "a b c"],
    ["letters of all languages", "é名😀", "é名😀"],
  ])("has no %s", (_name, text, expected) => {
    expect(cleaner([])(text)).toBe(expected);
  });

  test("keeps its lines where it is a message of several", () => {
    expect(printable("a\u001b[31mb\n c\u200b\u0000d\n\ne\tf")).toBe("a b\n c d\n\ne f");
  });

  test("shows as escapes what cannot be seen in JSON, and means the same", () => {
    const value = { a: "x\u0085\u200by", "b\u2028": "😀é\ud800" };
    const text = escaped(JSON.stringify(value));
    expect(text).toBe('{"a":"x\\u0085\\u200by","b\\u2028":"😀é\\ud800"}');
    expect(JSON.parse(text)).toEqual(value);
  });
});

describe("a known secret", () => {
  const hidden = (secret: string, text: string) => cleaner([secret])(text);

  test.each([
    ["abc", "abc", "[secret]"],
    ["abc", "xabcx", "xabcx"],
    ["abc", "9abc", "9abc"],
    ["abc", "-abc_", "-[secret]_"],
    ["abcd", "xabcdx", "x[secret]x"],
    ["a", "a b", "[secret] b"],
    [" ", "a b", "a b"],
    ["", "a b", "a b"],
    [" abcd ", "x abcd y", "x[secret]y"],
    [" abcd ", "xabcdy", "x[secret]y"],
    ["ab\u0000cd", "x ab cd y", "x [secret] y"],
    ["q\"q<q>q&q'q", "q&quot;q&lt;q&gt;q&amp;q&apos;q", "[secret]"],
    ['q"q/qq', 'q\\\\\\"q\\/qq', "[secret]"],
    ["tab\tline\nend", "tab\\tline\\\\nend", "[secret]"],
    ["with blank", "with+blank with%20blank with%2520blank with%252520blank", "[secret] [secret] [secret] [secret]"],
    ["éß名x", "%C3%A9%c3%9F%E5%90%8Dx \\u00E9\\u00df\\\\u540dx &#233;&#xDF;&#00021517;x", "[secret] [secret] [secret]"],
    [
      "back\\slash",
      "back\\slash back\\\\slash back\\\\\\\\slash back%5Cslash back\\u005cslash",
      "[secret] [secret] [secret] [secret] [secret]",
    ],
    ["two\\\\marks", "two\\\\marks two\\marks", "[secret] two\\marks"],
    ["s.cr*t", "sXcrrt s.cr*t", "sXcrrt [secret]"],
  ])("%j is hidden in %j", (secret, text, expected) => {
    expect(hidden(secret, text)).toBe(expected);
  });

  test("is hidden where a line was wrapped or a sign that cannot be seen was put within it, unless it is short", () => {
    for (const wrapped of [
      "password-sen\ntinel",
      "pass\u00adword\u200b-sentinel",
      "p a s s w o r d - s e n t i n e l",
      "password-s\r\n  entinel",
    ])
      expect(hidden("password-sentinel", `x ${wrapped} y`)).toBe("x [secret] y");
    expect(hidden("abc", "a bc")).toBe("a bc");
    expect(hidden("sesame", "se  same sesam")).toBe("[secret] sesam");
  });

  test("costs little, whatever blanks it has", () => {
    const before = process.cpuUsage();
    const secret = `a${" ".repeat(60)}b c${"\\ ".repeat(40)}d`;
    expect(hidden(secret, `a${" ".repeat(3000)}x${"\\ ".repeat(3000)}`)).toMatch(/^a x/);
    expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
  });

  test.each([256, 257])("of %s signs is hidden as it is, in JSON, in a URL and in a page", (length) => {
    const secret = '<"&é>'.padEnd(length, "x");
    const page = secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;");
    const texts = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), page];
    expect(hidden(secret, texts.join(" "))).toBe("[secret] [secret] [secret] [secret]");
  });

  test("with half a pair in it does not stop what hides it", () => {
    expect(hidden(`${"x".repeat(300)}\ud800`, "nothing of it")).toBe("nothing of it");
  });

  test("is hidden as a whole where another one is a part of it", () => {
    expect(cleaner(["long", "long-sentinel"])("long-sentinel long")).toBe("[secret] [secret]");
  });

  test.each([
    ["alone", Buffer.from("sesame").toString("base64")],
    ["among others", Buffer.from("user:sesame:x").toString("base64")],
    ["in a URL", encodeURIComponent(Buffer.from("??>>sesame??>>").toString("base64"))],
    ["in JSON that escapes", Buffer.from("??>>sesame??").toString("base64").replaceAll("/", "\\/")],
    ["for URLs", Buffer.from("??>>sesame").toString("base64url")],
  ])("is hidden in base64: %s", (_name, text) => {
    const shown = hidden("sesame", `a ${text} b`);
    expect(shown).toMatch(/^a \[secret\](?:=|%3D)* b$/);
  });

  test("of one to three signs is not looked for in base64, and words that are none of its stay", () => {
    expect(hidden("abc", Buffer.from("abc:abc").toString("base64"))).toBe(Buffer.from("abc:abc").toString("base64"));
    expect(hidden("sesame", "c2VzYW/x notbase64words")).toBe("c2VzYW/x notbase64words");
  });

  test("is hidden before a text is cut, and no sign is cut in half", () => {
    expect(cleaner(["sesame"])("ab sesame", 5)).toBe("ab [s…");
    expect(cleaner([])("abcd😀", 5)).toBe("abcd\ufffd…");
    expect(cleaner([])("x".repeat(2001))).toBe(`${"x".repeat(2000)}…`);
    expect(cleaner([])("x".repeat(2000))).toBe("x".repeat(2000));
  });
});
