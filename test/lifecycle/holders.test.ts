import type { Props } from "../../provider/common/values";
import { fullObject } from "../../provider/lifecycle/forms/fullObject";
import { Holders } from "../../provider/lifecycle/holders/holders";
import { ProgramKnowledge } from "../../provider/lifecycle/run/programKnowledge";
import { registry } from "../../provider/kinds/registry";
import { callFlow as definition } from "../../provider/kinds/callFlow/callFlow";
import { onStage, type Stage } from "../support/lifecycle";
import type { Declared, Program } from "../support/lifecycleEngine";
import { canAdopt, hasTwins, lifecycleOf, type Scenario } from "../support/scenario";
import { callFlow } from "../kinds/callFlow";
import { scenarios } from "../kinds/index";
import { acme, mailbox } from "../support/account";

const steps = { start: { module: "start", next: "voice" }, voice: { module: "voicemail", mailboxes: [mailbox] } };
const flow = (more: Props = {}): Declared => ({
  kind: "CallFlow",
  inputs: { customer: acme, name: "Main", extension: 501, flow: steps, ...more },
});
const writes = (requests: readonly string[]) => requests.filter((request) => !request.startsWith("GET"));
const keysOf = (stage: Stage, name: string) => Object.keys(stage.live(stage.engine.recorded(name).id)["flow"] as Props);
const shared = (stage: Stage, one: string, other: string) => keysOf(stage, one).filter((key) => keysOf(stage, other).includes(key));
const messages = (errors: Record<string, Error>) =>
  Object.fromEntries(Object.entries(errors).map(([name, { message }]) => [name, message.split("\n")[0]]));

describe("the other resource that adopts an object", () => {
  it.each([
    ["by its name", "urn:pulumi:dev::test::yay:CallFlow::night", 'CallFlow "night"'],
    [
      "by its URN, too, if it has the same name",
      "urn:pulumi:dev::test::line$yay:CallFlow::main",
      'CallFlow "main" (urn:pulumi:dev::test::line$yay:CallFlow::main)',
    ],
  ])("is told %s", (_what, seed, told) => {
    const holders = new Holders();
    const inputs = (own: string) => ({ customer: acme, name: "Main", extension: 501, flow: steps, seed: own });
    expect(holders.announceAdoption(definition, mailbox, inputs(seed))).toBeUndefined();
    expect(holders.announceAdoption(definition, mailbox, inputs("urn:pulumi:dev::test::yay:CallFlow::main"))).toBe(told);
  });
});

describe("a new flow of a name that another one had", () => {
  const renamed = (more: Props): Program => ({
    reception: flow(),
    main: flow({ extension: 502, ...more }),
  });

  /** What the engine does with the state for an alias of a resource that is registered before the new one of its former name. */
  const followAlias = ({ engine }: Stage) => {
    engine.state.set("reception", engine.recorded("main"));
    engine.state.delete("main");
  };

  it("has step uuids of its own, and so have steps that it gets later", () =>
    onStage(callFlow, async (stage) => {
      await stage.engine.up({ main: flow() });
      followAlias(stage);
      await stage.engine.up(renamed({}));
      expect(shared(stage, "main", "reception")).toEqual([]);
      const longer = {
        ...steps,
        voice: { ...steps.voice },
        start: { module: "start", next: "note" },
        note: { module: "recording", next: "voice" },
      };
      await stage.engine.up({ reception: flow({ flow: longer }), main: flow({ extension: 502, flow: longer }) });
      expect(shared(stage, "main", "reception")).toEqual([]);
      expect(writes(await stage.traffic(() => stage.engine.up(renamed({ flow: longer }))))).toHaveLength(1);
      await stage.engine.destroy();
    }));

  it("is found again by those if its creation was cut off, and is not made twice", () =>
    onStage(callFlow, async (stage) => {
      await stage.engine.up({ main: flow() });
      followAlias(stage);
      const { state } = stage.engine;
      await stage.engine.up(renamed({}));
      const made = stage.engine.recorded("main").id;
      state.delete("main");
      expect(writes(await stage.traffic(() => stage.engine.up(renamed({}))))).toEqual([]);
      expect(stage.engine.recorded("main").id).toBe(made);
      await stage.engine.destroy();
      expect(stage.sim.state.objects.size).toBe(0);
    }));
});

