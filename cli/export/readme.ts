import type { ExportedProgram } from "pulumi-yay/export";
import { markdownTable, markdownText } from "../shared/markdown.js";
import { counted } from "../shared/output.js";
import type { UnreadList } from "./resuming.js";
import { MARK } from "./writing.js";

/** The most accounts that a line names. */
const MOST_NAMED = 5;

/** The host of which nothing has to be said: the settings have it by themselves. */
const DEFAULT_HOST = "https://api.yay.com";

/** The stack that the commands of a README make. */
export interface NewStack {
  readonly stack: string;
  /** The API that the account was read from. */
  readonly host: string;
}

/** The commands that come before all others in a new project: a stack that reaches the account which was read. */
export function setUpCommands({ stack, host }: NewStack): string {
  const lines = [
    "npm install",
    `pulumi stack init ${stack}`,
    ...(host === DEFAULT_HOST ? [] : [`pulumi config set yay:baseUrl ${host}`]),
    "pulumi config set yay:reseller <reseller>",
    "pulumi config set yay:user <user>",
    "pulumi config set --secret yay:password",
  ];
  return lines.map((line) => `${line}\n`).join("");
}

/** What is said if `--with-secrets` found none. */
export const NO_SECRETS =
  "No secret was found that the API shows in clear, so --with-secrets took none over: passwords and PINs stay as they live, and there is none to set.";

interface Told extends NewStack {
  /** Whether secrets were asked for. */
  readonly withSecrets: boolean;
  readonly program: ExportedProgram;
  readonly unread: readonly UnreadList[];
  readonly project: string;
}

/** The README of an exported project: the commands to run, and what to look at. */
export function readmeOf({ program, unread, project, withSecrets, ...place }: Told): string {
  const { resources, notManaged, leftToPortal } = program;
  return `# ${project}

The objects of a living account as a Pulumi program, ${MARK}: ${counted(resources.length, "resource")}. The program says what lives; nothing in the
account has been changed, and nothing is changed by the commands below.

## Bring them into a stack

Run these in this folder, in this order:

\`\`\`sh
${setUpCommands(place)}${secretCommands(program)}pulumi import --file import.json --generate-code=false --protect=false --yes
pulumi preview --expect-no-changes
\`\`\`
${withSecrets && program.secrets.length === 0 ? `\n${NO_SECRETS}\n` : ""}
The import (Pulumi 3.254 or newer) stores what \`import.json\` says and asks the account nothing. Hundreds of resources take long, unless
\`PULUMI_SKIP_CHECKPOINTS=true\` stands before it: then the state is saved once, at the end. The preview must show no change. **If it shows anything to create,
the import is missing: do not run \`pulumi up\`**, which would make second objects. \`pulumi preview --refresh\` then compares with the account as it lives now.

Once the preview is clean, \`import.json\` has done its work: delete it${program.secrets.length > 0 ? ", and the folder `secrets/`, which has passwords in clear: `rm -r import.json secrets`" : ""}. Commit the rest.

## What is here

- \`index.ts\` imports a file for each customer (\`customers/\`) and one for the own account. Rename variables as you like; the name in quotes is the resource's, and
  renaming that needs an alias.
- ${leftToPortal.length === 0 ? "All that answers show of these objects is declared" : `${counted(leftToPortal.length, "argument")} could not be written and ${leftToPortal.length === 1 ? "stays" : "stay"} with the portal`}; secrets, and values that are the documented default, are not named. What is not
  named stays as it lives.
- [not-managed.md](not-managed.md) lists what is in the account and not in the program (${counted(notManaged.length, "object")}), and what could not be read (${counted(unread.length, "list")}).
`;
}

/**
 * The README above the projects of several accounts.
 * @param without how many accounts have something that `not-managed.md` beside it lists, and no project, because no program would have anything of them.
 */
export function overviewOf(projects: readonly { readonly path: string; readonly count: number }[], without: number): string {
  const rows = projects
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, count }) => [`[${path}](${path}/README.md)`, String(count)]);
  return `# Accounts\n\nA project with a stack of its own for each account, ${MARK}. The README of each has the commands.\n\n${markdownTable(["project", "resources"], rows)}${without === 0 ? "" : `\nNothing of ${counted(without, "other account")} is in a program: [not-managed.md](not-managed.md) says what lives there and why, and what could not be read.\n`}`;
}

/** A line for each secret; its value comes from standard input, so that no list of processes and no history shows it. */
function secretCommands({ secrets }: ExportedProgram): string {
  return secrets.map(({ key }) => `pulumi config set --secret ${key} < secrets/${key}\n`).join("");
}

/** What programs do not have, each with the reason. */
export function reportOf(
  { notManaged, leftToPortal }: Pick<ExportedProgram, "notManaged" | "leftToPortal">,
  unread: readonly UnreadList[],
): string {
  const code = (text: string): string => `\`${text.replaceAll("`", "'")}\``;
  const objects = notManaged.map(({ kind, title, id, customer = "", reason }) => [
    kind,
    markdownText(title),
    code(id),
    customer === "" ? "own account" : code(customer),
    markdownText(reason),
  ]);
  const parts = leftToPortal.map(({ kind, name, argument, reason }) => [kind, markdownText(name), code(argument), markdownText(reason)]);
  const reasons = new Map<string, string[]>();
  for (const { kind, customer, reason } of unread) {
    const key = JSON.stringify([kind, markdownText(reason)]);
    reasons.set(key, [...(reasons.get(key) ?? []), customer === undefined ? "the own account" : code(customer)]);
  }
  const lists = [...reasons].map(([key, whose]) => {
    const [kind = "", reason = ""] = JSON.parse(key) as string[];
    return [kind, whose.length > MOST_NAMED ? counted(whose.length, "account") : whose.join(", "), reason];
  });
  return [
    "# What is not in the program\n",
    "## Objects\n",
    objects.length === 0 ? "None.\n" : markdownTable(["kind", "name", "uuid", "customer", "why"], objects),
    "## Arguments of declared objects that stay with the portal\n",
    parts.length === 0 ? "None.\n" : markdownTable(["kind", "resource", "argument", "why"], parts),
    "## Lists that could not be read\n",
    lists.length === 0 ? "None.\n" : markdownTable(["kind", "whose", "why"], lists),
  ].join("\n");
}
