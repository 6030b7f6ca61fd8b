import { z } from "zod";
import type { Json, JsonObject } from "./json";
import { isObject, parseJson } from "./json";
import { parseMoney } from "./money";
import { nearest, suggestion } from "./nearest";
import { findingOf, makeSwitches } from "./switches";
import type { Switches } from "./switches";
import { isUuid, newUuid } from "./uuid";

const money = z.string().refine((text) => parseMoney(text) !== undefined, 'not an amount such as "10.000"');
const uuid = z.string().refine(isUuid, "not a uuid");
const record = z.looseObject({ uuid: uuid.optional() });
const openPath = z.string().regex(/^(?:\/[A-Za-z0-9-]+)+$/, 'not a path such as "/voip/message-flow"');
/** Whether a name is that of a kind, or of one of the collections, is looked at with the objects. */
const objects = z.record(z.string(), z.array(record));
const name = z.string().min(1);
const credentials = { reseller: name, user: name, password: name };

const SEED = z.object({
  account: z.looseObject({ name: name.optional() }).optional(),
  balance: money.optional(),
  credentials: z.strictObject(credentials).optional(),
  stores: z.array(record).optional(),
  customers: z
    .array(
      z.looseObject({
        name,
        contact_name: name,
        uuid: uuid.optional(),
        balance: money.optional(),
        locked: z.boolean().optional(),
        objects: objects.optional(),
      }),
    )
    .optional(),
  objects: objects.optional(),
  otherAccountNames: z.array(name).optional(),
  collections: z.array(openPath).optional(),
  charges: z.record(z.string().regex(/^(?:GET|POST|PUT|DELETE) \/\S+$/, 'not "METHOD /path"'), money).optional(),
  switches: z.record(z.string(), z.unknown()).optional(),
});

/** A seed as it was written. */
export interface SeedShape {
  /** What of it can be used: all of it, if there is no finding. */
  readonly seed: JsonObject;
  readonly switches: Switches;
  /** What is wrong with its keys, its switches and its single values. */
  readonly findings: readonly string[];
  /** A finding on the usable part, under the keys as they were written. */
  readonly writtenAs: (finding: string) => string;
}

/**
 * Reads the form of a seed. What is wrong is left out of the usable part, so that one fault hides no other; a misspelt key is read as the one that
 * is meant.
 */
export function readShape(value: unknown): SeedShape {
  const { spelled, misspelt, findings } = respell(value);
  const writtenAs = (finding: string): string => finding.replace(/^\w+/, (key) => misspelt.get(key) ?? key);
  const parsed = SEED.safeParse(spelled);
  const issues = parsed.error?.issues ?? [];
  const seed = (parsed.data as JsonObject | undefined) ?? usablePart(spelled, issues);
  const chosen = Object.entries((seed["switches"] ?? {}) as JsonObject).map(([name, position]) => ({
    name,
    position,
    finding: findingOf(name, position),
  }));
  const good = chosen.filter(({ finding }) => finding === undefined).map(({ name, position }) => [name, position]);
  const wrong = [
    ...issues.map((issue) => `${pathText(issue.path) || "(top)"}: ${wordsOf(issue)}`),
    ...chosen.flatMap(({ name, finding }) => (finding === undefined ? [] : [`switches.${name}: ${finding}`])),
  ];
  return {
    seed,
    switches: makeSwitches(Object.fromEntries(good) as Partial<Switches>),
    findings: [...findings, ...wrong.map(writtenAs)],
    writtenAs,
  };
}

interface Respelled {
  readonly spelled: unknown;
  /** The misspelt keys, by those that are meant. */
  readonly misspelt: ReadonlyMap<string, string>;
  readonly findings: readonly string[];
}

function respell(value: unknown): Respelled {
  const misspelt = new Map<string, string>();
  if (!isObject(value)) return { spelled: value, misspelt, findings: [] };
  const keys = Object.keys(SEED.shape);
  const unknown = Object.keys(value).filter((key) => !keys.includes(key));
  for (const key of unknown) {
    const meant = nearest(key, keys);
    if (meant !== undefined && !Object.hasOwn(value, meant) && !misspelt.has(meant)) misspelt.set(meant, key);
  }
  return {
    spelled: { ...value, ...Object.fromEntries([...misspelt].map(([meant, key]) => [meant, value[key]])) },
    misspelt,
    findings: unknown.map((key) => `(top): Unrecognized key: "${key}". ${suggestion(key, keys)}`),
  };
}

/** A copy with null, which stands for a value that is left out, in the place of whatever is wrong. */
function usablePart(seed: unknown, issues: readonly z.core.$ZodIssue[]): JsonObject {
  const usable = isObject(seed) ? parseJson(JSON.stringify(seed)) : {};
  for (const { path } of issues) {
    const holder = path.slice(0, -1).reduce<Json | undefined>((at, key) => (at as JsonObject | undefined)?.[String(key)], usable);
    const key = String(path.at(-1));
    if (isObject(holder) || Array.isArray(holder)) Object.assign(holder, { [key]: isNameOfCustomer(path) ? newUuid() : null });
  }
  return isObject(usable) ? usable : {};
}

/** Without the two names that it has to have, a customer would be refused once more. */
function isNameOfCustomer([top, , key, ...rest]: readonly PropertyKey[]): boolean {
  return top === "customers" && (key === "name" || key === "contact_name") && rest.length === 0;
}

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_key") return issue.issues.map(({ message }) => message).join("; ");
  if (issue.code !== "unrecognized_keys") return issue.message;
  return `${issue.message}. ${issue.keys.map((key) => suggestion(key, Object.keys(credentials))).join(" ")}`;
}

function pathText(path: PropertyKey[]): string {
  return path.map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`)).join("");
}
