import { basename, dirname, relative, resolve } from "node:path";
import { YayError } from "../common/errors";
import { valueAt } from "../common/keyPath";
import { isUuid, type Props } from "../common/values";
import { dataFindings } from "../customer/dataFindings";
import { numbersOf, partsOf } from "../customer/parts";
import { isPlain } from "../customer/references";
import { noteSecretPlaces } from "../customer/secretPlaces";
import { withoutMarks } from "../customer/undocumentedNames";
import type { CustomerInputs } from "../hosts/dynamic/customer/customer";
import { SOMETHING_THAT_LIVES } from "./aliases";
import { isFile, isFolder } from "./fileText";
import { filesFor } from "./glob";
import { type Place, placeInWords, type Places, wholeFile } from "./places";
import { Templates, templatesBeside } from "./templates";
import { readUsers, type ReadUsers, unknownUsers } from "./usersFile";
import { isWithin, type PlacedFinding, readYaml } from "./yamlFile";

/** How customers are read from files. */
export interface ReadOptions {
  /** The folder that paths begin in. Default: the working directory, which is the program's folder. */
  readonly folder?: string;
  /** The files with templates, as a path in which `*` stands for any part of a name. Default: `templates/*.yaml` beside the customers. */
  readonly templates?: string;
}

/** One thing that is wrong in the files of customers. */
export interface FileFinding {
  /** The file, from the folder that was read. */
  readonly file: string;
  /** The line, counted from one; 0 if it is about the file as a whole. */
  readonly line: number;
  /** The column, counted from one; 0 if it is about the file as a whole. */
  readonly column: number;
  /** Where in the customer: `users.anna.extension`; the empty text for the whole. */
  readonly path: string;
  /** What is wrong, and how to mend it. */
  readonly reason: string;
}

/** Files of customers have faults, all of which it tells; no customer was read. */
export class CustomerFilesError extends YayError {
  static override readonly code = "YAY_CUSTOMER_FILES";
  /** Everything that is wrong, in the order of files and lines. */
  readonly findings: readonly FileFinding[];

  constructor(findings: readonly FileFinding[]) {
    const count = findings.length === 1 ? "1 finding" : `${findings.length} findings`;
    const lines = findings.map(({ path, reason, ...place }) => `  ${placeInWords(place)}: ${path === "" ? "" : `${path}: `}${reason}`);
    super([`Cannot read the customers, and nothing was sent: ${count}.`, ...lines].join("\n"));
    this.findings = findings;
    // Has Pulumi print the message alone, as of its own RunError.
    Object.defineProperty(this, "__pulumiRunError", { value: true });
  }
}

/**
 * Reads customers from files of YAML, as `Customer` takes them, by the names of the files: `customers/acme.yaml` is `acme`.
 *
 * Parts of flows and hours may come from templates that customers share, users from a table, and secrets come from the stack's configuration by
 * name. The path of a sound is read from the folder of its file. `customers.schema.json` and
 * `customer-templates.schema.json` of this package tell an editor what such files may hold.
 *
 * @param pattern a path in which `*` stands for any part of a name, such as `customers/*.yaml`.
 * @throws CustomerFilesError with everything that is wrong, each with file and line, or if no file fits.
 */
export function readCustomers(pattern: string, { folder = process.cwd(), templates }: ReadOptions = {}): Record<string, CustomerInputs> {
  const files = filesFor(pattern, folder);
  if (files.length === 0) throw new CustomerFilesError([{ ...wholeFile(pattern), path: "", reason: whyNone(pattern, folder) }]);
  if (templates !== undefined && isFolder(resolve(folder, templates)))
    throw new CustomerFilesError([{ ...wholeFile(templates), path: "", reason: whyNone(templates, folder) }]);
  const shown = (path: string) => relative(folder, path).replaceAll("\\", "/");
  const shared = new Templates();
  for (const each of templates === undefined ? templatesBeside(files) : [templates])
    for (const path of filesFor(each, folder)) shared.read(path, shown(path));
  const read = files.map((path) => readFile(path, shown, shared));
  const findings = [
    ...shared.findings,
    ...read.flatMap((each) => each.findings),
    ...sharedNumbers(read),
    ...sharedNames(read),
    ...sharedAccounts(read),
  ];
  if (findings.length > 0) throw new CustomerFilesError(inOrder(findings));
  return Object.fromEntries(read.map(({ name, args }) => [name, args as unknown as CustomerInputs]));
}

function whyNone(pattern: string, folder: string): string {
  if (!isFolder(resolve(folder, pattern))) return `there is no such file in ${folder}`;
  return `is a folder; name the files in it, such as ${pattern === "" ? "" : `${pattern.replace(/[\\/]$/, "")}/`}*.yaml`;
}

interface ReadFile {
  readonly name: string;
  readonly args: Props;
  readonly places: Places;
  readonly findings: readonly PlacedFinding[];
}

