import type { JsonObject } from "../../provider/simulator/index";
import { onStage } from "../support/lifecycle";
import { without } from "../support/scenario";
import { fullObject } from "../../provider/lifecycle/forms/fullObject";
import { ProgramKnowledge } from "../../provider/lifecycle/run/programKnowledge";
import { checked } from "../../provider/lifecycle/inputs/check";
import { registry } from "../../provider/kinds/registry";
import { otherPhone, phone } from "../support/account";
import { UNKNOWN } from "../../provider/common/values";
import { asked } from "../support/fields";
import { timeDiary } from "./timeDiary";

/** Entries as the page of 2021 does not have them. */
const strange: readonly JsonObject[] = [
  { weekday: 7, from: "00:00", to: "24:00" },
  { closed_time: { from: "18:00" }, note: null },
];

it("a diary sends entries of a form that no page shows back as they live, if the program leaves their list out", () =>
  onStage({ ...timeDiary, inputs: without(timeDiary.inputs, ["elements"]) }, async (stage) => {
    await stage.up();
    stage.edit((record) => Object.assign(record, { elements: structuredClone(strange) }));
    expect(await stage.engine.refresh()).toEqual({ it: "same" });
    const requests = await stage.requests(() => stage.up({ name: "Shop hours" }));
    expect((requests.at(-1)?.body as JsonObject)["elements"]).toEqual(strange);
    expect(stage.live()["elements"]).toEqual(strange);
  }));

it("a diary sends entries that are no objects back, too", () => {
  const body: JsonObject = { elements: ["closed on Sundays", { closed_time: "0:00-23:59,sun,*,*", created_on: "2023-02-07" }, null] };
  registry.TimeDiary.fields["elements"]?.normalize?.(body);
  expect(body).toEqual({ elements: ["closed on Sundays", { closed_time: "0:00-23:59,sun,*,*" }, null] });
});

it("a diary keeps what else is in an entry, as long as the program declares it as it is", () =>
  onStage(timeDiary, async (stage) => {
    await stage.up();
    const more = { label: "night", holidays: [1, 2] };
    stage.edit((record) => Object.assign((record["elements"] as object[])[0] ?? {}, more));
    expect(await stage.engine.refresh()).toEqual({ it: "same" });
    expect(await stage.up({ name: "Shop hours" })).toBe("update");
    expect((stage.live()["elements"] as object[])[0]).toMatchObject(more);
  }));

it("an entry that names an object of another kind than a call flow is refused before anything is sent", () => {
  const news = { ...timeDiary.inputs, seed: "urn" };
  const { failures } = checked(registry.TimeDiary, { news, others: { kindOf: (uuid) => (uuid === phone ? "SipUser" : undefined) } });
  expect(failures.map(({ reason }) => reason)).toEqual([
    "elements.0.callFlow: must be the uuid of a CallFlow, and is that of a SipUser",
    "exceptions.0.callFlow: must be the uuid of a CallFlow, and is that of a SipUser",
  ]);
});

const refused = (change: object, olds?: object) =>
  checked(registry.TimeDiary, {
    news: { ...timeDiary.inputs, seed: "urn", ...change },
    ...(olds && { olds: { ...timeDiary.inputs, seed: "urn", ...olds } }),
  }).failures.map(({ reason }) => reason);
const impossible = { elements: [{ closedTime: "25:00-9:00,mon-fri,*,*" }, { closedTime: "18:00-9:00,mond,31,feb" }] };

it("times that cannot be are refused before anything is sent, each with its entry, the reason and the mend", () => {
  expect(refused({ ...impossible, exceptions: [{ startDate: "2026-02-31", endDate: "2026-03-01", endTime: "09:00:00" }] })).toEqual([
    'elements.0: "25:00-9:00,mon-fri,*,*": 25:00 is no time of the day. Hours go from 0 to 23, minutes from 00 to 59.',
    'elements.1: "18:00-9:00,mond,31,feb": "mond" is no day of the week. Did you mean mon?',
    'exceptions.0: "2026-02-31 to 2026-03-01 09:00:00": There is no day 2026-02-31. Mend the date.',
  ]);
});

it("entries with different flows that meet are refused, and not while one of the flows is not made yet", () => {
  const [first, second] = [phone, otherPhone].map((callFlow) => ({ callFlow, closedTime: "18:00-20:00,mon,*,*" }));
  expect(refused({ elements: [first, second] })).toEqual([expect.stringContaining("elements.1: ")]);
  expect(refused({ elements: [first, { ...second, callFlow: UNKNOWN }] })).toEqual([]);
  expect(refused({ elements: UNKNOWN })).toEqual([]);
});

it("what was wrong before refuses no update, and what is wrong now does", () => {
  expect(refused({ ...impossible, name: "Shop hours" }, impossible)).toEqual([]);
  expect(refused(impossible, { name: "Shop hours" })).toHaveLength(2);
});

