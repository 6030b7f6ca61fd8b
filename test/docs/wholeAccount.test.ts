import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Kind, registry } from "../../provider/kinds/registry";
import { type JsonObject, type Simulator, startSimulator } from "../../provider/simulator/index";
import { itInAll, runsAll } from "../support/all";
import { compiledWithout } from "../support/compiledExample";
import { settingsFor, Stack, type StateResource } from "../support/engine";
import { everyScenario } from "../kinds/index";
import { remains, simulatedAs } from "../support/scenario";
import { larch } from "../support/wholeAccount";
import { ROOT } from "./support";

// One test runs a command of the engine for each kind, which takes minutes on a machine that has other work.
jest.setTimeout(1_200_000);

const EXAMPLE = join(ROOT, "examples/whole-account");

/** What the customer still has when all that can be deleted has left: numbers stay, caller IDs are never made here, and no command deletes the others. */
const REMAINS = ["bundle", "callerId", "callerId", "number", "number", "pack", "retention"];

let simulator: Simulator;
let stack: Stack;

/** What somebody could do in the portal that is worse than another value, such as a line that stops ringing; a customer's name stays what it is. */
const edits: Partial<Record<Kind, JsonObject>> = {
  SubReseller: { contact_name: "Edited in the portal" },
  HuntGroup: { members: [] },
  QueueNotice: { audios: [] },
  Department: { users: [] },
  Playlist: { sounds: [] },
  PhoneNumber: { call_flow: "" },
  TimeDiary: { elements: [] },
};

/** Kinds that are not edited, with the reason. */
const unedited: Partial<Record<Kind, string>> = {
  CallPack: "Its one argument is what was bought: another pack would be another purchase.",
  CallFlowContent: "It is a part of a call flow, and the example has none: test/kinds/callFlowContent.ts.",
};

beforeAll(async () => {
  simulator = await startSimulator({ seed: { collections: ["/voip/message-flow"], customers: [larch] } });
  stack = await Stack.create("", { env: settingsFor(simulator) });
  await stack.configure(
    { "yay:maxPurchasesPerRun": '{"VoipBundle":1,"CallPack":1,"SipUser":5}' },
    { mailboxPin: "4711", stockSystemPassword: "a-password-for-the-stock-system" },
  );
});
afterAll(async () => {
  await stack.close();
  await simulator.close();
});

const kindOf = ({ type }: StateResource) => type.split(":").at(-1) as Kind;
const idsOf = (resources: readonly StateResource[]) => resources.map(({ id = "" }) => id);
const nameOf = ({ urn }: StateResource) => urn.split("::").at(-1) ?? "";
const living = () => [...simulator.state.objects.values()].filter(({ owner }) => owner === larch.uuid);

const kindsOf = (objects: readonly { readonly kind: string }[]) => objects.map(({ kind }) => kind).sort();

/** All that the customer is and has, by uuid, without the date of the last change. */
function account(): Record<string, unknown> {
  const customer = simulator.state.customers.get(String(larch.uuid));
  const all = [...(customer === undefined ? [] : [customer]), ...living()];
  return Object.fromEntries(all.map(({ uuid, record }) => [uuid, { ...structuredClone(record), updated_on: undefined }]));
}

/** The live object of a resource. That of a singleton is found by its kind, because its id is no uuid. */
function liveOf(resource: StateResource): string {
  const { id = "" } = resource;
  if (simulator.portal.find(id) !== undefined) return id;
  return living().find(({ kind }) => simulatedAs(kindOf(resource)).includes(kind as never))?.uuid ?? "";
}

/** The first edit of its kind's scenario that changes something which the resource declares. */
function anotherValue(resource: StateResource): (record: JsonObject) => void {
  const record = simulator.portal.find(liveOf(resource))?.record ?? {};
  const changes = (edit: (record: JsonObject) => void) => {
    const edited = structuredClone(record);
    edit(edited);
    return JSON.stringify(edited) !== JSON.stringify(record);
  };
  const isDeclared = (argument: string) => Object.hasOwn(resource.outputs ?? {}, argument);
  const all = Object.values(everyScenario[kindOf(resource)].drifts);
  const found = all.find(({ argument, edit }) => isDeclared(argument) && changes(edit));
  if (found === undefined) throw new Error(`No edit of ${kindOf(resource)} changes what the example declares.`);
  return found.edit;
}

