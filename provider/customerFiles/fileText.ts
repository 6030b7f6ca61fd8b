import { existsSync, readFileSync, statSync } from "node:fs";

/** Whether there is a file at a path: not a folder, which cannot be read. */
export function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** Whether there is a folder at a path. */
export function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

/** A file as text, without a byte order mark; or the first line of it that is not UTF-8, in which names would be damaged. */
export function readUtf8(path: string): { readonly text: string } | { readonly brokenLine: number } {
  const bytes = readFileSync(path);
  const text = decoded(bytes);
  if (text !== undefined) return { text };
  let line = 1;
  for (let at = 0; at < bytes.length; line += 1) {
    const end = bytes.indexOf(NEW_LINE, at);
    const next = end < 0 ? bytes.length : end + 1;
    if (decoded(bytes.subarray(at, next)) === undefined) break;
    at = next;
  }
  return { brokenLine: line };
}

/** In UTF-8 no other character has this byte in it. */
const NEW_LINE = 0x0a;

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