it("a diary that is taken over as it lives may have faults, which it warns of, and one that is overwritten may not", () => {
  const adopt = "5fd1bb1c-0c4b-4b19-8f68-ec8a1d3ba3fd";
  expect(refused({ ...impossible, adopt })).toEqual([]);
  expect(refused({ ...impossible, adopt: { uuid: adopt, overwrite: true } })).toHaveLength(2);
  const warned = (change: object) => registry.TimeDiary.warnings?.say({ ...timeDiary.inputs, ...change }) ?? [];
  expect(warned({ ...impossible, adopt })).toEqual([expect.stringContaining("elements.0: "), expect.stringContaining("elements.1: ")]);
  expect(warned(impossible)).toEqual([]);
});

it("a form that no page shows is warned of and sent as it is written", () =>
  onStage({ ...timeDiary, inputs: { ...timeDiary.inputs, elements: [{ closedTime: "*,sun,*,*" }] } }, async (stage) => {
    const said = registry.TimeDiary.warnings?.say({ elements: [{ closedTime: "*,sun,*,*" }] });
    expect(said).toEqual([expect.stringMatching(/^elements\.0: "\*,sun,\*,\*" has a form that no page shows, and is sent as it is\./)]);
    await stage.up();
    expect(stage.live()["elements"]).toEqual([{ closed_time: "*,sun,*,*" }]);
  }));

it("a fault that the diary had before somebody edited it in the portal does not refuse its repair by an up --refresh", () => {
  const [first, second] = [phone, otherPhone].map((callFlow) => ({ callFlow, closedTime: "18:00-20:00,mon,*,*" }));
  const declared = { ...timeDiary.inputs, seed: "urn", elements: [first, second] };
  const edited = { ...declared, elements: [first, { ...second, closedTime: "9:00-10:00,tue,*,*" }] };
  const failures = (refreshedFrom?: object) =>
    checked(registry.TimeDiary, { news: declared, olds: edited, ...(refreshedFrom && { refreshedFrom: { ...refreshedFrom } }) }).failures;
  expect(failures(declared)).toEqual([]);
  expect(failures(edited)).toHaveLength(1);
  expect(failures()).toHaveLength(1);
});

it("a check knows from the refresh of its own run which faults a diary had before", () =>
  onStage(timeDiary, async (stage) => {
    await stage.up();
    const { id, inputs, outputs } = stage.it;
    const [first, second] = [phone, otherPhone].map((callFlow) => ({ callFlow, closedTime: "18:00-20:00,mon,*,*" }));
    const overlapping = { elements: [first, second] };
    const handler = fullObject(registry.TimeDiary, () => stage.engine.run(), new ProgramKnowledge());
    const check = async () => (await handler.check(inputs, { ...inputs, ...overlapping })).failures;
    await expect(check()).resolves.toHaveLength(1);
    await handler.read(id, { ...outputs, ...overlapping });
    await expect(check()).resolves.toEqual([]);
  }));

describe("a closed time of the documented form", () => {
  const live = (closedTime: string) => ({ elements: [{ call_flow: phone, closed_time: closedTime }] });
  const declared = (closedTime: string) => ({ ...timeDiary.inputs, elements: [{ callFlow: phone, closedTime }], exceptions: undefined });

  it("is the same with blanks, zeros and capitals: it settles, and is adopted as it lives", () =>
    onStage({ ...timeDiary, inputs: declared("18:00-9:00, mon-fri, *, *") }, async (stage) => {
      await stage.up();
      stage.edit((record) => Object.assign(record, live("18:00-09:00,Mon-Fri,*,*")));
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      expect(await stage.up()).toBe("same");
      const { id } = stage.it;
      stage.engine.state.clear();
      stage.engine.journal.entries.clear();
      const requests = await stage.requests(() => stage.up({ adopt: id }));
      expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
      expect(stage.it.outputs["elements"]).toEqual([{ callFlow: phone, closedTime: "18:00-9:00, mon-fri, *, *" }]);
    }));

  it.each([
    ["18:00-9:00,*,1-12,*", "18:00-9:00,*,11-2,*"],
    ["1:00-11:00,*,*,*", "10:01-1:00,*,*,*"],
  ])("is never another one in another spelling: %s and %s", (wanted, other) => {
    const { elements } = registry.TimeDiary.fields;
    const [entry] = declared(wanted).elements;
    const shown = elements?.project([{ ...entry, closedTime: other }], [entry], asked({ respelled: true }), "elements");
    expect(shown).toEqual([{ ...entry, closedTime: other }]);
  });
});

it.each(["18:00", "9:00", "09:00:00"])(
  "a diary settles on a time of %s, in whichever form the answer has it, and sees another time",
  (startTime) =>
    onStage(
      { ...timeDiary, inputs: { ...timeDiary.inputs, exceptions: [{ startDate: "2026-12-24", startTime, endDate: "2026-12-27" }] } },
      async (stage) => {
        await stage.up();
        const show = (time: string) => {
          stage.edit((record) => Object.assign((record["exceptions"] as object[])[0] ?? {}, { start_time: time }));
        };
        show(startTime === "18:00" ? "18:00:00" : "09:00");
        expect(await stage.engine.refresh()).toEqual({ it: "same" });
        expect(await stage.up()).toBe("same");
        show("18:00:01");
        expect(await stage.engine.refresh()).toEqual({ it: "changed" });
      },
    ),
);
