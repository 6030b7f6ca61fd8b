import type { JsonObject } from "../../provider/simulator/index";
import { phoneNumber as definition } from "../../provider/kinds/phoneNumber";
import { failure, onStage, type Stage } from "../support/lifecycle";
import { handlerFor } from "../support/lifecycleEngine";
import { acme } from "../support/account";
import { e164, national, numberUuid, phoneNumber } from "./phoneNumber";

const on = (test: (stage: Stage) => Promise<void>) => () => onStage(phoneNumber, test);
const released = { releaseOnDelete: e164(0) };

describe("the number that an object has", () => {
  it.each<[string, JsonObject, string | undefined]>([
    ["two texts", { country_code: "44", number: "1632960100" }, "+441632960100"],
    ["two numbers", { country_code: 44, number: 1632960100 }, "+441632960100"],
    ["a code with a plus, and blanks", { country_code: "+44", number: "1632 960 100" }, "+441632960100"],
    ["a code as it is dialled from abroad", { country_code: "0044", number: "1632960100" }, "+441632960100"],
    ["a national number with a zero, which stays", { country_code: "39", number: "0612345678" }, "+390612345678"],
    ["a national number alone", { number: "1632960100" }, undefined],
    ["a code alone", { country_code: "44", number: "" }, undefined],
    ["null", { country_code: null, number: null }, undefined],
  ])("is read from %s", (_what, live, number) => {
    expect(definition.fields["number"]?.decode(live, { argument: "number", before: undefined, state: {} })).toBe(number);
  });

  it("is what it is found by, to the last digit and no other spelling", () => {
    const live = { country_code: "44", number: "1632960100" };
    const found = ["+441632960100", "+4401632960100", "+44163296010", "+11632960100"].map((number) => definition.natural(live, { number }));
    expect(found).toEqual([true, false, false, false]);
  });

  it(
    "is in no body another one than came, and goes back as it came with all that the API says of it",
    on(async (stage) => {
      stage.sim.portal.edit(numberUuid(0), { country_code: "+44", number: " 1632 960100 ", price_category: 7 });
      const [, , put] = (await stage.requests(() => stage.up())).slice(-3);
      expect(put).toMatchObject({ method: "PUT", body: { country_code: "+44", number: " 1632 960100 ", price_category: 7 } });
      expect(stage.it.id).toBe(numberUuid(0));
    }),
  );

  it(
    "is shown by a look-up, with all that is known of it",
    on(async (stage) => {
      await stage.up();
      const { props } = await handlerFor("PhoneNumber", () => stage.engine.run()).read(numberUuid(0), { customer: acme });
      expect(props).toEqual({ ...phoneNumber.inputs });
    }),
  );

  it(
    "stops an update, and keeps a deletion from touching it, if the object is another number by now",
    on(async (stage) => {
      await stage.up(released);
      stage.sim.portal.edit(numberUuid(0), { number: national(9) });
      const live = structuredClone(stage.live());
      const { message } = await failure(stage.up({ ...released, name: "Other" }));
      expect(message).toBe(`Cannot update PhoneNumber "it", and nothing was sent:\n  number: is "${e164(9)}" now`);
      expect((await failure(stage.engine.destroy())).message).toContain(
        `Cannot delete PhoneNumber "it": ${numberUuid(0)}, "Shop" is no longer shown with number "${e164(0)}", so nothing was sent.`,
      );
      stage.sim.portal.edit(numberUuid(0), { number: national(0) });
      await stage.up({ releaseOnDelete: undefined });
      stage.sim.portal.edit(numberUuid(0), { number: national(9) });
      expect(await stage.traffic(() => stage.engine.destroy())).toEqual(stage.lines("GET ITEM"));
      expect(stage.live(numberUuid(0))).toEqual(live);
    }),
  );
});

describe("a number that the list does not show", () => {
  it(
    "may be bought and not active yet, which the error says before it says to buy",
    on(async (stage) => {
      stage.sim.portal.remove(numberUuid(0));
      const { message } = await failure(stage.up());
      const [, bought, buy] = message.split("\n");
      expect(bought).toMatch(/^If it was bought already, it may wait for its activation, .*: wait, do not buy it again\.$/);
      expect(buy).toContain("Otherwise buy it in the portal for this account");
    }),
  );
});

describe("what a number points at already", () => {
  const pointing = (stage: Stage) => {
    const { uuid } = stage.sim.portal.addObject("flow", { name: "Night shift", extension: 777, flow: {} }, "acme-ltd");
    stage.sim.portal.edit(numberUuid(0), { call_flow: uuid });
    return uuid;
  };

  it(
    "is named, by one list, if it is not what the program says",
    on(async (stage) => {
      const uuid = pointing(stage);
      const told = `callFlow: points at the CallFlow "Night shift" (${uuid}) now, and overwrite: true is needed to change that`;
      const requests = await stage.traffic(async () => expect((await failure(stage.up())).message).toContain(told));
      expect(requests).toEqual(stage.lines("GET LIST", "GET ITEM", "GET /voip/flow"));
      await stage.up({ callFlow: undefined });
      expect((await failure(stage.up())).message).toContain(told);
    }),
  );

  it(
    "has its uuid alone where the list fails or does not show it",
    on(async (stage) => {
      const uuid = pointing(stage);
      const told = `callFlow: points at the CallFlow "${uuid}" now, and overwrite: true is needed to change that`;
      stage.sim.faults.add({ match: { method: "GET", path: "/voip/flow" }, effect: { kind: "status", status: 403 } });
      expect((await failure(stage.up())).message).toContain(told);
      stage.sim.portal.remove(uuid);
      expect((await failure(stage.up())).message).toContain(told);
    }),
  );
});

