import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { settingsFor, Stack } from "../support/engine";
import { leaves } from "../support/leaves";

jest.setTimeout(240_000);

const customer = "6f2b1c52-7a35-4c43-9a0e-6a1f53e0a001";

const payment = (reference: string, amount: string, words = "") =>
  `new yay.CreditTransfer("${reference}", { customer: "${customer}", amount: "${amount}", reference: "${reference}"${words} });\n`;

describe("a preview of transfers (T32)", () => {
  let sim: Simulator;
  let stack: Stack;

  beforeAll(async () => {
    sim = await startSimulator({ seed: { balance: "60.000", customers: [{ uuid: customer, name: "acme", contact_name: "Acme" }] } });
    leaves(sim, "what it has at first is nobody's to delete");
    stack = await Stack.create("", { env: settingsFor(sim) });
  });
  afterAll(async () => {
    await stack.close();
    await sim.close();
  });

  it("adds up what would move, without what is recorded and what the operator says has arrived", async () => {
    await stack.write(payment("first", "2.00") + payment("second", "4.00"));
    await stack.must("up", "--yes", "--skip-preview");
    const { resources } = await stack.checkpoint();
    const execution = resources.find(({ urn }) => urn.endsWith("CreditTransferExecution::second"))?.urn ?? "";
    await stack.must("state", "delete", "--force", "--yes", execution);

    await stack.write(payment("first", "2.00") + payment("second", "4.00"));
    const asked = await stack.run("preview");
    expect(asked.code).not.toBe(0);
    expect(asked.text).toContain("it is not known whether it was sent");

    await stack.write(payment("first", "2.00") + payment("second", "4.00", ', outcome: "received"') + payment("third", "1.00"));
    const answered = await stack.must("preview");
    expect(answered).toContain("this run would move 1.00 in all");
    expect(answered).toContain("The own balance is 54.00.");
    await stack.must("up", "--yes", "--skip-preview");
    expect(sim.ledger.map(({ amount }) => amount).sort()).toEqual(["1.000", "2.000", "4.000"]);
  });

  it("adds up only what the run sends, and refuses nothing for what it leaves out", async () => {
    await stack.configure({ "yay:maxTransferPerRun": "5.00" });
    const made = payment("first", "2.00") + payment("second", "4.00", ', outcome: "received"') + payment("third", "1.00");
    await stack.write(made + payment("fourth", "5.00") + payment("fifth", "4.00"));
    const told = await stack.must("preview", "--target", "**::fourth");
    expect(told).toContain("this run would move 5.00 in all");
    const none = await stack.must("preview", "--target", "**::test-dev");
    expect(none).not.toContain("Credit:");
    const whole = await stack.run("preview");
    expect(whole.text).toContain("the run would move 9.00, more than one run may (5.00)");
    await stack.configure({ "yay:maxTransferPerRun": "500.00" });
  });

  it("says that the own balance does not cover it, before anything is sent", async () => {
    await stack.write(["a", "b"].map((reference) => payment(reference, "50.00")).join(""));
    const told = await stack.run("preview");
    expect(told.text).toContain("this run would move 100.00 in all");
    expect(told.text).toContain("The own balance is 53.00, which does not cover it.");
    expect(sim.ledger).toHaveLength(3);
  });
});
