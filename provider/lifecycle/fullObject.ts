import { checked, type CheckFailure } from "./check";
import type { Created } from "./adopt";
import { create } from "./create";
import { refuseLookUp } from "./given";
import { Known } from "./known";
import { vacate } from "./part";
import type { ResourceDefinition } from "./definition";
import { diffInputs, type DiffResult } from "./diff";
import { read, type ReadResult, remove } from "./readDelete";
import type { Run } from "./run";
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
  const target = (props: Props, id?: string) => new Target(definition, run(), { props, ...(id === undefined ? {} : { id }) });
  return {
    check: (olds, news) => {
      const { inputs, failures } = checked(definition, { olds, news, others: known });
      return Promise.resolve({ inputs: clean(inputs) as Props, failures });
    },
    diff: (id, state, inputs) => {
      known.learn(definition, id, inputs);
      return Promise.resolve(diffInputs(definition, state, inputs));
    },
    create: async (inputs) => {
      const created = await create(target(inputs), inputs);
      known.learn(definition, created.id, inputs);
      return created;
    },
    read: async (id, state) => {
      refuseLookUp(definition, id, state);
      return read(target(state, id), state);
    },
    update: async (id, state, inputs) => {
      known.learn(definition, id, inputs);
      const outs = () => update(target({ ...state, ...inputs }, id), state, inputs);
      return { outs: await run().oneByOne(id, outs) };
    },
    delete: async (id, state) =>
      part === undefined ? remove(target(state, id), state) : vacate(target(state, id), state, { part, known }),
  };
}
