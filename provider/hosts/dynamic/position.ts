import { findSourceMap } from "node:module";
import { dirname, isAbsolute, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import * as pulumi from "@pulumi/pulumi";
import { withErrors } from "./withErrors";

interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

type Class = abstract new (...args: never[]) => unknown;
type Callable = Class | (() => unknown);

/** The static method of the SDK's `Resource` that reads the frames of a stack trace, at least from 3.216 to 3.276. */
const READER = "callsites";

/** The first frame that the SDK counts as the program's comes after its own ones and that of one class. */
const FRAMES_OF_CLASS = 1;

const ourFolder = resolve(__dirname, "../..") + sep;

/** The classes being constructed, the innermost last: a transformation of one resource may create another. */
const constructing: Class[] = [];
let displaced: PropertyDescriptor | undefined;

/**
 * Until the returned function is called, in a `finally`, the SDK records one frame for a resource of `target` (a class of ours or a
 * subclass of one): the line of the program that creates it. Otherwise the SDK formats every frame down to the engine's start, maps each by
 * a source map, stores them all, and begins with ours. Nothing else changes: other resources that a transformation creates in the meantime
 * keep all their frames, and no code of the program runs while anything of `Error` is replaced. If an SDK reads its frames in another way,
 * its behaviour is unchanged.
 */
export function noteOneFrame(target: Class): () => void {
  if (constructing.length === 0) displaced = displaceReader();
  constructing.push(target);
  return () => {
    constructing.pop();
    if (constructing.length === 0 && displaced !== undefined) Reflect.defineProperty(pulumi.Resource, READER, displaced);
  };
}

function displaceReader(): PropertyDescriptor | undefined {
  const before = Object.getOwnPropertyDescriptor(pulumi.Resource, READER);
  const original: unknown = before?.value;
  if (before === undefined || typeof original !== "function") return undefined;
  const read = () => Reflect.apply(original, pulumi.Resource, []) as unknown;
  const value = function callsites(): unknown {
    return framesOf(read, callsites);
  };
  return Reflect.defineProperty(pulumi.Resource, READER, { ...before, value }) ? before : undefined;
}

/**
 * The frames that the SDK reads from our short trace; or, for other resources and if it does not use that trace, the frames that it reads
 * by itself.
 */
function framesOf(read: () => unknown, reader: () => unknown): unknown {
  const frames = rawFrames(reader);
  const trace = shortTrace(frames, reader);
  const asked = { times: 0 };
  const shown = () => {
    asked.times++;
    return trace;
  };
  const seen = trace === undefined ? read() : withErrors({ prepareStackTrace: shown, stackTraceLimit: Infinity }, read);
  return asked.times > 0 ? seen : withoutOurs(seen, frames.length + 1);
}

/**
 * A trace of the SDK's own frames and the program's line. Undefined unless a class of ours, which comes after the SDK's frames, asks for
 * it.
 */
function shortTrace(frames: readonly NodeJS.CallSite[], reader: () => unknown): string | undefined {
  const file = frames[0]?.getFileName();
  const end = frames.findIndex((frame) => frame.getFileName() !== file);
  const target = constructing.at(-1);
  if (typeof file !== "string" || target === undefined || !isOurs(frames[end]?.getFileName())) return undefined;
  const sdkFolder = dirname(file) + sep;
  const position = positionBelow(target, sdkFolder) ?? positionBelow(reader, sdkFolder);
  const skipped = Array.from({ length: 1 + end + FRAMES_OF_CLASS }, () => "    at pulumi");
  const shown = position === undefined ? [] : [`    at program (${position.file}:${position.line}:${position.column})`];
  return ["Error", ...skipped, ...shown].join("\n");
}

function isOurs(file: string | null | undefined): boolean {
  return file?.startsWith(ourFolder) === true;
}

/** Removes the frames that our replacement of the SDK's reader adds after the reader's own; without them there are `count`. */
function withoutOurs(frames: unknown, count: number): unknown {
  if (!Array.isArray(frames)) return frames;
  const added = Math.max(0, frames.length - count);
  const isAdded = (_frame: unknown, index: number) => index >= 1 && index <= added;
  const isReader = (frame: unknown) => (frame as Partial<Position> | undefined)?.file === __filename;
  return frames.filter(isAdded).some(isReader) ? (frames as unknown[]).filter((frame, index) => !isAdded(frame, index)) : frames;
}

/** The raw frames below a function: not mapped, not formatted. */
function rawFrames(below: Callable): readonly NodeJS.CallSite[] {
  const unformatted = { prepareStackTrace: (_error: unknown, frames: unknown) => frames, stackTraceLimit: Infinity };
  const frames = withErrors(unformatted, () => stackBelow(below));
  return Array.isArray(frames) ? (frames as NodeJS.CallSite[]) : [];
}

function stackBelow(below: Callable): unknown {
  const error = new Error();
  Error.captureStackTrace(error, below);
  return error.stack;
}

/** The program's position: the first frame below a function that is neither ours, nor the SDK's, nor Node's. */
function positionBelow(below: Callable, sdkFolder: string): Position | undefined {
  const frames = rawFrames(below);
  const places = frames.map((frame) => positionOf(frame.getFileName(), frame.getLineNumber(), frame.getColumnNumber()));
  const index = places.findIndex((place) => place !== undefined && !isOurs(place.file) && !place.file.startsWith(sdkFolder));
  const [frame, place] = [frames[index], places[index]];
  if (frame === undefined || place === undefined) return undefined;
  return mapped(() => mappedByNode(frame, place)) ?? mapped(() => mappedByHooks(below, index)) ?? place;
}

function positionOf(name: unknown, line: number | null, column: number | null): Position | undefined {
  const file = typeof name === "string" ? pathOf(name) : undefined;
  return file === undefined || line === null || column === null ? undefined : { file, line, column };
}

function pathOf(name: string): string | undefined {
  if (isAbsolute(name)) return name;
  try {
    return fileURLToPath(name);
  } catch {
    return undefined;
  }
}

/** Maps a position by Node's own source maps, as with tsx and `--enable-source-maps`. A hook of the SDK would hide them. */
function mappedByNode(frame: NodeJS.CallSite, { line, column }: Position): Position | undefined {
  const entry = findSourceMap(frame.getFileName() ?? "")?.findEntry(line - 1, column - 1);
  if (entry === undefined || !("originalSource" in entry)) return undefined;
  return positionOf(entry.originalSource, entry.originalLine + 1, entry.originalColumn + 1);
}

/**
 * Maps a position by the hook that formats stack traces in this process, as of ts-node and source-map-support. The hook gets no frames
 * below this one.
 */
function mappedByHooks(below: Callable, index: number): Position | undefined {
  const text = withErrors({ stackTraceLimit: index + 1 }, () => stackBelow(below));
  return typeof text === "string" ? lastPosition(text) : undefined;
}

/** Ignores errors: foreign code maps the frame, and a position is no reason to fail. */
function mapped(map: () => Position | undefined): Position | undefined {
  try {
    return map();
  } catch {
    return undefined;
  }
}

/** `at name (file:line:column)`, or without a name `at file:line:column`; a file may have blanks and parentheses itself. */
function lastPosition(trace: string): Position | undefined {
  const text = trace.split("\n").findLast((each) => /^\s*at /.test(each)) ?? "";
  const place = text.endsWith(")") ? text.slice(text.indexOf(" (") + 2, -1) : text.replace(/^\s*at (?:async )?/, "");
  const [, file, line, column] = /^(.+):(\d+):(\d+)$/.exec(place) ?? [];
  return positionOf(file, Number(line), Number(column));
}
