import { type Command, InvalidArgumentError } from "commander";
import { collect } from "../shared/options.js";
import type { SimulatorCommandOptions } from "../simulator/run.js";

/** Adds `yay simulator`. */
export function addSimulator(program: Command, end: (code: number) => void): void {
  program
    .command("simulator")
    .description("Run a simulator of the API on this machine alone (127.0.0.1), until it is interrupted.")
    .option("--port <number>", "where to listen; 0 takes any free port", portOf, 0)
    .option("--seed <file>", "JSON file with the account, customers and objects to begin with")
    .option("--switch <name=position>", "answer an open question of the documents otherwise; may be given several times", collect, [])
    .option("--fault <file>", "JSON file with one misbehaviour or a list of them")
    .option("--once", "end after the first request")
    .option("--quiet", "print no line for each request")
    .action(async (options: SimulatorCommandOptions) => {
      const { simulate } = await import("../simulator/run.js");
      end(await simulate(options));
    });
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(port <= 65535)) throw new InvalidArgumentError("It must be a whole number from 0 to 65535.");
  return port;
}
