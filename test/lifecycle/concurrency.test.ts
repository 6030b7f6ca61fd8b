import { stopClients } from "../../provider/client";
import handler from "../../provider/handlers";
import { providerText } from "../../provider/hosts/dynamic/providerText";
import { startSimulator } from "../../provider/simulator/index";
import type { RequestRecord, Simulator } from "../../provider/simulator/index";
import type { Props } from "../../provider/common/values";
import type { Kind } from "../../provider/kinds/registry";
import { onStage, type Stage } from "../support/lifecycle";
import { lifecycleOf, pathOf, replacing, type Scenario } from "../support/scenario";
import { Engine, handlerFor, overGrpc, type Program, urnOf, type UuidOf } from "../support/lifecycleEngine";
import { callFlow } from "../kinds/callFlow";
import { emptyFlow, flowWith } from "../kinds/flows";
import { scenarios } from "../kinds/index";
import { acme } from "../support/account";

jest.setTimeout(60_000);

/** What the engine's dynamic host does: a provider is cached before its `configure` has ended, and only the first call waits for that. */
class RacingHost {
  readonly #providers = new Map<Kind, ReturnType<typeof handler>>();
  readonly #config: Readonly<Record<string, string>>;
  #release: () => void = () => undefined;
  readonly #configured = new Promise<void>((resolve) => (this.#release = resolve));

  constructor({ url, credentials: { reseller, user, password } }: Simulator) {
    this.#config = { "yay:baseUrl": url, "yay:reseller": reseller, "yay:user": user, "yay:password": password };
  }

  release(): void {
    this.#release();
  }

