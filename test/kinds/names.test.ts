import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Kind, registry } from "../../provider/kinds/registry";
import { defineKind } from "../../provider/lifecycle/defineKind";
import { text } from "../../provider/lifecycle/fields/index";
import { type ResourceDefinition, secretPathsOf } from "../../provider/lifecycle/kind";
import { customer } from "../../provider/simulator/kinds/customer";
import { kindOf } from "../../provider/simulator/kinds/index";
import type { Fields } from "../../provider/simulator/kinds/kind";
import { simulatedAs } from "../support/scenario";

const documented = JSON.parse(readFileSync(join(__dirname, "../../tools/docs/documentedFields.json"), "utf8")) as Readonly<
  Record<string, object>
>;

/** Names that not all three have, each with the reason. */
const apart: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["name", "password", "nickname"].map((name) => [`SipUser.${name}`, "A name of 2021; the page and the simulator have that of 2023."]),
  ),
  "SipUser.linked_emails": "One client reads it; the simulator is written from what the vendor shows.",
  "SubReseller.balance": "A PUT with it moves money: only a transfer sends it, and no answer has it.",
};

/** Secrets that not both have, each with the reason. */
const secretsApart: Readonly<Record<string, string>> = {
  "CallFlow.flow": "What stands in a step depends on its module, so the simulator's row says no more than that a flow is an object.",
  "CallFlowContent.flow": "The same flow.",
  "Trunk.auth": "Its logins are objects of their own kind, TrunkAuthentication, which has the secret.",
};

const isOfEveryObject = (name: string) => /(?:^|\.)(?:uuid|created_on|updated_on)$/.test(name);
const kinds = (Object.keys(registry) as Kind[]).filter((kind) => kind !== "ApiObject");
const definitionOf = (kind: Kind): ResourceDefinition => registry[kind];
const rowOf = (kind: Kind): Fields => {
  const [name] = simulatedAs(kind);
  return kind === "SubReseller" ? customer.fields : name === undefined ? {} : kindOf(name).fields;
};
const unlike = (kind: Kind, names: readonly string[], reasons: Readonly<Record<string, string>>) =>
  names.filter((name) => reasons[`${kind}.${name}`] === undefined);

/** The wire names that the provider knows of a kind, those within others after their names and a point. */
const namesOf = ({ known, readOnly }: ResourceDefinition): string[] => [...known, ...readOnly].filter((name) => !isOfEveryObject(name));

/** The fields of a row that say what stands in their objects; what commands of its own make is a row of its own. */
const spelledOut = (fields: Fields) =>
  Object.entries(fields).flatMap(([name, { items, shows }]) => {
    const within = Object.keys(items?.fields ?? {}).map((inner) => `${name}.${inner}`);
    return shows === undefined && within.length > 0 ? [{ name, within }] : [];
  });

/** The outermost wire names of a kind that are secrets, or hold one. */
function secretsOf({ fields, secretOutputs, readOnly, known }: ResourceDefinition): string[] {
  const made = [...readOnly, ...known].filter((wire) => secretOutputs.some((name) => wire.replaceAll("_", "") === name.toLowerCase()));
  const declared = Object.values(fields).flatMap(({ facts }) => (secretPathsOf(facts).length > 0 ? [facts.wire ?? ""] : []));
  return [...declared, ...made];
}

const secretsOfRow = (fields: Fields): string[] =>
  Object.entries(fields).flatMap(([name, { secret, items }]) =>
    secret === true || Object.values(items?.fields ?? {}).some((inner) => inner.secret === true) ? [name] : [],
  );

describe.each(kinds)("the fields of a %s", (kind) => {
  it("have the same wire names on its page, in the simulator's row and in the table of documented fields", () => {
    const row = rowOf(kind);
    const isInRow = (name: string) => !name.includes(".") || spelledOut(row).some((field) => name.startsWith(`${field.name}.`));
    const places = {
      page: namesOf(definitionOf(kind)).filter(isInRow),
      simulator: [...Object.keys(row), ...spelledOut(row).flatMap(({ within }) => within)],
      documents: Object.keys(documented[kind] ?? {}).filter(isInRow),
    };
    const all = [...new Set(Object.values(places).flat())];
    const lacking = Object.entries(places).map(([place, names]) => {
      return [place, unlike(kind, all, apart).filter((name) => !names.includes(name))];
    });
    expect({ withoutThem: Object.fromEntries(lacking) as object }).toEqual({ withoutThem: { page: [], simulator: [], documents: [] } });
  });

  it("are secrets on its page if they are in the simulator's row, and there alone", () => {
    const [page, simulator] = [secretsOf(definitionOf(kind)), secretsOfRow(rowOf(kind))].map((names) => unlike(kind, names, secretsApart));
    expect(page?.sort()).toEqual(simulator?.sort());
  });
});

describe("an argument that is named like a secret", () => {
  const page = { kind: "Door", documentation: "partial", scope: "customer", path: "/voip/door" } as const;

  it("is refused where the kind is defined, by its own name or by the one on the wire, unless the kind says why all may read it", () => {
    expect(() => defineKind<{ doorPin: string }>({ ...page, args: { doorPin: text("code", { required: true }) } })).toThrow(
      "Door: doorPin is named like a secret: make it with secret(), or say in inClear why everybody may read it.",
    );
    expect(() => defineKind<{ code: string }>({ ...page, args: { code: text("access_key", { required: true }) } })).toThrow(
      "Door: code is",
    );
    const inClear = { doorPin: "It is the name of a pin on a map." };
    expect(defineKind<{ doorPin: string }>({ ...page, inClear, args: { doorPin: text("code", { required: true }) } }).kind).toBe("Door");
  });

  it("may not be excused if it needs no excuse", () => {
    const inClear = { name: "Everybody may read it." };
    expect(() => defineKind<{ name: string }>({ ...page, inClear, args: { name: text("name", { required: true }) } })).toThrow(
      "Door: name needs no inClear.",
    );
  });
});
