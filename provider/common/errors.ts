const BRAND = Symbol.for("pulumi-yay.error");

/** What is known of the request that failed. No text in it holds a secret. */
export interface FailureDetails {
  readonly method?: string;
  readonly path?: string;
  readonly status?: number;
  readonly trackingToken?: string;
  readonly apiMessage?: string;
  readonly cause?: Error;
}

/** The base class of all errors of this package. Its stack is empty, because the engine prints stacks, and they hold machine paths. */
export class YayError extends Error {
  static readonly code: string = "YAY_ERROR";

  readonly code: string;
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly status: number | undefined;
  readonly trackingToken: string | undefined;
  readonly apiMessage: string | undefined;

  constructor(message: string, details: FailureDetails = {}) {
    super(message, details.cause ? { cause: details.cause } : {});
    this.name = new.target.name;
    this.code = new.target.code;
    this.method = details.method;
    this.path = details.path;
    this.status = details.status;
    this.trackingToken = details.trackingToken;
    this.apiMessage = details.apiMessage;
    Object.defineProperty(this, "stack", { value: "", writable: true, configurable: true });
    Object.defineProperty(this, BRAND, { value: codesOf(new.target) });
  }

  /** Whether a value is an error of this class or of a subclass, even if another copy of this module made it. */
  static is<T extends YayError>(this: { readonly code: string; readonly prototype: T }, value: unknown): value is T {
    const codes: unknown = value instanceof Error ? Reflect.get(value, BRAND) : undefined;
    return Array.isArray(codes) && codes.includes(this.code);
  }
}

/** The code that an error bears: of the system, or of this package. */
export function codeOf(error: unknown): string | undefined {
  const code: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" ? code : undefined;
}

function codesOf(start: typeof YayError): string[] {
  const codes: string[] = [];
  for (let constructor: unknown = start; isYayErrorClass(constructor); constructor = Object.getPrototypeOf(constructor)) {
    codes.push(constructor.code);
  }
  return codes;
}

function isYayErrorClass(value: unknown): value is typeof YayError {
  return value === YayError || (typeof value === "function" && value.prototype instanceof YayError);
}

/** Settings are missing or wrong; `problems` holds one sentence for each. */
export class SettingsError extends YayError {
  static override readonly code = "YAY_SETTINGS";
  declare readonly code: "YAY_SETTINGS";
  readonly problems: readonly string[];

  constructor(problems: readonly string[], details?: FailureDetails) {
    const count = problems.length === 1 ? "a setting is" : `${problems.length} settings are`;
    super(`Cannot use the Yay.com API: ${count} missing or wrong.\n${problems.map((problem) => `- ${problem}`).join("\n")}`, details);
    this.problems = problems;
  }
}
