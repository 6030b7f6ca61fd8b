import type { Fault, JsonObject, RequestRecord } from "../../provider/simulator/index";
import { providerText } from "../../provider/hosts/dynamic/providerText";
import type { Field } from "../../provider/lifecycle/kind";
import { hasUnknown, type Props, UNKNOWN } from "../../provider/common/values";
import { registry } from "../../provider/kinds/registry";
import { failure, hasSecrets, onStage, plain, type Scenario, type Stage } from "./lifecycle";
import { replacing } from "./lifecycleScenarios";
import { Engine, handlerFor, overGrpc, Refused, urnOf } from "./lifecycleEngine";

type Test = (stage: Stage) => Promise<void>;

const UPDATE = ["GET ITEM", "PUT ITEM"];
const secret = "sentinel-4711-secret";

/** The properties T1–T20 of a kind whose objects are read, put as a whole and deleted, as far as no real engine is needed for them. */
export function lifecycleProperties(scenario: Scenario): void {
  const on = (test: Test) => () => onStage(scenario, test);

  idempotence(scenario, on);
  drift(scenario, on);
  updates(scenario, on);
  absence(scenario, on);
  adoption(scenario, on);
  replacement(scenario, on);
  arguments_(scenario, on);
  secrets(scenario, on);
  lostAnswers(scenario, on);
  if (registry[scenario.kind].part === undefined) ownObject(scenario, on);
}

type On = (test: Test) => () => Promise<void>;

function idempotence(scenario: Scenario, on: On): void {
  it(
    "is made with one request to look and one to write",
    on(async (stage) => {
      expect(await stage.traffic(() => stage.up())).toEqual(stage.creation);
      expect(stage.count()).toBe(1);
    }),
  );

  it(
    "records the declared keys, the computed ones and nothing else",
    on(async (stage) => {
      await stage.up();
      const declared = [...Object.keys(scenario.inputs), "seed", "__provider"];
      const computed = Object.keys(stage.it.outputs).filter((key) => !declared.includes(key));
      expect(Object.keys(stage.it.outputs).sort()).toEqual([...declared, ...computed].sort());
      const allowed = Object.keys(stage.definition.computed?.(stage.live(), stage.it.outputs, stage.it.outputs) ?? {});
      expect(allowed).toEqual(expect.arrayContaining(computed));
      for (const key of Object.keys(scenario.inputs)) expect(stage.it.outputs[key]).toEqual(scenario.inputs[key]);
    }),
  );

  it(
    "does nothing at a second up: all is the same, and no request is made (T1)",
    on(async (stage) => {
      await stage.up();
      expect(await stage.traffic(async () => expect(await stage.up()).toBe("same"))).toEqual([]);
    }),
  );

  it(
    "refreshes to exactly what is stored, with at most one request for the object, and previews nothing after it (T2)",
    on(async (stage) => {
      await stage.up();
      const before = structuredClone(stage.it);
      const requests = await stage.traffic(() => stage.engine.refresh());
      expect(requests.filter((request) => !stage.lines().includes(request)).length).toBeLessThanOrEqual(1);
      expect(stage.it).toEqual(before);
      expect(await stage.engine.preview(stage.program())).toEqual({ it: "same" });
    }),
  );

  it(
    "refreshes many objects with no more requests than there are objects",
    on(async (stage) => {
      const program = manyOf(scenario, 5);
      await stage.engine.up(program);
      const found = {};
      const requests = await stage.traffic(async () => Object.assign(found, await stage.engine.refresh()));
      expect(Object.values(found)).toEqual(["same", "same", "same", "same", "same"]);
      expect(requests.length).toBeLessThanOrEqual(stage.lines().length + 5);
    }),
  );

  it(
    "mutates nothing in a preview, and needs no credentials for it (T15)",
    on(async (stage) => {
      const blind = new Engine({ url: stage.sim.url, credentials: { reseller: "", user: "", password: "" } });
      await stage.up();
      blind.state.set("it", stage.it);
      const changed = stage.program({ ...scenario.changes });
      expect(await stage.traffic(async () => expect(await blind.preview(changed)).toEqual({ it: "update" }))).toEqual([]);
      const fresh = new Engine({ url: stage.sim.url, credentials: { reseller: "", user: "", password: "" } });
      expect(await stage.traffic(async () => expect(await fresh.preview(changed)).toEqual({ it: "create" }))).toEqual([]);
    }),
  );
}

/** Several resources of a scenario that differ in what has to be unique. */
function manyOf(scenario: Scenario, count: number) {
  const one = (index: number) => ({
    kind: scenario.kind,
    inputs: { ...scenario.inputs, ...scenario.distinct(index) },
  });
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`it${index}`, one(index)]));
}

