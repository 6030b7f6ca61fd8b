import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import { loadFault, loadSeed } from "../../provider/simulator/index";
import type { Json, JsonObject, Simulator } from "../../provider/simulator/index";
import { CREATE_CUSTOMER } from "./documents";
import { closeAll, startHere } from "./support";

const run = promisify(execFile);

const CUSTOMER = "11111111-1111-4111-8111-111111111111";
const PHONE = "22222222-2222-4222-8222-222222222222";
const CALL = "33333333-3333-4333-8333-333333333333";
const RECORDED = "44444444-4444-4444-8444-444444444444";
const CALLER_ID = "55555555-5555-4555-8555-555555555555";

const SECONDS = Date.UTC(2026, 10, 3, 9, 15) / 1000;

let sim: Simulator;
beforeEach(async () => {
  sim = await startHere({
    seed: {
      customers: [
        {
          uuid: CUSTOMER,
          name: "acme",
          contact_name: "Ann",
          objects: {
            user: [{ uuid: PHONE, display_name: "Pete", extension: 1001 }],
            callerId: [{ uuid: CALLER_ID, cli_display: "+441632960000", cli_name: "Shop" }],
            call: [
              { uuid: CALL, call_start_time: SECONDS, call_type: "INBOUND" },
              { uuid: RECORDED, call_start_time: SECONDS + 60, call_type: "OUTBOUND", recording: "https://audio.example/1.mp3" },
              { call_start_time: SECONDS + 86_400, call_type: "INBOUND" },
            ],
          },
        },
      ],
    },
  });
});
afterEach(closeAll);

interface Sent {
  readonly status: number;
  readonly envelope: JsonObject;
  readonly result: Json | undefined;
}

/** The credentials under lower-case names, with what a Python library says of itself. */
const LIBRARY = {
  "x-auth-reseller": "reseller",
  "x-auth-user": "user",
  "x-auth-password": "password",
  "user-agent": "python-requests/2.32.3",
};

/** Sends exactly these headers beside Host and the length, as libraries of other languages do. */
function send(
  method: string,
  path: string,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Sent> {
  const text = body === undefined ? "" : JSON.stringify(body);
  const length = text === "" ? {} : { "content-length": String(Buffer.byteLength(text)) };
  return new Promise((resolve, reject) => {
    const sent = httpRequest(sim.url + path, { method, headers: { ...LIBRARY, ...length, ...headers }, agent: false }, (response) => {
      let received = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (received += chunk));
      response.on("end", () => {
        const envelope = JSON.parse(received) as JsonObject;
        resolve({ status: response.statusCode ?? 0, envelope, result: envelope["result"] });
      });
    });
    sent.on("error", reject).end(text);
  });
}

const ACME = { "x-auth-for": "acme" };
const JSON_TYPE = { "content-type": "application/json", accept: "application/json" };

describe("requests as other people's clients send them", () => {
  it("are taken without a Content-Type", async () => {
    const { status } = await send("POST", "/voip/group", {
      headers: ACME,
      body: { name: "Sales", extension_number: 601, members: [PHONE] },
    });
    expect(status).toBe(201);
    expect(sim.requests[0]?.headers).not.toHaveProperty("content-type");
    expect(sim.violations).toEqual([]);
  });

  it("are taken with a Content-Type and Accept on GET and DELETE, which have no body", async () => {
    expect((await send("GET", "/voip/user", { headers: { ...JSON_TYPE, ...ACME } })).result).toMatchObject([{ uuid: PHONE }]);
    expect((await send("DELETE", `/voip/user/${PHONE}`, { headers: { ...JSON_TYPE, ...ACME } })).envelope).toMatchObject({
      status_code: 204,
    });
    expect(sim.violations).toEqual([]);
  });

  it("may have numbers as text, as the guide's role_id", async () => {
    const users = [{ ...CREATE_CUSTOMER.users[0], role_id: "3" }];
    const { status, result } = await send("POST", "/account/reseller", { body: { name: "bolt", contact_name: "Bo", users } });
    expect([status, result]).toMatchObject([201, { users: [{ role_id: 3 }] }]);
  });

  it("have a deletion told by the status in the body, which is there", async () => {
    const { status, envelope } = await send("DELETE", `/voip/user/${PHONE}`, { headers: ACME });
    expect([status, envelope["status_code"]]).toEqual([200, 204]);
    expect((await send("DELETE", `/voip/user/${PHONE}`, { headers: ACME })).envelope["status_code"]).toBe(404);
  });

  it("ask for the calls of a period, a thousand at once or page by page, with Unix seconds and words in capitals in the answer", async () => {
    const period = "start=2026-11-03T00:00:00Z&end=2026-11-03T23:59:59Z";
    const { result } = await send("GET", `/voip/call?${period}&limit=1000`, { headers: { ...JSON_TYPE, ...ACME } });
    expect(result).toMatchObject([
      { call_start_time: SECONDS, call_type: "INBOUND" },
      { uuid: RECORDED, call_type: "OUTBOUND" },
    ]);
    expect((await send("GET", `/voip/call?${period}&limit=1&page=2`, { headers: ACME })).result).toMatchObject([{ uuid: RECORDED }]);
    expect((await send("GET", "/voip/call?start=2026-11-03T00:00:00Z", { headers: ACME })).status).toBe(400);
  });

  const EVER = "start=2026-11-03T00:00:00Z&end=2026-11-03T23:59:59Z";
  it.each([
    ["", "end is required; start is required"],
    ["?start=2026-11-03T00:00:00Z", "end is required"],
    [
      "?start=yesterday&end=2026-02-30T00:00:00Z",
      "start is no time such as 2026-11-03T00:00:00Z; end is no time such as 2026-11-03T00:00:00Z",
    ],
    ["?start=2026-11-03&end=2026-11-03T23:59:59Z", "start is no time such as 2026-11-03T00:00:00Z"],
    [
      `?start=${SECONDS}&end=2026-11-03T23:59:59Z`,
      "start is no time such as 2026-11-03T00:00:00Z; seconds since 1970 are the form of answers, and no page documents them for a parameter",
    ],
    [`?${EVER}&limit=0&page=0`, "limit is less than 1; page is less than 1"],
    [`?${EVER}&limit=all`, "limit is not a whole number"],
  ])("that ask for calls so that nobody can tell which, GET /voip/call%s, are refused with the reason", async (query, reason) => {
    const { status, envelope } = await send("GET", `/voip/call${query}`, { headers: ACME });
    expect([status, envelope]).toEqual([400, { result: reason, status_code: 400, status_message: "Bad Request" }]);
    expect(sim.requests[0]?.reason).toBe(reason);
  });

  it("ask for the recording of a call, which is there or not", async () => {
    const audio = async (uuid: string): Promise<Json | undefined> =>
      (await send("GET", `/voip/call/${uuid}/audio`, { headers: ACME })).result;
    expect(await audio(RECORDED)).toEqual({ recording: "https://audio.example/1.mp3", available: true });
    expect(await audio(CALL)).toEqual({ recording: "", available: false });
    expect((await send("GET", `/voip/call/${PHONE}/audio`, { headers: ACME })).status).toBe(404);
    expect((await send("GET", `/voip/call/${RECORDED}/audio`)).status).toBe(404);
  });
});

