import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { customerFileSchema, templateFileSchema } from "../../provider/customer/fileSchema";

const root = join(__dirname, "../..");
const committed = JSON.parse(readFileSync(join(root, "provider/customers.schema.json"), "utf8")) as Parameters<typeof z.fromJSONSchema>[0];
const alder = () =>
  parse(readFileSync(join(root, "examples/new-customer/customers/alder.yaml"), "utf8")) as { readonly users: Record<string, unknown> };
const accepts = (value: unknown) => z.fromJSONSchema(committed).safeParse(value).success;

/** A schema without what people read in it. */
const bare = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key, inner]) => !(["description", "title"].includes(key) && typeof inner === "string"));
  return Object.fromEntries(entries.map(([key, inner]) => [key, bare(inner)]));
};

describe("the JSON schema of customers' files", () => {
  it("is the one that the check is made of, as it is committed for editors", () => {
    expect(bare(committed)).toEqual(bare(JSON.parse(JSON.stringify(customerFileSchema()))));
  });

  it("takes the file of the example, and none with a slip in a name or a password in it", () => {
    expect(accepts(alder())).toBe(true);
    expect(accepts({ ...alder(), user: {} })).toBe(false);
    const { users } = alder();
    expect(accepts({ ...alder(), users: { ...users, anna: { extensoin: 1001 } } })).toBe(false);
    expect(accepts({ ...alder(), users: { ...users, anna: { extension: 1001, userPassword: "hunter2" } } })).toBe(false);
    expect(accepts({ ...alder(), users: { ...users, anna: { extension: 1001, userPassword: { config: "annaPassword" } } } })).toBe(true);
    expect(accepts({ ...alder(), users: "users.csv" })).toBe(true);
    for (const wrong of [{ countryCode: "GBX" }, { countryCode: "gb" }, { timezone: "London time" }])
      expect([accepts({ ...alder(), ...wrong }), accepts({ ...alder(), users: { anna: { extension: 1001, ...wrong } } })]).toEqual([
        false,
        false,
      ]);
    for (const zone of ["UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+5"]) expect(accepts({ ...alder(), timezone: zone })).toBe(true);
  });

  it("takes a step of a module that the documents do not know only if the file says so", () => {
    const held = (module: unknown) =>
      accepts({ ...alder(), flows: { main: { extension: 500, flow: { hold: { module, tone: "high" } } } } });
    expect(["busy", "place_call_into_queue", { undocumented: "teleport" }].map(held)).toEqual([true, true, true]);
    expect(["teleport", { undocumentd: "teleport" }, 7].map(held)).toEqual([false, false, false]);
  });

  it("says of arguments what their docstrings say", () => {
    expect(JSON.stringify(committed)).toContain("The internal number that reaches the user, such as 1001.");
    expect(JSON.stringify(committed)).toContain("The VoIP bundle, which is bought before anything else.");
  });
});

describe("the JSON schema of templates", () => {
  const committedTemplates = JSON.parse(readFileSync(join(root, "provider/customer-templates.schema.json"), "utf8")) as typeof committed;
  const shared = () =>
    parse(readFileSync(join(root, "examples/new-customer/customers/templates/shared.yaml"), "utf8")) as Record<string, object>;
  const takes = (value: unknown) => z.fromJSONSchema(committedTemplates).safeParse(value).success;

  it("is the one that the check is made of, as it is committed for editors, with the docstrings of arguments", () => {
    expect(bare(committedTemplates)).toEqual(bare(JSON.parse(JSON.stringify(templateFileSchema()))));
    expect(JSON.stringify(committedTemplates)).toContain("When it is open, with each day of the week named once");
  });

  it("takes the templates of the example, of which customers say the rest, and none with a slip", () => {
    expect(takes(shared())).toBe(true);
    expect(takes({ ...shared(), flow: {} })).toBe(false);
    const flow = (step: object, more: object = {}) => takes({ flows: { message: { flow: { start: step }, ...more } } });
    expect([flow({ module: "start", next: "end" }), flow({ module: "start" }, { extension: 500 })]).toEqual([true, true]);
    expect([flow({ module: "strat" }), flow({ next: "end" }), flow({ module: "start" }, { extensoin: 500 })]).toEqual([
      false,
      false,
      false,
    ]);
    const hours = (part: object) => takes({ hours: { office: part } });
    expect([hours({ open: { "mon-sun": "open" } }), hours({ exceptions: ["2026-12-25"] }), hours({})]).toEqual([true, true, true]);
    expect([hours({ opne: {} }), hours({ exceptions: ["Christmas"] })]).toEqual([false, false]);
  });
});
