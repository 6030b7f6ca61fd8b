import { readFile, stat } from "node:fs/promises";
import { type Seed, type Simulator, startSimulator } from "../../provider/simulator/index";
import { ids, living, uuid } from "../support/livingAccount";
import { Desk, holding, settingsOf, yay } from "./support";

const desk = new Desk();
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ seed: living });
});
afterAll(() => simulator.close());

let count = 0;

interface Imported {
  readonly resources: { type: string; name: string; id: string; inputs: Record<string, unknown>; outputs: Record<string, unknown> }[];
}

describe("yay adopt", () => {
  it("takes the customer by its name, too, and refuses one that there is none of", async () => {
    const args = (customer: string) => [
      "adopt",
      "HuntGroup",
      ids.sales,
      "--customer",
      customer,
      "--import-file",
      desk.path("by-name.json"),
    ];
    const none = await yay(args("acme-limited"), { env: settingsOf(simulator) });
    expect(none).toMatchObject({ code: 2, err: holding("--customer acme-limited: none of the 2 customers has this uuid or name.") });
    const { code, out } = await yay(args("acme-ltd"), { env: settingsOf(simulator) });
    expect([code, out]).toEqual([0, holding('new yay.HuntGroup("acme-ltd-sales-5a10", {')]);
  });

  const adopt = (kind: string, uuid: string, file: string, ...more: string[]) =>
    yay(["adopt", kind, uuid, "--customer", ids.acme, "--import-file", file, ...more], { env: settingsOf(simulator) });

  it("prints the code of one object and writes the file that brings it into the stack", async () => {
    const file = desk.path("import-sales.json");
    const { code, out, err } = await adopt("HuntGroup", ids.sales.toUpperCase(), file, "--project", "mine", "--stack-name", "dev");
    expect([code, err]).toEqual([0, holding("pulumi import --file")]);
    expect(out).toContain('new yay.HuntGroup("acme-ltd-sales-5a10", {');
    expect(out).toContain(`"${ids.alice}" /* SipUser "Alice", which is not in this program */`);
    const { resources } = JSON.parse(await readFile(file, "utf8")) as Imported;
    expect(resources).toMatchObject([
      { id: ids.sales, inputs: { seed: holding("urn:pulumi:dev::mine::"), extension: 601 }, outputs: { extension: 601 } },
    ]);
  });

  it.each<[string, string, string, string]>([
    ["an object that cannot be managed", "Sound", ids.welcome, "cannot be managed: content: answers do not show it"],
    ["a uuid that nothing has", "HuntGroup", ids.gone, "no HuntGroup of this account has it"],
    ["an object of another kind", "Mailbox", ids.sales, "no Mailbox of this account has it"],
  ])("refuses %s, and writes nothing", async (_what, kind, uuid, said) => {
    const file = desk.path(`none-${++count}.json`);
    expect(await adopt(kind, uuid, file)).toMatchObject({ code: 1, out: "", err: holding(said) });
    await expect(stat(file)).rejects.toThrow("ENOENT");
  });

  describe("of a list that cannot be read", () => {
    afterEach(() => simulator.faults.clear());

    it("says so, and not that nothing has the uuid", async () => {
      simulator.faults.add({ times: 0, match: { path: "/voip/group" }, effect: { kind: "status", status: 403 } });
      const { code, err } = await adopt("HuntGroup", ids.sales, desk.path(`none-${++count}.json`));
      expect([code, err]).toEqual([1, holding(`${ids.sales}: the list of HuntGroup could not be read: `)]);
      expect(err).not.toContain("no HuntGroup of this account has it");
    });

    it("still takes over what another list shows", async () => {
      simulator.faults.add({ times: 0, match: { path: "/voip/group" }, effect: { kind: "status", status: 403 } });
      expect(await adopt("Mailbox", ids.box, desk.path(`box-${++count}.json`))).toMatchObject({ code: 0 });
    });
  });
});

