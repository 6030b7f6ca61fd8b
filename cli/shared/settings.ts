import type { Command } from "commander";
import type { AccountReader } from "pulumi-yay/account";
import { codeOf, UsageError } from "./failure.js";
import { isRecord, parseJson, standardInput } from "./json.js";
import { pulumi, type StackChoice } from "./pulumi.js";

/** The options that select the account. */
export interface AccountOptions {
  readonly reseller?: string;
  readonly user?: string;
  readonly baseUrl?: string;
  readonly caFile?: string;
  readonly passwordStdin?: true;
}

/** Returns the value of a key such as `yay:baseUrl`. */
export type Lookup = (key: string) => string | undefined;

const NO_LOOKUP: Lookup = () => undefined;

/** Adds the options that select the account. The password is not an option, because everybody on the machine can see arguments. */
export function addAccountOptions(command: Command): Command {
  return command
    .option("--reseller <name>", "the reseller account; else YAY_RESELLER")
    .option("--user <name>", "the user; else YAY_USER")
    .option("--password-stdin", "read the password from standard input; else YAY_PASSWORD")
    .option("--base-url <url>", "the host of the API; else YAY_BASE_URL, else https://api.yay.com")
    .option("--ca-file <file>", "PEM file of an own certificate authority; else YAY_CA_FILE");
}

/** A reader of the account that options, a stack's configuration or the environment name. */
export async function accountReader(options: AccountOptions, stack: StackChoice | undefined): Promise<AccountReader> {
  const lookup = await accountLookup(options, stack);
  // Loaded only here, because it is slow and most commands do not need it.
  const account = await import("pulumi-yay/account");
  try {
    return new account.AccountReader(lookup);
  } catch (error) {
    if (!(error instanceof Error) || codeOf(error) !== "YAY_SETTINGS") throw error;
    throw new UsageError(
      `${error.message}\nHere also by options: --reseller, --user, --password-stdin, --base-url, --ca-file; or --stack.`,
    );
  }
}

/** Returns the reader of the account of a stack, or, without one, of that which options and the environment name. */
export type ReaderOf = (stack: StackChoice | undefined) => Promise<AccountReader>;

/** Readers, each made once: the settings of a stack take a run of the engine, and standard input can be read but once. */
export function readersOf(options: AccountOptions): ReaderOf {
  const made = new Map<string, Promise<AccountReader>>();
  return (stack) => {
    const key = JSON.stringify(stack ?? null);
    const reader = made.get(key) ?? accountReader(options, stack);
    made.set(key, reader);
    return reader;
  };
}

/** Options take precedence over the stack's configuration, and that over the environment. */
async function accountLookup(options: AccountOptions, stack: StackChoice | undefined): Promise<Lookup> {
  const configured = stack === undefined ? NO_LOOKUP : await stackLookup(stack, ["--show-secrets"]);
  const given: Record<string, string | undefined> = {
    "yay:reseller": options.reseller,
    "yay:user": options.user,
    "yay:baseUrl": options.baseUrl,
    "yay:caFile": options.caFile,
    "yay:password": options.passwordStdin === true ? await passwordFromStdin() : undefined,
  };
  return (key) => given[key] ?? configured(key);
}

/** Reads a stack's configuration; its secrets only if `flags` ask for them. */
export async function stackLookup(stack: StackChoice, flags: readonly "--show-secrets"[] = []): Promise<Lookup> {
  const shown = parseJson(await pulumi(["config", "--json", ...flags], stack), "The stack's configuration");
  return (key) => {
    const entry = isRecord(shown) && Object.hasOwn(shown, key) ? shown[key] : undefined;
    return isRecord(entry) && typeof entry["value"] === "string" ? entry["value"] : undefined;
  };
}

/** The password that is piped in. @throws UsageError if there is none */
export async function passwordFromStdin(): Promise<string> {
  if (process.stdin.isTTY)
    throw new UsageError('--password-stdin reads what is piped in, such as `printf %s "$PASSWORD" | yay check --password-stdin`.');
  const password = (await standardInput()).replace(/\r?\n$/, "");
  if (password === "") throw new UsageError("--password-stdin: standard input was empty.");
  return password;
}
