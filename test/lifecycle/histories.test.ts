import { runsAll } from "../support/all";
import { History } from "../support/history";

jest.setTimeout(600_000);

const first = Number(process.env["YAY_TEST_SEED"] ?? 1);
const count = Number(process.env["YAY_TEST_HISTORIES"] ?? (runsAll ? 60 : 24));
const steps = Number(process.env["YAY_TEST_STEPS"] ?? 14);

describe("random histories of commands, edits, faults and kills (T25)", () => {
  it.each(Array.from({ length: count }, (_, index) => first + index))(
    "lose nothing, double nothing and converge: seed %s",
    async (seed) => {
      await History.live(seed, steps);
    },
  );
});
