import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { types } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { refusedContent } from "../../lifecycle/fields/content";
import type { Field } from "../../lifecycle/kind";
import { bringBytes, hashOf, isHash } from "../../lifecycle/run/contents";
import { NOTHING } from "../../common/values";
import { hasEngine } from "./engine";

type Rules = NonNullable<Field["file"]>;

/** Arguments in which each file is its hash, or what is wrong with it, which the check says. */
export interface Staged<Args> {
  readonly args: Args;
  /** Call it once the engine has answered for the resource: the host needs the bytes no more. */
  readonly drop: () => void;
}

/** Brings the bytes of the arguments that are files to the host. A preview sends nothing, so it brings nothing. */
export function stageFiles<Args extends object>(fields: Readonly<Record<string, Field>>, args: Args): Staged<Args> {
  const drops: (() => void)[] = [];
  const stage = (bytes: Uint8Array) => {
    if (hasEngine() && !pulumi.runtime.isDryRun()) drops.push(bringBytes(bytes));
  };
  const entries = Object.entries(args).map(([name, value]: [string, unknown]) => {
    const rules = fields[name]?.file;
    return [name, rules === undefined ? value : hashed(value, (bytes) => taken(bytes, rules, stage))] as const;
  });
  return { args: Object.fromEntries(entries) as Args, drop: () => drops.splice(0).forEach((drop) => drop()) };
}

type Take = (bytes: Uint8Array | { readonly path: string }) => string;

function hashed(value: unknown, take: Take): unknown {
  if (types.isPromise(value)) return Promise.resolve(value).then((known: unknown) => hashed(known, take));
  if (pulumi.Output.isInstance<unknown>(value)) return value.apply((known) => hashed(known, take));
  if (value === undefined || value === null || value === NOTHING || isHash(value)) return value;
  if (typeof value === "string") return take({ path: value });
  if (value instanceof ArrayBuffer) return take(new Uint8Array(value));
  if (ArrayBuffer.isView(value)) return take(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  return pulumi.asset.Asset.isInstance(value) ? ofAsset(value, take) : refusedContent(NEITHER);
}

const NEITHER =
  "must be the path of a file, its bytes, or a pulumi.asset.FileAsset; an output cannot carry bytes, so give those as they are or as a promise";

function ofAsset(asset: object, take: Take): unknown {
  const path: unknown = Reflect.get(asset, "path");
  if (path !== undefined) return hashed(Promise.resolve(path), take);
  const isText = Reflect.get(asset, "text") !== undefined;
  return refusedContent(
    isText
      ? "is a StringAsset, whose text would stand in the state: write the bytes themselves, Buffer.from(…), or the path of a file"
      : "is no file of this machine: download it, and write its path",
  );
}

/** The hash of bytes that can be sent, once they are staged; else what is wrong with them. */
function taken(source: Uint8Array | { readonly path: string }, { most, fault }: Rules, stage: (bytes: Uint8Array) => void): string {
  const isBytes = source instanceof Uint8Array;
  const name = isBytes ? "what is given" : `the file ${JSON.stringify(source.path)}`;
  try {
    const size = isBytes ? source.byteLength : sizeOf(source.path);
    if (size > most)
      return refusedContent(
        `${name} has ${inWords(size)} bytes, and at most ${inWords(most)} are sent: make it shorter, or an MP3 of a lower rate`,
      );
    const bytes = isBytes ? source : readFileSync(source.path);
    const wrong = bytes.byteLength === 0 ? "is empty" : fault(bytes);
    if (wrong !== undefined) return refusedContent(`${name} ${wrong}`);
    stage(bytes);
    return hashOf(bytes);
  } catch (error) {
    return refusedContent(unreadable(name, isBytes ? "" : source.path, error));
  }
}

function sizeOf(path: string): number {
  const found = statSync(path);
  if (found.isFile()) return found.size;
  throw Object.assign(new Error("no file"), { code: "EISDIR" });
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  EISDIR: "is no file",
  EACCES: "cannot be read, because its permissions forbid it",
};

function unreadable(name: string, path: string, error: unknown): string {
  const { code = "" } = error as NodeJS.ErrnoException;
  const reason = REASONS[code] ?? `cannot be read (${code})`;
  return `${name} ${reason}: it is looked for at ${resolve(path)}. If its bytes were sent before and it is not on this machine, write their hash, which the output shows`;
}

function inWords(count: number): string {
  return count.toLocaleString("en");
}
