import { createTransport } from "../../provider/client/transport";
import type { FaultHandle } from "../../provider/simulator/index";
import { type Command, type CommandName, commands } from "./faultCommands";
import { faults, type NamedFault } from "./faults";
import { Stage } from "./lifecycle";
import { canAdopt, lifecycleOf, type Scenario } from "./scenario";
import { exchange } from "./printed";

/** One cell of the matrix: a fault for the first, or every, request of one sort during one command. */
export interface Cell {
  readonly operation: Operation;
  readonly fault: NamedFault;
  readonly lasting: boolean;
}

/** How the command ended under the fault; in each case nothing was lost, doubled or shown, and the next `up` was clean. */
export type Outcome = "done" | "told" | "believed";

export type Operation = keyof typeof operations;

interface Sort {
  readonly command: CommandName;
  readonly meets: "looks" | "writes";
}

/** The operations, with the requests that faults affect. */
export const operations = {
  "create, looking": { command: "create", meets: "looks" },
  "create, writing": { command: "create", meets: "writes" },
  "update, looking": { command: "update", meets: "looks" },
  "update, writing": { command: "update", meets: "writes" },
  "delete, looking": { command: "delete", meets: "looks" },
  "delete, writing": { command: "delete", meets: "writes" },
  refresh: { command: "refresh", meets: "looks" },
  "look up": { command: "look up", meets: "looks" },
  "adopt, looking": { command: "adopt", meets: "looks" },
  "adopt, writing": { command: "overwrite", meets: "writes" },
} as const satisfies Readonly<Record<string, Sort>>;

/** The operations of a kind. */
export function operationsOf({ kind }: Scenario): Operation[] {
  return (Object.keys(operations) as Operation[]).filter((operation) => canAdopt(kind) || !operation.startsWith("adopt"));
}

/** The cells of one operation. */
export function cellsOf(operation: Operation): Cell[] {
  const looks = operations[operation].meets === "looks";
  return faults
    .filter(({ meetsLooks }) => !looks || meetsLooks)
    .flatMap((fault) => [false, true].map((lasting) => ({ operation, fault, lasting })));
}

/** Of cells of one operation, the first of each verdict on a look, met once and each time, and all of a write, whose fault may have taken effect. */
export function tellingOf(cells: readonly Cell[]): readonly Cell[] {
  const seen = new Set<string>();
  return cells.filter(({ operation, fault, lasting }) => {
    const key = `${operation} ${fault.verdict} ${String(lasting)}`;
    const isFirst = !seen.has(key);
    seen.add(key);
    return isFirst || operations[operation].meets === "writes";
  });
}

/** No program's and no operator's secret stands in a message. */
const secret = "4096";
const credentials = { reseller: "the-reseller", user: "the-user", password: "kept-out-of-messages" };

/** Runs one cell on its own simulator, and checks every promise. */
export async function outcomeOf(scenario: Scenario, cell: Cell): Promise<Outcome> {
  const inputs = scenario.withSecret?.(scenario.inputs, secret) ?? scenario.inputs;
  const stage = await Stage.open(
    { ...scenario, inputs: cell.operation === "delete, looking" ? { ...inputs, ...scenario.guarded } : inputs },
    { credentials },
  );
  try {
    const outcome = await outcomeOn(stage, cell);
    const printed = stage.engine.printed.join("\n").replaceAll(/[0-9a-f-]{36}/g, "");
    for (const hidden of [secret, credentials.password]) expect(printed).not.toContain(hidden);
    return outcome;
  } finally {
    await stage.sim.close();
  }
}

async function outcomeOn(stage: Stage, cell: Cell): Promise<Outcome> {
  const command: Command = commands[operations[cell.operation].command];
  const id = (await command.prepare(stage)) ?? "";
  const others = () => (id === "" ? undefined : stage.scenario.neighbours(stage.live(id)));
  const before = others();
  const ending = await endingOf(stage, command, { cell, id });
  if (ending instanceof Error) {
    told(ending, `${stage.scenario.kind} ${command.called?.(id) ?? '"it"'}`, cell.fault);
    await command.again(stage, id);
  }
  if (ending === true) {
    expect(isTheApisWord(cell.operation, cell.fault.name)).toBe(true);
    await command.recover(stage, id);
  } else await command.verify(stage, id);
  if (stage.count() > 0) expect(others()).toEqual(before);
  return ending === true ? "believed" : ending === false ? "done" : "told";
}

/** Whether the API itself says that an object does not exist, or was deleted, which has to be believed. */
export function isTheApisWord(operation: string, fault: string): boolean {
  return fault === "404" || (fault === "an empty result" && operation === "delete, writing");
}

/** Runs the command under the fault; returns whether it believed that the object does not exist, or its error. */
async function endingOf(stage: Stage, command: Command, { cell, id }: { cell: Cell; id: string }): Promise<boolean | Error> {
  const { operation, fault, lasting } = cell;
  const isMet = ({ method }: { method: string }) => (method === "GET") === (operations[operation].meets === "looks");
  const handle = stage.sim.faults.add({ match: { where: isMet }, times: lasting ? 0 : 1, ...fault.at(Date.now()) });
  const pausesBefore = stage.engine.pauses.length;
  const run = stage.engine.run(fault.isSilent ? impatient(handle, isMet) : {});
  const ending = await command.act(stage, run, id).catch((error: unknown) => error as Error);
  handle.remove();
  expect(handle.hits.length).toBeGreaterThan(0);
  if (fault.waits > 0 && !isSentOnce(stage.scenario, operation))
    expect(Math.max(...stage.engine.pauses.slice(pausesBefore))).toBeGreaterThanOrEqual(fault.waits);
  return ending;
}

/** Whether the API is not asked again in the same run, also if it says when it would like to be. */
function isSentOnce({ kind }: Scenario, operation: Operation): boolean {
  return lifecycleOf(kind) === "purchase" && operation === "create, writing";
}

/** Shortens the time limit of requests that will not be answered; all others keep theirs, however busy the machine is. */
function impatient(
  { hits, fault }: FaultHandle,
  isMet: (request: { method: string }) => boolean,
): { makeTransport: typeof createTransport } {
  const isNext = () => fault.times === 0 || hits.length === 0;
  return {
    makeTransport: (options) => {
      const transport = createTransport(options);
      return (request) => transport(isMet(request) && isNext() ? { ...request, timeoutMs: 50 } : request);
    },
  };
}

/** Checks that an error is ours, names the resource, and says what came back. */
function told(error: Error, name: string, { says }: NamedFault): void {
  expect(error.message).toContain(name);
  expect((error as { code?: string }).code).toMatch(/^YAY_/);
  expect(error.message).toMatch(exchange);
  expect(error.message).toMatch(says);
}
