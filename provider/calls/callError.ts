/** Thrown if a call cannot be placed as it is written; its message has everything that is wrong. */
export class CallError extends TypeError {
  /** The same for each copy of this package. */
  readonly code = "YAY_CALL";

  constructor(number: string, problems: readonly string[]) {
    super([`Cannot call ${number}:`, ...problems.map((problem) => `  ${problem}`)].join("\n"));
    this.name = "CallError";
  }
}
