import type { Props } from "../../provider/common/values";
import type { Run } from "../../provider/lifecycle/run/run";
import type { Stage } from "./lifecycle";
import { handlerFor } from "./lifecycleEngine";
import { hasTwins, picked } from "./scenario";

/** A command on a stack under a fault, with its preparation and what must be true afterwards. */
export interface Command {
  /** Prepares what the command needs; returns the id of the live object, if any. */
  readonly prepare: (stage: Stage) => Promise<string | undefined>;
  /** Runs it; returns true if it found that the object does not exist. */
  readonly act: (stage: Stage, run: Run, id: string) => Promise<boolean>;
  /** What the next attempt without the fault does after an error. */
  readonly again: (stage: Stage, id: string) => Promise<unknown>;
  /** Checks what must be true after a success of the command, or of the next attempt. */
  readonly verify: (stage: Stage, id: string) => Promise<void>;
  /** The same if it wrongly believed that the object does not exist. */
  readonly recover: (stage: Stage, id: string) => Promise<void>;
  /** The name of the resource in errors. */
  readonly called?: (id: string) => string;
}

export type CommandName = keyof typeof commands;

const made = async (stage: Stage) => {
  await stage.up();
  stage.edit(stage.scenario.neighbour);
  return stage.it.id;
};

/** Creates an object that is in no state: another program made it, so nothing in it shows whose it is. */
const madeElsewhere = async (stage: Stage) => {
  const { kind, inputs, neighbour } = stage.scenario;
  await stage.engine.up({ maker: { kind, inputs } });
  const { id } = stage.engine.recorded("maker");
  forget(stage);
  stage.sim.portal.edit(id, neighbour);
  return id;
};

/** Forgets the state and the notes of the machine. */
function forget({ engine }: Stage): void {
  engine.state.clear();
  engine.journal.entries.clear();
}

const programmed = (change: (stage: Stage, id: string) => Props): Omit<Command, "prepare"> => ({
  act: async (stage, run, id) => stage.up(change(stage, id), run).then(() => false),
  again: (stage, id) => stage.up(change(stage, id)),
  verify: (stage, id) => isSettled(stage, change(stage, id)),
  recover: () => Promise.reject(new Error("An up believes no absence of what it is to make or to change.")),
});

export const commands = {
  create: { prepare: () => Promise.resolve(undefined), ...programmed(() => ({})) },
  update: { prepare: made, ...programmed(changed) },
  adopt: { prepare: madeElsewhere, ...programmed(({ scenario: { kind } }, uuid) => ({ adopt: hasTwins(kind) ? uuid : true })) },
  overwrite: { prepare: madeElsewhere, ...programmed((stage, uuid) => ({ ...changed(stage), adopt: { uuid, overwrite: true } })) },
  delete: {
    prepare: made,
    act: async (stage, run) => {
      await stage.engine.destroy(run);
      return stage.count() === 1;
    },
    again: (stage) => stage.engine.destroy(),
    verify: async (stage) => expect([stage.count(), stage.engine.state.size]).toEqual([0, 0]),
    recover: async (stage) => {
      expect(await stage.traffic(() => stage.engine.destroy())).toEqual([]);
      await comesBack(stage);
    },
  },
  refresh: {
    prepare: made,
    act: async (stage, run) => {
      const found = await stage.engine.refresh(run);
      if (found["it"] !== "gone") expect(found).toEqual({ it: "same" });
      return found["it"] === "gone";
    },
    again: async (stage) => expect(await stage.engine.refresh()).toEqual({ it: "same" }),
    verify: (stage) => isSettled(stage, {}),
    recover: comesBack,
  },
  "look up": {
    prepare: made,
    act: lookUp,
    again: async (stage, id) => expect(await lookUp(stage, stage.engine.run(), id)).toBe(false),
    verify: (stage) => isSettled(stage, {}),
    recover: async (stage, id) => {
      expect(await lookUp(stage, stage.engine.run(), id)).toBe(false);
      await isSettled(stage, {});
    },
    called: (id) => id,
  },
} satisfies Readonly<Record<string, Command>>;

/** One change in place, without the secrets of the scenario's own. */
function changed({ scenario }: Stage): Props {
  const [name, value] = Object.entries(scenario.changes)[0] ?? [];
  return name === undefined ? {} : { [name]: value };
}

/** Reads an object by its id and customer alone, as `.get()` and an import do; nothing is recorded. */
async function lookUp(stage: Stage, run: Run, id: string): Promise<boolean> {
  const { kind, inputs, replacements, changes } = stage.scenario;
  try {
    const found = await handlerFor(kind, () => run).read(id, picked(inputs, Object.keys(replacements)));
    stage.engine.printed.push(JSON.stringify(found));
    if (found.id === "") return true;
    expect(found.id).toBe(id);
    const plain = Object.keys(changes).filter((name) => typeof inputs[name] !== "object");
    expect(picked(found.props, plain)).toEqual(picked(inputs, plain));
    return false;
  } catch (error) {
    stage.engine.printed.push(String(error));
    throw error;
  }
}

/**
 * The object that was believed to be gone still exists, and no second one is created: an `up` takes it over, or stops and says how to adopt
 * it, even on a machine without notes.
 */
async function comesBack(stage: Stage): Promise<void> {
  if (hasTwins(stage.scenario.kind)) return comesTwice(stage);
  await foundAgain(stage);
  forget(stage);
  await foundAgain(stage);
}

/** Nothing but a note of this machine tells that a living object is the one that was believed to be gone: without it there are two. */
async function comesTwice(stage: Stage): Promise<void> {
  const isNoted = stage.engine.journal.entries.size > 0;
  await stage.up(isNoted ? {} : stage.scenario.distinct(1));
  expect(stage.count()).toBe(isNoted ? 1 : 2);
  expect(await stage.engine.refresh()).toEqual({ it: "same" });
}

async function foundAgain(stage: Stage): Promise<void> {
  const { errors } = await stage.engine.tryUp(stage.program());
  expect(stage.count()).toBe(1);
  const { it: error } = errors;
  if (error === undefined) return isSettled(stage, {});
  expect(error.message).toMatch(
    /^Cannot create \w+ "it": a \w+ with .* lives already \([0-9a-f-]{36}(?:, "[^"]*")?\), and nothing was sent\.\n.*aliases.*\n.*write adopt: true/,
  );
  await stage.up({ adopt: true });
  await isSettled(stage, { adopt: true });
}

/** Exactly one object exists, equal to the program and the state: another `up` sends nothing, and a refresh shows nothing. */
async function isSettled(stage: Stage, change: Props): Promise<void> {
  expect(stage.count()).toBe(1);
  expect(await stage.traffic(() => stage.up(change))).toEqual([]);
  expect(await stage.engine.refresh()).toEqual({ it: "same" });
  expect(await stage.traffic(() => stage.up(change))).toEqual([]);
  const { inputs } = stage.program(change)["it"] ?? {};
  expect(stage.it.outputs).toMatchObject(inputs as object);
}
