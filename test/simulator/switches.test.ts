import { SWITCHES, SWITCH_NAMES, setSwitch } from "../../provider/simulator/index";
import type { JsonObject, Simulator, SwitchName } from "../../provider/simulator/index";
import { CREATE_CUSTOMER, CREATE_FLOW, MINIMAL_CUSTOMER, STORE, UPDATE_CUSTOMER, envelope } from "./documents";
import { call, closeAll, listOf, rawBytes, rawCall, resultOf, startHere, uuidOf } from "./support";
import type { Ask } from "./support";

const BODY = { ...CREATE_CUSTOMER, store_front: "" };
const NOBODY = "00000000-0000-4000-8000-000000000000";
const DIAL = { module: "dialbyextension", next: { invalid: "161ec941-1c6a-4d42-b011-1c050487324d" }, noanswer: "sipuser_voicemail" };
const START = "161ec941-1c6a-4d42-b011-1c050487324d";
const PATHS = { group: "group", missedCall: "missed-call", flow: "flow" } as const;

let sim: Simulator;
beforeEach(async () => {
  sim = await startHere({ seed: { stores: [{ uuid: STORE }] } });
});
afterEach(closeAll);

/** Every position of a switch with what is seen there. A position without a line does not compile. */
type Positions<N extends SwitchName> = Record<(typeof SWITCHES)[N]["positions"][number], unknown>;

const tested = new Set<string>();

/** Declares one test per position: `observe` must see what stands beside it. */
function everyPosition<N extends SwitchName>(name: N, seen: Positions<N>, observe: () => Promise<unknown>): void {
  tested.add(name);
  describe(name, () => {
    it.each(Object.entries(seen))("%s", async (position, expected) => {
      setSwitch(sim.switches, name, position);
      expect(await observe()).toEqual(expected);
    });
  });
}

const post = (path: string, body: unknown, ask: Ask = {}) => call(sim, "POST", path, { body, ...ask });
const put = (path: string, body: unknown) => call(sim, "PUT", path, { body });
const get = (path: string) => call(sim, "GET", path);

/** The path of a new customer with the reference's address and user. */
async function customerPath(body: unknown = BODY): Promise<string> {
  return `/account/reseller/${uuidOf(await post("/account/reseller", body))}`;
}

async function flowPath(): Promise<string> {
  return `/voip/flow/${uuidOf(await post("/voip/flow", CREATE_FLOW))}`;
}

function items(object: JsonObject, list: string): JsonObject[] {
  return object[list] as JsonObject[];
}

async function liveUser(path: string): Promise<JsonObject> {
  const [user] = items(resultOf(await get(path)), "users");
  if (user === undefined) throw new Error("The customer has no user.");
  return user;
}

function storedUser(): JsonObject | undefined {
  const [customer] = sim.state.customers.values();
  return customer === undefined ? undefined : items(customer.record, "users")[0];
}

everyPosition("omittedLists", { reset: [0, 0], kept: [1, 1] }, async () => {
  const path = await customerPath();
  const updated = resultOf(await put(path, { ...UPDATE_CUSTOMER, store_front: "" }));
  return [items(updated, "addresses").length, items(updated, "users").length];
});

describe("omittedLists", () => {
  it.each(["reset", "kept"] as const)("%s: a list that is sent empty is emptied", async (position) => {
    sim.switches.omittedLists = position;
    const updated = resultOf(await put(await customerPath(), { ...BODY, users: [] }));
    expect([items(updated, "addresses").length, updated["users"]]).toEqual([1, []]);
  });
});

everyPosition("passwordsShown", { clear: "password", masked: "********", absent: undefined }, async () => {
  const path = await customerPath();
  const shown = (await liveUser(path))["password"];
  expect(storedUser()?.["password"]).toBe("password");
  return shown;
});

everyPosition("passwordsShown", { clear: "sip", masked: "********", absent: undefined }, async () => {
  sim.switches.bundleFirst = "ignored";
  return resultOf(await post("/voip/user", { user_password: "sip" }))["user_password"];
});

everyPosition(
  "missingContent",
  { kept: [200, "SUQzBAA=", undefined], cleared: [200, undefined, undefined], refused: [400, "SUQzBAA=", undefined] },
  async () => {
    const uuid = uuidOf(await post("/voip/sound", { name: "Track 1", content: "SUQzBAA=" }));
    const { status } = await put(`/voip/sound/${uuid}`, { name: "Track 2" });
    return [status, sim.portal.find(uuid)?.record["content"], resultOf(await get(`/voip/sound/${uuid}`))["content"]];
  },
);

everyPosition("missingPassword", { kept: [200, "password"], cleared: [200, undefined], refused: [400, "password"] }, async () => {
  const path = await customerPath();
  const user = { ...(await liveUser(path)), password: undefined };
  const answer = await put(path, { ...BODY, users: [user] });
  return [answer.status, storedUser()?.["password"]];
});

