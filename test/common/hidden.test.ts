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
