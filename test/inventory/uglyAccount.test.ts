import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AccountReader } from "../../provider/account";
import { compareStates } from "../../provider/objects";
import { registry } from "../../provider/kinds/registry";
import { loadSeed, type Seed, type Simulator, startSimulator, type Switches } from "../../provider/simulator/index";
import { firstOf } from "../support/all";
import { settingsFor } from "../support/engine";
import { LONG, SHORT, SHORTEST, type Size, UGLY_KINDS, uglyAccount } from "../support/ugly/account";
import { makeEdit, portalEdits } from "../support/ugly/edits";
import { judge, reportedBy, reportedInJson } from "../support/ugly/judge";
import { livingNow, ownersOf, statesOfAll } from "../support/ugly/states";
import { SECRET_MARK } from "../support/ugly/texts";

jest.setTimeout(240_000);

const TINY: Size = { customers: 6, objects: 90 };

const readerOf = (simulator: Simulator) => new AccountReader(() => undefined, settingsFor(simulator));

async function onUgly(seed: Seed, action: (simulator: Simulator) => Promise<void>): Promise<void> {
  const simulator = await startSimulator({ seed });
  try {
    await action(simulator);
    expect(simulator.violations).toEqual([]);
  } finally {
    await simulator.close();
  }
}

const objectsIn = (seed: Seed) =>
  [seed.objects, ...(seed.customers ?? []).map(({ objects }) => objects)].flatMap((objects) => Object.entries(objects ?? {}));

describe("the seed of a strange account", () => {
  it.each([
    ["shortest", SHORTEST],
    ["short", SHORT],
    ["long", LONG],
  ])("has what it says in its %s form, some of each kind, and is a seed that the simulator takes", (_name, size) => {
    const seed = uglyAccount(1, size);
    expect(() => loadSeed(seed)).not.toThrow();
    expect(seed.customers).toHaveLength(size.customers);
    expect(objectsIn(seed).flatMap(([, objects]) => objects)).toHaveLength(size.objects);
    expect([...new Set(objectsIn(seed).map(([kind]) => kind))].sort()).toEqual([...UGLY_KINDS].sort());
  });

  it("is what the guide of taking over gives to newcomers; YAY_RECORD=1 writes it anew", () => {
    const file = join(__dirname, "../../docs/taking-over/strange-account.json");
    const seed = `${JSON.stringify(uglyAccount(1, { customers: 5, objects: 60 }))}\n`;
    if (process.env["YAY_RECORD"] !== undefined) writeFileSync(file, seed);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(JSON.parse(seed));
  });

  it("is the same for the same number, and another one for another", () => {
    expect(uglyAccount(7)).toEqual(uglyAccount(7));
    expect(uglyAccount(7)).not.toEqual(uglyAccount(8));
  });

  it("is strange: names twice, names that collide after spelling, reserved words, unknown modules and keys, references to nothing, circles", () => {
    const seed = uglyAccount(1);
    const all = objectsIn(seed).flatMap(([kind, objects]) => objects.map((object) => ({ ...object, kind })));
    const flows = all.filter(({ kind }) => kind === "flow");
    const flowNames = flows.map((flow) => String((flow as { name?: unknown }).name));
    expect(new Set(flowNames).size).toBeLessThan(flowNames.length);
    const text = JSON.stringify(seed);
    for (const part of ["constructor", "__proto__", "main-line", "MAIN LINE", "ai-receptionist", "webhook_token", "x-vendor", SECRET_MARK])
      expect(text).toContain(part);
    const living = new Set(all.map((object) => String((object as { uuid?: unknown }).uuid)));
    const named =
      JSON.stringify(flows)
        .match(/"uuid":"[0-9a-f-]{36}"/g)
        ?.map((each) => each.slice(8, -1)) ?? [];
    expect(named.some((uuid) => !living.has(uuid))).toBe(true);
    const ways = new Map(
      flows.map((flow) => [String((flow as { uuid?: unknown }).uuid), JSON.stringify((flow as { flow?: unknown }).flow)]),
    );
    const reach = (from: string, seen = new Set<string>()): Set<string> => {
      for (const [uuid] of ways)
        if (ways.get(from)?.includes(uuid) === true && !seen.has(uuid)) {
          seen.add(uuid);
          reach(uuid, seen);
        }
      return seen;
    };
    expect([...ways.keys()].some((uuid) => reach(uuid).has(uuid))).toBe(true);
  });
});

