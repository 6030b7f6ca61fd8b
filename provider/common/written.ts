import { isObject, type Json } from "./jsonValue";
import { WrittenNumber } from "./numbers";

/** The objects and lists of answers, each with its own double in which numbers stand as they were written; none where there are no such numbers. */
const doubles = new WeakMap<object, Json>();

/** Notes that two readings of one text belong together, at every depth; true where there is anything to note. */
export function pairUp(read: Json, written: Json): boolean {
  if (isWritten(written)) return true;
  if (typeof read !== "object" || read === null) return false;
  const [mine, other] = [read as Record<string, Json>, written as Record<string, Json>];
  const differs = Object.keys(mine).filter((key) => pairUp(mine[key] ?? null, other[key] ?? null)).length > 0;
  if (differs) doubles.set(read, written);
  return differs;
}

/** A deep copy of a part of an answer in which every number stands as the answer wrote it, for a request body. */
export function asWritten<T extends Json>(value: T): T {
  const source: Json = typeof value === "object" && value !== null ? (doubles.get(value) ?? value) : value;
  if (Array.isArray(source)) return source.map(asWritten) as T;
  return (isObject(source) ? Object.fromEntries(Object.entries(source).map(([key, item]) => [key, asWritten(item)])) : source) as T;
}

/** Whether a part of a body is a number that has to be written as it came. */
export function isWritten(value: unknown): boolean {
  return value instanceof WrittenNumber;
}

/** A number that has to be written as it came, as bodies hold it: in the place of a number. */
export function writtenNumber(token: string): Json {
  return new WrittenNumber(token) as unknown as number;
}

/** A value as everybody but a request body has it: numbers are numbers, or texts of their digits. */
export function plain<T>(value: T): T {
  if (value instanceof WrittenNumber) return value.valueOf() as T;
  if (Array.isArray(value)) return value.map(plain) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain<unknown>(item)])) as T;
}

/** The text of a request body. */
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
