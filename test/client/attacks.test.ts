import fc from "fast-check";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import https from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { NotAppliedError, parseJson, SettingsError, UnexpectedAnswerError, UnknownOutcomeError, YayError } from "../../provider/client";
import { readSettings } from "../../provider/settings/settings";
import { clientOf, credentials, del, envelope, failure, get, listen, portOf, post, put, reply, serve, type Reaction } from "./support";

jest.setTimeout(60_000);

/** What a terminal could take for a command, and what a reader cannot see. */
const UNPRINTABLE = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

const everythingOf = (error: Error): string =>
  [error.message, inspect(error, { depth: 9 }), JSON.stringify(error), String(error.cause)].join("\n");

const calls = [get, post, put, del];

describe("a hostile answer", () => {
  const hostileText = "\u001b]0;owned\u0007\u001b[2J\u009b31m\u202egnp.exe\u2066\u200b\u2028next\u0000\ud800";
  const bodies: [string, string][] = [
    ["in the envelope's message", JSON.stringify({ result: {}, status_code: 400, status_message: hostileText })],
    ["in its result", JSON.stringify({ result: { [hostileText]: [hostileText] }, status_code: 400, status_message: "no" })],
    ["as a bare text", hostileText],
    ["in a page's title", `<html><title>${hostileText}</title></html>`],
    ["in broken JSON", `{"name":"${hostileText}`],
  ];
  test.each(bodies)("cannot speak to the terminal: %s", async (_name, body) => {
    for (const status of [200, 400, 404, 500]) {
      const { url } = await serve(reply(status, body, { "Content-Type": "text/plain" }));
      expect(everythingOf(await failure(clientOf(url).call(put)))).not.toMatch(UNPRINTABLE);
    }
  });

  test("cannot speak to the terminal by its headers", async () => {
    for (const headers of [
      { "X-Tracking-Token": "\u009b31mred" },
      { "X-Tracking-Token": "a".repeat(5000) },
      { Location: "https://\u00e9vil.example/\u009b2J" },
      { Location: "https://user:password-sentinel@password-sentinel.example/password-sentinel" },
    ]) {
      const { url } = await serve(reply(302, "", headers));
      const printed = everythingOf(await failure(clientOf(url).call(put)));
      expect(printed).not.toMatch(UNPRINTABLE);
      expect(printed).not.toContain("password-sentinel");
      expect(printed.length).toBeLessThan(6000);
    }
  });

  test("changes no prototype, whichever key carries it", async () => {
    const text = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"a":{"__proto__":{"polluted":1}}}';
    const { url } = await serve(reply(200, `{"result":${text},"status_code":200}`));
    const { result } = await clientOf(url).call(get);
    expect(result).toEqual({ a: {} });
    expect(Reflect.get({}, "polluted")).toBeUndefined();
    const envelopes = [
      '{"__proto__":{"status_code":200},"result":{}}',
      '{"status_code":200,"result":{},"__proto__":{"result":{"uuid":"x"}}}',
    ];
    for (const body of envelopes) {
      const server = await serve(reply(200, body));
      await expect(clientOf(server.url).call(get)).resolves.toMatchObject({ result: {} });
    }
  });

  test.each<[string, string]>([
    ["lists", "[".repeat(1_000_000)],
    ["objects", '{"a":'.repeat(500_000)],
    ["lists that are closed", `${"[".repeat(65)}${"]".repeat(65)}`],
    ["an object within the envelope", `{"status_code":200,"result":${'{"a":'.repeat(64)}1${"}".repeat(64)}}`],
  ])("is refused where it is too deep, without an overflow of the stack: %s", async (_name, body) => {
    const { url } = await serve(reply(200, body));
    const error = await failure(clientOf(url).call(put));
    expect(error.constructor).toBe(UnexpectedAnswerError);
    expect(error.message).toContain("nested");
  });

  test("is refused where its status is of a wrong type, and is never a success", async () => {
    for (const inner of [true, {}, [200], "200 OK", 200.5, 2000, -200, "0200", 1e400, null]) {
      const { url } = await serve(envelope(404, {}, inner));
      const error = await failure(clientOf(url).call(get));
      expect(YayError.is(error)).toBe(true);
      const body = JSON.stringify({ result: {}, status_code: inner });
      if (inner !== null && inner !== 1e400) {
        const success = await serve(reply(200, body));
        expect((await failure(clientOf(success.url).call(post))).constructor).toBe(UnexpectedAnswerError);
      }
    }
  });

  test("loses no digit of a number, however large", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), (number) => {
        const parsed = parseJson(`{"n":${number}}`) as { n: number | string };
        return BigInt(parsed.n) === number;
      }),
      { numRuns: 500 },
    );
  });

  test("that never ends ends at the deadline, and one that drips is bounded in size", async () => {
    const drip: Reaction = (_seen, response) => {
      response.writeHead(200, { "Content-Type": "application/json" });
      const chunk = Buffer.alloc(1024 * 1024, 0x20);
      const more = (): void => {
        if (!response.destroyed) response.write(chunk, () => setImmediate(more));
      };
      more();
    };
    const { url } = await serve(drip);
    const error = await failure(clientOf(url).call(put));
    expect(error.constructor).toBe(UnexpectedAnswerError);
    expect(error.message).toContain("larger than 16 MiB");
  });

  test("with headers beyond all measure is a lost answer", async () => {
    const { url } = await serve(reply(200, "{}", { "X-Large": "x".repeat(100_000) }));
    expect((await failure(clientOf(url).call(put))).constructor).toBe(UnknownOutcomeError);
  });
});

