import type { Simulator } from "../../provider/simulator/index";
import { CUSTOMER, GROUP, MAILBOX, envelope, shape } from "./documents";
import { call, closeAll, startHere, uuidOf } from "./support";

let sim: Simulator;
beforeEach(async () => {
  sim = await startHere();
});
afterEach(async () => {
  await closeAll();
  expect(sim.violations).toEqual([]);
});

describe.each([
  ["Hunt Group", "/voip/group", GROUP, { name: "Support", members: [], extension_number: "602" }],
  ["Mailbox", "/voip/mailbox", MAILBOX, { name: "Back desk", password: "0420" }],
] as const)("catalogue, %s", (_name, path, body, change) => {
  const made = { ...body, created_on: CUSTOMER.created_on, uuid: CUSTOMER.uuid };
  const live = { ...made, updated_on: CUSTOMER.updated_on };
  const sorted = (value: object): object => Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));

  it(`POST and GET ${path}: every known field, in clear, and no other`, async () => {
    const created = await call(sim, "POST", path, { body });
    expect(shape(created.envelope)).toBe(shape(envelope(201, "Created", sorted(made))));
    expect(shape((await call(sim, "GET", path)).envelope)).toBe(shape(envelope(200, "OK", [sorted(live)])));
    expect(shape((await call(sim, "GET", `${path}/${uuidOf(created)}`)).envelope)).toBe(shape(envelope(200, "OK", sorted(live))));
  });

  it(`PUT ${path}/{uuid} replaces it, DELETE takes it away`, async () => {
    const one = `${path}/${uuidOf(await call(sim, "POST", path, { body }))}`;
    const updated = await call(sim, "PUT", one, { body: { ...body, ...change } });
    const numbers = path === "/voip/group" ? { extension_number: 602 } : {};
    expect(shape(updated.envelope)).toBe(shape(envelope(200, "OK", sorted({ ...live, ...change, ...numbers }))));
    expect(await call(sim, "DELETE", one)).toMatchObject({ status: 200, text: JSON.stringify(envelope(204, "No Content")) });
    expect((await call(sim, "GET", one)).text).toBe(JSON.stringify(envelope(404, "Not Found")));
  });
});
