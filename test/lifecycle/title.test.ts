import { registry } from "../../provider/kinds/registry";
import { titleIn } from "../../provider/lifecycle/compare/title";

describe("what people call a live object", () => {
  it("is what maps and reports call it", () => {
    expect(titleIn(registry.SubReseller, { name: "acme", contact_name: "Acme Ltd" })).toBe("Acme Ltd");
    expect(titleIn(registry.SubReseller, { name: "acme" })).toBe("acme");
  });

  it("is the first text that the answer shows, where it has no such name", () => {
    expect(titleIn(registry.CallFlow, { extension: 8001 })).toBe("8001");
    expect(titleIn(registry.CallFlow, {})).toBeUndefined();
  });
});
