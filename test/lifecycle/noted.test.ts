import { fullObject } from "../../provider/lifecycle/forms/fullObject";
import { registry } from "../../provider/kinds/registry";
import { envelope, failure, reply, uuid } from "../client/support";
import { remaining, scenarios } from "../kinds/index";
import { runUnder } from "../support/apiRun";
import { posts, unanswered, unlisted, unreadable, unsaved } from "../support/cutOff";
import { onStage, type Stage } from "../support/lifecycle";
import { keyedObject, paidObject } from "../support/purchases";
import { hasTwins, isOwn } from "../support/scenario";

jest.setTimeout(60_000);

/** Kinds of which this machine notes what it makes: those that have no sign of their own in what they make. */
const noted = Object.values(scenarios).filter(({ kind }) => isOwn(kind) && registry[kind].ours === undefined);

describe.each([...noted, ...remaining, paidObject, keyedObject])("a $kind that was made, and whose state was not saved", (scenario) => {
  it("is taken over if the list does not show it, and is not made again", () =>
    onStage(scenario, async (stage) => {
      const id = await unsaved(stage);
      unlisted(stage);
      await stage.up();
      expect([stage.it.id, posts(stage), stage.count()]).toEqual([id, 1, 1]);
    }));

  it("stops if it can be neither listed nor read", () =>
    onStage(scenario, async (stage) => {
      const id = await unsaved(stage);
      unlisted(stage);
      unreadable(stage);
      const { message } = await failure(stage.up());
      expect(message).toContain(`an earlier run began to create it as ${id}, and whether that lives is not known, and nothing was sent.`);
      expect(message).toContain('write adopt: "<uuid>"');
      expect(posts(stage)).toBe(1);
    }));

  it("is made again if it is proven to be gone", () =>
    onStage(scenario, async (stage) => {
      stage.sim.portal.remove(await unsaved(stage));
      await stage.up();
      expect([posts(stage), stage.count()]).toEqual([2, 1]);
    }));
});

/** Two of those that a name does not tell apart. */
const twins = noted.filter(({ kind, inputs }) => hasTwins(kind) && Object.hasOwn(inputs, "name")).slice(0, 2);

describe.each(twins)("a $kind that may have been made", (scenario) => {
  const lastMade = ({ sim }: Stage) => [...sim.state.objects.keys()].at(-1) ?? "";

  it("stops as long as something new lives that is not equal to it, and nobody knows whose it is", () =>
    onStage(scenario, async (stage) => {
      await unanswered(stage, true);
      const id = lastMade(stage);
      stage.sim.portal.edit(id, (record) => (record["name"] = "cut short"));
      const { message } = await failure(stage.up());
      expect(message).toContain(`whether it made what is new since and not equal to it is not known (${id}), and nothing was sent.`);
      expect(message).toContain('write adopt: "<uuid>"');
      expect(posts(stage)).toBe(1);
      stage.sim.portal.remove(id);
      await stage.up();
      expect([posts(stage), stage.count()]).toEqual([2, 1]);
    }));

  it("is made if what is new since was made by the same run for a resource that has left the program", () =>
    onStage(scenario, async (stage) => {
      const other = { ...scenario.inputs, ...scenario.distinct(1) };
      const isIts = ({ body }: { body: unknown }) => (body as { name?: unknown } | undefined)?.name === scenario.inputs["name"];
      stage.sim.faults.add({ match: { method: "POST", where: isIts }, effect: { kind: "drop" }, applied: false });
      await stage.engine.tryUp({ ...stage.program(), other: { kind: scenario.kind, inputs: other } });
      expect([...stage.engine.state.keys()]).toEqual(["other"]);
      await stage.up();
      expect([posts(stage), stage.count()]).toEqual([3, 1]);
    }));

  it("is made if what lives lived before, or is another resource's", () =>
    onStage(scenario, async (stage) => {
      const other = { ...scenario.inputs, ...scenario.distinct(1) };
      await stage.engine.up({ other: { kind: scenario.kind, inputs: other } });
      const before = new Map(stage.engine.state);
      await unanswered(stage, false);
      before.forEach((value, name) => stage.engine.state.set(name, value));
      await stage.engine.up({ other: { kind: scenario.kind, inputs: other }, ...stage.program() });
      expect([posts(stage), stage.count()]).toEqual([3, 2]);
    }));
});

it("a creation that is accepted without a name says what is new and not equal to it", async () => {
  const { run, seen } = await runUnder(({ method }) => {
    if (method === "POST") return reply(204, "");
    return envelope(200, seen.some((request) => request.method === "POST") ? [{ uuid, name: "cut" }] : []);
  });
  const inputs = { name: "cut short", seed: "urn:pulumi:dev::test::pulumi-nodejs:dynamic/yay:Department::it", __provider: "x" };
  const { message } = await failure(fullObject(registry.Department, () => run).create(inputs));
  expect(message).toContain(`The list shows what is new since and not equal to it (${uuid}). If one of them is it, write adopt: "<uuid>".`);
});
