import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { settingsFor, Stack } from "../support/engine";

jest.setTimeout(240_000);

const customer = (more = "") => `
const acme = new yay.SubReseller("acme", {
  name: "acme-ltd",
  contactName: "Acme Ltd",
  users: [{ name: "boss", email: "boss@acme.example", roleId: 1, password: "first-password" }],
  addresses: [{ streetOne: "1 Example Street", city: "Exampleton", zip: "EX4M PL3", countryCode: "GB" }],
  ${more}
});`;

const flow = (two = "voice") => `
const main = new yay.CallFlow("main", {
  customer: acme.uuid,
  name: "Main line",
  extension: 501,
  flow: {
    start: { module: "start", next: "menu" },
    menu: { module: "pressextension", next: { 1: "ring", 2: "${two}", invalid: "ring", timeout: "voice" } },
    ring: { module: "extension", extensions: [{ type: "sipuser", uuid: "92b0aca6-12aa-480c-a7b7-a31df403418c" }], noanswer: "voice" },
    voice: { module: "voicemail", mailboxes: ["31347d42-00bd-44a5-9b5c-20dc4197a2f6"] },
  },
});
exports.uuid = acme.uuid;
exports.extension = main.extension;`;

describe("a customer and its call flow on the real engine", () => {
  let simulator: Simulator;
  let stack: Stack;
  const sent = async (action: () => Promise<unknown>) => {
    const from = simulator.requests.length;
    await action();
    return simulator.requests.slice(from).map(({ method, path }) => `${method} ${path.replace(/[0-9a-f-]{36}/, "{uuid}")}`);
  };
  const liveFlow = () =>
    [...simulator.state.objects.values()][0]!.record as { flow: Record<string, { module: string; next: Record<string, string> }> };

  beforeAll(async () => {
    simulator = await startSimulator();
    stack = await Stack.create(customer() + flow(), { env: settingsFor(simulator) });
  });
  afterAll(async () => {
    await stack.close();
    await simulator.close();
  });

  it("previews without credentials and without a request (T15)", async () => {
    const blind = stack.with({ YAY_RESELLER: "", YAY_USER: "", YAY_PASSWORD: "" });
    const requests = await sent(async () => {
      const { code, text } = await blind.run("preview");
      expect(text).toMatch(/\+ 3 to create/);
      expect(code).toBe(0);
    });
    expect(requests).toEqual([]);
  });

  it("makes both with one list and one POST for each kind", async () => {
    const requests = await sent(() => stack.must("up", "--yes", "--skip-preview"));
    expect(requests).toEqual(["GET /account/reseller", "POST /account/reseller", "GET /voip/flow", "POST /voip/flow"]);
  });

  it("sends nothing when nothing has changed (T1)", async () => {
    expect(await sent(() => stack.must("up", "--yes", "--skip-preview", "--expect-no-changes"))).toEqual([]);
  });

  it("sees no drift where there is none, with at most one request for each object (T2)", async () => {
    const requests = await sent(() => stack.must("preview", "--refresh", "--expect-no-changes"));
    expect(requests.sort()).toEqual(["GET /account/reseller", "GET /voip/flow/{uuid}"]);
  });

  it("previews a changed field of a customer as exactly one update, its flows untouched", async () => {
    await stack.write(customer('phone: "+441632960001",') + flow());
    const text = await stack.must("preview", "--diff");
    expect(text).toMatch(/~ 1 to update\s+2 unchanged/);
    expect(text).toMatch(/\+ phone\s*: "\+441632960001"/);
    expect(text).not.toMatch(/replace/);
    const requests = await sent(() => stack.must("up", "--yes", "--skip-preview"));
    expect(requests).toEqual(["GET /account/reseller/{uuid}", "PUT /account/reseller/{uuid}"]);
  });

  it("shows a changed step by its name and no other change, and sends one PUT, after it looked up the name and read the flow", async () => {
    await stack.write(customer('phone: "+441632960001",') + flow("ring"));
    let text = "";
    const requests = await sent(async () => (text = await stack.must("up", "--yes", "--skip-preview", "--diff")));
    const changed = text.split("\n").filter((line) => /^\s*[~+-] /.test(line) && !/pulumi:|pulumi-nodejs:|urn=/.test(line));
    expect(changed.map((line) => line.trim())).toEqual([
      "~ flow     : {",
      "~ menu : {",
      "~ next  : {",
      '~ 2      : "voice" => "ring"',
      "~ 1 updated",
    ]);
    expect(requests).toEqual(["GET /account/reseller", "GET /voip/flow/{uuid}", "PUT /voip/flow/{uuid}"]);
  });

  it("shows an edit in the portal by step name, stores nothing in a preview, and repairs it with one PUT (T3)", async () => {
    const steps = liveFlow().flow;
    const menu = Object.values(steps).find(({ module }) => module === "pressextension")!;
    const [right, wrong] = [menu.next["2"]!, menu.next["timeout"]!];
    menu.next["2"] = wrong;
    const state = await stack.stateText();
    const preview = await stack.must("preview", "--refresh", "--diff");
    expect(preview).toMatch(/~ 2\s*: "ring" => "voice"/);
    expect(preview).toMatch(/~ 2\s*: "voice" => "ring"/);
    expect(await stack.stateText()).toBe(state);
    const requests = await sent(() => stack.must("up", "--yes", "--skip-preview", "--refresh"));
    expect(requests.filter((request) => request.startsWith("PUT"))).toEqual(["PUT /voip/flow/{uuid}"]);
    expect(Object.values(liveFlow().flow).find(({ module }) => module === "pressextension")!.next["2"]).toBe(right);
  });

  it("stops an update where somebody changed the same object since, field by field; an up with a refresh mends it, and makes anew what somebody deleted (T6)", async () => {
    const [acme] = [...simulator.state.customers.values()];
    simulator.portal.edit(acme!.uuid, { contact_name: "Acme Limited" });
    await stack.write(customer('phone: "+441632960002",') + flow("ring"));
    const { code, text } = await stack.up();
    expect(code).not.toBe(0);
    expect(text).toContain('contactName: "Acme Ltd" in the state, "Acme Limited" live');
    expect(text).toContain("pulumi up --refresh");
    const [object] = [...simulator.state.objects.values()];
    simulator.portal.remove(object!.uuid);
    const requests = await sent(() => stack.must("up", "--yes", "--skip-preview", "--refresh"));
    expect(requests.filter((request) => request.startsWith("POST"))).toEqual(["POST /voip/flow"]);
    expect(acme!.record).toMatchObject({ contact_name: "Acme Ltd", phone: "+441632960002" });
  });

  it("keeps a provider text of at most 100 bytes, the same for every resource of a kind (T27)", async () => {
    const resources = await stack.resources();
    for (const { inputs, outputs, type } of resources) {
      const text = String(inputs?.["__provider"]);
      expect(text).toBe(`exports.handler=()=>require("pulumi-yay/handlers")("${type.split(":").at(-1)!}")`);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(100);
      expect(outputs?.["__provider"]).toBe(text);
    }
    expect(resources.map(({ type }) => type)).toHaveLength(2);
  });

  it("deletes the flow before its customer, and nothing is left (T31)", async () => {
    const requests = await sent(() => stack.must("destroy", "--yes", "--skip-preview"));
    expect(requests.filter((request) => request.startsWith("DELETE"))).toEqual([
      "DELETE /voip/flow/{uuid}",
      "DELETE /account/reseller/{uuid}",
    ]);
    expect([simulator.state.customers.size, simulator.state.objects.size]).toEqual([0, 0]);
    expect(simulator.violations).toEqual([]);
  });
});
