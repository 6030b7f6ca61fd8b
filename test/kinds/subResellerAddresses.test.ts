import { failure } from "../support/lifecycle";
import { listIn } from "../support/account";
import { pathOf } from "../support/scenario";
import { home, works, on, streets, portalAddress } from "./customers";

describe("the addresses of a customer", () => {
  const addresses = [home, works];

  it("never declared stay, in every update; one that leaves the program goes", async () => {
    await on({ addresses }, async (stage) => {
      await stage.up();
      stage.edit((record) => (record["addresses"] = [portalAddress(), ...listIn(record, "addresses")]));
      await stage.up({ addresses: [works] });
      expect(streets(stage)).toEqual(["9 Portal Road", "2 Factory Lane"]);
      await stage.up({ addresses: [] });
      expect(streets(stage)).toEqual(["9 Portal Road"]);
      await stage.up({ addresses: [home] });
      expect(streets(stage)).toEqual(["9 Portal Road", "1 Example Street"]);
    });
  });

  it("keep their uuid when they change, found by the one that is stored", async () => {
    await on({ addresses }, async (stage) => {
      await stage.up();
      const uuids = listIn(stage.live(), "addresses").map(({ uuid }) => uuid);
      expect(stage.it.outputs["addressUuids"]).toEqual(uuids);
      await stage.up({ addresses: [{ ...home, streetOne: "7 New Street", zip: "N1 1AA" }, works] });
      expect(listIn(stage.live(), "addresses")).toMatchObject([{ uuid: uuids[0], street_one: "7 New Street" }, { uuid: uuids[1] }]);
    });
  });

  it("have no order: the same ones in another order are no change, in the program and in the API", async () => {
    for (const listOrder of ["created", "reversed"] as const) {
      await on(
        { addresses },
        async (stage) => {
          await stage.up();
          expect(await stage.up({ addresses: [works, home] })).toBe("same");
          await stage.engine.refresh();
          expect(await stage.up({ addresses: [works, home] })).toBe("same");
          await stage.up({ addresses: [works, { ...home, city: "Newtown" }] });
          expect(listIn(stage.live(), "addresses").map(({ city }) => city)).toEqual(
            expect.arrayContaining(["Newtown", "Worksop"]) as unknown,
          );
          expect(listIn(stage.live(), "addresses")).toHaveLength(2);
          expect(await stage.engine.refresh()).toEqual({ it: "same" });
        },
        { switches: { listOrder } },
      );
    }
  });

  it("are found by content where the stored uuid lives no longer", async () => {
    await on({ addresses }, async (stage) => {
      await stage.up();
      stage.edit(
        (record) =>
          (record["addresses"] = listIn(record, "addresses").map((one, index) => ({
            ...one,
            uuid: `77770000-0000-4000-8000-00000000001${index}`,
          }))),
      );
      expect(await stage.engine.refresh()).toMatchObject({ it: "changed" });
      expect(await stage.up()).toBe("same");
      await stage.up({ addresses: [home] });
      expect(streets(stage)).toEqual(["1 Example Street"]);
    });
  });

  it("that differ in a line that one of them does not have are told apart, in any order", async () => {
    const flat = { ...home, streetTwo: "Flat 2" };
    for (const listOrder of ["created", "reversed"] as const) {
      for (const declared of [
        [home, flat],
        [flat, home],
      ]) {
        await on(
          { addresses: declared },
          async (stage) => {
            await stage.up();
            expect(await stage.engine.refresh()).toEqual({ it: "same" });
            expect(await stage.up()).toBe("same");
            await stage.up({ addresses: [home] });
            expect(listIn(stage.live(), "addresses")).toMatchObject([{ street_one: "1 Example Street" }]);
            expect(listIn(stage.live(), "addresses")[0]?.["street_two"] ?? "").toBe("");
          },
          { switches: { listOrder } },
        );
      }
    }
  });

  it("change in place when others move in the program, too", async () => {
    await on({ addresses }, async (stage) => {
      await stage.up();
      const uuidOf = (street: string) => listIn(stage.live(), "addresses").find((one) => one["street_one"] === street)?.["uuid"];
      const uuid = uuidOf("2 Factory Lane");
      await stage.up({ addresses: [{ ...works, city: "Retford" }, home] });
      expect(uuidOf("2 Factory Lane")).toBe(uuid);
    });
  });

  it("lose a line that leaves the program: it would make another address of the one that is written", async () => {
    await on({ addresses: [{ ...home, streetTwo: "Flat 2" }] }, async (stage) => {
      await stage.up();
      await stage.up({ addresses: [works] });
      expect(listIn(stage.live(), "addresses")).toMatchObject([{ street_one: "2 Factory Lane" }]);
      expect(listIn(stage.live(), "addresses")[0]?.["street_two"] ?? "").toBe("");
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
    });
  });

  it("keep a line that the program never declared", async () => {
    await on({ addresses: [home] }, async (stage) => {
      await stage.up();
      stage.edit((record) => (listIn(record, "addresses")[0]!["street_three"] = "Rear"));
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      await stage.up({ addresses: [{ ...home, zip: "EX4M PL9" }] });
      expect(listIn(stage.live(), "addresses")).toMatchObject([{ street_three: "Rear", zip: "EX4M PL9" }]);
    });
  });

  it("are named in a conflict by their place and their line", async () => {
    await on({ addresses }, async (stage) => {
      await stage.up();
      stage.edit((record) => (listIn(record, "addresses")[1]!["city"] = "Retford"));
      expect((await failure(stage.up({ contactName: "Acme PLC" }))).message).toContain(
        '\n  addresses.1.city: "Worksop" in the state, "Retford" live\n',
      );
      stage.edit((record) => (record["addresses"] = listIn(record, "addresses").slice(0, 1)));
      expect((await failure(stage.up({ contactName: "Acme PLC" }))).message).toMatch(
        /\n {2}addresses\.1: \{"streetOne":"2 Factory Lane".* in the state, nothing live\n/,
      );
    });
  });

  it("that an answer shows without uuids, as no document has it, are known by their content: one that was edited then is another", async () => {
    await on({ addresses }, async (stage) => {
      const cities = () => listIn(stage.live(), "addresses").map(({ city }) => city);
      await stage.up();
      stage.edit((record) => listIn(record, "addresses").forEach((one) => delete one["uuid"]));
      await stage.up({ contactName: "Acme PLC" });
      expect(cities()).toEqual(["Exampleton", "Worksop"]);
      stage.edit((record) => listIn(record, "addresses").forEach((one) => delete one["uuid"]));
      stage.edit((record) => (listIn(record, "addresses")[1]!["city"] = "Retford"));
      await stage.engine.refresh();
      await stage.up();
      expect(cities().sort()).toEqual(["Exampleton", "Retford", "Worksop"]);
    });
  });

  it("may be equal twice", async () => {
    await on({ addresses: [home, home] }, async (stage) => {
      await stage.up();
      expect(streets(stage)).toHaveLength(2);
      expect(await stage.up()).toBe("same");
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      await stage.up({ addresses: [home] });
      expect(streets(stage)).toHaveLength(1);
    });
  });

  const store = { ...home, streetOne: "3 Store Street" };
  const three = ["1 Example Street", "2 Factory Lane", "3 Store Street"];

  it.each([0, 1, 2])("that somebody deleted at place %i come back, and each other one stays what it is", async (place) => {
    await on({ addresses: [home, works, store] }, async (stage) => {
      await stage.up();
      stage.edit((record) => listIn(record, "addresses").splice(place, 1));
      await stage.engine.refresh();
      await stage.up();
      expect(streets(stage).sort()).toEqual(three);
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      expect(await stage.up()).toBe("same");
    });
  });

  it.each([0, 1, 2])("that came back at place %i by a PUT whose reading back failed stay what they are at the next up", async (place) => {
    await on({ addresses: [home, works, store] }, async (stage) => {
      await stage.up();
      stage.edit((record) => listIn(record, "addresses").splice(place, 1));
      await stage.engine.refresh();
      stage.sim.switches.putResult = "missing";
      const match = { method: "GET", path: pathOf("SubReseller", "item"), nth: 2 };
      stage.sim.faults.add({ match, effect: { kind: "status", status: 401 } });
      expect(await failure(stage.up())).toMatchObject({ reasons: [expect.stringContaining("reading it back failed")] });
      await stage.up();
      expect(streets(stage).sort()).toEqual(three);
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      expect(await stage.up()).toBe("same");
    });
  });
});
