import { existsSync } from "node:fs";
import type { LiveObject } from "pulumi-yay/account";
import { UUID_PATTERN } from "pulumi-yay/callflow";
import type { Described, ExportedProgram, OwnNumbers, Replacements } from "pulumi-yay/export";
import { EXIT, UsageError } from "../shared/failure.js";
import { markdownTable, markdownText } from "../shared/markdown.js";
import { counted } from "../shared/output.js";
import { safeLine } from "../shared/terminal.js";
import { formatted } from "./formatting.js";
import { projectFiles } from "./project.js";
import { type NewStack, setUpCommands } from "./readme.js";
import { askReplacements, readReplacements, writeTemplate } from "./replacements.js";
import { clearEarlier, MARK, writeAll } from "./writing.js";

/** What is to be made of one customer for another one. */
export interface Copying extends NewStack {
  /** All that lives of the old customer, itself among it. */
  readonly objects: readonly LiveObject[];
  /** What the command calls the old customer. */
  readonly from: string;
  /** The name of the new one. */
  readonly name: string;
  /** The file that says what the new one has otherwise; left out, the command asks. */
  readonly values: string | undefined;
  readonly folder: string;
  readonly project: string;
  /** Whether the folder has an earlier export, which goes. */
  readonly isOverwritten: boolean;
  readonly leaveOut: (object: Described) => string | undefined;
}

/** Writes the program of one customer for another one, which is still to be made. Returns the exit code. */
export async function writeCopy(copying: Copying): Promise<number> {
  const { objects, from, name, values, folder, project } = copying;
  const { copiedFor, OwnNumbers, particularsOf } = await import("pulumi-yay/export");
  const wanted = await wantedOf(copying);
  const particulars = particularsOf(wanted);
  if (values !== undefined && values !== "-" && !existsSync(values)) {
    await writeTemplate(values, particulars, { from, name });
    process.stdout.write(`Wrote ${values}: say there what ${safeLine(name)} has otherwise, and run the same command again.\n`);
    return EXIT.ok;
  }
  const replacements = values === undefined ? await askReplacements(particulars, name) : await readReplacements(values, particulars, name);
  const program = await programOf(copying, copiedFor(objects, replacements));
  refuseNewFaults(await programOf(copying, copiedFor(objects, asItWas(replacements, objects))), program);
  if (copying.isOverwritten) await clearEarlier(folder);
  const code = await Promise.all(program.files.map(async ({ path, text }) => ({ path, text: await formatted(path, text) })));
  await writeAll(folder, [
    ...projectFiles({ project, folder }),
    ...code,
    { path: "README.md", text: readmeOfCopy(copying, program, { code, numbers: new OwnNumbers(objects) }) },
  ]);
  process.stdout.write(
    `Wrote a program for ${safeLine(name)} to ${folder}: nothing of it lives yet, so there is nothing to import. README.md there says what to look at, and how to make it.\n`,
  );
  return EXIT.ok;
}

/** Without what the filters leave out. The customer itself is always wanted. */
async function wantedOf({ objects, leaveOut }: Copying): Promise<LiveObject[]> {
  const { describe } = await import("pulumi-yay/export");
  return objects.filter((object) => object.definition.kind === "SubReseller" || leaveOut(describe(object)) === undefined);
}

async function programOf({ project, stack, leaveOut }: Copying, objects: readonly LiveObject[]): Promise<ExportedProgram> {
  const { exportProgram } = await import("pulumi-yay/export");
  const left = (object: Described): string | undefined => (object.kind === "SubReseller" ? undefined : leaveOut(object));
  return exportProgram(objects, { project, stack, isNew: true, leaveOut: left });
}

/** Replacements by which nothing changes but that each number is there. */
function asItWas({ ownNumbers, name: other }: Replacements, objects: readonly LiveObject[]): Replacements {
  const itself = objects.find(({ definition }) => definition.kind === "SubReseller");
  const kept = Object.entries(ownNumbers).flatMap(([before, after]) => (after === "" ? [] : [[before, before] as const]));
  const called = itself?.live["name"];
  const name = typeof called === "string" ? called : other;
  return { name, customer: {}, extensions: {}, numbers: {}, emails: {}, names: {}, ownNumbers: Object.fromEntries(kept) };
}

