import fc from "fast-check";
import { HIDDEN, withoutSecrets } from "../../provider/common/hidden";
import { soundsSecret } from "../../provider/common/secretNames";

describe("a value without its secrets", () => {
  it("has a mark wherever a key sounds like a secret, at any depth, whatever stands there", () => {
    const value = { name: "x", pin: null, steps: [{ password: ["a"], next: "b" }, "pin", 7], apiKey: { of: "c" } };
    expect(withoutSecrets(value)).toEqual({ name: "x", pin: HIDDEN, steps: [{ password: HIDDEN, next: "b" }, "pin", 7], apiKey: HIDDEN });
  });

  it("may stand under a key itself", () => {
    expect(withoutSecrets("1234", {}, "pin")).toBe(HIDDEN);
    expect(withoutSecrets(["1234"], {}, "extension")).toEqual(["1234"]);
  });

  it("has another mark, or other secrets, where the caller says so", () => {
    const value = { pin: "1234", members: ["secret", { deep: "secret" }] };
    expect(withoutSecrets(value, { isSecret: (item, key) => item === "secret" && key !== "deep", mark: 0 })).toEqual({
      pin: "1234",
      members: [0, { deep: "secret" }],
    });
  });

  it("is without secrets by the keys that lead to them", () => {
    const asked: string[] = [];
    const isSecret = (_value: unknown, _key: string, path: readonly string[]) =>
      asked.push(path.join(".")) > 0 && path.join(".") === "a.1.b";
    expect(withoutSecrets({ a: [{ b: 1 }, { b: 2 }] }, { isSecret })).toEqual({ a: [{ b: 1 }, { b: HIDDEN }] });
    expect(asked).toEqual(["", "a", "a.0", "a.0.b", "a.1", "a.1.b"]);
  });

  it("has no place of them where the caller leaves them out", () => {
    const isSecret = (value: unknown) => value === "secret";
    const value = { a: ["secret", 1, { b: "secret", c: undefined }], d: "secret" };
    expect(withoutSecrets(value, { isSecret, leavesOut: true })).toStrictEqual({ a: [1, { c: undefined }] });
    expect(withoutSecrets("secret", { isSecret, leavesOut: true })).toBeUndefined();
  });

  it("keeps everything else as it is, and nothing of what is secret", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom("pin", "user_password", "Authorization"), (value, key) => {
        fc.pre(!/pass|secret|cred|token|pin|key|auth|cookie/i.test(JSON.stringify(value)));
        expect(withoutSecrets(value)).toEqual(value);
        expect(withoutSecrets({ a: [value, { [key]: value }] })).toEqual({ a: [value, { [key]: HIDDEN }] });
        expect(soundsSecret(key)).toBe(true);
      }),
    );
  });
});
