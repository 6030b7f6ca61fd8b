import type { Simulator } from "../../provider/simulator/index";
import {
  CREATE_CUSTOMER,
  CREATE_FLOW,
  CUSTOMER,
  FLOW,
  GUIDE_STORE,
  MINIMAL_CUSTOMER,
  MODULES,
  STORE,
  STORE_CUSTOMER,
  UPDATE_CUSTOMER,
  envelope,
  shape,
} from "./documents";
import { call, closeAll, listOf, rawCall, resultOf, startHere, uuidOf } from "./support";

const NOBODY = "00000000-0000-4000-8000-000000000000";
/** The reference's example customer has a store, so it needs a storefront user beside the example's API admin. */
const USERS = [...CREATE_CUSTOMER.users, { name: "front", email: "front@example.com", password: "front", role_id: 3 }];
const WITHOUT_STORE = { ...CREATE_CUSTOMER, store_front: "" };

let sim: Simulator;
beforeEach(async () => {
  sim = await startHere({ seed: { balance: "50.000", stores: [{ uuid: STORE }, { uuid: GUIDE_STORE, name: "Shop" }] } });
});
afterEach(async () => {
  await closeAll();
  expect(sim.violations).toEqual([]);
});

/** The reference's customer, as its GET examples show it. */
async function exampleCustomer(): Promise<string> {
  const uuid = uuidOf(await call(sim, "POST", "/account/reseller", { body: WITHOUT_STORE }));
  sim.portal.edit(uuid, { store_front: STORE, ip_addresses: CUSTOMER.ip_addresses });
  return uuid;
}

describe("guide 1, authentication", () => {
  it('"You can use the /authenticated endpoint …": 200, JSON, reseller details, X-Tracking-Token', async () => {
    const answer = await call(sim, "GET", "/authenticated");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(answer.headers.get("x-tracking-token")).toMatch(/^[0-9a-f-]{36}$/);
    expect(resultOf(answer)).toMatchObject({ name: "reseller", contact_name: "Example Reseller", ip_addresses: [{}, {}] });
  });

  it("gives every request a tracking token of its own", async () => {
    const tokens = [await call(sim, "GET", "/authenticated"), await call(sim, "GET", "/nothing")].map((answer) =>
      answer.headers.get("x-tracking-token"),
    );
    expect(new Set(tokens).size).toBe(2);
    expect(sim.requests.map((request) => request.trackingToken)).toEqual(tokens);
  });

  it.each(["X-Auth-Reseller", "X-Auth-User", "X-Auth-Password"])(
    '"Authentication Credentials": refuses a wrong or missing %s',
    async (name) => {
      expect((await call(sim, "GET", "/authenticated", { headers: { [name]: "wrong" } })).status).toBe(401);
      expect((await call(sim, "GET", "/authenticated", { headers: { [name]: undefined } })).status).toBe(400);
    },
  );

  it('"Your API request must include a User-Agent header. Requests without one will be rejected."', async () => {
    const answer = await rawCall(sim, "GET", "/authenticated", { headers: { "User-Agent": undefined } });
    expect(answer.status).toBe(400);
    expect(sim.violations.splice(0)).toEqual([{ request: 1, rule: "a request without User-Agent" }]);
  });

  it.each(["GET", "DELETE"])('"For GET and DELETE requests we expect the body of the request to be empty": %s', async (method) => {
    const uuid = await exampleCustomer();
    const answer = await rawCall(sim, method, `/account/reseller/${uuid}`, { body: {} });
    expect(answer.status).toBe(400);
    expect(sim.state.customers.size).toBe(1);
    expect(sim.violations.splice(0)).toEqual([{ request: 2, rule: `a body on ${method}` }]);
  });

  it('"For PUT requests, the whole object must be provided again … If fields are left blank they will be set to the default value."', async () => {
    const uuid = await exampleCustomer();
    const answer = await call(sim, "PUT", `/account/reseller/${uuid}`, { body: { name: "n", contact_name: "c", phone: "" } });
    expect(resultOf(answer)).toMatchObject({ phone: "", store_front: "", addresses: [], users: [] });
    const flow = uuidOf(await call(sim, "POST", "/voip/flow", { body: CREATE_FLOW }));
    const updated = await call(sim, "PUT", `/voip/flow/${flow}`, {
      body: { ...CREATE_FLOW, show_call_route_name: undefined, show_original_caller_id: null },
    });
    expect(resultOf(updated)).toMatchObject({ show_call_route_name: false, show_original_caller_id: false });
  });
});

