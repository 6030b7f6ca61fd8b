import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { itInAll } from "../support/all";
import { settingsFor, Stack } from "../support/engine";
import { leaves } from "../support/leaves";

jest.setTimeout(240_000);

const steps = {
  "161ec941-1c6a-4d42-b011-1c050487324d": { module: "start", next: "9085aa47-0ff0-4fd0-9c80-6077e1f475c2" },
  "9085aa47-0ff0-4fd0-9c80-6077e1f475c2": { module: "busy", duration: 5 },
};

describe("taking living objects over on the real engine", () => {
  let simulator: Simulator;
  let stack: Stack;
  let acme: string;
  let flow: string;

  const customer = (adopt: string, contact = "By Hand") =>
    `const acme = new yay.SubReseller("acme", { name: "by-hand", contactName: "${contact}"${adopt === "" ? "" : `, adopt: ${adopt}`} });\n`;
  const line = (adopt: string, duration = 5) => `new yay.CallFlow("main", {
  customer: acme.uuid, name: "Main", extension: 501${adopt === "" ? "" : `, adopt: ${adopt}`},
  flow: { start: { module: "start", next: "engaged" }, engaged: { module: "busy", duration: ${duration} } },
});\n`;
  const writes = async (action: () => Promise<unknown>) => {
    const from = simulator.requests.length;
    await action();
    return simulator.requests.slice(from).flatMap(({ method, path }) => (method === "GET" ? [] : [`${method} ${path}`]));
  };
  const refused = async (program: string) => {
    await stack.write(program);
    let text = "";
    const sent = await writes(async () => {
      const ended = await stack.up();
      expect(ended.code).not.toBe(0);
      text = ended.text;
    });
    expect(sent).toEqual([]);
    return text;
  };

  beforeAll(async () => {
    simulator = leaves(await startSimulator(), "what lived before the program is taken over, and flows of others stay");
    acme = simulator.portal.addCustomer({ name: "by-hand", contact_name: "By Hand" }).uuid;
    flow = simulator.portal.addObject("flow", { name: "Main", extension: 501, flow: steps }, "by-hand").uuid;
    stack = await Stack.create("", { env: settingsFor(simulator) });
  });
  afterAll(async () => {
    await stack.close();
    await simulator.close();
  });

  itInAll("is offered where a program would make a customer that lives already", async () => {
    const text = await refused(customer(""));
    expect(text).toContain(`a SubReseller with name "by-hand" lives already (${acme})`);
    expect(text).toContain("adopt: true");
  });

  it("stops where the live customer differs, naming each difference", async () => {
    const text = await refused(customer("true", "Somebody Else"));
    expect(text).toContain('contactName: "Somebody Else" in the program, "By Hand" live');
    expect(text).toContain(`adopt: { uuid: "${acme}", overwrite: true }`);
  });

  itInAll("stops where nothing lives under the uuid or the natural key", async () => {
    expect(await refused(customer('"11111111-1111-4111-8111-111111111111"'))).toContain(
      "no SubReseller 11111111-1111-4111-8111-111111111111 lives there",
    );
    expect(await refused(customer("true").replace('"by-hand"', '"nobody"'))).toContain('none with name "nobody" lives there');
  });

  itInAll("names both where two flows have the extension", async () => {
    const other = simulator.portal.addObject("flow", { name: "Other", extension: 501, flow: steps }, "by-hand").uuid;
    const program = `const acme = { uuid: "${acme}" };\n${line("true")}`;
    const text = await refused(program);
    expect(text).toContain(flow);
    expect(text).toContain(other);
    simulator.portal.remove(other);
  });

  it("writes nothing where both equal the program, and the next preview is empty", async () => {
    await stack.write(customer("true") + line("true"));
    expect(await writes(() => stack.must("up", "--yes", "--skip-preview"))).toEqual([]);
    expect((await stack.resources()).map(({ id }) => id).sort()).toEqual([acme, flow].sort());
    await stack.must("preview", "--refresh", "--expect-no-changes");
  });

  it("keeps the live uuids of the steps, also once adopt is taken out", async () => {
    await stack.write(customer("") + line("", 4));
    expect(await writes(() => stack.must("up", "--yes", "--skip-preview"))).toEqual([`PUT /voip/flow/${flow}`]);
    const { record } = simulator.state.objects.get(flow)!;
    expect(record["flow"]).toMatchObject({ "9085aa47-0ff0-4fd0-9c80-6077e1f475c2": { module: "busy", duration: 4 } });
  });

  it("changes the live object only where the program says to overwrite it", async () => {
    const { uuid } = simulator.portal.addCustomer({ name: "again", contact_name: "Again" });
    const again = `new yay.SubReseller("again", { contactName: "New", adopt: { uuid: "${uuid}", overwrite: true } });`;
    await stack.write(customer("") + line("", 4) + again);
    expect(await writes(() => stack.must("up", "--yes", "--skip-preview"))).toEqual([`PUT /account/reseller/${uuid}`]);
    expect(simulator.state.customers.get(uuid)!.record).toMatchObject({ contact_name: "New" });
  });
});