everyPosition(
  "bundleFirst",
  {
    required: [400, 400, 201, 201, 201, 201],
    valid: [400, 400, 400, 400, 201, 201],
    ignored: [201, 201, 201, 201, 201, 201],
  },
  async () => {
    const make = async (extension: number) => [
      (await post("/voip/user", { extension })).status,
      (await post("/voip/number", { country_code: "44", number: String(1_632_960_000 + extension) })).status,
    ];
    const before = await make(1);
    sim.portal.addObject("bundle", { bundle_type: 1, expires_on: "2020-01-31" });
    const expired = await make(2);
    await post("/subscription/voip-bundle", { bundle_type: 1 });
    return [...before, ...expired, ...(await make(3))];
  },
);

describe("bundleFirst", () => {
  it("valid: a bundle counts to the end of its last day, and one that says none counts on", async () => {
    const seeded = await startHere({
      clock: () => new Date("2026-12-01T09:30:00Z"),
      switches: { bundleFirst: "valid", errorResult: "text" },
    });
    const make = async (extension: number) => call(seeded, "POST", "/voip/user", { body: { extension } });
    seeded.portal.addObject("bundle", { bundle_type: 1, expires_on: "2026-11-30" });
    expect([(await make(1)).status, (await make(1)).result]).toEqual([400, "every bundle of the account has expired"]);
    for (const [index, expires_on] of ["2026-12-01", "2026-12-01T00:00:00Z", "soon"].entries()) {
      const { uuid } = seeded.portal.addObject("bundle", { bundle_type: 1, expires_on });
      expect((await make(10 + index)).status).toBe(201);
      seeded.portal.remove(uuid);
    }
  });
});

/** A user, and what names him: in a list, alone, and in a step. The uuid of the user stands as `user` in what is returned. */
async function namedUser(): Promise<{ user: string; group: string; seen: () => Promise<unknown[]> }> {
  sim.switches.bundleFirst = "ignored";
  const user = uuidOf(await post("/voip/user", { extension: 1001 }));
  const group = uuidOf(await post("/voip/group", { name: "Sales", members: [NOBODY, user.toUpperCase()] }));
  const missed = uuidOf(await post("/voip/missed-call", { email_address: "desk@example.com", voip_user_uuid: user }));
  const step = { module: "extension", extensions: [{ type: "sipuser", uuid: user }] };
  const flow = uuidOf(await post("/voip/flow", { ...CREATE_FLOW, flow: { [START]: { module: "start", next: NOBODY }, [NOBODY]: step } }));
  const seen = async () => {
    const steps = resultOf(await get(`/voip/flow/${flow}`))["flow"] as Record<string, JsonObject>;
    const shown = [
      resultOf(await get(`/voip/group/${group}`))["members"],
      resultOf(await get(`/voip/missed-call/${missed}`))["voip_user_uuid"],
      steps[NOBODY]?.["extensions"],
    ];
    return JSON.parse(JSON.stringify(shown).replaceAll(new RegExp(user, "gi"), "user")) as unknown[];
  };
  return { user, group, seen };
}

const NAMED = [[NOBODY, "user"], "user", [{ type: "sipuser", uuid: "user" }]];

everyPosition(
  "danglingReferences",
  {
    kept: [200, 404, ...NAMED],
    removed: [200, 404, [NOBODY], "", [{ type: "sipuser", uuid: "user" }]],
    refused: [400, 200, ...NAMED],
  },
  async () => {
    const { user, seen } = await namedUser();
    const { status } = await call(sim, "DELETE", `/voip/user/${user}`);
    return [status, (await get(`/voip/user/${user}`)).status, ...(await seen())];
  },
);

describe("danglingReferences", () => {
  it("refused names what is in the way, and lets go of what nothing of the account names that a command could change", async () => {
    sim.switches.danglingReferences = "refused";
    const { user, group } = await namedUser();
    const answer = await call(sim, "DELETE", `/voip/user/${user}`);
    expect(answer.result).toContain(`it is still in use by group ${group}, missedCall `);
    for (const kind of ["group", "missedCall", "flow"] as const)
      for (const { uuid } of sim.portal.list(kind))
        expect((await call(sim, "DELETE", `/voip/${PATHS[kind]}/${String(uuid)}`)).status).toBe(200);
    sim.portal.addObject("call", { user });
    await post("/account/reseller", { name: "acme", contact_name: "Acme" });
    sim.portal.addObject("group", { members: [user] }, "acme");
    expect((await call(sim, "DELETE", `/voip/user/${user}`)).status).toBe(200);
  });

  it.each([
    ["kept", NAMED],
    ["removed", [[NOBODY], "", [{ type: "sipuser", uuid: "user" }]]],
    ["refused", NAMED],
  ] as const)("%s: the portal removes what is named, too", async (position, shown) => {
    sim.switches.danglingReferences = position;
    const { user, seen } = await namedUser();
    expect(sim.portal.remove(user)).toBe(true);
    expect((await get(`/voip/user/${user}`)).status).toBe(404);
    expect(await seen()).toEqual(shown);
    expect(sim.portal.remove(user)).toBe(false);
  });
});