describe("a redirect", () => {
  test.each([300, 301, 302, 303, 307, 308])(
    "with status %d is followed by no method, and no credential reaches the other host",
    async (status) => {
      const other = await serve(envelope(200));
      for (const target of [other.url, `//127.0.0.1:${new URL(other.url).port}/x`, "/voip/flow"]) {
        for (const call of calls) {
          const server = await serve(reply(status, "", { Location: target }));
          const error = await failure(clientOf(server.url).call(call));
          expect(error.constructor).toBe(UnexpectedAnswerError);
          expect(server.seen).toHaveLength(1);
        }
      }
      expect(other.connections()).toBe(0);
    },
  );

  test("by Refresh or Link headers, or in a page, is none", async () => {
    const other = await serve(envelope(200));
    const page = `<html><meta http-equiv="refresh" content="0;url=${other.url}"></html>`;
    const server = await serve(reply(200, page, { "Content-Type": "text/html", Refresh: `0;url=${other.url}` }));
    await failure(clientOf(server.url).call(get));
    expect(other.connections()).toBe(0);
  });

  test("sets no cookie that a later request would carry", async () => {
    const server = await serve(reply(200, '{"result":{},"status_code":200}', { "Set-Cookie": "session=1" }));
    const client = clientOf(server.url);
    await client.call(get);
    await client.call(get);
    expect(server.seen[1]?.headers).not.toHaveProperty("cookie");
  });
});