  async create(kind: Kind, inputs: Props) {
    let provider = this.#providers.get(kind);
    if (provider === undefined) {
      provider = handler(kind);
      this.#providers.set(kind, provider);
      await provider.configure({ config: { get: (key) => this.#config[key] } });
      await this.#configured;
    }
    return provider.create(inputs);
  }
}

let simulator: Simulator | undefined;

afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
});
afterAll(stopClients);

const many = Array.from({ length: 50 }, (_, index) => index);

describe("fifty first calls at once (T28)", () => {
  it("are all configured, also those that do not wait until `configure` has ended", async () => {
    simulator = await startSimulator({ seed: callFlow.seed });
    const host = new RacingHost(simulator);
    const create = (index: number) =>
      host.create("CallFlow", {
        ...callFlow.inputs,
        extension: 700 + index,
        seed: urnOf("CallFlow", `flow-${index}`),
        __provider: providerText("CallFlow"),
      });
    const [first, ...others] = many.map(create);
    await Promise.all(others);
    host.release();
    await first;
    const methods = simulator.requests.map(({ method, path }) => `${method} ${path}`);
    expect(methods.filter((line) => line !== "POST /voip/flow").sort()).toEqual(["GET /account/reseller", "GET /voip/flow"]);
    expect(simulator.state.objects.size).toBe(many.length);
  });
});

/** The requests for objects, without lists and names. */
function forItems(requests: readonly RequestRecord[], id: string): string[] {
  return requests.filter(({ path }) => path.endsWith(id) || id.startsWith(path)).map(({ method }) => method);
}

describe.each(Object.values(scenarios))("many updates of one $kind at once (T28)", (scenario: Scenario) => {
  it("read and put the object one after the other", () =>
    onStage(scenario, async (stage: Stage) => {
      await stage.up();
      const { id, outputs } = stage.it;
      const run = stage.engine.with({ onConflict: "overwrite" }).run();
      const provider = handlerFor(scenario.kind, () => run);
      const [argument = ""] = Object.keys(scenario.changes);
      const wishes = [0, 1, 2, 3, 4, 5].map((index) => ({
        ...stage.it.inputs,
        [argument]: index % 2 === 0 ? scenario.changes[argument] : scenario.inputs[argument],
      }));
      const requests = await stage.requests(() =>
        Promise.all(wishes.map((inputs) => provider.update(id, overGrpc(outputs), overGrpc(inputs)))),
      );
      expect(forItems(requests, id)).toEqual(wishes.flatMap(() => ["GET", "PUT"]));
    }));
});

describe("two resources that have parts of one object (T28)", () => {
  const flow = emptyFlow(0);
  const id = String(flow["uuid"]);
  const seed = {
    customers: [{ uuid: acme, name: "acme-ltd", contact_name: "Acme Ltd", objects: { flow: [{ ...flow, flow: filled() }] } }],
  };
  const adopt = { uuid: id, overwrite: true };
  const program = (name: string, duration: number): Program => ({
    main: { kind: "CallFlow", inputs: { customer: acme, name, extension: 601, content: "separate", adopt } },
    steps: {
      kind: "CallFlowContent",
      inputs: { customer: acme, callFlow: id, adopt, flow: flowWith({ busy: { module: "busy", duration } }) },
    },
  });

  function filled() {
    const [start, fax] = ["6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c8b09", "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c8c09"];
    return { [start]: { module: "start", next: fax }, [fax]: { module: "fax" } };
  }

  it.each([
    ["the flow", "its content"],
    ["its content", "the flow"],
  ])("write it one after the other, so that neither resets the other's: %s before %s", async (first) => {
    simulator = await startSimulator({ seed });
    const engine = new Engine(simulator);
    const ordered = (whole: Program) => Object.fromEntries(first === "the flow" ? Object.entries(whole) : Object.entries(whole).reverse());
    const holds = (name: string, duration: number) => {
      const live = simulator!.portal.find(id)!.record;
      expect(live["name"]).toBe(name);
      expect(Object.values(live["flow"] as Record<string, Props>)).toContainEqual({ module: "busy", duration });
    };
    await engine.up(ordered(program("Taken over", 11)));
    holds("Taken over", 11);
    await engine.up(ordered(program("Changed", 12)));
    holds("Changed", 12);
    expect(forItems(simulator.requests, id)).toEqual(Array.from({ length: 4 }, () => ["GET", "PUT"]).flat());
    await engine.destroy();
    expect(simulator.state.objects.size).toBe(0);
  });
});

describe("what a program replaces while others are made (T28)", () => {
  const replacing_ = Object.values(scenarios).filter(
    ({ kind, replacements }) => lifecycleOf(kind) === "fullObject" && Object.keys(replacements).length > 0,
  );

  it.each(replacing_)("makes and deletes each $kind once", (scenario: Scenario) =>
    onStage(scenario, async (stage) => {
      const [argument = ""] = Object.keys(scenario.replacements);
      const program = (change: Props): Program =>
        Object.fromEntries(
          many
            .slice(0, 8)
            .map((index) => [
              `it${index}`,
              { kind: scenario.kind, inputs: { ...scenario.inputs, ...scenario.distinct(index), ...change } },
            ]),
        );
      await stage.engine.up(program({}));
      const requests = await stage.requests(() => stage.engine.up(program(replacing(scenario, argument))));
      const counts = (method: string) => requests.filter((request) => request.method === method).length;
      expect([counts("POST"), counts("DELETE"), stage.count()]).toEqual([8, 8, 8]);
    }),
  );
});

describe("what is deleted before it is replaced, after the run has looked at what lives (T28)", () => {
  const inputs = (index: number) => ({ customer: acme, name: `Group ${index}`, extension: 700 + index });
  const group = (index: number) => ({ kind: "HuntGroup", inputs: inputs(index), deleteBeforeReplace: true }) as const;
  /** The same resource, which waits for another one before it is looked at. */
  const after = (name: string, index: number, before: () => void = () => undefined) =>
    ({
      ...group(index),
      inputs: async (uuidOf: UuidOf) => {
        await uuidOf(name);
        before();
        return inputs(index);
      },
    }) as const;

  it("is made again, also beside another one", () =>
    onStage(scenarios.HuntGroup, async (stage) => {
      const { engine } = stage;
      await engine.up({ a: group(1), b: group(2) });
      const was = [engine.recorded("a").id, engine.recorded("b").id];
      engine.taint("a");
      engine.taint("b");
      expect(await engine.up({ a: group(1), b: after("a", 2) })).toEqual({ a: "replace", b: "replace" });
      expect(was).not.toContain(engine.recorded("a").id);
      expect(was).not.toContain(engine.recorded("b").id);
      expect(stage.count()).toBe(2);
    }));

  it.each(["the run deletes it", "somebody else has deleted it meanwhile"])("is made again after a new one was made, where %s", (who) =>
    onStage(scenarios.HuntGroup, async (stage) => {
      const { engine, sim } = stage;
      await engine.up({ b: group(2) });
      const { id } = engine.recorded("b");
      engine.taint("b");
      const first = () => {
        if (who !== "the run deletes it") sim.portal.remove(id);
      };
      expect(await engine.up({ a: group(1), b: after("a", 2, first) })).toEqual({ a: "create", b: "replace" });
      expect(engine.recorded("b").id).not.toBe(id);
      expect(stage.count()).toBe(2);
    }),
  );

  it("is not taken for what its creation has made, if a list still shows it", () =>
    onStage(scenarios.HuntGroup, async (stage) => {
      const { engine, sim } = stage;
      await engine.up({ a: group(1) });
      engine.taint("a");
      const path = pathOf("HuntGroup", "collection");
      const old = JSON.stringify({ result: [stage.live(engine.recorded("a").id)], status_code: 200, status_message: "OK" });
      sim.faults.add({ match: { method: "POST", path }, effect: { kind: "drop" }, applied: false });
      sim.faults.add({ times: 0, match: { method: "GET", path }, effect: { kind: "custom", text: old } });
      const { errors } = await engine.tryUp({ a: group(1) });
      expect(errors["a"]?.message).toContain("The list does not show");
    }));
});
