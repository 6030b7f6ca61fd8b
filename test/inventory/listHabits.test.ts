import { AccountReader } from "../../provider/account";
import type { Kind } from "../../provider/kinds/registry";
import { startSimulator, type Switches } from "../../provider/simulator/index";
import { settingsFor } from "../support/engine";

const uuid = (digit: string): string => `${digit.repeat(8)}-0000-4000-8000-000000000000`;

interface Seeded {
  readonly kind: Kind;
  readonly name: string;
  readonly objects: readonly Record<string, unknown>[];
}

/** Three groups of one customer, of which one has a name, as people leave them. */
const groups: Seeded = {
  kind: "HuntGroup",
  name: "group",
  objects: [
    { uuid: uuid("1"), extension_number: 601 },
    { uuid: uuid("2"), extension_number: 602 },
    { uuid: uuid("3"), extension_number: 603, name: "Sales" },
  ],
};

/** Diaries, of which a program has to declare no more than the name. */
const diaries: Seeded = {
  kind: "TimeDiary",
  name: "timeDiary",
  objects: [
    { uuid: uuid("4"), name: "Shop" },
    { uuid: uuid("5"), name: "Office", timezone: "Europe/London" },
    { uuid: uuid("6"), name: "Yard", timezone: "Europe/Paris" },
  ],
};

async function live({ kind, name, objects }: Seeded, switches: Partial<Switches>, customers = 1) {
  const simulator = await startSimulator({
    seed: {
      customers: Array.from({ length: customers }, (_each, index) => ({
        uuid: uuid("abcdef"[index] ?? ""),
        name: `acme-${index}`,
        contact_name: "Acme",
        objects: { [name]: objects.map((object) => ({ ...object, uuid: String(object["uuid"]).replace("-4000-", `-400${index}-`) })) },
      })),
    },
    switches,
  });
  const reader = new AccountReader(() => undefined, settingsFor(simulator));
  const read = [];
  for (let index = 0; index < customers; index += 1) read.push(...(await reader.live(uuid("abcdef"[index] ?? ""), [kind])).objects);
  const alone = simulator.requests.filter(({ path }) => /-400\d-/.test(path)).length;
  await simulator.close();
  return { alone, lives: read.map((each) => each.live) };
}

const extensions = (lives: readonly Record<string, unknown>[]) => lives.map((each) => each["extension_number"]);

describe("what no list shows", () => {
  it("is asked of one object alone where that tells that nobody has set it", async () => {
    const { alone, lives } = await live(groups, { unsetFields: "absent" });
    expect([alone, extensions(lives)]).toEqual([1, [601, 602, 603]]);
  });

  it("is read of each object where lists show less than objects have", async () => {
    const { alone, lives } = await live(groups, { listItems: "incomplete" });
    expect([alone, extensions(lives)]).toEqual([3, [601, 602, 603]]);
  });

  it("is not asked at all where lists show everything", async () => {
    const { alone, lives } = await live(groups, {});
    expect([alone, extensions(lives)]).toEqual([0, [601, 602, 603]]);
  });

  it("is read of each object, too, where a program need not declare it", async () => {
    const { alone, lives } = await live(diaries, { listItems: "incomplete" });
    expect([alone, lives.map((each) => each["timezone"]).slice(1)]).toEqual([3, ["Europe/London", "Europe/Paris"]]);
  });

  it("is looked for further where an object has nothing but its name in its own answer, too", async () => {
    const { lives } = await live(diaries, { listItems: "incomplete", unsetFields: "absent" });
    expect(lives.map((each) => each["timezone"])).toEqual([undefined, "Europe/London", "Europe/Paris"]);
  });

  it("is asked once for all customers", async () => {
    const { alone, lives } = await live(groups, { unsetFields: "absent" }, 4);
    expect([alone, lives.length]).toEqual([1, 12]);
  });

  it("is not asked for ever of objects with nothing but a name", async () => {
    const objects = Array.from({ length: 6 }, (_each, index) => ({ uuid: uuid(String(index + 1)), name: `Diary ${index}` }));
    const { alone, lives } = await live({ ...diaries, objects }, { unsetFields: "absent" }, 6);
    expect([alone, lives.length]).toEqual([20, 36]);
  });
});
