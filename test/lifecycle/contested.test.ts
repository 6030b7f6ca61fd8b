import { remaining, scenarios } from "../kinds/index";
import { huntGroup } from "../kinds/huntGroup";
import { acme } from "../support/account";
import { failure, line, onStage, type Stage } from "../support/lifecycle";
import { Engine, handlerFor, urnOf } from "../support/lifecycleEngine";
import { Stranger } from "../support/lifecycleStranger";
import { hasTwins, pathOf } from "../support/scenario";
import { registry } from "../../provider/kinds/registry";
import type { ResourceDefinition } from "../../provider/lifecycle/kind";

jest.setTimeout(60_000);

/** The kinds of which two equal objects can live; whether an ApiObject is one is its program's word, and mailboxes have extensions. */
const twins = [...Object.values(scenarios), ...remaining].filter(({ kind }) => hasTwins(kind) && !["ApiObject", "Mailbox"].includes(kind));

describe.each(twins)("a $kind, of which the program makes two that are equal", (scenario) => {
  const { kind } = scenario;
  const definition: ResourceDefinition = registry[kind];
  const isBought = definition.chargeable !== undefined;
  const inputs = { ...scenario.inputs, ...(isBought && { additional: true }) };
  const match = { method: "POST", path: pathOf(kind, "collection").replaceAll(/\{\w+\}/g, "*") };
  const sent = `POST ${match.path.replaceAll("*", "{uuid}")}`;
  const posts = ({ sim }: Stage) => sim.requests.filter((request) => line(request) === sent).length;
  const other = Object.fromEntries(Object.entries(scenario.changes).slice(0, 1));
  const less = Object.fromEntries(scenario.leftOut.slice(0, 1).map((name) => [name, undefined]));
  const both = { one: { kind, inputs }, two: { kind, inputs } };

  /** Whether a creation with a change waits for one that is under way, and never takes what that has made for its own. */
  const waits = (change: object) =>
    onStage(scenario, async (stage) => {
      const { engine, sim } = stage;
      const run = engine.run();
      const create = (name: string, more = {}) => handlerFor(kind, () => run).create({ ...inputs, ...more, seed: urnOf(kind, name) });
      const held = sim.faults.add({ match, wait: { when: "after" } });
      const first = create("first");
      await held.held;
      const second = create("second", change);
      // Its requests come after those of a creation that does not wait.
      await handlerFor("HuntGroup", () => run).create({ ...huntGroup.inputs, seed: urnOf("HuntGroup", "group") });
      expect(posts(stage)).toBe(1);
      sim.faults.add({ match, effect: { kind: "drop" }, applied: false });
      held.release();
      const { message } = await failure(second);
      expect(message).not.toContain((await first).id);
      expect([posts(stage), stage.count()]).toEqual([2, 1]);
    });

  it("is asked for when the answer to the other one is there", () => waits({}));

  if (isBought) it("is, too, if it declares less", () => waits(less));
  else
    it("does not wait for one with another content", () =>
      onStage(scenario, async (stage) => {
        const run = stage.engine.run();
        const create = (name: string, more = {}) => handlerFor(kind, () => run).create({ ...inputs, ...more, seed: urnOf(kind, name) });
        const held = stage.sim.faults.add({ match, wait: { when: "after" } });
        const first = create("first");
        await held.held;
        await create("second", other);
        held.release();
        await first;
        expect([posts(stage), stage.count()]).toEqual([2, 2]);
      }));

  it("is not taken for the other one of which nobody knows whether it was made", () =>
    onStage(scenario, async (stage) => {
      const { engine, sim } = stage;
      const run = engine.run();
      const create = (name: string) => handlerFor(kind, () => run).create({ ...inputs, seed: urnOf(kind, name) });
      sim.faults.add({ match, effect: { kind: "drop" }, applied: true });
      const unread = { method: "GET", path: match.path, where: () => posts(stage) > 0 };
      const closed = sim.faults.add({ times: 0, match: unread, effect: { kind: "status", status: 403 } });
      await failure(create("first"));
      closed.remove();
      sim.faults.add({ match, effect: { kind: "drop" }, applied: false });
      const { message } = await failure(create("second"));
      expect(message).toContain("which may be what another resource of this program has");
      expect([posts(stage), stage.count()]).toEqual([2, 1]);
    }));

  it("is made beside the other one if both are answered", () =>
    onStage(scenario, async (stage) => {
      await stage.engine.up(both);
      expect([posts(stage), stage.count()]).toEqual([2, 2]);
      expect(stage.engine.recorded("one").id).not.toBe(stage.engine.recorded("two").id);
    }));
});

it("a creation that the API answers with what another one has made fails, and says whose that is", async () => {
  const uuid = "0a7c8888-8888-4888-8888-888888888881";
  const stranger = await Stranger.start({ onPost: (shown) => ({ status: 201, result: { ...shown, uuid } }) });
  try {
    stranger.add("/account/reseller", { uuid: acme, name: "acme-ltd", contact_name: "Acme" });
    const engine = new Engine(stranger);
    const group = (index: number) =>
      ({ kind: "HuntGroup", inputs: { customer: acme, name: `Group ${index}`, extension: 700 + index } }) as const;
    const { errors } = await engine.tryUp({ a: group(1), b: group(2) });
    const [failed = ""] = Object.keys(errors);
    const other = failed === "a" ? "b" : "a";
    expect(Object.keys(errors)).toHaveLength(1);
    expect(errors[failed]?.message).toContain(
      `Cannot create HuntGroup "${failed}": what it seems to have made, ${uuid}, is what HuntGroup "${other}" of this program has.`,
    );
    expect([...engine.state.keys()]).toEqual([other]);
  } finally {
    await stranger.close();
  }
});
