import { type Command, InvalidArgumentError } from "commander";
import { collect } from "../shared/options.js";
import type { SimulatorCommandOptions } from "../simulator/run.js";

/** Adds `yay simulator`. */
export function addSimulator(program: Command, end: (code: number) => void): void {
  program
    .command("simulator")
    .description("Run a simulator of the API, for programs on this machine alone unless --host says otherwise, until it is interrupted.")
    .option("--port <number>", "where to listen; 0 takes any free port", portOf, 0)
    .option("--host <address>", "the address to listen on; 0.0.0.0 for all: whoever can reach this machine can use it", "127.0.0.1")
    .option("--tls [file]", "HTTPS with a certificate made at the start, written to the file, or to a temporary one")
    .option("--credentials <reseller:user>", "the only credentials that it takes; their password comes from YAY_PASSWORD")
    .option("--password-stdin", "read the password of --credentials from standard input")
    .option("--lenient", "let pass, and say, what the documents forbid and a strict one refuses")
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
