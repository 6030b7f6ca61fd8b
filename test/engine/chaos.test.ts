import { firstOf, runsAll } from "../support/all";
import { Chaos } from "../support/chaos";
import { recordChaos } from "../support/chaosRecord";
import { Figures } from "../support/figures";

/** Set by `npm run test:chaos`. */
const minutes = Number(process.env["YAY_TEST_CHAOS_MINUTES"] ?? 0);
const first = Number(process.env["YAY_TEST_SEED"] ?? 1);
const steps = Number(process.env["YAY_TEST_STEPS"] ?? (minutes > 0 ? 10 : runsAll ? 4 : 2));

jest.setTimeout(minutes * 60_000 + 900_000);

const say = (line: string) => process.stderr.write(`${line}\n`);

describe("random histories on the real engine, with faults (T25), interrupts (T22) and kills (T21) at any instant", () => {
  if (minutes === 0) {
    it.each(firstOf([first, first + 1], 1))("lose nothing, double nothing, leak nothing and converge: seed %s", async (seed) => {
      const figures = new Figures();
      await Chaos.live(seed, steps, figures);
      expect(figures.of("rounds")).toBe(1);
    });
    return;
  }

  it(`lose nothing, double nothing, leak nothing and converge for ${minutes} minutes from seed ${first}`, async () => {
    const figures = new Figures();
    const finds: number[] = [];
    const end = Date.now() + minutes * 60_000;
    for (let seed = first; Date.now() < end; seed++) {
      const find = await Chaos.live(seed, steps, figures).then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      say(`seed ${seed}: ${find === undefined ? "held" : `FIND\n${find}`}`);
      if (find !== undefined) finds.push(seed);
    }
    say(["", ...figures.lines(), `finds: ${finds.length === 0 ? "none" : finds.map((seed) => `seed ${seed}`).join(", ")}`].join("\n"));
    recordChaos({ minutes, seed: first, steps, counts: figures.all, finds });
    expect(finds).toEqual([]);
  });
});
