import { access, readdir } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { HIDDEN } from "pulumi-yay/callflow";
import { parse } from "yaml";
import { UsageError } from "../shared/failure.js";
import { isRecord, readText } from "../shared/json.js";

/** A Pulumi program as it is run: where, with which names and which configuration. */
export interface Project {
  readonly name: string;
  readonly stack: string;
  /** The folder that the program runs in. */
  readonly folder: string;
  /** The program's file in that folder; `.` for what its package.json names. */
  readonly main: string;
  /** The configuration by full key, each value as text; `[secret]` for secrets. */
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  /** Whether it is run as TypeScript, and by which tsconfig, if the project says so. */
  readonly typescript: boolean;
  readonly tsconfig: string | undefined;
}

const FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/** The stack of a program that has no configuration. */
const NO_STACK = "stack";

/**
 * The project in a folder. Without a Pulumi.yaml the folder is the program, and has no configuration.
 *
 * @param stack whose configuration it gets; left out, that of the only stack that has a file.
 */
export async function readProject(cwd: string, stack: string | undefined): Promise<Project> {
  const root = resolve(cwd);
  const file = await firstOf(FILES.map((name) => join(root, name)));
  const project = file === undefined ? {} : await readYaml(file);
  const name = textIn(project, "name") ?? basename(root);
  const runtime = isRecord(project["runtime"]) && isRecord(project["runtime"]["options"]) ? project["runtime"]["options"] : {};
  const chosen = await stackIn(join(root, textIn(project, "stackConfigDir") ?? "."), stack);
  const given = chosen.file === undefined ? {} : (await readYaml(chosen.file))["config"];
  return {
    name,
    stack: chosen.name,
    ...(await placeOf(root, textIn(project, "main"))),
    ...configOf(name, [defaultsIn(project["config"]), isRecord(given) ? given : {}]),
    typescript: runtime["typescript"] !== false,
    tsconfig: textIn(runtime, "tsconfig"),
  };
}

/** The name of the project that a folder belongs to, as the engine looks for it: there, else above. @throws UsageError if there is none. */
export async function projectNameIn(cwd: string): Promise<string> {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const file = await firstOf(FILES.map((name) => join(folder, name)));
    const name = file === undefined ? undefined : textIn(await readYaml(file), "name");
    if (name !== undefined) return name;
    if (folder === dirname(folder))
      throw new UsageError(
        `--cwd ${cwd}: no Pulumi.yaml there or above names the project of the stack. Name the folder that has it, or --project.`,
      );
  }
}

/** The folder that a program runs in, and its file there, as Pulumi chooses them. */
async function placeOf(root: string, main: string | undefined): Promise<Pick<Project, "folder" | "main">> {
  if (main === undefined) return { folder: root, main: "." };
  const place = resolve(root, main);
  const isFolder = await readdir(place).then(
    () => true,
    () => false,
  );
  return isFolder ? { folder: place, main: "." } : { folder: dirname(place), main: basename(place) };
}

async function stackIn(folder: string, wanted: string | undefined): Promise<{ readonly name: string; readonly file: string | undefined }> {
  const files = (await readdir(folder).catch(() => [])).flatMap((file) => {
    const [, name] = /^Pulumi\.(.+)\.(?:yaml|yml|json)$/.exec(file) ?? [];
    return name === undefined ? [] : [{ name, file: join(folder, file) }];
  });
  const there = files.map(({ name }) => name).join(", ") || "none";
  if (wanted !== undefined) {
    const name = wanted.split("/").at(-1) ?? wanted;
    const found = files.find((file) => file.name === name);
    if (found === undefined)
      throw new UsageError(`--config ${wanted}: no stack of this name has a configuration in ${folder}. There are: ${there}.`);
    return found;
  }
  if (files.length > 1) throw new UsageError(`Several stacks have a configuration: ${there}. Name one by --config <stack>.`);
  return files[0] ?? { name: NO_STACK, file: undefined };
}

/** The values that a project gives its stacks. */
function defaultsIn(config: unknown): Readonly<Record<string, unknown>> {
  if (!isRecord(config)) return {};
  const entries = Object.entries(config).flatMap(([key, entry]) => {
    if (!isRecord(entry)) return [[key, entry] as const];
    const value = entry["value"] ?? entry["default"];
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(entries);
}

/** The configuration as a program gets it. A key without a namespace is the project's own. */
function configOf(project: string, layers: readonly Readonly<Record<string, unknown>>[]): Pick<Project, "config" | "secretKeys"> {
  const values = new Map(
    layers.flatMap((layer) => Object.entries(layer).map(([key, value]) => [key.includes(":") ? key : `${project}:${key}`, value] as const)),
  );
  const read = [...values].map(([key, value]) => ({ key, shown: withoutSecrets(value) }));
  return {
    config: Object.fromEntries(read.map(({ key, shown }) => [key, asText(shown.value)])),
    secretKeys: read.flatMap(({ key, shown }) => (shown.hasSecret ? [key] : [])),
  };
}

/** A value of a configuration with `[secret]` in place of what is encrypted. */
function withoutSecrets(value: unknown): { readonly value: unknown; readonly hasSecret: boolean } {
  if (isRecord(value) && typeof value["secure"] === "string" && Object.keys(value).length === 1) return { value: HIDDEN, hasSecret: true };
  if (typeof value !== "object" || value === null) return { value, hasSecret: false };
  const inner = Object.entries(value).map(([key, item]) => [key, withoutSecrets(item)] as const);
  const entries = inner.map(([key, shown]) => [key, shown.value] as const);
  const hasSecret = inner.some(([, shown]) => shown.hasSecret);
  return { value: Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries), hasSecret };
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

async function readYaml(file: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readText(file);
  try {
    const value: unknown = parse(text);
    return isRecord(value) ? value : {};
  } catch (error) {
    throw new UsageError(`${file} is no YAML: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : ""}`);
  }
}

async function firstOf(files: readonly string[]): Promise<string | undefined> {
  for (const file of files) {
    const exists = await access(file).then(
      () => true,
      () => false,
    );
    if (exists) return file;
  }
  return undefined;
}

function textIn(value: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const text = value[key];
  return typeof text === "string" && text !== "" ? text : undefined;
}
