import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { loadSeed } from "../../provider/simulator/index";
import type { JsonObject } from "../../provider/simulator/index";
import { parentOf } from "../../provider/simulator/kinds";
import { seedSchema } from "../../provider/simulator/seedSchema";
import { ROWS, fullBody, wrongValues } from "./rows";
import type { Row } from "./rows";

const root = join(__dirname, "../..");
const committed = JSON.parse(readFileSync(join(root, "provider/simulator-seed.schema.json"), "utf8")) as Parameters<
  typeof z.fromJSONSchema
>[0];
const check = z.fromJSONSchema(committed);

/** What the schema and the parser say of a seed: both, because an editor must not say anything else than the simulator. */
function verdicts(seed: unknown): { readonly schema: boolean; readonly parser: boolean } {
  let parser = true;
  try {
    loadSeed(seed);
  } catch {
    parser = false;
  }
  return { schema: check.safeParse(seed).success, parser };
}

const TAKEN = { schema: true, parser: true };
const REFUSED = { schema: false, parser: false };

/** A schema without its descriptions. */
const bare = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key, inner]) => key !== "description" || typeof inner !== "string");
  return Object.fromEntries(entries.map(([key, inner]) => [key, bare(inner)]));
};

const PARENT = "11111111-1111-4111-8111-111111111111";

/** A seed with one object of a row, below the parent that it needs. */
function seedOf({ name, kind }: Row, body: JsonObject): unknown {
  if (name === "customer") return { customers: [body] };
  const above = parentOf(kind);
  return { objects: above === undefined ? { [name]: [body] } : { [above]: [{ uuid: PARENT }], [name]: [{ [above]: PARENT, ...body }] } };
}

/** A body of a row, with examples for what the table alone does not tell. */
function bodyOf(row: Row): JsonObject {
  if (row.name === "outboundCall") return { targets: [{ type: "sipuser", uuid: PARENT }], destination: "+441632960124" };
  if (row.name !== "textCampaign") return fullBody(row);
  const recipients = [{ phone_number: "+441632960124" }];
  return { caller_id_uuid: PARENT, campaign_name: "Opening", is_draft: true, message_content: "We open.", recipients };
}

describe("the JSON schema of seeds", () => {
  it("is the one that the table of kinds makes, as it is committed for editors, and says what a key means", () => {
    expect(bare(committed)).toEqual(bare(seedSchema()));
    expect(JSON.stringify(committed)).toContain("Names taken by accounts that the own list does not show.");
  });

  it.each(ROWS.map((row) => [row.name, row] as const))("says of a %s what the simulator's own parser says", (_name, row) => {
    const body = bodyOf(row);
    expect(verdicts(seedOf(row, body))).toEqual(TAKEN);
    expect(verdicts(seedOf(row, { ...body, undocumented: 1 }))).toEqual(TAKEN);
    expect(verdicts(seedOf(row, { ...body, uuid: "no uuid" }))).toEqual(REFUSED);
    for (const [name, field] of Object.entries(row.kind.fields)) {
      if (field.readOnly === true || (row.name === "customer" && field.items === undefined && field.required === true)) continue;
      const less = Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));
      expect([name, verdicts(seedOf(row, less))]).toEqual([name, field.required === true ? REFUSED : TAKEN]);
      expect([name, verdicts(seedOf(row, { ...body, [name]: "" }))]).toEqual([name, field.required === true ? REFUSED : TAKEN]);
      for (const value of wrongValues(field))
        expect([name, value, verdicts(seedOf(row, { ...body, [name]: value }))]).toEqual([name, value, REFUSED]);
    }
  });

  it.each<[unknown, typeof TAKEN]>([
    [{}, TAKEN],
    [{ balance: "250.000", charges: { "POST /voip/user": "2.500" }, switches: { nextExtension: "empty" } }, TAKEN],
    [{ collections: ["/voip/message-flow"], objects: { "/voip/message-flow": [{ name: "Shop" }] } }, TAKEN],
    [
      { credentials: { reseller: "tele", user: "api", password: "secret" }, otherAccountNames: ["other"], stores: [{ name: "Shop" }] },
      TAKEN,
    ],
    [{ customer: [] }, REFUSED],
    [{ balance: 5 }, REFUSED],
    [{ balance: "ten" }, REFUSED],
    [{ customers: [{ name: "acme" }] }, REFUSED],
    [{ customers: [{ name: "acme", contact_name: "Ann", locked: "yes" }] }, REFUSED],
    [{ credentials: { reseller: "tele", user: "api" } }, REFUSED],
    [{ charges: { "/voip/user": "1.000" } }, REFUSED],
    [{ switches: { nextExtension: "none" } }, REFUSED],
    [{ objects: { flows: [] } }, REFUSED],
    [{ collections: ["voip/message-flow"] }, REFUSED],
    [{ objects: { trunkAuth: [{ auth_type: "username" }] } }, REFUSED],
  ])("agrees with the parser about %j", (seed, verdict) => {
    expect(verdicts(seed)).toEqual(verdict);
  });
});

describe("a misspelt name", () => {
  it.each([
    [{ objects: { flows: [] } }, 'objects.flows: no kind of object. Did you mean "flow"?'],
    [
      { customers: [{ name: "a", contact_name: "b", objects: { mailboxes: [] } }] },
      'customers[0].objects.mailboxes: no kind of object. Did you mean "mailbox"?',
    ],
    [{ objects: { xylophone: [] } }, "objects.xylophone: no kind of object. There are: bundle, call, callerId,"],
    [{ customer: [] }, 'Unrecognized key: "customer". Did you mean "customers"?'],
  ])("in %j is answered with the one that is meant, or with all that there are", (seed, words) => {
    expect(() => loadSeed(seed)).toThrow(words);
  });
});
