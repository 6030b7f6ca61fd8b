import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TOOLS, temporaryFolder, write } from "./support";

const summary = () => import("../../tools/test-run/summary.mjs");
const folder = temporaryFolder();

/** What jest itself reports on these files. */
function runJest(files: Record<string, string>): unknown {
  for (const [name, text] of Object.entries(files)) write(join(folder(), name), text);
  write(join(folder(), "package.json"), "{}");
  const counts = join(folder(), "counts.json");
  const processor = join(TOOLS, "test-run", "summary.mjs");
  spawnSync(process.execPath, [require.resolve("jest/bin/jest"), `--testResultsProcessor=${processor}`], {
    cwd: folder(),
    env: { ...process.env, PULUMI_YAY_TEST_COUNTS: counts, NODE_OPTIONS: "--experimental-vm-modules" },
  });
  return JSON.parse(readFileSync(counts, "utf8"));
}

describe("the line that sums a test run up", () => {
  it("counts what jest ran, suites that do not load and hooks that break as one failure each, and skipped and planned tests", () => {
    const counts = runJest({
      "good.test.js": 'test("a", () => {}); test.skip("b", () => {}); test.todo("c"); test("d", () => { throw new Error("no"); });',
      "broken.test.js": 'require("./missing"); test("e", () => {}); test("f", () => {});',
      "hook.test.js": 'afterAll(() => { throw new Error("no"); }); test("g", () => {});',
    });
    expect(counts).toEqual({ passed: 2, failed: 3, skipped: 2 });
  }, 60_000);

  it("has one plain form", async () => {
    const { summaryLine } = await summary();
    expect(summaryLine({ passed: 12, failed: 0, skipped: 3 })).toBe("12 passed, 0 failed, 3 skipped");
  });

  it("calls a run a success only if something passed and nothing failed", async () => {
    const { isSuccess } = await summary();
    expect(isSuccess({ passed: 1, failed: 0, skipped: 9 })).toBe(true);
    expect(isSuccess({ passed: 9, failed: 1, skipped: 0 })).toBe(false);
    expect(isSuccess({ passed: 0, failed: 0, skipped: 3 })).toBe(false);
  });
});

describe("a run of jest that does not count its tests", () => {
  const runJest = async (script: string) => {
    const file = join(folder(), "jest.cjs");
    write(file, script);
    const { runJest: run } = await import("../../tools/test-run/runJest.mjs");
    return run(file, [], process.env);
  };

  it("is told with the signal that ended it, and is no success", async () => {
    const { isSuccess } = await summary();
    const { code, counts, words } = await runJest('process.kill(process.pid, "SIGKILL");');
    expect(code).toBe(137);
    expect(isSuccess(counts)).toBe(false);
    expect(words).toEqual([expect.stringMatching(/^jest ended by the signal SIGKILL before it had counted any test, so nothing is known/)]);
  }, 60_000);

  it("is told with its code if it ended by itself", async () => {
    expect((await runJest("process.exitCode = 0;")).words).toEqual([
      expect.stringMatching(/^jest ended with code 0 before it had counted/),
    ]);
  }, 60_000);

  it("is not told if it counted", async () => {
    const counted = `require("node:fs").writeFileSync(process.env.PULUMI_YAY_TEST_COUNTS, '{"passed":1,"failed":0,"skipped":0}');`;
    expect(await runJest(counted)).toEqual({ code: 0, words: [], counts: { passed: 1, failed: 0, skipped: 0 } });
  }, 60_000);
});
