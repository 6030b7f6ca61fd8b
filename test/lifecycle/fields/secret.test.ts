import fc from "fast-check";
import { z } from "zod";
import type { Json } from "../../../provider/client/index";
import { writtenNumber } from "../../../provider/common/written";
import { generated, secret } from "../../../provider/lifecycle/fields/index";
import { generatedOutputs } from "../../../provider/lifecycle/fields/secret";
import {
  asked,
  decoded,
  isUnchanged,
  laidOver,
  DIGESTS,
  MASKS,
  normalized,
  problems,
  projected,
  recorded,
  runs,
  wrongType,
} from "../../support/fields";

const hidden = secret("it");
const readable = secret("it", { readable: true });

describe("what stands in place of a secret", () => {
  it.each<Json | undefined>([...MASKS, "", null, undefined, true, [], ["a"], {}])("is never believed, sent back or kept: %j", (mask) => {
    for (const field of [hidden, readable]) {
      const isDigest = field === readable && DIGESTS.some((digest) => digest === mask);
      expect(decoded(field, mask)).toBeUndefined();
      expect(normalized(field, mask)).toStrictEqual(isDigest ? { it: mask } : {});
      expect(field.whole?.(mask === undefined ? {} : { it: mask }, recorded("s3cret"))).toBeUndefined();
    }
  });

  it("is not a password of hexadecimal digits where answers show passwords: it goes back, because left out it would be reset", () => {
    expect(DIGESTS).toHaveLength(2);
    for (const password of DIGESTS) {
      expect(normalized(readable, password)).toStrictEqual({ it: password });
      expect(projected(readable, password, password, asked({ hidden: false }))).toBe(password);
    }
  });

  it("is not a PIN of one digit, nor of digits alone", () => {
    for (const pin of ["0000", "1111", "12345678"]) expect(decoded(readable, pin)).toBe(pin);
  });

  it("is no part of a body, whatever surrounds it", () => {
    fc.assert(
      fc.property(fc.constantFrom(...MASKS), fc.dictionary(fc.string(), fc.jsonValue()), (mask, more) => {
        const body = { ...(more as Record<string, Json>), it: mask };
        hidden.normalize?.(body);
        expect(body).not.toHaveProperty("it");
      }),
      runs,
    );
  });
});

describe("a secret that an answer shows in clear", () => {
  it("is text, also if the answer has a number", () => {
    expect(decoded(readable, "s3cret")).toBe("s3cret");
    expect(decoded(readable, 1234)).toBe("1234");
    expect(decoded(readable, writtenNumber("12345678901234567890"))).toBe("12345678901234567890");
  });

  it("goes back as text, so that a PUT does not reset it", () => {
    expect(normalized(hidden, "s3cret")).toStrictEqual({ it: "s3cret" });
    expect(normalized(hidden, 1234)).toStrictEqual({ it: "1234" });
    expect(normalized(hidden, writtenNumber("12345678901234567890"))).toStrictEqual({ it: "12345678901234567890" });
  });

  it("is drift only of a secret that can be read back", () => {
    const keep = asked();
    expect(projected(readable, "other", "s3cret", keep)).toBe("other");
    expect(projected(readable, 1234, "1234", keep)).toBe("1234");
    expect(projected(hidden, "other", "s3cret", keep)).toBe("s3cret");
    expect(projected(readable, "other", "", keep)).toBe("");
    expect(keep.questions).toEqual([]);
  });

  it("is not what a look-up shows", () => {
    expect(readable.whole?.({ it: "s3cret" }, recorded("s3cret"))).toBeUndefined();
  });
});

it("a readable secret that an answer hides is the declared one, and noted as not shown whatever the policy says", () => {
  for (const isHidden of [true, false]) {
    const keep = asked({ hidden: isHidden });
    expect(projected(readable, "***", "s3cret", keep)).toBe("s3cret");
    expect(projected(readable, undefined, "s3cret", keep)).toBe("s3cret");
    expect(keep.questions).toEqual(["it", "it"]);
  }
  const nobody = asked();
  expect(projected(hidden, undefined, "s3cret", nobody)).toBe("s3cret");
  expect(nobody.questions).toEqual([]);
});

