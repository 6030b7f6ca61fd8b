import { AccountReader } from "../../provider/account";
import { exportProgram, kindsToList } from "../../provider/export";
import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { settingsFor } from "../support/engine";
import { uuid } from "../support/livingAccount";

jest.setTimeout(60_000);

const [bundle, sales, support, front] = ["b1", "a1", "a2", "f1"].map(uuid) as [string, string, string, string];

const objects = {
  bundle: [{ uuid: bundle, bundle_type: 1 }],
  user: [
    { uuid: sales, extension: 1001, display_name: "Sales" },
    { uuid: support, extension: 1002, display_name: "Support", related_product: bundle },
  ],
  group: [{ uuid: front, name: "Front", extension_number: 2001, members: [sales] }],
};

let sim: Simulator;

beforeEach(async () => {
  sim = await startSimulator({ seed: { customers: [{ name: "acme", contact_name: "Acme", objects }] } });
});
afterEach(() => sim.close());

async function code(): Promise<string[]> {
  const reader = new AccountReader(() => undefined, settingsFor(sim));
  const { objects: customers } = await reader.live(undefined, ["SubReseller"]);
  const theirs = await Promise.all(customers.map((one) => reader.live(one.id, kindsToList(one))));
  const { files } = exportProgram([...customers, ...theirs.flatMap((read) => read.objects)], { project: "account", stack: "live" });
  return files.flatMap(({ text }) => text.split("\n"));
}

describe("the code of an export", () => {
  it("keeps every block in its place where a reference changes", async () => {
    const before = await code();
    sim.portal.edit(front, { members: [support] });
    const after = await code();
    expect(after).toHaveLength(before.length);
    const changed = after.flatMap((line, index) => (line === before[index] ? [] : [[before[index], line]]));
    expect(changed).toEqual([[expect.stringContaining("salesSipUser.uuid"), expect.stringContaining("supportSipUser.uuid")]]);
  });

  it("names an object of the program by its variable, too, where the documents do not say which kind is meant", async () => {
    expect((await code()).join("\n")).toMatch(/relatedProduct: \w+\.uuid/);
    sim.portal.edit(support, { related_product: uuid("404") });
    expect((await code()).join("\n")).toMatch(/relatedProduct: "[-0-9a-f]{36}" \/\* nothing that was found has this uuid/);
  });
});
