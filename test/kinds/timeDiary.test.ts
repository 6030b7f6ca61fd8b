import type { JsonObject } from "../../provider/simulator/index";
import { onStage } from "../support/lifecycle";
import { without } from "../support/scenario";
import { checked } from "../../provider/lifecycle/inputs/check";
import { registry } from "../../provider/kinds/registry";
import { phone } from "../support/account";
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
