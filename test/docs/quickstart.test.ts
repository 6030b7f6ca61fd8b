import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { customers } from "../../examples/credit/customers";
import { topUps } from "../../examples/credit/topUps";
import { itInAll } from "../support/all";
import { settingsFor, Stack } from "../support/engine";
import { ROOT, text } from "./support";

jest.setTimeout(240_000);

let simulator: Simulator;
let stack: Stack;
/** The same stack for a command that checks the types of the program first, as it does for users; the type check of the clone covers the rest. */
let checking: Stack;

beforeAll(async () => {
  simulator = await startSimulator({
    seed: {
      balance: "500.000",
      stores: [{ uuid: "3951ec81-cca4-4c4a-8efb-4bce76e04032", name: "Store" }],
    },
  });
  stack = await Stack.create("", { env: settingsFor(simulator) });
  checking = stack.with({ PULUMI_NODEJS_TRANSPILE_ONLY: "false" });
});
afterAll(async () => {
  await stack.close();
  await simulator.close();
});

/** A project of the clone, run from the stack's own folder. */
async function openProject(file: string, main: string, stackName: string) {
  const project = (await readFile(join(ROOT, file), "utf8")).replace(/^main: .*\n/m, "");
  await writeFile(join(stack.folder, "program", "Pulumi.yaml"), `${project}main: ${JSON.stringify(join(ROOT, main))}\n`);
  await stack.must("stack", "init", stackName);
}

async function openQuickstart() {
  await openProject("Pulumi.yaml", "examples/quickstart", "quickstart");
  const secrets = ["geoffPassword", "harbourPassword"].flatMap((key) => ["--secret", `${key}=a-password-for-${key}`]);
  await stack.must("config", "set-all", ...secrets);
}

it("examples/quickstart, which the pages show, makes what it declares and then has nothing to do", async () => {
  await openQuickstart();
  await checking.must("up", "--yes", "--skip-preview");
  const made = simulator.requests.filter(({ method, status }) => method === "POST" && status === 201).map(({ path }) => path);
  expect(made.sort()).toEqual(["/account/reseller", "/account/reseller", "/voip/flow", "/voip/flow", "/voip/flow"]);
  await stack.must("up", "--yes", "--skip-preview", "--expect-no-changes");
  expect(simulator.violations).toEqual([]);
});

/** Makes the next stack one of a program of the clone. */
async function openExample(main: string, stackName: string) {
  await writeFile(join(stack.folder, "program", "Pulumi.yaml"), `name: test\nruntime: nodejs\nmain: ${JSON.stringify(join(ROOT, main))}\n`);
  await stack.must("stack", "init", stackName);
}

it("examples/quickstart/handOver.ts, which a page shows, makes two flows that name each other", async () => {
  await openExample("examples/quickstart/handOver.ts", "hand-over");
  const before = simulator.state.objects.size;
  await stack.must("up", "--yes", "--skip-preview");
  const flows = [...simulator.state.objects.values()].slice(before).map(({ record }) => JSON.stringify(record["flow"]));
  const [day = "", night = ""] = [...simulator.state.objects.keys()].slice(before);
  expect(flows.map((flow) => [flow.includes(day), flow.includes(night)])).toEqual([
    [false, true],
    [true, false],
  ]);
  expect(simulator.violations).toEqual([]);
});

it("examples/call-flow and examples/opening-hours, which pages show, make a flow of every file, and diaries that are open when their tests say", async () => {
  await writeFile(join(stack.folder, "program", "Pulumi.yaml"), "name: test\nruntime: nodejs\nmain: index.js\n");
  await stack.write(["call-flow", "opening-hours"].map((name) => `require(${JSON.stringify(join(ROOT, "examples", name))});\n`).join(""));
  await stack.must("stack", "init", "flows-and-hours");
  const before = simulator.state.objects.size;
  await stack.must("up", "--yes", "--skip-preview");
  const made = [...simulator.state.objects.values()].slice(before);
  const files = (await readdir(join(ROOT, "examples/call-flow/flows"))).filter((file) => file !== "index.ts");
  expect(made.filter(({ kind, record }) => kind === "flow" && record["name"] !== "Closed")).toHaveLength(files.length);
  const uuidOf = (name: string) => made.find(({ record }) => record["name"] === name)?.uuid ?? "";
  const night = { open: false, callFlow: uuidOf("Closed") };
  expect(simulator.diaryAt(uuidOf("shop"), new Date("2026-11-30T10:00Z"))).toEqual({ open: true });
  expect(simulator.diaryAt(uuidOf("workshop"), new Date("2026-12-01T12:20Z"))).toEqual(night);
  expect(simulator.diaryAt(uuidOf("bar"), new Date("2026-12-05T01:30Z"))).toEqual({ open: true });
  expect(simulator.diaryAt(uuidOf("shop"), new Date("2026-12-24T12:30Z"))).toEqual(night);
  await stack.must("preview", "--refresh", "--expect-no-changes");
  expect(simulator.violations).toEqual([]);
});

