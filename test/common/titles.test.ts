import { HIDDEN } from "../../provider/common/hidden";
import { titleOf } from "../../provider/common/titles";
import { UNKNOWN } from "../../provider/common/values";

describe("what people call an object", () => {
  it.each([
    ["CallFlow", { extension: 8001, name: "Main line" }, "Main line"],
    ["SubReseller", { name: "acme", contactName: "Acme Ltd" }, "Acme Ltd"],
    ["PhoneNumber", { name: "Support", number: "+441632960123" }, "+441632960123"],
    ["PhoneNumber", { name: "Support" }, "Support"],
    ["NumberAddress", { name: "Jo Doe", nickname: "Head office" }, "Head office"],
    ["ShortCode", { shortCode: 42 }, "42"],
  ])("is for a %s of %j: %s", (kind, args, title) => {
    expect(titleOf(kind, args)).toBe(title);
  });

  it("is none that is blank, a secret, not known yet or no plain value", () => {
    const args = { contactName: " ", name: HIDDEN, displayName: UNKNOWN, nickname: { a: "b" }, number: null };
    expect(titleOf("SipUser", args)).toBeUndefined();
    expect(titleOf("SipUser", { ...args, email: "jo@acme.example" })).toBe("jo@acme.example");
  });
});
