import type { CallScript, Ending, Flow } from "pulumi-yay/callflow";

/** A call that a flow is tested with. */
export interface TestCall {
  /** What the caller does, as a sentence. */
  readonly says: string;
  readonly script: CallScript;
  /** The steps that the call passes. */
  readonly steps: readonly string[];
  readonly ending: Ending;
}

/** A call flow with what it is for and the calls that it is tested with. */
export interface Line {
  readonly name: string;
  readonly extension: number;
  /** What it does, as a sentence. */
  readonly does: string;
  readonly flow: Flow;
  readonly calls: readonly TestCall[];
}
