import type { Command } from "commander";
import { driftAsHtml } from "../drift/html.js";
import { type Found, judge, type Judged } from "../drift/looked.js";
import { driftAsMarkdown } from "../drift/markdown.js";
import { addLiveNames, type Names, namesIn, toldApart } from "../drift/names.js";
import { addDriftOptions, type DriftOptions, type Format, formatOf } from "../drift/options.js";
import { importFileOf, patchInWords, patchOf } from "../drift/patching.js";
import { driftAsJson, driftAsText, summaryOf } from "../drift/report.js";
import { look } from "../drift/sources.js";
import { json } from "../export/project.js";
import { EXIT, UsageError, wordsOf } from "../shared/failure.js";
import { deliver } from "../shared/output.js";
import { type ReaderOf, readersOf } from "../shared/settings.js";
import { readNames } from "../shared/states.js";

/** Adds `yay drift`. */
export function addDrift(program: Command, end: (code: number) => void): void {
  const command = program
    .command("drift [files...]")
    .description(
      "Say what was changed behind the code's back, by customer and object: of stacks, by a preview with a refresh, or of files with the output of " +
        "`pulumi preview --refresh --json --show-sames`. It changes nothing. Exit code 3 if there is drift, 1 if not all could be looked at.",
    );
  addDriftOptions(command).action(async (files: string[], options: DriftOptions) => end(await drift(files, options)));
}

async function drift(files: readonly string[], options: DriftOptions): Promise<number> {
  const formats = options.output.map((file) => [file, formatOf(file, options.format)] as const);
  if (options.patch !== undefined && Math.max(files.length, options.stack.length) > 1)
    throw new UsageError("--patch edits the program of one stack: name one by --stack.");
  // A preview hides secrets; a state that is read to be compared has them in clear.
  if (options.patch !== undefined && options.state === true)
    throw new UsageError("--patch needs what the program says: leave --state out.");
  const readerOf = readersOf(options);
  const found = await look(files, options, readerOf);
  const known = await namesFor(found, files, { ...options, readerOf });
  const names = { ...known, customers: toldApart(known.customers) };
  // An answer may spell a uuid otherwise than a state does.
  const spelt = new Map([...names.objects].map(([uuid, name]) => [uuid.toLowerCase(), name]));
  const judged = judge(found, (uuid) => spelt.get(uuid.toLowerCase()));
  for (const [file, format] of formats) await deliver(await shown(judged, names, format), file);
  process.stdout.write(formats.length > 0 ? `${summaryOf(judged)}\n` : await shown(judged, names, options.format ?? "text"));
  if (options.patch !== undefined) await writePatch(options.patch, { found, judged, isOfFile: files.length > 0 }, { ...options, readerOf });
  return judged.drifted.length > 0 ? EXIT.drift : judged.unread.length > 0 ? EXIT.failed : EXIT.ok;
}

/** The options, and who asks the account. */
type Asking = DriftOptions & { readonly readerOf: ReaderOf };

/** Writes the edit of the program into a file. What it has and what not goes to standard error, beside the report. */
async function writePatch(
  file: string,
  { found, judged, isOfFile }: { readonly found: readonly Found[]; readonly judged: Judged; readonly isOfFile: boolean },
  options: Asking,
): Promise<void> {
  const [only] = found;
  if (only === undefined) return;
  const choice = isOfFile ? undefined : { stack: options.stack[0] ?? (true as const), cwd: options.cwd };
  const patch = await patchOf({ found: only, judged }, options.cwd, () => options.readerOf(choice));
  await deliver(patch.patch, file);
  const { nameTable, resources } = patch.imports;
  const hasParents = Object.keys(nameTable).length > 0;
  if (resources.length > 0) await deliver(json({ ...(hasParents && { nameTable }), resources }), importFileOf(file));
  process.stderr.write(patchInWords(patch, file));
}

/** Names of the stacks, of a file, and live ones. A report with a uuid in the place of a name is better than none. */
async function namesFor(found: readonly Found[], files: readonly string[], options: Asking): Promise<Names> {
  const { stack, cwd, state, readerOf } = options;
  const names = namesIn(found);
  for (const [uuid, name] of await readNames(options.names)) names.objects.set(uuid, name);
  if (files.length > 0 && state !== true) return names;
  const choice = files.length > 0 ? undefined : { stack: stack[0] ?? (true as const), cwd };
  await addLiveNames(names, found, () => readerOf(choice)).catch((error: unknown) => {
    process.stderr.write(`Live names could not be read, so some uuids stand in their place: ${wordsOf(error)}\n`);
  });
  return names;
}

async function shown(judged: Judged, names: Names, format: Format): Promise<string> {
  switch (format) {
    case "text":
      return driftAsText(judged, names.customers);
    case "json":
      return driftAsJson(judged, names.customers);
    case "markdown":
      return driftAsMarkdown(judged, names);
    case "html":
      return driftAsHtml(judged, names);
  }
}
