import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { settingsFor, Stack } from "../support/engine";
import { leaves } from "../support/leaves";

jest.setTimeout(600_000);

const customer = `const acme = new yay.SubReseller("acme", { name: "acme-ltd", contactName: "Acme" }); const customer = acme.uuid;\n`;
const group = (more = "") => `const sales = new yay.HuntGroup("sales", { customer, name: "Sales", extension: 601, ${more} });\n`;

describe("what others of the account refer to, on the real engine", () => {
  let simulator: Simulator;
  let stack: Stack;

  beforeEach(async () => {
    simulator = await startSimulator({ port: 0 });
    stack = await Stack.create("", { env: settingsFor(simulator) });
  });

  afterEach(async () => {
    await stack.close();
    await simulator.close();
  });

  /** Runs a command and gives how it ended, what it said, and what was sent beside customers. */
  const run = async (program: string, ...command: string[]) => {
    await stack.write(program);
    const from = simulator.requests.length;
    const { code, text } = await stack.run(...command);
    const requests = simulator.requests.slice(from).filter(({ path }) => path.startsWith("/voip/"));
    return { text, succeeds: code === 0, sent: requests.map(({ method, path }) => `${method} ${path.split("/")[2] ?? ""}`) };
  };
  const up = (program: string) => run(program, "up", "--yes", "--skip-preview");

  it("stays until they no longer do, or until a forceDestroy was stored", async () => {
    leaves(simulator, "the customer and what somebody made in the portal are not looked at any more");
    await up(customer + group());
    const [sales] = simulator.portal.list("group", "acme-ltd");
    const queue = simulator.portal.addObject("queueGroup", { name: "Helpline", members: [sales?.["uuid"] ?? ""] }, "acme-ltd").uuid;
    const refused = await up(customer);
    expect(refused.succeeds).toBe(false);
    expect(refused.text).toContain('Cannot delete HuntGroup "sales": what lives in the account still refers to it, and nothing was sent:');
    expect(refused.text).toContain(`QueueGroup ${queue}, "Helpline"`);
    const whole = new RegExp(
      `nothing was sent:\\n +QueueGroup ${queue}, "Helpline"\\n +Change or delete that first, .* what refers to it then refers to nothing\\.`,
      "g",
    );
    expect(refused.text.match(whole)).toHaveLength(2);
    expect(refused.sent).not.toContain("DELETE group");
    expect(await up(customer + group("forceDestroy: true"))).toMatchObject({ succeeds: true, sent: ["GET group"] });
    expect(await up(customer)).toMatchObject({ succeeds: true, sent: ["DELETE group"] });
  });

  it("is looked up by value in the up that makes it, unknown to the preview before, and goes after them by one list of each kind", async () => {
    const found = `const found = yay.HuntGroup.find({ customer, extension: sales.extension });\n`;
    const queue = `new yay.QueueGroup("queue", { customer, name: "Helpline", members: [found.uuid] }); exports.name = found.name;\n`;
    const queues = [1, 2, 3].map(
      (index) => `new yay.QueueGroup("queue${index}", { customer, name: "Queue ${index}", members: [sales.uuid] });\n`,
    );
    const program = [customer, group(), found, queue, ...queues].join("");
    expect(await run(program, "preview")).toMatchObject({ succeeds: true, sent: [] });
    expect((await up(program)).succeeds).toBe(true);
    const [sales] = simulator.portal.list("group", "acme-ltd");
    const members = simulator.portal.list("queueGroup", "acme-ltd").map((each) => each["members"]);
    expect(members).toEqual(["Helpline", ...queues].map(() => [sales?.["uuid"]]));
    expect(await run(program, "preview", "--expect-no-changes")).toMatchObject({ succeeds: true, sent: ["GET group"] });
    const missing = await run(program.replace("sales.extension", "999"), "preview");
    expect(missing.succeeds).toBe(false);
    expect(missing.text).toContain("Cannot look up HuntGroup with extension 999: none of the 1 of the customer");
    expect(missing.text).not.toMatch(/\bat \S+ \(|node_modules/);
    const { succeeds, sent } = await run(program, "destroy", "--yes", "--skip-preview");
    expect(succeeds).toBe(true);
    expect(sent.filter((request) => request === "GET queue-group")).toHaveLength(1);
    expect(sent.filter((request) => request.startsWith("DELETE"))).toEqual([...members.map(() => "DELETE queue-group"), "DELETE group"]);
  });
});
