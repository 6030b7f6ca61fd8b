import { referencesAmong } from "../../../provider/lifecycle/compare/elsewhere";
import { registry } from "../../../provider/kinds/registry";
import type { KindName } from "../../../provider/simulator/kinds/index";
import { failure, onStage, type Stage } from "../lifecycle";
import { handlerFor, overGrpc, type Program, Refused, urnOf } from "../lifecycleEngine";
import { type Scenario, simulatedAs, without } from "../scenario";
import { never, type On, UPDATE, wireOf } from "./shared";

/** Properties of kinds whose objects are in the account already. */
export function found(scenario: Scenario, on: On): void {
  taking(scenario, on);
  oneResource(scenario, on);
  renaming(scenario, on);
  leaving(scenario, on);
}

/** The lists in which an error looks for the name of what an argument points at. */
function namingLists({ kind }: Scenario, argument: string): string[] {
  const kinds = referencesAmong(registry[kind].fields).find(([name]) => name === argument)?.[1].facts.refersTo ?? [];
  const known = Object.values(registry).filter((definition) => kinds.includes(definition.kind));
  return known.map(({ paths }) => `GET ${paths.collection}`);
}

const referencesOf = ({ kind }: Scenario) => referencesAmong(registry[kind].fields).map(([name]) => name);

/** Forgets the state and what this machine has noted. */
function forget({ engine }: Stage): void {
  engine.state.clear();
  engine.handovers.entries.clear();
}

const writes = (requests: readonly string[]) => requests.filter((request) => !request.startsWith("GET"));

function taking(scenario: Scenario, on: On): void {
  const { kind, inputs, changes } = scenario;

  it(
    "takes what lives as it is found, without a PUT if it is what the program says",
    on(async (stage) => {
      await stage.up();
      const live = stage.content();
      forget(stage);
      expect(await stage.traffic(() => stage.up())).toEqual(stage.lines("GET LIST", "GET ITEM"));
      expect(stage.it.outputs).toMatchObject(inputs);
      expect(stage.content()).toEqual(live);
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
    }),
  );

  it.each(referencesOf(scenario))("fills a blank %s and stops at one that points elsewhere, which it names", async (argument) => {
    await onStage(scenario, async (stage) => {
      await stage.up();
      const { id } = stage.it;
      const edit = (value: unknown) => stage.sim.portal.edit(id, { [wireOf(stage, argument)]: value as string });
      forget(stage);
      edit(changes[argument]);
      const live = structuredClone(stage.live(id));
      const requests = await stage.traffic(async () => {
        const { message } = await failure(stage.up());
        expect(message).toContain(`Cannot create ${kind} "it"`);
        expect(message).toMatch(
          new RegExp(`\\n {2}${argument}: points at the .* "${String(changes[argument])}" now, and .*: true is needed`),
        );
        expect(message.split("\n")).toHaveLength(2);
      });
      expect(requests).toEqual(stage.lines("GET LIST", "GET ITEM", ...namingLists(scenario, argument)));
      expect(stage.live(id)).toEqual(live);
      edit("");
      expect(await stage.up()).toBe("create");
      expect(stage.live()[wireOf(stage, argument)]).toBe(inputs[argument]);
      expect(await stage.up()).toBe("same");
    });
  });

  it(
    "changes references that point elsewhere if the program says so, and keeps what it does not declare",
    on(async (stage) => {
      await stage.up(changes);
      stage.edit(scenario.neighbour);
      const kept = structuredClone(scenario.neighbours(stage.live()));
      forget(stage);
      expect(await stage.traffic(() => stage.up(scenario.overwriting))).toEqual(stage.lines("GET LIST", ...UPDATE));
      expect(stage.it.outputs).toMatchObject(inputs);
      expect(scenario.neighbours(stage.live())).toEqual(kept);
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
    }),
  );

  it.each(referencesOf(scenario))("stops at a %s that the program begins to manage and that points elsewhere", async (argument) => {
    await onStage(scenario, async (stage) => {
      await stage.up({ [argument]: undefined });
      stage.edit((record) => (record[wireOf(stage, argument)] = changes[argument] as string));
      const requests = await stage.traffic(async () => {
        const { message } = await failure(stage.up());
        expect(message).toContain(`Cannot update ${kind} "it", and nothing was sent:\n  ${argument}: points at the `);
        expect(message).toContain(String(changes[argument]));
      });
      expect(requests).toEqual(stage.lines("GET ITEM", ...namingLists(scenario, argument)));
      expect(await stage.traffic(() => stage.up(scenario.overwriting))).toEqual(stage.lines(...UPDATE));
      expect(stage.it.outputs).toMatchObject(inputs);
    });
  });

  it(
    "says what to do where the account has none, makes nothing, and lets all else go on",
    on(async (stage) => {
      const live = stage.sim.state.objects.size;
      const [, beside] = [0, 1].map((index) => ({ kind, inputs: { ...inputs, ...scenario.distinct(index) } }));
      const absent = { kind, inputs: { ...inputs, ...absentKey(scenario) } };
      const requests = await stage.traffic(async () => {
        const { errors } = await stage.engine.tryUp({ absent, beside: beside ?? never() });
        expect(Object.keys(errors)).toEqual(["absent"]);
        expect(errors["absent"]?.message).toBe(
          `Cannot create ${kind} "absent": GET ${stage.definition.paths.collection} of the customer ${String(inputs["customer"])} lists ${live - 1}, and none with ` +
            `${stage.definition.naturalKey(absent.inputs)}; nothing was sent.\n${stage.definition.found?.ifAbsent ?? ""}`,
        );
      });
      expect(writes(requests)).toEqual(stage.lines("PUT ITEM").slice(-1));
      expect([...stage.engine.state.keys()]).toEqual(["beside"]);
      expect(stage.sim.state.objects.size).toBe(live);
    }),
  );

  it(
    "names all where several match, and takes none",
    on(async (stage) => {
      const name = stage.sim.portal.find(String(inputs["customer"]))?.record["name"];
      await stage.up();
      const { uuid, ...record } = structuredClone(stage.live());
      const twin = stage.sim.portal.addObject(simulatedAs(kind)[0] as KindName, record, String(name));
      forget(stage);
      const requests = await stage.traffic(async () => {
        const { message } = await failure(stage.up());
        for (const each of [uuid, twin.uuid]) expect(message).toContain(String(each));
      });
      expect(requests).toEqual(stage.lines("GET LIST"));
    }),
  );
}

