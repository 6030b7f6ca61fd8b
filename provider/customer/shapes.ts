import { z } from "zod";
import { moduleNames } from "../callflow/index";
import { own } from "../common/values";
import { type Kind, registry } from "../kinds/registry";
import type { Field, ResourceDefinition } from "../lifecycle/kind";
import { EXCEPTIONS_OF_HOURS, GROUPS_OF_USER } from "./findings";
import { sectionOf } from "./sections";
import { MARK, strangeName, withUnderscore } from "./undocumentedNames";

/** A secret in a file: by the name of the configuration that has it, and never itself. */
export const configShape = z.strictObject(
  { config: z.string().min(1, "must not be empty") },
  { error: "must not stand in a file: write { config: name }, and pulumi config set --secret name; or leave it out" },
);

/** A country as the documents show it, "GB"; the empty text takes it away. Whether there is such a country is for the API to say. */
export const countryCode = z.string().regex(/^([A-Z]{2})?$/, "must be the two capital letters of an ISO 3166 code, such as GB");

/** The form of a time zone's name, for editors, which cannot look one up as the check does. */
export const timeZoneForm = z.string().regex(/^([A-Za-z][\w+-]*(\/[\w+-]+)*)?$/);

const names = z.array(z.string());
const uuidOrName = z.string();
const groups = z.array(z.string({ error: GROUPS_OF_USER.entry }), { error: GROUPS_OF_USER.list });

const moduleName = z.union(
  [
    z.enum(moduleNames as unknown as [string, ...string[]]),
    z.string().regex(withUnderscore, { error: ({ input }) => strangeName("module", String(input)) }),
    z.strictObject({ [MARK]: z.string().min(1) }).describe("A module that the API has and the documents do not."),
  ],
  { error: "must be the name of a module" },
);

/** Arguments that a customer has no place for, or gives another form. */
const LEFT_OUT: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  CallFlow: ["content", "flow"],
  TimeDiary: ["elements", "exceptions"],
};

/** What a customer adds to the arguments of a kind. */
const ADDED: Readonly<Partial<Record<Kind, Readonly<Record<string, z.ZodType>>>>> = {
  SipUser: { groups: groups.optional(), countryCode: countryCode.optional() },
  CallFlow: {
    flow: z.record(z.string(), z.looseObject({ module: moduleName }), { error: "must be a map of steps by name" }),
  },
  TimeDiary: {
    open: z.record(z.string(), z.union([z.string(), names], { error: 'must be times such as "9:00-17:30", or a list of them' }), {
      error: 'must be a map of days to times, such as "mon-fri": 9:00-17:30',
    }),
    closed: z.string().optional(),
    exceptions: z.array(z.unknown(), { error: EXCEPTIONS_OF_HOURS }).optional(),
  },
  PhoneNumber: { toBuy: z.boolean().optional() },
};

/** The strict shape of the arguments of a kind as a file has them: without outputs, resources and secrets, and with names for uuids. */
export function shapeOf(kind: Kind): z.ZodObject {
  const shape = shapes.get(kind) ?? newShape(kind);
  shapes.set(kind, shape);
  return shape;
}

const shapes = new Map<Kind, z.ZodObject>();

function newShape(kind: Kind): z.ZodObject {
  const { fields }: ResourceDefinition = registry[kind];
  const left = ["customer", "seed", ...(LEFT_OUT[kind] ?? [])];
  const all = Object.entries(fields).flatMap(([name, field]) => {
    if (left.includes(name)) return [];
    const shape = shapeOfField(field);
    return [[name, field.isRequired && !(name === "name" && sectionOf(kind) !== undefined) ? shape : shape.optional()] as const];
  });
  return z.strictObject({ ...Object.fromEntries(all), ...ADDED[kind] });
}

function shapeOfField({ facts, shape, form, file }: Field): z.ZodType {
  const inner = shape as z.ZodType;
  if (facts.secret === true) return configShape;
  if (file !== undefined) return z.string().min(1, "must be the path of a file");
  if (facts.refersTo?.some((kind) => sectionOf(kind) !== undefined) === true) return inner instanceof z.ZodArray ? names : uuidOrName;
  return form?.key !== undefined && inner instanceof z.ZodRecord ? listOf(inner.valueType as z.ZodObject, form.key, facts) : inner;
}

/** A list whose entries have a name, which the engine has as a map by name. */
function listOf(entry: z.ZodObject, key: string, { nested = {} }: Field["facts"]): z.ZodType {
  const secrets = Object.keys(entry.shape).filter((name) => (own(nested, `*.${name}`) as Field["facts"] | undefined)?.secret === true);
  return z.array(
    entry.extend({
      [key]: z.string().min(1, "must not be empty"),
      ...Object.fromEntries(secrets.map((name) => [name, configShape.optional()])),
    }),
  );
}

const time = z.string().regex(/^\d{2}:\d{2}:\d{2}$/, 'must be a time such as "12:00:00"');
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as "2026-12-25"');

/** A day that differs from the week. */
export const dayShape = day;

/** A period that differs from the week. */
export const exceptionShape = z.strictObject({
  startDate: day,
  startTime: time.optional(),
  endDate: day,
  endTime: time.optional(),
  callFlow: z.string().optional(),
});
