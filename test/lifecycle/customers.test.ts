import type { Props } from "../../provider/common/values";
import { type JsonObject, type Simulator, startSimulator, SWITCHES } from "../../provider/simulator/index";
import { failure, line } from "../support/lifecycle";
import { Engine, type Program } from "../support/lifecycleEngine";
import { mailbox } from "../support/account";
import { Stranger } from "../support/lifecycleStranger";

const steps = (box = mailbox) => ({ start: { module: "start", next: "voice" }, voice: { module: "voicemail", mailboxes: [box] } });

function program(customer: Props, flows: Record<string, Props> = { one: {}, two: {} }): Program {
  const declared = Object.entries(flows).map(([name, change], index) => [
    name,
    {
      kind: "CallFlow" as const,
      inputs: async (uuidOf: (name: string) => Promise<string>) => ({
        customer: await uuidOf("acme"),
        name: `Line ${name}`,
        extension: 501 + index,
        flow: steps(),
        ...change,
      }),
    },
  ]);
  return {
    acme: { kind: "SubReseller", inputs: { name: "acme-ltd", contactName: "Acme Ltd", forceDestroy: true, ...customer } },
    ...(Object.fromEntries(declared) as Program),
  };
}

describe("a customer and the flows that hang on it", () => {
  let sim: Simulator;
  let engine: Engine;
  const traffic = async (action: () => Promise<unknown>) => {
    const from = sim.requests.length;
    await action();
    return sim.requests.slice(from).map(line);
  };
  const acme = () => engine.recorded("acme").id;
  const flows = () => [...sim.state.objects.values()].filter(({ kind }) => kind === "flow");

  beforeEach(async () => {
    sim = await startSimulator();
    engine = new Engine(sim);
    await engine.up(program({}));
  });
  afterEach(async () => {
    expect(sim.violations).toEqual([]);
    await sim.close();
  });

  it("are made with one list of each kind and one POST for each object", async () => {
    const sent = sim.requests.map(line);
    expect(sent.slice(0, 2)).toEqual(["GET /account/reseller", "POST /account/reseller"]);
    expect(sent.slice(2).sort()).toEqual(["GET /voip/flow", "POST /voip/flow", "POST /voip/flow"]);
  });

  it("touch each other in nothing when the customer is renamed: one update, no other request", async () => {
    const renamed = program({ name: "acme-plc" });
    expect(await engine.preview(renamed)).toEqual({ acme: "update", one: "same", two: "same" });
    expect(await traffic(() => engine.up(renamed))).toEqual(["GET /account/reseller/{uuid}", "PUT /account/reseller/{uuid}"]);
    expect(await engine.refresh()).toEqual({ acme: "same", one: "same", two: "same" });
  });

  it("work on under the new name in the run that renames, and in the next one", async () => {
    const both = program({ name: "acme-plc" }, { one: { name: "New" }, two: {}, three: { extension: 507 } });
    await engine.up(both);
    expect(flows().map(({ record }) => record["name"])).toEqual(["New", "Line two", "Line three"]);
    const sent = sim.requests.filter(({ path, id }) => path.startsWith("/voip/flow") && id > 5);
    expect(sent.map(({ customer }) => customer)).toEqual(sent.map(() => "acme-plc"));
    const next = program({ name: "acme-plc" }, { one: { name: "Newer" }, two: {}, three: { extension: 507 } });
    expect(await traffic(() => engine.up(next))).toEqual(["GET /account/reseller", "GET /voip/flow/{uuid}", "PUT /voip/flow/{uuid}"]);
  });

  it("work on where somebody renames the customer between two runs", async () => {
    sim.portal.edit(acme(), { name: "acme-renamed" });
    expect(await engine.refresh()).toEqual({ acme: "changed", one: "same", two: "same" });
    await engine.up(program({ name: "acme-renamed" }, { one: { name: "New" }, two: {} }));
    expect(flows()[0]?.record["name"]).toBe("New");
  });

  it.each(SWITCHES.unknownCustomer.positions)(
    "work on where somebody renames the customer while a run is under way (an unknown one is answered by %s)",
    async (position) => {
      sim.switches.unknownCustomer = position;
      const held = sim.faults.add({ match: { method: "PUT", path: "/voip/flow/*" }, wait: { when: "before" } });
      const going = engine.up(program({}, { one: { name: "New" }, two: {} }));
      await held.held;
      sim.portal.edit(acme(), { name: "acme-renamed" });
      held.release();
      await going;
      expect(flows()[0]?.record["name"]).toBe("New");
      expect(sim.requests.at(-1)?.customer).toBe("acme-renamed");
    },
  );

  it("are refreshed with one list of customers and at most one request for each flow", async () => {
    const sent = await traffic(() => engine.refresh());
    expect(sent.filter((request) => request === "GET /account/reseller")).toHaveLength(1);
    expect(sent.length).toBeLessThanOrEqual(3);
  });

  it("are updated with one list of customers for all of them", async () => {
    const sent = await traffic(() => engine.up(program({}, { one: { name: "New 1" }, two: { name: "New 2" } })));
    expect(sent.sort()).toEqual([
      "GET /account/reseller",
      "GET /voip/flow/{uuid}",
      "GET /voip/flow/{uuid}",
      "PUT /voip/flow/{uuid}",
      "PUT /voip/flow/{uuid}",
    ]);
  });

  it("believe the 404 of a flow after a second look at the customer", async () => {
    sim.portal.remove(engine.recorded("one").id);
    const sent = await traffic(async () => expect(await engine.refresh()).toMatchObject({ one: "gone", two: "same" }));
    expect(sent).toContain("GET /account/reseller/{uuid}");
  });

  it("do not believe the 404 of a flow while the customer cannot be read", async () => {
    const { id } = engine.recorded("one");
    sim.portal.remove(id);
    sim.faults.add({ times: 0, match: { path: "/account/reseller/*" }, effect: { kind: "status", status: 500 } });
    await failure(engine.refresh());
    expect(engine.recorded("one").id).toBe(id);
    await failure(engine.up({}));
    expect(engine.state.has("one")).toBe(true);
  });

  describe.each(SWITCHES.unknownCustomer.positions)("whose customer somebody deleted (an unknown one is answered by %s)", (position) => {
    let customer: string;
    beforeEach(() => {
      customer = acme();
      sim.switches.unknownCustomer = position;
      sim.portal.remove(customer);
    });

    it("are gone with it in a refresh, and all are made again", async () => {
      expect(await engine.refresh()).toEqual({ acme: "gone", one: "gone", two: "gone" });
      await engine.up(program({}));
      expect(flows()).toHaveLength(2);
      expect(acme()).not.toBe(customer);
    });

    it("are deleted without an error", async () => {
      await engine.destroy();
      expect(engine.state.size).toBe(0);
    });

    it("cannot be updated or made: the error says what is gone, and nothing is recorded as gone", async () => {
      const { id } = engine.recorded("one");
      const { errors } = await engine.tryUp(program({}, { one: { name: "New" }, two: {}, three: {} }));
      expect(errors["one"]?.message).toContain(`its customer ${customer} does not exist any more`);
      expect(errors["one"]?.message).toContain("Run pulumi refresh");
      expect(errors["three"]?.message).toContain(`its customer ${customer} does not exist any more`);
      expect(engine.recorded("one").id).toBe(id);
      expect(engine.state.has("three")).toBe(false);
    });
  });

  it("are deleted before the customer, without its guard in the way", async () => {
    await engine.up(program({ forceDestroy: false }));
    const sent = await traffic(() => engine.destroy());
    expect(sent.filter((request) => request.startsWith("DELETE"))).toEqual([
      "DELETE /voip/flow/{uuid}",
      "DELETE /voip/flow/{uuid}",
      "DELETE /account/reseller/{uuid}",
    ]);
    expect(sim.state.customers.size + sim.state.objects.size).toBe(0);
  });
});

