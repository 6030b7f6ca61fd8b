import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

jest.setTimeout(120_000);

const program = `
import * as yay from "pulumi-yay";
import { validate } from "pulumi-yay/callflow";
import { closedTimes, openAt } from "pulumi-yay/diary";
import { startSimulator } from "pulumi-yay/simulator";
import { AccountReader } from "pulumi-yay/account";

const acme = new yay.SubReseller("acme", { contactName: "Acme Ltd" });
const main = new yay.CallFlow("main", { customer: acme.uuid, name: "Main line", extension: "next", flow: { start: { module: "start", next: "busy" }, busy: { module: "busy" } } });
export const extension: yay.CallFlow["extension"] = main.extension;
const elements = closedTimes({ "mon-fri": "9:00-17:30", "sat-sun": "closed" }, main.uuid);
new yay.TimeDiary("hours", { customer: acme.uuid, name: "Hours", timezone: "Europe/London", elements });
export const answer: "open" | "closed" | "undocumented" = openAt({ elements }, "2026-11-30T12:00").state;
// @ts-expect-error no day of the week
closedTimes({ monday: "9:00-17:30" });
export const findings = validate({}).length;
export const readers = [AccountReader, startSimulator];
`;

/** What the compiler says of a consumer's program, where nothing but the package and its peer can be found. */
function compiled(options: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-yay-types-"));
  try {
    symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
    writeFileSync(join(folder, "index.ts"), program);
    execFileSync(
      process.execPath,
      [resolve("node_modules/typescript/bin/tsc"), "--noEmit", "--strict", "--target", "es2022", ...options, "index.ts"],
      {
        cwd: folder,
        encoding: "utf8",
        stdio: "pipe",
      },
    );
    return "";
  } catch (error) {
    return String((error as { stdout?: string }).stdout ?? error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("the types of the package", () => {
  it.each([
    ["as Node finds packages", ["--module", "node16", "--moduleResolution", "node16"]],
    ["as bundlers find packages", ["--module", "esnext", "--moduleResolution", "bundler"]],
    ["as old projects find packages", ["--module", "commonjs", "--moduleResolution", "node10"]],
  ])("are found and fit, with every library checked: %s", (_what, options) => {
    expect(compiled([...options, "--skipLibCheck", "false", "--types", "node"])).toBe("");
  });
});