function drift(scenario: Scenario, on: On): void {
  it("lists for every argument how its drift is seen, or why it cannot be (T3)", () => {
    const seen = Object.values(scenario.drifts).map(({ argument }) => argument);
    const exempt = Object.keys(scenario.unseen);
    const fields = Object.entries<Field>(registry[scenario.kind].fields);
    const writeOnly = fields.flatMap(([name, { facts }]) => [
      ...(facts.writeOnly === true ? [name] : []),
      ...Object.entries(facts.nested ?? {}).flatMap(([path, nested]) => (nested.writeOnly === true ? [`${name}.${path}`] : [])),
    ]);
    const ownership = fields.filter(([, { facts }]) => facts.replaces === true && facts.wire === undefined).map(([name]) => name);
    expect(exempt.sort()).toEqual([...writeOnly, ...ownership].sort());
    const shown = fields.filter(([, { facts }]) => facts.wire !== undefined).map(([name]) => name);
    expect([...new Set(seen)].sort()).toEqual(shown.sort());
    for (const reason of Object.values(scenario.unseen)) expect(reason).toMatch(/\w{3,}/);
  });

  it.each(Object.keys(scenario.drifts))("shows that somebody changed %s, and repairs it with one PUT (T3)", async (path) => {
    const { argument, edit } = scenario.drifts[path] ?? never();
    await onStage(scenario, async (stage) => {
      await stage.up();
      const [wanted, recorded] = [stage.content(), stage.it.outputs];
      stage.edit(edit);
      expect(stage.content()).not.toEqual(wanted);
      expect(await stage.up()).toBe("same");
      expect(await stage.engine.refresh()).toEqual({ it: "changed" });
      expect(changedKeys(recorded, stage.it.outputs, stage)).toEqual([argument]);
      expect(changedKeys(recorded, stage.it.inputs, stage)).toEqual([argument]);
      expect(await stage.engine.preview(stage.program())).toEqual({ it: "update" });
      expect(await stage.traffic(() => stage.up())).toEqual(stage.lines(...UPDATE));
      expect(stage.content()).toEqual(wanted);
      expect(stage.it.outputs[argument]).toEqual(scenario.inputs[argument]);
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      expect(await stage.up()).toBe("same");
    });
  });

  it(
    "takes what the API adds by itself for no drift, and sends it back but for what only the API can set (T4)",
    on(async (stage) => {
      await stage.up();
      stage.edit(scenario.neighbour);
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      const { body, before } = await theChange(stage);
      const readOnly = stage.definition.readOnly;
      const expected = Object.fromEntries(Object.entries(before).filter(([key]) => !readOnly.includes(key)));
      const [argument] = Object.keys(scenario.changes);
      const wire = wireOf(stage, argument ?? "");
      expect(plain({ ...body, [wire]: null })).toEqual(plain({ ...expected, [wire]: null }));
    }),
  );
}

function never(): never {
  throw new Error("The scenario has no such part.");
}

/** Declared keys that differ; what the lifecycle keeps for itself may move with them. */
function changedKeys(before: Props, after: Props, { scenario }: Stage): string[] {
  return Object.keys(scenario.inputs).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}

function wireOf(stage: Stage, argument: string): string {
  return Object.entries(stage.definition.fields).find(([name]) => name === argument)?.[1].facts.wire ?? "";
}

/** Applies the first change of the scenario: the PUT that it causes, and the object that was read before it. */
async function theChange(stage: Stage): Promise<{ body: JsonObject; before: JsonObject }> {
  const [argument = ""] = Object.keys(stage.scenario.changes);
  const requests = await stage.requests(() => stage.up({ [argument]: stage.scenario.changes[argument] }));
  return overwritten(requests);
}

function overwritten(requests: readonly RequestRecord[]): { body: JsonObject; before: JsonObject } {
  const [get, put] = requests.slice(-2);
  return { body: plain(put?.body) as JsonObject, before: plain((get?.answer as JsonObject)["result"]) as JsonObject };
}