/** The example itself, as it stands in the clone. */
async function runExample(): Promise<void> {
  await writeFile(join(stack.folder, "program/Pulumi.yaml"), `name: test\nruntime: nodejs\nmain: ${JSON.stringify(EXAMPLE)}\n`);
}

/** The example without the resources of some kinds, from a folder of its own: a sound's file is the same one there. */
async function runWithout(kinds: ReadonlySet<string>): Promise<void> {
  const folder = join(stack.folder, "program");
  await cp(join(EXAMPLE, "sounds"), join(folder, "sounds"), { recursive: true });
  await writeFile(join(folder, "Pulumi.yaml"), "name: test\nruntime: nodejs\nmain: index.js\n");
  for (const [file, text] of Object.entries(compiledWithout(EXAMPLE, kinds))) await writeFile(join(folder, file), text);
}

/** The names of the resources that a preview with --diff shows an operation of. */
function shown(preview: string, operation: "create" | "refresh" | "update"): string[] {
  const blocks = preview.matchAll(/dynamic\/yay:\w+: \((\w+)\)\n(?:\s+\[id=[^\n]*\n)?\s+\[urn=([^\n]*)\]/g);
  return [...blocks].flatMap(([, done, urn = ""]) => (done === operation ? [urn.split("::").at(-1) ?? ""] : [])).sort();
}

/** The counts at the end of an `up`, without those of resources that stay as they are. */
function changes(text: string): string[] {
  const counts = /\nResources:\n((?: {4}.*\n)+)/.exec(text)?.[1] ?? "";
  return counts.split("\n").flatMap((line) => (line === "" || line.endsWith(" unchanged") ? [] : [line.trim()]));
}

/** The resources that an `up` says it has forgotten. The engine prints a warning where it comes and once more at the end. */
function forgotten(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(/(\w+ "[^"\n]*"): it is forgotten, and nothing was sent/g), ([, name = ""]) => name))];
}

/** The kinds that leave next: all but the customer's own. In `npm run test:all` it is one that no resource of another kind stands on, or as few as stand on each other. */
function leaving(resources: readonly StateResource[]): readonly Kind[] {
  const kinds = [...new Set(resources.map(kindOf))].sort();
  if (!runsAll) return kinds.filter((kind) => kind !== "SubReseller");
  const [fewest = []] = kinds.map((kind) => standingOn([kind], resources)).sort((one, other) => one.length - other.length);
  return fewest;
}

/** Kinds with all that stand on a resource of theirs: a user shows a number, whose flow rings other users. */
function standingOn(kinds: readonly Kind[], resources: readonly StateResource[]): readonly Kind[] {
  const urns = resources.flatMap((resource) => (kinds.includes(kindOf(resource)) ? [resource.urn] : []));
  const users = resources.filter(({ dependencies = [] }) => dependencies.some((urn) => urns.includes(urn)));
  const all = [...new Set([...kinds, ...users.map(kindOf)])];
  return all.length === kinds.length ? all : standingOn(all, resources);
}

/** What is left of the account when the resources of a kind have left the program, by what the documents say of its deletion. */
function afterwards(before: Readonly<Record<string, unknown>>, kind: Kind, mine: readonly StateResource[]): Record<string, unknown> {
  const [first] = mine;
  if (kind === "CallRecordingRetention" && first !== undefined) {
    const uuid = liveOf(first);
    return { ...before, [uuid]: { ...(before[uuid] as object), expires_in: 3 } };
  }
  if (kind === "PhoneNumber") {
    const nowhere = { call_flow: undefined, out_of_hours: undefined, number_address: undefined };
    return { ...before, ...Object.fromEntries(idsOf(mine).map((id) => [id, { ...(before[id] as object), ...nowhere }])) };
  }
  const gone = remains(kind) ? [] : idsOf(mine);
  return Object.fromEntries(Object.entries(before).filter(([uuid]) => !gone.includes(uuid)));
}

/** A destroy stops at the customer, who has what no command ends. Somebody ends it in the portal, and a second destroy takes the customer. */
async function destroyed(): Promise<void> {
  const { text } = await stack.run("destroy", "--yes", "--skip-preview");
  const names =
    /Cannot delete SubReseller "\w+": it still has 2 numbers \(\+441132960101, \+441904960102\), 1 bundle \([^)]*\) and 1 pack \([^)]*\), and nothing was sent\./;
  expect(text).toMatch(names);
  for (const { kind, uuid } of living()) if (["number", "bundle", "pack"].includes(kind)) simulator.portal.remove(uuid);
  await stack.must("destroy", "--yes", "--skip-preview");
}