everyPosition("purchaseReads", { complete: [13, 13, 13], bare: [13, undefined, undefined] }, async () => {
  const created = resultOf(await post("/voip/call-pack", { pack_id: 13 }));
  const read = resultOf(await get(`/voip/call-pack/${String(created["uuid"])}`));
  return [created["pack_id"], read["pack_id"], listOf(await get("/voip/call-pack"))[0]?.["pack_id"]];
});

everyPosition("generatedLeftOut", { renewed: false, kept: true }, async () => {
  sim.switches.bundleFirst = "ignored";
  const created = resultOf(await post("/voip/user", { extension: 1001 }));
  const updated = resultOf(await put(`/voip/user/${String(created["uuid"])}`, { extension: 1001 }));
  expect(typeof created["user_name"]).toBe("string");
  return updated["user_name"] === created["user_name"];
});

everyPosition(
  "noContent",
  { empty204: [204, ""], envelope200: [200, JSON.stringify(envelope(204, "No Content"))], envelope204: [204, ""] },
  async () => {
    const answer = await call(sim, "DELETE", await flowPath());
    expect(sim.state.objects.size).toBe(0);
    return [answer.status, answer.text];
  },
);

describe("noContent", () => {
  it("envelope204 sends the page's envelope after the status", async () => {
    sim.switches.noContent = "envelope204";
    const path = await flowPath();
    const bytes = await rawBytes(sim, "DELETE", path);
    expect(bytes).toMatch(/^HTTP\/1\.1 204 No Content\r\n/);
    expect(bytes.split("\r\n\r\n")[1]).toBe(JSON.stringify(envelope(204, "No Content")));
  });
});

everyPosition(
  "nextExtension",
  { number: [200, { next_extension: 501 }], empty: [200, {}], refused400: [400, {}], refused404: [404, {}] },
  async () => {
    const answer = await get("/voip/next-extension/flow");
    return [answer.status, answer.result];
  },
);

everyPosition("unknownFields", { kept: [200, 2, 7], ignored: [200, 1, 8], refused: [400, 1, 8] }, async () => {
  const path = await customerPath();
  const uuid = path.split("/").at(-1) ?? "";
  sim.portal.edit(uuid, { tier: 1, shade: 8 });
  const user = await liveUser(path);
  const answer = await put(path, { ...BODY, users: [{ ...user, hat: "blue" }], tier: 2, shade: 7 });
  const record = sim.portal.find(uuid)?.record;
  return [answer.status, record?.["tier"], record?.["shade"]];
});

describe("unknownFields", () => {
  it.each([
    ["kept", undefined],
    ["ignored", 1],
  ] as const)("%s: one that the PUT leaves out", async (position, expected) => {
    sim.switches.unknownFields = position;
    const path = await customerPath();
    const record = sim.portal.edit(path.split("/").at(-1) ?? "", { tier: 1 });
    expect(record["tier"]).toBe(1);
    expect(resultOf(await put(path, BODY))["tier"]).toBe(expected);
  });
});

everyPosition("readOnlyFields", { ignored: [200, 200], refused: [400, 400] }, async () => {
  const path = await customerPath();
  const top = await put(path, { ...BODY, allow_outbound: false });
  const user = await liveUser(path);
  const nested = await put(path, { ...BODY, users: [user] });
  expect(resultOf(await get(path))["allow_outbound"]).toBe(true);
  const { uuid, ...plain } = Object.fromEntries(Object.entries(user).filter(([name]) => !name.endsWith("_on")));
  expect((await put(path, { ...BODY, users: [{ ...plain, uuid: uuid ?? null }] })).status).toBe(200);
  return [top.status, nested.status];
});

everyPosition("balanceShown", { hidden: [undefined, undefined], shown: [10, 10] }, async () => {
  const path = await customerPath();
  await put(path, { balance: "10.000" });
  return [resultOf(await get(path))["balance"], listOf(await get("/account/reseller"))[0]?.["balance"]];
});

everyPosition(
  "balancePut",
  {
    transfer: [200, 10_000, "Pete's Plumbing and Electrical", 1],
    update: [200, 0, undefined, 0],
    refused: [400, 0, "Pete's Plumbing and Electrical", 1],
    ignored: [200, 0, "Pete's Plumbing and Electrical", 1],
  },
  async () => {
    const path = await customerPath();
    const answer = await put(path, { balance: "10.000" });
    const [customer] = sim.state.customers.values();
    expect(sim.ledger).toHaveLength(customer?.balance === 10_000 ? 1 : 0);
    const record = customer?.record ?? {};
    return [answer.status, customer?.balance, record["contact_name"], items(record, "users").length];
  },
);

describe("balance in an update", () => {
  it("is a violation, and moves money where transfers do", async () => {
    const path = await customerPath();
    await put(path, { ...BODY, balance: "1.000" });
    expect(sim.violations).toMatchObject([{ rule: "balance in an update" }]);
    expect(sim.ledger).toHaveLength(1);
  });
});