function updates(scenario: Scenario, on: On): void {
  it.each(Object.keys(scenario.changes))("updates %s by one GET and one PUT that changes this field alone (T10)", async (argument) => {
    await onStage(scenario, async (stage) => {
      await stage.up();
      const change = { [argument]: scenario.changes[argument] };
      expect(await stage.engine.preview(stage.program(change))).toEqual({ it: "update" });
      const requests = await stage.requests(() => stage.up(change));
      expect(requests.map(({ method }) => method)).toEqual([...stage.lines().map(() => "GET"), "GET", "PUT"]);
      const { body, before } = overwritten(requests);
      const differing = Object.keys({ ...before, ...body }).filter((key) => JSON.stringify(body[key]) !== JSON.stringify(before[key]));
      const readOnly = stage.definition.readOnly.filter((key) => key in before);
      expect(differing.filter((key) => !readOnly.includes(key))).toEqual([wireOf(stage, argument)]);
      for (const key of readOnly) expect(body).not.toHaveProperty(key);
      expect(stage.it.outputs).toMatchObject({ ...scenario.inputs, ...change });
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      expect(await stage.up(change)).toBe("same");
    });
  });

  it(
    "keeps whatever the program never declared when it puts the whole object (T5)",
    on(async (stage) => {
      await stage.up();
      stage.edit(scenario.neighbour);
      const kept = structuredClone(scenario.neighbours(stage.live()));
      for (const argument of Object.keys(scenario.changes)) await stage.up({ [argument]: scenario.changes[argument] });
      await stage.up(scenario.changes);
      expect(scenario.neighbours(stage.live())).toEqual(kept);
    }),
  );

  it(
    "keeps an unmanaged change that was made since the last run, and stops at a managed one without sending anything (T5)",
    on(async (stage) => {
      const [argument = "", other = argument] = Object.keys(scenario.changes);
      const edited = Object.values(scenario.drifts).find((one) => one.argument === other) ?? never();
      await stage.up();
      stage.edit(edited.edit);
      const live = structuredClone(stage.live());
      const requests = await stage.traffic(async () => {
        const error = await failure(stage.up({ [argument]: scenario.changes[argument] }));
        expect(error.message).toContain(`Cannot update ${scenario.kind} "it": somebody changed it`);
        expect(error.message).toContain(other);
        expect(error.message).toMatch(/in the state, .* live/);
        expect(error.message).toContain("Run pulumi up --refresh");
        expect(error.message).toContain("yay:onConflict");
      });
      expect(requests).toEqual(stage.lines("GET ITEM"));
      expect(stage.live()).toEqual(live);
      await stage.engine.refresh();
      expect(await stage.up({ [argument]: scenario.changes[argument] })).toBe("update");
    }),
  );

  it.each(Object.keys(scenario.drifts))(
    "stops where somebody changed %s behind its back and writes nothing, or overwrites it where the setting says so (T5)",
    async (path) => {
      const { argument, edit } = scenario.drifts[path] ?? never();
      const changed = Object.keys(scenario.changes).find((name) => name !== argument) ?? argument;
      const change = { [changed]: scenario.changes[changed] };
      await onStage(scenario, async (stage) => {
        await stage.up();
        stage.edit(edit);
        const stopped = await stage.traffic(async () => {
          const { message } = await failure(stage.up(change));
          expect(message).toMatch(new RegExp(`\\n {2}${argument}\\b.* in the state, .* live`));
        });
        expect(stopped).toEqual(stage.lines("GET ITEM"));
        const overwriting = stage.engine.with({ onConflict: "overwrite" });
        expect(await stage.traffic(() => overwriting.up(stage.program(change)))).toEqual(stage.lines(...UPDATE));
        expect(overwriting.recorded("it").outputs).toMatchObject({ ...scenario.inputs, ...change });
        expect(await overwriting.refresh()).toEqual({ it: "same" });
        expect(await overwriting.up(stage.program(change))).toEqual({ it: "same" });
      });
    },
  );

  it(
    "takes the change of somebody else for its own where it is what the program says now",
    on(async (stage) => {
      const [argument = ""] = Object.keys(scenario.changes);
      const change = { [argument]: scenario.changes[argument] };
      await stage.up();
      const twin = stage.engine.with({});
      await twin.up(stage.program(change));
      const requests = await stage.traffic(() => stage.up(change));
      expect(requests).toEqual(stage.lines("GET ITEM"));
    }),
  );

  it(
    "puts nothing where only the arguments of creation changed",
    on(async (stage) => {
      await stage.up();
      expect(await stage.traffic(async () => expect(await stage.up({ adopt: true })).toBe("same"))).toEqual([]);
    }),
  );
}

const unbelievable: Readonly<Record<string, Fault["effect"]>> = {
  "401": { kind: "status", status: 401 },
  "403": { kind: "status", status: 403 },
  "500": { kind: "status", status: 500 },
  "502 as a web page": { kind: "html", status: 502 },
  "404 as a web page": { kind: "html", status: 404 },
  "200 with 404 inside": { kind: "contradict", inner: 404 },
  "404 with 200 inside": { kind: "contradict", inner: 200, status: 404 },
  "200 without a body": { kind: "empty" },
  "200 with garbage": { kind: "garbage" },
  "a redirect": { kind: "redirect", location: "http://127.0.0.1:9/" },
  "a cut body": { kind: "truncate" },
  "a dropped connection": { kind: "drop" },
  "a reset connection": { kind: "drop", reset: true },
  "429": { kind: "retryLater", retryAfter: 1 },
};

function absence(scenario: Scenario, on: On): void {
  const { part } = registry[scenario.kind];
  const deleting = part === undefined ? "DELETE" : "PUT";

  it(
    "says what to do where an update finds the object gone (T6)",
    on(async (stage) => {
      await stage.up();
      stage.sim.portal.remove(stage.it.id);
      const error = await failure(stage.up(scenario.changes));
      expect(error.message).toContain("Run pulumi up --refresh");
      expect(stage.it.id).toBeDefined();
    }),
  );

  it(
    "deletes with one request to write, and takes an object that is gone already for deleted (T6)",
    on(async (stage) => {
      await stage.up();
      expect(await stage.traffic(() => stage.engine.destroy())).toEqual(stage.deletion);
      expect(stage.count()).toBe(0);
      await stage.up();
      stage.sim.portal.remove(stage.it.id);
      await stage.engine.destroy();
      expect(stage.engine.state.size).toBe(0);
    }),
  );

  it.each(Object.keys(unbelievable))("never takes %s for gone when it reads (T7)", async (name) => {
    await onStage(scenario, async (stage) => {
      await stage.up();
      const before = structuredClone(stage.it);
      const match = { method: "GET", where: ({ path }: { path: string }) => isOfKind(stage, path) };
      stage.sim.faults.add({ times: 0, match, effect: unbelievable[name] });
      await failure(stage.engine.refresh());
      expect(stage.it).toEqual(before);
    });
  });

  it.each(Object.keys(unbelievable))("never takes %s for deleted (T7)", async (name) => {
    await onStage(scenario, async (stage) => {
      await stage.up();
      const before = structuredClone(stage.it);
      stage.sim.faults.add({ times: 0, match: { method: deleting }, effect: unbelievable[name], applied: false });
      await failure(stage.engine.destroy());
      expect(stage.it).toEqual(before);
      expect(stage.count()).toBe(1);
    });
  });
}