describe("a base URL that means another host than it seems to", () => {
  test.each([
    "https://api.yay.com@evil.example",
    "https://api.yay.com%40evil.example",
    "https://api.yay.com\\.evil.example",
    "https://api.yay.com\\@evil.example",
    "https:\\\\evil.example",
    "https:evil.example",
    "https:///evil.example",
    "https://api\u3002yay\u3002com",
    "https://api.yay.com\uff0fevil.example",
    "https://api.y\u0430y.com",
    "https://%61pi.yay.com",
    "https://api.yay.com/..",
    "https://api.yay.com/.",
    "https://api.yay.com/%2e%2e",
    "https://api.yay.com/x/..",
    "https://api.yay.com;evil.example",
    "https://api.yay.com,evil.example",
    "https://api.yay.com\t.evil.example",
    "https://api.yay.com\u0000",
    "https://api.yay.com ",
    "\u00a0https://api.yay.com",
    "https://api.yay.com:99999",
    "https://[::1",
    "http://localhost.evil.example",
    "http://127.0.0.1.evil.example",
    "http://localhost@evil.example",
    "http://[::2]",
    "http://[::ffff:10.0.0.1]",
    "http://0.0.0.0",
    "http://169.254.169.254",
    "ws://api.yay.com",
    "file:///etc/passwd",
    "data:,x",
  ])("%j is refused", (text) => {
    const given: Record<string, string> = { reseller: "r", user: "u", password: "p", baseUrl: text };
    expect(() => readSettings((key) => given[key.replace("yay:", "")], {})).toThrow("yay:baseUrl must ");
  });

  test("whatever is taken, is sent to the host as it is written", () => {
    const parts = fc.constantFrom(
      "https://",
      "http://",
      "api",
      ".",
      "yay",
      "com",
      ":",
      "443",
      "/",
      "\\",
      "@",
      "%2e",
      "?",
      "#",
      "[::1]",
      "localhost",
      "\u3002",
      " ",
    );
    fc.assert(
      fc.property(fc.array(parts, { minLength: 2, maxLength: 8 }), (pieces) => {
        const text = pieces.join("");
        fc.pre(text.trim() !== "");
        const given: Record<string, string> = { reseller: "r", user: "u", password: "p", baseUrl: text };
        try {
          const { baseUrl } = readSettings((key) => given[key.replace("yay:", "")], {});
          const written = text.toLowerCase().replace(/\/$/, "");
          return written === baseUrl || written.replace(/:(?:443|0*)?$/, "") === baseUrl || written.startsWith(`${baseUrl}:`);
        } catch (error) {
          return SettingsError.is(error);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("a server with a certificate of its own making", () => {
  const folder = mkdtempSync(join(tmpdir(), "yay-attack-"));
  const at = (name: string): string => join(folder, name);
  afterAll(() => rmSync(folder, { recursive: true }));

  const impostor = async (name: string, subject: string): Promise<{ url: string; requests: () => number }> => {
    const options = [
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:prime256v1",
      "-nodes",
      "-subj",
      "/CN=api.yay.com",
      "-days",
      "2",
    ];
    const files = ["-addext", `subjectAltName=${subject}`, "-keyout", at(`${name}.key`), "-out", at(`${name}.pem`)];
    execFileSync("openssl", ["req", ...options, ...files], { stdio: "ignore" });
    let requests = 0;
    const server = https.createServer(
      { key: readFileSync(at(`${name}.key`)), cert: readFileSync(at(`${name}.pem`)) },
      (request, response) => {
        requests++;
        envelope(200)({ method: "", path: "", headers: {}, rawHeaders: [], body: "", socket: request.socket }, response);
      },
    );
    await listen(server);
    return { url: `https://127.0.0.1:${portOf(server)}`, requests: () => requests };
  };

  test("is refused before a byte of a request leaves, also where the environment asks for no check", async () => {
    const server = await impostor("self", "IP:127.0.0.1");
    process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
    process.env["NODE_NO_WARNINGS"] = "1";
    try {
      for (const call of calls) {
        const error = await failure(clientOf(server.url).call(call));
        expect(error.constructor).toBe(NotAppliedError);
        expect(error.message).toContain("yay:caFile");
      }
    } finally {
      delete process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
      delete process.env["NODE_NO_WARNINGS"];
    }
    expect(server.requests()).toBe(0);
  });

  test("is refused where the caFile vouches for it, and its name is another host's", async () => {
    const server = await impostor("other", "DNS:api.yay.com");
    const error = await failure(clientOf(server.url, { caFile: at("other.pem") }).call(put));
    expect(error.constructor).toBe(NotAppliedError);
    expect(error.message).toContain("ERR_TLS_CERT_ALTNAME_INVALID");
    expect(server.requests()).toBe(0);
  });

  test("is no reason to take just any file as caFile", () => {
    const garbage = {
      "garbage.pem": "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
      "binary.pem": "\u0000\u0001\u0002",
      "empty.pem": "",
    };
    for (const [name, content] of Object.entries(garbage)) {
      writeFileSync(at(name), content);
      const given: Record<string, string> = { ...credentials, caFile: at(name) };
      expect(() => readSettings((key) => given[key.replace("yay:", "")], {})).toThrow(
        "yay:caFile must be the path of a readable file of PEM certificates",
      );
    }
  });
});
