import { AccountReader, type LiveObject } from "../../provider/account";
import { Client } from "../../provider/client";
import { exportProgram, type ImportEntry, keptObjects, kindsToList, restoredObjects } from "../../provider/export";
import { type Kind, registry } from "../../provider/kinds/registry";
import { fullObject } from "../../provider/lifecycle/forms/fullObject";
import type { ResourceDefinition } from "../../provider/lifecycle/kind";
import { Run } from "../../provider/lifecycle/run/run";
import { own, type Props } from "../../provider/common/values";
import { readSettings } from "../../provider/settings/settings";
import { type Simulator, startSimulator, type Switches } from "../../provider/simulator/index";
import { everyScenario } from "../kinds/index";
import { settingsFor } from "../support/engine";
import { onStage } from "../support/lifecycle";
import { ids, living, passwords, shownPasswords } from "../support/livingAccount";

jest.setTimeout(60_000);

const place = { project: "account", stack: "live" };

/** Everything of an account. */
async function objectsOf(simulator: Simulator): Promise<LiveObject[]> {
  const reader = new AccountReader(() => undefined, settingsFor(simulator));
  const { objects } = await reader.live();
  const customers = objects.filter(({ definition }) => definition.kind === "SubReseller");
  const theirs = await Promise.all(customers.map((customer) => reader.live(customer.id, kindsToList(customer))));
  return [...objects, ...theirs.flatMap((read) => read.objects)];
}

/** What the handlers make of a resource after its import: findings, whether it changes, and what a refresh shows. */
async function lifeOf(simulator: Simulator, { type, id, inputs, outputs }: ImportEntry) {
  const kind = type.split(":").at(-1) as Kind;
  const settings = readSettings(() => undefined, settingsFor(simulator));
  const handler = fullObject(registry[kind], () => new Run(new Client(settings), settings));
  const { failures } = await handler.check(inputs, inputs);
  const { changes } = await handler.diff(id, outputs, inputs);
  const read = await handler.read(id, outputs);
  const recorded = Object.fromEntries(Object.entries(outputs).filter(([name]) => name !== "__provider"));
  return { id, failures, changes, drift: differing(kind, { recorded, read: read.props, inputs, shown: read.inputs ?? {} }) };
}

interface Seen {
  readonly recorded: Props;
  readonly read: Props;
  readonly inputs: Props;
  readonly shown: Props;
}

