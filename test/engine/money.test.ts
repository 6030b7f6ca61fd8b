import { runsAll } from "../support/all";
import { Figures } from "../support/figures";
import { type JournalMode, MoneyLife } from "../support/moneyLife";
import { recordMoney } from "../support/moneyRecord";

/** Set by `npm run test:money`. */
const rounds = Number(process.env["YAY_TEST_MONEY_ROUNDS"] ?? 0);
const journal = (process.env["YAY_TEST_MONEY_JOURNAL"] ?? "kept") as JournalMode;
const first = Number(process.env["YAY_TEST_SEED"] ?? 1);
const perLife = 6;

jest.setTimeout(rounds * 240_000 + 900_000);

const say = (line: string) => process.stderr.write(`${line}\n`);

describe("transfers on the real engine that is interrupted at random", () => {
  if (rounds === 0) {
    it.each([first])("move once, are recorded and told truly: seed %s", async (seed) => {
      const figures = new Figures();
      const lived = runsAll ? 2 : 1;
      await MoneyLife.live(seed, { rounds: lived, journal: "kept", figures });
      expect(figures.of("rounds")).toBe(lived);
    });
    return;
  }

  it(`move once, are recorded and told truly: ${rounds} rounds from seed ${first}, the journal ${journal}`, async () => {
    const figures = new Figures();
    const finds: string[] = [];
    let seed = first;
    for (; figures.of("rounds") < rounds; seed++) {
      const find = await MoneyLife.live(seed, { rounds: perLife, journal, figures }).then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      say(`seed ${seed}: ${find === undefined ? `held, ${figures.of("rounds")} rounds` : `FIND\n${find}`}`);
      if (find !== undefined) finds.push(`seed ${seed}`);
      if (finds.length > 20) break;
    }
    say(["", `journal ${journal}`, ...figures.lines(), `finds: ${finds.length === 0 ? "none" : finds.join(", ")}`].join("\n"));
    expect(finds).toEqual([]);
    const twice = figures.of("payments settled, moved twice");
    recordMoney(`real engine, journal ${journal}`, {
      rounds: figures.of("rounds"),
      seed: first,
      next: seed,
      interruptions: figures.of("interruptions"),
      moved: figures.of("transfers in the ledger"),
      payments: figures.of("payments settled") + twice,
      twice,
    });
  });
});
