import { checked } from "../inputs/check";
import { adoptionOf, type Created } from "../verbs/adopt";
import { refuseLookUp } from "../inputs/readInputs";
import { ProgramKnowledge } from "../run/programKnowledge";
import { markOf } from "../holders/handovers";
import type { Holders } from "../holders/holders";
import { ofFound } from "./found";
import type { CheckResult, Handler } from "./handler";
import { compactState, completeState } from "./compactState";
import { ofPart } from "./part";
import { ofPurchase } from "./purchase";
import { ofSingleton } from "./singleton";
import { type Checking, ofOwnObject, type Steps } from "./steps";
import type { Finding, ResourceDefinition } from "../kind";
import { diffInputs, type DiffResult } from "../verbs/diff";
import { ArgumentsError, PartialFailure, StillInUseError } from "../errors";
import { lastPurchase } from "../run/lastPurchase";
import { label } from "../names";
import type { Run } from "../run/run";
import { skipsDeletion } from "../holders/skipsDeletion";
import { explainingTaken } from "../verbs/taken";
import { Target } from "../run/target";
import { clean, hasUnknown, isBlank, type Props } from "../../common/values";
import { update } from "../verbs/update";

/** The steps of the lifecycle that a kind has chosen. */
function stepsOf(definition: ResourceDefinition): Steps {
  const { part, singleton, remains, found } = definition;
  if (part !== undefined) return ofPart(part);
  if (found !== undefined) return ofFound(found);
  if (definition.chargeable !== undefined) return ofPurchase(remains);
  return singleton === undefined ? ofOwnObject : ofSingleton(singleton);
}

/** A kind with what its lifecycle needs in a process. */
interface Life {
  readonly definition: ResourceDefinition;
  readonly steps: Steps;
  readonly known: ProgramKnowledge;
  /** The definition for one resource. */
  readonly of: (props: Props) => ResourceDefinition;
}

/**
 * The lifecycle of a kind whose objects are read, made, put as a whole and deleted. `run` gives the run that is under way; `known` is shared
 * by the kinds of one process.
 */
export function fullObject(definition: ResourceDefinition, run: () => Run, known: ProgramKnowledge = new ProgramKnowledge()): Handler {
  const life: Life = { definition, steps: stepsOf(definition), known, of: (props) => definition.of?.(props) ?? definition };
  const { steps, of } = life;
  const { holders, keys } = known;
  const target = (props: Props, id?: string, kind = of(props)) =>
    new Target(kind, run(), { props, holders, ...(id === undefined ? {} : { id }) });
  const handler: Handler = {
    check: (olds, news) => Promise.resolve(check(life, olds, news)),
    diff: (id, state, inputs) =>
      noting(holders, label(definition.kind, inputs["seed"], id), () => Promise.resolve(diff(life, { id, state, inputs }))),
    create: async (inputs) => {
      const at = target(inputs);
      const created = await noting(holders, at.name, () => explainingTaken(at, { keys, inputs }, () => gained(at, inputs, steps)));
      known.learn(at.definition, created.id, inputs);
      holders.children.declareLists(at.definition, created.id, inputs);
      return created;
    },
    read: async (id, state) => {
      refuseLookUp(definition, id, state);
      known.recordRefreshed(state);
      return steps.read(target(state, id), state);
    },
    update: async (id, state, inputs) => {
      const kind = of(inputs);
      known.learn(kind, id, inputs);
      const at = target({ ...state, ...inputs }, id, kind).withState(state);
      const outs = () => explainingTaken(at, { keys, inputs, state }, () => update(at, state, inputs));
      const updated = { outs: await noting(holders, at.name, () => at.alone(outs)) };
      holders.resets.settle(kind, id);
      return updated;
    },
    delete: async (id, state) => {
      const at = target(state, id);
      if (skipsDeletion(at, state)) return;
      refuseDeletion(at, state);
      await steps.remove(at, state, known);
      holders.recordDeleted(at.definition, { id, state });
      keys.deleted(at.definition, state);
      at.run.handovers.forget([at.key]);
    },
  };
  return compactState(handler, definition);
}

