import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { AccountReader } from "../../provider/account";
import type { Kind } from "../../provider/kinds/registry";
import { type Simulator, startSimulator, type Switches } from "../../provider/simulator/index";
import { kindsToList } from "../../provider/export";
import { itInAll } from "../support/all";
import { settingsFor } from "../support/engine";
import { listsOf } from "../support/takingOver";
import { SHORT, type Size, uglyAccount } from "../support/ugly/account";

jest.setTimeout(120_000);

const uuid = (digit: string): string => `${digit.repeat(8)}-0000-4000-8000-000000000000`;

interface Seeded {
  readonly kind: Kind;
  readonly name: string;
  readonly objects: readonly Record<string, unknown>[];
  /** Those of all customers but the first, if they have others. */
  readonly others?: readonly Record<string, unknown>[];
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

/** Queues, of which few have members. */
const queuesOf = (members: readonly (readonly string[])[]): Seeded => ({
  kind: "QueueGroup",
  name: "queueGroup",
  objects: members.map((each, index) => ({
    uuid: uuid((index % 16).toString(16)).replace("-0000-", `-${String(index).padStart(4, "0")}-`),
    name: `Queue ${index}`,
    strategy: "ringall",
    ...(each.length > 0 && { members: each }),
  })),
});

/** The simulator as it answers through a server whose lists leave a name out, as the vendor's page of queue groups has one. */
async function leavingOut(name: string, simulator: Simulator): Promise<{ readonly url: string; close(): Promise<void> }> {
  const without = (body: unknown): unknown => {
    const { result } = body as { result?: unknown };
    if (!Array.isArray(result)) return body;
    const items = result.map((each: object) => Object.fromEntries(Object.entries(each).filter(([key]) => key !== name)));
    return { ...(body as object), result: items };
  };
  const server = createServer((request, response) => {
    const headers = Object.entries(request.headers).flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : []));
    void fetch(`${simulator.url}${request.url ?? ""}`, { headers: headers as [string, string][] }).then(async (answer) => {
      response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" });
      response.end(JSON.stringify(without(await answer.json())));
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const close = (): Promise<void> =>
    new Promise((closed) => {
      server.close(() => closed()).closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

interface Answers {
  readonly switches?: Partial<Switches>;
  /** The name that lists leave out although objects have it. */
  readonly unlisted?: string;
  /** Whether the path of one object answers with a list of something else. */
  readonly hasOthersThere?: boolean;
}

async function live(
  { kind, name, objects, others = objects }: Seeded,
  { switches = {}, unlisted = "", hasOthersThere = false }: Answers,
  customers = 1,
) {
  const simulator = await startSimulator({
    seed: {
      customers: Array.from({ length: customers }, (_each, index) => ({
        uuid: uuid("abcdef"[index] ?? ""),
        name: `acme-${index}`,
        contact_name: "Acme",
        objects: {
          [name]: (index === 0 ? objects : others).map((object) => ({
            ...object,
            uuid: String(object["uuid"]).replace("-4000-", `-400${index}-`),
          })),
        },
      })),
    },
    switches,
  });
  const server = await leavingOut(unlisted, simulator);
  const somethingElse = '{"status": "success", "status_code": 200, "result": []}';
  if (hasOthersThere)
    simulator.faults.add({
      match: { method: "GET", path: "/voip/out-of-hours/*" },
      times: 0,
      effect: { kind: "custom", text: somethingElse },
    });
  const reader = new AccountReader(() => undefined, settingsFor({ url: server.url, credentials: simulator.credentials }));
  const read = [];
  for (let index = 0; index < customers; index += 1) read.push(...(await reader.live(uuid("abcdef"[index] ?? ""), [kind])).objects);
  const alone = simulator.requests.filter(({ path }) => /-400\d-/.test(path)).length;
  await Promise.all([server.close(), simulator.close()]);
  return { alone, lives: read.map((each) => each.live) };
}

const extensions = (lives: readonly Record<string, unknown>[]) => lives.map((each) => each["extension_number"]);

describe("what no list shows", () => {
  it("is asked of one object alone where that tells that nobody has set it", async () => {
    const { alone, lives } = await live(queuesOf([[], [], [uuid("8")]]), { switches: { unsetFields: "absent" } });
    expect([alone, lives.map((each) => each["members"])]).toEqual([1, [undefined, undefined, [uuid("8")]]]);
  });

  it("is read of each object where lists show less than objects have", async () => {
    const { alone, lives } = await live(groups, { switches: { listItems: "incomplete" } });
    expect([alone, extensions(lives)]).toEqual([3, [601, 602, 603]]);
  });

  it("is not asked at all where lists show everything", async () => {
    const { alone, lives } = await live(groups, {});
    expect([alone, extensions(lives)]).toEqual([0, [601, 602, 603]]);
  });

  it("is read of each object, too, where a program need not declare it", async () => {
    const { alone, lives } = await live(diaries, { switches: { listItems: "incomplete" } });
    expect([alone, lives.map((each) => each["timezone"]).slice(1)]).toEqual([3, ["Europe/London", "Europe/Paris"]]);
  });

  it("is looked for further where an object has nothing but its name in its own answer, too", async () => {
    const { lives } = await live(diaries, { switches: { listItems: "incomplete", unsetFields: "absent" } });
    expect(lives.map((each) => each["timezone"])).toEqual([undefined, "Europe/London", "Europe/Paris"]);
  });

  it.each(["absent", "another command's"] as const)("is no hindrance where the path of one, a guess, is %s", async (path) => {
    const switches = { unsetFields: "absent", ...(path === "absent" && { guessedItems: path }) } as const;
    const { lives } = await live(diaries, { switches, hasOthersThere: path !== "absent" });
    expect(lives.map((each) => each["name"])).toEqual(["Shop", "Office", "Yard"]);
  });

  it("is asked once for all customers", async () => {
    const { alone, lives } = await live(queuesOf([[], [], [uuid("8")]]), { switches: { unsetFields: "absent" } }, 4);
    expect([alone, lives.length]).toEqual([1, 12]);
  });

  it("is looked for further where references are among it, and the first object has none", async () => {
    const queues = queuesOf([[], [], [uuid("8")], [uuid("9")]]);
    const { alone, lives } = await live(queues, { switches: { unsetFields: "absent" }, unlisted: "members" });
    expect([alone, lives.map((each) => each["members"])]).toEqual([4, [undefined, undefined, [uuid("8")], [uuid("9")]]]);
  });

  it("is looked for further in the next customer's list, too, where nobody has references in the first one's", async () => {
    const own = [queuesOf([[], []]), queuesOf([[], [uuid("8")]])].map(({ objects }) => objects);
    const { lives } = await live(
      { ...queuesOf([]), objects: own[0] ?? [], others: own[1] ?? [] },
      { switches: { unsetFields: "absent" }, unlisted: "members" },
      2,
    );
    expect(lives.map((each) => each["members"])).toEqual([undefined, undefined, undefined, [uuid("8")]]);
  });

  it("is not asked for ever of objects without a reference", async () => {
    const { alone } = await live(queuesOf(Array.from({ length: 6 }, () => [])), { switches: { unsetFields: "absent" } }, 6);
    expect(alone).toBe(20);
  });

  it("is not asked for ever of objects with nothing but a name", async () => {
    const objects = Array.from({ length: 6 }, (_each, index) => ({ uuid: uuid(String(index + 1)), name: `Diary ${index}` }));
    const { alone, lives } = await live({ ...diaries, objects }, { switches: { unsetFields: "absent" } }, 6);
    expect([alone, lives.length]).toEqual([20, 36]);
  });
});

describe("an account of which lists show everything, but not what is unset", () => {
  const reads = async (seed: number, size: Size): Promise<void> => {
    const simulator = await startSimulator({ seed: { ...uglyAccount(seed, size), switches: { unsetFields: "absent" } } });
    const reader = new AccountReader(() => undefined, settingsFor(simulator));
    const customers = (await reader.live()).objects.filter(({ definition }) => definition.kind === "SubReseller");
    for (const customer of customers) await reader.live(customer.id, kindsToList(customer));
    const [sent, lists] = [simulator.requests.length, listsOf(simulator.requests)];
    await simulator.close();
    expect(customers).toHaveLength(size.customers);
    expect(sent).toBeGreaterThan(lists);
    expect(sent).toBeLessThanOrEqual(Math.ceil(lists * 1.05));
  };

  it("is read by its lists and few requests more", () => reads(2, SHORT));

  itInAll("is read so where it is large, too", () => reads(6, { customers: 60, objects: 900 }));
});
