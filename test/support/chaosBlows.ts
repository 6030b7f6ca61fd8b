import type { ChildProcess } from "node:child_process";
import type { FaultHandle, FaultMatch, RequestRecord, Simulator } from "../../provider/simulator/index";
import type { moments } from "./chaosCommands";
import { type Blow } from "./chaosCommands";
import type { Ended, Running } from "./engine";
import type { Hosts } from "./hosts";

/** How to interrupt a command. */
export interface Interruption {
  readonly blow: Blow;
  readonly when: (typeof moments)[number];
  readonly match: FaultMatch & { readonly method: string; readonly nth: number };
  /** Whether a request that was held takes effect only while the next command runs. */
  readonly late: boolean;
}

/** How a command ended, and whether its interruption happened. */
export interface Met {
  readonly ended: Ended;
  readonly isMet: boolean;
  /** Releases what is still held. */
  readonly letGo: () => void;
}

interface Instant {
  readonly comes: Promise<unknown>;
  readonly letGo: () => void;
}

const longestCommand = 240_000;

/** Runs a command and interrupts it at the given moment, if that comes. */
export async function interrupted(
  start: () => Running,
  { blow, when, match }: Interruption,
  { sim, hosts, what }: { readonly sim: Simulator; readonly hosts: Hosts; readonly what: string },
): Promise<Met> {
  const instant = when === "answered" ? answered(sim, match) : held(sim, match, when);
  const running = start();
  const isMet = await within(Promise.race([instant.comes.then(() => true), running.ended.then(() => false)]), what);
  if (isMet) await strike(running, { blow, hosts, letGo: instant.letGo });
  else instant.letGo();
  return { ended: await within(running.ended, `${what}, ${blow}`), isMet, letGo: instant.letGo };
}

function held(sim: Simulator, match: FaultMatch, when: "before" | "after"): Instant {
  const hold: FaultHandle = sim.faults.add({ match, wait: { when } });
  return { comes: hold.held, letGo: () => hold.remove() };
}

function answered(sim: Simulator, { nth = 1, method }: FaultMatch): Instant {
  let stop: () => void = () => undefined;
  const comes = new Promise<RequestRecord>((come) => {
    let left = nth;
    stop = sim.on("answered", (record) => {
      if (record.method === method && --left === 0) come(record);
    });
  });
  return { comes, letGo: () => stop() };
}

interface Striking {
  readonly blow: Blow;
  readonly hosts: Hosts;
  readonly letGo: () => void;
}

/** After a first interrupt, requests in flight end; after anything harder they may stay held. */
async function strike(running: Running, { blow, hosts, letGo }: Striking): Promise<void> {
  if (blow === "SIGKILL of the provider") return hosts.kill();
  const signal = blow.replace(" twice", "") as "SIGINT" | "SIGTERM" | "SIGKILL";
  send(running.child, signal);
  if (blow === "SIGKILL") return;
  const isHeard = await running.said(`${signal === "SIGINT" ? "^C" : signal} received; cancelling`);
  if (blow !== signal && isHeard) send(running.child, signal);
  else letGo();
}

/** Whether everything in flight ends and is recorded, as after a single interrupt. */
export function isGraceful(interruption: Interruption | undefined): boolean {
  return interruption?.blow === "SIGINT" || interruption?.blow === "SIGTERM";
}

/** Sends a signal to a process if it is still running. */
export function send(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
}

/** A time limit for what may hang: exceeding it is a fault. */
export async function within<T>(promise: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`${what} did not end within ${longestCommand / 1000} s`)), longestCommand);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}
