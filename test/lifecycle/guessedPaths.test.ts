import { GuessedPathError } from "../../provider/lifecycle/errors";
import { type Kind, registry } from "../../provider/kinds/registry";
import { KINDS } from "../../provider/simulator/kinds/index";
import type { Kind as Row } from "../../provider/simulator/kinds/kind";
import { everyScenario, remaining, scenarios } from "../kinds/index";
import { paths } from "../kinds/queueNotice";
import { failure, onStage, type Stage } from "../support/lifecycle";
import { Engine, handlerFor } from "../support/lifecycleEngine";
import { Stranger } from "../support/lifecycleStranger";
import { type Scenario, simulatedAs } from "../support/scenario";

jest.setTimeout(60_000);

const OTHER = "0a7c7777-7777-4777-8777-777777777777";

const guessOf = (kind: Kind) => registry[kind].guessedPath;
const having = (guess: "collection" | "item") => Object.values(scenarios).filter(({ kind }) => guessOf(kind) === guess);

/** A change of one argument, for an update. */
function changeOf({ changes }: Scenario) {
  const [argument = "", value] = Object.entries(changes)[0] ?? [];
  return { [argument]: value };
}

const boughtAt = (guess: "collection" | "item") => remaining.filter(({ kind }) => guessOf(kind) === guess);

const writes = (stage: Stage) => stage.sim.requests.filter(({ method }) => method !== "GET").length;

/** Whether a path is that of the scenario's kind, here or where `yay:paths` moves it. */
function isOfKind({ definition }: Stage, path: string): boolean {
  const collection = definition.paths.collection.replaceAll(/\{\w+\}/g, "[^/]+");
  return new RegExp(`^${collection}s?(/[^/]+)?$`).test(path);
}

/** The requests of an action for objects of the kind: not those for the customer, nor for what could refer to one that is deleted. */
const ofKind = async (stage: Stage, action: () => Promise<unknown>) =>
  (await stage.traffic(action)).filter((request) => isOfKind(stage, request.split(" ")[1] ?? ""));

/** The error of an action that must have changed nothing: no state, no live object. */
async function refusal(stage: Stage, action: () => Promise<unknown>): Promise<string> {
  const before = structuredClone([[...stage.engine.state], [...stage.sim.state.objects]]);
  const error = await failure(action());
  expect(GuessedPathError.is(error)).toBe(true);
  expect([[...stage.engine.state], [...stage.sim.state.objects]]).toEqual(before);
  return error.message;
}

it("is a guess in the simulator's table where it is one in the kind, and nowhere else", () => {
  const rows = Object.keys(everyScenario).flatMap((kind) => {
    const row: Row | undefined = (KINDS as Readonly<Record<string, Row>>)[simulatedAs(kind as Kind)[0] ?? ""];
    return row === undefined ? [] : [[kind, row.guessed]];
  });
  expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(rows.map(([kind]) => [kind, guessOf(kind as Kind)])));
});

/** Where a source shows the path of one object; the path of every other kind is a guess. */
const shownBy: Partial<Readonly<Record<Kind, string>>> = {
  SubReseller: "the vendor's page",
  CallFlow: "the vendor's page",
  CallFlowContent: "the vendor's page of call flows",
  CallRecordingRetention: "the vendor's page, and a catalogue",
  ShortCode: "the vendor's page of 2017",
  FaxSender: "the vendor's page of 2017",
  SipUser: "an integrator's deletion",
  HuntGroup: "another client's update",
  QueueGroup: "another client's update",
  PhoneNumber: "another client's update",
  Sound: "another client's deletion",
  ApiObject: "the program",
};

it("is a guess unless a source shows it", () => {
  const guesses = Object.keys(everyScenario).filter((kind) => guessOf(kind as Kind) !== undefined);
  expect(guesses.sort()).toEqual(
    Object.keys(everyScenario)
      .filter((kind) => !Object.hasOwn(shownBy, kind))
      .sort(),
  );
});

