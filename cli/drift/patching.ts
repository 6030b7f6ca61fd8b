import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { AccountReader } from "pulumi-yay/account";
import { HIDDEN, soundsSecret } from "pulumi-yay/callflow";
import { differencesBetween, type Kind, kindOf } from "pulumi-yay/objects";
import { parse } from "yaml";
import type { ChangedObject, Changes, Declared, ProgramPatch, Project, Remark } from "../patch/types.js";
import { codeOf, UsageError, wordsOf } from "../shared/failure.js";
import { isRecord } from "../shared/json.js";
import { counted } from "../shared/output.js";
import { nameOf } from "../shared/states.js";
import { safeLine } from "../shared/terminal.js";
import type { Drifted, Found, Judged, Side } from "./looked.js";
import type { ImportFile } from "./imports.js";
import { newcomers, NOBODY } from "./newcomers.js";

/** An edit of a program, and the entries that bring what it declares into the stack. */
export interface DriftPatch extends ProgramPatch {
  readonly imports: ImportFile;
}

/** Makes the edit of a program after which it says what lives. Reads the program's files, and the account if something new is to be declared. */
export async function patchOf(
  { found, judged }: { readonly found: Found; readonly judged: Judged },
  folder: string,
  reader: () => Promise<AccountReader>,
): Promise<DriftPatch> {
  const changes = changesOf(found, judged);
  const come = await newcomers(changes, found, reader).catch((error: unknown) => {
    // What is new stays a uuid then, and each is told.
    process.stderr.write(`The account could not be read, so nothing new is declared: ${wordsOf(error)}\n`);
    return NOBODY;
  });
  // The compiler takes a moment to load, and only a patch needs it.
  const { patchFor } = await import("../patch/index.js");
  const patch = patchFor(await readProject(folder), { ...changes, added: come.added });
  const notEdited = [...patch.notEdited, ...come.notEdited, ...hiddenIn(judged)];
  return { ...patch, notEdited, imports: come.entriesFor(patch.declared) };
}

/** Secrets that have drifted: of both sides it is known only that there is one. */
function hiddenIn({ drifted }: Judged): Remark[] {
  return drifted.flatMap(({ kind, resource, changes }) =>
    changes
      .filter(({ from, to }) => from === HIDDEN && to === HIDDEN)
      .map(({ path }) => ({
        kind,
        name: resource,
        path,
        reason: "is a secret, which no patch has: set it where the program takes it from",
      })),
  );
}

type StackChanges = Required<Pick<Changes, "resources" | "changed" | "gone" | "isSame">>;

function changesOf({ states, sides }: Found, { drifted }: Judged): StackChanges {
  const resources = states.flatMap((state) => {
    const [kind, uuid] = [kindOf(state["type"]), state["id"]];
    return kind === undefined || typeof uuid !== "string" || uuid === "" ? [] : [{ kind, name: nameOf(state), uuid }];
  });
  const unique = new Map(resources.map((resource) => [`${resource.kind} ${resource.name}`, resource]));
  const changed = drifted.flatMap((object) => {
    const side = sides.find(({ kind, uuid }) => kind === object.kind && uuid === object.uuid);
    return side?.live === undefined || object.fate === "deleted" ? [] : [changedObject(object, side, side.live)];
  });
  const gone = drifted.flatMap(({ kind, resource, fate }) => (fate === "deleted" ? [{ kind, name: resource }] : []));
  return { resources: [...unique.values()], changed, gone, isSame: meanTheSame };
}

/** Arguments as wholes: within them the patch finds what differs. */
function changedObject({ kind, resource, changes }: Drifted, { held }: Side, live: NonNullable<Side["live"]>): ChangedObject {
  const names = [...new Set(changes.map(({ path }) => path.split(".")[0] ?? ""))];
  return {
    kind,
    name: resource,
    differences: names.map((name) => ({ path: [name], from: veiled(name, held[name]), to: veiled(name, live[name]) })),
  };
}

/** A preview hides what is marked as a secret. What only sounds like one is not written either. */
function veiled(name: string, value: unknown): unknown {
  if (typeof value === "string" || typeof value === "number") return soundsSecret(name) ? HIDDEN : value;
  if (Array.isArray(value)) return value.map((item: unknown) => veiled("", item));
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, veiled(key, item)])) : value;
}

