import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { settingsFor, Stack } from "../support/engine";
import { Hosts } from "../support/hosts";

jest.setTimeout(240_000);

describe("the watch over dynamic hosts", () => {
  let sim: Simulator;
  let hosts: Hosts;
  let stack: Stack;

  beforeAll(async () => {
    [sim, hosts] = await Promise.all([startSimulator(), Hosts.watch()]);
    const program = `new yay.SubReseller("acme", { name: "acme", contactName: "Acme" });\n`;
    stack = await Stack.create(program, { env: { ...settingsFor(sim), ...hosts.env } });
  });
  afterAll(async () => {
    await stack.close();
    await hosts.close();
    await sim.close();
  });

  it("knows of one that speaks to the API that it has loaded the package, and hears it end", async () => {
    const hold = sim.faults.add({ match: { method: "POST" }, wait: { when: "before" } });
    const up = stack.up();
    await hold.held;
    const seen = [hosts.pids.length, hosts.loaded];
    hold.remove();
    expect((await up).code).toBe(0);
    expect(seen).toEqual([1, 1]);
    await hosts.ended();
    expect([hosts.pids.length, hosts.loaded]).toEqual([0, 0]);
    await stack.must("destroy", "--yes", "--skip-preview");
  });
});