function isOfKind({ definition }: Stage, path: string): boolean {
  return path === definition.paths.collection || path.startsWith(`${definition.paths.collection}/`);
}

function adoption(scenario: Scenario, on: On): void {
  const adoptedFrom = async (stage: Stage, adopt: unknown) => {
    await stage.up();
    const made = stage.it;
    stage.engine.state.clear();
    stage.engine.journal.entries.clear();
    const program = { other: { kind: scenario.kind, inputs: { ...scenario.inputs, adopt } } };
    const requests = await stage.traffic(() => stage.engine.up(program));
    return { made, adopted: stage.engine.recorded("other"), requests, program };
  };

  it.each(["true", "a uuid", "a uuid to overwrite"])("adopts by %s what a creation would have made (T8)", async (form) => {
    await onStage(scenario, async (stage) => {
      await stage.up();
      const { id } = stage.it;
      stage.engine.state.clear();
      stage.engine.journal.entries.clear();
      await stage.engine.destroy();
      stage.engine.state.clear();
      const adopt = form === "true" ? true : form === "a uuid" ? id : { uuid: id, overwrite: true };
      const program = { other: { kind: scenario.kind, inputs: { ...scenario.inputs, adopt } } };
      const requests = await stage.traffic(() => stage.engine.up(program));
      const looks = form === "true" && stage.definition.part === undefined;
      expect(requests).toEqual(looks ? stage.lines("GET LIST", "GET ITEM") : stage.lines("GET ITEM"));
      expect(stage.engine.recorded("other").id).toBe(id);
      expect(await stage.engine.preview(program)).toEqual({ other: "same" });
      expect(await stage.engine.refresh()).toEqual({ other: "same" });
      expect(await stage.engine.preview(program)).toEqual({ other: "same" });
    });
  });

  it(
    "has the same outputs after adopting as after making, but for the mark of the handover (T8)",
    on(async (stage) => {
      const { made, adopted } = await adoptedFrom(stage, true);
      const { handover, ...outputs } = adopted.outputs;
      expect(handover).toMatch(/^[0-9a-f]{16}$/);
      expect({ ...outputs, seed: "", adopt: "" }).toEqual({ ...made.outputs, seed: "", adopt: "" });
    }),
  );

  it.each(Object.keys(scenario.drifts))("does not adopt an object that differs in %s: names it and sends nothing (T8)", async (path) => {
    const { argument, edit } = scenario.drifts[path] ?? never();
    await onStage(scenario, async (stage) => {
      await stage.up();
      stage.edit(edit);
      const live = structuredClone(stage.live());
      const { id } = stage.it;
      stage.engine.state.clear();
      const program = { other: { kind: scenario.kind, inputs: { ...scenario.inputs, adopt: id } } };
      const requests = await stage.traffic(async () => {
        const error = await failure(stage.engine.up(program));
        expect(error.message).toMatch(new RegExp(`\\n {2}${argument}\\b`));
        expect(error.message).toContain("in the program");
        expect(error.message).toContain(`adopt: { uuid: "${id}", overwrite: true }`);
      });
      expect(requests).toEqual(stage.lines("GET ITEM"));
      expect(stage.live(id)).toEqual(live);
      const overwrite = { other: { kind: scenario.kind, inputs: { ...scenario.inputs, adopt: { uuid: id, overwrite: true } } } };
      expect(await stage.traffic(() => stage.engine.up(overwrite))).toEqual(stage.lines(...UPDATE));
      expect(stage.engine.recorded("other").outputs).toMatchObject(scenario.inputs);
      expect(await stage.engine.refresh()).toEqual({ other: "same" });
      expect(await stage.engine.preview(overwrite)).toEqual({ other: "same" });
    });
  });

  it(
    "keeps what lives beside the declared values when it overwrites (T8, T5)",
    on(async (stage) => {
      await stage.up();
      stage.edit(scenario.neighbour);
      const kept = structuredClone(scenario.neighbours(stage.live()));
      stage.edit((Object.values(scenario.drifts)[0] ?? never()).edit);
      const { id } = stage.it;
      stage.engine.state.clear();
      await stage.engine.up({ other: { kind: scenario.kind, inputs: { ...scenario.inputs, adopt: { uuid: id, overwrite: true } } } });
      expect(scenario.neighbours(stage.live(id))).toEqual(kept);
    }),
  );
}