it("examples/look-ups, which a page shows, refers to what lives, and changes nothing of it", async () => {
  const group = "5d1f9a40-0f0e-4c3b-9a37-6a6b8f0a7a40";
  const mailbox = "5d1f9a40-0f0e-4c3b-9a37-6a6b8f0a7a41";
  const callerId = { uuid: "5d1f9a40-0f0e-4c3b-9a37-6a6b8f0a7a43", cli_display: "+441632960150" };
  const birch = simulator.portal.addCustomer({
    name: "birch-garage",
    contact_name: "Birch Garage",
    objects: {
      group: [{ uuid: group, name: "Workshop", extension_number: 600 }],
      mailbox: [
        { uuid: mailbox, name: "Messages" },
        { name: "Office", password: "4711" },
      ],
      callerId: [callerId],
    },
  });
  await openExample("examples/look-ups", "look-ups");
  const kept = JSON.stringify([...simulator.state.objects.values()]);
  await stack.must("up", "--yes", "--skip-preview");
  const made = [...simulator.state.objects.values()].filter(({ owner }) => owner === birch.uuid).slice(4);
  expect(made.map(({ kind }) => kind).sort()).toEqual(["faxSender", "flow"]);
  expect(JSON.stringify(made.map(({ record }) => record))).toMatch(new RegExp(`(?=.*${group})(?=.*${mailbox})(?=.*${callerId.uuid})`));
  await stack.must("preview", "--refresh", "--expect-no-changes");
  await stack.must("destroy", "--yes", "--skip-preview");
  expect(JSON.stringify([...simulator.state.objects.values()])).toBe(kept);
  expect(simulator.violations).toEqual([]);
});

it("examples/credit, which a page shows, pays every line once, by the requests that the page names", async () => {
  for (const [name, uuid] of Object.entries(customers)) simulator.portal.addCustomer({ uuid, name, contact_name: name });
  const project = await readFile(join(ROOT, "examples/credit/Pulumi.yaml"), "utf8");
  expect(project).not.toContain("main:");
  await openProject("examples/credit/Pulumi.yaml", "examples/credit", "credit");
  const before = simulator.requests.length;
  const preview = await stack.must("preview");
  expect(preview).toContain("Credit: this run would move 142.50 in all");
  await stack.must("up", "--yes", "--skip-preview");
  const paid = simulator.ledger.map(({ customer, amount }) => `${customer} ${amount}`).sort();
  expect(paid).toEqual(topUps.map(({ customer, amount }) => `${customers[customer]} ${amount}0`).sort());
  const sent = simulator.requests.slice(before).map(({ method, path }) => `${method} ${path.replace(/[0-9a-f-]{36}/, "{uuid}")}`);
  const section = /## API calls\n([^]*?)\n## /.exec(text("docs/resources/CreditTransfer.md"))?.[1] ?? "";
  const named = [...section.matchAll(/`((?:GET|PUT) [^`]+)`/g)].map(([, request]) => request);
  expect([...new Set(sent)].sort()).toEqual([...new Set(named)].sort());
  const requests = simulator.requests.length;
  await stack.must("up", "--refresh", "--yes", "--skip-preview", "--expect-no-changes");
  expect(simulator.requests).toHaveLength(requests);
  expect(simulator.violations).toEqual([]);
});

itInAll("a component with a customer and its flows is made too", async () => {
  await writeFile(join(stack.folder, "program", "Pulumi.yaml"), "name: test\nruntime: nodejs\nmain: index.js\n");
  await stack.write(`
class Office extends pulumi.ComponentResource {
  constructor(name) {
    super("test:Office", name);
    const customer = new yay.SubReseller(name, { contactName: "Office" }, { parent: this });
    const flow = { start: { module: "start", next: "end" }, end: { module: "busy" } };
    for (const extension of [500, 501]) new yay.CallFlow(name + extension, { customer: customer.uuid, name: "Line", extension, flow }, { parent: this });
  }
}
new Office("office");`);
  await stack.must("stack", "init", "component");
  const { code, text } = await stack.up();
  expect(text).not.toContain("promises were still active");
  expect(code).toBe(0);
  const { deployment } = JSON.parse(await stack.must("stack", "export")) as { deployment: { resources: { type: string }[] } };
  const types = deployment.resources.flatMap(({ type }) => (type.includes("dynamic/yay") ? [type.split(":").at(-1)] : []));
  expect(types.sort()).toEqual(["CallFlow", "CallFlow", "SubReseller"]);
});