describe("examples/whole-account, which pages show", () => {
  it("previews every resource and what it buys, and makes all of it", async () => {
    await runExample();
    const preview = await stack.must("preview", "--diff");
    expect(preview).toMatch(
      /Purchases: this run would buy (?=.*1 VoipBundle)(?=.*1 CallPack)(?=.*5 SipUser).*, charged to the own account\./,
    );
    expect(simulator.requests.filter(({ method }) => method !== "GET")).toEqual([]);
    await stack.must("up", "--yes", "--skip-preview");
    const resources = await stack.resources();
    expect(shown(preview, "create")).toEqual(resources.map(nameOf).sort());
    expect(new Set(resources.map(kindOf)).size).toBe(Object.keys(registry).length - 1);
  });

  it("shows what somebody edits in the portal, one object of each kind and nothing else, and repairs all of it", async () => {
    const resources = await stack.resources();
    const before = account();
    const kinds = (Object.keys(registry) as Kind[]).filter((kind) => unedited[kind] === undefined);
    const edited = kinds.map((kind) => {
      const resource = resources.find((one) => kindOf(one) === kind);
      if (resource === undefined) throw new Error(`The example has no ${kind}.`);
      simulator.portal.edit(liveOf(resource), edits[kind] ?? anotherValue(resource));
      return nameOf(resource);
    });
    const preview = await stack.must("preview", "--refresh", "--diff");
    expect(shown(preview, "refresh")).toEqual(edited.sort());
    expect(shown(preview, "update")).toEqual(edited);
    expect(changes(await stack.must("up", "--refresh", "--yes", "--skip-preview"))).toEqual([`~ ${edited.length} updated`]);
    expect(account()).toEqual(before);
  });

  it("lets kinds leave: exactly their objects go, and what no command deletes is forgotten with a warning; a destroy takes the rest", async () => {
    let resources = await stack.resources();
    const gone = new Set<Kind>();
    while (resources.some((resource) => kindOf(resource) !== "SubReseller")) {
      const kinds = leaving(resources);
      const mine = resources.filter((resource) => kinds.includes(kindOf(resource)));
      const of = (kind: Kind) => mine.filter((resource) => kindOf(resource) === kind);
      const due = kinds.reduce((left, kind) => afterwards(left, kind, of(kind)), account());
      for (const kind of kinds) gone.add(kind);
      await runWithout(gone);
      const text = await stack.must("up", "--yes", "--skip-preview");
      expect([kinds, changes(text)]).toEqual([kinds, [`- ${mine.length} deleted`]]);
      expect([kinds, account()]).toEqual([kinds, due]);
      expect([kinds, forgotten(text).sort()]).toEqual([
        kinds,
        mine.flatMap((one) => (remains(kindOf(one)) ? [`${kindOf(one)} "${nameOf(one)}"`] : [])).sort(),
      ]);
      resources = resources.filter((resource) => !mine.includes(resource));
    }
    expect(resources.map(kindOf)).toEqual(["SubReseller"]);
    expect(kindsOf(living())).toEqual(REMAINS);
    await destroyed();
    expect(await stack.resources()).toEqual([]);
    expect(account()).toEqual({});
    expect(simulator.violations).toEqual([]);
  });

  itInAll("is destroyed as a whole", async () => {
    simulator.portal.addCustomer(larch);
    await runExample();
    await stack.must("up", "--yes", "--skip-preview");
    await destroyed();
    expect(account()).toEqual({});
    expect(simulator.violations).toEqual([]);
  });
});