function replacement(scenario: Scenario, on: On): void {
  it("has a replacement in its scenario for every argument that replaces (T11)", () => {
    const replacing = Object.entries<Field>(registry[scenario.kind].fields).filter(([, { facts }]) => facts.replaces === true);
    expect(Object.keys(scenario.replacements)).toEqual(replacing.map(([name]) => name));
  });

  if (registry[scenario.kind].part !== undefined) {
    it.each(Object.keys(scenario.replacements))(
      "fills another part for another %s before it empties the old one (T11)",
      async (argument) => {
        await onStage(scenario, async (stage) => {
          await stage.up();
          const old = stage.it.id;
          const change = replacing(scenario, argument);
          expect(await stage.engine.preview(stage.program(change))).toEqual({ it: "replace" });
          const requests = await stage.requests(() => stage.up(change));
          const written = requests.filter(({ method }) => method !== "GET").map(({ method, path }) => [method, path.split("/").at(-1)]);
          expect(written).toEqual([
            ["PUT", stage.it.id],
            ["PUT", old],
          ]);
        });
      },
    );
  }

  for (const argument of Object.keys(scenario.replacements)) {
    it(`deletes the old one first for another ${argument} where the program says so (T11), and not again where the new one failed (T12)`, async () => {
      await onStage(scenario, async (stage) => {
        await stage.up();
        const old = stage.it.id;
        const program = stage.program(replacing(scenario, argument), { deleteBeforeReplace: true });
        const [make, remove] = stage.definition.part === undefined ? ["POST", "DELETE"] : ["PUT", "PUT"];
        const written = async (action: () => Promise<unknown>) => {
          const requests = (await stage.requests(action)).filter(({ method }) => method !== "GET");
          return requests.map(({ method, path }) => `${method} ${path.includes(old) ? "old" : "new"}`);
        };
        stage.sim.faults.add({ match: { method: make, nth: make === remove ? 2 : 1 }, effect: { kind: "status", status: 400 } });
        expect(await written(() => failure(stage.engine.up(program)))).toEqual([`${remove} old`, `${make} new`]);
        expect(stage.count()).toBe(0);
        expect(await written(() => stage.engine.up(program))).toEqual([`${make} new`]);
        expect(stage.count()).toBe(1);
        expect(await written(() => stage.engine.up(program))).toEqual([]);
        expect(await stage.engine.refresh()).toEqual({ it: "same" });
      });
    });
  }

  it(
    "does not delete what a forced replacement has taken over instead of making it anew (T12)",
    on(async (stage) => {
      await stage.up();
      const old = stage.it;
      const run = stage.engine.run();
      const handler = handlerFor(scenario.kind, () => run);
      const made = await handler.create(overGrpc(old.inputs));
      expect(made.id).toBe(old.id);
      await handler.delete(old.id, overGrpc(old.outputs));
      expect(stage.count()).toBe(1);
      stage.engine.state.set("it", { ...old, outputs: overGrpc({ ...made.outs, __provider: old.outputs["__provider"] }) });
      await stage.engine.destroy();
      expect(stage.count()).toBe(0);
    }),
  );
}