describe("guide 2, customers and credit", () => {
  it('"minimum valid request body to create a customer"', async () => {
    const answer = await call(sim, "POST", "/account/reseller", { body: MINIMAL_CUSTOMER });
    expect(answer.status).toBe(201);
    expect(resultOf(answer)).toMatchObject({ ...MINIMAL_CUSTOMER, addresses: [], users: [], phone: "", store_front: "" });
  });

  it.each(["name", "contact_name"])("the minimum is not less: without %s, 400", async (field) => {
    const answer = await call(sim, "POST", "/account/reseller", { body: { ...MINIMAL_CUSTOMER, [field]: undefined } });
    expect([answer.status, shape(answer.envelope)]).toEqual([400, shape(envelope(400, "Bad Request"))]);
  });

  it('"it must be unique to the platform": also against accounts that the own list does not show', async () => {
    sim.state.otherAccountNames.add("somebody_elses");
    await call(sim, "POST", "/account/reseller", { body: MINIMAL_CUSTOMER });
    for (const name of ["my_customer_name", "somebody_elses", "reseller"]) {
      expect((await call(sim, "POST", "/account/reseller", { body: { ...MINIMAL_CUSTOMER, name } })).status).toBe(400);
    }
    expect(listOf(await call(sim, "GET", "/account/reseller"))).toHaveLength(1);
  });

  it('"GET /voip/user … X-Auth-For: my_customer_name": the objects of this customer alone', async () => {
    await call(sim, "POST", "/account/reseller", { body: MINIMAL_CUSTOMER });
    sim.portal.addObject("user", { display_name: "Pete" }, "my_customer_name");
    const answer = await call(sim, "GET", "/voip/user", { customer: "my_customer_name" });
    expect(listOf(answer)).toMatchObject([{ display_name: "Pete" }]);
    expect(listOf(await call(sim, "GET", "/voip/user"))).toEqual([]);
  });

  it('"anything created or updated will belong to this customer"', async () => {
    await call(sim, "POST", "/account/reseller", { body: MINIMAL_CUSTOMER });
    const flow = uuidOf(await call(sim, "POST", "/voip/flow", { body: CREATE_FLOW, customer: "my_customer_name" }));
    expect((await call(sim, "GET", `/voip/flow/${flow}`, { customer: "my_customer_name" })).status).toBe(200);
    expect((await call(sim, "GET", `/voip/flow/${flow}`)).status).toBe(404);
    expect((await call(sim, "PUT", `/voip/flow/${flow}`, { body: CREATE_FLOW })).status).toBe(404);
    expect((await call(sim, "DELETE", `/voip/flow/${flow}`)).status).toBe(404);
  });

  it('"this allows each customer to have their own set of extension numbers"', async () => {
    await call(sim, "POST", "/account/reseller", { body: MINIMAL_CUSTOMER });
    for (const ask of [{}, { customer: "my_customer_name" }]) {
      expect((await call(sim, "POST", "/voip/flow", { body: CREATE_FLOW, ...ask })).status).toBe(201);
      expect((await call(sim, "POST", "/voip/flow", { body: CREATE_FLOW, ...ask })).status).toBe(400);
      expect((await call(sim, "GET", "/voip/next-extension/flow", ask)).result).toEqual({ next_extension: 502 });
    }
  });

  it('"the cost will be charged to your primary account balance"', async () => {
    sim.state.charges.set("POST /voip/user", 2500);
    await call(sim, "POST", "/account/reseller", { body: MINIMAL_CUSTOMER });
    sim.portal.addObject("bundle", { bundle_type: 1 }, "my_customer_name");
    await call(sim, "POST", "/voip/user", { body: { display_name: "Pete" }, customer: "my_customer_name" });
    expect((await call(sim, "GET", "/account/balance")).result).toEqual({ balance: 47.5 });
    expect(sim.ledger).toMatchObject([{ kind: "charge", amount: "2.500", customerName: "my_customer_name" }]);
  });

  it('"How do I create a customer for one of my Stores?": the example, with role_id as a string', async () => {
    const answer = await call(sim, "POST", "/account/reseller", { body: STORE_CUSTOMER });
    expect(answer.status).toBe(201);
    expect(resultOf(answer)).toMatchObject({ store_front: GUIDE_STORE, users: [{ name: "admin", role_id: 3 }] });
  });

  it.each([
    ["without an address", { addresses: [] }],
    ["without a user", { users: [] }],
    ["with a user of another role", { users: [{ ...STORE_CUSTOMER.users[0], role_id: 1 }] }],
  ])('"you will need to create at least one address and user … role_id must be 3": %s, 400', async (_case, change) => {
    expect((await call(sim, "POST", "/account/reseller", { body: { ...STORE_CUSTOMER, ...change } })).status).toBe(400);
  });

  it.each(["/account/reseller", "/account/store"])('"the X-Auth-For header should NOT be provided": GET %s', async (path) => {
    expect((await call(sim, "GET", path)).status).toBe(200);
    expect((await call(sim, "GET", path, { customer: "my_customer_name" })).status).toBe(400);
    expect(sim.violations.splice(0)).toMatchObject([{ rule: `X-Auth-For on GET ${path}` }]);
  });

  it('"GET Account / Stores … a list of all the reseller store fronts"', async () => {
    expect(listOf(await call(sim, "GET", "/account/store"))).toEqual([{ uuid: STORE }, { name: "Shop", uuid: GUIDE_STORE }]);
  });

  it('"How do I allocate calling credit": the example moves 10 from the own balance', async () => {
    const uuid = uuidOf(await call(sim, "POST", "/account/reseller", { body: MINIMAL_CUSTOMER }));
    const answer = await call(sim, "PUT", `/account/reseller/${uuid}`, { body: '{"balance":"10.000"}' });
    expect(answer.status).toBe(200);
    expect(sim.state.customers.get(uuid)?.balance).toBe(10_000);
    expect((await call(sim, "GET", "/account/balance")).result).toEqual({ balance: 40 });
    expect(sim.ledger).toMatchObject([
      { kind: "transfer", amount: "10.000", ownBalance: "40.000", customer: uuid, requestId: answer.headers.get("x-tracking-token") },
    ]);
  });

  it.each([
    ["0.01", 200],
    ["50.000", 200],
    ["50.001", 400],
    ["0.009", 400],
    ["0", 400],
    ["-1.000", 400],
    ["1e1", 400],
    ["10.0000", 400],
    ["", 400],
    [10, 400],
    [null, 400],
  ])('"any amount from 0.01 up to your current balance": %p is %i', async (balance, status) => {
    const uuid = uuidOf(await call(sim, "POST", "/account/reseller", { body: MINIMAL_CUSTOMER }));
    expect((await call(sim, "PUT", `/account/reseller/${uuid}`, { body: { balance } })).status).toBe(status);
    expect(sim.ledger).toHaveLength(status === 200 ? 1 : 0);
  });

  it("a transfer to an unknown customer is 404 and one with X-Auth-For is refused", async () => {
    expect((await call(sim, "PUT", `/account/reseller/${NOBODY}`, { body: { balance: "1.000" } })).status).toBe(404);
    const uuid = uuidOf(await call(sim, "POST", "/account/reseller", { body: MINIMAL_CUSTOMER }));
    const answer = await call(sim, "PUT", `/account/reseller/${uuid}`, { body: { balance: "1.000" }, customer: "my_customer_name" });
    expect(answer.status).toBe(400);
    expect(sim.violations.splice(0)).toHaveLength(1);
    expect(sim.ledger).toEqual([]);
  });
});