everyPosition("transferAnswer", { object: [200, CREATE_CUSTOMER.name], empty: [200, undefined], noContent: [204, undefined] }, async () => {
  sim.switches.noContent = "empty204";
  const answer = await put(await customerPath(), { balance: "10.000" });
  expect(sim.ledger).toHaveLength(1);
  return [answer.status, answer.status === 204 ? undefined : resultOf(answer)["name"]];
});

everyPosition("extensionType", { number: [501, 502], string: ["501", "502"] }, async () => {
  const shown = resultOf(await get(await flowPath()))["extension"];
  return [shown, resultOf(await get("/voip/next-extension/flow"))["next_extension"]];
});

everyPosition(
  "numbers",
  { number: [1, 501, 100, 5], string: ["1", "501", "100.000", 5], stringInFlowsToo: ["1", "501", "100.000", "5"] },
  async () => {
    const flow = { [START]: { module: "start", next: NOBODY }, [NOBODY]: { module: "busy", duration: 5 } };
    const made = resultOf(await post("/voip/flow", { ...CREATE_FLOW, flow }));
    const busy = (made["flow"] as Record<string, JsonObject>)[NOBODY];
    const user = await liveUser(await customerPath());
    return [user["role_id"], made["extension"], resultOf(await get("/account/balance"))["balance"], busy?.["duration"]];
  },
);

everyPosition("keyOrder", { documented: [true, true], shuffled: [false, true] }, async () => {
  const path = await customerPath();
  const [first, second] = [await get(path), await get(path)];
  const keys = Object.keys(resultOf(first));
  return [keys.join() === [...keys].sort().join(), first.text === second.text];
});

everyPosition("listOrder", { created: ["pete_the_plumber", "first", "A"], reversed: ["zoe", "second", "B"] }, async () => {
  const users = [...CREATE_CUSTOMER.users, { ...CREATE_CUSTOMER.users[0], name: "zoe" }];
  await post("/account/reseller", { ...BODY, users, name: "first" });
  await post("/account/reseller", { ...BODY, users, name: "second" });
  await post("/voip/group", { name: "A" });
  await post("/voip/group", { name: "B" });
  const [shown] = listOf(await get("/account/reseller"));
  const [group] = listOf(await get("/voip/group"));
  return [items(shown ?? {}, "users")[0]?.["name"], shown?.["name"], group?.["name"]];
});

const OTHER = NOBODY.replace(/0$/, "1");

everyPosition(
  "orderedLists",
  {
    kept: [
      [OTHER, NOBODY],
      [OTHER, NOBODY],
      [["position", NOBODY], [NOBODY]],
    ],
    sorted: [
      [NOBODY, OTHER],
      [NOBODY, OTHER],
      [[NOBODY, "position"], [NOBODY]],
    ],
  },
  async () => {
    const group = resultOf(await post("/voip/queue-group", { name: "Q", members: [OTHER, NOBODY] }));
    const playlist = resultOf(await post("/voip/playlist", { name: "P", sounds: [OTHER, NOBODY] }));
    const audios = [{ files: ["position", NOBODY] }, { files: [NOBODY] }];
    const notice = resultOf(await post("/voip/queue-notice", { name: "N", audios }));
    return [group["members"], playlist["sounds"], items(notice, "audios").map(({ files }) => files)];
  },
);

describe("orderedLists", () => {
  it("sorted leaves the entries of a diary to listOrder, because their order says nothing", async () => {
    sim.switches.orderedLists = "sorted";
    const elements = ["9:00-10:00,*,*,*", "0:00-1:00,*,*,*"].map((closed_time) => ({ closed_time }));
    const made = resultOf(await post("/voip/out-of-hours", { name: "D", elements, exceptions: [] }));
    expect(made["elements"]).toEqual(elements);
    sim.switches.listOrder = "reversed";
    expect(resultOf(await get(`/voip/out-of-hours/${String(made["uuid"])}`))["elements"]).toEqual([...elements].reverse());
  });
});

everyPosition("listItems", { complete: [11, 8], incomplete: [2, 2] }, async () => {
  await customerPath();
  await flowPath();
  const [customer] = listOf(await get("/account/reseller"));
  const [flow] = listOf(await get("/voip/flow"));
  return [customer, flow].map((item) => Object.keys(item ?? {}).length);
});

everyPosition("createdUpdatedOn", { absent: [false, true], present: [true, true] }, async () => {
  const made = resultOf(await post("/voip/flow", CREATE_FLOW));
  const [listed] = listOf(await get("/voip/flow"));
  return [Object.hasOwn(made, "updated_on"), Object.hasOwn(listed ?? {}, "updated_on")];
});

everyPosition("dates", { date: [10, 10], timestamp: [20, 20] }, async () => {
  const path = await customerPath();
  const shown = [resultOf(await get(path)), await liveUser(path)];
  return shown.map((object) => (object["created_on"] as string).length);
});

