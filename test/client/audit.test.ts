import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Call, type Client, NotAppliedError, RejectedError, SettingsError } from "../../provider/client";
import { AuditLog, type WriteEnding } from "../../provider/client/audit";
import { readSettings } from "../../provider/settings/settings";
import type { Transport } from "../../provider/client/transport";
import {
  clientOf,
  credentials,
  customer,
  del,
  envelope,
  failure,
  get,
  html,
  post,
  put,
  reply,
  reset,
  serve,
  uuid,
  type Reaction,
} from "./support";

const folder = mkdtempSync(join(tmpdir(), "yay-audit-"));
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;
let log = "";
beforeEach(() => {
  log = join(folder, `audit-${++count}.jsonl`);
});

const lines = (file = log): Record<string, unknown>[] => {
  const text = readFileSync(file, "utf8");
  expect(text.endsWith("\n")).toBe(true);
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
};

const recorded = async (reaction: Reaction | Reaction[], call: Call, prepare: (client: Client) => void = () => undefined) => {
  const server = await serve(...[reaction].flat());
  const client = clientOf(server.url, { auditLog: log });
  prepare(client);
  await client.call(call).catch(() => undefined);
  return lines();
};

const token = "8f1c7a58-0000-4c70-9a7b-3d2f5e1c0a11";
const audit = { urn: "urn:pulumi:dev::test::yay:CallFlow::main", kind: "CallFlow", operation: "update", fields: ["name", "flow.pin"] };

