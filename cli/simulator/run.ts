import { parseSeed, type Seed, SeedError, type Simulator, startSimulator } from "pulumi-yay/simulator";
import { codeOf, EXIT, FailedError, UsageError } from "../shared/failure.js";
import { readText } from "../shared/json.js";
import { readFaults } from "./faults.js";
import { introduction, requestLine, summary } from "./report.js";
import { readSwitches } from "./switches.js";

/** Options of `yay simulator`. */
export interface SimulatorCommandOptions {
  readonly port: number;
  readonly seed?: string;
  readonly switch: readonly string[];
  readonly fault?: string;
  readonly once?: true;
  readonly quiet?: true;
}

/** Runs a simulator until it is interrupted; returns the exit code. */
export async function simulate(options: SimulatorCommandOptions): Promise<number> {
  const switches = readSwitches(options.switch);
  const faults = options.fault === undefined ? [] : await readFaults(options.fault);
  const seed = options.seed === undefined ? {} : await readSeed(options.seed);
  const simulator = await start(() => startSimulator({ port: options.port, seed, switches }), options.port);
  for (const fault of faults) simulator.faults.add(fault);
  if (options.quiet !== true) simulator.on("answered", (record) => process.stdout.write(requestLine(record)));
  const isOver = ending(simulator, options.once === true);
  process.stdout.write(introduction(simulator));
  await isOver;
  await simulator.close();
  process.stdout.write(summary(simulator));
  return EXIT.ok;
}

function ending(simulator: Simulator, once: boolean): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
    if (once) simulator.on("answered", () => resolve());
  });
}

async function start(begin: () => Promise<Simulator>, port: number): Promise<Simulator> {
  try {
    return await begin();
  } catch (error) {
    if (codeOf(error) === "EADDRINUSE")
      throw new FailedError(`Port ${port} is taken by another program. Choose another one, or --port 0 for any free one.`);
    if (codeOf(error) === "EACCES") throw new FailedError(`Port ${port} needs more rights than yours. Choose one above 1023.`);
    throw error;
  }
}

async function readSeed(file: string): Promise<Seed> {
  const text = await readText(file);
  try {
    return parseSeed(text);
  } catch (error) {
    throw error instanceof SeedError ? new UsageError(`${file}: ${error.message}`) : error;
  }
}
