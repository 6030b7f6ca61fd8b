import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { itInAll } from "../support/all";
import { settingsFor, Stack } from "../support/engine";
import { leaves } from "../support/leaves";

jest.setTimeout(240_000);

const root = resolve(__dirname, "../..");
const sdk = join(root, "node_modules/@pulumi/pulumi");
const ours = join(root, "provider");
const component = `
const yay = require("pulumi-yay");
exports.office = (name) => new yay.SubReseller(name, { name: "office", contactName: "Office" });\n`;
const program = `require("office").office("acme");\n`;

let simulator: Simulator;
let stack: Stack;

beforeEach(async () => {
  simulator = await startSimulator();
  stack = await Stack.create("", { env: settingsFor(simulator) });
  await rm(join(stack.folder, "program", "node_modules"));
});
afterEach(async () => {
  await stack.close();
  await simulator.close();
});

/** Files, and links to packages, in the stack's folder, by their paths. */
async function lay(files: Record<string, string>, links: Record<string, string>) {
  const at = async (path: string) => {
    const full = join(stack.folder, path);
    await mkdir(dirname(full), { recursive: true });
    return full;
  };
  for (const [path, text] of Object.entries(files)) await writeFile(await at(path), text);
  for (const [path, target] of Object.entries(links)) await symlink(target, await at(path));
}

/** What a package manager that lets each package see its own dependencies alone makes of a workspace with a component. */
const strict = (lockfile: string) =>
  lay(
    {
      [lockfile]: "",
      "office/index.js": component,
      "office/package.json": '{ "name": "office", "dependencies": { "pulumi-yay": "*" } }',
      "program/index.js": program,
    },
    {
      "office/node_modules/@pulumi/pulumi": sdk,
      "office/node_modules/pulumi-yay": ours,
      "program/node_modules/@pulumi/pulumi": sdk,
      "program/node_modules/office": join(stack.folder, "office"),
    },
  );

const refusal = (folder: string, manager: string) => [
  `the engine loads the package from the program's folder, ${join(stack.folder, folder)}, and does not find it there.`,
  `Add "pulumi-yay": "*", as ${join(stack.folder, "office", "package.json")} has it, to "dependencies" in ${join(stack.folder, folder, "package.json")}`,
  `run ${manager} install in ${join(stack.folder, folder)}.`,
];