describe.each(having("item"))("the path of one $kind, which no source shows", (scenario) => {
  const on = (test: (stage: Stage) => Promise<void>) => () => onStage(scenario, test);

  it(
    "does not say by a 404 that the object is gone while the list shows it: reads take the list, writes stop",
    on(async (stage) => {
      await stage.up();
      const { id } = stage.it;
      const { item, collection } = stage.definition.paths;
      stage.sim.switches.guessedItems = "absent";
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      const found = await handlerFor(scenario.kind, () => stage.engine.run()).read(id, selectors(stage));
      expect(found.id).toBe(id);
      for (const action of [() => stage.up(changeOf(scenario)), () => stage.engine.destroy()]) {
        const message = await refusal(stage, action);
        expect(message).toContain("it lives, and its own path does not answer; nothing was changed");
        expect(message).toMatch(/\/[0-9a-f-]{36} → 404 Not Found/);
        expect(message).toContain(`GET ${collection} shows it. No source shows the path of one, ${item}: it is a guess.`);
        expect(message).toContain(`yay:paths = {"${scenario.kind}":{"item":"/…/{uuid}"}}`);
        expect(message).toContain("yay check");
      }
      stage.sim.switches.guessedItems = "served";
      await stage.engine.destroy();
      expect(stage.count()).toBe(0);
    }),
  );

  it.each([
    ["the list of something else", [{ uuid: OTHER, first_name: "Ann" }, { first_name: "Bo" }]],
    ["a list of one of something else", [{ uuid: OTHER, first_name: "Ann" }]],
    ["an empty list", []],
  ])("does not stand for the object by an answer with %s, while the list shows it: reads take the list, writes stop", (_what, result) =>
    onStage(scenario, async (stage) => {
      await stage.up();
      const { id } = stage.it;
      const { item, collection } = stage.definition.paths;
      const path = `${collection.replaceAll(/\{\w+\}/g, "*")}/*`;
      const text = JSON.stringify({ result, status_code: 200, status_message: "OK" });
      const fault = stage.sim.faults.add({ times: 0, match: { method: "GET", path }, effect: { kind: "custom", status: 200, text } });
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      const found = await handlerFor(scenario.kind, () => stage.engine.run()).read(id, selectors(stage));
      expect(found.id).toBe(id);
      const sent = writes(stage);
      const message = await refusal(stage, () => stage.up(changeOf(scenario)));
      expect(message).toContain("it lives, and its own path answers with something else; nothing was changed");
      expect(message).toMatch(/\n {0,2}GET \S+ → 200( OK)?, in an answer without the object\.\n/);
      expect(message).toContain(`GET ${collection} shows it. No source shows the path of one, ${item}: it is a guess.`);
      expect(message).toContain(`yay:paths = {"${scenario.kind}":{"item":"/…/{uuid}"}}`);
      expect(message).toContain("yay check");
      expect(writes(stage)).toBe(sent);
      stage.sim.portal.remove(id);
      const unknown = await failure(stage.engine.refresh());
      expect(unknown.message).toContain("in an answer without the object.");
      expect(stage.engine.state.size).toBe(1);
      fault.remove();
    }),
  );

  it(
    "does not stand in the way of making one, even if the answer does not show it",
    on(async (stage) => {
      Object.assign(stage.sim.switches, { guessedItems: "absent", postResult: "uuidOnly" });
      expect(await stage.up()).toBe("create");
      expect(await stage.up()).toBe("same");
      expect(stage.count()).toBe(1);
    }),
  );

  it(
    "says by a 404 that the object is gone if its list does not show it either",
    on(async (stage) => {
      await stage.up();
      const state = new Map(stage.engine.state);
      stage.sim.portal.remove(stage.it.id);
      expect(await ofKind(stage, () => stage.engine.refresh())).toEqual(stage.lines("GET ITEM", "GET LIST").slice(1));
      expect(stage.engine.state.size).toBe(0);
      state.forEach((recorded, name) => stage.engine.state.set(name, recorded));
      expect(await ofKind(stage, () => stage.engine.destroy())).toEqual(stage.lines("DELETE ITEM", "GET LIST").slice(1));
      expect(stage.engine.state.size).toBe(0);
    }),
  );

  it(
    "says nothing if the list cannot be read",
    on(async (stage) => {
      await stage.up();
      stage.sim.portal.remove(stage.it.id);
      const at = stage.definition.paths.collection.replaceAll(/\{\w+\}/g, "*");
      stage.sim.faults.add({ times: 0, match: { method: "GET", path: at }, effect: { kind: "status", status: 403 } });
      for (const action of [() => stage.engine.refresh(), () => stage.engine.destroy()]) {
        const message = await refusal(stage, action);
        expect(message).toContain("whether it lives is not known, and nothing was changed");
        expect(message).toMatch(/its list could not be read:[^]* → 403 Forbidden/);
      }
    }),
  );

  it(
    "is where yay:paths says",
    on(async (stage) => {
      stage.sim.switches.guessedItems = "moved";
      const { collection } = stage.definition.paths;
      const engine = stage.engine.with({ paths: { [scenario.kind]: { item: `${collection}s/{uuid}` } } });
      await engine.up(stage.program());
      const requests = await stage.requests(async () => {
        expect(await engine.up(stage.program(changeOf(scenario)))).toEqual({ it: "update" });
        expect(await engine.refresh()).toEqual({ it: "same" });
        await engine.destroy();
      });
      const asked = requests.filter(({ path }) => isOfKind(stage, path));
      expect(asked.map(({ method, status }) => `${method} ${status}`)).toEqual(["GET 200", "PUT 200", "GET 200", "DELETE 200"]);
      expect(stage.count()).toBe(0);
    }),
  );
});

/** What a look-up is given beside the uuid. */
function selectors({ it: { inputs }, definition: { parent } }: Stage) {
  return { customer: inputs["customer"], ...(parent === undefined ? {} : { [parent]: inputs[parent] }) };
}

