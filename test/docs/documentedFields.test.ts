import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ResourceDefinition } from "../../provider/lifecycle/kind";
import { type Kind, registry } from "../../provider/kinds/registry";
import { ROOT } from "./support";

interface DocumentedField {
  readonly type: string;
  readonly source: string;
  readonly why?: string;
}

const table = JSON.parse(readFileSync(join(ROOT, "tools/docs/documentedFields.json"), "utf8")) as Readonly<
  Record<string, Readonly<Record<string, DocumentedField>>>
>;

/** Kinds whose fields are what a program writes: no source shows them. */
const open: readonly string[] = ["ApiObject"];

const kinds = Object.keys(registry).filter((kind) => !open.includes(kind)) as Kind[];

/** What every object has, also one within another. */
const isOfEveryObject = (name: string) => /(?:^|\.)(?:uuid|created_on|updated_on)$/.test(name);

type AnyField = ResourceDefinition["fields"][string];

/** Wire names that the arguments of a kind send, those within them after their own name and a point. */
const wiresOf = (kind: Kind): string[] =>
  Object.values<AnyField>(registry[kind].fields).flatMap(({ facts: { wire, nested = {} }, known = [] }) => {
    const within = [...Object.values(nested).map((inner) => inner.wire ?? ""), ...known];
    return wire === undefined ? [] : [wire, ...within.filter((inner) => inner !== "").map((inner) => `${wire}.${inner}`)];
  });

/** Wire names that an argument or an output of a kind has. */
function managed(kind: Kind): string[] {
  const { outputs, readOnly, known }: ResourceDefinition = registry[kind];
  const camel = (wire: string) => wire.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return [...wiresOf(kind), ...[...readOnly, ...known].filter((wire) => outputs.includes(camel(wire)))];
}

describe("the table of what the documents show", () => {
  it("stops npm run docs by its name if it lacks a kind", async () => {
    const { otherFields } = await import("../../tools/docs/documentedFields.mjs");
    expect(() => otherFields("FaxMachine")).toThrow("tools/docs/documentedFields.json has no FaxMachine: write there");
    expect(otherFields("ApiObject")).toContain("is an argument or an output");
  });

  it("has every kind of the registry, and no other", () => {
    expect(Object.keys(table).sort()).toEqual([...kinds].sort());
  });
});

describe.each(kinds)("the fields of a %s that the documents show", (kind) => {
  const fields = Object.entries(table[kind] ?? {});

  it("are each an argument or an output, or have a reason why not", () => {
    const unmanaged = fields.filter(([name]) => !managed(kind).includes(name));
    expect(unmanaged.filter(([, { why }]) => why === undefined).map(([name]) => name)).toEqual([]);
    for (const [name, { why }] of unmanaged) expect([name, why]).toEqual([name, expect.stringMatching(/^[A-Z][^]{10,}\.$/)]);
  });

  it("have no reason if they are one", () => {
    expect(fields.filter(([name, { why }]) => why !== undefined && managed(kind).includes(name)).map(([name]) => name)).toEqual([]);
  });

  it("are all that its arguments send, and all that the kind knows", () => {
    const { known }: ResourceDefinition = registry[kind];
    const names = fields.map(([name]) => name);
    expect([...new Set([...wiresOf(kind), ...known])].filter((name) => !isOfEveryObject(name) && !names.includes(name))).toEqual([]);
  });

  it("within another one stand after it, without what every object has", () => {
    const names = fields.map(([name]) => name);
    const within = names.filter((name) => name.includes("."));
    expect(within.filter((name) => !names.includes(name.slice(0, name.lastIndexOf("."))))).toEqual([]);
    expect(within.filter((name) => names.indexOf(name) < names.indexOf(name.slice(0, name.lastIndexOf("."))))).toEqual([]);
    expect(names.filter(isOfEveryObject)).toEqual([]);
  });

  it("are no surer than the arguments: a meaning, a unit or values that a docstring infers are not just documented", async () => {
    const { members } = await import("../../tools/docs/source.mjs");
    const { classOf } = await import("../../tools/docs/resource.mjs");
    const { innerMembers } = await import("../../tools/docs/arguments.mjs");
    const of = classOf(kind);
    const all = members(of.argsFile, of.args).flatMap(({ name, type, source }) => {
      const { wire = "", nested = {} } = registry[kind].fields[name]?.facts ?? {};
      const wireWithin = (inner: string) => Object.entries(nested).find(([path]) => path.split(".").pop() === inner)?.[1].wire ?? "";
      const within = innerMembers(of, type).map((inner) => ({ wire: `${wire}.${wireWithin(inner.name)}`, source: inner.source }));
      return [{ wire, source }, ...within];
    });
    const unsure = all.filter(({ source }) => /meaning|unit|seconds|values|stands for|that they are/.test(source ?? ""));
    const bare = unsure.filter(({ wire }) => /^(documented|catalogue)[^;,]*$/.test(table[kind]?.[wire]?.source ?? ""));
    expect(bare.map(({ wire }) => wire)).toEqual([]);
  });

  it("say what they are, and where that is from", () => {
    for (const [, { type, source }] of fields)
      expect([type, source]).toEqual([expect.stringMatching(/\w{4}/), expect.stringMatching(/\w{4}/)]);
  });
});
