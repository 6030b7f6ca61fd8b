import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const HASH = /^sha256:([0-9a-f]{64})$/;

/** What a killed run has left is removed after a day, by the next program that brings bytes. */
const LIFETIME_MS = 24 * 60 * 60 * 1000;

/** The hash by which programs and states name bytes: `sha256:` and 64 hexadecimal digits. */
export function hashOf(bytes: Uint8Array): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

export function isHash(value: unknown): value is string {
  return typeof value === "string" && HASH.test(value);
}

/** The folder through which a program brings bytes to the host, which is another process. */
export function contentsFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(env["PULUMI_HOME"] ?? join(homedir(), ".pulumi"), "yay", "contents");
}

/** How many resources of this process still need a file that it has brought. */
const needed = new Map<string, number>();

/** The bytes that `keepBytes` was given, by hash. */
const kept = new Map<string, Uint8Array>();

/**
 * Brings bytes to the host as a file named by their hash, and by this process, because another run may bring the same. Returns what removes it;
 * call that once the engine has answered for the resource. A failure is ignored: the host says what it does not find.
 */
export function bringBytes(bytes: Uint8Array, folder = contentsFolder()): () => void {
  const file = join(folder, `${digits(hashOf(bytes))}.${process.pid}`);
  needed.set(file, (needed.get(file) ?? 0) + 1);
  attempt(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    removeOld(folder);
    writeFileSync(file, bytes, { mode: 0o600 });
  });
  return () => {
    const left = (needed.get(file) ?? 1) - 1;
    if (left > 0) needed.set(file, left);
    else if (needed.delete(file)) attempt(() => rmSync(file, { force: true }));
  };
}

/** Keeps bytes in this process, for handlers that run in the same one. Returns their hash. */
export function keepBytes(bytes: Uint8Array): string {
  const hash = hashOf(bytes);
  kept.set(hash, bytes);
  return hash;
}

/** The bytes with a hash; undefined if no program has brought them. */
export function findBytes(hash: string, folder = contentsFolder()): Buffer | undefined {
  const here = kept.get(hash);
  if (here !== undefined) return Buffer.from(here);
  const names = (attempt(() => readdirSync(folder)) ?? []).filter((name) => name.startsWith(`${digits(hash)}.`));
  const files = names.map((name) => attempt(() => readFileSync(join(folder, name))));
  // A file that a kill has cut short is another content.
  return files.find((bytes) => bytes !== undefined && hashOf(bytes) === hash);
}

function removeOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    attempt(() => {
      if (Date.now() - statSync(file).mtimeMs > LIFETIME_MS) rmSync(file, { force: true });
    });
  }
}

function digits(hash: string): string {
  return HASH.exec(hash)?.[1] ?? "";
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
