import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import https from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import tls from "node:tls";
import { NotAppliedError, SettingsError } from "../../provider/client";
import { authoritiesWith, createPool } from "../../provider/client/agent";
import { clientOf, envelope, failure, get, listen, portOf, post } from "./support";

const folder = mkdtempSync(join(tmpdir(), "yay-tls-"));
const at = (name: string): string => join(folder, name);

function openssl(...parameters: string[]): void {
  execFileSync("openssl", parameters, { cwd: folder, stdio: "ignore" });
}

function certificate(name: string, address: string, days: string): void {
  writeFileSync(at(`${name}.ext`), `subjectAltName=IP:${address}`);
  openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", `/CN=${name}`, "-keyout", `${name}.key`, "-out", `${name}.csr`);
  openssl(
    "x509",
    "-req",
    "-in",
    `${name}.csr`,
    "-CA",
    "ca.pem",
    "-CAkey",
    "ca.key",
    "-CAcreateserial",
    "-days",
    days,
    "-extfile",
    `${name}.ext`,
    "-out",
    `${name}.pem`,
  );
}

beforeAll(() => {
  openssl(
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-subj",
    "/CN=Test authority",
    "-keyout",
    "ca.key",
    "-out",
    "ca.pem",
    "-days",
    "2",
  );
  certificate("server", "127.0.0.1", "2");
  certificate("elsewhere", "192.0.2.1", "2");
});

afterAll(() => rmSync(folder, { recursive: true }));

async function secureServer(name: string): Promise<{ url: string; requests: () => number }> {
  let requests = 0;
  const server = https.createServer(
    { key: readFileSync(at(`${name}.key`)), cert: readFileSync(at(`${name}.pem`)) },
    (request, response) => {
      requests++;
      envelope(200, { ok: true })({ method: "", path: "", headers: {}, rawHeaders: [], body: "", socket: request.socket }, response);
    },
  );
  await listen(server);
  return { url: `https://127.0.0.1:${portOf(server)}`, requests: () => requests };
}

test("a certificate of an authority in yay:caFile is accepted, and the connection is kept", async () => {
  const server = await secureServer("server");
  const client = clientOf(server.url, { caFile: at("ca.pem") });
  await expect(client.call(get)).resolves.toMatchObject({ result: { ok: true } });
  await client.call(post);
  expect(server.requests()).toBe(2);
});

test("an unknown authority is refused before a byte of the request leaves, and the message names yay:caFile", async () => {
  const server = await secureServer("server");
  const error = await failure(clientOf(server.url).call(post));
  expect(error.constructor).toBe(NotAppliedError);
  expect(error.message).toContain("yay:caFile");
  expect(server.requests()).toBe(0);
});

test("a call that must not be made twice is asked about after the handshake, before the first byte of its request (T32)", async () => {
  const { url, requests } = await secureServer("server");
  const client = clientOf(url, { caFile: at("ca.pem") });
  let isAllowed = false;
  const once = { timeoutMs: 5000, mayLeave: () => isAllowed };
  expect(NotAppliedError.is(await failure(client.call({ ...post, once })))).toBe(true);
  expect(requests()).toBe(0);
  isAllowed = true;
  await client.call({ ...post, once });
  expect(requests()).toBe(1);
});

test("a certificate for another host is refused, also when its authority is known", async () => {
  const server = await secureServer("elsewhere");
  const error = await failure(clientOf(server.url, { caFile: at("ca.pem") }).call(post));
  expect(error.constructor).toBe(NotAppliedError);
  expect(error.message).toContain("ERR_TLS_CERT_ALTNAME_INVALID");
  expect(server.requests()).toBe(0);
});

test("the check of certificates is asked for in so many words, so that NODE_TLS_REJECT_UNAUTHORIZED does not switch it off", () => {
  const pool = createPool({ baseUrl: "https://127.0.0.1:9", caFile: undefined, connectTimeoutMs: 1, stopped: () => false });
  expect(Reflect.get(pool, "options")).toMatchObject({ rejectUnauthorized: true });
});

test("yay:caFile adds to the authorities that are trusted anyway", () => {
  const authorities = new Set(authoritiesWith(at("ca.pem")));
  expect(authorities).toContain(readFileSync(at("ca.pem"), "utf8"));
  expect(tls.rootCertificates.filter((certificate) => !authorities.has(certificate))).toEqual([]);
});

test("a caFile that is missing or holds no certificate is a setting to mend", async () => {
  const authority = readFileSync(at("ca.pem"), "utf8");
  writeFileSync(at("empty.pem"), "nothing");
  writeFileSync(at("half.pem"), `${authority}\n-----BEGIN CERTIFICATE-----\nbm8=\n-----END CERTIFICATE-----\n`);
  writeFileSync(at("two.pem"), `# two\n${authority}\n# again\n${authority}`);
  expect(authoritiesWith(at("two.pem"))).toContain(readFileSync(at("two.pem"), "utf8"));
  for (const name of ["missing.pem", "empty.pem", "half.pem"]) {
    const error = await failure(clientOf("https://127.0.0.1:9", { caFile: at(name) }).call(get));
    expect(error.constructor).toBe(SettingsError);
    expect(error.message).toContain("yay:caFile");
  }
});
