import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { firstOf } from "../support/all";
import { settingsFor, Stack } from "../support/engine";

jest.setTimeout(240_000);

const program = `
const acme = new yay.SubReseller("acme", {
  name: "acme-ltd",
  contactName: "Acme Ltd",
  users: [{ name: "boss", email: "boss@acme.example", roleId: 1, password: "first-password" }],
});
new yay.CallFlow("main", {
  customer: acme.uuid,
  name: "Main line",
  extension: "next",
  flow: { start: { module: "start", next: "busy" }, busy: { module: "busy" } },
});`;

let simulator: Simulator;
let stack: Stack;

beforeEach(async () => {
  simulator = await startSimulator();
  stack = await Stack.create(program, { env: settingsFor(simulator) });
});
afterEach(async () => {
  await stack.close();
  await simulator.close();
});

const posts = (path: string) =>
  simulator.requests.filter(({ method, path: at, applied }) => method === "POST" && at === path && applied).length;

describe("a CLI that is killed in the middle of an up (T21)", () => {
  it.each(firstOf(["/voip/flow", "/account/reseller"], 1))(
    "leaves one object of each kind after the next up: killed at POST %s",
    async (path) => {
      const hold = simulator.faults.add({ match: { method: "POST", path }, wait: { when: "before" } });
      const answered = simulator.nextAnswer({ method: "POST", path });
      const running = stack.start("up", "--yes", "--skip-preview");
      await hold.held;
      running.child.kill("SIGKILL");
      await running.ended;
      hold.release();
      await answered;
      await stack.must("cancel", "--yes");
      await stack.must("up", "--yes", "--skip-preview");
      expect([posts("/account/reseller"), posts("/voip/flow")]).toEqual([1, 1]);
      expect([simulator.state.customers.size, simulator.state.objects.size]).toEqual([1, 1]);
      await stack.must("preview", "--refresh", "--expect-no-changes");
      await stack.must("destroy", "--yes", "--skip-preview");
    },
  );
});
