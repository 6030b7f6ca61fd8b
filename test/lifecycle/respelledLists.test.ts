import type { JsonObject } from "../../provider/simulator/index";
import { home, plainInputs, works } from "../kinds/customers";
import { acme, listIn, otherPhone, phone } from "../support/account";
import type { Program } from "../support/lifecycleEngine";
import { anew, meet, type Met, settled, spellers } from "../support/respelled";

jest.setTimeout(60_000);

const capitals = anew(spellers["writes capitals"] ?? String);
const list = ({ stranger, engine }: Met, name: string) => listIn(stranger.record(engine.recorded("it").id), name);

describe("addresses that an API shows in capitals", () => {
  const store = { ...home, streetOne: "3 Store Street", zip: "EX4M PL9" };
  const moved = { ...home, city: "Newtown" };
  const program = (addresses: unknown): Program => ({
    it: { kind: "SubReseller", inputs: { ...plainInputs, name: "beta-ltd", addresses } },
  });
  const uuidsIn = (met: Met) =>
    Object.fromEntries(list(met, "addresses").map(({ street_one: street, uuid }) => [String(street), String(uuid)]));

  it.each([
    ["the program puts another one first", [home, works], [store, home, works]],
    ["the first one leaves the program", [home, works, store], [works, store]],
    ["another one takes the place of the first", [home, works], [works, store]],
    ["one changes and another one is put before it", [home, works], [store, moved, works]],
  ])("live once each, and one that stays in the program keeps its uuid, where %s", (_what, before, after) =>
    meet(capitals, async (met) => {
      await met.engine.up(program(before));
      const was = uuidsIn(met);
      expect(await met.engine.up(program(after))).toEqual({ it: "update" });
      const now = uuidsIn(met);
      expect(list(met, "addresses")).toHaveLength(after.length);
      for (const { streetOne } of after.filter((address) => before.includes(address))) expect(now[streetOne]).toBe(was[streetOne]);
      expect(met.engine.recorded("it").outputs["addressUuids"]).toEqual(after.map(({ streetOne }) => now[streetOne]));
      await settled(met, program(after));
    }),
  );
});

describe.each(Object.keys(spellers))("a time diary of an API that %s", (name) => {
  const ways = anew(spellers[name] ?? String);
  const week = [
    { callFlow: phone, closedTime: "18:00-9:00, mon-fri, *, *" },
    { callFlow: otherPhone, closedTime: "0:00-23:59, sat-sun, *, *" },
  ];
  const holidays = [{ callFlow: phone, startDate: "2026-12-24", startTime: "12:00:00", endDate: "2026-12-27", endTime: "09:00:00" }];
  const program = (change: object = {}): Program => ({
    it: {
      kind: "TimeDiary",
      inputs: { customer: acme, name: "Office hours", timezone: "Europe/London", elements: week, exceptions: holidays, ...change },
    },
  });
  const edit = (met: Met, index: number, change: JsonObject) => Object.assign(list(met, "elements")[index] ?? {}, change);

  it("settles, also where the entries come in another order", async () => {
    const reversed = (record: JsonObject) => ({
      ...record,
      ...("elements" in record && { elements: [...listIn(record, "elements")].reverse() }),
    });
    for (const show of [ways.show, (record: JsonObject) => reversed(ways.show?.(record) ?? record)]) {
      await meet({ ...(show && { show }) }, async (met) => {
        await met.engine.up(program());
        await settled(met, program());
      });
    }
  });

  it("shows what somebody has changed in one entry, and nothing of the others", () =>
    meet(ways, async (met) => {
      await met.engine.up(program());
      edit(met, 1, { closed_time: "0:00-23:59, sun, *, *" });
      expect(await met.engine.refresh()).toEqual({ it: "changed" });
      expect((met.engine.recorded("it").outputs["elements"] as object[])[0]).toEqual(week[0]);
      expect(await met.engine.up(program())).toEqual({ it: "update" });
      await settled(met, program());
      list(met, "elements").push({ call_flow: phone, closed_time: "9:00-10:00, sat, *, *" });
      expect(await met.engine.refresh()).toEqual({ it: "changed" });
      expect(await met.engine.up(program())).toEqual({ it: "update" });
      await settled(met, program());
    }));

  it("shows what somebody has added to an entry that the program does not have there", () =>
    meet(ways, async (met) => {
      const [, weekend] = week;
      const alone = program({ elements: [{ closedTime: weekend?.closedTime }] });
      await met.engine.up(alone);
      await settled(met, alone);
      edit(met, 0, { call_flow: otherPhone });
      expect(await met.engine.refresh()).toEqual({ it: "changed" });
      expect(await met.engine.up(alone)).toEqual({ it: "update" });
      await settled(met, alone);
    }));

  it("keeps what nobody manages in an entry when another field changes", () =>
    meet(ways, async (met) => {
      await met.engine.up(program());
      list(met, "elements").forEach((_entry, index) => edit(met, index, { weight: index + 1 }));
      expect(await met.engine.up(program({ name: "Shop hours" }))).toEqual({ it: "update" });
      expect(list(met, "elements").map(({ weight }) => weight)).toEqual([1, 2]);
    }));

  it("is adopted, and settles, where the program overwrites the spelling", () =>
    meet(ways, async (met) => {
      await met.engine.up(program());
      const { id } = met.engine.recorded("it");
      met.engine.state.clear();
      const adopting = program({ adopt: { uuid: id, overwrite: true } });
      await met.engine.up(adopting);
      expect(met.engine.recorded("it").id).toBe(id);
      expect(met.engine.recorded("it").outputs).toMatchObject({ elements: week, exceptions: holidays });
      expect(await met.engine.refresh()).toEqual({ it: "same" });
      expect(await met.engine.up(adopting)).toEqual({ it: "same" });
    }));
});
