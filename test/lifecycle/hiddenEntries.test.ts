import type { JsonObject } from "../../provider/simulator/index";
import { acme, listIn, otherPhone, phone } from "../support/account";
import { failure, line } from "../support/lifecycle";
import { Engine, type Program } from "../support/lifecycleEngine";
import { Stranger, type Ways } from "../support/lifecycleStranger";

/** The object as the page of 2023 shows a diary: its entries are there, and nothing is in them. */
function hiding(record: JsonObject): JsonObject {
  const lists = ["elements", "exceptions"].filter((name) => name in record);
  return { ...record, ...Object.fromEntries(lists.map((name) => [name, listIn(record, name).map(() => ({}))])) };
}

interface Met {
  readonly stranger: Stranger;
  readonly engine: Engine;
}

async function meet(ways: Ways, action: (met: Met) => Promise<void>): Promise<void> {
  const stranger = await Stranger.start(ways);
  try {
    stranger.add("/account/reseller", { uuid: acme, name: "acme-ltd", contact_name: "Acme" });
    await action({ stranger, engine: new Engine(stranger) });
  } finally {
    await stranger.close();
  }
}

const week = [{ callFlow: phone, closedTime: "18:00-9:00,mon-fri,*,*" }, { closedTime: "0:00-23:59,sat-sun,*,*" }];
const diaries = (...names: string[]): Program =>
  Object.fromEntries(names.map((name) => [name, { kind: "TimeDiary", inputs: { customer: acme, name, elements: week } }]));

describe("a time diary whose entries are empty", () => {
  it("in the list alone is read by itself, and is no drift", () =>
    meet({ inList: hiding }, async ({ engine, stranger }) => {
      await engine.up(diaries("one", "two", "three"));
      expect(await engine.refresh()).toEqual({ one: "same", two: "same", three: "same" });
      expect(await engine.up(diaries("one", "two", "three"))).toEqual({ one: "same", two: "same", three: "same" });
      listIn(stranger.record(engine.recorded("three").id), "elements").pop();
      stranger.record(engine.recorded("two").id)["elements"] = [
        { closed_time: "1:00-2:00,*,*,*" },
        ...listIn(stranger.record(engine.recorded("two").id), "elements"),
      ];
      expect(await engine.refresh()).toEqual({ one: "same", two: "changed", three: "changed" });
      expect(engine.recorded("three").outputs["elements"]).toEqual(week.slice(0, 1));
      expect(engine.recorded("two").outputs["elements"]).toHaveLength(3);
      expect(JSON.stringify(engine.recorded("two").outputs["elements"])).not.toContain("{}");
    }));

  it("in every answer keeps what the program says, which the state notes", () =>
    meet({ show: hiding }, async ({ engine, stranger }) => {
      await engine.up(diaries("one", "two"));
      const { outputs, id } = engine.recorded("two");
      expect(outputs["elements"]).toEqual(week);
      expect(outputs["notShown"]).toEqual(["elements.0.callFlow", "elements.0.closedTime", "elements.1.closedTime"]);
      const from = stranger.requests.length;
      expect(await engine.refresh()).toEqual({ one: "same", two: "same" });
      expect(await engine.up(diaries("one", "two"))).toEqual({ one: "same", two: "same" });
      expect(stranger.requests.slice(from).filter(({ method }) => method !== "GET")).toEqual([]);
      listIn(stranger.record(id), "elements").pop();
      expect(await engine.refresh()).toEqual({ one: "same", two: "changed" });
      expect(await engine.up(diaries("one", "two"))).toMatchObject({ two: "update" });
      expect(await engine.refresh()).toEqual({ one: "same", two: "same" });
    }));
});

describe("a call flow that the entry of a time diary refers to", () => {
  const steps = { start: { module: "start", next: "busy" }, busy: { module: "busy" } };
  const program = (change: object = {}): Program => ({
    it: { kind: "CallFlow", inputs: { customer: acme, name: "Night", extension: 601, flow: steps, ...change } },
  });
  const refer = ({ stranger }: Met, flow: string) =>
    stranger.add("/voip/out-of-hours", { name: "Hours", elements: [{ call_flow: flow, closed_time: "18:00-9:00,*,*,*" }] }, acme);
  const sent = ({ stranger }: Met) => stranger.requests.map(line).filter((each) => each.startsWith("DELETE"));

  it("is not deleted where the list shows the entries empty, and the diary is named", () =>
    meet({ inList: hiding }, async (met) => {
      await met.engine.up(program());
      const diary = refer(met, met.engine.recorded("it").id);
      const { message } = await failure(met.engine.destroy());
      expect(message).toContain(`still refers to it, and nothing was sent:\n  TimeDiary ${diary}, "Hours"`);
      expect(sent(met)).toEqual([]);
    }));

  it("is deleted where the diary itself shows that its entries refer to others", () =>
    meet({ inList: hiding }, async (met) => {
      await met.engine.up(program());
      refer(met, otherPhone);
      await met.engine.destroy();
      expect(sent(met)).toHaveLength(1);
    }));

  it("is not deleted where the diary itself does not show them either, unless forceDestroy is stored", () =>
    meet({ show: hiding }, async (met) => {
      await met.engine.up(program());
      const diary = refer(met, otherPhone);
      const { message } = await failure(met.engine.destroy());
      expect(message).toContain("what still refers to it is not known, and nothing was deleted.\nTried: GET /voip/out-of-hours.");
      expect(message).toContain(`shows entries of elements with nothing in them, for each TimeDiary of these: ${diary}.`);
      expect(sent(met)).toEqual([]);
      await met.engine.up(program({ forceDestroy: true }));
      await met.engine.destroy();
      expect(sent(met)).toHaveLength(1);
    }));

  it("is deleted without another request where the list shows entries of a form that no page has", () =>
    meet({}, async (met) => {
      await met.engine.up(program());
      met.stranger.add("/voip/out-of-hours", { name: "Hours", elements: [{ weekday: 7, from: "00:00" }], exceptions: [] }, acme);
      const from = met.stranger.requests.length;
      await met.engine.destroy();
      expect(met.stranger.requests.slice(from).map(line)).not.toContain("GET /voip/out-of-hours/{uuid}");
      expect(sent(met)).toHaveLength(1);
    }));
});
