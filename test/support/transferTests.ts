import type { Settings } from "../../provider/settings/settings";
import type { Simulator } from "../../provider/simulator/index";
import type { Command, Outcome, TransferProgram } from "./transferEngine";
import { TransferWorld } from "./transferWorld";

/** The platform that the tests of a file share; set by {@link useWorlds}. */
export let sim: Simulator;
/** The world of the running test; set by {@link begin}. */
export let world: TransferWorld;

const worlds: TransferWorld[] = [];

/** Gives the tests of a file a platform, and ends each one's worlds. */
export function useWorlds(): void {
  beforeAll(async () => {
    sim = await TransferWorld.platform();
  });
  afterAll(() => sim.close());
  afterEach(async () => {
    for (const used of worlds.splice(0)) await used.close(true);
  });
}

/** A new world for the running test. */
export async function begin(settings: Partial<Settings> = {}): Promise<void> {
  world = await TransferWorld.open({ settings }, sim);
  worlds.push(world);
}

/** An up without a preview and without faults in the protocol. */
export async function up(program: TransferProgram, command: Command = {}): Promise<Outcome> {
  const outcome = await world.stack.up(program, { skipPreview: true, onProcess: world.watch, ...command });
  expect(outcome.faults).toEqual([]);
  return outcome;
}
