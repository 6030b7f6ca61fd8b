import { isObject, type Json } from "./jsonValue";
import { WrittenNumber } from "./numbers";

/** For objects and lists of answers: the same value with its numbers as they were written. Values without such numbers have no entry. */
const doubles = new WeakMap<object, Json>();

/** Remembers, at every depth, the form of a value that has its numbers as written. Returns whether there was anything to remember. */
export function pairUp(read: Json, written: Json): boolean {
  if (isWritten(written)) return true;
  if (typeof read !== "object" || read === null) return false;
  const [mine, other] = [read as Record<string, Json>, written as Record<string, Json>];
  const differs = Object.keys(mine).filter((key) => pairUp(mine[key] ?? null, other[key] ?? null)).length > 0;
  if (differs) doubles.set(read, written);
  return differs;
}

/** A deep copy of a part of an answer with every number as the answer wrote it. Use it for request bodies. */
export function asWritten<T extends Json>(value: T): T {
  const source: Json = typeof value === "object" && value !== null ? (doubles.get(value) ?? value) : value;
  if (Array.isArray(source)) return source.map(asWritten) as T;
  return (isObject(source) ? Object.fromEntries(Object.entries(source).map(([key, item]) => [key, asWritten(item)])) : source) as T;
}

/** Whether a part of a request body is a number that keeps its written form. */
export function isWritten(value: unknown): boolean {
  return value instanceof WrittenNumber;
}

/** A number for a request body that keeps its written form. */
export function writtenNumber(token: string): Json {
  return new WrittenNumber(token) as unknown as number;
}

/** A copy without WrittenNumbers: each becomes a number, or its digits as text. Use it everywhere but in request bodies. */
export function plain<T>(value: T): T {
  if (value instanceof WrittenNumber) return value.valueOf() as T;
  if (Array.isArray(value)) return value.map(plain) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain<unknown>(item)])) as T;
}

/** The JSON text of a request body. */
export function renderJson(value: Json | undefined): string | undefined {
  if (value instanceof WrittenNumber) return value.token;
  if (Array.isArray(value)) return `[${Array.from(value, (item) => renderJson(item) ?? "null").join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).flatMap(([key, item]) => {
    const text = renderJson(item);
    return text === undefined ? [] : [`${JSON.stringify(key)}:${text}`];
  });
  return `{${entries.join()}}`;
}