describe("a deletion that would take something else of the program with it", () => {
  const apart: Program = {
    main: { kind: "CallFlow", inputs: { customer: acme, name: "Main", extension: 501, content: "separate" } },
    steps: { kind: "CallFlowContent", inputs: async (uuidOf) => ({ customer: acme, callFlow: await uuidOf("main"), flow: steps }) },
  };

  it("is refused for a flow whose content stays, and names the content", () =>
    onStage(callFlow, async (stage) => {
      await stage.engine.up(apart);
      const { id } = stage.engine.recorded("main");
      const stays: Program = { steps: { kind: "CallFlowContent", inputs: { customer: acme, callFlow: id, flow: steps } } };
      const requests = await stage.traffic(async () => {
        const { errors } = await stage.engine.tryUp(stays);
        expect(messages(errors)).toEqual({
          main: expect.stringMatching(
            /^Cannot delete CallFlow "main": CallFlowContent "steps" of this program would go with it, and nothing was sent\./,
          ),
        });
      });
      expect(writes(requests)).toEqual([]);
      await stage.engine.destroy();
    }));

  it("is refused for a customer whose flows stay, with forceDestroy too, and names them", () =>
    onStage(scenarios.SubReseller, async (stage) => {
      const customer: Declared = { kind: "SubReseller", inputs: { name: "acme-two", contactName: "Acme", forceDestroy: true } };
      const line = (uuid: string) => ({ kind: "CallFlow", inputs: { customer: uuid, name: "Line", extension: 503, flow: steps } }) as const;
      await stage.engine.up({ customer });
      const { id } = stage.engine.recorded("customer");
      await stage.engine.up({ customer, line: line(id) });
      const requests = await stage.traffic(async () => {
        const { errors } = await stage.engine.tryUp({ line: line(id) });
        expect(messages(errors)).toEqual({ customer: expect.stringContaining('CallFlow "line" of this program would go with it') });
      });
      expect(writes(requests)).toEqual([]);
      await stage.engine.destroy();
    }));
});

describe("what another resource of the state has", () => {
  it.each(["before it", "after it"])("is not changed by one that takes it over, whatever its kind, met %s", (when) =>
    onStage(scenarios.HuntGroup, async (stage) => {
      await stage.up();
      const { id } = stage.it;
      const adopt = { uuid: id, overwrite: true };
      const taker: Declared = {
        kind: "ApiObject",
        inputs: { customer: acme, path: "/voip/group", body: { name: "Renamed" }, free: true, adopt },
      };
      const program: Program = when === "before it" ? { taker, ...stage.program() } : { ...stage.program(), taker };
      const requests = await stage.traffic(async () => {
        const { errors } = await stage.engine.tryUp(program);
        expect(errors["taker"]?.message).toContain('HuntGroup "it" of this program has');
      });
      expect(writes(requests)).toEqual([]);
    }),
  );
});

