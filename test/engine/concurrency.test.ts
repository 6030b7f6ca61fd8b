import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { Stack } from "../support/engine";
import { emptyFlow } from "../kinds/flows";
import { acme } from "../support/account";
import { leaves } from "../support/leaves";

jest.setTimeout(240_000);

const shared = emptyFlow(0);
const id = String(shared["uuid"]);
const [begin, end] = ["6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c8b09", "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c8c09"];
const filled = { [begin]: { module: "start", next: end }, [end]: { module: "fax" } };
const seed = { customers: [{ uuid: acme, name: "acme-ltd", contact_name: "Acme Ltd", objects: { flow: [{ ...shared, flow: filled }] } }] };

const fifty = `
for (let index = 0; index < 50; index++) {
  new yay.CallFlow("flow-" + index, {
    customer: "${acme}",
    name: "Line " + index,
    extension: 700 + index,
    flow: { start: { module: "start", next: "busy" }, busy: { module: "busy" } },
  });
}`;

/** Both name the flow by its uuid, so the engine sees no order between them. */
const parts = (name: string, duration: number) => `
const adopt = { uuid: "${id}", overwrite: true };
new yay.CallFlow("main", { customer: "${acme}", name: "${name}", extension: 601, content: "separate", adopt });
new yay.CallFlowContent("steps", {
  customer: "${acme}",
  callFlow: "${id}",
  adopt,
  flow: { start: { module: "start", next: "busy" }, busy: { module: "busy", duration: ${duration} } },
});`;

describe("many resources at once on the real engine (T28)", () => {
  let simulator: Simulator;
  let stack: Stack;
  const sent = async (...args: string[]) => {
    const from = simulator.requests.length;
    await stack.must(...args);
    return simulator.requests.slice(from);
  };

  beforeEach(async () => {
    simulator = leaves(await startSimulator({ seed }), "their end is not looked at");
    stack = await Stack.create(fifty);
    const { reseller, user, password } = simulator.credentials;
    await stack.configure({ "yay:baseUrl": simulator.url, "yay:reseller": reseller, "yay:user": user, "yay:password": password });
  });
  afterEach(async () => {
    await stack.close();
    await simulator.close();
  });

  it("configures all of fifty first calls from the stack's own settings, makes each flow once, and reads them by one list", async () => {
    const made = await sent("up", "--yes", "--skip-preview", "--parallel", "50");
    expect(made.filter(({ method }) => method === "GET").map(({ path }) => path)).toEqual(["/account/reseller", "/voip/flow"]);
    expect([made.filter(({ method }) => method === "POST").length, simulator.state.objects.size]).toEqual([50, 51]);
    const read = await sent("refresh", "--yes", "--skip-preview", "--expect-no-changes", "--parallel", "50");
    expect(read.map(({ method, path }) => `${method} ${path.replace(/[0-9a-f-]{36}/, "{uuid}")}`).sort()).toEqual([
      "GET /account/reseller",
      "GET /voip/flow",
      "GET /voip/flow/{uuid}",
    ]);
  });

  it("puts the two parts of one flow one after the other, so that neither resets the other", async () => {
    const live = () => simulator.portal.find(id)!.record;
    for (const [name, duration] of [["Taken over", 11] as const, ["Changed", 12] as const]) {
      await stack.write(parts(name, duration));
      const requests = await sent("up", "--yes", "--skip-preview");
      expect(requests.filter(({ path }) => path.endsWith(id)).map(({ method }) => method)).toEqual(["GET", "PUT", "GET", "PUT"]);
      expect(live()["name"]).toBe(name);
      expect(Object.values(live()["flow"] as object)).toContainEqual({ module: "busy", duration });
    }
  });
});
