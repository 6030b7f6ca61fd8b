import { checkInputs, type CheckFailure } from "./check";
import type { Created } from "./adopt";
import { create } from "./create";
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

/** The lifecycle of a kind whose objects are read, made, put as a whole and deleted. `run` gives the run that is under way. */
export function fullObject(definition: ResourceDefinition, run: () => Run): Handler {
  const target = (props: Props, id?: string) => new Target(definition, run(), { props, ...(id === undefined ? {} : { id }) });
  return {
    check: (olds, news) => Promise.resolve({ inputs: clean(news) as Props, failures: checkInputs(definition, olds, news) }),
    diff: (_id, state, inputs) => Promise.resolve(diffInputs(definition, state, inputs)),
    create: async (inputs) => create(target(inputs), inputs),
    read: async (id, state) => read(target(state, id), state),
    update: async (id, state, inputs) => ({ outs: await update(target({ ...state, ...inputs }, id), state, inputs) }),
    delete: async (id, state) => remove(target(state, id), state),
  };
}