/** As with --skip-preview, where the engine asks about what waits for something only when others have long been written. */
describe("a resource that the engine comes to long after another one has taken its object over", () => {
  const mine = (scenario: Scenario, name: string, more: Props = {}) => ({ ...scenario.inputs, ...more, seed: `urn::${name}` });

  it("is refused before it sends anything, so that only the other one writes", () =>
    onStage(scenarios.HuntGroup, async (stage) => {
      await stage.up();
      const { id, outputs: state } = stage.it;
      const [run, known] = [stage.engine.run(), new ProgramKnowledge()];
      const handler = fullObject(registry.HuntGroup, () => run, known);
      const taker = mine(stage.scenario, "taker", { name: "Renamed", adopt: { uuid: id, overwrite: true } });
      const late = mine(stage.scenario, "late", { name: "Another" });
      const requests = await stage.traffic(async () => {
        await handler.check(undefined, taker);
        await handler.create(taker);
        await handler.check({ ...state, seed: late.seed }, late);
        await expect(Promise.resolve().then(() => handler.diff(id, { ...state, seed: late.seed }, late))).rejects.toThrow(
          'Cannot go on with HuntGroup "late": HuntGroup "taker" of this program has',
        );
      });
      expect(writes(requests)).toEqual(["PUT /voip/group/{uuid}"]);
      expect(stage.live(id)["name"]).toBe("Renamed");
    }));

  it("is refused, too, if it finds the object by its natural key and another one by its uuid", () =>
    onStage(scenarios.HuntGroup, async (stage) => {
      await stage.up();
      const { id } = stage.it;
      const [run, known] = [stage.engine.run(), new ProgramKnowledge()];
      const handler = fullObject(registry.HuntGroup, () => run, known);
      const taker = mine(stage.scenario, "taker", { name: "Renamed", adopt: { uuid: id, overwrite: true } });
      const late = mine(stage.scenario, "late", { adopt: true });
      await handler.check(undefined, taker);
      await handler.create(taker);
      const requests = await stage.traffic(async () => {
        await handler.check(undefined, late);
        await expect(handler.create(late)).rejects.toThrow('HuntGroup "taker" of this program has');
      });
      expect(writes(requests)).toEqual([]);
      expect(stage.live(id)["name"]).toBe("Renamed");
    }));
});

describe.each(Object.values(scenarios))("an object of a $kind that was taken over", (scenario) => {
  const { kind, inputs } = scenario;
  const isNamed = !canAdopt(kind) || lifecycleOf(kind) === "part";
  const word = (uuid: string) => (isNamed ? {} : { adopt: hasTwins(kind) ? uuid : true });
  const former: Program = { former: { kind, inputs } };
  const taken = (uuid: string, change: Props = {}): Program => ({ latter: { kind, inputs: { ...inputs, ...word(uuid), ...change } } });

  /** Both entries of the state have the object: the up that took it over did not come to its deletions. */
  const handedOver = async (stage: Stage) => {
    await stage.engine.up(former);
    const old = stage.engine.recorded("former");
    await stage.engine.up(taken(old.id));
    stage.engine.state.set("former", old);
    return old;
  };

  it("is not deleted for its former resource by a run that meets that alone, and is for its own", () =>
    onStage(scenario, async (stage) => {
      await handedOver(stage);
      const latter = stage.engine.recorded("latter");
      stage.engine.state.delete("latter");
      expect(await stage.traffic(() => stage.engine.up({}))).toEqual([]);
      stage.engine.state.set("latter", latter);
      expect(writes(await stage.traffic(() => stage.engine.up({})))).toHaveLength(1);
      expect(stage.engine.handovers.entries.size).toBe(0);
    }));

  it("keeps the mark of that in its state through a refresh and an update", () =>
    onStage(scenario, async (stage) => {
      const { id } = await handedOver(stage);
      stage.engine.state.delete("former");
      const { handover } = stage.engine.recorded("latter").outputs;
      expect(await stage.engine.refresh()).toEqual({ latter: "same" });
      const [argument = ""] = Object.keys(scenario.changes);
      await stage.engine.up(taken(id, { [argument]: scenario.changes[argument] }));
      expect(handover).toMatch(/^[0-9a-f]{16}$/);
      expect(stage.engine.recorded("latter").outputs["handover"]).toBe(handover);
      await stage.engine.destroy();
    }));

  it("is the former resource's again if the latter goes, and is deleted when that goes, too", () =>
    onStage(scenario, async (stage) => {
      await handedOver(stage);
      expect(await stage.traffic(() => stage.engine.up(former))).toEqual([]);
      expect([...stage.engine.state.keys()]).toEqual(["former"]);
      expect(writes(await stage.traffic(() => stage.engine.up({})))).toHaveLength(1);
    }));
});