describe("a program with a component that brings the package along", () => {
  it("is told in pnpm's layout which line is missing where, and does its work when that is there", async () => {
    await strict("pnpm-lock.yaml");
    const { code, text } = await stack.run("preview");
    expect(code).not.toBe(0);
    for (const part of refusal("program", "pnpm")) expect(text).toContain(part);
    expect(text).not.toMatch(/\bat \S+ \(|Cannot find module/);
    expect(simulator.requests).toEqual([]);

    await lay({}, { "program/node_modules/pulumi-yay": ours });
    leaves(simulator, "what is made is left");
    await stack.must("up", "--yes", "--skip-preview");
  });

  itInAll("is told the same where yarn keeps packages apart, and what to run where the line is there already", async () => {
    await strict("yarn.lock");
    await lay({ "program/package.json": '{ "name": "program", "dependencies": { "pulumi-yay": "*" } }' }, {});
    const { text } = await stack.run("preview");
    expect(text).toContain(`${join(stack.folder, "program", "package.json")} names it already: run yarn install in`);
  });

  itInAll("is told of the file that the component has it from, by its way from the program", async () => {
    await strict("pnpm-lock.yaml");
    await lay(
      {
        "office/package.json": '{ "name": "office", "dependencies": { "pulumi-yay": "file:../packed/yay.tgz" } }',
        "packed/yay.tgz": "",
      },
      {},
    );
    const { text } = await stack.run("preview");
    expect(text).toContain(`from the program's folder, ${join(stack.folder, "program")},`);
    expect(text).toContain('Add "pulumi-yay": "file:../packed/yay.tgz", as');
    await rm(join(stack.folder, "packed"), { recursive: true });
    const gone = await stack.run("preview");
    expect(gone.text).toContain(
      `Add "pulumi-yay", from the file that ${join(stack.folder, "office", "package.json")} means by "file:../packed/yay.tgz", to`,
    );
  });

  itInAll("needs nothing in a workspace of npm or yarn, where packages stand at the top", async () => {
    await lay(
      {
        "package-lock.json": "{}",
        "office/index.js": component,
        "office/package.json": '{ "name": "office" }',
        "program/index.js": program,
      },
      { "node_modules/@pulumi/pulumi": sdk, "node_modules/pulumi-yay": ours, "node_modules/office": join(stack.folder, "office") },
    );
    await stack.must("preview");
  });

  itInAll("is told as well where it is an ES module", async () => {
    await strict("package-lock.json");
    await lay(
      {
        "program/package.json": '{ "name": "program", "type": "module" }',
        "program/index.js": 'import { office } from "office";\noffice("acme");\n',
      },
      {},
    );
    const { code, text } = await stack.run("preview");
    expect(code).not.toBe(0);
    for (const part of refusal("program", "npm")) expect(text).toContain(part);
  });
});

describe("a program whose main is in another folder", () => {
  const main = (path: string) => lay({ "program/Pulumi.yaml": `name: test\nruntime: nodejs\nmain: ${path}\n` }, {});
  const direct = `const yay = require("pulumi-yay");\nnew yay.SubReseller("acme", { name: "office", contactName: "Office" });\n`;

  it("is looked for from there, and not from the project's folder", async () => {
    await main("../elsewhere/index.js");
    await lay(
      { "elsewhere/index.js": direct, "elsewhere/package.json": "{}" },
      { "elsewhere/node_modules/@pulumi/pulumi": sdk, "elsewhere/node_modules/pulumi-yay": ours },
    );
    await stack.must("preview");
  });

  itInAll("is told of that folder's package.json, also where the project's folder has the package", async () => {
    await strict("pnpm-lock.yaml");
    await main("../elsewhere/index.js");
    await lay(
      { "elsewhere/index.js": program, "elsewhere/package.json": "{}" },
      {
        "program/node_modules/pulumi-yay": ours,
        "elsewhere/node_modules/@pulumi/pulumi": sdk,
        "elsewhere/node_modules/office": join(stack.folder, "office"),
      },
    );
    const { text } = await stack.run("preview");
    for (const part of refusal("elsewhere", "pnpm")) expect(text).toContain(part);
  });

  itInAll("is told of the package.json above, where the folder has none of its own", async () => {
    await strict("pnpm-lock.yaml");
    await main("src/index.js");
    await lay({ "program/src/index.js": program }, {});
    const { text } = await stack.run("preview");
    expect(text).toContain(`from the program's folder, ${join(stack.folder, "program", "src")},`);
    expect(text).toContain(`to "dependencies" in ${join(stack.folder, "program", "package.json")}`);
  });
});

describe("a program that is not where it was started", () => {
  itInAll("does its work where it has gone elsewhere before it loaded the package", async () => {
    await lay(
      {
        "program/index.js": `const load = require;\nprocess.chdir(${JSON.stringify(tmpdir())});\nload("office").office("acme");\n`,
        "office/index.js": component,
      },
      {
        "program/node_modules/@pulumi/pulumi": sdk,
        "program/node_modules/pulumi-yay": ours,
        "office/node_modules/@pulumi/pulumi": sdk,
        "office/node_modules/pulumi-yay": ours,
        "program/node_modules/office": join(stack.folder, "office"),
      },
    );
    await stack.must("preview");
  });

  it("does its work as an inline program of the Automation API with a working directory that has the package", async () => {
    await strict("pnpm-lock.yaml");
    await lay({}, { "program/node_modules/pulumi-yay": ours });
    const script = `
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const { office } = require("office");
LocalWorkspace.createOrSelectStack(
  { stackName: "dev", projectName: "test", program: async () => { office("acme"); } },
  { workDir: ${JSON.stringify(join(stack.folder, "program"))}, projectSettings: { name: "test", runtime: "nodejs" } },
).then((stack) => stack.preview()).then(({ changeSummary }) => console.log(JSON.stringify(changeSummary)));\n`;
    await lay(
      { "automation/index.js": script },
      { "automation/node_modules/@pulumi/pulumi": sdk, "automation/node_modules/office": join(stack.folder, "office") },
    );
    expect(await printedBy(join(stack.folder, "automation"), stack.environment)).toContain('"create":2');
  });
});

test("a program under mocks is not asked where it is", async () => {
  await strict("pnpm-lock.yaml");
  const mocks = `
const pulumi = require("@pulumi/pulumi");
pulumi.runtime.setMocks({ newResource: ({ name }) => ({ id: name + "-uuid", state: {} }), call: () => ({}) });
require("office").office("acme").uuid.apply((uuid) => console.log(uuid));\n`;
  await lay({ "program/index.js": mocks }, {});
  expect(await printedBy(join(stack.folder, "program"), {})).toContain("acme-uuid");
});

/** What a script in a folder prints. */
function printedBy(cwd: string, env: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, ["index.js"], { cwd, env: { ...process.env, ...settingsFor(simulator), ...env }, stdio: "pipe" });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  return new Promise((done) => child.once("close", () => done(text)));
}
