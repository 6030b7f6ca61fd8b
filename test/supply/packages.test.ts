import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../tools/support";
import { ROOT } from "./support";

jest.setTimeout(240_000);

const folder = temporaryFolder();
const npm = async (args: readonly string[], cwd = ROOT) => (await import("../../tools/setup/npm.mjs")).npm(args, { cwd });
const pack = async (workspace: string) => (await import("../../tools/consumers/project.mjs")).pack(folder(), workspace);
const run = async (program: string, args: readonly string[]) =>
  (await import("../../tools/lib/run.mjs")).run(process.execPath, [program, ...args], { cwd: folder() });

/** The files of a tarball that nothing accounts for, and those that are missing. */
async function contents(workspace: string) {
  const { stdout } = await npm(["pack", "--workspace", workspace, "--dry-run", "--json", "--loglevel=error", "--ignore-scripts"]);
  const [packed] = Object.values(JSON.parse(stdout) as Record<string, { files: { path: string }[] }>);
  return (packed?.files ?? []).map(({ path }) => path);
}

const compiledFrom = (workspace: string, path: string) =>
  /^dist\/.*\.(c?js|d\.c?ts)$/.test(path) &&
  existsSync(join(ROOT, workspace, path.slice("dist/".length).replace(/\.d\.(c?)ts$|\.(c?)js$/, ".$1$2ts"))) &&
  !path.includes(".test.");

describe("the tarballs", () => {
  it.each([
    [
      "provider",
      ["LICENSE", "README.md", "customer-templates.schema.json", "customers.schema.json", "package.json", "simulator-seed.schema.json"],
    ],
    ["cli", ["LICENSE", "README.md", "bin/yay.js", "package.json"]],
  ])("of %s hold what is compiled from a source, and a short list of other files", async (workspace, others) => {
    const paths = await contents(workspace);
    expect(paths.filter((path) => !compiledFrom(workspace, path)).sort()).toEqual(others);
    expect(paths.filter((path) => compiledFrom(workspace, path)).length).toBeGreaterThan(20);
  });

  it("work where no package may run a script at its installation, and without Pulumi where Pulumi is not needed", async () => {
    const [provider, cli] = [await pack("provider"), await pack("cli")];
    const project = { name: "project", private: true, dependencies: { "pulumi-yay": `file:${provider}`, "pulumi-yay-cli": `file:${cli}` } };
    mkdirSync(folder(), { recursive: true });
    writeFileSync(join(folder(), "package.json"), JSON.stringify(project));
    await npm(
      ["install", "--ignore-scripts", "--legacy-peer-deps", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"],
      folder(),
    );
    writeFileSync(join(folder(), "flow.json"), JSON.stringify({ start: { module: "start", next: "office" }, office: { module: "busy" } }));
    const yay = join(folder(), "node_modules/pulumi-yay-cli/bin/yay.js");
    const drawn = await run(yay, ["flow", "diagram", "flow.json"]);
    expect(drawn.stdout).toContain("flowchart");
    const called = await run("-e", [
      `const { AccountReader } = require("pulumi-yay/account");
       require("pulumi-yay/simulator").startSimulator().then(async (simulator) => {
         console.log(typeof AccountReader, Object.keys(require("pulumi-yay/callflow")).includes("validate"), simulator.url);
         await simulator.close();
       })`,
    ]);
    expect(called.stdout).toMatch(/^function true http:/);
    expect(existsSync(join(folder(), "node_modules/@pulumi"))).toBe(false);
  });
});
