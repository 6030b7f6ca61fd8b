import { spawnSync } from "node:child_process";
import { join } from "node:path";

jest.setTimeout(300_000);

const root = join(__dirname, "../..");

/** jest as `npx jest` starts it: without anything that `npm test` gives its tests. */
function plainJest(...args: string[]): { status: number | null; output: string } {
  const ofTests = /^(PULUMI_YAY_|NODE_OPTIONS$|JEST_|PULUMI_SKIP_)/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofTests.test(name)));
  const program = require.resolve("jest/bin/jest");
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd: root, env, encoding: "utf8" });
  return { status, output: `${stdout}${stderr}` };
}

describe("jest that was started by itself", () => {
  it("sets the clone up and runs tests that send requests, though Node was started without the option that they need", () => {
    const { status, output } = plainJest("test/client/requests.test.ts");
    expect(output).toMatch(/Tests: .* passed/);
    expect(output).not.toContain("experimental-vm-modules");
    expect(status).toBe(0);
  });

  it("says what to run instead where tests are to run in its own process", () => {
    const { status, output } = plainJest("-i", "test/client/requests.test.ts");
    expect(output).toContain("Run npm test -- with the same arguments.");
    expect(status).not.toBe(0);
  });
});
