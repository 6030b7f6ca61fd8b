import { AccountReader, type LiveObject } from "../../provider/account";
import { type Described, type ExportedProgram, exportProgram, kindsToList } from "../../provider/export";
import { shownByCustomer } from "../../provider/inventory/program/shownByCustomer";
import { type TakenOver, takenOver } from "../../provider/inventory/takenOver";
import { registry } from "../../provider/kinds/registry";
import { type JsonObject, type Seed, type SeedCustomer, startSimulator } from "../../provider/simulator/index";
import { settingsFor } from "../support/engine";
import { uuid } from "../support/livingAccount";

jest.setTimeout(60_000);

const home = { street_one: "1 High Street", city: "Leeds", zip: "LS1 1AA", country_code: "GB" };
const store = { ...home, street_one: "2 Side Street" };
const ann = { name: "acme.api", email: "api@acme.example", role_id: 1, password: "s3cret-of-ann" };
const bob = { uuid: uuid("b0b"), name: "bob", email: "bob@acme.example", role_id: 1, password: "s3cret-of-bob" };

interface Given {
  readonly switches?: Seed["switches"];
  readonly leaveOut?: (object: Described) => string | undefined;
}

async function programOf(customer: Omit<SeedCustomer, "name">, { switches = {}, leaveOut }: Given = {}): Promise<ExportedProgram> {
  const simulator = await startSimulator({ seed: { customers: [{ name: "acme", contact_name: "Acme", ...customer }], switches } });
  const reader = new AccountReader(() => undefined, settingsFor(simulator));
  const { objects: customers } = await reader.live(undefined, ["SubReseller"]);
  const theirs = await Promise.all(customers.map((one) => reader.live(one.id, kindsToList(one))));
  await simulator.close();
  const objects: LiveObject[] = [...customers, ...theirs.flatMap((read) => read.objects)];
  return exportProgram(objects, { project: "account", stack: "live", ...(leaveOut && { leaveOut }) });
}

const kindsOf = ({ resources }: ExportedProgram) => resources.map(({ type }) => type.split(":").at(-1)).sort();
const reasonsOf = ({ notManaged }: ExportedProgram) => notManaged.map(({ kind, reason }) => `${kind}: ${reason}`).sort();

describe("an export of users and addresses that a customer may show, too", () => {
  it("declares those of a customer whose own answer shows none by themselves", async () => {
    const program = await programOf({ objects: { resellerUser: [bob], resellerAddress: [home] } });
    expect(kindsOf(program)).toEqual(["CallRecordingRetention", "ResellerAddress", "ResellerUser", "SubReseller"]);
    expect(reasonsOf(program)).toEqual([]);
  });

  it("lists those that a customer's own list does not show, with the reason", async () => {
    const program = await programOf({ users: [ann], addresses: [home], objects: { resellerUser: [bob], resellerAddress: [store] } });
    expect(kindsOf(program)).toEqual(["CallRecordingRetention", "SubReseller"]);
    expect(reasonsOf(program)).toEqual([
      "ResellerAddress: `addresses` of its SubReseller does not show it, and a program declares such objects there or by ResellerAddress, and not by both",
      "ResellerUser: `users` of its SubReseller does not show it, and a program declares such objects there or by ResellerUser, and not by both",
    ]);
  });

  it("says nothing of those that a customer's own list shows whole", async () => {
    const program = await programOf({ users: [ann], addresses: [home] }, { switches: { customerLists: "shared" } });
    expect(kindsOf(program)).toEqual(["CallRecordingRetention", "SubReseller"]);
    expect(reasonsOf(program)).toEqual([]);
  });

  it("says which fields only the object's own answer shows", async () => {
    const named = { ...home, display_name: "Billing", is_default: true };
    const taken = shownByCustomer(takenOf("ResellerAddress", { ...named, uuid: "" }), takenOf("SubReseller", { addresses: [home] }));
    expect(taken).toEqual({
      reason:
        "it stands in `addresses` of its SubReseller, which has no place for displayName, isDefault: only its own answer shows that, and it stays as it lives",
    });
  });

  it("declares them by themselves where the customer is not to be in the program", async () => {
    const leaveOut = ({ kind }: Described) => (kind === "SubReseller" ? "not asked for" : undefined);
    const program = await programOf({ users: [ann], objects: { resellerUser: [bob] } }, { leaveOut });
    expect(kindsOf(program)).toEqual(["CallRecordingRetention", "ResellerUser"]);
  });
});

function takenOf(kind: "SubReseller" | "ResellerAddress", live: JsonObject): TakenOver {
  const whole = { uuid: uuid("abc"), name: "acme", contact_name: "Acme", ...live };
  const object = { definition: registry[kind], id: uuid("abc"), customer: uuid("abc"), live: whole };
  return takenOver(object, { titleOf: () => undefined, withSecrets: false });
}
