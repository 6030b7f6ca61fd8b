import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { line } from "../support/lifecycle";
import { Engine, type Program } from "../support/lifecycleEngine";

const program: Program = { acme: { kind: "SubReseller", inputs: { name: "acme-ltd", contactName: "Acme Ltd" } } };

describe("a creation of which it is not known whether it was made", () => {
  let sim: Simulator;
  let engine: Engine;
  const customers = () => [...sim.state.customers.values()].filter(({ record }) => record["name"] === "acme-ltd");
  const posts = () => sim.requests.filter((request) => line(request) === "POST /account/reseller").length;
  const message = async () => (await engine.tryUp(program)).errors["acme"]?.message ?? "no error";

  beforeEach(async () => {
    sim = await startSimulator();
    engine = new Engine(sim);
  });
  afterEach(() => sim.close());

  it("is told as such where the list cannot be read either, and the next run takes over what was made", async () => {
    const dropped = { match: { method: "POST", path: "/account/reseller" }, applied: true, effect: { kind: "drop" } } as const;
    sim.faults.add(dropped);
    const unread = sim.faults.add({
      times: 0,
      match: { method: "GET", path: "/account/reseller", where: () => posts() > 0 },
      effect: { kind: "status", status: 500 },
    });
    expect(await message()).toContain(
      'Whether it was made is not known, because the list could not be read either. Look for name "acme-ltd", then run pulumi up again.',
    );
    expect(engine.state.has("acme")).toBe(false);
    unread.remove();
    await engine.up(program);
    expect(customers().map(({ record }) => record["uuid"])).toEqual([engine.recorded("acme").id]);
    expect(posts()).toBe(1);
  });

  it("says so where the list does not show it, and the next run makes it", async () => {
    sim.faults.add({ match: { method: "POST", path: "/account/reseller" }, applied: false, effect: { kind: "drop" } });
    expect(await message()).toContain('The list does not show name "acme-ltd". Run pulumi up again: it looks before it makes.');
    await engine.up(program);
    expect(customers()).toHaveLength(1);
  });

  it("is found where the API spells its name anew and does not name it in the answer, and no second one is made", async () => {
    const others = sim.portal.addCustomer({ name: "Acme Ltd", contact_name: "Acme Ltd" });
    const held = sim.faults.add({
      match: { method: "POST", path: "/account/reseller" },
      wait: { when: "after" },
      effect: { kind: "empty" },
    });
    const going = engine.tryUp(program);
    await held.held;
    const [made] = customers();
    sim.portal.edit(String(made?.record["uuid"]), { name: "ACME-LTD" });
    held.release();
    expect((await going).errors).toEqual({});
    expect(engine.recorded("acme").id).toBe(made?.record["uuid"]);
    await engine.up(program);
    expect(posts()).toBe(1);
    expect(sim.portal.find(others.uuid)?.record["contact_name"]).toBe("Acme Ltd");
  });

  it("is never somebody else's customer of a like name", async () => {
    sim.portal.addCustomer({ name: "ACME-LTD", contact_name: "Acme Ltd" });
    await engine.up(program);
    expect([posts(), sim.state.customers.size]).toEqual([1, 2]);
  });

  it("names all that it could be where several are new, takes none of them, and makes no further one", async () => {
    const held = sim.faults.add({
      match: { method: "POST", path: "/account/reseller" },
      applied: true,
      wait: { when: "after" },
      effect: { kind: "drop" },
    });
    const going = message();
    await held.held;
    const other = sim.portal.addCustomer({ name: "other", contact_name: "Other" });
    sim.portal.edit(other.uuid, { name: "acme-ltd" });
    held.release();
    const told = await going;
    const uuids = customers().map(({ record }) => String(record["uuid"]));
    expect(uuids).toHaveLength(2);
    expect(told).toContain('Several new objects have name "acme-ltd" (');
    for (const uuid of uuids) expect(told).toContain(uuid);
    expect(told).toContain('delete those that are not wanted, or write adopt: "<uuid>".');
    expect(engine.state.has("acme")).toBe(false);
    await engine.tryUp(program);
    expect(posts()).toBe(1);
  });
});
