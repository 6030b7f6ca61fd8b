import fc from "fast-check";
import { parseJson, type Json } from "../../provider/client";
import { JsonFault, MAX_DEPTH } from "../../provider/client/json";

function safe(value: unknown): boolean {
  return (
    typeof value !== "object" ||
    value === null ||
    Object.entries(value).every(([key, item]) => !["__proto__", "constructor", "prototype"].includes(key) && safe(item))
  );
}

const jsonValues = fc.jsonValue({ maxDepth: 5 }).filter(safe) as fc.Arbitrary<Json>;

test("what JSON.parse gives for harmless texts, it gives too", () => {
  fc.assert(
    fc.property(jsonValues, fc.constantFrom(undefined, 2), (value, indent) => {
      const text = JSON.stringify(value, undefined, indent);
      const expected: unknown = JSON.parse(text, (_key, item: unknown) =>
        typeof item === "number" && Math.abs(item) > Number.MAX_SAFE_INTEGER ? "large" : item,
      );
      const actual: unknown = JSON.parse(JSON.stringify(parseJson(text)), (_key, item: unknown) => item);
      expect(withoutLarge(actual)).toEqual(withoutLarge(expected));
    }),
  );
});

/** Numbers beyond 2^53 differ on purpose and have a test of their own. */
function withoutLarge(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, item: unknown) =>
    item === "large" || (typeof item === "string" && Math.abs(Number(item)) > Number.MAX_SAFE_INTEGER) ? null : item,
  );
}

test("rejects exactly what JSON.parse rejects", () => {
  const pieces = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    '"',
    "\\",
    ",",
    ":",
    "1",
    "-",
    ".",
    "e",
    "+",
    "true",
    "null",
    " ",
    "a",
    "9007199254740993",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const text = parts.join("");
      expect(accepts(parseJson, text)).toBe(accepts(JSON.parse, text));
    }),
    { numRuns: 2000 },
  );
});

function accepts(parse: (text: string) => unknown, text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

test.each([
  ["9007199254740991", 9007199254740991],
  ["9007199254740993", "9007199254740993"],
  ["-9007199254740993", "-9007199254740993"],
  ["[12345678901234567890, 1]", ["12345678901234567890", 1]],
  ['{"a":1e400}', { a: "1e400" }],
  ["1e15", 1e15],
  ["1e16", "1e16"],
  ["1E16", "1E16"],
  ['"9007199254740993"', "9007199254740993"],
  ['"a \\" 9007199254740993"', 'a " 9007199254740993'],
  ["0.1", 0.1],
  ["-0", -0],
])("%s becomes %j", (text, expected) => {
  expect(parseJson(text)).toEqual(expected);
});

test("keys that could pollute a prototype are dropped at every depth, however they are spelled", () => {
  const parsed = parseJson(
    '{"a":{"__proto__":{"x":1},"b":2},"constructor":{"prototype":{"y":1}},"\\u005f_proto__":{"z":1},"l":[{"prototype":3}]}',
  );
  expect(parsed).toEqual({ a: { b: 2 }, l: [{}] });
  expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
  expect(Reflect.get({}, "x")).toBeUndefined();
});

test("depth is bounded before anything is built", () => {
  const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
  expect(() => parseJson(nested(MAX_DEPTH))).not.toThrow();
  expect(() => parseJson(nested(MAX_DEPTH + 1))).toThrow(JsonFault);
  expect(() => parseJson("[".repeat(10_000_000))).toThrow(JsonFault);
  expect(() => parseJson(`["${"[".repeat(1000)}"]`)).not.toThrow();
});

test("what is closed again does not count as depth, however much of it there is", () => {
  const many = (text: string) => `[${Array.from({ length: 10 * MAX_DEPTH }, () => text).join()}]`;
  for (const text of ["{}", "[]", '{"a":[{}]}']) expect(parseJson(many(text))).toHaveLength(10 * MAX_DEPTH);
});

test("a fault never repeats the text, which may hold a secret", () => {
  expect(() => parseJson('{"password":"hunter2",,}')).toThrow(/^it is not JSON$/);
});
