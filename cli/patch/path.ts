import type { Difference, Segment } from "./types.js";

const PART = /\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\.?([^.[\]]+)/gy;

/** The segments of a path such as `flow.menu.next.2`, `members[1]` or `users["acme.api"].email`. */
export function segmentsOf(path: Difference["path"]): readonly Segment[] {
  if (typeof path !== "string") return path;
  const segments: Segment[] = [];
  PART.lastIndex = 0;
  while (PART.lastIndex < path.length) {
    const part = PART.exec(path);
    if (part === null) return [...segments, path];
    const [, index, quoted, plain] = part;
    segments.push(index !== undefined ? Number(index) : (plain ?? unquoted(quoted ?? "")));
  }
  return segments;
}

function unquoted(text: string): string {
  return text.replace(/\\(.)/g, "$1");
}

/** A path as people read it: `users["acme.api"].email`. */
export function wordsOfPath(path: Difference["path"]): string {
  return segmentsOf(path)
    .map((segment, index) => {
      if (typeof segment === "number") return `[${segment}]`;
      if (/^[\w$*#-]+$/.test(segment)) return index === 0 ? segment : `.${segment}`;
      return `[${JSON.stringify(segment)}]`;
    })
    .join("");
}

/** The position in a list that a segment names. */
export function indexOf(segment: Segment): number | undefined {
  if (typeof segment === "number") return segment;
  return /^(0|[1-9]\d*)$/.test(segment) ? Number(segment) : undefined;
}
