import { onStage } from "../support/lifecycle";
import { resellerUser } from "./resellerUser";

const both = { name: "ben", email: "ben@example.com" };

describe("a login that answers show under second names", () => {
  it("gets a new name and a new email where the API has one value under both names", () =>
    onStage(
      resellerUser,
      async (stage) => {
        await stage.up();
        expect(await stage.up(both)).toBe("update");
        expect(stage.live()).toMatchObject(both);
        expect(await stage.engine.refresh()).toEqual({ it: "same" });
        expect(await stage.up(both)).toBe("same");
      },
      { switches: { secondNames: "same" } },
    ));

  it("has the new values under both names where those were equal", () =>
    onStage(resellerUser, async (stage) => {
      await stage.up();
      stage.edit((record) => Object.assign(record, { user_name: record["name"], user_email: record["email"] }));
      await stage.up(both);
      expect(stage.live()).toMatchObject({ ...both, user_name: "ben", user_email: "ben@example.com" });
    }));

  it.each([
    ["others", { user_name: "u-4711", user_email: "billing@example.com" }],
    ["none", { user_name: "", user_email: "" }],
  ])("keeps those where they are %s", (_what, second) =>
    onStage(resellerUser, async (stage) => {
      await stage.up();
      stage.edit((record) => Object.assign(record, second));
      const [put] = (await stage.requests(() => stage.up(both))).filter(({ method }) => method === "PUT");
      expect(put?.body).toMatchObject({ ...both, ...second });
    }),
  );
});