/** A natural key that no object of the seed has. */
function absentKey(scenario: Scenario) {
  const [[name, value] = ["", ""]] = Object.entries(scenario.distinct(9));
  return { [name]: `${String(value)}9` };
}

function oneResource(scenario: Scenario, on: On): void {
  const { kind, inputs } = scenario;

  it(
    "is refused beside another resource of the same object, in check and in a creation, and both are named",
    on(async (stage) => {
      const program = { it: { kind, inputs }, other: { kind, inputs } };
      const said = `${kind} "it" of this program has the ${kind} with ${stage.definition.naturalKey(inputs)}, and an object has one resource: take one of the two out`;
      const { errors } = await stage.engine.tryUp(program);
      expect(Object.keys(errors)).toEqual(["other"]);
      expect(errors["other"]).toBeInstanceOf(Refused);
      expect(errors["other"]?.message).toMatch(/^\w+: /);
      expect(errors["other"]?.message.replace(/^\w+: /, "")).toBe(said);
      const before = stage.it.outputs;
      for (const order of [program, { other: program.other, it: program.it }]) {
        const { errors: again } = await stage.engine.tryUp(order);
        expect(Object.values(again).some(({ message }) => /"(it|other)" of this program has the/.test(message))).toBe(true);
        expect([...stage.engine.state.keys()]).toEqual(["it"]);
        expect(stage.it.outputs).toEqual(before);
      }
      forget(stage);
      const run = stage.engine.run();
      const handler = handlerFor(kind, () => run);
      await handler.create(overGrpc({ ...inputs, seed: urnOf(kind, "it") }));
      const sent = stage.sim.requests.length;
      const { message } = await failure(handler.create(overGrpc({ ...inputs, seed: urnOf(kind, "other") })));
      expect(message).toBe(`Cannot create ${kind} "other": ${said}; nothing was sent.`);
      expect(stage.sim.requests).toHaveLength(sent);
    }),
  );
}

