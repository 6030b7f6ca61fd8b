import { failure, type Stage } from "../support/lifecycle";
import { on } from "./customers";

const BUNDLES = "/subscription/voip-bundle";
const PACKS = "/voip/call-pack";

const bundle = (stage: Stage, more: Record<string, string | boolean> = {}) =>
  stage.sim.portal.addObject("bundle", { bundle_type: 1, auto_renew: true, expires_on: "2999-01-31", ...more }, "acme-ltd").uuid;
const pack = (stage: Stage) => stage.sim.portal.addObject("pack", { pack_id: 13 }, "acme-ltd").uuid;

/** The message of a destroy that is refused, and of which no deletion was sent. */
async function refusal(stage: Stage): Promise<string> {
  let text = "";
  const requests = await stage.traffic(async () => (text = (await failure(stage.engine.destroy())).message));
  expect(requests).not.toContain("DELETE /account/reseller/{uuid}");
  expect([stage.count(), stage.engine.state.size]).toEqual([1, 1]);
  return text;
}

describe("deleting a customer who has bundles and packs, which no command ends", () => {
  it("stops and names each, until they are ended in the portal", () =>
    on({}, async (stage) => {
      await stage.up();
      const [first, second] = [bundle(stage), pack(stage)];
      const text = await refusal(stage);
      expect(text).toMatch(
        new RegExp(`it still has 1 bundle \\(${first} with expires_on 2999-01-31 and auto_renew true\\) and 1 pack \\(${second}[^)]*\\), `),
      );
      expect(text).toContain("after the customer there is no account in which to end it");
      stage.sim.portal.remove(first);
      expect(await refusal(stage)).toContain("it still has 1 pack (");
      stage.sim.portal.remove(second);
      await stage.engine.destroy();
      expect(stage.count()).toBe(0);
    }));

  it("says which go with it where an earlier up has stored forceDestroy", () =>
    on({ forceDestroy: true }, async (stage) => {
      await stage.up();
      const [first, other, second] = [bundle(stage), bundle(stage, { auto_renew: false }), pack(stage)];
      const said = await stage.said(() => stage.engine.destroy());
      expect(said).toEqual([
        `SubReseller "it": 2 bundles go with it (${first} with expires_on 2999-01-31 and auto_renew true, ${other} with expires_on 2999-01-31 and auto_renew false).`,
        expect.stringContaining(`SubReseller "it": 1 pack goes with it (${second}`),
      ]);
      expect(stage.count()).toBe(0);
    }));

  it.each([
    ["has expired", { expires_on: "2001-01-31", auto_renew: false }, true],
    ["has expired by a date with a time", { expires_on: "2001-01-31T10:00:00+00:00", auto_renew: false }, true],
    ["renews itself", { expires_on: "2001-01-31", auto_renew: true }, false],
    ["has a date of another form", { expires_on: "31/01/2001", auto_renew: false }, false],
    ["shows no date", { expires_on: "", auto_renew: false }, false],
  ] as const)("a bundle that %s", (_case, facts, goes) =>
    on({}, async (stage) => {
      await stage.up();
      bundle(stage, facts);
      if (!goes) {
        expect(await refusal(stage)).toContain("it still has 1 bundle (");
        return;
      }
      await stage.engine.destroy();
      expect(stage.count()).toBe(0);
    }),
  );

  it.each([404, 501])("takes a %i of the guessed path for none", (status) =>
    on({}, async (stage) => {
      await stage.up();
      stage.sim.faults.add({ times: 0, match: { path: BUNDLES }, effect: { kind: "status", status } });
      await stage.engine.destroy();
      expect(stage.count()).toBe(0);
    }),
  );

  it.each([
    [BUNDLES, 403],
    [PACKS, 403],
    [PACKS, 404],
  ])("stops where %s answers %i", (path, status) =>
    on({}, async (stage) => {
      await stage.up();
      stage.sim.faults.add({ times: 0, match: { path }, effect: { kind: "status", status } });
      expect(await refusal(stage)).toContain("what the customer still has is not known, and nothing was deleted.");
    }),
  );
});