function meanTheSame(kind: string, argument: string, a: unknown, b: unknown): boolean {
  return differencesBetween(kind as Kind, { [argument]: a }, { [argument]: b }).length === 0;
}

const PROGRAM = /\.(?:[cm]?[jt]s|ya?ml)$/;
const NOT_PROGRAM = new Set(["node_modules", "dist", "build", "coverage"]);
const MOST_BYTES = 1_000_000;

/** The files of the program in a Pulumi project: from its folder on, or from that of `main` if that is elsewhere. */
export async function readProject(cwd: string): Promise<Project> {
  const folder = await programFolder(resolve(cwd));
  const { withoutCompiled } = await import("./compiled.js");
  const files = withoutCompiled(folder, await filesIn(folder));
  const texts = await Promise.all(
    files.map(async (file) => [relative(folder, file).split(sep).join("/"), await readFile(file, "utf8")] as const),
  );
  return { folder, files: Object.fromEntries(texts) };
}

async function programFolder(cwd: string): Promise<string> {
  for (const name of ["Pulumi.yaml", "Pulumi.yml"]) {
    const text = await readFile(join(cwd, name), "utf8").catch((error: unknown) => {
      if (codeOf(error) === "ENOENT") return undefined;
      throw error;
    });
    if (text === undefined) continue;
    const project: unknown = parse(text);
    const main = isRecord(project) && typeof project["main"] === "string" ? resolve(cwd, project["main"]) : cwd;
    const folder = (await stat(main).catch(() => undefined))?.isDirectory() === true ? main : dirname(main);
    return folder === cwd || folder.startsWith(cwd + sep) ? cwd : folder;
  }
  throw new UsageError(`--patch edits the program of a Pulumi project, and ${cwd} has no Pulumi.yaml: name its folder by --cwd.`);
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return NOT_PROGRAM.has(entry.name) || entry.name.startsWith(".") ? [] : filesIn(path);
      return entry.isFile() && PROGRAM.test(entry.name) && (await stat(path)).size <= MOST_BYTES ? [path] : [];
    }),
  );
  return found.flat().sort();
}

/** Where the file for `pulumi import` stands that belongs to a patch: `drift.import.json` beside `drift.patch`. */
export function importFileOf(patchFile: string): string {
  return `${patchFile.replace(/\.(?:patch|diff)$/i, "")}.import.json`;
}

/** Says what a patch has and what not, a line each. */
export function patchInWords({ edited, notEdited, remarks, declared, files, imports }: DriftPatch, file: string): string {
  const size =
    Object.keys(files).length === 0 ? "no edit" : `${counted(edited.length, "edit")} in ${counted(Object.keys(files).length, "file")}`;
  return [
    `Patch: ${size}, written to ${file}.${Object.keys(files).length === 0 ? "" : " In the folder of the program git apply -p1 takes it."}`,
    ...notEdited.map((remark) => `Not in the patch: ${remarkInWords(remark)}`),
    ...remarks.map((remark) => `In the patch, to look at: ${remarkInWords(remark)}`),
    ...declared.map((object) => newInWords(object, imports)),
    ...(imports.resources.length > 0 ? [importInWords(importFileOf(file))] : []),
    "",
  ].join("\n");
}

function remarkInWords({ kind, name, path, place, reason }: Remark): string {
  const where = place === undefined ? "" : `${place.file}:${place.line}: `;
  return safeLine(`${where}${kind} ${name}${path === undefined ? "" : `, ${path}`}: ${reason}`);
}

function newInWords({ kind, name, uuid, file }: Declared, { resources }: ImportFile): string {
  const isImported = resources.some(({ id }) => id === uuid);
  const how = isImported ? `, for ${uuid}.` : `: the next pulumi up takes ${uuid} over as it lives, and makes no other one.`;
  return safeLine(`${file}: ${kind} ${name} is new in the program${how}`);
}

/** How what the patch declares gets into the stack. */
function importInWords(file: string): string {
  return (
    `After git apply -p1, run pulumi import --file ${file} --generate-code=false --protect=false --yes, which brings what is new into the stack. ` +
    "Without it the next pulumi up takes each over as it lives, and makes no other one."
  );
}
