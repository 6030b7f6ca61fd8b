import { stopClients } from "../../provider/client";
import handler from "../../provider/handlers";
import { providerText } from "../../provider/hosts/dynamic/providerText";
import { startSimulator } from "../../provider/simulator/index";
import type { RequestRecord, Simulator } from "../../provider/simulator/index";
import type { Props } from "../../provider/common/values";
import type { Kind } from "../../provider/kinds/registry";
import { onStage, type Stage } from "../support/lifecycle";
import { lifecycleOf, replacing, type Scenario } from "../support/scenario";
import { Engine, handlerFor, overGrpc, type Program, urnOf } from "../support/lifecycleEngine";
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
