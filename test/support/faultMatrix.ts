import type { Fault, FaultEffect } from "../../provider/simulator/index";
import type { Props } from "../../provider/lifecycle/values";
import { type Scenario, Stage } from "./lifecycle";

/** What a fault met: the first or every request of one sort, during one command. */
export interface Cell {
  readonly operation: Operation;
  readonly fault: NamedFault;
  readonly lasting: boolean;
}

/** How the command ended under the fault; in each case nothing was lost, doubled or shown, and the next `up` was clean. */
export type Outcome = "done" | "told" | "believed";

export type Operation = keyof typeof operations;

export interface NamedFault {
  readonly name: string;
  readonly effect: FaultEffect;
  /** Whether a write took effect although its answer was spoilt. */
  readonly applied: boolean;
}

const read = { method: "GET" };
const write = { where: ({ method }: { method: string }) => method !== "GET" };

/** What a command does, and which of its requests are met. */
export const operations = {
  "create, looking": { command: "create", match: read },
  "create, writing": { command: "create", match: write },
  "update, looking": { command: "update", match: read },
  "update, writing": { command: "update", match: write },
  "delete, looking": { command: "delete", match: read },
  "delete, writing": { command: "delete", match: write },
  refresh: { command: "refresh", match: read },
} as const;

const statuses = [400, 401, 403, 404, 409, 422, 500, 503];

const refusals: readonly (readonly [string, FaultEffect])[] = [
  ...statuses.map((status) => [String(status), { kind: "status", status, envelope: true }] as const),
  ["429, Retry-After in seconds", { kind: "retryLater", retryAfter: 2 }],
  ["429, Retry-After as a date", { kind: "retryLater", retryAfter: "Wed, 21 Oct 2015 07:28:00 GMT" }],
];

const spoilt: readonly (readonly [string, FaultEffect])[] = [
  ["500", { kind: "status", status: 500, envelope: true }],
  ["503", { kind: "status", status: 503 }],
  ["HTML of a proxy, 502", { kind: "html" }],
  ["HTML of a proxy, 200", { kind: "html", status: 200 }],
  ["redirect", { kind: "redirect", location: "https://elsewhere.example/" }],
  ["200 with 500 inside", { kind: "contradict", inner: 500 }],
  ["200 with 404 inside", { kind: "contradict", inner: 404 }],
  ["no body", { kind: "empty" }],
  ["a wrong content type", { kind: "contentType" }],
  ["half a body", { kind: "truncate" }],
  ["no JSON", { kind: "garbage" }],
  ["connection closed", { kind: "drop" }],
  ["connection reset", { kind: "drop", reset: true }],
  ["silence", { kind: "hang" }],
];

/** Those that spoil a right answer: for a request that only looks, that is another thing than an answer without content. */
const spoilsTheRightOne = ["no body", "a wrong content type", "half a body", "no JSON", "HTML of a proxy, 200"];

export const faults: readonly NamedFault[] = [
  ...refusals.map(([name, effect]) => ({ name, effect, applied: false })),
  ...spoilt.filter(([name]) => !["500", "503"].includes(name)).map(named(false)),
  ...spoilt.map(named(true)),
];

function named(applied: boolean) {
  return ([name, effect]: readonly [string, FaultEffect]): NamedFault => ({ name, effect, applied });
}

/** The cells of one operation. A request that only looks is not "applied"; silence is tried once, because each try takes a second. */
export function cellsOf(operation: Operation): Cell[] {
  const looks = operations[operation].match === read;
  return faults
    .filter(({ applied, name }) => (looks ? !applied || spoilsTheRightOne.includes(name) : true))
    .flatMap((fault) => (fault.name === "silence" ? [false] : [false, true]).map((lasting) => ({ operation, fault, lasting })));
}

/** Where the API itself says that something is not there, that is believed: nothing else can be. */
function isBelieved(stage: Stage, { name }: NamedFault): boolean {
  return name === "404" && stage.count() === 1 && stage.engine.state.size === 0;
}

/** Runs one cell on a simulator of its own, and holds it to every promise. */
export async function outcomeOf(scenario: Scenario, { operation, fault, lasting }: Cell): Promise<Outcome> {
  const secret = "4096";
  const inputs = scenario.withSecret?.(scenario.inputs, secret) ?? scenario.inputs;
  const stage = await Stage.open(
    { ...scenario, inputs: operation === "delete, looking" ? guarded(inputs) : inputs },
    {},
    { timeoutSeconds: fault.name === "silence" ? 1 : 5 },
  );
  try {
    const { command, match } = operations[operation];
    await prepare(stage, command);
    const others = command === "create" ? undefined : stage.scenario.neighbours(stage.live());
    const met: Fault = { match, times: lasting ? 0 : 1, effect: fault.effect, applied: fault.applied };
    const handle = stage.sim.faults.add(met);
    const error = await ending(stage, command);
    handle.remove();
    expect(handle.hits.length).toBeGreaterThan(0);
    if (error !== undefined) told(error, stage, fault);
    if (command !== "create" && isBelieved(stage, fault)) return "believed";
    await repaired(stage, command, others);
    expect(stage.engine.printed.join("\n").replaceAll(/[0-9a-f-]{36}/g, "")).not.toContain(secret);
    return error === undefined ? "done" : "told";
  } finally {
    await stage.sim.close();
  }
}

/** With nothing that spares a deletion its look. */
function guarded(inputs: Props): Props {
  return "forceDestroy" in inputs ? { ...inputs, forceDestroy: false } : inputs;
}

async function prepare(stage: Stage, command: string): Promise<void> {
  if (command === "create") return;
  await stage.up();
  stage.edit(stage.scenario.neighbour);
}

async function ending(stage: Stage, command: string): Promise<Error | undefined> {
  const commands: Readonly<Record<string, () => Promise<unknown>>> = {
    create: () => stage.up(),
    update: () => stage.up(changed(stage)),
    delete: () => stage.engine.destroy(),
    refresh: () => stage.engine.refresh(),
  };
  return commands[command]?.().then(
    () => undefined,
    (error: unknown) => error as Error,
  );
}

/** One change in place, without the secrets of the scenario's own. */
function changed({ scenario }: Stage): Record<string, unknown> {
  const [name, value] = Object.entries(scenario.changes)[0] ?? [];
  return name === undefined ? {} : { [name]: value };
}

/** An error is of ours, names the resource, and says what came back. */
function told(error: Error, stage: Stage, fault: NamedFault): void {
  expect(error.message).toContain(`${stage.scenario.kind} "it"`);
  expect((error as { code?: string }).code).toMatch(/^YAY_/);
  if (fault.effect.kind === "status") expect(error.message).toContain(String(fault.effect.status));
}

/** The next command without the fault ends what the first began: one object, as the program says, and everybody else's parts as they were. */
async function repaired(stage: Stage, command: string, others: unknown): Promise<void> {
  if (command === "delete") {
    await stage.engine.destroy();
    expect([stage.count(), stage.engine.state.size]).toEqual([0, 0]);
    return;
  }
  const change = command === "update" ? changed(stage) : {};
  await stage.up(change);
  expect(stage.count()).toBe(1);
  expect(await stage.engine.refresh()).toEqual({ it: "same" });
  expect(await stage.traffic(() => stage.up(change))).toEqual([]);
  const { inputs } = stage.program(change)["it"] ?? {};
  expect(stage.it.outputs).toMatchObject(inputs as object);
  if (others !== undefined) expect(stage.scenario.neighbours(stage.live())).toEqual(others);
}
