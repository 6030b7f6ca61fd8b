import { SWITCHES } from "../../provider/simulator/index";
import type { Props } from "../../provider/common/values";
import { onStage, type Stage } from "../support/lifecycle";
import type { Program } from "../support/lifecycleEngine";
import { acme, otherPhone } from "../support/account";
import { callFlow } from "../kinds/callFlow";
import { sipUser } from "../kinds/sipUser";

const positions = SWITCHES.danglingReferences.positions;

/** A user in a group, and alone in a notification; a flow that answers a number. */
interface Named {
  readonly anna: string;
  readonly main: string;
}

const targets = (change: Props = {}): Program => ({
  anna: { kind: "SipUser", inputs: { customer: acme, displayName: "Anna", extension: 1001, ...change } },
  main: { kind: "CallFlow", inputs: { ...callFlow.inputs, ...change } },
});

const naming = ({ anna, main }: Named): Program => ({
  sales: { kind: "HuntGroup", inputs: { customer: acme, name: "Sales", extension: 601, members: [otherPhone, anna] } },
  missed: { kind: "MissedCallNotification", inputs: { customer: acme, emailAddress: "desk@example.com", voipUserUuid: anna } },
  number: { kind: "PhoneNumber", inputs: { customer: acme, number: "+441632960100", callFlow: main } },
});

/** All of it in one program, in which what names something gets the uuid as an output. */
const together = (change: Props = {}): Program => {
  const uuids = async (uuidOf: (name: string) => Promise<string>) => ({ anna: await uuidOf("anna"), main: await uuidOf("main") });
  const named = Object.entries(naming({ anna: "", main: "" })).map(([name, { kind }]) => {
    const inputs = async (uuidOf: (of: string) => Promise<string>) => naming(await uuids(uuidOf))[name]?.inputs as Props;
    return [name, { kind, inputs }] as const;
  });
  return { ...targets(change), ...Object.fromEntries(named) };
};

async function onAccount(danglingReferences: (typeof positions)[number], action: (stage: Stage) => Promise<void>): Promise<void> {
  await onStage(
    sipUser,
    async (stage) => {
      stage.sim.portal.addObject("number", { country_code: "44", number: "1632960100" }, "acme-ltd");
      await action(stage);
    },
    { switches: { danglingReferences } },
  );
}

const named = ({ engine }: Stage): Named => ({ anna: engine.recorded("anna").id, main: engine.recorded("main").id });
const lives = ({ sim }: Stage, uuid: string) => sim.portal.find(uuid) !== undefined;

describe.each(positions)("what others refer to, where a reference to what is deleted is %s", (position) => {
  it("is deleted with them, what refers to it first", () =>
    onAccount(position, async (stage) => {
      await stage.engine.up(together());
      const { anna, main } = named(stage);
      await stage.engine.destroy();
      expect([lives(stage, anna), lives(stage, main), stage.sim.portal.list("group", "acme-ltd")]).toEqual([false, false, []]);
      expect(stage.sim.portal.list("number", "acme-ltd")).toHaveLength(1);
    }));

  it("stays without forceDestroy, and nothing is sent", () =>
    onAccount(position, async (stage) => {
      await stage.engine.up(together());
      const before = named(stage);
      const requests = await stage.traffic(async () => {
        const { errors } = await stage.engine.tryUp(naming(before));
        expect(Object.keys(errors).sort()).toEqual(["anna", "main"]);
        for (const { message } of Object.values(errors)) expect(message).toContain("still refers to it, and nothing was sent");
      });
      expect(requests.filter((request) => request.startsWith("DELETE"))).toEqual([]);
      expect([lives(stage, before.anna), lives(stage, before.main)]).toEqual([true, true]);
      expect(await stage.engine.refresh()).toEqual({ anna: "same", main: "same", sales: "same", missed: "same", number: "same" });
    }));
});

describe("what is deleted by forceDestroy although others refer to it", () => {
  it("is still named by them where references are kept, which is no drift", () =>
    onAccount("kept", async (stage) => {
      await stage.engine.up(together({ forceDestroy: true }));
      const gone = named(stage);
      expect(await stage.engine.up(naming(gone))).toMatchObject({ anna: "delete", main: "delete" });
      expect([lives(stage, gone.anna), lives(stage, gone.main)]).toEqual([false, false]);
      expect(await stage.engine.refresh()).toEqual({ sales: "same", missed: "same", number: "same" });
    }));

  it("is no longer named by them where references are removed: each of them has drifted, and says so", () =>
    onAccount("removed", async (stage) => {
      await stage.engine.up(together({ forceDestroy: true }));
      const gone = named(stage);
      expect(await stage.engine.up(naming(gone))).toMatchObject({ anna: "delete", main: "delete" });
      expect(await stage.engine.refresh()).toEqual({ sales: "changed", missed: "changed", number: "changed" });
      const { outputs } = stage.engine.recorded("sales");
      expect(outputs["members"]).toEqual([otherPhone]);
      expect(stage.engine.recorded("missed").outputs["voipUserUuid"]).toBe("");
      expect(stage.engine.recorded("number").outputs["callFlow"]).toBe("");
      expect(await stage.engine.preview(naming(gone))).toEqual({ sales: "update", missed: "update", number: "update" });
    }));

  it("lives on where the API refuses the deletion, which says why and what to do", () =>
    onAccount("refused", async (stage) => {
      await stage.engine.up(together({ forceDestroy: true }));
      const before = named(stage);
      const { errors } = await stage.engine.tryUp(naming(before));
      expect(Object.keys(errors).sort()).toEqual(["anna", "main"]);
      const group = stage.engine.recorded("sales").id;
      const message = errors["anna"]?.message ?? "";
      expect(message).toContain(`it is still in use by group ${group}`);
      expect(message).toContain("forceDestroy");
      expect([lives(stage, before.anna), lives(stage, before.main)]).toEqual([true, true]);
      expect(named(stage)).toEqual(before);
      expect(await stage.engine.refresh()).toEqual({ anna: "same", main: "same", sales: "same", missed: "same", number: "same" });
      await stage.engine.destroy();
      expect([lives(stage, before.anna), lives(stage, before.main)]).toEqual([false, false]);
    }));
});

describe("what is replaced in one run, the old one first, although others refer to it", () => {
  it.each(["kept", "removed"] as const)("is named anew by them, where references are %s", (position) =>
    onAccount(position, async (stage) => {
      await stage.engine.up(together({ forceDestroy: true }));
      const before = named(stage);
      stage.engine.taint("anna");
      const program = together({ forceDestroy: true });
      const anna = { kind: "SipUser", inputs: {}, ...program["anna"], deleteBeforeReplace: true } as const;
      await stage.engine.up({ ...program, anna });
      const { id } = stage.engine.recorded("anna");
      expect(id).not.toBe(before.anna);
      expect(stage.sim.portal.find(stage.engine.recorded("sales").id)?.record["members"]).toEqual([otherPhone, id]);
      expect(await stage.engine.refresh()).toMatchObject({ anna: "same", sales: "same", missed: "same" });
    }),
  );
});
