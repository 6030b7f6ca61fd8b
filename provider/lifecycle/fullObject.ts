import { checked, type CheckFailure } from "./check";
import { adoptionFindings, adoptionOf, type Created } from "./adopt";
import { create } from "./create";
import { refuseLookUp } from "./given";
import { Known } from "./known";
import { markOf } from "./handovers";
import type { Holders } from "./holders";
import { fillingFindings, vacate } from "./part";
import type { ResourceDefinition } from "./definition";
import { diffInputs, type DiffResult } from "./diff";
import { ArgumentsError, PartialFailure } from "./errors";
import { label } from "./names";
import { read, type ReadResult, remove } from "./readDelete";
import type { Run } from "./run";
import { isSpared } from "./sparing";
import { explainingTaken } from "./taken";
import { Target } from "./target";
import { clean, isBlank, type Props } from "./values";
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
  const { holders, keys } = known;
  const target = (props: Props, id?: string) => new Target(definition, run(), { props, holders, ...(id === undefined ? {} : { id }) });
  return {
    check: (olds, news) => {
      holders.declares(news);
      const more = (given: Props) => [
        ...adoptionFindings(definition, { olds, news: given, holders }),
        ...keys.declare(definition, { olds, news: given }),
        ...fillingFindings(definition, given, known),
      ];
      const { inputs, failures } = checked(definition, { olds, news, others: known, more });
      if (failures.length > 0) holders.fails(label(definition.kind, news["seed"]));
      else if (isBlank(olds)) holders.expects(definition, news, adoptionOf(news));
      return Promise.resolve({ inputs: clean(inputs) as Props, failures });
    },
    diff: (id, state, inputs) =>
      noting(holders, label(definition.kind, inputs["seed"], id), () => {
        const result = diffInputs(definition, state, inputs);
        if (!holders.isDeclared(inputs)) return Promise.resolve(result);
        known.learn(definition, id, inputs);
        if (result.replaces.length > 0) holders.leaves(definition, id);
        else holders.keeps(definition, { id, state, inputs });
        const findings = keys.record(definition, state, inputs);
        if (findings.length > 0) throw new ArgumentsError(`Cannot change ${label(definition.kind, inputs["seed"], id)}`, findings);
        return Promise.resolve(result);
      }),
    create: async (inputs) => {
      const at = target(inputs);
      const created = await noting(holders, at.name, () => explainingTaken(at, { keys, inputs }, () => gained(at, inputs)));
      known.learn(definition, created.id, inputs);
      return created;
    },
    read: async (id, state) => {
      refuseLookUp(definition, id, state);
      return read(target(state, id), state);
    },
    update: async (id, state, inputs) => {
      known.learn(definition, id, inputs);
      const at = target({ ...state, ...inputs }, id).since(state);
      const outs = () => explainingTaken(at, { keys, inputs, state }, () => update(at, state, inputs));
      return { outs: await noting(holders, at.name, () => run().oneByOne(id, outs)) };
    },
    delete: async (id, state) => {
      const at = target(state, id);
      if (isSpared(at, state)) return;
      await (part === undefined ? remove(at, state) : vacate(at, state, { part, known }));
      holders.deletes(definition, { id, state });
      keys.deleted(definition, state);
      at.run.handovers.forget([at.key]);
    },
  };
}

/** Runs what a program asks for; notes if it fails, because what waits for it is not met in this run. */
async function noting<T>(holders: Holders, name: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    holders.fails(name);
    throw error;
  }
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
  const { run, holders, definition } = target;
  const mark = markOf(state);
  holders.gets(inputs);
  holders.makes(definition, { id, state, inputs });
  if (mark !== undefined) run.handovers.note([target.at(id).key], { mark, by: target.name, at: run.now() });
}