function readFile(path: string, shown: (path: string) => string, templates: Templates): ReadFile {
  const name = basename(path).replace(/\.ya?ml$/i, "");
  const { data, places, findings, unread } = readYaml(path, shown(path));
  if (data === undefined) return { name, args: {}, places, findings };
  const expanded = templates.expand(data, places);
  const table = withUsers(expanded.args, { path, shown, places });
  const sounds = withSounds(table.args, path);
  const placed = [...dataFindings(sounds.args), ...sounds.missing].map((finding) => ({
    ...finding,
    place: placeIn(places, finding.path, shown(path)),
  }));
  noteSecretPlaces(sounds.args, (at) => placeInWords(placeIn(places, at, shown(path))));
  const holes = [...unread, ...expanded.unread];
  const ofData = placed.filter((finding) => !isWithin(table.unread, finding.path));
  const more = [...expanded.findings, ...table.findings, ...ofData].filter((finding) => !isWithin(holes, finding.path));
  return { name, args: withoutMarks(sounds.args), places, findings: [...findings, ...more] };
}

function placeIn(places: Places, path: PlacedFinding["path"], file: string): Place {
  return places.of(path) ?? wholeFile(file);
}

interface InFile {
  readonly path: string;
  readonly shown: (path: string) => string;
  readonly places: Places;
}

/** The users of a table in the place of its path. */
function withUsers(args: Props, { path, shown, places }: InFile): { args: Props } & Pick<ReadUsers, "findings" | "unread"> {
  const { users } = args;
  if (typeof users !== "string") return { args, findings: [], unread: [] };
  const table = resolve(dirname(path), users);
  const reason = users === "" ? "must be a map of users by name, or the path of a table" : `there is no file ${users} beside it`;
  const read = isFile(table)
    ? readUsers(table, shown(table), places)
    : unknownUsers([{ path: ["users"], reason, place: placeIn(places, ["users"], shown(path)) }]);
  return { args: { ...args, users: read.users }, findings: read.findings, unread: read.unread };
}

/** Whether a sound is said by a file, and not by a uuid or by the hash of bytes that are there already. */
function isPath(text: string): boolean {
  return text !== "" && !text.startsWith("sha256:") && !isUuid(text);
}

/** The sounds with the paths of their files from the file that names them, and those that are not there. */
function withSounds(args: Props, path: string) {
  const missing: { path: string[]; reason: string }[] = [];
  const file = (name: string, given: unknown, at: readonly string[]): unknown => {
    if (typeof given !== "string" || !isPath(given)) return given;
    const found = resolve(dirname(path), given);
    if (!isFile(found)) missing.push({ path: ["sounds", name, ...at], reason: `there is no file ${given} beside it` });
    return found;
  };
  const parts = partsOf(args, "sounds").map(([name, part]) => {
    const isWhole = isPlain(part) && "content" in part;
    return [name, isWhole ? { ...part, content: file(name, part["content"], ["content"]) } : file(name, part, [])] as const;
  });
  return { args: isPlain(args["sounds"]) ? { ...args, sounds: Object.fromEntries(parts) } : args, missing };
}

/** A number rings at one customer alone. */
function sharedNumbers(files: readonly ReadFile[]): PlacedFinding[] {
  const first = new Map<unknown, ReadFile>();
  return files.flatMap((file) =>
    numbersOf(file.args).flatMap((given, index) => {
      const number = isPlain(given) ? given["number"] : given;
      const before = first.get(number);
      if (before === undefined) first.set(number, file);
      if (before === undefined || before === file || typeof number !== "string" || number === SOMETHING_THAT_LIVES) return [];
      const path = ["numbers", index];
      return [{ path, reason: `${number} is a number of ${before.name}, too`, place: placeIn(file.places, path, "") }];
    }),
  );
}

function sharedNames(files: readonly ReadFile[]): PlacedFinding[] {
  return files
    .filter(({ name }, index) => files.findIndex((other) => other.name === name) < index)
    .map(({ name, places }) => ({
      path: [],
      reason: `another file is called ${name}, too; the names of files are those of customers`,
      place: placeIn(places, [], ""),
    }));
}

/** The name of an account is what requests name it by, so that each has its own. */
function sharedAccounts(files: readonly ReadFile[]): PlacedFinding[] {
  const path = ["customer", "name"];
  const first = new Map<string, ReadFile>();
  return files.flatMap((file) => {
    const name = valueAt(file.args, path);
    if (typeof name !== "string" || name === "" || name === SOMETHING_THAT_LIVES) return [];
    const before = first.get(name);
    if (before === undefined) first.set(name, file);
    const reason = `${JSON.stringify(name)} is the account of ${before?.name ?? ""}, too; give each customer its own, or leave it out`;
    return before === undefined ? [] : [{ path, reason, place: placeIn(file.places, path, "") }];
  });
}

function inOrder(findings: readonly PlacedFinding[]): FileFinding[] {
  return findings
    .map(({ place, path, reason }) => ({ ...place, path: path.join("."), reason }))
    .sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
}
