import type { Simulator } from "../../provider/simulator/index";
import { call, closeAll, listOf, resultOf, startHere, uuidOf } from "./support";

let sim: Simulator;
beforeEach(async () => {
  sim = await startHere({ seed: { balance: "10.000", charges: { "POST /voip/call-pack": "6.000" } } });
});
afterEach(async () => {
  await closeAll();
  expect(sim.violations).toEqual([]);
});

describe("VoIP bundles, as their page has them", () => {
  const path = "/subscription/voip-bundle";

  it("are created with the documented body, read, listed and updated, and have no delete", async () => {
    const created = await call(sim, "POST", path, { body: { bundle_type: 1 } });
    expect([created.status, resultOf(created)]).toMatchObject([201, { auto_renew: false, bundle_type: 1, expires_on: "2030-01-31" }]);
    const one = `${path}/${uuidOf(created)}`;
    expect(resultOf(await call(sim, "PUT", one, { body: { bundle_type: 2, auto_renew: true } }))).toMatchObject({
      auto_renew: true,
      bundle_type: 2,
    });
    expect(listOf(await call(sim, "GET", path))).toMatchObject([{ auto_renew: true, bundle_type: 2, expires_on: "2030-01-31" }]);
    expect((await call(sim, "DELETE", one)).status).toBe(404);
    expect(sim.state.objects.size).toBe(1);
  });

  it.each([{}, { bundle_type: 6 }, { bundle_type: "Business" }])("are refused with the body %j", async (body) => {
    expect((await call(sim, "POST", path, { body })).status).toBe(400);
  });
});

describe("call packs, as their page has them", () => {
  it("are created, read and listed, and have no update and no delete", async () => {
    const created = await call(sim, "POST", "/voip/call-pack", { body: { pack_id: 13 } });
    expect([created.status, resultOf(created)]).toMatchObject([201, { pack_id: 13 }]);
    const one = `/voip/call-pack/${uuidOf(created)}`;
    expect(resultOf(await call(sim, "GET", one))).toMatchObject({ pack_id: 13 });
    expect((await call(sim, "PUT", one, { body: { pack_id: 14 } })).status).toBe(404);
    expect((await call(sim, "DELETE", one)).status).toBe(404);
  });

  it("cost what the seed says, and are refused if the own balance does not cover it", async () => {
    expect((await call(sim, "POST", "/voip/call-pack", { body: { pack_id: 13 } })).status).toBe(201);
    expect((await call(sim, "POST", "/voip/call-pack", { body: { pack_id: 13 } })).status).toBe(400);
    expect(sim.ledger).toMatchObject([{ kind: "charge", amount: "6.000", ownBalance: "4.000" }]);
  });
});
