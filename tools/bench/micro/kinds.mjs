// @ts-check
import { createRequire } from "node:module";
import { startSimulator } from "pulumi-yay/simulator";
import { quantile, rounded } from "../compare/figures.mjs";
import { customerUuid, seedOf, thingsOf } from "../compare/objects.mjs";

/** One call of a handler, in milliseconds of the processors. @typedef {{ kind: string, p50: number, p99: number }} Timing */

const require = createRequire(import.meta.url);
const seal = "4dabf18193072939515e22adb298388d";

/** What the example takes over of its customer: his number as caller. */
const seed = seedOf({ groups: 0, flows2: 0, flows10: 0, customers: 1 });
const customers = seed.customers?.map((each) => ({ ...each, objects: { ...each.objects, callerId: [{ cli_display: "+441904960102" }] } }));
const simulator = await startSimulator({ seed: { ...seed, customers } });
const { reseller, user, password } = simulator.credentials;
Object.assign(process.env, { YAY_BASE_URL: simulator.url, YAY_RESELLER: reseller, YAY_USER: user, YAY_PASSWORD: password });
/** @type {(kind: string) => any} */
const handler = require("pulumi-yay/handlers");

let last = 1000;

/** Each resource has a uuid of its own, because one object has one resource. */
const nextUuid = () => customerUuid((last += 1));

/** What the program in `process.argv[2]` declares, one resource of each kind, as the engine would hand it to a check. */
async function declared() {
  const pulumi = require("@pulumi/pulumi");
  /** @type {Map<string, Record<string, unknown>>} */
  const inputs = new Map();
  await pulumi.runtime.setMocks({
    newResource: (/** @type {{ type: string, inputs: any }} */ { type, inputs: given }) => {
      const kind = /^pulumi-nodejs:dynamic\/yay:(\w+)$/.exec(type)?.[1];
      if (kind !== undefined && !inputs.has(kind)) inputs.set(kind, /** @type {any} */ (opened(given)));
      return { id: kind === "SubReseller" ? customerUuid(0) : nextUuid(), state: given };
    },
    call: () => ({}),
  });
  pulumi.runtime.setAllConfig({ "project:mailboxPin": "4711", "project:stockSystemPassword": "a-long-password-1" });
  require(process.argv[2] ?? "");
  await pulumi.runtime.disconnect();
  return inputs;
}

/** Secrets in clear, as handlers see them. @param {unknown} value @returns {unknown} */
function opened(value) {
  if (Array.isArray(value)) return value.map(opened);
  if (typeof value !== "object" || value === null) return value;
  if (seal in value) return opened(/** @type {any} */ (value).value);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, opened(each)]));
}

/** A flow of thirty steps: desks that ring one after the other. */
function thirtySteps() {
  const desks = Array.from({ length: 27 }, (_, index) => [
    `desk${index}`,
    {
      module: "extension",
      extensions: [{ type: "forward", number: "+441632960124" }],
      noanswer: index < 26 ? `desk${index + 1}` : "closed",
    },
  ]);
  const menu = { module: "pressextension", next: { 1: "desk0", 2: "desk9", 3: "desk18", invalid: "desk0", timeout: "desk0" } };
  return { start: { module: "start", next: "menu" }, menu, ...Object.fromEntries(desks), closed: { module: "busy" } };
}

/** Processor time, which depends less on what else the machine does than time on the clock. @param {() => Promise<unknown>} work */
async function timing(work) {
  for (let round = 0; round < 200; round += 1) await work();
  const times = [];
  for (let round = 0; round < 1000; round += 1) {
    const begun = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(begun);
    times.push((user + system) / 1000);
  }
  return { p50: rounded(quantile(times, 0.5)), p99: rounded(quantile(times, 0.99)) };
}

/** @type {Record<"checks" | "diffs", Timing[]>} */
const found = { checks: [], diffs: [] };

/** @param {string} kind @param {string} title @param {Record<string, unknown>} inputs @param {(inputs: any) => Promise<any>} outputsOf */
async function measure(kind, title, inputs, outputsOf) {
  const its = handler(kind);
  await its.configure({ config: { get: () => undefined } });
  const checked = await its.check(inputs, inputs);
  if (checked.failures?.length > 0) throw new Error(`The check of ${title} fails: ${checked.failures[0].reason}`);
  const outputs = await outputsOf(checked.inputs);
  const id = nextUuid();
  found.checks.push({ kind: title, ...(await timing(() => its.check(inputs, inputs))) });
  found.diffs.push({ kind: title, ...(await timing(() => its.diff(id, outputs, checked.inputs))) });
}

for (const [kind, inputs] of await declared()) await measure(kind, kind, inputs, async (checked) => checked);
const [two, ten] = thingsOf({ groups: 0, flows2: 1, flows10: 1, customers: 1 });
for (const [steps, flow] of /** @type {const} */ ([
  [2, two?.args["flow"]],
  [10, ten?.args["flow"]],
  [30, thirtySteps()],
])) {
  const inputs = { customer: customerUuid(0), name: `Line ${steps}`, extension: 900 + steps, seed: `seed-${steps}`, flow };
  const title = `CallFlow of ${steps} steps`;
  await measure("CallFlow", title, inputs, async (checked) => (await handler("CallFlow").create(checked)).outs);
}
await simulator.close();
process.stdout.write(`${JSON.stringify(found)}\n`);
process.exit();