everyPosition("unsetFields", { empty: ["", "", []], null: [null, null, null], absent: [undefined, undefined, undefined] }, async () => {
  const made = resultOf(await post("/account/reseller", { ...MINIMAL_CUSTOMER, addresses: CREATE_CUSTOMER.addresses }));
  return [made["phone"], items(made, "addresses")[0]?.["state"], made["users"]];
});

everyPosition("booleanDefault", { false: false, true: true }, async () => {
  return resultOf(await put(await flowPath(), { ...CREATE_FLOW, show_call_route_name: undefined }))["show_call_route_name"];
});

everyPosition("serverFields", { none: [undefined, undefined], added: ["standard", false] }, async () => {
  const path = await customerPath();
  return [resultOf(await get(path))["service_level"], (await liveUser(path))["is_default"]];
});

everyPosition("postResult", { complete: true, uuidOnly: ["uuid"], empty: [], missing: "no result" }, async () => {
  const answer = await post("/voip/flow", CREATE_FLOW);
  expect(answer.envelope["status_code"]).toBe(201);
  expect(sim.state.objects.size).toBe(1);
  if (answer.result === undefined) return "no result";
  const keys = Object.keys(resultOf(answer));
  return keys.length > 1 || keys;
});

everyPosition("putResult", { complete: true, empty: [], missing: "no result" }, async () => {
  const answer = await put(await flowPath(), CREATE_FLOW);
  expect(answer.envelope["status_code"]).toBe(200);
  if (answer.result === undefined) return "no result";
  const keys = Object.keys(resultOf(answer));
  return keys.length > 1 || keys;
});

everyPosition(
  "errorResult",
  { empty: {}, text: "contact_name is required", detailed: { errors: ["contact_name is required"] } },
  async () => {
    return (await post("/account/reseller", { name: "x" })).result;
  },
);

everyPosition("nestedIdentity", { uuid: [true, false], content: [true, true], recreated: [false, false] }, async () => {
  const path = await customerPath();
  const user = await liveUser(path);
  await put(path, { ...BODY, users: [user] });
  const byUuid = (await liveUser(path))["uuid"];
  await put(path, { ...BODY, users: [{ ...user, uuid: undefined }] });
  const byName = (await liveUser(path))["uuid"];
  expect(storedUser()?.["password"]).toBe("password");
  return [byUuid === user["uuid"], byName === byUuid];
});

everyPosition("unknownNestedUuid", { refused: [400, 1], created: [200, 2] }, async () => {
  const path = await customerPath();
  const users = [await liveUser(path), { ...CREATE_CUSTOMER.users[0], name: "zoe", uuid: NOBODY }];
  const answer = await put(path, { ...BODY, users });
  return [answer.status, items(resultOf(await get(path)), "users").length];
});

everyPosition(
  "nestedChildren",
  {
    ignored: [
      ["a", "b"],
      ["a", "b"],
    ],
    replaced: [["a", "c"], []],
  },
  async () => {
    const trunk = uuidOf(await post("/voip/trunk", { name: "Office" }));
    const logins = async (): Promise<unknown[]> => listOf(await get(`/voip/trunk/${trunk}/auth`)).map((login) => login["username"]);
    for (const username of ["a", "b"]) await post(`/voip/trunk/${trunk}/auth`, { type: "x", username });
    const [first] = listOf(await get(`/voip/trunk/${trunk}/auth`));
    await put(`/voip/trunk/${trunk}`, { name: "Office", auth: [first, { type: "x", username: "c" }] });
    const after = await logins();
    await put(`/voip/trunk/${trunk}`, { name: "Office" });
    return [after, await logins()];
  },
);

everyPosition("customerLists", { separate: [1, 0, 201, 1, 1], shared: [1, 1, 201, 2, 1] }, async () => {
  const path = await customerPath();
  const ask = { customer: CREATE_CUSTOMER.name };
  const list = async (): Promise<JsonObject[]> => listOf(await call(sim, "GET", "/account/reseller-address", ask));
  const before = (await list()).length;
  const body = { street_one: "2 Example Street", city: "Exampleton", zip: "EX4M PL3", country_code: "GB" };
  const made = await post("/account/reseller-address", body, ask);
  const one = `/account/reseller-address/${uuidOf(made)}`;
  expect(resultOf(await call(sim, "PUT", one, { ...ask, body: { ...body, city: "Elsewhere" } }))["city"]).toBe("Elsewhere");
  const shown = items(resultOf(await get(path)), "addresses").length;
  await call(sim, "DELETE", one, ask);
  expect(await list()).toHaveLength(before);
  return [items(resultOf(await get(path)), "addresses").length, before, made.status, shown, listOf(await get("/account/reseller")).length];
});

everyPosition("guessedPaths", { served: [201, 404], moved: [404, 201], absent: [404, 404] }, async () => {
  const body = { name: "Notice" };
  const [here, elsewhere] = [await post("/voip/queue-notice", body), await post("/voip/queue-notices", body)];
  expect(here.status === 404 ? here.result : {}).toEqual({});
  return [here.status, elsewhere.status === 501 ? 404 : elsewhere.status];
});