describe("a comparison of all that a strange account has", () => {
  it.each(firstOf([1, 2, 3, 4], 2))(
    "finds nothing that nobody has changed, says no secret, and needs the lists alone: account %s",
    (number) =>
      onUgly(uglyAccount(number, TINY), async (simulator) => {
        const states = await statesOfAll(simulator, readerOf(simulator));
        expect(new Set(states.map(({ type }) => type)).size).toBe(Object.keys(registry).length - 2);
        const from = simulator.requests.length;
        const live = await readerOf(simulator).living(states, ownersOf(simulator));
        const requests = simulator.requests.slice(from);
        const found = compareStates(states, live);
        expect(judge([], reportedBy(found))).toEqual({ missed: [], beside: [] });
        expect(found.same).toHaveLength(states.length);
        expect(found.onlyLive).toEqual([]);
        expect(JSON.stringify(found)).not.toContain(SECRET_MARK);
        const lists = new Set(requests.map(({ method, path, customer }) => `${method} ${path} ${String(customer)}`));
        expect(requests.length).toBeLessThanOrEqual(lists.size * 1.05);
      }),
  );

  it("finds nothing if the API answers otherwise than at first: other orders, numbers as text, blanks in another form", () =>
    onUgly({ ...uglyAccount(4, TINY), switches: {} }, async (simulator) => {
      const states = await statesOfAll(simulator, readerOf(simulator));
      const moods: Partial<Switches>[] = [
        { listOrder: "reversed", keyOrder: "shuffled", serverFields: "added" },
        { unsetFields: "null", extensionType: "string" },
        { unsetFields: "absent", dates: "timestamp" },
        { numbers: "string" },
        { passwordsShown: "masked" },
        { passwordsShown: "absent" },
        { listItems: "incomplete" },
      ];
      for (const mood of moods) {
        const before = { ...simulator.switches };
        Object.assign(simulator.switches, mood);
        const found = compareStates(states, await livingNow(simulator, states));
        expect({ mood, ...judge([], reportedBy(found)) }).toEqual({ mood, missed: [], beside: [] });
        Object.assign(simulator.switches, before);
      }
    }));

  it.each(firstOf([11, 12, 13], 1))("reports each of 150 random edits in the portal, and nothing beside them: account %s", (number) =>
    onUgly(uglyAccount(number, TINY), async (simulator) => {
      const states = await statesOfAll(simulator, readerOf(simulator));
      const edits = portalEdits(states, 150, number);
      expect(edits).toHaveLength(150);
      edits.forEach((edit, index) => makeEdit(simulator, edit, number * 1000 + index));
      const found = compareStates(states, await livingNow(simulator, states));
      expect(judge(edits, reportedBy(found))).toEqual({ missed: [], beside: [] });
      expect(JSON.stringify(found)).not.toContain(SECRET_MARK);
    }),
  );
});

describe("the judgement of a report of drift", () => {
  const edit = { kind: "HuntGroup", uuid: "6F1c", customer: undefined, argument: "name", wire: "name" } as const;

  it("names an edit that is not told, and what is told that nobody has edited", () => {
    expect(judge([edit], [{ uuid: "6f1C", argument: "name" }])).toEqual({ missed: [], beside: [] });
    expect(judge([edit], [{ uuid: "6f1c", argument: "extension" }])).toEqual({
      missed: ["HuntGroup 6f1c name"],
      beside: ["6f1c extension"],
    });
    expect(judge([], [{ uuid: "6f1c", argument: "name" }]).beside).toEqual(["6f1c name"]);
  });

  it("reads what yay drift prints as JSON, and counts what it could not look at as told beside", () => {
    const changes = [{ path: "flow.menu.next.2" }, { path: "name" }];
    const report = {
      drifted: [
        { uuid: "a", fate: "changed", changes },
        { uuid: "b", fate: "deleted", changes: [] },
      ],
      unread: ["one list"],
    };
    expect(reportedInJson(JSON.stringify(report))).toEqual([
      { uuid: "a", argument: "flow" },
      { uuid: "a", argument: "name" },
      { uuid: "b", argument: "(deleted)" },
      { uuid: "one list", argument: "(unread)" },
    ]);
  });
});