describe("the audit log", () => {
  test("has one line for a write: when, in which run, for which resource and customer, what was sent, what came of it", async () => {
    const [line] = await recorded(reply(200, '{"result":{},"status_code":200}', { "X-Tracking-Token": token }), {
      ...put,
      audit,
    });
    expect(line).toEqual({
      time: "2026-01-01T00:00:00.000Z",
      run: expect.stringMatching(/^[0-9a-f-]{36}$/),
      urn: audit.urn,
      kind: "CallFlow",
      operation: "update",
      method: "PUT",
      path: `/voip/flow/${uuid}`,
      outcome: "applied",
      status: 200,
      trackingToken: token,
      attempts: 1,
      fields: ["name", "flow.pin"],
    });
  });

  test("has no line for a read", async () => {
    const server = await serve(envelope(200));
    await clientOf(server.url, { auditLog: log }).call(get);
    expect(existsSync(log)).toBe(false);
  });

  test("names the customer that a write is made for, and a customer that is written himself", async () => {
    const learn = (client: Client) => client.customers.learn(customer, "acme");
    expect(await recorded(envelope(200), { ...post, customer }, learn)).toMatchObject([
      { customer, operation: "create", fields: ["name"] },
    ]);
    const item = "/account/reseller/{uuid}";
    const call: Call = {
      attempt: "lock",
      method: "PUT",
      path: `${item}/lock`,
      params: { uuid: customer },
      audit: { operation: "command" },
    };
    const [, command] = await recorded(envelope(200), call);
    expect(command).toMatchObject({ customer, operation: "command", path: `/account/reseller/${customer}/lock`, fields: [] });
  });

  test.each<[string, Reaction | Reaction[], Call, object]>([
    ["an applied POST", envelope(201), post, { outcome: "applied", status: 201, attempts: 1 }],
    ["an applied DELETE", envelope(200), del, { outcome: "applied", operation: "delete", fields: [] }],
    ["a refused one", envelope(409), put, { outcome: "rejected", status: 409 }],
    ["one of something that is gone", envelope(404), del, { outcome: "gone", status: 404 }],
    ["one that the API declines to look at", envelope(429), post, { outcome: "notApplied", status: 429, attempts: 4 }],
    ["one whose answer was lost", reset, put, { outcome: "unknown", attempts: 1 }],
    ["one that the API failed at", envelope(500), post, { outcome: "unknown", status: 500 }],
    ["one that a web page answers", html(200), put, { outcome: "unknown", status: 200 }],
    ["one that is redirected", reply(307, "", { Location: "https://elsewhere.example" }), put, { outcome: "unknown", status: 307 }],
    ["one that succeeds when it is repeated", [reset, envelope(200)], del, { outcome: "applied", attempts: 2 }],
  ])("tells what became of %s", async (_name, reaction, call, expected) => {
    const found = await recorded(reaction, call);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject(expected);
  });

  test("tells of a write that could not leave", async () => {
    await failure(clientOf("http://127.0.0.1:9", { auditLog: log }).call(put));
    expect(lines()).toMatchObject([{ outcome: "notApplied", attempts: 4 }]);
    expect(lines()[0]).not.toHaveProperty("status");
  });

  test("has one line for each request that another name of the customer needed", async () => {
    const server = await serve((seen, response) => {
      const known = seen.path.startsWith("/account/") ? { uuid: customer, name: "renamed" } : {};
      envelope(seen.path.startsWith("/account/") || seen.headers["x-auth-for"] === "renamed" ? 200 : 403, known)(seen, response);
    });
    const client = clientOf(server.url, { auditLog: log });
    client.customers.learn(customer, "acme");
    await client.call({ ...put, customer });
    expect(lines()).toMatchObject([{ outcome: "rejected", status: 403 }, { outcome: "applied" }]);
  });

  test("has the line before the answer is handed on", async () => {
    const server = await serve(envelope(200), envelope(400));
    const client = clientOf(server.url, { auditLog: log });
    for (const expected of [1, 2]) {
      const seen = await client.call(put).then(
        () => lines().length,
        () => lines().length,
      );
      expect(seen).toBe(expected);
    }
  });

  test("has the line of what was under way when the client was stopped, before the stop is done", async () => {
    let answer: () => void = () => undefined;
    const transport: Transport = () =>
      new Promise((resolve) => {
        answer = () => resolve({ status: 200, header: () => undefined, body: Buffer.from('{"result":{},"status_code":200}') });
      });
    const client = clientOf("http://127.0.0.1:9", { auditLog: log }, { transport });
    const underWay = client.call(put);
    await new Promise((resolve) => setImmediate(resolve));
    const stopping = client.stop().then(() => lines().length);
    answer();
    expect(await stopping).toBe(1);
    await underWay;
  });

  test("is appended to by many at once, a whole line each, and keeps what it had", async () => {
    writeFileSync(log, '{"earlier":true}\n');
    const server = await serve(envelope(200));
    const clients = [clientOf(server.url, { auditLog: log }), clientOf(server.url, { auditLog: log, userAgentSuffix: "other" })];
    await Promise.all(Array.from({ length: 40 }, (_, index) => clients[index % 2]!.call({ ...put, audit: { operation: `w${index}` } })));
    const [earlier, ...written] = lines();
    expect(earlier).toEqual({ earlier: true });
    expect(new Set(written.map(({ operation }) => operation)).size).toBe(40);
    expect(new Set(written.map(({ run }) => run)).size).toBe(1);
  });

  test("can be read by its owner alone, and keeps the rights that it was given", async () => {
    await recorded(envelope(200), put);
    expect(statSync(log).mode & 0o777).toBe(0o600);
    chmodSync(log, 0o640);
    await recorded(envelope(200), put);
    expect(statSync(log).mode & 0o777).toBe(0o640);
  });

  test("never has a value, whatever the body, the answer and the names are", async () => {
    const sentinel = "sentinel-7f3a";
    const body = { name: sentinel, users: [{ name: sentinel, password: sentinel, [`${sentinel} key`]: 1 }], [sentinel]: { pin: sentinel } };
    const server = await serve(
      reply(400, JSON.stringify({ result: body, status_code: 400, status_message: sentinel }), { "X-Tracking-Token": sentinel }),
    );
    await failure(clientOf(server.url, { auditLog: log }).call({ ...post, body, secrets: [sentinel] }));
    const text = readFileSync(log, "utf8");
    expect(text).not.toContain(sentinel);
    for (const credential of Object.values(credentials)) expect(text).not.toContain(credential);
    expect(lines()[0]?.["fields"]).toEqual(["name", "[secret].pin", "users.*", "users.name", "users.password"]);
  });

  test("can be shown on a terminal", async () => {
    await recorded(envelope(200), { ...put, audit: { urn: "urn\u001b[31m\u202e\u009b2J", fields: ["a\u0007"] } });
    expect(readFileSync(log, "utf8")).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  });
});