describe.each(boughtAt("item"))("the path of one $kind, which no source shows and nothing deletes", (scenario) => {
  it.each(["complete", "bare"] as const)(
    "makes no read believe by a 404 that it is gone, so that none is bought again: reads %s",
    (purchaseReads) =>
      onStage(
        scenario,
        async (stage) => {
          await stage.up();
          stage.sim.switches.guessedItems = "absent";
          expect(await stage.engine.refresh()).toEqual({ it: "same" });
          expect(await stage.up()).toBe("same");
          stage.sim.portal.remove(stage.it.id);
          expect(await stage.engine.refresh()).toEqual({ it: "gone" });
        },
        { switches: { purchaseReads } },
      ),
  );
});

describe("a child whose path is a guess", () => {
  it("is gone with its parent, whose list is a 404, too", async () => {
    await onStage(scenarios.TrunkAuthentication, async (stage) => {
      await stage.up();
      stage.sim.portal.remove(String(stage.it.inputs["trunk"]));
      expect(await stage.engine.refresh()).toEqual({ it: "gone" });
    });
  });
});

describe.each(having("collection"))("the path of a $kind, which no source shows", (scenario) => {
  const { settings: vouched = {}, ...guessing } = scenario;
  const { collection } = registry[scenario.kind].paths;

  it("is believed where a DELETE is answered by HTTP 200 and an envelope that says 204, by a server without tracking tokens", async () => {
    const stranger = await Stranger.start({ onDelete: () => ({ status: 200, inside: 204, result: [] }) });
    try {
      stranger.seed(scenario.seed);
      const engine = new Engine(stranger);
      await engine.up({ it: { kind: scenario.kind, inputs: scenario.inputs } });
      const { id } = engine.recorded("it");
      await engine.destroy();
      expect([engine.state.size, stranger.living.has(id)]).toEqual([0, false]);
    } finally {
      await stranger.close();
    }
  });

  it("never says by a 404 that an object is gone: a refresh, an update, a deletion and a look-up stop, and say how to find out", async () => {
    await onStage(guessing, async (stage) => {
      await stage.up();
      const { id } = stage.it;
      stage.sim.portal.remove(id);
      const sent = writes(stage);
      const lookUp = () => handlerFor(scenario.kind, () => stage.engine.run()).read(id, selectors(stage));
      for (const action of [() => stage.engine.refresh(), () => stage.up(changeOf(scenario)), lookUp, () => stage.engine.destroy()]) {
        const lines = (await refusal(stage, action)).split("\n");
        expect(lines[0]).toMatch(/: whether it lives is not known, and nothing was changed\.$/);
        expect(lines[1]).toMatch(/^(GET|DELETE) \S+ → 404 Not Found/);
        expect(lines.slice(-2)).toEqual([
          `No source shows the path of a ${scenario.kind}: ${collection} is a guess, and a 404 there does not say that something is gone.`,
          `\`yay check\` asks each path that is a guess, and says which answer. If the API has it elsewhere, name that place by yay:paths = {"${scenario.kind}":"/…"}. If this one is right, say so by yay:paths = {"${scenario.kind}":"${collection}"}: what its list does not show either is gone from then on.`,
        ]);
      }
      expect(writes(stage) - sent).toBe(1);
      const engine = stage.engine.with(vouched);
      expect(await engine.refresh()).toEqual({ it: "gone" });
    });
  });

  it("is asked before anything is made there, and says what it is if it is none", async () => {
    await onStage(guessing, async (stage) => {
      stage.sim.switches.guessedPaths = "absent";
      const message = await refusal(stage, () => stage.up());
      expect(message).toContain(`Cannot create ${scenario.kind} "it", and nothing was sent: what lives already could not be listed.`);
      expect(message).toContain(`${collection} is a guess`);
      expect(writes(stage)).toBe(0);
      const named = await refusal(stage, () => stage.engine.with(vouched).up(stage.program()));
      expect(named).toContain(`${collection} is what yay:paths names, and it does not answer.`);
    });
  });

  it("is where yay:paths says, and so is everything below it", async () => {
    await onStage({ ...guessing, settings: { paths: { [scenario.kind]: { collection: `${collection}s` } } } }, async (stage) => {
      stage.sim.switches.guessedPaths = "moved";
      await stage.up();
      const requests = await stage.requests(async () => {
        expect(await stage.up(changeOf(scenario))).toBe("update");
        expect(await stage.engine.refresh()).toEqual({ it: "same" });
        await stage.engine.destroy();
      });
      expect(requests.map(({ status }) => status)).not.toContain(404);
      expect(stage.count()).toBe(0);
    });
  });
});

it("no kind but those of a guess has another path, whatever yay:paths says", async () => {
  await onStage(
    { ...scenarios.HuntGroup, settings: { paths: { ...paths, HuntGroup: { collection: "/voip/elsewhere" } } } },
    async (stage) => {
      await stage.up();
      expect(stage.count()).toBe(1);
    },
  );
});
