import { failure } from "../lifecycle";
import { handlerFor } from "../lifecycleEngine";
import { type Scenario, replacing } from "../scenario";
import { type On, UPDATE } from "./shared";

/** Properties of kinds of which each account has exactly one object. */
export function singleton(scenario: Scenario, on: On): void {
  const { kind, inputs } = scenario;

  it(
    "takes what lives as it is found, without a PUT if it is what the program says",
    on(async (stage) => {
      await stage.up();
      stage.engine.state.clear();
      expect(await stage.traffic(() => stage.up())).toEqual(stage.lines("GET ITEM"));
      expect(stage.it.outputs).toMatchObject(inputs);
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
    }),
  );

  it(
    "is refused beside another resource of the same account, in check and in a creation, and both are named",
    on(async (stage) => {
      const program = { it: { kind, inputs }, other: { kind, inputs } };
      const { errors } = await stage.engine.tryUp(program);
      expect(Object.keys(errors)).toEqual(["other"]);
      expect(errors["other"]?.message).toBe(
        `customer: ${kind} "it" of this program has the ${kind} of the same account, which has but one: take one of the two out`,
      );
      const before = stage.it.outputs;
      for (const order of [program, { other: program.other, it: program.it }]) {
        const { errors: again } = await stage.engine.tryUp(order);
        expect(Object.values(again).some(({ message }) => message.includes("has the") && /"(it|other)" of this/.test(message))).toBe(true);
        expect([...stage.engine.state.keys()]).toEqual(["it"]);
        expect(stage.it.outputs).toEqual(before);
      }
      stage.engine.state.clear();
      const run = stage.engine.run();
      const [handler, requests] = [handlerFor(kind, () => run), stage.sim.requests];
      const named = (name: string) => ({ ...inputs, seed: `urn:pulumi:dev::test::${kind}::${name}` });
      const made = handler.create(named("one"));
      expect((await failure(handler.create(named("two")))).message).toBe(
        `Cannot create ${kind} "two": ${kind} "one" of this program has the ${kind} of the same account, which has but one: take one of the two out; nothing was sent.`,
      );
      await made;
      const sent = requests.length;
      expect((await failure(handler.create(named("two")))).message).toContain(`${kind} "one" of this program has`);
      expect(requests).toHaveLength(sent);
    }),
  );

  it(
    "stays with the new resource after a rename without an alias",
    on(async (stage) => {
      await stage.up();
      const live = stage.content();
      const { id } = stage.it;
      const requests = await stage.traffic(() => stage.engine.up({ renamed: { kind, inputs } }));
      expect(requests).toEqual(stage.lines("GET ITEM"));
      expect(stage.engine.recorded("renamed").id).toBe(id);
      stage.engine.state.set("it", stage.engine.recorded("renamed"));
      expect(stage.content()).toEqual(live);
    }),
  );

  it(
    "is never gone: an update, a refresh and a look-up that meet a 404 say what came back",
    on(async (stage) => {
      await stage.up();
      const before = structuredClone(stage.it);
      const item = stage.definition.paths.item;
      stage.sim.faults.add({ times: 0, match: { method: "GET", path: item }, effect: { kind: "status", status: 404 } });
      const lookUp = () => handlerFor(kind, () => stage.engine.run()).read(before.id, { customer: inputs["customer"] });
      for (const action of [() => stage.engine.refresh(), () => stage.up(scenario.changes), lookUp]) {
        const { message } = await failure(action());
        expect(message).toContain(`GET ${item} → 404`);
        expect(message).not.toMatch(/Somebody deleted it|Check the uuid/);
      }
      expect(stage.it).toEqual(before);
    }),
  );

  it(
    "is gone with its customer, and then nothing is left to delete",
    on(async (stage) => {
      await stage.up();
      stage.sim.portal.remove(String(inputs["customer"]));
      const again = stage.engine.with({});
      expect(await again.refresh()).toEqual({ it: "gone" });
      await stage.engine.destroy();
      expect(stage.engine.state.size).toBe(0);
    }),
  );

  it.each(Object.keys(scenario.replacements))("changes the one of another %s before it leaves the first", async (argument) =>
    on(async (stage) => {
      await stage.up();
      const first = stage.it.id;
      const change = replacing(scenario, argument);
      expect(await stage.engine.preview(stage.program(change))).toEqual({ it: "replace" });
      await stage.up(change);
      expect(stage.it.id).not.toBe(first);
      expect(stage.count()).toBe(1);
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
    })(),
  );

  it(
    "is looked up by its customer alone",
    on(async (stage) => {
      await stage.up();
      const found = await handlerFor(kind, () => stage.engine.run()).read(stage.it.id, { customer: inputs["customer"] });
      for (const argument of Object.keys(scenario.changes)) expect(found.props[argument]).toEqual(inputs[argument]);
      expect(await stage.traffic(() => stage.up(scenario.changes))).toEqual(stage.lines(...UPDATE));
    }),
  );
}
