import { AccountReader } from "../../provider/account";
import { KINDS } from "../../provider/objects";
import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { acme, customers, globex } from "../support/account";
import { uglyAccount } from "../support/ugly/account";
import { ownersOf, statesOfAll } from "../support/ugly/states";
import { SECRET_MARK } from "../support/ugly/texts";
import { Desk, holding, settingsOf, yay } from "./support";

const desk = new Desk();

const SALES = "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c8a01";
const NIGHT = "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c8a02";
const GONE = "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c8a03";

const group = (id: string, name: string, customer = acme) => ({
  urn: `urn:pulumi:dev::test::pulumi-nodejs:dynamic/yay:HuntGroup::${name}`,
  type: "pulumi-nodejs:dynamic/yay:HuntGroup",
  id,
  outputs: { customer, name, extension: 601 },
});

const exported = (...resources: object[]) => ({ version: 3, deployment: { resources } });

interface Shown {
  readonly ok: boolean;
  readonly counts: readonly Readonly<Record<string, unknown>>[];
  readonly onlyLive: readonly Readonly<Record<string, unknown>>[];
  readonly onlyInCode: readonly Readonly<Record<string, unknown>>[];
  readonly differing: readonly Readonly<Record<string, unknown>>[];
}

describe("yay inventory", () => {
  let simulator: Simulator;
  const taken = async (...args: string[]) => {
    const { code, out, err } = await yay(["inventory", "--json", ...args], { env: settingsOf(simulator) });
    return { code, err, shown: JSON.parse(out) as Shown };
  };

  beforeAll(async () => {
    const groups = (...all: [string, string, number][]) => ({
      group: all.map(([uuid, name, extension]) => ({ uuid, name, extension_number: extension })),
    });
    simulator = await startSimulator({
      seed: {
        customers: [
          { ...customers[0], objects: groups([SALES, "sales", 601], [NIGHT, "ni\u001b[31mght", 602]) },
          { ...customers[1], name: "globex | ltd" },
        ],
      },
    });
  });
  beforeEach(() => simulator.reset());
  afterAll(() => simulator.close());

  it("says by customer and kind what is in code and live, only live, and only in code", async () => {
    const file = await desk.put("state.json", exported(group(SALES, "sales"), group(GONE, "gone")));
    const { code, err, shown } = await taken("--state", file, "--kind", "HuntGroup");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(shown.counts).toEqual([
      { customer: acme, customerName: "acme-ltd", kind: "HuntGroup", both: 1, differing: 0, onlyLive: 1, onlyInCode: 1, notKnown: 0 },
    ]);
    expect(shown.onlyLive).toEqual([{ kind: "HuntGroup", uuid: NIGHT, customer: acme, name: "ni\u001b[31mght" }]);
    expect(shown.onlyInCode).toEqual([{ kind: "HuntGroup", uuid: GONE, customer: acme, resource: "gone", name: "gone" }]);
  });

  it("says which of those in both lives otherwise, and in what", async () => {
    const file = await desk.put(
      "other.json",
      exported({ ...group(SALES, "sales"), outputs: { customer: acme, name: "Sales team", extension: 601 } }),
    );
    const { shown } = await taken("--state", file, "--kind", "HuntGroup");
    expect(shown.counts).toMatchObject([{ both: 1, differing: 1, onlyLive: 1 }]);
    expect(shown.differing).toEqual([{ kind: "HuntGroup", uuid: SALES, customer: acme, resource: "sales", paths: ["name"] }]);
  });

  it("shows the same as a table, with names of customers, and nothing that could drive a terminal", async () => {
    const file = await desk.put("state.json", exported(group(SALES, "sales"), group(GONE, "gone")));
    const { code, out } = await yay(["inventory", "--state", file, "--kind", "HuntGroup", "--kind", "SubReseller", "--objects"], {
      env: settingsOf(simulator),
    });
    expect(code).toBe(0);
    expect(out).not.toContain("\u001b");
    const cells = out.split("\n").flatMap((line) =>
      line.includes("│")
        ? [
            line
              .split("│")
              .slice(1, -1)
              .map((cell) => cell.trim()),
          ]
        : [],
    );
    expect(cells).toEqual([
      ["Customer", "Kind", "In code and live", "of these differing", "Only live", "Only in code", "Not known"],
      ["acme-ltd", "HuntGroup", "1", "-", "1", "1", "-"],
      ["", "SubReseller", "-", "-", "1", "-", "-"],
      ["globex | ltd", "SubReseller", "-", "-", "1", "-", "-"],
      ["In all", "", "1", "-", "3", "1", "-"],
    ]);
    expect(out).toContain(`Only live:\n  HuntGroup "night" ${NIGHT}, acme-ltd\n`);
    expect(out).toContain(`Only in code:\n  HuntGroup "gone" ${GONE}, acme-ltd\n`);
  });

  it("looks at one customer alone, by name or uuid, and asks nothing of the others", async () => {
    for (const customer of ["acme-ltd", acme]) {
      const from = simulator.requests.length;
      const { shown } = await taken("--customer", customer, "--kind", "HuntGroup", "--kind", "SubReseller");
      expect(shown.counts.map((row) => [row["customer"], row["kind"]])).toEqual([
        [acme, "HuntGroup"],
        [acme, "SubReseller"],
      ]);
      expect(simulator.requests.slice(from).filter((request) => request.customer === "globex | ltd")).toEqual([]);
    }
    expect((await taken("--customer", globex, "--kind", "HuntGroup")).shown.counts).toEqual([]);
  });

  it("takes the states of several stacks, and the account from the first one's configuration", async () => {
    const config = (reseller: string) => ({ "yay:reseller": { value: reseller }, "yay:baseUrl": { value: simulator.url } });
    const pulumi = await desk.pulumi({
      "config --json --show-secrets --non-interactive --stack a": { out: config("reseller") },
      "config --json --non-interactive --stack a": { out: config("reseller") },
      "config --json --non-interactive --stack b": { out: config("reseller") },
      "config --json --non-interactive --stack c": { out: config("another") },
      "stack export --non-interactive --stack a": { out: exported(group(SALES, "sales")) },
      "stack export --non-interactive --stack b": { out: exported(group(NIGHT, "ni\u001b[31mght")) },
    });
    const env = { ...settingsOf(simulator), ...pulumi, PATH: `${pulumi["PATH"] ?? ""}:${process.env["PATH"] ?? ""}` };
    const { out, code } = await yay(["inventory", "--kind", "HuntGroup", "--json", "--stack", "a", "b"], { env });
    expect(code).toBe(0);
    expect((JSON.parse(out) as Shown).counts).toMatchObject([{ both: 2, onlyLive: 0 }]);
    const refused = await yay(["inventory", "--stack", "a", "c"], { env });
    expect(refused).toMatchObject({ code: 2, out: "", err: holding("different accounts") });
  });

  it("ends with 1 where something could not be looked at, and says what and why", async () => {
    simulator.faults.add({ match: { path: "/voip/group" }, times: 0, effect: { kind: "status", status: 403 } });
    const file = await desk.put("state.json", exported(group(SALES, "sales")));
    const { code, out } = await yay(["inventory", "--state", file, "--kind", "HuntGroup"], { env: settingsOf(simulator) });
    expect(code).toBe(1);
    expect(out).toMatch(/Not looked at, 1 reason:\n {2}HuntGroup: .*the API refused\. \(403\)\n/);
    expect((await taken("--state", file, "--kind", "HuntGroup")).shown).toMatchObject({
      ok: false,
      counts: [{ notKnown: 1, onlyInCode: 0 }],
    });
  });

  it("takes a list that the API does not have for empty, and says so", async () => {
    Object.assign(simulator.switches, { guessedPaths: "absent" });
    const { code, out } = await yay(["inventory", "--kind", "QueueNotice"], { env: settingsOf(simulator) });
    expect(code).toBe(0);
    expect(out).toContain("QueueNotice: ");
  });

  it.each([
    [["--kind", "Group"], "There is no kind Group. There are: CallFlow, "],
    [["--customer", "nobody"], 'The account has no customer "nobody"'],
    [["--state", "/nowhere.json"], "Cannot read /nowhere.json"],
  ])("refuses %j", async (args, words) => {
    expect(await yay(["inventory", ...args], { env: settingsOf(simulator) })).toMatchObject({ code: 2, out: "", err: holding(words) });
  });

  it("finds all of a strange account in code, writes nothing, and says no secret", async () => {
    const ugly = await startSimulator({ seed: uglyAccount(5, { customers: 5, objects: 60 }) });
    try {
      const states = await statesOfAll(ugly, new AccountReader(() => undefined, settingsOf(ugly)));
      const file = await desk.put("ugly.json", exported(...states));
      for (const args of [["--json"], ["--objects"]]) {
        const { code, out } = await yay(["inventory", "--state", file, ...args], { env: settingsOf(ugly) });
        expect(code).toBe(0);
        expect(out).not.toContain(SECRET_MARK);
        if (args[0] !== "--json") continue;
        const shown = JSON.parse(out) as Shown;
        expect({ live: shown.onlyLive, code: shown.onlyInCode, differing: shown.differing }).toEqual({ live: [], code: [], differing: [] });
        expect(shown.counts.reduce((sum, row) => sum + Number(row["both"]), 0)).toBe(states.length);
        expect(new Set(shown.counts.map((row) => row["kind"])).size).toBe(KINDS.length - 2);
      }
      expect(ugly.requests.filter(({ method }) => method !== "GET")).toEqual([]);
      expect(ownersOf(ugly)).toHaveLength(6);
    } finally {
      await ugly.close();
    }
  });
});