describe("a body", () => {
  it("gets the declared secret over whatever an answer shows", () => {
    for (const live of [...MASKS, undefined, "old"]) expect(laidOver(hidden, live, "s3cret")).toBe("s3cret");
  });

  it.each<[string, Json | undefined, Json | undefined, unknown, boolean]>([
    ["has none", undefined, "***", "old", true],
    ["has a blank one", "", "***", "old", true],
    ["has the one that the state has, and answers hide it", "old", "***", "old", true],
    ["has the one that lives", "old", "old", undefined, true],
    ["has the digits that live", "1234", 1234, undefined, true],
    ["has another than the state", "new", "***", "old", false],
    ["has another than lives, though the state has it", "new", "old", "new", false],
    ["has one that nobody knew", "new", undefined, undefined, false],
  ])("leaves the secret as it is or not, if it %s", (_what, sent, live, before, expected) => {
    expect(isUnchanged(hidden, sent, live, recorded(before))).toBe(expected);
  });

  it("changes a secret to one that looks like a mask", () => {
    for (const password of MASKS) {
      expect(isUnchanged(hidden, password, "***", recorded("old"))).toBe(false);
      expect(isUnchanged(hidden, password, "***", recorded(password))).toBe(true);
    }
  });
});

it("a secret has its facts: write-only unless it is readable", () => {
  expect(hidden.facts).toEqual({ wire: "it", secret: true, writeOnly: true });
  expect(readable.facts).toEqual({ wire: "it", secret: true });
  expect(secret("it", { required: true, replaceOnChanges: true })).toMatchObject({ isRequired: true, facts: { replaceOnChanges: true } });
  expect(hidden.isRequired).toBe(false);
});

it("a declared secret is a text that is not empty, or what a stricter shape takes", () => {
  const pin = secret("it", { shape: z.string().regex(/^\d{4}$/, "must be four digits") });
  expect(problems(hidden, "s3cret")).toEqual([]);
  expect(problems(hidden, "")).toEqual(["must not be empty"]);
  expect(problems(hidden, 1234)).toEqual([wrongType("string", "number")]);
  expect(problems(pin, "0123")).toEqual([]);
  expect(problems(pin, "123")).toEqual(["must be four digits"]);
});

it("two secrets are the same if they are equal to the letter", () => {
  expect(hidden.same("a", "a")).toBe(true);
  expect(hidden.same("a", "A")).toBe(false);
  expect(hidden.same(undefined, "")).toBe(true);
});

describe("what the API makes", () => {
  const token = generated("token", { secret: true });
  const number = generated("number");

  it.each<[Json | undefined, unknown]>([
    ["a", "a"],
    [5, "5"],
    ["", ""],
    [null, "recorded"],
    [undefined, "recorded"],
    ["***", "***"],
    [{ a: 1 }, { a: 1 }],
  ])("is an output: %j gives %j", (live, expected) => {
    expect(number.of(live === undefined ? {} : { number: live }, "recorded")).toStrictEqual(expected);
    expect(number).toMatchObject({ wire: "number", isSecret: false });
  });

  it.each<[Json, unknown]>([
    ["t0ken", "t0ken"],
    [5, "5"],
    ["***", "recorded"],
    ["[hidden]", "recorded"],
    ["", "recorded"],
    [null, "recorded"],
    ["9f86d081884c7d659a2feaa0c55ad015", "9f86d081884c7d659a2feaa0c55ad015"],
  ])("is a secret output, of which a mask is none: %j gives %j", (live, expected) => {
    expect(token.of({ token: live }, "recorded")).toBe(expected);
    expect(token).toMatchObject({ wire: "token", isSecret: true });
  });

  it("is recorded by name, and left out if nobody knows it", () => {
    const outputs = { token, number };
    expect(generatedOutputs(outputs, { token: "t0ken" }, {})).toStrictEqual({ token: "t0ken" });
    expect(generatedOutputs(outputs, { number: 5 }, { token: "before" })).toStrictEqual({ token: "before", number: "5" });
  });
});
