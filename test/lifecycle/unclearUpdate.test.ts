import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { line } from "../support/lifecycle";
import { Engine, type Program } from "../support/lifecycleEngine";

const program = (contactName: string): Program => ({ acme: { kind: "SubReseller", inputs: { name: "acme-ltd", contactName } } });
const match = { method: "PUT", path: "/account/reseller/*" };

describe("an update of which it is not known whether it was applied", () => {
  let sim: Simulator;
  let engine: Engine;
  const puts = () => sim.requests.filter((request) => line(request) === "PUT /account/reseller/{uuid}").length;
  const live = () => sim.portal.find(engine.recorded("acme").id)?.record;
  const message = async () => (await engine.tryUp(program("New"))).errors["acme"]?.message ?? "no error";

  beforeEach(async () => {
    sim = await startSimulator();
    engine = new Engine(sim);
    await engine.up(program("Old"));
  });
  afterEach(() => sim.close());

  it.each([
    ["is sent again where the object is as it was", false, 2],
    ["is not sent again where it was applied", true, 1],
  ])("%s", async (_name, applied, sent) => {
    sim.faults.add({ match, applied, effect: { kind: "drop" } });
    expect(await message()).toBe("no error");
    expect(live()).toMatchObject({ contact_name: "New" });
    expect(puts()).toBe(sent);
  });

  it.each([
    ["the same field", { contact_name: "Theirs" }],
    ["a field that the program does not manage", { phone: "+441632960999" }],
  ])("is not laid over what somebody changed in the meantime: %s", async (_name, edit) => {
    const held = sim.faults.add({ match, applied: false, wait: { when: "before" }, effect: { kind: "drop" } });
    const going = message();
    await held.held;
    sim.portal.edit(engine.recorded("acme").id, edit);
    held.release();
    expect(await going).toContain(
      "The live object now is neither what it was nor what the program says. Run pulumi up --refresh to see it.",
    );
    expect(live()).toMatchObject(edit);
    expect(puts()).toBe(1);
    expect(engine.recorded("acme").outputs).toMatchObject({ contactName: "Old" });
  });

  it("is not sent again where the object cannot be read, and the next run finishes it", async () => {
    sim.faults.add({ match, applied: false, effect: { kind: "drop" } });
    const unread = sim.faults.add({
      times: 0,
      match: { method: "GET", path: "/account/reseller/*", where: () => puts() > 0 },
      effect: { kind: "status", status: 500 },
    });
    expect(await message()).toContain("PUT /account/reseller/");
    expect(puts()).toBe(1);
    unread.remove();
    expect(await message()).toBe("no error");
    expect(live()).toMatchObject({ contact_name: "New" });
  });

  it.each([
    ["an empty 200", { kind: "empty" }],
    ["a 204", { kind: "custom", status: 204, text: "" }],
    ["an envelope without the object", { kind: "custom", text: '{"result": {}, "status_code": 200}' }],
  ] as const)("is told where %s accepts it and the object stays as it was; the next up sends it again", async (_name, effect) => {
    const fault = sim.faults.add({ match, times: 0, applied: false, effect });
    expect(await message()).toContain("in an answer that shows nothing, and the object is as it was before");
    expect(engine.recorded("acme").outputs).toMatchObject({ contactName: "Old" });
    fault.remove();
    expect(await message()).toBe("no error");
    expect(live()).toMatchObject({ contact_name: "New" });
  });

  it("is told where an empty 200 accepts it and what left the program still lives", async () => {
    const inputs = { name: "acme-ltd", contactName: "Old" };
    const boss = { email: "boss@acme.example", roleId: 1, password: "boss-password" };
    const withUsers = (users: object): Program => ({ acme: { kind: "SubReseller", inputs: { ...inputs, users } } });
    await engine.up(withUsers({ boss, clerk: boss }));
    const fault = sim.faults.add({ match, times: 0, applied: false, effect: { kind: "empty" } });
    await expect(engine.up(withUsers({ boss }))).rejects.toThrow("the object is as it was before");
    fault.remove();
    await engine.up(withUsers({ boss }));
    expect(live()?.["users"]).toMatchObject([{ name: "boss" }]);
  });

  it.each(["empty", "missing"] as const)("is no error where every PUT is answered without the object and done (%s)", async (putResult) => {
    sim.switches.putResult = putResult;
    expect(await message()).toBe("no error");
    expect(live()).toMatchObject({ contact_name: "New" });
  });

  it("is recorded as the program says where it was done and cannot be read back (T19)", async () => {
    sim.switches.putResult = "empty";
    const path = "/account/reseller/*";
    sim.faults.add({ times: 0, match: { method: "GET", path, where: () => puts() > 0 }, effect: { kind: "status", status: 401 } });
    expect(await message()).toContain('SubReseller "acme" was changed, and reading it back failed');
    expect(engine.recorded("acme")).toMatchObject({ inputs: { contactName: "Old" }, outputs: { contactName: "New" } });
    expect(engine.recorded("acme").initErrors).toHaveLength(1);
  });

  it("is given up after three tries", async () => {
    sim.faults.add({ match, times: 0, applied: false, effect: { kind: "drop" } });
    expect(await message()).toContain("PUT /account/reseller/");
    expect(puts()).toBe(3);
    expect(live()).toMatchObject({ contact_name: "Old" });
  });
});