/** What cannot be written of the new values, though it could of the old ones, is wrong in them. */
function refuseNewFaults(before: ExportedProgram, after: ExportedProgram): void {
  const faultsOf = ({ leftToPortal, notManaged }: ExportedProgram): string[] => [
    ...leftToPortal.map(({ kind, argument, reason }) => `${kind}, ${argument}: ${reason}`),
    ...notManaged.map(({ kind, id, reason }) => `${kind} ${id}: ${reason}`),
  ];
  const known = faultsOf(before);
  const fresh = faultsOf(after).filter((fault) => !known.includes(fault));
  if (fresh.length > 0)
    throw new UsageError([`No program can have these values, and nothing was written:`, ...fresh.map(safeLine)].join("\n  "));
}

const UUID = new RegExp(String.raw`"${UUID_PATTERN}"(?: /\* (.+?) \*/)?`, "i");

interface Written {
  readonly code: readonly { readonly path: string; readonly text: string }[];
  /** The phone numbers of the old customer. */
  readonly numbers: OwnNumbers;
}

/** What is found in the lines of files, each with its place, as rows of a table. */
function inLines(code: Written["code"], find: (line: string) => readonly string[]): string[][] {
  return code.flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, index) => find(line).map((found) => [`\`${path}:${index + 1}\``, markdownText(found)])),
  );
}

function readmeOfCopy(
  { from, name, stack, host, project }: Copying,
  { purchases, notManaged }: ExportedProgram,
  { code, numbers }: Written,
): string {
  const bare = inLines(code, (line) => {
    const found = UUID.exec(line);
    return found === null ? [] : [found[1] ?? "a uuid"];
  });
  const dialled = inLines(code, (line) => [...line.matchAll(/"([^"]+)"/g)].flatMap(([, text = ""]) => numbers.meantBy(text) ?? []));
  const left = notManaged.map(({ kind, title, reason }) => [kind, markdownText(title), markdownText(reason)]);
  const limit = Object.keys(purchases).length === 0 ? "" : `pulumi config set yay:maxPurchasesPerRun '${JSON.stringify(purchases)}'\n`;
  const bought = Object.entries(purchases).map(([kind, count]) => counted(count, kind));
  const noBundle =
    purchases.SipUser !== undefined && purchases.VoipBundle === undefined
      ? " The API wants a VoIP bundle before a SIP user, and the old customer showed none: declare one, and let the users depend on it."
      : "";
  return `# ${project}

The program of ${markdownText(from)} for another customer, ${markdownText(name)}, ${MARK}. Nothing of it lives yet: \`pulumi up\` makes it.

## Before that

${bare.length === 0 ? "No uuid of the old customer stands in the code." : `These uuids are of the old customer, or of the own account. Write the new customer's in their place, or take them out:\n\n${markdownTable(["where", "what it is of"], bare)}`}
${dialled.length === 0 ? "" : `\nThese numbers are of the old customer, and calls that are sent there reach it. Write the new customer's in their place, or take them out:\n\n${markdownTable(["where", "number"], dialled)}`}
Not copied are passwords and PINs, so mailboxes and conferences have none until the program names them; the people who log in to the customer, its billing addresses and its store;
numbers for which there is no other one; and these:

${left.length === 0 ? "None.\n" : markdownTable(["kind", "name", "why"], left)}
## Make it

${bought.length === 0 ? "" : `This buys ${bought.join(", ")}.${noBundle}\n`}
\`\`\`sh
${setUpCommands({ stack, host })}${limit}pulumi preview
pulumi up
\`\`\`

A number is found, not bought: buy it in the portal for the new customer as soon as that is there, and run \`pulumi up\` again.
`;
}