describe("yay adopt for a stack that has something", () => {
  const person = { uuid: uuid("b0b"), name: "bob", email: "bob@acme.example", role_id: 1, password: "s3cret-of-bob" };
  const group = { uuid: uuid("5a9"), name: "Sales", extension_number: 609 };
  const seed: Seed = {
    customers: [{ uuid: ids.acme, name: "acme-ltd", contact_name: "Acme", objects: { group: [group], resellerUser: [person] } }],
    objects: { group: [{ ...group, uuid: uuid("5a8") }], mailbox: [{ uuid: uuid("b1"), name: "Own" }] },
  };
  let account: Simulator;

  beforeAll(async () => {
    account = await startSimulator({ seed });
  });
  afterAll(() => account.close());

  const stateOf = (kind: string, name: string, id: string, more: object = {}) => {
    const type = `pulumi-nodejs:dynamic/yay:${kind}`;
    return { urn: `urn:pulumi:dev::shop::${type}::${name}`, type, id, custom: true, inputs: {}, outputs: {}, ...more };
  };
  const adoptInto = async (resources: readonly object[], [kind, id, ...more]: readonly string[], stack = ["--stack", "dev"]) => {
    const answers = { "stack export": { out: { deployment: { resources } } }, "stack --show-name": { text: "dev\n" }, config: { out: {} } };
    const env = { ...settingsOf(account), ...(await desk.pulumi(answers)) };
    const file = desk.path(`adopted-${++count}.json`);
    const ended = await yay(["adopt", kind ?? "", id ?? "", ...stack, "--import-file", file, ...more], { env });
    const text = await readFile(file, "utf8").catch(() => undefined);
    return { ...ended, resources: text === undefined ? undefined : (JSON.parse(text) as Imported).resources };
  };
  const ofAcme = ["--customer", ids.acme];

  it("refuses what the stack has already, whatever letters its uuid is written in", async () => {
    const held = stateOf("HuntGroup", "the-sales", group.uuid.toUpperCase());
    const { code, out, err, resources } = await adoptInto([held], ["HuntGroup", group.uuid, ...ofAcme]);
    expect([code, out, resources]).toEqual([1, "", undefined]);
    expect(err).toContain(`${group.uuid}: it is in the stack already, as the-sales`);
  });

  it("takes over what the stack only looks up", async () => {
    const external = stateOf("HuntGroup", "the-sales", group.uuid, { external: true });
    expect(await adoptInto([external], ["HuntGroup", group.uuid, ...ofAcme])).toMatchObject({ code: 0, resources: [{ id: group.uuid }] });
  });

  it("refuses what a list of the stack's customer is to have", async () => {
    const outputs = {
      name: "acme-ltd",
      contactName: "Acme",
      users: { bob: { email: person.email, roleId: 1 } },
      assigned: [],
      seed: "seed",
    };
    const customer = stateOf("SubReseller", "the-acme", ids.acme, { inputs: outputs, outputs });
    const { code, out, err, resources } = await adoptInto([customer], ["ResellerUser", person.uuid, ...ofAcme]);
    expect([code, out, resources]).toEqual([1, "", undefined]);
    expect(err).toContain(`${person.uuid}: \`users\` of the SubReseller the-acme is in the stack already`);
  });

  it("calls a resource otherwise where the stack has its name, and only then", async () => {
    const named = async (...held: readonly object[]) => {
      const { out, resources } = await adoptInto(held, ["HuntGroup", uuid("5a8")]);
      const [name] = resources?.map((resource) => resource.name) ?? [];
      expect(out).toContain(`new yay.HuntGroup("${name}", {`);
      return name;
    };
    expect(await named(stateOf("Mailbox", "sales", uuid("b2")))).toBe("sales");
    expect(await named(stateOf("HuntGroup", "sales", group.uuid))).toBe("sales-5a80");
    expect(await named(stateOf("HuntGroup", "sales", group.uuid), stateOf("HuntGroup", "sales-5a80", uuid("5a7")))).toBe("sales-5a800000");
  });

  it("keeps the customer's name before those of its objects, though the stack has the customer", async () => {
    const customer = stateOf("SubReseller", "acme-ltd", ids.acme);
    const { resources } = await adoptInto([customer], ["HuntGroup", group.uuid, ...ofAcme]);
    expect(resources).toMatchObject([{ name: "acme-ltd-sales" }]);
  });

  it("names the stack of an entry by the resources of the stack", async () => {
    const { resources } = await adoptInto([stateOf("Mailbox", "box", uuid("b3"))], ["Mailbox", uuid("b1")], ["--stack"]);
    expect(resources).toMatchObject([{ inputs: { seed: holding("urn:pulumi:dev::shop::") } }]);
  });

  it.each<[string, string[]]>([
    ["by the option", ["--stack", "acme/larch/dev"]],
    ["by the one that is selected", ["--stack"]],
  ])("names the stack of an entry %s, and its project by Pulumi.yaml, while it has no resource", async (_how, stack) => {
    await desk.put("Pulumi.yaml", "name: larch\nruntime: nodejs\n");
    const { code, resources } = await adoptInto([], ["Mailbox", uuid("b1"), "--cwd", desk.path(".")], stack);
    expect([code, resources]).toEqual([
      0,
      [expect.objectContaining({ inputs: expect.objectContaining({ seed: holding("urn:pulumi:dev::larch::") }) })],
    ]);
  });

  it("says where it looked for the project of a stack without resources, if there is none", async () => {
    const { code, err } = await adoptInto([], ["Mailbox", uuid("b1"), "--cwd", "/"]);
    expect([code, err]).toEqual([2, holding("--cwd /: no Pulumi.yaml there or above names the project of the stack")]);
  });
});
