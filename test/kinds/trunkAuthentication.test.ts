import { defineKind } from "../../provider/lifecycle/defineKind";
import { parent, text } from "../../provider/lifecycle/fields/index";
import { fullObject } from "../../provider/lifecycle/forms/fullObject";
import type { Handler } from "../../provider/lifecycle/forms/handler";
import { ProgramKnowledge } from "../../provider/lifecycle/run/programKnowledge";
import { acme } from "../support/account";
import { failure, onStage, type Stage } from "../support/lifecycle";
import { handlerFor, overGrpc, urnOf } from "../support/lifecycleEngine";
import { replacing } from "../support/scenario";
import { trunkAuthentication } from "./trunkAuthentication";

const { inputs } = trunkAuthentication;
const trunk = String(inputs["trunk"]);
const otherTrunk = String(replacing(trunkAuthentication, "trunk")["trunk"]);

/** What a trunk is, as far as its own PUT concerns its logins. */
const trunks = defineKind<{ customer?: string; name: string }>({
  kind: "Trunk",
  documentation: "partial",
  scope: "customer",
  path: "/voip/trunk",
  args: { name: text("name", { required: true }) },
  readOnly: ["auth"],
});

/** The writes of logins, each as the engine would ask for it. */
const writes: Readonly<Record<string, (handler: Handler, stage: Stage) => Promise<unknown>>> = {
  POST: (handler) => handler.create({ ...inputs, seed: urnOf("TrunkAuthentication", "other") }),
  PUT: (handler, { it: { id, outputs, inputs: before } }) => handler.update(id, outputs, { ...before, username: "changed" }),
  DELETE: (handler, { it: { id, outputs } }) => handler.delete(id, outputs),
  "PUT of what is adopted": (handler, { it: { id } }) =>
    handler.create({ ...inputs, username: "changed", adopt: { uuid: id, overwrite: true }, seed: urnOf("TrunkAuthentication", "other") }),
};

describe("a login of a trunk", () => {
  it.each(Object.keys(writes))("is never written between the GET and the PUT of its trunk: %s", async (name) => {
    await onStage(trunkAuthentication, async (stage) => {
      await stage.up();
      const run = stage.engine.run();
      await run.client.customers.nameOf(acme);
      const held = stage.sim.faults.add({ match: { method: "PUT", path: "/voip/trunk/*" }, wait: { when: "before" } });
      const state = { customer: acme, name: "Parent", seed: "trunk" };
      const ofTrunk = fullObject(trunks, () => run).update(trunk, state, { ...state, name: "Renamed" });
      await held.held;
      const writing = writes[name]?.(
        handlerFor("TrunkAuthentication", () => run),
        stage,
      );
      for (let left = 4; left > 0; left--) await run.client.call({ attempt: "look", method: "GET", path: "/authenticated" });
      const sent = () => stage.sim.requests.filter(({ method, path }) => method === name.split(" ")[0] && path.includes("/auth"));
      const before = sent().length;
      held.release();
      await Promise.all([ofTrunk, writing]);
      expect(before).toBe(name === "POST" ? 1 : 0);
      expect(sent()).toHaveLength(before + 1);
    });
  });

  it("is not taken for another trunk's of the same content, which a cut-off creation could have made", async () => {
    await onStage(trunkAuthentication, async (stage) => {
      await stage.up();
      for (const [key, { at, content = "" }] of stage.engine.journal.entries) stage.engine.journal.entries.set(key, { at, content });
      stage.engine.state.clear();
      const { customer, ...login } = inputs as Record<string, string>;
      const theirs = { ...login, trunk: otherTrunk };
      expect(customer).toBe(acme);
      const { uuid } = stage.sim.portal.addObject("trunkAuth", theirs, "acme-ltd");
      await stage.up({ trunk: otherTrunk });
      expect(stage.it.id).not.toBe(uuid);
    });
  });

  it("is looked up by its uuid and its trunk's, and refused without", async () => {
    await onStage(trunkAuthentication, async (stage) => {
      await stage.up();
      const handler = handlerFor("TrunkAuthentication", () => stage.engine.run());
      const found = await handler.read(stage.it.id, { customer: acme, trunk });
      expect(found).toMatchObject({ id: stage.it.id, props: { trunk, type: "ip", username: "office" } });
      expect(await handler.read(stage.it.id, overGrpc(found.props))).toEqual(found);
      for (const given of [{ customer: acme }, { customer: acme, trunk: "office" }]) {
        const from = stage.sim.requests.length;
        const { message } = await failure(handler.read(stage.it.id, given));
        expect(message).toContain(
          'trunk: must be the uuid of what it stands under: TrunkAuthentication.get(name, uuid, { trunk: "<uuid>" })',
        );
        expect(stage.sim.requests).toHaveLength(from);
      }
      const { message } = await failure(handler.read(stage.it.id, { customer: acme, trunk: otherTrunk }));
      expect(message).toContain(`Cannot look up TrunkAuthentication ${stage.it.id}: it does not exist`);
    });
  });

  it("keeps its trunk from being deleted while the program has it", async () => {
    await onStage(trunkAuthentication, async (stage) => {
      await stage.up();
      const [known, run] = [new ProgramKnowledge(), stage.engine.run()];
      const handler = handlerFor("TrunkAuthentication", () => run, known);
      await handler.check(stage.it.inputs, stage.it.inputs);
      await handler.diff(stage.it.id, stage.it.outputs, stage.it.inputs);
      const { message } = await failure(
        fullObject(trunks, () => run, known).delete(trunk, { customer: acme, seed: urnOf("CallFlow", "office") }),
      );
      expect(message).toBe(
        'Cannot delete Trunk "office": TrunkAuthentication "it" of this program would go with it, and nothing was sent. Take them out of the program in the same or an earlier up.',
      );
    });
  });

  it("is created once for each trunk, from one list of each", async () => {
    await onStage(trunkAuthentication, async (stage) => {
      const on = (where: string) => ({ kind: "TrunkAuthentication" as const, inputs: { ...inputs, trunk: where } });
      const requests = await stage.requests(() => stage.engine.up({ a: on(trunk), b: on(trunk), c: on(otherTrunk) }));
      const lists = requests.filter(({ method, path }) => method === "GET" && path.endsWith("/auth")).map(({ path }) => path);
      expect(lists.sort()).toEqual([trunk, otherTrunk].map((uuid) => `/voip/trunk/${uuid}/auth`).sort());
      expect(stage.count()).toBe(3);
    });
  });
});

describe("a kind under a parent's path", () => {
  const kind = (path: string) => () =>
    defineKind<{ trunk: string }>({ kind: "Login", documentation: "partial", scope: "account", path, args: { trunk: parent("Trunk") } });

  it("names its parent by an argument of the name that the path has, and nothing else", () => {
    expect(kind("/voip/trunk/{trunk}/auth")().parent).toBe("trunk");
    for (const path of ["/voip/trunk/auth", "/voip/trunk/{office}/auth", "/voip/{trunk}/x/{other}"]) {
      expect(kind(path)).toThrow(`Login: the path ${path} needs one argument made by parent() for its place, of the same name.`);
    }
  });
});
