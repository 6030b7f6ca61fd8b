import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { call, coverage, validate } from "pulumi-yay/callflow";
import { lines } from "./flows";
import { recordedLine } from "./flows/recordedLine";

/** The one warning that is meant: the vendor's own flow does not say what follows where nobody answers. */
const meant: Readonly<Record<string, readonly string[]>> = { callPeteAsItLives: ["ring-without-noanswer"] };

for (const [file, { does, flow, calls }] of Object.entries(lines)) {
  describe(`${file}: ${does}`, () => {
    test("has no findings but those that are meant", () => {
      assert.deepEqual(
        validate(flow).map(({ code }) => code),
        meant[file] ?? [],
      );
    });

    for (const { says, script, steps, ending } of calls) {
      test(`a caller who ${says}`, () => {
        const result = call(flow, script);
        assert.deepEqual({ steps: result.steps, ending: result.ending }, { steps: [...steps], ending });
      });
    }

    test("is covered by these calls: every step, and every way out of one", () => {
      const covered = coverage(
        flow,
        calls.map(({ script }) => call(flow, script)),
      );
      assert.deepEqual([covered.steps.missing, covered.branches.missing], [[], []]);
    });
  });
}

test("a caller is recorded who has agreed, and nobody else", () => {
  const { flow, calls } = recordedLine;
  const recorded = calls.filter(({ script }) => call(flow, script).recorded).map(({ says }) => says);
  assert.deepEqual(recorded, ["agrees"]);
});

test("no two lines have one number", () => {
  const numbers = Object.values(lines).map(({ extension }) => extension);
  assert.equal(new Set(numbers).size, numbers.length);
});
