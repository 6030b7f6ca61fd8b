import fc from "fast-check";
import {
  asWritten,
  changedPaths,
  isObject,
  isWritten,
  type Json,
  type JsonObject,
  parseJson,
  plain,
  renderJson,
  secretsIn,
} from "../../provider/client";
import { clean } from "../../provider/common/values";

const token = fc.oneof(
  fc.constantFrom("-0", "0", "1.0", "1.10", "1e2", "1E400", "-1e21", "9007199254740993", "0.1000000000000000055", "1e-400", "1.5E+3"),
  fc
    .tuple(fc.bigInt(), fc.option(fc.integer({ min: -400, max: 400 }), { nil: undefined }))
    .map(([digits, places]) => `${digits}${places === undefined ? "" : `e${places}`}`),
);

const leaf = fc.oneof(
  token,
  fc.string().map((text) => JSON.stringify(text)),
  fc.constantFrom("true", "false", "null"),
);

/** Texts of JSON without blanks, whose keys no parser would change or reorder. */
const { text } = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie("text"), { maxLength: 4 }).map((items) => `[${items.join()}]`),
    fc.array(tie("text"), { maxLength: 4 }).map((items) => `{${items.map((item, index) => `"key${index}":${item}`).join()}}`),
  ),
}));

const runs = { numRuns: 500 };

test("a body made of an answer has its very text, at every depth", () => {
  fc.assert(
    fc.property(text, (inner) => {
      const answer = `{"result":${inner}}`;
      expect(renderJson(asWritten(parseJson(answer)))).toBe(answer);
    }),
    runs,
  );
});

test("parts of an answer keep their numbers, also in an object that is a copy of another", () => {
  const { result } = parseJson('{"result":{"a":{"b":[1e21,{"c":1.10}]}}}') as { result: JsonObject };
  expect(renderJson(asWritten({ uuid: "x", ...result }))).toBe('{"uuid":"x","a":{"b":[1e21,{"c":1.10}]}}');
});

test("whoever reads an answer sees numbers and texts alone", () => {
  const seen = (value: Json): boolean =>
    isWritten(value) || (typeof value === "object" && value !== null && Object.values(value).some(seen));
  fc.assert(
    fc.property(text, (answer) => {
      const value = parseJson(answer);
      expect(seen(value)).toBe(false);
      expect(plain(asWritten(value))).toEqual(value);
    }),
    runs,
  );
});

test("a body of ordinary values is what JSON.stringify makes of it", () => {
  fc.assert(
    fc.property(fc.jsonValue() as fc.Arbitrary<Json>, (value) => expect(renderJson(value)).toBe(JSON.stringify(value))),
    runs,
  );
  const odd = { left: undefined, list: [undefined, 1], nested: { gone: undefined } } as unknown as Json;
  expect(renderJson(odd)).toBe(JSON.stringify(odd));
  expect(renderJson(undefined)).toBeUndefined();
});

test("no text of an answer can pass for a number", () => {
  const texts = '{"a":"9007199254740993","b":"00000000-0000-4000-8000-0000000000001","c":9007199254740993}';
  expect(renderJson(asWritten(parseJson(texts)))).toBe(texts);
});

describe("a number as it was written", () => {
  const body = asWritten(parseJson('{"pin":1234567890123456789,"ref":1.10,"list":[1e21]}')) as JsonObject;

  it("is no object", () => {
    expect(Object.values(body).filter(isObject)).toEqual([]);
  });

  it("is a secret under the name of one, in both of its forms", () => {
    expect(secretsIn(body)).toEqual(["1234567890123456789", "1234567890123456789"]);
    expect(secretsIn(asWritten(parseJson('{"pin":1.10}')))).toEqual(["1.1", "1.10"]);
  });

  it("is the same as its value where changes are told", () => {
    expect(changedPaths(plain(body), body)).toEqual([]);
    expect(changedPaths({ pin: "1234567890123456789", ref: "1.1", list: [1] }, body)).toEqual(["list"]);
  });

  it("never reaches the engine", () => {
    expect(clean(body)).toEqual({ pin: "1234567890123456789", ref: 1.1, list: ["1e21"] });
    expect(JSON.parse(JSON.stringify(body))).toEqual({ pin: "1234567890123456789", ref: 1.1, list: ["1e21"] });
  });
});
