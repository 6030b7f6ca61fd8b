import { AccountReader, type LiveObject } from "../../provider/account";
import { exportProgram, kindsToList, type TakenName } from "../../provider/export";
import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { settingsFor } from "../support/engine";
import { ids, living } from "../support/livingAccount";

jest.setTimeout(60_000);

let simulator: Simulator;
let objects: readonly LiveObject[];

beforeAll(async () => {
  simulator = await startSimulator({ seed: living });
  const reader = new AccountReader(() => undefined, settingsFor(simulator));
  const { objects: customers } = await reader.live(undefined, ["SubReseller"]);
  const theirs = await Promise.all(customers.map((customer) => reader.live(customer.id, kindsToList(customer))));
  objects = [...customers, ...theirs.flatMap((read) => read.objects)];
});
afterAll(() => simulator.close());

/** The names of the resources that have an object, by kind. */
function namesOf(isMeant: (object: LiveObject) => boolean, ...taken: readonly TakenName[]): Record<string, string> {
  const { resources } = exportProgram(objects, { project: "account", stack: "live", taken });
  const wanted = new Set(objects.filter(isMeant).map(({ id }) => id));
  return Object.fromEntries(resources.filter(({ id }) => wanted.has(id)).map(({ type, name }) => [type.split(":").at(-1), name]));
}

describe("the names of a program for a stack that has resources", () => {
  it("are one for both parts of an object, also where only the part's is taken", () => {
    const isDay = ({ id }: LiveObject) => id === ids.day;
    const name = "acme-ltd-ac00-day";
    expect(namesOf(isDay)).toEqual({ CallFlow: name, CallFlowContent: name });
    const other = `${name}-f200`;
    expect(namesOf(isDay, { kind: "CallFlowContent", name })).toEqual({ CallFlow: other, CallFlowContent: other });
  });

  it("have a count where an object has no uuid, or all digits of it are taken", () => {
    const name = "acme-ltd-ac00-call-recording-retention";
    const kind = "CallRecordingRetention";
    const isRetention = ({ definition, customer }: LiveObject) => definition.kind === kind && customer === ids.acme;
    expect(namesOf(isRetention)).toEqual({ [kind]: name });
    const taken = [name, `${name}-2`].map((each) => ({ kind, name: each }));
    expect(namesOf(isRetention, ...taken)).toEqual({ [kind]: `${name}-3` });
    const digits = ids.trunk.replaceAll("-", "");
    const lengths = Array.from({ length: 9 }, (_, index) => digits.slice(0, 4 * index));
    const all = lengths.map((some) => ({ kind: "Trunk", name: ["acme-ltd-ac00-office", some].filter(Boolean).join("-") }));
    expect(namesOf(({ id }) => id === ids.trunk, ...all)).toEqual({ Trunk: `acme-ltd-ac00-office-${digits}-2` });
  });
});
