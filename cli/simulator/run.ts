import { parseSeed, type Seed, SeedError, type Simulator, type SimulatorOptions, startSimulator } from "pulumi-yay/simulator";
import { codeOf, EXIT, FailedError, UsageError } from "../shared/failure.js";
import { readText } from "../shared/json.js";
import { selfSigned, writeCertificate } from "./certificate.js";
import { type CredentialOptions, readCredentials } from "./credentials.js";
import { readFaults } from "./faults.js";
import { introduction, type Reach, requestLine, summary } from "./report.js";
import { readSwitches } from "./switches.js";

/** Options of `yay simulator`. */
export interface SimulatorCommandOptions extends CredentialOptions {
  readonly port: number;
  readonly host: string;
  /** True for HTTPS; a file to write the certificate to, too. */
  readonly tls?: true | string;
  readonly lenient?: true;
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
  const credentials = await readCredentials(options);
  const tls = options.tls === undefined ? undefined : await selfSigned(options.host);
  const certificate = tls === undefined ? undefined : await writeCertificate(tls.cert, options.tls === true ? undefined : options.tls);
  try {
    const { host, port } = options;
    const given = { host, port, seed, switches, strict: options.lenient !== true };
    const simulator = await start({ ...given, ...(credentials && { credentials }), ...(tls && { tls }) });
    for (const fault of faults) simulator.faults.add(fault);
    await runToEnd(simulator, options, { host, hasOwnCredentials: credentials !== undefined, certificate: certificate?.path });
  } finally {
    await certificate?.forget();
  }
  return EXIT.ok;
}

async function runToEnd(simulator: Simulator, options: SimulatorCommandOptions, reach: Reach): Promise<void> {
  if (options.quiet !== true) simulator.on("answered", (record) => process.stdout.write(requestLine(record, simulator)));
  const isOver = ending(simulator, options.once === true);
  process.stdout.write(introduction(simulator, reach));
  await isOver;
  await simulator.close();
  process.stdout.write(summary(simulator));
}

function ending(simulator: Simulator, once: boolean): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
    if (once) simulator.on("answered", () => resolve());
  });
}

async function start(options: SimulatorOptions & { readonly host: string; readonly port: number }): Promise<Simulator> {
  const { host, port } = options;
  try {
    return await startSimulator(options);
  } catch (error) {
    if (codeOf(error) === "EADDRINUSE")
      throw new FailedError(`Port ${port} is taken by another program. Choose another one, or --port 0 for any free one.`);
    if (codeOf(error) === "EACCES") throw new FailedError(`Port ${port} needs more rights than yours. Choose one above 1023.`);
    if (NO_SUCH_ADDRESS.includes(codeOf(error) ?? ""))
      throw new FailedError(`This machine has no address "${host}" to listen on. --host 0.0.0.0 listens on all that it has.`);
    throw error;
  }
}

const NO_SUCH_ADDRESS = ["EADDRNOTAVAIL", "ENOTFOUND", "EAI_AGAIN", "EAFNOSUPPORT", "EINVAL"];

async function readSeed(file: string): Promise<Seed> {
  const text = await readText(file);
  try {
    return parseSeed(text);
  } catch (error) {
    throw error instanceof SeedError ? new UsageError(`${file}: ${error.message}`) : error;
  }
}