describe("reference, Sub Resellers", () => {
  it("GET /account/reseller, 200 Response", async () => {
    await exampleCustomer();
    const answer = await call(sim, "GET", "/account/reseller");
    expect(shape(answer.envelope)).toBe(shape(envelope(200, "OK", [CUSTOMER])));
  });

  it("GET /account/reseller/{uuid}, 200 and 404 Response", async () => {
    const answer = await call(sim, "GET", `/account/reseller/${await exampleCustomer()}`);
    expect(shape(answer.envelope)).toBe(shape(envelope(200, "OK", CUSTOMER)));
    const missing = await call(sim, "GET", `/account/reseller/${NOBODY}`);
    expect([missing.status, missing.text]).toEqual([404, JSON.stringify(envelope(404, "Not Found"))]);
  });

  it("POST /account/reseller, 201 Response: no updated_on, passwords in clear, nested uuids", async () => {
    const answer = await call(sim, "POST", "/account/reseller", { body: WITHOUT_STORE });
    const created = { ...CUSTOMER, updated_on: undefined };
    const nested = [created.addresses, created.users].map(([item]) => [{ ...item, updated_on: undefined }]);
    const expected = { ...created, addresses: nested[0], users: nested[1], ip_addresses: [], store_front: "" };
    expect(answer.status).toBe(201);
    expect(shape(answer.envelope)).toBe(shape(envelope(201, "Created", expected)));
  });

  it("POST /account/reseller: the all-fields example with a storefront user, and its 404 for an unknown store", async () => {
    expect((await call(sim, "POST", "/account/reseller", { body: { ...CREATE_CUSTOMER, users: USERS } })).status).toBe(201);
    const elsewhere = { ...CREATE_CUSTOMER, name: "other", users: USERS, store_front: NOBODY };
    const answer = await call(sim, "POST", "/account/reseller", { body: elsewhere });
    expect(answer.text).toBe(JSON.stringify(envelope(404, "Not Found")));
  });

  it.each(["email", "name", "password", "role_id"])("Reseller User: %s is required", async (field) => {
    const users = [{ ...CREATE_CUSTOMER.users[0], [field]: undefined }];
    expect((await call(sim, "POST", "/account/reseller", { body: { ...WITHOUT_STORE, users } })).status).toBe(400);
  });

  it.each([0, 2, 4, "admin", true])("Reseller User: role_id %p is no valid role", async (role_id) => {
    const users = [{ ...CREATE_CUSTOMER.users[0], role_id }];
    expect((await call(sim, "POST", "/account/reseller", { body: { ...WITHOUT_STORE, users } })).status).toBe(400);
  });

  it.each(["city", "country_code", "street_one", "zip"])("Reseller Address: %s is required", async (field) => {
    const addresses = [{ ...CREATE_CUSTOMER.addresses[0], [field]: undefined }];
    expect((await call(sim, "POST", "/account/reseller", { body: { ...WITHOUT_STORE, addresses } })).status).toBe(400);
  });

  it.each([
    ["phone", 44],
    ["addresses", {}],
    ["users", ["pete"]],
    ["name", 5],
  ])("POST body: %s must have its type", async (field, value) => {
    expect((await call(sim, "POST", "/account/reseller", { body: { ...WITHOUT_STORE, [field]: value } })).status).toBe(400);
  });

  it("PUT /account/reseller/{uuid}: the all-fields example, 200 Response", async () => {
    const uuid = await exampleCustomer();
    const answer = await call(sim, "PUT", `/account/reseller/${uuid}`, { body: UPDATE_CUSTOMER });
    expect(shape(answer.envelope)).toBe(shape(envelope(200, "OK", { ...CUSTOMER, addresses: [], users: [] })));
  });

  it("PUT: items with their uuid are changed, without one created, and those not sent removed", async () => {
    const uuid = await exampleCustomer();
    const live = resultOf(await call(sim, "GET", `/account/reseller/${uuid}`));
    const [pete] = live["users"] as { uuid: string }[];
    const anna = { name: "anna", email: "anna@example.com", password: "anna", role_id: "1" };
    const users = [{ ...pete, email: "new@example.com", password: undefined }, anna];
    const body = { ...UPDATE_CUSTOMER, store_front: "", users, addresses: live["addresses"] };
    const updated = resultOf(await call(sim, "PUT", `/account/reseller/${uuid}`, { body }));
    expect(updated["users"]).toMatchObject([
      { uuid: pete?.uuid, email: "new@example.com", password: "password" },
      { name: "anna", role_id: 1 },
    ]);
    expect(updated["addresses"]).toEqual(live["addresses"]);
    const fewer = { ...body, users: [(updated["users"] as object[])[1]] };
    expect(resultOf(await call(sim, "PUT", `/account/reseller/${uuid}`, { body: fewer }))["users"]).toMatchObject([{ name: "anna" }]);
  });

  it("PUT: 400, 404 and 409 Response", async () => {
    const uuid = await exampleCustomer();
    await call(sim, "POST", "/account/reseller", { body: MINIMAL_CUSTOMER });
    const put = async (path: string, body: unknown): Promise<string> => (await call(sim, "PUT", path, { body })).text;
    expect(await put(`/account/reseller/${uuid}`, { name: "x" })).toBe(JSON.stringify(envelope(400, "Bad Request")));
    expect(await put(`/account/reseller/${uuid}`, "no json")).toBe(JSON.stringify(envelope(400, "Bad Request")));
    expect(await put(`/account/reseller/${NOBODY}`, UPDATE_CUSTOMER)).toBe(JSON.stringify(envelope(404, "Not Found")));
    expect(await put(`/account/reseller/${uuid}`, MINIMAL_CUSTOMER)).toBe(JSON.stringify(envelope(409, "Conflict")));
    expect((await call(sim, "PUT", `/account/reseller/${uuid}`, { body: UPDATE_CUSTOMER })).status).toBe(200);
  });

  it("PUT: a new name is the X-Auth-For value from then on, and the old one names nobody", async () => {
    const uuid = await exampleCustomer();
    await call(sim, "PUT", `/account/reseller/${uuid}`, { body: { name: "renamed", contact_name: "c" } });
    expect((await call(sim, "GET", "/voip/flow", { customer: "renamed" })).status).toBe(200);
    expect((await call(sim, "GET", "/voip/flow", { customer: CUSTOMER.name })).status).toBe(403);
  });

  it("PUT …/international-calls-allowed: the example, 200, 400, 404 and 409 Response", async () => {
    const uuid = await exampleCustomer();
    const path = `/account/reseller/${uuid}/international-calls-allowed`;
    const answer = await call(sim, "PUT", path, { body: { ...UPDATE_CUSTOMER, international_calls_allowed: true } });
    expect(shape(answer.envelope)).toBe(shape(envelope(200, "OK", CUSTOMER)));
    expect(sim.state.customers.get(uuid)?.internationalCallsAllowed).toBe(true);
    expect((await call(sim, "PUT", path, { body: UPDATE_CUSTOMER })).status).toBe(200);
    expect(sim.state.customers.get(uuid)?.internationalCallsAllowed).toBe(true);
    expect((await call(sim, "PUT", path, { body: {} })).status).toBe(400);
    expect((await call(sim, "PUT", path.replace(uuid, NOBODY), { body: UPDATE_CUSTOMER })).status).toBe(404);
    sim.state.otherAccountNames.add("taken");
    expect((await call(sim, "PUT", path, { body: { ...UPDATE_CUSTOMER, name: "taken" } })).status).toBe(409);
  });

  it.each(["lock", "unlock"])("PUT …/%s: the example, 204, 400 and 404 Response", async (command) => {
    const uuid = await exampleCustomer();
    const customer = sim.state.customers.get(uuid);
    if (customer !== undefined) customer.locked = command === "unlock";
    const answer = await call(sim, "PUT", `/account/reseller/${uuid}/${command}`, { body: UPDATE_CUSTOMER });
    expect([answer.status, answer.text]).toEqual([200, JSON.stringify(envelope(204, "No Content"))]);
    expect(customer?.locked).toBe(command === "lock");
    expect((await call(sim, "PUT", `/account/reseller/${uuid}/${command}`, { body: {} })).status).toBe(400);
    expect((await call(sim, "PUT", `/account/reseller/${NOBODY}/${command}`, { body: UPDATE_CUSTOMER })).status).toBe(404);
  });

  it("DELETE /account/reseller/{uuid}: 204, 400 and 404 Response", async () => {
    const uuid = await exampleCustomer();
    const { uuid: number } = sim.portal.addObject("number", { name: "Main" }, CUSTOMER.name);
    expect((await call(sim, "DELETE", `/account/reseller/${uuid}`)).text).toBe(JSON.stringify(envelope(400, "Bad Request")));
    sim.portal.remove(number);
    expect((await call(sim, "DELETE", `/account/reseller/${uuid}`)).text).toBe(JSON.stringify(envelope(204, "No Content")));
    expect((await call(sim, "DELETE", `/account/reseller/${uuid}`)).text).toBe(JSON.stringify(envelope(404, "Not Found")));
  });

  it.each([
    ["POST", "/account/reseller"],
    ["GET", "/account/reseller/{uuid}"],
    ["PUT", "/account/reseller/{uuid}"],
    ["DELETE", "/account/reseller/{uuid}"],
    ["PUT", "/account/reseller/{uuid}/lock"],
    ["PUT", "/account/reseller/{uuid}/unlock"],
    ["PUT", "/account/reseller/{uuid}/international-calls-allowed"],
  ])("%s %s acts for the own account: X-Auth-For is refused", async (method, path) => {
    const uuid = await exampleCustomer();
    const ask = { customer: CUSTOMER.name, ...(method.startsWith("P") ? { body: UPDATE_CUSTOMER } : {}) };
    expect((await call(sim, method, path.replace("{uuid}", uuid), ask)).status).toBe(400);
    expect(sim.violations.splice(0)).toEqual([{ request: 2, rule: `X-Auth-For on ${method} ${path}` }]);
    expect(sim.state.customers.size).toBe(1);
  });
});

