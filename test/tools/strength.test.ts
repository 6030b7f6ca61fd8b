import { join } from "node:path";

const record = () => import("../../tools/strength/mutation.mjs");
const scopes = () => import("../../tools/strength/scopes.mjs");
const coverage = () => import("../../tools/strength/coverage.mjs");

const mutants = (counts: Record<string, number>) => ({
  mutants: Object.entries(counts).flatMap(([status, count]) => Array.from({ length: count }, () => ({ status }))),
});

describe("the record of mutation runs", () => {
  const older = { date: "2026-01-01", killed: 1, timeout: 0, survived: 0, uncovered: 0, static: 0 };

  it("takes the place of what was known of the same file, and leaves the others", async () => {
    const { recorded } = await record();
    const report = { files: { "b.ts": mutants({ Killed: 3, Timeout: 1, Survived: 2, NoCoverage: 1, Ignored: 4, RuntimeError: 5 }) } };
    const now = recorded({ "c.ts": older, "b.ts": older, "a.ts": older }, report, { date: "2026-02-02" });
    const newer = { date: "2026-02-02", killed: 3, timeout: 1, survived: 2, uncovered: 1, static: 4 };
    expect(now).toEqual({ "a.ts": older, "b.ts": newer, "c.ts": older });
    expect(Object.keys(now)).toEqual(["a.ts", "b.ts", "c.ts"]);
  });

  it("says where fewer tests judged than the folder has", async () => {
    const { recorded } = await record();
    const report = { files: { "a.ts": mutants({ Survived: 1 }) } };
    expect(recorded({}, report, { date: "2026-02-02", tests: ["test/a.test.ts"] })["a.ts"]?.tests).toEqual(["test/a.test.ts"]);
    const { scopeFrom } = await scopes();
    expect(scopeFrom({ PULUMI_YAY_MUTATE: "client", PULUMI_YAY_MUTATE_TESTS: "test/a.test.ts,test/b.test.ts" }).tests).toEqual([
      "<rootDir>/test/a.test.ts",
      "<rootDir>/test/b.test.ts",
    ]);
  });

  it("is not shown once a file that it names is gone", async () => {
    const { ofLivingFiles } = await record();
    const root = join(__dirname, "../..");
    const [here, test] = ["provider/client/retry.ts", "test/tools/strength.test.ts"];
    const figures = { [here]: { ...older, tests: [test] } };
    expect(ofLivingFiles(figures, root)).toBe(figures);
    expect(() => ofLivingFiles({ ...figures, "provider/client/gone.ts": older }, root)).toThrow(
      "test/strength/mutation.json: provider/client/gone.ts, which does not exist. Take the entry out, or write the new name",
    );
    expect(() => ofLivingFiles({ [here]: { ...older, tests: [test, "test/gone.test.ts"] } }, root)).toThrow(
      `${here} was judged by test/gone.test.ts, which does not exist`,
    );
  });

  it("scores what was noticed of what was tried, and nothing where nothing was", async () => {
    const { score } = await record();
    expect(score({ killed: 5, timeout: 1, survived: 1, uncovered: 1 })).toBe(75);
    expect(score({ killed: 0, timeout: 0, survived: 0, uncovered: 0 })).toBeUndefined();
  });
});

describe("`npm run mutate`", () => {
  it("works folder by folder, each with the tests of its own", async () => {
    const { byFolder } = await scopes();
    expect([...byFolder(["provider/client/retry.ts", "provider/callflow/*.ts", "provider/client/json.ts"])]).toEqual([
      ["client", ["provider/client/retry.ts", "provider/client/json.ts"]],
      ["callflow", ["provider/callflow/*.ts"]],
    ]);
    expect([...byFolder([]).keys()]).toEqual(["callflow", "client", "diary", "inventory", "lifecycle"]);
  });

  it("says where it cannot work", async () => {
    const { byFolder, scopeFrom } = await scopes();
    expect(() => byFolder(["provider/hosts/a.ts"])).toThrow(
      "--mutate provider/hosts/a.ts: has to begin with provider/ and one of callflow",
    );
    expect(() => byFolder(["cli/main.ts"])).toThrow("--mutate cli/main.ts");
    expect(() => scopeFrom({ PULUMI_YAY_MUTATE: "hosts" })).toThrow('"hosts" is none of callflow, client, diary, inventory, lifecycle');
  });
});

test("coverage is added up by folder", async () => {
  const { foldersOf } = await coverage();
  const figures = (covered: number, total: number) => ({
    lines: { total, covered },
    branches: { total, covered },
    functions: { total: 1, covered: 1 },
  });
  const added = foldersOf(
    { total: figures(9, 9), "provider/a/x.ts": figures(1, 2), "provider/a/b/y.ts": figures(3, 4), "provider/ab/z.ts": figures(5, 6) },
    ["a"],
  );
  const both = { total: 6, covered: 4 };
  expect(added).toEqual({ a: { lines: both, branches: both, functions: { total: 2, covered: 2 } } });
});
