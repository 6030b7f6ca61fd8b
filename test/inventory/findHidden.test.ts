import { AccountReader } from "../../provider/account";
import { NotFoundError, SelectorError, YayError } from "../../provider/client";
import type { Props } from "../../provider/common/values";
import { failure, onStage, type Stage } from "../support/lifecycle";
import { settingsFor } from "../support/engine";
import { acme, globex } from "../support/account";
import { callPack } from "../kinds/callPack";
import { huntGroup } from "../kinds/huntGroup";
import { voipBundle } from "../kinds/voipBundle";

const NOBODY = "0a7c9999-9999-4999-8999-999999999999";

const find = ({ sim, scenario }: Stage, by: Props) => new AccountReader(() => undefined, settingsFor(sim)).find(scenario.kind, by);
const refusal = async (stage: Stage, by: Props): Promise<YayError> => {
  const error = await failure(find(stage, by));
  if (YayError.is(error)) return error;
  throw error;
};

describe("a look-up by a value that answers do not show", () => {
  const bare = { switches: { purchaseReads: "bare" } } as const;

  it("does not say that none is like that: the pack that lives may be, and is named", () =>
    onStage(
      callPack,
      async (stage) => {
        await stage.up();
        for (const packId of [13, 14]) {
          const error = await refusal(stage, { customer: acme, packId });
          expect(error.constructor).toBe(SelectorError);
          expect(error.message).toBe(
            [
              `Cannot look up CallPack with packId ${packId}: 1 of the 1 of the customer ${acme} does not show packId, so whether it is like that cannot be told.`,
              `  ${stage.it.id}`,
              "Give the uuid of the one that is meant.",
            ].join("\n"),
          );
        }
        expect(await find(stage, { customer: acme, uuid: stage.it.id })).toMatchObject({ uuid: stage.it.id });
        expect((await refusal(stage, { customer: globex, packId: 13 })).message).toContain("none of the 0");
      },
      bare,
    ));

  it.each([{ autoRenew: false }, { autoRenew: true }, { bundleType: 1 }, { bundleType: 1, autoRenew: false }, { expiresOn: "2030-01-31" }])(
    "does not take the documented default for it, and tells no bundles apart by %j",
    (by) =>
      onStage(
        voipBundle,
        async (stage) => {
          await stage.up();
          const other = stage.sim.portal.addObject("bundle", { bundle_type: 2, auto_renew: false }, "acme-ltd").uuid;
          const error = await refusal(stage, { customer: acme, ...by });
          expect(error.constructor).toBe(SelectorError);
          const names = Object.keys(by).join(" and ");
          expect(error.message).toMatch(/: 2 of the 2 of the customer \S+ do not show [\w ]+, so they cannot be told apart\.\n/);
          expect(error.message).toContain(`do not show ${names}, so`);
          for (const uuid of [other, stage.it.id]) expect(error.message).toContain(`\n  ${uuid}\n`);
        },
        bare,
      ),
  );

  it("tells apart by what it does show", () =>
    onStage(
      huntGroup,
      async (stage) => {
        await stage.up();
        stage.sim.portal.addObject("group", { name: "Closed" }, "acme-ltd");
        const sales = stage.it.id;
        expect(await find(stage, { customer: acme, name: "Sales", extension: 601 })).toMatchObject({ uuid: sales });
        expect(await find(stage, { customer: acme, extension: 601 })).toMatchObject({ uuid: sales });
        expect((await refusal(stage, { customer: acme, extension: 999 })).constructor).toBe(NotFoundError);
        expect((await refusal(stage, { customer: acme, name: "Closed", extension: 601 })).constructor).toBe(NotFoundError);
      },
      { switches: { unsetFields: "absent" } },
    ));

  it("says so of one that may have the value that is looked for by leaving it out", () =>
    onStage(
      huntGroup,
      async (stage) => {
        await stage.up({ members: [] });
        const { uuid } = stage.sim.portal.addObject("group", { name: "Full", members: [NOBODY] }, "acme-ltd");
        expect(await find(stage, { customer: acme, members: [NOBODY] })).toMatchObject({ uuid });
        const error = await refusal(stage, { customer: acme, members: [] });
        expect(error.constructor).toBe(SelectorError);
        expect(error.message).toContain(`1 of the 2 of the customer ${acme} does not show members`);
      },
      { switches: { unsetFields: "absent" } },
    ));

  it("says so where no object shows it at all", () =>
    onStage(
      huntGroup,
      async (stage) => {
        await stage.up();
        stage.edit((record) => delete record["extension_number"]);
        expect((await refusal(stage, { customer: acme, extension: 601 })).message).toContain("does not show extension");
      },
      { switches: { unsetFields: "absent" } },
    ));
});
