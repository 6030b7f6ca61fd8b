import type { Created } from "../verbs/adopt";
import type { CheckFailure } from "../inputs/check";
import type { DiffResult } from "../verbs/diff";
import type { ReadResult } from "../verbs/readDelete";
import type { Props } from "../../common/values";

/** What a check gives back: the inputs to be compared and sent, and what is wrong with them. */
export interface CheckResult {
  inputs: Props;
  failures: CheckFailure[];
}

/** The methods that the engine calls on a kind. */
export interface Handler {
  check(olds: Props | undefined, news: Props): Promise<CheckResult>;
  diff(id: string, state: Props, inputs: Props): Promise<DiffResult>;
  create(inputs: Props): Promise<Created>;
  read(id: string, state: Props): Promise<ReadResult>;
  update(id: string, state: Props, inputs: Props): Promise<{ outs: Props }>;
  delete(id: string, state: Props): Promise<void>;
}
