import { createHash } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** What this machine remembers of a creation that it began: when, and which object the API named, if its answer came. */
export interface Begun {
  readonly at: number;
  readonly uuid?: string;
}

/**
 * Creations that this machine began, by resource and natural key. After a kill in the middle of one, the engine calls create again with the
 * same inputs; the entry tells what our own interrupted request made from what somebody else made under the same name.
 */
export type Journal = Notes<Begun>;

/** Small notes of this machine, by what they are about. */
export interface Notes<T> {
  find(key: readonly string[]): T | undefined;
  note(key: readonly string[], content: T): void;
  forget(key: readonly string[]): void;
  /** Where a person finds the note. */
  place?(key: readonly string[]): string;
}

/** Remembers nothing: an interrupted creation is then told from somebody else's by the person alone. */
export const noJournal: Journal = { find: () => undefined, note: () => undefined, forget: () => undefined };

const lifetime = 24 * 60 * 60 * 1000;

/** One small file for each creation, in the folder of the engine. */
export function fileJournal(env: NodeJS.ProcessEnv = process.env, now: () => number = Date.now): Journal {
  const notes = fileNotes(["yay", "creations"], { env, read: readBegun });
  const find: Journal["find"] = (key) => {
    const begun = notes.find(key);
    return begun !== undefined && now() - begun.at < lifetime ? begun : undefined;
  };
  return { ...notes, find };
}

interface NotesOptions<T> {
  readonly env: NodeJS.ProcessEnv;
  /** What a file says; undefined if it is no such note. */
  readonly read: (value: Partial<T>) => T | undefined;
}

/** One small file for each note, in a folder of the engine's home. A note is a help: if it cannot be written, nothing is lost but that. */
export function fileNotes<T>(path: readonly string[], { env, read }: NotesOptions<T>): Notes<T> {
  const folder = join(env["PULUMI_HOME"] ?? join(homedir(), ".pulumi"), ...path);
  const file = (key: readonly string[]) => join(folder, `${createHash("sha256").update(JSON.stringify(key)).digest("hex")}.json`);
  return {
    find: (key) => attempt(() => read(JSON.parse(readFileSync(file(key), "utf8")) as Partial<T>)),
    note: (key, content) => attempt(() => write(folder, file(key), JSON.stringify(content))),
    forget: (key) => attempt(() => rmSync(file(key), { force: true })),
    place: file,
  };
}

function readBegun(value: Partial<Begun>): Begun | undefined {
  if (typeof value.at !== "number") return undefined;
  return typeof value.uuid === "string" ? { at: value.at, uuid: value.uuid } : { at: value.at };
}

function write(folder: string, file: string, text: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const handle = openSync(file, "w", 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