everyPosition("guessedItems", { served: [200, 501], moved: [404, 200], absent: [404, 501] }, async () => {
  const uuid = uuidOf(await post("/voip/playlist", { name: "Waiting" }));
  expect(listOf(await get("/voip/playlist"))).toHaveLength(1);
  return [(await get(`/voip/playlist/${uuid}`)).status, (await get(`/voip/playlists/${uuid}`)).status];
});

everyPosition("postNameConflict", { 400: 400, 409: 409 }, async () => {
  await customerPath();
  return (await post("/account/reseller", BODY)).status;
});

everyPosition("extensionConflict", { 400: [400, 1], 409: [409, 1], allowed: [201, 2] }, async () => {
  await flowPath();
  const answer = await post("/voip/flow", CREATE_FLOW);
  return [answer.status, sim.state.objects.size];
});

everyPosition("unknownStore", { 404: 404, 400: 400 }, async () => {
  return (await post("/account/reseller", { ...CREATE_CUSTOMER, store_front: NOBODY })).status;
});

everyPosition("deleteWithContents", { refused: [400, 1, 1], cascade: [200, 0, 0] }, async () => {
  const path = await customerPath();
  await post("/voip/flow", CREATE_FLOW, { customer: CREATE_CUSTOMER.name });
  const answer = await call(sim, "DELETE", path);
  return [answer.status, sim.state.customers.size, sim.state.objects.size];
});

everyPosition("numberFacts", { stored: [200, 3], refused: [400, 2] }, async () => {
  const { uuid } = sim.portal.addObject("number", { country_code: "44", number: "505505", price_category: 2 });
  const answer = await put(`/voip/number/${uuid}`, { country_code: "44", number: "505505", price_category: 3 });
  return [answer.status, resultOf(await get(`/voip/number/${uuid}`))["price_category"]];
});

everyPosition("queueGroupFields", { none: [201, 201, 201, 200], name: [400, 201, 201, 200], all: [400, 400, 201, 400] }, async () => {
  const numbers = ["answer_wait", "duration", "max_no_answer", "no_answer_wait", "reject_wait", "ring_progressively", "ring_timeout"];
  const whole = { name: "Q", strategy: "ringall", members: [], ...Object.fromEntries(numbers.map((name) => [name, 15])) };
  const made = await post("/voip/queue-group", whole);
  const [nothing, named] = [await post("/voip/queue-group", {}), await post("/voip/queue-group", { name: "Q" })];
  const path = `/voip/queue-group/${uuidOf(made)}`;
  return [nothing.status, named.status, made.status, (await put(path, { ...whole, duration: undefined })).status];
});

everyPosition("phoneBookItem", { book: ["Suppliers", 200, 200], contacts: [["1", "2"], 200, 200] }, async () => {
  const { uuid } = sim.portal.addObject("phoneBook", { name: "Suppliers", total_contacts: 2 });
  const path = `/voip/phone-book/${uuid}`;
  const { result } = await get(path);
  const read = Array.isArray(result) ? (result as JsonObject[]).map((contact) => contact["last_name"]) : (result as JsonObject)["name"];
  return [read, (await put(path, { name: "Others" })).status, (await call(sim, "DELETE", path)).status];
});

everyPosition("missingCredentials", { made: [true, true, true, true], none: [false, false, false, false] }, async () => {
  sim.portal.addObject("bundle", { bundle_type: 1 });
  const user = resultOf(await post("/voip/user", { extension: 1001 }));
  const book = resultOf(await post("/voip/phone-book", { name: "Contacts" }));
  return [user["user_name"], user["user_password"], book["username"], book["password"]].map((text) => Boolean(text));
});

everyPosition("exclusions", { together: [200, 201], refused: [400, 400] }, async () => {
  const { uuid } = sim.portal.addObject("number", { country_code: "44", number: "505505" });
  const number = await put(`/voip/number/${uuid}`, { country_code: "44", number: "505505", call_flow: NOBODY, trunk: NOBODY });
  const missed = { email_address: "desk@example.com", voip_number_uuid: NOBODY, voip_user_uuid: NOBODY };
  return [number.status, (await post("/voip/missed-call", missed)).status];
});

everyPosition("secondDefault", { beside: [true, true, true, true], instead: [false, true, false, true] }, async () => {
  const address = { city: "Leeds", country_code: "GB", street_one: "1 High Street", zip: "LS1 1AA", is_default: true };
  const [first, second] = [
    resultOf(await post("/account/reseller-address", address)),
    resultOf(await post("/account/reseller-address", address)),
  ];
  const [one, two] = [
    resultOf(await post("/voip/playlist", { name: "One", default: true })),
    resultOf(await post("/voip/playlist", { name: "Two" })),
  ];
  await put(`/voip/playlist/${String(two["uuid"])}`, { name: "Two", default: true });
  const of = async (path: string, { uuid }: JsonObject, wire: string) => resultOf(await get(`${path}/${String(uuid)}`))[wire];
  return [
    await of("/account/reseller-address", first, "is_default"),
    await of("/account/reseller-address", second, "is_default"),
    await of("/voip/playlist", one, "default"),
    await of("/voip/playlist", two, "default"),
  ];
});

