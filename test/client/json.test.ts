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
  ["0.0", 0],
  ["25.00", 25],
  ["-1234.50", -1234.5],
  ["1e2", 100],
  ["1.50E+2", 150],
  ["0.000001", 0.000001],
  ["0.0000001", 1e-7],
  ["1e-7", 1e-7],
  ["5e-324", 5e-324],
  ["0e999999999999", 0],
  ["100000000000000.00", 100000000000000],
  ["999999999999999.5", 999999999999999.5],
  ["12345678901234.567", "12345678901234.567"],
  ["-12345678901234.567", "-12345678901234.567"],
  ["[0.30000000000000001,0.30000000000000004]", ["0.30000000000000001", 0.30000000000000004]],
  ["9007199254740991.5", "9007199254740991.5"],
  ["1e-400", "1e-400"],
  ["1234567890123456.7e-3", "1234567890123456.7e-3"],
])("%s becomes %j", (text, expected) => {
  expect(parseJson(text)).toEqual(expected);
});

test("a number stays one exactly where its shortest text means the same", () => {
  const decimals = fc.tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 12 }));
  fc.assert(
    fc.property(decimals, ([digits, places]) => expect(parseJson(`${digits}e-${places}`)).toBe(Number(`${digits}e-${places}`))),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: 1e-6, max: Number.MAX_SAFE_INTEGER }), (value) => {
      const printed = value.toFixed(20);
      const read = Number(printed);
      fc.pre(!String(read).includes("e"));
      expect(parseJson(`[${value},${printed}]`)).toEqual([value, inParts(printed) === inParts(String(read)) ? read : printed]);
    }),
    { numRuns: 2000 },
  );
});

/** A decimal without an exponent as a whole number of tiny parts. */
function inParts(decimal: string): bigint {
  const [whole = "", fraction = ""] = decimal.split(".");
  return BigInt(whole + fraction.padEnd(40, "0"));
}

/** Eight times the digits take sixty-four times the time where that grows with their square. */
test.each<[string, (digits: number) => string]>([
  ["a whole number", (digits) => `1${"0".repeat(digits)}1`],
  ["a fraction", (digits) => `0.${"0".repeat(digits)}1`],
  ["a number with an exponent", (digits) => `1${"0".repeat(digits)}1e-${digits}`],
  ["a list of numbers", (digits) => `[${"0.00010000000000001,".repeat(digits / 20)}1]`],
])("the time for %s of very many digits does not grow with their square", (_what, textOf) => {
  const cost = (digits: number) => {
    const text = textOf(digits);
    const tries = [1, 2, 3].map(() => {
      const before = process.cpuUsage();
      parseJson(text);
      return process.cpuUsage(before).user;
    });
    return Math.min(...tries);
  };
  expect(cost(800_000)).toBeLessThan(30 * Math.max(cost(100_000), 10_000));
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