describe("reference, Call Flows", () => {
  const create = async (): Promise<string> => uuidOf(await call(sim, "POST", "/voip/flow", { body: CREATE_FLOW }));

  it("GET /voip/flow, 200 Response", async () => {
    await create();
    expect(shape((await call(sim, "GET", "/voip/flow")).envelope)).toBe(shape(envelope(200, "OK", [FLOW])));
  });

  it("GET /voip/flow/{uuid}, 200 and 404 Response", async () => {
    expect(shape((await call(sim, "GET", `/voip/flow/${await create()}`)).envelope)).toBe(shape(envelope(200, "OK", FLOW)));
    expect((await call(sim, "GET", `/voip/flow/${NOBODY}`)).text).toBe(JSON.stringify(envelope(404, "Not Found")));
  });

  it("POST /voip/flow: the all-fields example, 201 Response without updated_on", async () => {
    const answer = await call(sim, "POST", "/voip/flow", { body: CREATE_FLOW });
    expect(answer.status).toBe(201);
    expect(shape(answer.envelope)).toBe(shape(envelope(201, "Created", { ...FLOW, updated_on: undefined })));
  });

  it.each([
    ["no extension", { extension: undefined }],
    ["an extension that is no integer", { extension: 5.5 }],
    ["an extension that is no number", { extension: "five" }],
    ["no flow", { flow: undefined }],
    ["a flow that is a list", { flow: [] }],
    ["a flow without start", { flow: {} }],
    ["two starts", { flow: { ...CREATE_FLOW.flow, [NOBODY]: { module: "start", next: "" } } }],
    ["a key that is no uuid", { flow: { ...CREATE_FLOW.flow, menu: { module: "busy" } } }],
    ["a step without a module", { flow: { ...CREATE_FLOW.flow, [NOBODY]: {} } }],
    ["no name", { name: undefined }],
    ["a flag that is no boolean", { show_call_route_name: "yes" }],
  ])("POST /voip/flow, 400 Response: %s", async (_case, change) => {
    const answer = await call(sim, "POST", "/voip/flow", { body: { ...CREATE_FLOW, ...change } });
    expect(answer.text).toBe(JSON.stringify(envelope(400, "Bad Request")));
  });

  it("POST /voip/flow takes an extension as a numeric string", async () => {
    expect(resultOf(await call(sim, "POST", "/voip/flow", { body: { ...CREATE_FLOW, extension: "502" } }))["extension"]).toBe(502);
  });

  it.each(MODULES.map((module): [string, object] => [module.module, module]))(
    "Call Flow Module %s is stored as it is sent",
    async (name, module) => {
      const flow = {
        ...(name === "start" ? {} : { "161ec941-1c6a-4d42-b011-1c050487324d": { module: "start", next: NOBODY } }),
        [NOBODY]: module,
      };
      const answer = await call(sim, "POST", "/voip/flow", { body: { ...CREATE_FLOW, flow } });
      expect(resultOf(answer)["flow"]).toEqual(flow);
    },
  );

  it("keeps unknown modules and keys", async () => {
    const flow = { ...CREATE_FLOW.flow, [NOBODY]: { module: "place_call_into_queue", queue: "q", groups: ["g"] } };
    expect(resultOf(await call(sim, "POST", "/voip/flow", { body: { ...CREATE_FLOW, flow } }))["flow"]).toEqual(flow);
  });

  it("PUT /voip/flow/{uuid}: the all-fields example, 200, 400 and 404 Response", async () => {
    const uuid = await create();
    const answer = await call(sim, "PUT", `/voip/flow/${uuid}`, { body: { ...CREATE_FLOW, name: "Call Paul" } });
    expect(shape(answer.envelope)).toBe(shape(envelope(200, "OK", { ...FLOW, name: "Call Paul" })));
    expect(uuidOf(answer)).toBe(uuid);
    expect((await call(sim, "PUT", `/voip/flow/${uuid}`, { body: { name: "x" } })).text).toBe(JSON.stringify(envelope(400, "Bad Request")));
    expect((await call(sim, "PUT", `/voip/flow/${NOBODY}`, { body: CREATE_FLOW })).text).toBe(JSON.stringify(envelope(404, "Not Found")));
  });

  it("DELETE /voip/flow/{uuid}, 204 and 404 Response", async () => {
    const uuid = await create();
    expect(await call(sim, "DELETE", `/voip/flow/${uuid}`)).toMatchObject({
      status: 200,
      text: JSON.stringify(envelope(204, "No Content")),
    });
    expect((await call(sim, "DELETE", `/voip/flow/${uuid}`)).text).toBe(JSON.stringify(envelope(404, "Not Found")));
  });

  it("GET /voip/next-extension/flow gives the lowest free one, counting every kind", async () => {
    sim.portal.addObject("user", { extension: 501 });
    expect((await call(sim, "GET", "/voip/next-extension/flow")).result).toEqual({ next_extension: 502 });
    expect((await call(sim, "POST", "/voip/flow", { body: CREATE_FLOW })).status).toBe(400);
  });
});

describe("what no document has", () => {
  it.each([
    ["GET", "/voip/flow/", 501],
    ["PATCH", "/voip/flow", 404],
    ["GET", "/v1/voip/flow", 501],
    ["GET", "/voip/flow/x/y", 501],
  ])("%s %s is no command", async (method, path, status) => {
    expect((await call(sim, method, path)).status).toBe(status);
  });

  it("an unknown customer is refused", async () => {
    expect((await call(sim, "GET", "/voip/flow", { customer: "nobody" })).status).toBe(403);
  });
});
