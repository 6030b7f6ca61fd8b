import { adoptionFindings, type Created } from "../verbs/adopt";
import { create } from "../verbs/create";
import { read, type ReadResult, remove } from "../verbs/readDelete";
import type { Finding, ResourceDefinition } from "../kind";
import type { ProgramKnowledge } from "../run/programKnowledge";
import type { Target } from "../run/target";
import type { Props } from "../../common/values";

/** What a check has at hand beside the kind. */
export interface Checking {
  readonly olds: Props | undefined;
  readonly news: Props;
  readonly known: ProgramKnowledge;
}

/** The steps in which the lifecycles differ; all else holds for each of them. */
export interface Steps {
  /** What is wrong with the inputs in view of the program's other resources. */
  findings(definition: ResourceDefinition, checking: Checking): Finding[];
  create(target: Target, inputs: Props): Promise<Created>;
  read(target: Target, state: Props): Promise<ReadResult>;
  remove(target: Target, state: Props, known: ProgramKnowledge): Promise<void>;
}

/** The steps of objects that are made and deleted, in a collection or under a parent. */
export const ofOwnObject: Steps = {
  findings: (definition, { olds, news, known: { holders } }) => adoptionFindings(definition, { olds, news, holders }),
  create,
  read,
  remove: (target, state) => remove(target, state),
};
