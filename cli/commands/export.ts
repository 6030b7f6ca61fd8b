import { rmdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { ExportedProgram } from "pulumi-yay/export";
import { type Copying, writeCopy } from "../export/copying.js";
import { refuseEmpty } from "../export/empty.js";
import { type Filters, inStates, leavingOut } from "../export/filters.js";
import { formatted } from "../export/formatting.js";
import { byAccount, projectName } from "../export/layout.js";
import { progressOn } from "../export/progress.js";
import { KeptReading } from "../export/resuming.js";
import { json, projectFiles } from "../export/project.js";
import { type Read, readAccount } from "../export/reading.js";
import { type NewStack, NO_SECRETS, overviewOf, readmeOf, reportOf } from "../export/readme.js";
import { clearEarlier, refuseUsed, writeAll } from "../export/writing.js";
import { EXIT, UsageError } from "../shared/failure.js";
import { refuseUnknownKinds } from "../shared/kinds.js";
import { collect } from "../shared/options.js";
import { counted } from "../shared/output.js";
import type { StackChoice } from "../shared/pulumi.js";
import { type AccountOptions, accountReader, addAccountOptions } from "../shared/settings.js";
import { statesOfStack } from "../shared/states.js";

interface ExportOptions extends AccountOptions, Filters {
  readonly customer: readonly string[];
  readonly excludeCustomer: readonly string[];
  readonly all?: true;
  readonly out: string;
  readonly overwrite?: true;
  readonly resume?: true;
  readonly missing?: true;
  readonly withSecrets?: true;
  readonly as?: string;
  readonly values?: string;
  readonly layout: "customers" | "stacks";
  readonly project?: string;
  readonly stackName: string;
  readonly maxRequests?: number;
  readonly stack?: string | true;
  readonly cwd: string;
}

/** Adds `yay export`. */
export function addExport(program: Command, end: (code: number) => void): void {
  const command = program
    .command("export")
    .description(
      "Write a Pulumi program that declares what lives in an account, with the file for pulumi import after which a preview shows no change. It writes nothing to the account.",
    );
  addAccountOptions(command)
    .option("--customer <uuid or name>", "a customer to export; may be given several times", collect, [])
    .option("--all", "export every customer and the own account")
    .option("--exclude-customer <uuid or name>", "with --all, a customer to leave out, unread; may be given several times", collect, [])
    .requiredOption("--out <folder>", "the new folder for the project")
    .option("--overwrite", "replace the files of an earlier export in that folder")
    .option("--resume", "go on where an export into that folder was cut off")
    .option("--kind <kind>", "export only this kind, such as CallFlow; may be given several times", collect, [])
    .option("--exclude-kind <kind>", "leave this kind out; may be given several times", collect, [])
    .option("--name <pattern>", "export only what is called so; * stands for any characters; may be given several times", collect, [])
    .option("--exclude <pattern>", "leave out what is called so; may be given several times", collect, [])
    .option("--missing", "leave out what the stack given by --stack has already")
    .option("--with-secrets", "take passwords that the API shows over into the configuration; they stand in clear in the folder until then")
    .addOption(
      new Option("--layout <layout>", "one project with a file for each customer, or a project and stack for each")
        .choices(["customers", "stacks"])
        .default("customers"),
    )
    .option("--as <name>", "write the program for another customer, which is still to be made, by this name")
    .option(
      "--values <file>",
      "with --as, a YAML file with what the other customer has otherwise; where there is none yet, it is written to be filled in",
    )
    .option("--project <name>", "the name of the new project; else that of the folder")
    .option("--stack-name <name>", "the name of the stack that the README makes", stackName, "live")
    .option("--max-requests <number>", "stop before more requests than this are sent", positive)
    .option("--stack [name]", "take the settings from the configuration of a Pulumi stack")
    .option("--cwd <folder>", "where the project of that stack is", ".")
    .action(async (options: ExportOptions) => end(await exported(options)));
}

async function exported(options: ExportOptions): Promise<number> {
  const folder = resolve(options.out);
  const stack = options.stack === undefined ? undefined : { stack: options.stack, cwd: options.cwd };
  refuseUnclear(options, stack);
  await refuseUsed(folder, options.overwrite === true);
  const inStack = options.missing === true && stack !== undefined ? await inStates(await statesOfStack(stack)) : undefined;
  const reader = await accountReader(options, stack);
  const partial = new KeptReading(folder, options.resume === true);
  if (options.resume !== true) await partial.forget();
  const whose = { customers: options.customer, excluded: options.excludeCustomer, maxRequests: options.maxRequests, partial };
  const read = await readAccount(reader, whose, progressOn(process.stderr));
  const name = projectName(options.project ?? basename(folder));
  if (options.as !== undefined) {
    await forgetAll(partial, folder);
    return writeCopy({ ...copyingOf(options), objects: read.objects, name: options.as, folder, project: name, host: reader.baseUrl });
  }
  const { exportProgram } = await import("pulumi-yay/export");
  const wanted = { leaveOut: leavingOut(options, inStack, read.excluded), withSecrets: options.withSecrets === true };
  const projects = options.layout === "stacks" ? byAccount(read, name) : [{ project: name, path: "", read }];
  const made = projects.map(({ project, path, read: part }) => {
    const program = exportProgram(part.objects, { project, stack: basename(options.stackName), ...wanted });
    return { folder, path, project, stack: options.stackName, host: reader.baseUrl, program, read: part };
  });
  const programs = made.map(({ program }) => program);
  if (programs.every(({ resources }) => resources.length === 0)) await forgetAll(partial, folder);
  refuseEmpty(programs, read.unread.length, options);
  if (options.overwrite === true) await clearEarlier(folder);
  const written = made.filter(({ program }) => program.resources.length > 0);
  for (const each of written) await writeProject(each, options.withSecrets === true);
  if (options.layout === "stacks") await writeOverview(folder, made);
  await partial.forget();
  process.stdout.write(summary(folder, made, read));
  if (written.some(({ program }) => program.secrets.length > 0)) process.stderr.write(SECRETS_WARNING);
  else if (options.withSecrets === true) process.stdout.write(`${NO_SECRETS}\n`);
  return EXIT.ok;
}

/** Leaves no folder behind if nothing is written to it. */
async function forgetAll(partial: KeptReading, folder: string): Promise<void> {
  await partial.forget();
  await rmdir(folder).catch(() => undefined);
}

function copyingOf(options: ExportOptions): Pick<Copying, "from" | "values" | "stack" | "isOverwritten" | "leaveOut"> {
  const { customer, values, stackName: stack, overwrite } = options;
  return { from: customer[0] ?? "", values, stack, isOverwritten: overwrite === true, leaveOut: leavingOut(options) };
}

const SECRETS_WARNING =
  "Warning: secrets/ and import.json hold passwords in clear. Run the commands of README.md, then delete both; commit neither.\n";

function refuseUnclear(
  { customer, excludeCustomer, all, missing, kind, excludeKind, resume, withSecrets, as, values, layout }: ExportOptions,
  stack: StackChoice | undefined,
): void {
  if (all === true && customer.length > 0) throw new UsageError("--all exports every customer: leave --customer out, or --all.");
  if (all !== true && customer.length === 0) throw new UsageError("Say what to export: --customer <uuid or name>, or --all.");
  if (all !== true && excludeCustomer.length > 0)
    throw new UsageError("--exclude-customer leaves a customer out of --all: add --all, or name those that are meant by --customer alone.");
  if (missing === true && stack === undefined) throw new UsageError("--missing leaves out what a stack has: name it by --stack.");
  if (resume === true && withSecrets === true)
    throw new UsageError(
      "--with-secrets cannot go on from what an earlier run has read: that was kept without secrets. Leave --resume out.",
    );
  if (as !== undefined && (customer.length !== 1 || missing === true || withSecrets === true || layout === "stacks"))
    throw new UsageError(
      "--as makes the program of one --customer for another one: leave --all, --missing, --with-secrets and --layout out.",
    );
  if (values !== undefined && as === undefined) throw new UsageError("--values says what another customer has: name that by --as.");
  refuseUnknownKinds([...kind, ...excludeKind]);
  const both = kind.filter((each) => excludeKind.includes(each));
  if (both.length > 0) throw new UsageError(`--kind and --exclude-kind both name ${both.join(", ")}.`);
}

function stackName(text: string): string {
  if (/^(?:[\w.-]+\/)*[\w.-]+$/.test(text)) return text;
  throw new InvalidArgumentError("It must be a name that Pulumi takes: letters, digits, hyphens, underscores and periods.");
}

function positive(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new InvalidArgumentError("It must be a whole number above zero.");
}

interface Made extends NewStack {
  /** The folder of the export. */
  readonly folder: string;
  /** That of the project within it. */
  readonly path: string;
  readonly project: string;
  readonly program: ExportedProgram;
  readonly read: Read;
}

async function writeProject(
  { folder: above, path: within, project, stack, host, program, read: { unread } }: Made,
  withSecrets: boolean,
): Promise<void> {
  const folder = join(above, within);
  const told = { program, unread, project, stack, host, withSecrets };
  const code = await Promise.all(program.files.map(async ({ path, text }) => ({ path, text: await formatted(path, text) })));
  await writeAll(folder, [
    ...projectFiles({ project, folder }),
    ...code,
    { path: "README.md", text: readmeOf(told) },
    { path: "not-managed.md", text: reportOf(program, unread) },
    { path: "import.json", text: json({ resources: program.resources }), isPrivate: true },
    ...program.secrets.map(({ key, value }) => ({ path: `secrets/${key}`, text: value, isPrivate: true as const })),
  ]);
}

/** Writes what stands above the projects: which there are, and, in one file, what lives in accounts of which no program has anything. */
async function writeOverview(folder: string, made: readonly Made[]): Promise<void> {
  const projects = made.map(({ path, program: { resources } }) => ({ path, count: resources.length })).filter(({ count }) => count > 0);
  const without = made.filter(
    ({ program: { resources, notManaged }, read: { unread } }) => resources.length === 0 && notManaged.length + unread.length > 0,
  );
  const left = {
    notManaged: without.flatMap(({ program }) => program.notManaged),
    leftToPortal: without.flatMap(({ program }) => program.leftToPortal),
  };
  const unread = without.flatMap(({ read }) => read.unread);
  await writeAll(folder, [
    { path: "README.md", text: overviewOf(projects, without.length) },
    ...(without.length === 0 ? [] : [{ path: "not-managed.md", text: reportOf(left, unread) }]),
  ]);
}

function summary(folder: string, made: readonly Made[], { requests, unread }: Read): string {
  const sum = (of: (program: ExportedProgram) => readonly unknown[]): number =>
    made.reduce((total, { program }) => total + of(program).length, 0);
  const written = made.filter(({ program }) => program.resources.length > 0);
  const missing = sum(({ notManaged }) => notManaged);
  const projects = written.length === 1 ? "" : ` in ${counted(written.length, "project")}`;
  return [
    `Wrote ${counted(
      sum(({ resources }) => resources),
      "resource",
    )}${projects} to ${folder}, after ${counted(requests, "request")}.`,
    ...(missing > 0 ? [`${counted(missing, "object")} not in the program: not-managed.md says which and why.`] : []),
    ...(unread.length > 0 ? [`${counted(unread.length, "list")} could not be read: not-managed.md says which and why.`] : []),
    "README.md there says how to bring them into a stack.",
    "",
  ].join("\n");
}