function arguments_(scenario: Scenario, on: On): void {
  const failures = async (change: Props): Promise<string[]> => {
    const handler = handlerFor(scenario.kind, never);
    const news = Object.fromEntries(Object.entries({ ...scenario.inputs, ...change }).filter(([, value]) => value !== undefined));
    const { failures: found } = await handler.check(
      {},
      { ...news, seed: urnOf(scenario.kind, "it"), __provider: providerText(scenario.kind) },
    );
    for (const { property } of found) expect(property).toBe("");
    return found.map(({ reason }) => reason);
  };

  it.each(Object.keys(scenario.invalid))("refuses %s in check, naming the path, before any request (T13)", async (name) => {
    const { change, path } = scenario.invalid[name] ?? never();
    const reasons = await failures(change);
    expect(reasons.length).toBeGreaterThan(0);
    expect(reasons.some((reason) => reason.startsWith(`${path}: `) || reason.startsWith(`${path}.`))).toBe(true);
  });

  it(
    "makes no request where check refuses the arguments (T13)",
    on(async (stage) => {
      const { change } = Object.values(scenario.invalid)[0] ?? never();
      expect(await stage.traffic(async () => expect(await failure(stage.up(change))).toBeInstanceOf(Refused))).toEqual([]);
    }),
  );

  it("names every fault at once (T13)", async () => {
    const faults = Object.values(scenario.invalid).slice(0, 1);
    const change = Object.assign({}, ...faults.map((one) => one.change), { contactNmae: "x", extnesion: 1 }) as Props;
    const reasons = await failures(change);
    expect(reasons.length).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.keys(scenario.inputs))("accepts %s left out, or says that it is required (T13)", async (argument) => {
    const reasons = await failures({ [argument]: undefined });
    const about = reasons.filter((reason) => reason.startsWith(`${argument}:`));
    if (about.length > 0) expect(about).toEqual([expect.stringMatching(`^${argument}: is required`)]);
  });

  it.each(Object.keys(scenario.inputs))("refuses a wrong type of %s with a sentence about it (T13)", async (argument) => {
    const wrong = typeof scenario.inputs[argument] === "object" ? 7 : { a: 1 };
    const reasons = await failures({ [argument]: wrong });
    expect(reasons.some((reason) => reason.startsWith(`${argument}: must be`))).toBe(true);
  });

  it("proposes the argument that a mistyped one probably means (T13)", async () => {
    const [argument = ""] = Object.keys(scenario.changes);
    const typo = `${argument.slice(0, -1)}${argument.slice(-1)}x`;
    expect(await failures({ [typo]: 1 })).toEqual([`${typo}: is not an argument of ${scenario.kind}; did you mean ${argument}?`]);
  });

  it(
    "takes an unknown value anywhere: accepted, passed on, and counted as a change (T14)",
    on(async (stage) => {
      await stage.up();
      const handler = handlerFor(scenario.kind, never);
      const whole = { ...stage.it.inputs, adopt: { uuid: stage.it.id, overwrite: true } };
      const places = placesIn(whole).filter(([argument]) => argument !== "seed" && argument !== "__provider");
      expect(places.length).toBeGreaterThan(Object.keys(scenario.inputs).length);
      for (const place of places) {
        const inputs = withUnknownAt(whole, place);
        expect(hasUnknown(inputs)).toBe(true);
        for (const olds of [{}, stage.it.inputs]) {
          const checked = await handler.check(olds, overGrpc(inputs));
          expect({ place, failures: checked.failures }).toEqual({ place, failures: [] });
          expect(checked.inputs).toEqual(inputs);
        }
        const { changes } = await handler.diff(stage.it.id, overGrpc(stage.it.outputs), overGrpc(inputs));
        expect({ place, changes }).toEqual({ place, changes: place[0] !== "adopt" });
      }
    }),
  );
}

/** Every place in a value, as the keys that lead to it. */
function placesIn(value: unknown, path: readonly string[] = []): string[][] {
  const here = path.length === 0 ? [] : [[...path]];
  if (typeof value !== "object" || value === null) return here;
  return [...here, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
}

function withUnknownAt(value: unknown, [key, ...rest]: readonly string[]): Props {
  if (key === undefined) return value as Props;
  const copy = structuredClone(value) as Props;
  copy[key] = rest.length === 0 ? UNKNOWN : withUnknownAt(copy[key], rest);
  return copy;
}

function secrets(scenario: Scenario, on: On): void {
  const { withSecret } = scenario;
  it("has a way to set each secret of its scenario where the kind has any (T17)", () => {
    expect(withSecret !== undefined).toBe(hasSecrets(scenario));
    expect(JSON.stringify(withSecret?.(scenario.inputs, secret) ?? secret)).toContain(secret);
  });
  if (withSecret !== undefined) ownSecrets(withSecret, on);

  it("shows no secret of the program, of the account or of the API in any error (T16)", () =>
    onStage(
      scenario,
      async (stage) => {
        await stage.up();
        stage.edit(scenario.neighbour);
        stage.edit((record) => leak(record, secret));
        const inputs = withSecret?.(scenario.inputs, "4096") ?? scenario.inputs;
        for (const match of [{ method: "PUT" }, { method: "GET" }]) {
          const echo = stage.sim.faults.add({
            times: 0,
            match,
            effect: {
              kind: "custom",
              status: 400,
              text: JSON.stringify({ result: { ...stage.live(), pin: "4096", password: secret }, status_code: 400 }),
            },
          });
          await failure(stage.up(inputs));
          if (match.method === "GET") await failure(stage.engine.refresh());
          echo.remove();
        }
        stage.edit((Object.values(scenario.drifts).at(-1) ?? never()).edit);
        await failure(stage.up(inputs));
        stage.engine.state.clear();
        stage.engine.journal.entries.clear();
        await failure(stage.up({ ...inputs, adopt: true }));
        await failure(stage.up(inputs));
        const all = stage.engine.printed.join("\n").replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "a uuid may hold any digits");
        expect(stage.engine.printed.length).toBeGreaterThan(4);
        for (const hidden of [secret, "4096", stage.sim.credentials.password, "portal-password"]) expect(all).not.toContain(hidden);
      },
      { credentials: { reseller: "reseller", user: "user", password: "account-sentinel" } },
    ));

  it(
    "keeps secrets of the API that the program did not declare out of the state (T16)",
    on(async (stage) => {
      await stage.up();
      stage.edit(scenario.neighbour);
      stage.edit((record) => leak(record, secret));
      await stage.engine.refresh();
      await stage.up(scenario.changes);
      expect(JSON.stringify([...stage.engine.state.values()])).not.toContain(secret);
      expect(JSON.stringify([...stage.engine.state.values()])).not.toContain("portal-password");
    }),
  );
}

/** Of kinds with secrets among their arguments. */
function ownSecrets(withSecret: NonNullable<Scenario["withSecret"]>, on: On): void {
  it(
    "detects a changed secret although its value arrives in clear, and sends the new one (T17)",
    on(async (stage) => {
      await stage.up();
      const change = withSecret(stage.scenario.inputs, "9876");
      expect(await stage.engine.preview(stage.program(change))).toEqual({ it: "update" });
      const requests = await stage.requests(() => stage.up(change));
      expect(JSON.stringify(requests.at(-1)?.body)).toContain("9876");
      expect(JSON.stringify(stage.live())).toContain("9876");
    }),
  );
}

function leak(record: JsonObject, text: string): void {
  record["api_token"] = text;
  const users = record["users"];
  if (Array.isArray(users)) for (const user of users as JsonObject[]) if (user["name"] === "portal_user") user["password"] = text;
}

function lostAnswers(scenario: Scenario, on: On): void {
  it(
    "records a PUT whose reading back fails, and converges at the next up (T19)",
    on(async (stage) => {
      await stage.up();
      stage.sim.switches.putResult = "missing";
      const [argument = ""] = Object.keys(scenario.changes);
      const change = { [argument]: scenario.changes[argument] };
      const match = { method: "GET", path: `${stage.definition.paths.collection}/*`, nth: 2 };
      stage.sim.faults.add({ match, effect: { kind: "status", status: 401 } });
      const error = await failure(stage.up(change));
      expect(error).toMatchObject({ id: stage.it.id, reasons: [expect.stringContaining("reading it back failed")] });
      expect(stage.it.outputs["__provider"]).toBe(providerText(scenario.kind));
      expect(await stage.up(change)).toBe("update");
      expect(stage.it.outputs).toMatchObject({ ...scenario.inputs, ...change });
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      expect(await stage.up(change)).toBe("same");
    }),
  );

  it.each([true, false])("updates once more or not at all where the answer to a PUT was lost (applied: %s)", async (applied) => {
    await onStage(scenario, async (stage) => {
      await stage.up();
      stage.sim.faults.add({ match: { method: "PUT" }, effect: { kind: "drop" }, applied });
      const [argument = ""] = Object.keys(scenario.changes);
      const change = { [argument]: scenario.changes[argument] };
      await stage.up(change);
      expect(stage.it.outputs).toMatchObject({ ...scenario.inputs, ...change });
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
    });
  });
}

/** What concerns kinds whose objects are made and deleted by requests of their own. */
function ownObject(scenario: Scenario, on: On): void {
  it(
    "makes an object again that somebody deleted (T6)",
    on(async (stage) => {
      await stage.up();
      const { id } = stage.it;
      stage.sim.portal.remove(id);
      expect(await stage.engine.refresh()).toEqual({ it: "gone" });
      expect(await stage.up()).toBe("create");
      expect(stage.it.id).not.toBe(id);
      expect(stage.count()).toBe(1);
    }),
  );

  it(
    "refuses to make an object again that lives: says how to adopt it, and sends nothing",
    on(async (stage) => {
      await stage.up();
      const { id } = stage.it;
      stage.engine.state.clear();
      const requests = await stage.traffic(async () => {
        const error = await failure(stage.engine.up({ other: { kind: scenario.kind, inputs: scenario.inputs } }));
        expect(error.message).toContain(`Cannot create ${scenario.kind} "other"`);
        expect(error.message).toContain(id);
        expect(error.message).toContain("adopt: true");
      });
      expect(requests).toEqual(stage.lines("GET LIST"));
      expect(stage.count()).toBe(1);
    }),
  );

  it(
    "names both where two objects match, and takes neither (T9)",
    on(async (stage) => {
      const program = manyOf(scenario, 2);
      await stage.engine.up(program);
      const [one, two] = ["it0", "it1"].map((name) => stage.engine.recorded(name).id) as [string, string];
      const [natural = ""] = Object.keys(scenario.distinct(0));
      const wire = wireOf(stage, natural);
      stage.sim.portal.edit(two, { [wire]: stage.live(one)[wire] ?? null });
      const inputs = { ...scenario.inputs, ...scenario.distinct(0) };
      for (const change of [{}, { adopt: true }]) {
        stage.engine.state.clear();
        stage.engine.journal.entries.clear();
        const requests = await stage.traffic(async () => {
          const error = await failure(stage.engine.up({ other: { kind: scenario.kind, inputs: { ...inputs, ...change } } }));
          expect(error.message).toContain(one);
          expect(error.message).toContain(two);
          expect(error.message).toContain('adopt: "<uuid>"');
        });
        expect(requests).toEqual(stage.lines("GET LIST"));
      }
      expect(stage.engine.state.size).toBe(0);
    }),
  );

  it(
    "says that there is nothing to adopt, by natural key and by uuid",
    on(async (stage) => {
      const other = "99990000-0000-4000-8000-000000000009";
      for (const adopt of [true, other, { uuid: other, overwrite: true }]) {
        const error = await failure(stage.up({ adopt }));
        expect(error.message).toContain(`Cannot adopt ${scenario.kind} "it"`);
        expect(error.message).toContain("Leave adopt out to make a new one");
      }
      expect(stage.count()).toBe(0);
    }),
  );

  it(
    "lets one object be adopted by one resource alone",
    on(async (stage) => {
      await stage.up();
      const { id } = stage.it;
      stage.engine.state.clear();
      const inputs = { ...scenario.inputs, adopt: id };
      const { errors } = await stage.engine.tryUp({ one: { kind: scenario.kind, inputs }, two: { kind: scenario.kind, inputs } });
      expect(Object.entries(errors).map(([name, { message }]) => [name, message])).toEqual([
        ["two", `adopt: ${scenario.kind} "one" of this program has ${scenario.kind} ${id}, and an object has one resource`],
      ]);
    }),
  );

  for (const argument of Object.keys(scenario.replacements)) {
    it(`makes a new object for another ${argument} before it deletes the old one (T11)`, async () => {
      await onStage(scenario, async (stage) => {
        await stage.up();
        const { id } = stage.it;
        const change = replacing(scenario, argument);
        expect(await stage.engine.preview(stage.program(change))).toEqual({ it: "replace" });
        const requests = await stage.requests(() => stage.up(change));
        expect(requests.map(({ method }) => method).filter((method) => method !== "GET")).toEqual(["POST", "DELETE"]);
        expect(stage.it.id).not.toBe(id);
        expect(stage.count()).toBe(1);
        expect(await stage.engine.refresh()).toEqual({ it: "same" });
      });
    });

    it(`resumes a replacement for another ${argument} whose deletion failed (T12)`, async () => {
      await onStage(scenario, async (stage) => {
        await stage.up();
        const change = replacing(scenario, argument);
        stage.sim.faults.add({ match: { method: "DELETE" }, effect: { kind: "status", status: 400 } });
        await failure(stage.up(change));
        const { id } = stage.it;
        expect(stage.count()).toBe(2);
        const requests = await stage.requests(() => stage.up(change));
        expect(requests.map(({ method }) => method).filter((method) => method !== "GET")).toEqual(["DELETE"]);
        expect(stage.it.id).toBe(id);
        expect(stage.count()).toBe(1);
      });
    });
  }

  interruptions(scenario);
}

function interruptions(scenario: Scenario): void {
  const uuidOnly = { switches: { postResult: "uuidOnly" } } as const;

  it("keeps a made object whose reading back fails, and finishes it without a second POST (T18)", async () => {
    await onStage(
      scenario,
      async (stage) => {
        stage.sim.faults.add({
          match: { method: "GET", path: `${stage.definition.paths.collection}/*` },
          effect: { kind: "status", status: 401 },
        });
        const error = await failure(stage.up());
        expect(error).toMatchObject({ id: stage.it.id, reasons: [expect.stringContaining("reading it back failed")] });
        expect(stage.it.initErrors).toHaveLength(1);
        expect(stage.it.outputs["__provider"]).toBe(providerText(scenario.kind));
        expect(stage.it.outputs["seed"]).toBe(urnOf(scenario.kind, "it"));
        const requests = await stage.traffic(async () => expect(await stage.up()).toBe("update"));
        expect(requests).not.toContain(`POST ${stage.definition.paths.collection}`);
        expect(stage.it.initErrors).toEqual([]);
        expect(stage.it.outputs).toMatchObject(scenario.inputs);
        expect(stage.count()).toBe(1);
        expect(await stage.engine.refresh()).toEqual({ it: "same" });
      },
      uuidOnly,
    );
  });

  it.each(["refresh", "destroy"])("lets a half-recorded object %s (T18)", async (command) => {
    await onStage(
      scenario,
      async (stage) => {
        stage.sim.faults.add({
          match: { method: "GET", path: `${stage.definition.paths.collection}/*` },
          effect: { kind: "status", status: 401 },
        });
        await failure(stage.up());
        if (command === "destroy") {
          await stage.engine.destroy();
          expect(stage.count()).toBe(0);
          return;
        }
        await stage.engine.refresh();
        expect(stage.it.initErrors).toEqual([]);
        expect(await stage.up()).toBe("same");
        for (const [path, { argument, edit }] of Object.entries(scenario.drifts).slice(0, 4)) {
          stage.edit(edit);
          await stage.engine.refresh();
          expect([path, await stage.engine.preview(stage.program())]).toEqual([path, { it: "update" }]);
          await stage.up();
          expect(stage.it.outputs[argument]).toEqual(scenario.inputs[argument]);
        }
      },
      uuidOnly,
    );
  });

  it.each(["drop", "garbage", "truncate", "empty", "html"] as const)(
    "has exactly one object after a POST whose answer was lost by %s (T20)",
    async (kind) => {
      await onStage(scenario, async (stage) => {
        stage.sim.faults.add({ match: { method: "POST" }, effect: { kind }, applied: true });
        await stage.engine.tryUp(stage.program());
        await stage.up();
        expect(stage.count()).toBe(1);
        expect(stage.it.outputs).toMatchObject(scenario.inputs);
        expect(await stage.engine.refresh()).toEqual({ it: "same" });
        expect(await stage.up()).toBe("same");
      });
    },
  );

  it("has exactly one object after a POST that never came through (T20)", async () => {
    await onStage(scenario, async (stage) => {
      stage.sim.faults.add({ match: { method: "POST" }, effect: { kind: "drop" } });
      const { errors } = await stage.engine.tryUp(stage.program());
      expect(errors["it"]?.message).toContain("Run pulumi up again");
      await stage.up();
      expect(stage.count()).toBe(1);
    });
  });

  it("takes over what a killed run made: a new run makes no second one (T21 without the engine)", async () => {
    await onStage(scenario, async (stage) => {
      const held = stage.sim.faults.add({ match: { method: "POST" }, wait: { when: "after" } });
      await stage.engine.killedUp(stage.program(), held.held);
      held.release();
      expect(stage.engine.state.size).toBe(0);
      const requests = await stage.traffic(() => stage.up());
      expect(requests.filter((request) => request.startsWith("POST"))).toEqual([]);
      expect(stage.count()).toBe(1);
      expect(stage.it.outputs).toMatchObject(scenario.inputs);
      expect(await stage.up()).toBe("same");
    });
  });
}
