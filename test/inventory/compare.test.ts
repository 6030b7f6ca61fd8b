import { AccountReader } from "../../provider/account";
import type { AccountObject, Unread } from "../../provider/inventory/accountObject";
import { heldIn } from "../../provider/inventory/heldStates";
import { livingOf } from "../../provider/inventory/living";
import { type Kind, registry } from "../../provider/kinds/registry";
import { compareStates, type Comparison, type HeldState } from "../../provider/objects";
import { acme, globex } from "../support/account";
import { settingsFor } from "../support/engine";
import { onStage, type Stage } from "../support/lifecycle";
import { urnOf } from "../support/lifecycleEngine";
import type { Scenario } from "../support/scenario";
import { callFlow } from "../kinds/callFlow";
import { huntGroup } from "../kinds/huntGroup";
import { scenarios } from "../kinds/index";
import { subReseller } from "../kinds/subReseller";
import { trunkAuthentication } from "../kinds/trunkAuthentication";

const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

/** The states of a stage, as `pulumi stack export` has them. */
function statesOf({ engine }: Stage): HeldState[] {
  return [...engine.state].map(([name, { kind, id, inputs, outputs }]) => ({
    ...{ urn: urnOf(kind, name), type: `pulumi-nodejs:dynamic/yay:${kind}`, id },
    ...{ inputs, outputs },
  }));
}

async function compared(stage: Stage, states = statesOf(stage)): Promise<Comparison> {
  return compareStates(states, await livingOf(stage.engine.run(), heldIn(states, registry)));
}

const uuids = (objects: readonly AccountObject[]) => objects.map(({ uuid }) => uuid);

const counts = ({ same, changed, gone, unread }: Comparison) => ({
  same: same.length,
  changed: changed.length,
  gone: gone.length,
  unread: unread.length,
});

const all = Object.values(scenarios);

/** The arguments that differences are in. */
const argumentsIn = ({ changed }: Comparison) => [
  ...new Set(changed.flatMap(({ differences }) => differences.map(({ path }) => path.split(".")[0]))),
];

describe.each(all)("the comparison of a $kind's state with what lives", (scenario: Scenario) => {
  it("finds nothing after an up, nor after the API has added fields of its own", () =>
    onStage(scenario, async (stage) => {
      await stage.up();
      expect(counts(await compared(stage))).toEqual({ same: 1, changed: 0, gone: 0, unread: 0 });
      stage.edit(scenario.neighbour);
      expect(counts(await compared(stage))).toEqual({ same: 1, changed: 0, gone: 0, unread: 0 });
    }));

  it.each([
    { listItems: "incomplete" },
    { unsetFields: "null", extensionType: "string", numbers: "stringInFlowsToo", listOrder: "reversed" },
    { unsetFields: "absent", keyOrder: "shuffled", serverFields: "added", dates: "timestamp" },
  ] as const)("finds nothing where the API answers with %j", (switches) =>
    onStage(
      scenario,
      async (stage) => {
        await stage.up();
        expect(counts(await compared(stage))).toEqual({ same: 1, changed: 0, gone: 0, unread: 0 });
      },
      { switches },
    ),
  );

  it("reports each argument that somebody has changed, and no other", () =>
    onStage(scenario, async (stage) => {
      await stage.up();
      for (const { argument, edit } of Object.values(scenario.drifts)) {
        const before = structuredClone(stage.live());
        stage.edit(edit);
        const found = await compared(stage);
        expect({ ...counts(found), in: argumentsIn(found) }).toEqual({ same: 0, changed: 1, gone: 0, unread: 0, in: [argument] });
        stage.edit((record) => {
          for (const key of Object.keys(record)) Reflect.deleteProperty(record, key);
          Object.assign(record, before);
        });
      }
      expect(counts(await compared(stage))).toEqual({ same: 1, changed: 0, gone: 0, unread: 0 });
    }));
});

