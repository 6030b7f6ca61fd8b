import type { AccountReader } from "pulumi-yay/account";
import { FailedError, UsageError, wordsOf } from "../shared/failure.js";
import { parseJson, readText } from "../shared/json.js";
import { preview, pulumi, type StackChoice } from "../shared/pulumi.js";
import type { ReaderOf } from "../shared/settings.js";
import { type State, statesOfExport } from "../shared/states.js";
import { safeLine } from "../shared/terminal.js";
import type { Found } from "./looked.js";
import { foundInPreview } from "./ofPreview.js";
import { foundOfStates } from "./ofState.js";
import type { DriftOptions } from "./options.js";

/** Looks at the stacks that files and options name: by a preview with a refresh, or by states and live objects. Changes nothing. */
export async function look(files: readonly string[], options: DriftOptions, readerOf: ReaderOf): Promise<Found[]> {
  if (files.length > 0 && options.stack.length > 0) throw new UsageError("Files and --stack name two sources; give one of them.");
  if (files.length > 0) return Promise.all(files.map((file) => inFile(file, options, readerOf)));
  const stacks: readonly (string | true)[] = options.stack.length > 0 ? options.stack : [true];
  const found: Found[] = [];
  // One after the other: a preview uses the whole machine, and the refresh all requests that the API allows.
  for (const stack of stacks)
    found.push(await orUnread(stacks.length > 1, stack, () => inStack({ stack, cwd: options.cwd }, options, readerOf)));
  const failures = found.flatMap(({ looked, unread }) => (looked === 0 ? unread : []));
  if (found.length > 1 && failures.length === found.length) throw new FailedError(failures.join("\n"));
  return found;
}

async function inFile(file: string, options: DriftOptions, readerOf: ReaderOf): Promise<Found> {
  const what = file === "-" ? "Standard input" : file;
  const content = parseJson(await readText(file), what);
  if (options.state !== true) return foundInPreview(content, what);
  return inStates(content, what, await readerOf(undefined));
}

async function inStack(choice: StackChoice, options: DriftOptions, readerOf: ReaderOf): Promise<Found> {
  if (options.state !== true) return foundInPreview(await preview(choice, true), "The output of `pulumi preview --refresh --json`");
  const what = "The output of `pulumi stack export`";
  // In clear, so that secrets which answers show can be compared. None of them is ever said.
  // The two take longer than all that comes after them.
  const [text, reader] = await Promise.all([pulumi(["stack", "export", "--show-secrets"], choice), readerOf(choice)]);
  return inStates(parseJson(text, what), what, reader);
}

function inStates(content: unknown, what: string, reader: AccountReader): Promise<Found> {
  const states = statesOfExport(content);
  if (states === undefined) throw new UsageError(`${what} is not a stack's state, as \`pulumi stack export\` prints one.`);
  return foundOfStates(states, stackOf(states), reader);
}

function stackOf([first]: readonly State[]): string {
  const urn = first?.["urn"];
  return typeof urn === "string" ? (urn.split("::")[0]?.split(":").at(-1) ?? "") : "";
}

/** One stack of several that cannot be looked at must not hide the drift of the others. */
async function orUnread(isOneOfSeveral: boolean, stack: string | true, looking: () => Promise<Found>): Promise<Found> {
  try {
    return await looking();
  } catch (error) {
    if (!isOneOfSeveral || !(error instanceof FailedError)) throw error;
    const name = stack === true ? "" : stack;
    const judge = () => ({ drifted: [], pending: [], agreed: [] });
    return { stack: name, looked: 0, sides: [], states: [], unread: [`stack ${name}: ${safeLine(wordsOf(error))}`], judge };
  }
}
