import type { Command } from "commander";
import type { AccountReader, Unread } from "pulumi-yay/account";
import type { Described, ExportedProgram, LiveAccount, StackName, TakenName } from "pulumi-yay/export";
import { projectNameIn } from "../account/project.js";
import { type InStack, inStates } from "../export/filters.js";
import { formatted } from "../export/formatting.js";
import { json } from "../export/project.js";
import { theCustomer } from "../export/reading.js";
import { refuseExisting, writeAll } from "../export/writing.js";
import { EXIT, FailedError, wordsOf } from "../shared/failure.js";
import { refuseUnknownKinds } from "../shared/kinds.js";
import { pulumi, type StackChoice } from "../shared/pulumi.js";
import { type AccountOptions, accountReader, addAccountOptions } from "../shared/settings.js";
import { type State, statesOfStack } from "../shared/states.js";
import { safeLine, safeText } from "../shared/terminal.js";

interface AdoptOptions extends AccountOptions {
  readonly customer?: string;
  readonly importFile: string;
  readonly project?: string;
  readonly stackName?: string;
  readonly stack?: string | true;
  readonly cwd: string;
}

/** Adds `yay adopt`. */
export function addAdopt(program: Command, end: (code: number) => void): void {
  const command = program
    .command("adopt")
    .description("Print the code of single living objects for an existing program, and write the file that brings them into its stack.")
    .argument("<kind>", "the kind, such as HuntGroup")
    .argument("<uuid...>", "the uuids of the objects");
  addAccountOptions(command)
    .option("--customer <uuid or name>", "the customer that they belong to; left out, the own account")
    .option("--import-file <file>", "where to write the file for pulumi import", "import.json")
    .option("--stack [name]", "the stack that is to have them, whose configuration has the settings")
    .option("--cwd <folder>", "where its project is", ".")
    .option("--project <name>", "the name of its project, if --stack is left out")
    .option("--stack-name <name>", "the name of the stack, if --stack is left out")
    .action(async (kind: string, uuids: string[], options: AdoptOptions) => end(await adopt(kind, uuids, options)));
}

async function adopt(kind: string, uuids: readonly string[], options: AdoptOptions): Promise<number> {
  const stack = options.stack === undefined ? undefined : { stack: options.stack, cwd: options.cwd };
  refuseUnknownKinds([kind]);
  await refuseExisting("--import-file", options.importFile);
  const { place, taken, inStack } = await targetOf(options, stack);
  const reader = await accountReader(options, stack);
  const { objects, unread } = await everythingOf(reader, options.customer);
  const { exportProgram } = await import("pulumi-yay/export");
  const wanted = new Set(uuids.map((uuid) => uuid.toLowerCase()));
  const isWanted = (object: Described): boolean => object.kind === kind && wanted.has(object.id.toLowerCase());
  const leaveOut = (object: Described): string | undefined => (isWanted(object) ? inStack(object) : "not asked for");
  const program = exportProgram(objects, { ...place, taken, leaveOut });
  refuseMissing({ kind, uuids, isWanted, inStack, unread }, program);
  await writeAll(".", [{ path: options.importFile, text: json({ resources: program.resources }), isPrivate: true }]);
  for (const { path, text } of program.files) {
    if (path !== "index.ts") process.stdout.write(safeText(await formatted(path, text)));
  }
  process.stderr.write(
    `Paste this into the program; where it has variables for the uuids, write those. Then run \`pulumi import --file ${options.importFile} --generate-code=false --protect=false\`, and pulumi preview, which must show no change.\n`,
  );
  return EXIT.ok;
}

/** All of an account, so that what the objects refer to can be named. */
async function everythingOf(reader: AccountReader, customer: string | undefined): Promise<LiveAccount> {
  const { kindsToList } = await import("pulumi-yay/export");
  if (customer === undefined) return reader.live();
  const { objects, unread } = await reader.live(undefined, ["SubReseller"]);
  const [failed] = unread;
  if (failed !== undefined) throw new FailedError(`Cannot list the customers: ${wordsOf(failed.failure)}`);
  const own = theCustomer(objects, customer);
  const its = await reader.live(own.id, kindsToList(own));
  return { objects: [own, ...its.objects], unread: its.unread };
}

/** The stack that is to have the objects, and what it has already. */
interface Target {
  readonly place: StackName;
  readonly taken: readonly TakenName[];
  readonly inStack: InStack;
}

async function targetOf({ project, stackName }: AdoptOptions, stack: StackChoice | undefined): Promise<Target> {
  if (stack === undefined)
    return { place: { project: project ?? "project", stack: stackName ?? "stack" }, taken: [], inStack: () => undefined };
  const states = await statesOfStack(stack);
  const { objectsOfStates } = await import("pulumi-yay/objects");
  const taken = objectsOfStates(states).map(({ kind, resource = "" }) => ({ kind, name: resource }));
  const known = placeIn(states);
  const place = {
    project: project ?? known?.project ?? (await projectNameIn(stack.cwd)),
    stack: stackName ?? known?.stack ?? (await nameOfStack(stack)),
  };
  return { place, taken, inStack: await inStates(states) };
}

/** The stack that its resources name; undefined if it has none. */
function placeIn(states: readonly State[]): StackName | undefined {
  const [found] = states.flatMap(({ urn }) => {
    const [, stack, project] = /^urn:pulumi:([^:]+)::([^:]+)::/.exec(String(urn)) ?? [];
    return stack === undefined || project === undefined ? [] : [{ stack, project }];
  });
  return found;
}

/** The name without the organisation and the project that may stand before it. */
async function nameOfStack(choice: StackChoice): Promise<string> {
  const name = choice.stack === true ? await pulumi(["stack", "--show-name"], choice) : choice.stack;
  return name.trim().split("/").at(-1) ?? name;
}

interface Asked {
  readonly kind: string;
  readonly uuids: readonly string[];
  readonly isWanted: (object: Described) => boolean;
  readonly inStack: InStack;
  readonly unread: readonly Unread[];
}

function refuseMissing({ kind, uuids, isWanted, inStack, unread }: Asked, { resources, notManaged }: ExportedProgram): void {
  const left = notManaged.filter(isWanted);
  const refused = left.map((object) => `${object.id}${inStack(object) === undefined ? " cannot be managed" : ""}: ${object.reason}`);
  const known = new Set([...resources, ...left].map(({ id }) => id.toLowerCase()));
  const failed = unread.find((each) => each.kind === kind);
  const reason =
    failed === undefined
      ? `no ${safeLine(kind)} of this account has it`
      : `the list of ${safeLine(kind)} could not be read: ${wordsOf(failed.failure)}`;
  const missing = uuids.filter((uuid) => !known.has(uuid.toLowerCase())).map((uuid) => `${safeLine(uuid)}: ${reason}`);
  if (refused.length + missing.length === 0) return;
  throw new FailedError([`Cannot adopt, and nothing was written:`, ...refused, ...missing].join("\n  "));
}
