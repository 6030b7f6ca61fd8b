import { z } from "zod";
import type { JsonObject } from "../../../provider/client/index";
import { local, option } from "../../../provider/lifecycle/fields/index";
import { asked, decoded, problems, projected, recorded, wrongType } from "../../support/fields";

describe.each([
  ["local", local, {}],
  ["option", option, { isOption: true }],
] as const)("an argument that is in no body: %s", (_name, make, more) => {
  it("is not read from an answer, nor written into a body", () => {
    const field = make(z.unknown());
    const body: JsonObject = { it: "live" };
    field.encode(body, "declared", recorded());
    field.normalize?.(body);
    expect(body).toStrictEqual({ it: "live" });
    expect(decoded(field, "live", recorded("before"))).toBeUndefined();
  });

  it("lives as it is declared, and nobody is asked", () => {
    const keep = asked({ hidden: true, respelled: true });
    expect(projected(make(z.unknown()), "live", "declared", keep)).toBe("declared");
    expect(keep.questions).toEqual([]);
  });

  it("has its facts, and no name on the wire", () => {
    const facts = { replaceOnChanges: true, documentedDefault: 1, writeOnly: true } as const;
    expect(make(z.unknown(), facts).facts).toEqual({ ...facts, ...more });
    expect(make(z.unknown(), { required: true }).isRequired).toBe(true);
    expect(make(z.unknown()).isRequired).toBe(false);
  });

  it("has the shape that it is given", () => {
    expect(problems(make(z.boolean()), true)).toEqual([]);
    expect(problems(make(z.boolean()), "true")).toEqual([wrongType("boolean", "string")]);
  });

  it.each<[unknown, unknown, boolean]>([
    [undefined, false, true],
    [false, undefined, true],
    [true, false, false],
    [undefined, true, false],
    [undefined, "", true],
  ])("means the same by its default: %j and %j %s", (a, b, expected) => {
    expect(make(z.boolean(), { documentedDefault: false }).same(a, b)).toBe(expected);
  });

  it("means the same if it is equal at every depth", () => {
    expect(make(z.unknown()).same({ a: [1] }, { a: [1], b: "" })).toBe(true);
    expect(make(z.unknown()).same({ a: [1] }, { a: [2] })).toBe(false);
  });
});