everyPosition("soundUpdate", { served: [200, "Track 2"], absent: [404, "Track 1"] }, async () => {
  const path = `/voip/sound/${uuidOf(await post("/voip/sound", { name: "Track 1", content: "SUQz" }))}`;
  const answer = await put(path, { name: "Track 2", content: "SUQz" });
  return [answer.status, resultOf(await get(path))["name"]];
});

everyPosition("secondNames", { own: ["new@example.com", "old@example.com"], same: ["old@example.com", "old@example.com"] }, async () => {
  const body = { name: "anna", email: "old@example.com", user_email: "old@example.com", role_id: 1, password: "a-password-of-anna" };
  const path = `/account/reseller-user/${uuidOf(await post("/account/reseller-user", body))}`;
  await put(path, { ...body, email: "new@example.com" });
  const { email, user_email } = resultOf(await get(path));
  return [email, user_email];
});

everyPosition("soundShared", { stored: [200, true, 200, false], refused: [400, true, 200, false] }, async () => {
  const { uuid } = sim.portal.addObject("sound", { name: "Track 1", content: "SUQz", shared: true });
  const path = `/voip/sound/${uuid}`;
  const shared = async () => resultOf(await get(path))["shared"];
  const body = { name: "Track 2", content: "SUQz" };
  return [(await put(path, { ...body, shared: true })).status, await shared(), (await put(path, body)).status, await shared()];
});

everyPosition("numberRelease", { released: [200, 404], refused: [400, 200] }, async () => {
  const { uuid } = sim.portal.addObject("number", { country_code: "44", number: "505505" });
  const answer = await call(sim, "DELETE", `/voip/number/${uuid}`);
  return [answer.status, (await get(`/voip/number/${uuid}`)).status];
});

everyPosition("commandBody", { ignored: ["+443301226000", "+443301226000", "+443301226000"], applied: ["", "", ""] }, async () => {
  const phones: unknown[] = [];
  for (const command of ["lock", "unlock", "international-calls-allowed"]) {
    const path = await customerPath({ ...BODY, name: command });
    await put(`${path}/${command}`, { name: command, contact_name: "c" });
    phones.push(resultOf(await get(path))["phone"]);
  }
  return phones;
});

everyPosition("flowChecks", { documented: [400, 201, 201], loose: [201, 201, 201], strict: [400, 400, 201] }, async () => {
  const unknown = { ...CREATE_FLOW.flow, [NOBODY]: { module: "place_call_into_queue", queue: "q" } };
  const wrong = [{}, { [START]: { module: "start", next: NOBODY } }, unknown];
  const statuses: number[] = [];
  for (const [index, flow] of wrong.entries()) {
    statuses.push((await post("/voip/flow", { ...CREATE_FLOW, flow, extension: 600 + index })).status);
  }
  return statuses;
});

describe("flowChecks", () => {
  it.each([
    ["fax alone after start", { [START]: { module: "start", next: NOBODY }, [NOBODY]: { module: "fax" } }],
    ["the literal sipuser_voicemail as a target", { [START]: { module: "start", next: NOBODY }, [NOBODY]: DIAL }],
    ["the reference's example", CREATE_FLOW.flow],
  ])("strict takes %s", async (_case, flow) => {
    sim.switches.flowChecks = "strict";
    expect((await post("/voip/flow", { ...CREATE_FLOW, flow })).status).toBe(201);
  });

  it.each([
    ["a missing key", { [START]: { module: "start", next: NOBODY }, [NOBODY]: { module: "play", next: START } }],
    ["fax beside others", { ...CREATE_FLOW.flow, [NOBODY]: { module: "fax" } }],
    [
      "a lost target in a menu",
      { [START]: { module: "start", next: NOBODY }, [NOBODY]: { module: "pressextension", next: { "1": STORE } } },
    ],
  ])("strict refuses %s", async (_case, flow) => {
    sim.switches.flowChecks = "strict";
    expect((await post("/voip/flow", { ...CREATE_FLOW, flow })).status).toBe(400);
    sim.switches.flowChecks = "documented";
    expect((await post("/voip/flow", { ...CREATE_FLOW, flow })).status).toBe(201);
  });
});

everyPosition("credentialsRefused", { 401: 401, 403: 403 }, async () => {
  return (await call(sim, "GET", "/authenticated", { headers: { "X-Auth-Password": "wrong" } })).status;
});

everyPosition("userAgentRefused", { 400: 400, 403: 403 }, async () => {
  return (await rawCall(sim, "GET", "/authenticated", { headers: { "User-Agent": undefined } })).status;
});

everyPosition("unknownCustomer", { 400: 400, 401: 401, 403: 403, 404: 404 }, async () => {
  return (await call(sim, "GET", "/voip/flow", { customer: "nobody" })).status;
});