describe("what a number has that is no reference", () => {
  it(
    "becomes what the program says, and stays if the program does not say it",
    on(async (stage) => {
      stage.sim.portal.edit(numberUuid(0), { name: "as bought" });
      await stage.up({ name: undefined });
      expect(stage.live()["name"]).toBe("as bought");
      await stage.engine.destroy();
      await stage.up();
      expect(stage.live()["name"]).toBe("Shop");
    }),
  );
});

describe("a number that is given back", () => {
  it(
    "goes by a DELETE if an earlier up has stored that, and stays otherwise",
    on(async (stage) => {
      await stage.up();
      expect(await stage.traffic(() => stage.up(released))).toEqual(stage.lines("GET ITEM"));
      expect(await stage.traffic(() => stage.engine.destroy())).toEqual(stage.lines("GET ITEM", "GET /voip/missed-call", "DELETE ITEM"));
      expect(stage.sim.portal.find(numberUuid(0))).toBeUndefined();
      expect(stage.engine.state.size).toBe(0);
    }),
  );

  it(
    "is told as a warning, because nothing gets it back",
    on(async (stage) => {
      await stage.up(released);
      expect(await stage.said(() => stage.engine.destroy())).toEqual([
        `warning: PhoneNumber "it": number "${e164(0)}" was given back for good by a DELETE, because an earlier up has stored releaseOnDelete.`,
      ]);
    }),
  );

  it(
    "stays while something of the account refers to it, and no option is named that a number does not have",
    on(async (stage) => {
      await stage.up(released);
      const { uuid } = stage.sim.portal.addObject(
        "missedCall",
        { voip_number_uuid: numberUuid(0), email_address: "a@larch.example" },
        "acme-ltd",
      );
      const { message } = await failure(stage.engine.destroy());
      expect(message).toContain(`still refers to it, and nothing was sent:\n  MissedCallNotification ${uuid}`);
      expect(message).not.toContain("forceDestroy");
      expect(stage.sim.portal.find(numberUuid(0))).toBeDefined();
      stage.sim.portal.remove(uuid);
      await stage.engine.destroy();
      expect(stage.sim.portal.find(numberUuid(0))).toBeUndefined();
    }),
  );

  it(
    "has to be said by the number itself",
    on(async (stage) => {
      for (const releaseOnDelete of [e164(1), "true"]) {
        const { message } = await failure(stage.up({ releaseOnDelete }));
        expect(message).toBe(
          `releaseOnDelete: must repeat the number, ${e164(0)}, of which a deletion would send a DELETE; leave it out to keep that in the account`,
        );
      }
      expect(stage.sim.requests).toEqual([]);
    }),
  );

  it(
    "is none that a resource had before its number was changed, and that leads nowhere then",
    on(async (stage) => {
      await stage.up(released);
      const said = await stage.said(() => stage.up({ number: e164(1), releaseOnDelete: e164(1) }));
      expect(said).toEqual([expect.stringContaining("; releaseOnDelete counts only if the resource itself goes.")]);
      expect(stage.live(numberUuid(0))["call_flow"] ?? "").toBe("");
      await stage.engine.destroy();
      expect([0, 1].map((index) => stage.sim.portal.find(numberUuid(index)) !== undefined)).toEqual([true, false]);
    }),
  );

  it(
    "stays in the state if the API refuses it, and the error says what to do",
    on(async (stage) => {
      stage.sim.switches.numberRelease = "refused";
      await stage.up(released);
      const { message } = await failure(stage.engine.destroy());
      expect(message).toContain("DELETE /voip/number/");
      expect(message).toContain("That DELETE releases a number is a guess. Give it back in the portal, take releaseOnDelete out");
      expect(stage.engine.state.size).toBe(1);
      expect(stage.count()).toBe(1);
      await stage.up();
      await stage.engine.destroy();
      expect(stage.sim.portal.find(numberUuid(0))).toBeDefined();
      expect(stage.count()).toBe(0);
    }),
  );

  it(
    "is gone already if somebody has given it back in the portal",
    on(async (stage) => {
      await stage.up(released);
      stage.sim.portal.remove(numberUuid(0));
      expect(await stage.traffic(() => stage.engine.destroy())).toEqual(stage.lines("GET ITEM"));
      expect(stage.engine.state.size).toBe(0);
    }),
  );
});

describe("what the API says of a number", () => {
  it("is left out where the API refuses it, by the setting that the error names", async () => {
    await onStage(
      phoneNumber,
      async (stage) => {
        const { message } = await failure(stage.up());
        const omitFields = { PhoneNumber: ["price_category", "required_address_type"] };
        expect(message).toContain(
          `It had what perhaps the API alone sets, because it shows that: price_category, required_address_type. If it refuses them, leave them out by yay:omitFields = ${JSON.stringify(omitFields)}.`,
        );
        expect(await stage.engine.with({ omitFields }).up(stage.program())).toEqual({ it: "create" });
      },
      { switches: { numberFacts: "refused" } },
    );
  });
});
