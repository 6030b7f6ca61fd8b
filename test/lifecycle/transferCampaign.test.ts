import { recordMoney } from "../support/moneyRecord";
import { runsAll } from "../support/all";
import { figures, inProcessCampaign } from "../support/transferCampaign";

const seed = Number(process.env["YAY_TEST_SEED"] ?? 1);
const rounds = Number(process.env["YAY_TEST_MONEY_IN_PROCESS"] ?? (runsAll ? 150 : 30));

/** A round takes longer beside other work than on a quiet machine. */
jest.setTimeout(600_000 + rounds * 2000);

const journals = (process.env["YAY_TEST_MONEY_JOURNAL"] ?? "kept,lost").split(",") as ("kept" | "lost")[];

describe("random interruptions of transfers, with the ledger as the judge (T32)", () => {
  it.each(journals)("pay nothing twice, claim nothing false and lose nothing: journal %s", async (journal) => {
    const report = await inProcessCampaign({ rounds, seed, journal });
    if (process.env["YAY_TEST_MONEY_IN_PROCESS"] !== undefined) process.stdout.write(`${figures(report)}\n`);
    if (journal === "kept") expect(report.doubles).toBe(0);
    expect(report.transfers).toBeGreaterThanOrEqual(report.references);
    const { transfers, references, doubles: twice, doors } = report;
    recordMoney(`in process, journal ${journal}`, { rounds, seed, moved: transfers, payments: references, twice, doors });
  });
});
