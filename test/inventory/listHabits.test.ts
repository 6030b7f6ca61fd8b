import { AccountReader } from "../../provider/account";
import { startSimulator, type Switches } from "../../provider/simulator/index";
import { settingsFor } from "../support/engine";

const uuid = (digit: string): string => `${digit.repeat(8)}-0000-4000-8000-000000000000`;

/** Three groups of one customer, of which one has a name, as people leave them. */
async function live(switches: Partial<Switches>) {
  const group = [
    { uuid: uuid("1"), extension_number: 601 },
    { uuid: uuid("2"), extension_number: 602 },
    { uuid: uuid("3"), extension_number: 603, name: "Sales" },
  ];
  const simulator = await startSimulator({
    seed: { customers: [{ uuid: uuid("a"), name: "acme", contact_name: "Acme", objects: { group } }] },
    switches,
  });
  const reader = new AccountReader(() => undefined, settingsFor(simulator));
  const { objects } = await reader.live(uuid("a"), ["HuntGroup"]);
  const alone = simulator.requests.filter(({ path }) => path.startsWith("/voip/group/")).length;
  await simulator.close();
  return { alone, extensions: objects.map(({ live: { extension_number: extension } }) => extension) };
}

describe("what a list does not show of what a kind requires", () => {
  it("is read of one object alone where that tells that the API leaves out what is not set", async () => {
    expect(await live({ unsetFields: "absent" })).toEqual({ alone: 1, extensions: [601, 602, 603] });
  });

  it("is read of each object where lists show less than objects have", async () => {
    expect(await live({ listItems: "incomplete" })).toEqual({ alone: 3, extensions: [601, 602, 603] });
  });

  it("is not read at all where lists show everything", async () => {
    expect(await live({})).toEqual({ alone: 0, extensions: [601, 602, 603] });
  });
});
