import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Seed, type Simulator, startSimulator } from "../../provider/simulator/index";
import { ids, living, passwords, uuid } from "../support/livingAccount";
import { Desk, holding, settingsOf, yay } from "./support";

const desk = new Desk();
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ seed: living });
});
afterAll(() => simulator.close());

let count = 0;

async function copied(values: string | undefined, input = "", { of = simulator, from = "acme-ltd" } = {}) {
  const folder = desk.path(`copy-${++count}`);
  const given = values === undefined ? [] : ["--values", values];
  const args = ["export", "--customer", from, "--as", "globex", "--out", folder, ...given];
  const ended = await yay(args, { env: settingsOf(of), input });
  const read = (path: string) => readFile(join(folder, path), "utf8");
  return { ...ended, folder, read };
}

const filled = `
customer: { contactName: Globex Ltd, phone: "+441632960900" }
ownNumbers: { "+441632960123": "+441632960901" }
extensions: { 1001: 2001, 601: 2601 }
names: { sip.acme.example: sip.globex.example }
`;

describe("yay export --customer A --as B", () => {
  it("writes a file of what B may have otherwise, and nothing else, if there is none yet", async () => {
    const values = desk.path("values.yaml");
    const { code, out, folder } = await copied(values);
    expect([code, out]).toEqual([0, `Wrote ${values}: say there what globex has otherwise, and run the same command again.\n`]);
    const text = await readFile(values, "utf8");
    expect(text).toContain("# What globex has otherwise than acme-ltd:");
    expect(text).toContain('ownNumbers:\n  "+441632960123": ""\n');
    expect(text).toContain('  contactName: Acme */ "Ltd"\n');
    expect(text).toMatch(/extensions:\n(?: {2}"?\d+"?: \d+\n)+/);
    await expect(stat(folder)).rejects.toThrow("ENOENT");
  });

  it("writes the program of A with the name, the numbers and the extensions of B, and nothing to import", async () => {
    const { code, out, read, folder } = await copied(await desk.put("filled.yaml", filled));
    expect([code, out]).toEqual([0, holding("there is nothing to import")]);
    const program = await read("customers/globex.ts");
    expect(program).toContain('new yay.SubReseller("globex", {');
    expect(program).toContain('contactName: "Globex Ltd"');
    expect(program).toContain('number: "+441632960901"');
    expect(program).toContain("extension: 2001");
    expect(program).toContain("extension: 602");
    expect(program).toContain("members: [aliceSipUser.uuid");
    expect(program).not.toMatch(/acme|1632960123|1001|High Street/i);
    expect(program).not.toContain(ids.acme);
    await expect(stat(join(folder, "import.json"))).rejects.toThrow("ENOENT");
    for (const password of passwords) expect(program).not.toContain(password);
  });

  it("names in the README what is still of A, with file and line, what is not copied, and what is bought", async () => {
    const { read } = await copied(await desk.put("filled.yaml", filled));
    const [readme, program] = [await read("README.md"), (await read("customers/globex.ts")).split("\n")];
    const line = program.findIndex((each) => each.includes(ids.welcome)) + 1;
    expect(readme).toContain(`\`customers/globex.ts:${line}\` | Sound "Welcome", which is not in this program`);
    expect(readme).toMatch(/\| Sound \| Welcome \| content: answers do not show it/);
    expect(readme).toContain(`pulumi config set yay:maxPurchasesPerRun '{"SipUser":1}'`);
  });

  it("asks where no file says it, and takes an empty line for what is offered", async () => {
    const answers = ["Globex Ltd", "", "+441632960901", ...Array<string>(30).fill("")].join("\n");
    const { code, err, read } = await copied(undefined, answers);
    expect([code, err]).toEqual([0, holding('contactName [Acme */ "Ltd"]: ')]);
    const program = await read("customers/globex.ts");
    expect(program).toContain('contactName: "Globex Ltd"');
    expect(program).toContain('number: "+441632960901"');
    expect(program).toContain("extension: 1001");
  });

  it("leaves a number out that nothing takes the place of, since two customers cannot have it", async () => {
    const { read } = await copied(await desk.put("few.yaml", "customer: { contactName: Globex }\n"));
    expect(await read("customers/globex.ts")).not.toContain("new yay.PhoneNumber");
  });

  describe("of a customer that calls itself", () => {
    const forwards = {
      [uuid("57e1")]: { module: "start", next: uuid("57e2") },
      [uuid("57e2")]: {
        module: "extension",
        extensions: ["+441632960123", "0163 296 0123", "441632960123", "+441632247247", "441632247247"].map((number) => ({
          type: "forward",
          number,
        })),
      },
    };
    const number = { country_code: "44", number: "1632960123", name: "Shop", call_flow: uuid("f1") };
    const flow = [{ uuid: uuid("f1"), name: "Acme Line", extension: 501, flow: forwards }];
    const seed: Seed = {
      customers: [{ uuid: uuid("ac"), name: "acme-247247", contact_name: "Acme 247247", objects: { flow, number: [number] } }],
    };
    let other: Simulator;

    beforeAll(async () => {
      other = await startSimulator({ seed });
    });
    afterAll(() => other.close());

    const copy = (values: string) => copied(values, "", { of: other, from: "acme-247247" });

    it("offers its numbers once, and no number as a text that names it", async () => {
      const values = desk.path("numbers.yaml");
      await copy(values);
      const text = await readFile(values, "utf8");
      expect(text).toContain('numbers:\n  "+441632247247": "+441632247247"\n  "441632247247": "441632247247"\n\n');
      expect(text).toMatch(/names:\n {2}Acme Line: Acme Line\n$/);
    });

    it("sends calls to the new customer's number, in the spelling that the old one had", async () => {
      const values =
        'ownNumbers: { "+441632960123": "+441632960901" }\nnumbers: { "+441632247247": "+441632960902", "441632247247": 441632960903 }\n';
      const { read } = await copy(await desk.put("forward.yaml", values));
      const program = await read("customers/globex.ts");
      expect(program).toContain('number: "+441632960901"');
      expect(program).toContain('number: "01632960901"');
      expect(program).toContain('number: "441632960901"');
      expect(program).toContain('number: "+441632960902"');
      expect(program).toContain('number: "441632960903"');
      expect(program).not.toMatch(/1632960123|1632247247/);
      expect(await read("README.md")).not.toContain("calls that are sent there");
      const refused = await copy(await desk.put("undialled.yaml", 'numbers: { "+441632247247": 441632960902 }\n'));
      expect([refused.code, refused.err]).toEqual([2, holding("numbers.+441632247247: must be a phone number that begins with + or 0")]);
    });

    it("names in the README what still calls the old customer, where no number takes the place of its own", async () => {
      const { read } = await copy(await desk.put("no-number.yaml", "customer: { contactName: Globex }\n"));
      const [readme, program] = [await read("README.md"), (await read("customers/globex.ts")).split("\n")];
      for (const spelled of ["+441632960123", "0163 296 0123", "441632960123"]) {
        const line = program.findIndex((each) => each.includes(`"${spelled}"`)) + 1;
        expect(readme).toContain(`\`customers/globex.ts:${line}\` | +441632960123`);
      }
    });
  });

  it("refuses wrong values all at once, with where they stand, and writes nothing", async () => {
    const wrong = `
customer: { contactNam: Globex }
ownNumbers: { "+441632960123": "+441632960123" }
extensions: { 1001: zero, 601: 602 }
people: {}
`;
    const { code, err, folder } = await copied(await desk.put("wrong.yaml", wrong));
    expect(code).toBe(2);
    for (const said of [
      "customer.contactNam: the old customer has no such value",
      "ownNumbers.+441632960123: the old customer has it",
      "extensions.1001: must be a whole number above zero",
      "602 stands in the place of",
      "people: there is no such section",
    ])
      expect(err).toContain(said);
    await expect(stat(folder)).rejects.toThrow("ENOENT");
  });

  it("takes values without quotes as they are written", async () => {
    const plain = `
customer: { contactName: 1.10, phone: 01632960900 }
ownNumbers: { +441632960123: +441632960901 }
extensions: { 1001: 2001 }
names:
`;
    const { code, read } = await copied(await desk.put("plain.yaml", plain));
    expect(code).toBe(0);
    const program = await read("customers/globex.ts");
    for (const said of ['contactName: "1.10"', 'phone: "01632960900"', 'number: "+441632960901"', "extension: 2001"])
      expect(program).toContain(said);
  });

  it("refuses a value that no program can have", async () => {
    const { code, err } = await copied(await desk.put("blank.yaml", 'customer: { contactName: "" }\n'));
    expect([code, err]).toEqual([2, holding("No program can have these values")]);
  });

  it.each<[string, string[], string]>([
    ["all customers", ["--all", "--as", "globex"], "--as makes the program of one --customer"],
    ["a file of values without a name", ["--customer", "acme-ltd", "--values", "x.yaml"], "name that by --as"],
  ])("refuses %s", async (_what, args, said) => {
    const { code, err } = await yay(["export", "--out", desk.path("none"), ...args], { env: settingsOf(simulator) });
    expect([code, err]).toEqual([2, holding(said)]);
  });
});