describe("the comparison of states with what lives", () => {
  it("says which object is gone, which only a proof of its absence tells", () =>
    onStage(huntGroup, async (stage) => {
      await stage.up();
      stage.sim.portal.remove(stage.it.id);
      const found = await compared(stage);
      expect(uuids(found.gone)).toEqual([stage.it.id]);
      const listed = await new AccountReader(() => undefined, settingsFor(stage.sim)).objects(acme, ["HuntGroup"]);
      expect(counts(compareStates(statesOf(stage), listed))).toEqual({ same: 0, changed: 0, gone: 0, unread: 1 });
    }));

  it("counts what belonged to a customer who is gone as gone", () =>
    onStage(huntGroup, async (stage) => {
      await stage.up();
      stage.sim.portal.remove(acme);
      expect(counts(await compared(stage))).toEqual({ same: 0, changed: 0, gone: 1, unread: 0 });
    }));

  it("knows the uuids of all steps of a changed flow, also of one that somebody has added", () =>
    onStage(callFlow, async (stage) => {
      await stage.up();
      const added = "5f0c1d2e-0000-4000-8000-00000000abcd";
      stage.edit((record) => {
        Object.assign(record["flow"] as object, { [added]: { module: "busy" } });
      });
      const [change] = (await compared(stage)).changed;
      expect(change?.live.stepUuids).toMatchObject(change?.object.stepUuids ?? { never: "" });
      const names = Object.keys(change?.live.args["flow"] ?? {});
      expect(names.filter((name) => change?.live.stepUuids?.[name] === added)).toHaveLength(1);
    }));

  it("says what lives beside it in the same lists, and of children what they stand under", () =>
    onStage(trunkAuthentication, async (stage) => {
      await stage.up();
      const { trunk = "" } = stage.it.outputs as { trunk?: string };
      const other = stage.sim.portal.addObject("trunkAuth", { trunk, ip: "192.0.2.77" }, "acme-ltd").uuid;
      const { onlyLive } = await compared(stage);
      expect(onlyLive).toMatchObject([{ kind: "TrunkAuthentication", uuid: other, customer: acme, args: { trunk } }]);
    }));

  it("reads one list for each kind and customer, and by itself only what that does not show", () =>
    onStage(huntGroup, async (stage) => {
      const program = (name: string, customer: string, extension: number) =>
        [name, { kind: "HuntGroup" as Kind, inputs: { ...huntGroup.inputs, customer, extension } }] as const;
      const ours = Array.from({ length: 6 }, (_, index) => program(`g${index}`, acme, 700 + index));
      await stage.engine.up(Object.fromEntries([...ours, program("theirs", globex, 700)]));
      stage.sim.portal.remove(stage.engine.recorded("g3").id);
      const lines = (await stage.traffic(() => compared(stage))).sort();
      const absence = ["GET /account/reseller/{uuid}", "GET /voip/group/{uuid}"];
      expect(lines).toEqual(["GET /account/reseller", ...absence, "GET /voip/group", "GET /voip/group"].sort());
    }));

  it("says of an object whose list is refused that it is not known, and why", () =>
    onStage(huntGroup, async (stage) => {
      await stage.up();
      stage.sim.faults.add({ match: { path: "/voip/group" }, times: 0, effect: { kind: "status", status: 403 } });
      const found = await compared(stage);
      expect(counts(found)).toEqual({ same: 0, changed: 0, gone: 0, unread: 1 });
      expect(found.unread[0]?.failure).toBeInstanceOf(Error);
      expect(found.unlisted.map(({ kind, customer }: Unread) => [kind, customer])).toEqual([["HuntGroup", acme]]);
    }));

  it("leaves out what a stack only looks up, and what is still to be deleted after a replacement", () =>
    onStage(huntGroup, async (stage) => {
      await stage.up();
      const [state] = statesOf(stage);
      const found = await compared(stage, [
        { ...state, external: true },
        { ...state, delete: true },
      ]);
      expect(counts(found)).toEqual({ same: 0, changed: 0, gone: 0, unread: 0 });
    }));

  it("shows a changed flow with the step names of the program, before and after", () =>
    onStage(callFlow, async (stage) => {
      await stage.up();
      const names = Object.keys(stage.it.outputs["flow"] as object);
      stage.edit((record) => (record["name"] = "Renamed in the portal"));
      const [changed] = (await compared(stage)).changed;
      expect(changed).toMatchObject({ object: { resource: "it" }, live: { args: { name: "Renamed in the portal" } } });
      expect(Object.keys(changed?.live.args["flow"] as object).sort()).toEqual(names.sort());
    }));

  it("takes a user whom a customer declares in its own list for held, and one added in the portal not", () =>
    onStage(
      subReseller,
      async (stage) => {
        await stage.up();
        const states = statesOf(stage);
        const added = stage.sim.portal.addObject(
          "resellerUser",
          { name: "intruder", email: "i@acme.example", role_id: 1 },
          "acme-ltd",
        ).uuid;
        const kinds = ["ResellerUser", "ResellerAddress"] as const;
        const live = await new AccountReader(() => undefined, settingsFor(stage.sim)).living(states, [{ customer: stage.it.id, kinds }]);
        const { onlyLive } = compareStates(states, live);
        expect(onlyLive.map(({ args }) => args["name"] ?? args["streetOne"])).toEqual(["intruder"]);
        expect(uuids(onlyLive)).toEqual([added]);
      },
      { switches: { customerLists: "shared" } },
    ));

  it("has no secret in clear in anything it says, and compares a secret that answers show only if the export has it in clear", () =>
    onStage(scenarios.SipUser, async (stage) => {
      await stage.up();
      const fields = registry.SipUser.fields as Record<string, { facts: { secret?: boolean; writeOnly?: boolean } }>;
      const secrets = Object.keys(fields).filter((name) => fields[name]?.facts.secret === true && stage.it.outputs[name] !== undefined);
      expect(secrets.length).toBeGreaterThan(0);
      const [state] = statesOf(stage);
      const outputs = state?.outputs as Record<string, unknown>;
      const wrapped = (wrap: (value: unknown) => object) =>
        Object.fromEntries(
          Object.entries(outputs).map(([name, value]) => [name, secrets.includes(name) ? { ...SECRET, ...wrap(value) } : value]),
        );
      stage.edit((record) => (record["display_name"] = "Somebody else"));
      for (const wrap of [(value: unknown) => ({ plaintext: JSON.stringify(value) }), () => ({ ciphertext: "v1:abc" })]) {
        const found = await compared(stage, [{ ...state, outputs: wrapped(wrap) }]);
        expect(counts(found)).toEqual({ same: 0, changed: 1, gone: 0, unread: 0 });
        expect(found.changed[0]?.differences.map(({ path }) => path)).toHaveLength(1);
        for (const name of secrets) expect(JSON.stringify(found)).not.toContain(JSON.stringify(outputs[name]).slice(1, -1));
      }
    }));
});