describe("an audit log that cannot be written", () => {
  const settingsWith = (file: string) =>
    readSettings((key) => ({ "yay:auditLog": file })[key] ?? Reflect.get(credentials, key.replace("yay:", "")), {});

  const cases: [string, () => string, string][] = [
    ["a folder", () => folder, "must be the path of a file, and not of a folder or a device"],
    ["a device", () => "/dev/null", "must be the path of a file, and not of a folder or a device"],
    [
      "in a folder that does not exist",
      () => join(folder, "none", "audit.jsonl"),
      "must be a file in a folder that exists and can be written",
    ],
    ["below a file", () => join(__filename, "audit.jsonl"), "must be a file that can be written (ENOTDIR)"],
  ];
  test.each(cases)("is a setting to mend, and is not made: %s", (_name, file, words) => {
    expect(() => settingsWith(file())).toThrow(`yay:auditLog ${words}`);
  });

  test("is not made by looking at the settings", () => {
    expect(settingsWith(log).auditLog).toBe(log);
    expect(existsSync(log)).toBe(false);
  });

  test("stops a write before it is sent, where it went wrong since the settings were read", async () => {
    const server = await serve(envelope(200));
    mkdirSync(log);
    const link = `${log}-link`;
    symlinkSync("/dev/null", link);
    for (const [file, words] of [
      [log, "cannot be written (EISDIR), and nothing was sent"],
      [join(folder, "none", "x"), "cannot be written (ENOENT), and nothing was sent"],
      [link, "is no file, and nothing was sent"],
    ] as const) {
      const error = await failure(clientOf(server.url, { auditLog: file }).call(put));
      expect(error.constructor).toBe(SettingsError);
      expect(error.message).toContain(`yay:auditLog ${words}`);
    }
    expect(server.seen).toHaveLength(0);
  });

  test("loses no answer where the disk is full, says so, and stops every later write", () => {
    const warnings: string[] = [];
    const fs = jest.requireActual<typeof import("node:fs")>("node:fs");
    const spied = jest.spyOn(fs, "fsyncSync").mockImplementation(() => {
      throw Object.assign(new Error("full"), { code: "ENOSPC" });
    });
    const audit = new AuditLog(
      log,
      () => 0,
      (text) => warnings.push(text),
    );
    const report = audit.begin(put, "/voip/flow/x");
    expect(() => report({ outcome: "applied", status: 200 })).not.toThrow();
    spied.mockRestore();
    expect(warnings).toEqual([
      expect.stringMatching(/^yay:auditLog could not be written \(ENOSPC\)\. This write was made .*"outcome":"applied"/),
    ]);
    expect(() => audit.begin(put, "/voip/flow/x")).toThrow("could not be written any more (ENOSPC), so nothing else is sent");
  });
});

describe("a write that does not go through `call`", () => {
  test("is reported in the same place, with all that its body has", () => {
    const transfer: Call = {
      attempt: "move",
      method: "PUT",
      path: "/account/reseller/{uuid}",
      params: { uuid: customer },
      body: { balance: "10.000" },
    };
    const client = clientOf("http://127.0.0.1:9", { auditLog: log });
    const ending: WriteEnding = { outcome: "unknown", attempts: 1 };
    client.audit.begin({ ...transfer, audit: { operation: "transfer" } }, `/account/reseller/${customer}`)(ending);
    expect(lines()).toMatchObject([{ operation: "transfer", customer, outcome: "unknown", fields: ["balance"] }]);
    expect(readFileSync(log, "utf8")).not.toContain("10.000");
  });
});

test("errors keep their classes with a log and without", async () => {
  for (const auditLog of [undefined, log]) {
    const refused = await serve(envelope(403));
    const settings = auditLog === undefined ? {} : { auditLog };
    expect((await failure(clientOf(refused.url, settings).call(put))).constructor).toBe(RejectedError);
    expect((await failure(clientOf(refused.url, settings).call({ ...put, params: { uuid: ".." } }))).constructor).toBe(NotAppliedError);
  }
  expect(lines()).toHaveLength(1);
});