const OUTBOUND = { targets: [{ type: "sipuser", uuid: PHONE }], destination: "+441632960124", caller_id: "+441632960000" };
const MESSAGE = { source: "+441632960000", destination: "+441632960124", message_body: "We open at nine." };
const CAMPAIGN = {
  caller_id_uuid: CALLER_ID,
  campaign_name: "Opening",
  is_draft: false,
  message_content: "We open at nine.",
  recipients: [{ phone_number: "+441632960124" }],
};

describe.each([
  ["outboundCall", "/voip/call", OUTBOUND],
  ["textMessage", "/voip/text-message", MESSAGE],
  ["textCampaign", "/voip/text-message/campaign", CAMPAIGN],
] as const)("%s", (kind, path, body) => {
  it("is sent off for the customer, and the portal's list has what was sent", async () => {
    expect((await send("POST", path, { headers: ACME, body })).status).toBe(201);
    expect(sim.portal.list(kind, "acme")).toMatchObject([body]);
    expect(sim.portal.list(kind)).toEqual([]);
  });

  it("is refused without what it is about, and nothing is sent", async () => {
    sim.switches.errorResult = "detailed";
    for (const name of Object.keys(body).filter((key) => key !== "caller_id")) {
      const less = Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));
      expect((await send("POST", path, { headers: ACME, body: less })).result).toEqual({ errors: [`${name} is required`] });
    }
    expect(sim.portal.list(kind, "acme")).toEqual([]);
  });
});

it.each<[string, JsonObject, string]>([
  [
    "/voip/call",
    { ...OUTBOUND, targets: [{ type: "phone", uuid: PHONE }] },
    "targets has one that is no { type: sipuser | huntgroup | callflow, uuid }",
  ],
  [
    "/voip/text-message/campaign",
    { ...CAMPAIGN, recipients: [{ phone_number: "01632960124" }] },
    "recipients has one without a phone_number such as +441632960000",
  ],
  ["/voip/text-message/campaign", { ...CAMPAIGN, send_on: "tomorrow" }, "send_on is no time such as 2026-12-24T09:00:00Z"],
])("POST %s is refused with what no client has been seen to send: %j", async (path, body, finding) => {
  sim.switches.errorResult = "detailed";
  expect((await send("POST", path, { headers: ACME, body })).result).toEqual({ errors: [finding] });
});

const PAGE = readFileSync(join(__dirname, "../../tools/docs/pages/simulator.md"), "utf8");

/** The JSON of the docs that stands after some words. */
function jsonAfter(words: string): unknown {
  const json = /```json\n([^]*?)```/.exec(PAGE.slice(PAGE.indexOf(words)))?.[1] ?? "";
  return JSON.parse(json);
}

describe("the docs", () => {
  it("have a stub of a missing command that answers every time, those with good credentials alone", async () => {
    sim.faults.add(loadFault(jsonAfter("### A command that is missing")));
    for (let time = 0; time < 2; time++) {
      expect((await send("GET", "/account/invoice")).result).toEqual([{ number: "2026-11" }]);
      expect((await send("GET", "/account/invoice", { headers: { "x-auth-password": "wrong" } })).status).toBe(401);
    }
    expect(sim.requests.map(({ hasGoodCredentials }) => hasGoodCredentials)).toEqual([true, false, true, false]);
  });

  it("have commands that work as they are written, with a simulator that was started without a seed", async () => {
    const empty = await startHere();
    const commands = [...PAGE.matchAll(/^curl (?:.*\\\n)*.*$/gm)].map(([command]) => command);
    expect(commands).toHaveLength(1);
    for (const command of commands) {
      const { stdout } = await run("sh", ["-c", command.replace("http://127.0.0.1:8080", empty.url)]);
      expect(JSON.parse(stdout)).toMatchObject({ status_code: 201 });
    }
    expect(empty.portal.list("textMessage")).toMatchObject([{ message_body: "We open at nine." }]);
  });

  it("have a seed that the simulator takes", () => {
    expect(() => loadSeed(jsonAfter("## A seed"))).not.toThrow();
  });
});
