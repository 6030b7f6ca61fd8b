import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import fc from "fast-check";
import { SettingsError } from "../../provider/client";
import { registry } from "../../provider/kinds/registry";
import { kindPaths } from "../../provider/lifecycle/run/paths";
import { readPurchaseLimits, readSettings, settingFacts, type Lookup } from "../../provider/settings/settings";

const credentials = { "yay:reseller": "acme", "yay:user": "api", "yay:password": "hunter2" };

const folder = mkdtempSync(join(tmpdir(), "yay-settings-"));
const authority = join(folder, "authority.pem");
writeFileSync(authority, rootCertificates[0] ?? "");
afterAll(() => rmSync(folder, { recursive: true }));

function configuration(values: Record<string, string>): Lookup {
  return (key) => values[key];
}

function problemsOf(values: Record<string, string>, env: NodeJS.ProcessEnv = {}): readonly string[] {
  try {
    readSettings(configuration(values), env);
  } catch (error) {
    if (SettingsError.is(error)) {
      return error.problems;
    }
    throw error;
  }
  return [];
}

test("three credentials are enough; everything else has a default", () => {
  expect(readSettings(configuration(credentials), {})).toEqual({
    reseller: "acme",
    user: "api",
    password: "hunter2",
    baseUrl: "https://api.yay.com",
    timeoutSeconds: 30,
    maxConcurrency: 8,
    onConflict: "stop",
    omitFields: {},
    paths: {},
    internationalCallsField: "international_calls_allowed",
    maxTransfer: "100.00",
    maxTransferPerRun: "500.00",
    maxPurchasesPerRun: {},
    transferDeadlineSeconds: 20,
    transferWindowSeconds: 300,
    confirmTransfers: "balance",
  });
});

test("how many of each kind a run may buy is read without credentials, and a kind that does not exist is refused", () => {
  expect(readPurchaseLimits(configuration({ "yay:maxPurchasesPerRun": '{"SipUser":5,"CallPack":0}' }), {})).toEqual({
    SipUser: 5,
    CallPack: 0,
  });
  expect(readPurchaseLimits(() => undefined, {})).toEqual({});
  for (const read of [readSettings, readPurchaseLimits]) {
    const given = configuration({ ...credentials, "yay:maxPurchasesPerRun": '{"SipUsers":5}' });
    expect(() => read(given, {}, ["SipUser"])).toThrow("yay:maxPurchasesPerRun names no kind of resource; there are SipUser");
  }
});

test("every setting can come from the environment", () => {
  const settings = readSettings(() => undefined, {
    YAY_RESELLER: "acme",
    YAY_USER: "api",
    YAY_PASSWORD: "hunter2",
    YAY_BASE_URL: "http://localhost:8080/",
    YAY_CA_FILE: authority,
    YAY_PROXY: "http://proxy.example:3128",
    YAY_TIMEOUT_SECONDS: "7",
    YAY_MAX_CONCURRENCY: "3",
    YAY_USER_AGENT_SUFFIX: "team-voice",
    YAY_ON_CONFLICT: "overwrite",
    YAY_OMIT_FIELDS: '{"CallFlow":["colour"]}',
    YAY_PATHS: '{"QueueNotice":"/voip/notice","Trunk":{"item":"/voip/trunks/{uuid}"}}',
    YAY_INTERNATIONAL_CALLS_FIELD: "calls_abroad",
    YAY_MAX_TRANSFER: "250",
    YAY_MAX_TRANSFER_PER_RUN: "1000.5",
    YAY_MAX_PURCHASES_PER_RUN: '{"SipUser":5}',
    YAY_TRANSFER_DEADLINE_SECONDS: "5",
    YAY_TRANSFER_WINDOW_SECONDS: "60",
    YAY_CONFIRM_TRANSFERS: "status",
    YAY_JOURNAL_DIR: "/var/lib/yay",
    YAY_CURRENCY: "GBP",
  });
  expect(settings).toEqual({
    reseller: "acme",
    user: "api",
    password: "hunter2",
    baseUrl: "http://localhost:8080",
    caFile: authority,
    proxy: { origin: "http://proxy.example:3128", from: "YAY_PROXY" },
    timeoutSeconds: 7,
    maxConcurrency: 3,
    userAgentSuffix: "team-voice",
    onConflict: "overwrite",
    omitFields: { CallFlow: ["colour"] },
    paths: { QueueNotice: { collection: "/voip/notice" }, Trunk: { item: "/voip/trunks/{uuid}" } },
    internationalCallsField: "calls_abroad",
    maxTransfer: "250",
    maxTransferPerRun: "1000.5",
    maxPurchasesPerRun: { SipUser: 5 },
    transferDeadlineSeconds: 5,
    transferWindowSeconds: 60,
    confirmTransfers: "status",
    journalDir: "/var/lib/yay",
    currency: "GBP",
  });
});