function renaming(scenario: Scenario, on: On): void {
  const { kind, inputs } = scenario;

  it.each([
    ["with an alias", { renamed: { kind, inputs, aliases: ["it"] } }],
    ["without an alias", { renamed: { kind, inputs } }],
  ] as const)("keeps the object and what it points at after a rename %s", async (_how, program: Program) => {
    await onStage(scenario, async (stage) => {
      await stage.up();
      const { id } = stage.it;
      const live = structuredClone(stage.live());
      expect(writes(await stage.traffic(() => stage.engine.up(program)))).toEqual([]);
      expect([...stage.engine.state.keys()]).toEqual(["renamed"]);
      expect(stage.engine.recorded("renamed").id).toBe(id);
      expect(stage.live(id)).toEqual(live);
      await stage.engine.destroy();
      expect(stage.count()).toBe(0);
    });
  });

  it(
    "keeps both the state and the object if the creation under a new name is refused",
    on(async (stage) => {
      await stage.up();
      const [argument = ""] = referencesOf(scenario);
      const renamed = { kind, inputs: { ...inputs, [argument]: scenario.changes[argument] } };
      const requests = await stage.traffic(async () => {
        const { errors } = await stage.engine.tryUp({ renamed });
        expect(Object.keys(errors).sort()).toEqual(["it", "renamed"]);
        expect(errors["it"]?.message).toContain(`Cannot delete ${kind} "it": ${kind} "renamed" asked for`);
      });
      expect(writes(requests)).toEqual([]);
      expect([...stage.engine.state.keys()]).toEqual(["it"]);
    }),
  );

  it.each([false, true])("is left as it is by a forced replacement (deleted first: %s), also with a word to release it", async (first) => {
    await onStage(scenario, async (stage) => {
      const released = { [stage.definition.found?.releasedBy ?? ""]: Object.values(scenario.distinct(0))[0] };
      await stage.up(released);
      const live = structuredClone(stage.live());
      stage.engine.taint("it");
      const program = stage.program(released, { deleteBeforeReplace: first });
      expect(writes(await stage.traffic(() => stage.engine.up(program)))).toEqual([]);
      expect(stage.live()).toEqual(live);
      expect(await stage.engine.up(program)).toEqual({ it: "same" });
    });
  });
}

function leaving(scenario: Scenario, on: On): void {
  const { inputs, changes } = scenario;
  const [argument = "", other = ""] = referencesOf(scenario);

  it(
    "takes out the references that the program has filled, when it goes, and nothing else",
    on(async (stage) => {
      await stage.up({ [argument]: undefined });
      stage.edit((record) => Object.assign(record, { [wireOf(stage, argument)]: changes[argument] }));
      stage.edit(scenario.neighbour);
      const { id } = stage.it;
      const live = structuredClone(stage.live());
      const printed = await stage.said(() => stage.engine.destroy());
      const blanked = referencesOf(scenario).filter((name) => name !== argument);
      const blankable = ["updated_on", ...blanked.map((name) => wireOf(stage, name))];
      expect(without(stage.live(id), blankable)).toEqual(without(live, blankable));
      for (const name of blankable.slice(1)) expect(stage.live(id)[name] ?? "").toBe("");
      expect(printed).toEqual([
        `${scenario.kind} "it": ${stage.definition.naturalKey(inputs)} stays in the account, and ${blanked.join(", ")} was taken out of it.`,
      ]);
      expect(stage.engine.state.size).toBe(0);
    }),
  );

  it(
    "leaves a reference that somebody has changed since, and says so",
    on(async (stage) => {
      await stage.up();
      const { id } = stage.it;
      stage.edit((record) => Object.assign(record, { [wireOf(stage, other)]: changes[other] }));
      const [line] = await stage.said(() => stage.engine.destroy());
      expect(stage.live(id)[wireOf(stage, other)]).toBe(changes[other]);
      expect(stage.live(id)[wireOf(stage, argument)] ?? "").toBe("");
      expect(line).toContain(`; somebody has changed ${other} since, which stays as it is.`);
    }),
  );

  it(
    "sends nothing when it goes and has filled nothing, and one GET if all was changed since",
    on(async (stage) => {
      const bare = Object.fromEntries(referencesOf(scenario).map((name) => [name, undefined]));
      await stage.up(bare);
      expect(await stage.traffic(() => stage.engine.destroy())).toEqual([]);
      await stage.up({ ...bare, [argument]: inputs[argument] });
      stage.edit((record) => Object.assign(record, { [wireOf(stage, argument)]: changes[argument] }));
      expect(await stage.traffic(() => stage.engine.destroy())).toEqual(stage.lines("GET ITEM"));
    }),
  );

  it(
    "stays in the state if the API accepts the PUT and keeps what was there",
    on(async (stage) => {
      await stage.up();
      const text = JSON.stringify({ result: stage.live(), status_code: 200, status_message: "OK" });
      const lie = stage.sim.faults.add({
        times: 0,
        match: { method: "PUT" },
        applied: false,
        effect: { kind: "custom", status: 200, text },
      });
      expect((await failure(stage.engine.destroy())).message).toContain(`Cannot delete ${scenario.kind} "it": the API has accepted`);
      expect(stage.engine.state.size).toBe(1);
      lie.remove();
      await stage.engine.destroy();
      expect(stage.count()).toBe(0);
    }),
  );
}
