import { AccountReader } from "../../provider/account";
import { exportProgram, kindsToList } from "../../provider/export";
import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { settingsFor } from "../support/engine";
import { ids, living } from "../support/livingAccount";
import { Desk, yay } from "./support";

const desk = new Desk();
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ seed: living });
});
afterAll(() => simulator.close());

/** The state of a stack that has taken the customer over, under names of the test's own. */
async function stackWith(named: Readonly<Record<string, { readonly name: string; readonly ignoreChanges?: readonly string[] }>>) {
  const reader = new AccountReader(() => undefined, settingsFor(simulator));
  const { objects: customers } = await reader.live(undefined, ["SubReseller"]);
  const acme = customers.find(({ id }) => id === ids.acme);
  if (acme === undefined) throw new Error("The customer does not live.");
  const { objects } = await reader.live(ids.acme, kindsToList(acme));
  const { resources } = exportProgram([acme, ...objects], { project: "proj", stack: "dev" });
  const states = resources.map(({ type, name, id, inputs, outputs }) => {
    const { name: other = name, ...more } = named[id] ?? {};
    return { urn: `urn:pulumi:dev::proj::${type}::${other}`, type, id, custom: true, inputs, outputs, ...more };
  });
  return desk.put("state.json", { version: 3, deployment: { resources: states } });
}

const drift = async (state: string) => {
  const { code, out, err } = await yay(["drift", "--state", state], { env: settingsFor(simulator) });
  return { code, out, err };
};

describe("what the program told the engine to leave alone", () => {
  it("is left alone of that resource, and not of one of another kind that has its name", async () => {
    const state = await stackWith({
      [ids.alice]: { name: "sales", ignoreChanges: ["displayName", "name"] },
      [ids.sales]: { name: "sales" },
    });
    simulator.portal.edit(ids.alice, { display_name: "Alice Smith" });
    simulator.portal.edit(ids.sales, { name: "All who sell" });
    const { code, out } = await drift(state);
    expect(code).toBe(3);
    expect(out).toContain('name is "All who sell", the stack says "Sales"');
    expect(out).toContain(
      'No drift, SipUser sales ("Alice Smith", extension 1001) was changed to what the program says by now, or in what it leaves alone',
    );
    simulator.portal.edit(ids.alice, { display_name: "Alice" });
    simulator.portal.edit(ids.sales, { name: "Sales" });
  });

  it("is left alone of a step, while another place of the same flow is told", async () => {
    const state = await stackWith({ [ids.main]: { name: "main", ignoreChanges: ['flow["ring-sales"].duration'] } });
    const editSteps = (module: string, change: object) =>
      simulator.portal.edit(ids.main, (record) => {
        for (const step of Object.values(record["flow"] as Record<string, { module: string }>))
          if (step.module === module) Object.assign(step, change);
      });
    editSteps("extension", { duration: 25 });
    expect(await drift(state)).toEqual({ code: 0, err: "", out: expect.stringContaining("No drift: ") });
    editSteps("voicemail", { mailboxes: [] });
    const { code, out } = await drift(state);
    expect(code).toBe(3);
    expect(out).toContain("voicemail-new");
    expect(out).not.toContain("25");
  });
});
