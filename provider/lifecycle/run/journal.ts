import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { replaceFile } from "./disk";

/** A creation that this machine began: when, and the uuid that the API returned, if its answer came. */
export interface Begun {
  readonly at: number;
  readonly uuid?: string;
  /** What it was to be, for kinds whose objects nothing but the content tells apart before they have a uuid. */
  readonly content?: string;
  /** Set if the creation costs money and nothing but this note tells of it: it counts until it is forgotten. */
  readonly lasts?: true;
  /** The uuids of what lived before a creation that costs money: none of them can be what it made. */
  readonly beside?: readonly string[];
  /** Of the last purchase of a resource: for whom it was begun, and a hash of where. */
  readonly customer?: string;
  readonly place?: string;
}

/**
 * The creations that this machine began, by resource and natural key. If the process is killed during one, the engine calls create again
 * with the same inputs; the entry distinguishes what the interrupted request created from an object that somebody else created under the
 * same name.
 */
export type Journal = Notes<Begun>;

/** Small notes on this machine, by key. */
export interface Notes<T> {
  find(key: readonly string[]): T | undefined;
  note(key: readonly string[], content: T): void;
  forget(key: readonly string[]): void;
  /** The path of the note, for messages. */
  place?(key: readonly string[]): string;
}

/** Remembers nothing. Then only the user can tell an interrupted creation from somebody else's object. */
export const noJournal: Journal = { find: () => undefined, note: () => undefined, forget: () => undefined };

const lifetime = 24 * 60 * 60 * 1000;

/** One small file for each creation, in Pulumi's home folder. */
export function fileJournal(env: NodeJS.ProcessEnv = process.env, now: () => number = Date.now): Journal {
  const notes = fileNotes(["yay", "creations"], { env, read: readBegun });
  const find: Journal["find"] = (key) => {
    const begun = notes.find(key);
    return begun !== undefined && (begun.lasts === true || now() - begun.at < lifetime) ? begun : undefined;
  };
  return { ...notes, find };
}

/** What notes and their names have in place of values, which may be secrets: equal values have an equal hash. */
export function hashOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

interface NotesOptions<T> {
  readonly env: NodeJS.ProcessEnv;
  /** Reads the content of a file; undefined if it is not a note of this type. */
  readonly read: (value: Partial<T>) => T | undefined;
}

/**
 * One small file for each note, in Pulumi's home folder. Failures are ignored: without a note, only the help that it would give is missing.
 * A note that replaces another one is never read half: until all of it is on the disk, the former one stands.
 */
export function fileNotes<T>(path: readonly string[], { env, read }: NotesOptions<T>): Notes<T> {
  const folder = join(env["PULUMI_HOME"] ?? join(homedir(), ".pulumi"), ...path);
  const file = (key: readonly string[]) => join(folder, `${hashOf(key)}.json`);
  return {
    find: (key) => attempt(() => read(JSON.parse(readFileSync(file(key), "utf8")) as Partial<T>)),
    note: (key, content) => attempt(() => write(folder, file(key), JSON.stringify(content))),
    forget: (key) => attempt(() => rmSync(file(key), { force: true })),
    place: file,
  };
}

function readBegun(value: Partial<Begun>): Begun | undefined {
  if (typeof value.at !== "number") return undefined;
  return {
    at: value.at,
    ...(typeof value.uuid === "string" && { uuid: value.uuid }),
    ...(typeof value.content === "string" && { content: value.content }),
    ...(value.lasts === true && { lasts: true }),
    ...(typeof value.customer === "string" && { customer: value.customer }),
    ...(typeof value.place === "string" && { place: value.place }),
    ...(Array.isArray(value.beside) && { beside: value.beside.filter((uuid) => typeof uuid === "string") }),
  };
}

function write(folder: string, file: string, text: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  replaceFile(file, text);
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