describe("one object that moves from one resource to another in a run", () => {
  it("is adopted by the one and not deleted with the other", async () => {
    const sim = await startSimulator();
    try {
      const engine = new Engine(sim);
      const inputs = { name: "acme-ltd", contactName: "Acme Ltd" };
      await engine.up({ before: { kind: "SubReseller", inputs } });
      const { id } = engine.recorded("before");
      await engine.up({ after: { kind: "SubReseller", inputs: { ...inputs, adopt: id } } });
      expect(sim.state.customers.has(id)).toBe(true);
      expect([...engine.state.keys()]).toEqual(["after"]);
      await engine.destroy();
      expect(sim.state.customers.size).toBe(0);
    } finally {
      await sim.close();
    }
  });
});

describe("a customer whose name answers show as a number", () => {
  const inputs = { name: "10045", contactName: "Acme Ltd" };
  const flow = { start: { module: "start", next: "busy" }, busy: { module: "busy" } };
  const both: Program = {
    acme: { kind: "SubReseller", inputs },
    line: { kind: "CallFlow", inputs: async (uuidOf) => ({ customer: await uuidOf("acme"), name: "Line", extension: 501, flow }) },
  };
  const digits = (record: JsonObject) => (record["name"] === inputs.name ? { ...record, name: Number(inputs.name) } : record);
  let stranger: Stranger;
  let engine: Engine;

  beforeEach(async () => {
    stranger = await Stranger.start({ show: digits });
    engine = new Engine(stranger);
  });
  afterEach(() => stranger.close());

  it("has flows that are made, read, changed and deleted with it, in runs that know it from the list alone", async () => {
    await engine.up(both);
    expect(await engine.refresh()).toEqual({ acme: "same", line: "same" });
    const alone = engine.with({});
    alone.state.delete("acme");
    const from = stranger.requests.length;
    expect(await alone.refresh()).toEqual({ line: "same" });
    expect(stranger.requests.slice(from).filter(({ path }) => path === "/account/reseller")).toHaveLength(1);
    expect(await engine.up({ ...both, acme: { kind: "SubReseller", inputs: { ...inputs, contactName: "New" } } })).toMatchObject({
      acme: "update",
    });
    await engine.destroy();
    expect(stranger.living.size).toBe(0);
  });

  it("is known by a read of itself where the list does not show it", async () => {
    await stranger.close();
    stranger = await Stranger.start({ show: digits, inList: () => undefined });
    engine = new Engine(stranger);
    await engine.up(both);
    await engine.refresh();
    await engine.destroy();
    expect(stranger.living.size).toBe(0);
  });

  it("is neither made a second time nor missed by an adoption by name", async () => {
    const uuid = stranger.add("/account/reseller", { name: inputs.name, contact_name: "Acme Ltd" });
    expect((await failure(engine.up(both))).message).toContain(`a SubReseller with name "10045" lives already (${uuid})`);
    await engine.up({ ...both, acme: { kind: "SubReseller", inputs: { ...inputs, adopt: true } } });
    expect(engine.recorded("acme").id).toBe(uuid);
    expect(stranger.living.size).toBe(2);
  });
});
