import type { Simulator } from "../../provider/simulator/index";
import { call, closeAll, listOf, startHere, uuidOf } from "./support";

describe("startSimulator", () => {
  let sim: Simulator;
  beforeEach(async () => {
    sim = await startHere();
  });
  afterEach(closeAll);

  it("serves a customer and its flow from end to end", async () => {
    const made = await call(sim, "POST", "/account/reseller", { body: { name: "acme", contact_name: "Ann" } });
    expect(made.status).toBe(201);
    const uuid = uuidOf(made);
    const next = await call(sim, "GET", "/voip/next-extension/flow", { customer: "acme" });
    expect(next.result).toEqual({ next_extension: 501 });
    const flow = { "161ec941-1c6a-4d42-b011-1c050487324d": { module: "start", next: "" } };
    const posted = await call(sim, "POST", "/voip/flow", { customer: "acme", body: { name: "Main", extension: 501, flow } });
    expect(posted.status).toBe(201);
    expect(listOf(await call(sim, "GET", "/voip/flow", { customer: "acme" }))).toHaveLength(1);
    expect(listOf(await call(sim, "GET", "/voip/flow"))).toHaveLength(0);
    expect((await call(sim, "DELETE", `/account/reseller/${uuid}`)).status).toBe(400);
    await call(sim, "DELETE", `/voip/flow/${uuidOf(posted)}`, { customer: "acme" });
    expect((await call(sim, "DELETE", `/account/reseller/${uuid}`)).status).toBe(200);
    expect(listOf(await call(sim, "GET", "/account/reseller"))).toHaveLength(0);
    expect(sim.violations).toEqual([]);
  });

  it("shares nothing with another simulator of the same process", async () => {
    (sim.state.account["ip_addresses"] as unknown[]).length = 0;
    const other = await startHere();
    expect(other.state.account["ip_addresses"]).toHaveLength(2);
  });

  it("starts from a seed and goes back to it", async () => {
    await sim.close();
    const seed = { balance: "12.500", customers: [{ name: "acme", contact_name: "Ann", balance: "1.000" }] };
    sim = await startHere({ seed });
    sim.portal.addCustomer({ name: "later", contact_name: "Bob" });
    expect(sim.state.customers.size).toBe(2);
    sim.reset();
    expect([...sim.state.customers.values()].map((customer) => customer.balance)).toEqual([1000]);
    expect((await call(sim, "GET", "/account/balance")).result).toEqual({ balance: 12.5 });
  });
});