/** Checks inputs by themselves and beside other resources, and notes what the program declares, wants made or cannot have. */
function check({ steps, known, of }: Life, olds: Props | undefined, news: Props): CheckResult {
  const { holders } = known;
  const kind = of(news);
  holders.recordDeclared(news);
  const more = (given: Props) => findingsAmong(kind, steps, { olds, news: given, known });
  const { inputs, failures } = checked(kind, { olds, refreshedFrom: known.beforeRefresh(news), news, others: known, more });
  if (failures.length > 0) holders.recordFailure(label(kind.kind, news["seed"]));
  else if (isBlank(olds)) holders.announceCreation(kind, news, adoptionOf(news));
  return { inputs: clean(inputs) as Props, failures };
}

/**
 * Compares a state with inputs, and notes who keeps and who gives up what. What the PUT of another resource may have reset is a change.
 * @throws ArgumentsError if another resource of the run has it.
 */
function diff({ known, of }: Life, { id, state, inputs }: { id: string; state: Props; inputs: Props }): DiffResult {
  const { holders, keys } = known;
  const kind = of(inputs);
  const result = diffInputs(kind, state, inputs);
  if (!holders.isDeclared(inputs)) return result;
  known.learn(kind, id, inputs);
  if (result.replaces.length === 0) holders.recordKept(kind, { id, state, inputs });
  else known.recordReplaced(kind, { id, inputs, replaces: result.replaces });
  const findings = [...holders.children.declareLists(kind, id, inputs), ...keys.record(kind, state, inputs)];
  if (findings.length > 0) throw new ArgumentsError(`Cannot change ${label(kind.kind, inputs["seed"], id)}`, findings);
  const isReset = holders.resets.concerns(kind, id) && holders.resets.leftOut(kind, { id, state: completeState(kind, state) }).length > 0;
  return isReset ? { ...result, changes: true } : result;
}

function refuseDeletion({ definition, name, run, id = "" }: Target, state: Props): void {
  const why = definition.refusesDeletion?.(state, run.settings.paths);
  if (why === undefined) return;
  throw new StillInUseError(
    `Cannot delete ${name}: ${why}; nothing was sent.\nIf ${id} is to go, delete it in the portal. pulumi state delete forgets it.`,
  );
}

/** What is wrong with inputs beside other resources of the program. */
function findingsAmong(definition: ResourceDefinition, steps: Steps, { olds, news, known }: Checking): Finding[] {
  const { holders, keys } = known;
  return [
    ...steps.findings(definition, { olds, news, known }),
    ...holders.children.declareChild(definition, news),
    ...listFindings(definition, olds, news, holders),
    ...keys.declare(definition, { olds, news }),
  ];
}

/** What is wrong with the lists of an object that is to be adopted by its uuid. */
function listFindings(definition: ResourceDefinition, olds: Props | undefined, news: Props, { children }: Holders): Finding[] {
  const uuid = isBlank(olds) ? adoptionOf(news)?.uuid : undefined;
  return uuid === undefined || hasUnknown(uuid) ? [] : children.declareLists(definition, uuid, news);
}

/** Runs what a program asks for; notes if it fails, because what waits for it is not met in this run. */
async function noting<T>(holders: Holders, name: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    holders.recordFailure(name);
    throw error;
  }
}

/** Creates, and notes who has asked for what until it is there, and who has taken a living object over. */
async function gained(target: Target, inputs: Props, steps: Steps): Promise<Created> {
  const { definition, holders } = target;
  holders.recordCreationStarted(definition, inputs);
  try {
    const created = await steps.create(target, inputs);
    got(target, { id: created.id, state: created.outs, inputs });
    return created;
  } catch (error) {
    if (PartialFailure.is(error)) got(target, { id: error.id, state: error.properties, inputs });
    else holders.recordCreationFailed(inputs);
    throw error;
  }
}

function got(target: Target, { id, state, inputs }: { id: string; state: Props; inputs: Props }): void {
  const { run, holders, definition } = target;
  const mark = markOf(state);
  holders.recordCreationDone(inputs);
  holders.recordCreated(definition, { id, state, inputs });
  lastPurchase(target, inputs).has(id);
  if (mark !== undefined) run.handovers.note([target.withId(id).key], { mark, by: target.name, at: run.now() });
}