test("a file of authorities without a certificate, and a kind that does not exist, are named with all the rest", () => {
  let message = "";
  try {
    const given = { ...credentials, "yay:user": "", "yay:caFile": "/missing.pem", "yay:omitFields": '{"Callflow":["x"]}' };
    readSettings(configuration(given), {}, ["SubReseller", "CallFlow"]);
  } catch (error) {
    message = String(error);
  }
  expect(message).toContain("3 settings");
  expect(message).toContain("yay:user is missing");
  expect(message).toContain("yay:caFile must be the path of a readable file of PEM certificates");
  expect(message).toContain("yay:omitFields names no kind of resource; there are SubReseller and CallFlow");
});

test("the stack configuration wins over the environment, and a blank one counts as not set", () => {
  const env = { YAY_RESELLER: "other", YAY_TIMEOUT_SECONDS: "7", YAY_BASE_URL: "" };
  const settings = readSettings(configuration({ ...credentials, "yay:timeoutSeconds": " " }), env);
  expect(settings).toMatchObject({ reseller: "acme", timeoutSeconds: 7, baseUrl: "https://api.yay.com" });
});

test("the environment is read when asked, not when the module is loaded", () => {
  process.env["YAY_USER_AGENT_SUFFIX"] = "late";
  expect(readSettings(configuration(credentials)).userAgentSuffix).toBe("late");
  delete process.env["YAY_USER_AGENT_SUFFIX"];
});

test("one error names everything that is missing or wrong, and how to set it", () => {
  let message = "";
  try {
    readSettings(configuration({ "yay:reseller": "acme", "yay:timeoutSeconds": "soon", "yay:baseUrl": "ftp://x" }), {});
  } catch (error) {
    message = String(error);
  }
  expect(message).toBe(
    [
      "SettingsError: Cannot use the Yay.com API: 4 settings are missing or wrong.",
      "- yay:user is missing: pulumi config set yay:user, or the environment variable YAY_USER",
      "- yay:password is missing: pulumi config set --secret yay:password, or the environment variable YAY_PASSWORD",
      "- yay:baseUrl must be a URL like https://api.yay.com: pulumi config set yay:baseUrl, or the environment variable YAY_BASE_URL",
      "- yay:timeoutSeconds must be a whole number from 1 to 120: pulumi config set yay:timeoutSeconds, or the environment variable YAY_TIMEOUT_SECONDS",
    ].join("\n"),
  );
});

test.each([
  ["https://api.example.com", "https://api.example.com"],
  ["https://api.example.com/", "https://api.example.com"],
  ["https://API.example.com:8443/", "https://api.example.com:8443"],
  ["http://localhost:1234", "http://localhost:1234"],
  ["http://127.0.0.1", "http://127.0.0.1"],
  ["http://127.8.9.1", "http://127.8.9.1"],
  ["http://[::1]:9", "http://[::1]:9"],
])("base URL %s is taken", (text, origin) => {
  expect(readSettings(configuration({ ...credentials, "yay:baseUrl": text }), {}).baseUrl).toBe(origin);
});

test.each([
  "api.yay.com",
  "http://api.yay.com",
  "http://localhost.evil.example",
  "http://127.0.0.1.evil.example",
  "http://0.0.0.0",
  "ftp://api.yay.com",
  "javascript:alert(1)",
  "https://user:hunter2@api.yay.com",
  "https://@api.yay.com",
  "https://api.yay.com?x=1",
  "https://api.yay.com/?",
  "https://api.yay.com#x",
  "https://api.yay.com/v1",
  "https://api.yay.com//",
  "https://api.yay.com\\@evil.example",
  "https://api.yay.com\n",
  " https://api.yay.com",
  "https://",
  "https:/api.yay.com",
])("base URL %j is refused", (text) => {
  const problems = problemsOf({ ...credentials, "yay:baseUrl": text });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(/^yay:baseUrl must /);
  expect(problems[0]).not.toContain("hunter2");
});

