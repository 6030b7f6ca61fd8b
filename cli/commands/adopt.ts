import type { Command } from "commander";
import type { AccountReader, LiveObject } from "pulumi-yay/account";
import type { ExportedProgram } from "pulumi-yay/export";
import { formatted } from "../export/formatting.js";
import { json } from "../export/project.js";
import { theCustomer } from "../export/reading.js";
import { refuseExisting, writeAll } from "../export/writing.js";
import { EXIT, FailedError, wordsOf } from "../shared/failure.js";
import { isRecord, parseJson } from "../shared/json.js";
import { refuseUnknownKinds } from "../shared/kinds.js";
import { pulumi, type StackChoice } from "../shared/pulumi.js";
import { type AccountOptions, accountReader, addAccountOptions } from "../shared/settings.js";
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
  const place = await placeOf(options, stack);
  const reader = await accountReader(options, stack);
  const objects = await everythingOf(reader, options.customer);
  const { exportProgram } = await import("pulumi-yay/export");
  const wanted = new Set(uuids.map((uuid) => uuid.toLowerCase()));
  const isWanted = (object: { readonly kind: string; readonly id: string }): boolean =>
    object.kind === kind && wanted.has(object.id.toLowerCase());
  const program = exportProgram(objects, { ...place, leaveOut: (object) => (isWanted(object) ? undefined : "not asked for") });
  refuseMissing(kind, uuids, program, isWanted);
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
async function everythingOf(reader: AccountReader, customer: string | undefined): Promise<readonly LiveObject[]> {
  const { kindsToList } = await import("pulumi-yay/export");
  if (customer === undefined) return (await reader.live()).objects;
  const { objects, unread } = await reader.live(undefined, ["SubReseller"]);
  const [failed] = unread;
  if (failed !== undefined) throw new FailedError(`Cannot list the customers: ${wordsOf(failed.failure)}`);
  const own = theCustomer(objects, customer);
  return [own, ...(await reader.live(own.id, kindsToList(own))).objects];
}

async function placeOf(
  { project, stackName }: AdoptOptions,
  stack: StackChoice | undefined,
): Promise<{ readonly project: string; readonly stack: string }> {
  if (stack === undefined) return { project: project ?? "project", stack: stackName ?? "stack" };
  const shown = parseJson(await pulumi(["stack", "export"], stack), "The output of `pulumi stack export`");
  const deployment = isRecord(shown) && isRecord(shown["deployment"]) ? shown["deployment"] : {};
  const [first] = Array.isArray(deployment["resources"]) ? (deployment["resources"] as unknown[]) : [];
  const [, found = "", its = ""] = /^urn:pulumi:([^:]+)::([^:]+)::/.exec(isRecord(first) ? String(first["urn"]) : "") ?? [];
  return { project: project ?? (its === "" ? "project" : its), stack: stackName ?? (found === "" ? "stack" : found) };
}

function refuseMissing(
  kind: string,
  uuids: readonly string[],
  { resources, notManaged }: ExportedProgram,
  isWanted: (object: { readonly kind: string; readonly id: string }) => boolean,
): void {
  const refused = notManaged.filter(isWanted).map(({ id, reason }) => `${id} cannot be managed: ${reason}`);
  const known = new Set([...resources, ...notManaged.filter(isWanted)].map(({ id }) => id.toLowerCase()));
  const missing = uuids
    .filter((uuid) => !known.has(uuid.toLowerCase()))
    .map((uuid) => `${safeLine(uuid)}: no ${safeLine(kind)} of this account has it`);
  if (refused.length + missing.length === 0) return;
  throw new FailedError([`Cannot adopt, and nothing was written:`, ...refused, ...missing].join("\n  "));
}