everyPosition("ipList", { shown: [200, 200, 200], enforced: [200, 403, 200] }, async () => {
  const statuses = [(await get("/authenticated")).status];
  for (const ip_range of ["203.0.113.0/24", "127.0.0.1"]) {
    sim.state.account["ip_addresses"] = [{ created_on: "2023-02-07", ip_range }];
    statuses.push((await get("/authenticated")).status);
  }
  return statuses;
});

/** What callers get at times that show a diary's open question, of an account without a time zone. */
function diaryAt(content: JsonObject, ...times: string[]): string[] {
  const { uuid } = sim.portal.addObject("timeDiary", content);
  return times.map((time) => sim.diaryAt(uuid, new Date(time))).map((verdict) => (verdict.open ? "open" : verdict.callFlow));
}

const FRIDAY_NIGHT = { elements: [{ call_flow: "night", closed_time: "18:00-9:00,fri,*,*" }] };

everyPosition("diaryNight", { startDay: ["open", "night", "night"], eachDay: ["night", "night", "open"] }, async () =>
  diaryAt(FRIDAY_NIGHT, "2026-12-04T08:00Z", "2026-12-04T20:00Z", "2026-12-05T08:00Z"),
);

everyPosition("diaryLastMinute", { open: ["open", "feast", "open"], closed: ["night", "feast", "feast"] }, async () => {
  const feast = { call_flow: "feast", start_date: "2026-12-24", end_date: "2026-12-24", end_time: "23:59:59" };
  const content = { elements: [{ call_flow: "night", closed_time: "0:00-9:00,*,*,*" }], exceptions: [feast] };
  return diaryAt(content, "2026-12-04T09:00:30Z", "2026-12-24T23:59:58Z", "2026-12-24T23:59:59Z");
});

everyPosition("diaryLastDay", { closed: ["feast", "feast", "open"], open: ["feast", "open", "open"] }, async () => {
  const content = { exceptions: [{ call_flow: "feast", start_date: "2026-12-24", start_time: "12:00:00", end_date: "2026-12-25" }] };
  return diaryAt(content, "2026-12-24T12:00Z", "2026-12-25T12:00Z", "2026-12-26T00:00Z");
});

everyPosition("diaryWinner", { exception: ["feast", "first"], first: ["first", "first"], last: ["feast", "second"] }, async () => {
  const elements = ["first", "second"].map((call_flow) => ({ call_flow, closed_time: "0:00-9:00,mon-sun,1-31,jan-dec" }));
  const feast = { call_flow: "feast", start_date: "2026-12-24", start_time: "00:00:00", end_date: "2026-12-24", end_time: "23:59:59" };
  return diaryAt({ elements, exceptions: [feast] }, "2026-12-24T08:00Z", "2026-12-23T08:00Z");
});

describe("what callers of a number with a diary get", () => {
  it("goes by the diary's time zone, days of the month and months, and passes over forms that no page shows", () => {
    const elements = ["0:00-9:00,*,4-6,nov-jan", "always", 7].map((closed_time) => ({ call_flow: "night", closed_time }));
    const content = { timezone: "America/New_York", elements };
    expect(diaryAt(content, "2026-12-04T08:00Z", "2026-12-04T15:00Z", "2026-12-07T08:00Z", "2026-06-04T08:00Z")).toEqual([
      ...["night", "open", "open", "open"],
    ]);
  });

  it("fails for what is no diary", () => {
    expect(() => sim.diaryAt(NOBODY, new Date())).toThrow(`The simulator has no time diary ${NOBODY}.`);
  });
});

describe("SWITCHES", () => {
  it("has a test for every position of every switch", () => {
    expect([...tested].sort()).toEqual([...SWITCH_NAMES].sort());
  });

  it.each(SWITCH_NAMES)("%s has a default among its positions and says what it stands for", (name) => {
    const spec = SWITCHES[name];
    expect(spec.positions).toContain(spec.default);
    expect(spec.question.length).toBeGreaterThan(20);
    expect(sim.switches[name]).toBe(spec.default);
  });

  it("refuses a name or a position that does not exist", async () => {
    expect(() => setSwitch(sim.switches, "omittedList", "kept")).toThrow('There is no switch "omittedList". Did you mean "omittedLists"?');
    expect(() => setSwitch(sim.switches, "omittedLists", "keep")).toThrow('Did you mean "kept"? Positions: reset, kept.');
    expect(() => setSwitch(sim.switches, "__proto__", "kept")).toThrow("There is no switch");
    await expect(startHere({ seed: { switches: JSON.parse('{"dates":"never"}') as object } })).rejects.toThrow('no position "never"');
  });

  it("comes back by reset to what the start chose", async () => {
    const other = await startHere({ switches: { dates: "timestamp" }, seed: { switches: { dates: "date", numbers: "string" } } });
    other.switches.dates = "date";
    other.switches.numbers = "number";
    other.reset();
    expect([other.switches.dates, other.switches.numbers]).toEqual(["timestamp", "string"]);
  });
});
