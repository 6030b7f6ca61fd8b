import { relative } from "node:path";
import type { Simulator, SimulatorOptions } from "../../provider/simulator/index";
import { mayLeave } from "./leaves";

/** What the tests of a folder promise about each simulator that they start: that at the end it has only what its seed had, or why not. */
const promises: Readonly<Record<string, "empty" | { readonly because: string }>> = {
  engine: "empty",
  cli: { because: "commands read what a test has put there" },
  client: { because: "requests are tested, not objects" },
  consumers: { because: "programs are previewed" },
  diary: { because: "diaries are read at times, and come and go by themselves" },
  docs: { because: "the pages' programs are run as far as a page shows them" },
  lifecycle: { because: "each property has a simulator of its own; that a destroy empties it is one of them" },
  hosts: { because: "the classes are tested, not objects" },
  inventory: { because: "what lives is looked at, and never changed" },
  kinds: { because: "each rule of a kind has a simulator of its own; that a destroy empties it is a property of every kind" },
  simulator: { because: "the simulator itself is tested" },
  tools: { because: "requests are counted" },
};

function promiseHere(): (typeof promises)[string] {
  const file = relative(`${__dirname}/..`, expect.getState().testPath ?? "");
  const promise = promises[file.split("/")[0] ?? ""];
  if (promise === undefined) throw new Error(`${file}: promises of its folder are missing in test/support/simulators.ts.`);
  return promise;
}

function livingIn({ state }: Simulator): string[] {
  return [...state.customers.keys(), ...state.objects.keys()];
}

/** Makes `close` fail if there is an object that was not there at the start. */
function watched(simulator: Simulator): Simulator {
  const seeded = new Set(livingIn(simulator));
  const close = simulator.close.bind(simulator);
  simulator.close = async () => {
    const left = livingIn(simulator).filter((uuid) => !seeded.has(uuid));
    await close();
    if (promiseHere() === "empty" && left.length > 0 && !mayLeave(simulator))
      throw new Error(`The simulator is not empty at its end: ${left.join(", ")} still live.`);
  };
  return simulator;
}

jest.mock("../../provider/simulator/simulator", () => {
  const actual = jest.requireActual<{ startSimulator: (options?: SimulatorOptions) => Promise<Simulator> }>(
    "../../provider/simulator/simulator",
  );
  return { ...actual, startSimulator: async (options?: SimulatorOptions) => watched(await actual.startSimulator(options)) };
});
