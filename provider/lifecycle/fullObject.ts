import { checkInputs, type CheckFailure, reasonsOf } from "./check";
import { PartialFailure } from "./errors";
import { adoptionFindings, type Created } from "./adopt";
import { create } from "./create";
import { Known } from "./known";
import { markOf } from "./handovers";
import { vacate } from "./part";
import type { ResourceDefinition } from "./definition";
import { diffInputs, type DiffResult } from "./diff";
import { read, type ReadResult, remove } from "./readDelete";
import type { Run } from "./run";
import { isSpared } from "./sparing";
import { Target } from "./target";
import { clean, type Props } from "./values";
import { update } from "./update";

/** The methods that the engine calls on a kind. */
export interface Handler {
  check(olds: Props | undefined, news: Props): Promise<{ inputs: Props; failures: CheckFailure[] }>;
  diff(id: string, state: Props, inputs: Props): Promise<DiffResult>;
  create(inputs: Props): Promise<Created>;
  read(id: string, state: Props): Promise<ReadResult>;
  update(id: string, state: Props, inputs: Props): Promise<{ outs: Props }>;
  delete(id: string, state: Props): Promise<void>;
}

/**
 * The lifecycle of a kind whose objects are read, made, put as a whole and deleted. `run` gives the run that is under way; `known` is shared
 * by the kinds of one process.
 */
export function fullObject(definition: ResourceDefinition, run: () => Run, known: Known = new Known()): Handler {
  const { part } = definition;
  const { holders } = known;
  const target = (props: Props, id?: string) => new Target(definition, run(), { props, holders, ...(id === undefined ? {} : { id }) });
  return {
    check: (olds, news) =>
      Promise.resolve({
        inputs: clean(news) as Props,
        failures: [
          ...checkInputs(definition, { olds, news, others: known }),
          ...reasonsOf(adoptionFindings(definition, { olds, news, holders })),
        ],
      }),
    diff: (id, state, inputs) => {
      known.learn(definition, id, inputs);
      const result = diffInputs(definition, state, inputs);
      if (result.replaces.length > 0) holders.leaves(definition, id);
      else holders.keeps(definition, { id, state, inputs });
      return Promise.resolve(result);
    },
    create: async (inputs) => {
      const created = await gained(target(inputs), inputs);
      known.learn(definition, created.id, inputs);
      return created;
    },
    read: async (id, state) => read(target(state, id), state),
    update: async (id, state, inputs) => {
      known.learn(definition, id, inputs);
      const outs = () => update(target({ ...state, ...inputs }, id).since(state), state, inputs);
      return { outs: await run().oneByOne(id, outs) };
    },
    delete: async (id, state) => {
      const at = target(state, id);
      if (isSpared(at, state)) return;
      await (part === undefined ? remove(at, state) : vacate(at, state, { part, known }));
      holders.deletes(state);
      at.run.handovers.forget([at.key]);
    },
  };
}

/** Creates, and notes who has asked for what until it is there, and who has taken a living object over. */
async function gained(target: Target, inputs: Props): Promise<Created> {
  const { definition, holders } = target;
  holders.asks(definition, inputs);
  try {
    const created = await create(target, inputs);
    got(target, { id: created.id, state: created.outs, inputs });
    return created;
  } catch (error) {
    if (PartialFailure.is(error)) got(target, { id: error.id, state: error.properties, inputs });
    else holders.loses(inputs);
    throw error;
  }
}

function got(target: Target, { id, state, inputs }: { id: string; state: Props; inputs: Props }): void {
  const { run, holders } = target;
  const mark = markOf(state);
  holders.gets(inputs);
  if (mark !== undefined) run.handovers.note([target.at(id).key], { mark, by: target.name, at: run.now() });
}
