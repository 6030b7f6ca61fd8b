import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { runsAll } from "../support/all";
import { CHEAPER } from "../support/cheaper";
import { ROOT } from "./support";

jest.setTimeout(120_000);

const { NODE_OPTIONS } = CHEAPER;
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(PULUMI_|YAY_|NODE_OPTIONS$|NODE_TEST_|JEST_)/.test(name)),
);

/** The example whose types are checked by its own settings, as a user checks them; `npm run typecheck` checks those of all. */
const CHECKED = "examples/whole-call";

/** What a program printed; an error with its output where it ended with another code than 0. */
function node(folder: string, ...args: string[]): string {
  return execFileSync(process.execPath, args, {
    cwd: join(ROOT, folder),
    env: { ...environment, NODE_OPTIONS },
    encoding: "utf8",
    stdio: "pipe",
  });
}

describe("the programs that pages show", () => {
  it.each([
    ["examples/with-mocks", "index.test.js"],
    ["examples/whole-call", "index.test.js"],
    ["examples/new-customer", "index.test.js"],
    ["examples/call-flow", "flows.test.js"],
    ["examples/opening-hours", "hours.test.js"],
    ["examples/credit", "index.test.js"],
  ])("%s compiles and passes its own tests", (folder, file) => {
    try {
      node(folder, require.resolve("typescript/bin/tsc"), ...(runsAll || folder === CHECKED ? [] : ["--noCheck"]));
      const report = node(folder, "--test", "--test-reporter=tap", `dist/${file}`);
      expect(report).toMatch(/^# pass [1-9]/m);
      expect(report).toMatch(/^# fail 0$/m);
    } finally {
      rmSync(join(ROOT, folder, "dist"), { recursive: true, force: true });
    }
  });

  it("tools/docs/snippets/simulator.mjs runs", () => {
    expect(node("tools/docs/snippets", "simulator.mjs")).toBe("");
  });
});