/** The properties that a refresh would show as changed. What the API makes and its lists do not show comes in with the first one. */
function differing(kind: Kind, { recorded, read, inputs, shown }: Seen): string[] {
  const { fields, outputs: made, secretOutputs }: ResourceDefinition = registry[kind];
  const names = [...new Set([...Object.keys(recorded), ...Object.keys(read)])].filter(
    (name) => !secretOutputs.includes(name) && (Object.hasOwn(recorded, name) || !made.includes(name) || name in fields),
  );
  const outputs = names.filter((name) => JSON.stringify(sorted(own(recorded, name))) !== JSON.stringify(sorted(own(read, name))));
  const changed = Object.entries(fields).filter(
    ([name, field]) => Object.hasOwn(inputs, name) && !field.same(own(inputs, name), own(shown, name)),
  );
  return [...outputs, ...changed.map(([name]) => name)];
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function expectNoChange(simulator: Simulator): Promise<ReturnType<typeof exportProgram>> {
  const program = exportProgram(await objectsOf(simulator), place);
  for (const entry of program.resources)
    expect(await lifeOf(simulator, entry)).toEqual({ id: entry.id, failures: [], changes: false, drift: [] });
  return program;
}

const kinds = (Object.keys(registry) as Kind[]).filter((kind) => kind !== "ApiObject");

describe.each(kinds)("an exported %s", (kind) => {
  const scenario = everyScenario[kind];

  it("changes nothing and has no drift, or is listed with the reason", () =>
    onStage(scenario, async (stage) => {
      await stage.up();
      const { id } = stage.it;
      const { resources, notManaged } = await expectNoChange(stage.sim);
      const all = [...resources, ...notManaged].map((each) => each.id);
      expect(all).toContain(id);
      expect(resources.map((each) => each.id).includes(id)).toBe(kind !== "Sound");
    }));
});

it("says of a way out of an undocumented step, which stays a uuid, which step of the same flow that is", async () => {
  const [start, robot, busy] = ["1", "2", "3"].map((digit) => `${digit.repeat(8)}-0000-4000-8000-000000000000`) as [string, string, string];
  const flow = { [start]: { module: "start", next: robot }, [robot]: { module: "robot", next: busy }, [busy]: { module: "busy" } };
  const simulator = await startSimulator({ seed: { objects: { flow: [{ name: "Line", extension: 500, flow }] } } });
  const { files } = exportProgram(await objectsOf(simulator), place);
  await simulator.close();
  expect(files.find(({ path }) => path === "ownAccount.ts")?.text).toContain(`${JSON.stringify(busy)} /* the step busy */`);
});

describe("an export", () => {
  const positions: Partial<Switches>[] = [
    { unsetFields: "null", extensionType: "string", numbers: "stringInFlowsToo", listOrder: "reversed", keyOrder: "shuffled" },
    { unsetFields: "absent", passwordsShown: "masked", dates: "timestamp", createdUpdatedOn: "present" },
    { listItems: "incomplete", passwordsShown: "absent" },
  ];

  const unsets = ["empty", "null", "absent"] as const;

  it.each(positions)("changes nothing of an account that people have made, where the API answers as %j", async (switches) => {
    const simulator = await startSimulator({ seed: { ...living, switches } });
    const { resources, notManaged } = await expectNoChange(simulator);
    expect(notManaged.map(({ kind }) => kind)).toEqual(["Sound"]);
    expect(resources.length).toBeGreaterThan(15);
    expect(simulator.requests.filter(({ method }) => method !== "GET")).toEqual([]);
    await simulator.close();
  });

  it("gives the same text of answers in another order, spelling and form", async () => {
    const texts = await Promise.all(
      [{}, { ...positions[0], numbers: "string" as const }, { ...positions[1] }].map(async (switches) => {
        const simulator = await startSimulator({ seed: { ...living, switches } });
        const { files } = exportProgram(await objectsOf(simulator), place);
        await simulator.close();
        return files;
      }),
    );
    expect(texts[1]).toEqual(texts[0]);
    expect(texts[2]).toEqual(texts[0]);
  });

  it.each(unsets)("gives the same text of lists that show less than objects have, where what is unset is %s", async (unsetFields) => {
    const [whole, less] = await Promise.all(
      (["complete", "incomplete"] as const).map(async (listItems) => {
        const simulator = await startSimulator({ seed: { ...living, switches: { listItems, unsetFields } } });
        const { files, leftToPortal, notManaged } = exportProgram(await objectsOf(simulator), place);
        await simulator.close();
        return { files, leftToPortal, notManaged };
      }),
    );
    expect(less).toEqual(whole);
  });

  it("reads the same from what was kept of an account, which has no secret", async () => {
    const simulator = await startSimulator({ seed: living });
    const objects = await objectsOf(simulator);
    const text = keptObjects(objects);
    for (const password of passwords) expect(text).not.toContain(`"${password}"`);
    expect(exportProgram(restoredObjects(text) ?? [], place)).toEqual(exportProgram(objects, place));
    expect([restoredObjects("[{}]"), restoredObjects("no")]).toEqual([undefined, undefined]);
    await simulator.close();
  });

  it("seals the secrets that it is asked for, in inputs and outputs", async () => {
    const simulator = await startSimulator({ seed: living });
    const { resources, secrets, files } = exportProgram(await objectsOf(simulator), { ...place, withSecrets: true });
    await simulator.close();
    const alice = resources.find(({ id }) => id === ids.alice);
    const sealed = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", plaintext: '"s3cret-of-alice"' };
    expect([alice?.inputs["userPassword"], alice?.outputs["userPassword"]]).toEqual([sealed, sealed]);
    expect(secrets.map(({ value }) => value).sort()).toEqual(shownPasswords);
    for (const password of passwords) expect(JSON.stringify(files)).not.toContain(password);
  });
});