test.each([
  ["timeoutSeconds", "0"],
  ["timeoutSeconds", "121"],
  ["timeoutSeconds", "1e1"],
  ["timeoutSeconds", "-5"],
  ["maxConcurrency", "0"],
  ["maxConcurrency", "65"],
  ["maxConcurrency", "2.5"],
  ["onConflict", "ask"],
  ["omitFields", "colour"],
  ["omitFields", '["colour"]'],
  ["omitFields", '{"CallFlow":"colour"}'],
  ["paths", "/voip/queue-notice"],
  ["paths", '["/voip/queue-notice"]'],
  ["paths", '{"QueueNotice":"voip/queue-notice"}'],
  ["paths", '{"QueueNotice":"https://api.example/voip/queue-notice"}'],
  ["paths", '{"QueueNotice":"/voip/../account/reseller"}'],
  ["paths", '{"QueueNotice":"/voip/queue-notice?x=1"}'],
  ["paths", '{"QueueNotice":{}}'],
  ["paths", '{"QueueNotice":{"list":"/voip/queue-notice"}}'],
  ["maxPurchasesPerRun", "5"],
  ["maxPurchasesPerRun", '{"SipUser":-1}'],
  ["maxPurchasesPerRun", '{"SipUser":1.5}'],
  ["maxPurchasesPerRun", '{"SipUser":"5"}'],
  ["internationalCallsField", "balance"],
  ["internationalCallsField", "__proto__"],
  ["userAgentSuffix", "a\r\nX-Auth-For: other"],
  ["reseller", "acmé"],
  ["user", "api\n"],
  ["password", " hunter2"],
])("%s %j is refused", (name, value) => {
  expect(problemsOf({ ...credentials, [`yay:${name}`]: value })).toEqual([expect.stringMatching(`^yay:${name} must `)]);
});

test("a message never repeats a value", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 8 }), (value) => {
      const wrong = `\u0001${value}`;
      const keys = ["password", "user", "baseUrl", "omitFields", "onConflict", "timeoutSeconds"];
      const problems = problemsOf(Object.fromEntries(keys.map((key) => [`yay:${key}`, wrong])));
      return problems.length === keys.length + 1 && !problems.join("\n").includes(wrong);
    }),
  );
});

describe("paths of kinds", () => {
  const known = kindPaths(registry);
  const problemOf = (value: object) => {
    const problems: string[] = [];
    try {
      readSettings(configuration({ ...credentials, "yay:paths": JSON.stringify(value) }), {}, undefined, known);
    } catch (error) {
      if (!SettingsError.is(error)) throw error;
      problems.push(...error.problems);
    }
    return problems.map((problem) => problem.replace(/: pulumi config set yay:paths, .*$/, "")).join();
  };
  const guesses = known.flatMap(({ kind, guessed }) => (guessed === undefined ? [] : [kind])).join(", ");

  test("that are guesses are taken, of one object with the places of its own", () => {
    expect(problemOf({ QueueNotice: "/voip/queue-notice" })).toBe("");
    expect(problemOf({ QueueNotice: { collection: "/voip/notice", item: "/voip/one-notice/{uuid}" } })).toBe("");
    expect(problemOf({ TrunkAuthentication: { item: "/voip/trunk/{trunk}/login/{uuid}" } })).toBe("");
  });

  test.each([
    [{ Notice: "/voip/x" }, `yay:paths names no kind of resource; paths are guesses of ${guesses}`],
    [
      { CallFlow: "/voip/x" },
      `yay:paths has CallFlow, whose paths a source shows: they cannot be changed; guesses are those of ${guesses}`,
    ],
    [
      { Trunk: "/voip/trunks" },
      'yay:paths has the list of Trunk, whose path a source shows; only the path of one is a guess: {"Trunk": {"item": "…"}}',
    ],
    [
      { TrunkAuthentication: { item: "/voip/auth/{uuid}" } },
      "yay:paths needs for the item of TrunkAuthentication each of {trunk}, {uuid} once, and no other place in braces",
    ],
    [{ QueueNotice: "/voip/{uuid}" }, "yay:paths needs for the collection of QueueNotice a path without places in braces"],
    [{ QueueNotice: "/voip/flow" }, "yay:paths has for QueueNotice a path that is that of CallFlow"],
    ...["/account/reseller", "/account/reseller/x", "/account/balance", "/account/store", "/authenticated"].map(
      (path) =>
        [
          { QueueNotice: path },
          "yay:paths has for QueueNotice a path of customers, of the account or of its money, where nothing of the kind can be",
        ] as const,
    ),
  ] as const)("%j is refused by name", (value, problem) => {
    expect(problemOf(value)).toBe(problem);
  });
});

test("the facts tell of every setting how it is given and what stands in for it", () => {
  const facts = settingFacts();
  expect(facts.filter(({ required }) => required).map(({ name }) => name)).toEqual(["reseller", "user", "password"]);
  expect(facts.filter(({ secret }) => secret).map(({ name }) => name)).toEqual(["password"]);
  expect(facts.find(({ name }) => name === "timeoutSeconds")).toMatchObject({ variable: "YAY_TIMEOUT_SECONDS", fallback: 30 });
});

test("a kind named __proto__ in omitFields changes no prototype", () => {
  readSettings(configuration({ ...credentials, "yay:omitFields": '{"__proto__":["x"]}' }), {});
  expect(Reflect.get({}, "0")).toBeUndefined();
});
