import { MASK } from "../../provider/simulator/present";
import { SeedError, loadSeed } from "../../provider/simulator/index";
import { call, closeAll, resultOf, startHere, uuidOf } from "./support";

const PATH = "/voip/message-flow";
const body = { name: "Shop", flow: { relay: { password: "sentinel", user: "pbx" }, tags: ["a", "b"] }, wait: 5 };

const start = (switches = {}) => startHere({ seed: { collections: [PATH], customers: [{ name: "acme", contact_name: "Ann" }] }, switches });

afterEach(closeAll);

describe("a collection that no document describes", () => {
  it("is there if the seed names it: with every command, for the own account and for a customer, and a PUT replaces the whole", async () => {
    const sim = await start({ unknownFields: "refused" });
    const uuid = uuidOf(await call(sim, "POST", PATH, { body, customer: "acme" }));
    expect(resultOf(await call(sim, "GET", `${PATH}/${uuid}`, { customer: "acme" }))).toMatchObject({ ...body, uuid });
    expect((await call(sim, "GET", `${PATH}/${uuid}`)).status).toBe(404);
    expect(resultOf(await call(sim, "PUT", `${PATH}/${uuid}`, { body: { name: "Till" }, customer: "acme" }))).not.toHaveProperty("wait");
    expect((await call(sim, "DELETE", `${PATH}/${uuid}`, { customer: "acme" })).status).toBe(200);
    expect(sim.portal.list(PATH, "acme")).toEqual([]);
  });

  it("is none of the API's otherwise", async () => {
    const sim = await start();
    expect((await call(sim, "GET", "/voip/mailbox-menu")).status).toBe(501);
    expect(() => sim.portal.list("/voip/mailbox-menu")).toThrow('no kind "/voip/mailbox-menu"');
  });

  it("shows what sounds like a password as passwords are shown, at any depth", async () => {
    const sim = await start({ passwordsShown: "masked" });
    const uuid = uuidOf(await call(sim, "POST", PATH, { body: { ...body, pin: "4711" } }));
    const shown = resultOf(await call(sim, "GET", `${PATH}/${uuid}`));
    expect(shown).toMatchObject({ ...body, pin: MASK, flow: { relay: { password: MASK, user: "pbx" } } });
    await call(sim, "PUT", `${PATH}/${uuid}`, { body: { name: "Till" } });
    expect(sim.state.objects.get(uuid)?.record["pin"]).toBe("4711");
  });

  it("holds what a seed puts into it, and counts when its customer is to be deleted", async () => {
    const sim = await startHere({
      seed: { collections: [PATH], customers: [{ name: "acme", contact_name: "Ann", objects: { [PATH]: [body] } }] },
    });
    expect(sim.portal.list(PATH, "acme")).toMatchObject([body]);
    const [customer] = sim.state.customers.keys();
    expect((await call(sim, "DELETE", `/account/reseller/${customer}`)).status).toBe(400);
    sim.reset();
    expect(sim.portal.list(PATH, "acme")).toMatchObject([body]);
  });

  it.each([
    [{ collections: ["voip/message-flow"] }, 'collections[0]: not a path such as "/voip/message-flow"'],
    [{ objects: { [PATH]: [body] } }, `objects.${PATH}: not one of collections`],
    [
      { collections: [PATH], objects: { "/voip/message-flows": [] } },
      `objects./voip/message-flows: not one of collections. Did you mean "${PATH}"?`,
    ],
  ])("of a seed that cannot be meant is named: %j", (seed, message) => {
    expect(() => loadSeed(seed)).toThrow(SeedError);
    expect(() => loadSeed(seed)).toThrow(message);
  });
});
