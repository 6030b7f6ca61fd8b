import { z } from "zod";
import type { BuildContext } from "./fields";
import type { JsonObject } from "./json";
import { asObjects, asText, isObject, parseJson } from "./json";
import { KIND_NAMES, isOpen, kindOf, parentOf } from "./kinds";
import type { KindName, OpenPath } from "./kinds";
import { parseMoney } from "./money";
import { collectionUnder } from "./nested";
import { suggestion } from "./nearest";
import { CUSTOMERS, collectionOf } from "./storage";
import { checkSubmission, insert } from "./submission";
import { makeSwitches } from "./switches";
import type { Switches } from "./switches";
import { isUuid, newUuid } from "./uuid";
import type { Owner, World } from "./world";
import { emptyWorld } from "./world";

/**
 * Objects by kind, or by the path of one of the seed's `collections`, each in the API's shape, with a uuid if the seed needs to know it. A child, such as a trunk's login, names its parent by
 * the kind: `{ trunk: "<uuid>", … }`.
 */
export type SeedObjects = Partial<Record<KindName, Record<string, unknown>[]>> & Record<OpenPath, Record<string, unknown>[]>;

/** A customer in the API's shape, with what the API stores besides it. */
export interface SeedCustomer {
  readonly name: string;
  readonly contact_name: string;
  /** Random if left out. */
  readonly uuid?: string | undefined;
  /** Calling credit, such as "10.000". Default "0.000". */
  readonly balance?: string | undefined;
  /** Default false. */
  readonly locked?: boolean | undefined;
  readonly objects?: SeedObjects | undefined;
  /** Further fields of the API's object: phone, store_front, addresses, users, … */
  readonly [field: string]: unknown;
}

/** The initial content of a simulator, as a JSON value. Everything is optional. */
export interface Seed {
  /** The own account, in the API's shape. Default: name "reseller", one allowed IP range, the loopback's. */
  readonly account?: Record<string, unknown> | undefined;
  /** The own balance, such as "250.000". Default "100.000". */
  readonly balance?: string | undefined;
  /** Default: reseller, user and password, as in the guide. */
  readonly credentials?: { readonly reseller: string; readonly user: string; readonly password: string } | undefined;
  /** Default: none. */
  readonly stores?: readonly Record<string, unknown>[] | undefined;
  readonly customers?: readonly SeedCustomer[] | undefined;
  /** Objects of the own account. */
  readonly objects?: SeedObjects | undefined;
  /** Names taken by accounts that the own list does not show. */
  readonly otherAccountNames?: readonly string[] | undefined;
  /**
   * The paths of collections that no document describes and the API is to have all the same, such as "/voip/message-flow": of objects with any
   * fields, with all commands. Default: none.
   */
  readonly collections?: readonly string[] | undefined;
  /** What a command costs the own account: "POST /voip/user" to "2.500". Default: nothing costs. */
  readonly charges?: Record<string, string> | undefined;
  readonly switches?: Partial<Switches> | undefined;
}

/** Thrown if a seed cannot be used; the message names every fault with its path. */
export class SeedError extends Error {
  override readonly name = "SeedError";
}

const money = z.string().refine((text) => parseMoney(text) !== undefined, 'not an amount such as "10.000"');
const uuid = z.string().refine(isUuid, "not a uuid");
const record = z.looseObject({ uuid: uuid.optional() });
const openPath = z.string().regex(/^(?:\/[A-Za-z0-9-]+)+$/, 'not a path such as "/voip/message-flow"');
const objects = z.partialRecord(z.union([z.enum(KIND_NAMES), openPath]), z.array(record));
const name = z.string().min(1);

const SEED = z.strictObject({
  account: z.looseObject({ name: name.optional() }).optional(),
  balance: money.optional(),
  credentials: z.strictObject({ reseller: name, user: name, password: name }).optional(),
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
  switches: z.record(z.string(), z.string()).optional(),
});

/** Validates a value of unknown origin as a seed. Throws a SeedError that names every fault. */
export function loadSeed(value: unknown): Seed {
  const parsed = SEED.safeParse(value);
  if (!parsed.success) throw new SeedError(describe(parsed.error.issues));
  try {
    makeSwitches(parsed.data.switches);
  } catch (error) {
    throw new SeedError(`The seed cannot be used:\n  switches: ${(error as Error).message}`);
  }
  const seed = parsed.data as Seed;
  buildWorld(seed, { switches: makeSwitches(seed.switches), today: "2023-02-07" });
  return seed;
}

/** Reads a seed from the text of a JSON file. Throws a SeedError. */
export function parseSeed(text: string): Seed {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    throw new SeedError(`The seed is not JSON: ${(error as Error).message}`);
  }
  return loadSeed(value);
}

function describe(issues: readonly z.core.$ZodIssue[]): string {
  const lines = issues.map((issue) => `  ${pathText(issue.path) || "(top)"}: ${wordsOf(issue)}`);
  return ["The seed cannot be used:", ...lines].join("\n");
}

/** Names of kinds and keys are easily misspelt, so a finding says which one is near. */
function wordsOf(issue: z.core.$ZodIssue): string {
  const name = String(issue.path.at(-1) ?? "");
  if (issue.code === "invalid_key" && issue.path.at(-2) === "objects") return `no kind of object. ${suggestion(name, KIND_NAMES)}`;
  if (issue.code !== "unrecognized_keys" || issue.path.length > 0) return issue.message;
  return `${issue.message}. ${issue.keys.map((key) => suggestion(key, Object.keys(SEED.shape))).join(" ")}`;
}

function pathText(path: PropertyKey[]): string {
  return path.map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`)).join("");
}

const DEFAULT_ACCOUNT: JsonObject = {
  allow_outbound: true,
  contact_name: "Example Reseller",
  created_on: "2023-02-07",
  ip_addresses: [
    { created_on: "2023-02-07", ip_range: "127.0.0.1/32" },
    { created_on: "2023-02-07", ip_range: "::1/128" },
  ],
  name: "reseller",
  phone: "+443301226000",
  updated_on: "2023-02-07",
};

/** The world that a seed describes. Throws a SeedError if one object contradicts another. */
export function buildWorld(seed: Seed, context: BuildContext): World {
  const world = emptyWorld();
  world.account = { uuid: newUuid(), ...structuredClone(DEFAULT_ACCOUNT), ...asRecord(seed.account ?? {}) };
  world.ownBalance = parseMoney(seed.balance ?? "100.000") ?? 0;
  world.stores = (seed.stores ?? []).map((store) => ({ uuid: newUuid(), ...asRecord(store) }));
  world.otherAccountNames = new Set(seed.otherAccountNames);
  world.collections = new Set(seed.collections as readonly OpenPath[] | undefined);
  for (const [command, cost] of Object.entries(seed.charges ?? {})) world.charges.set(command, parseMoney(cost) ?? 0);
  const faults = [
    ...(seed.customers ?? []).flatMap((customer, index) => seedCustomer({ world, context }, customer, `customers[${index}]`)),
    ...seedObjects({ world, context }, seed.objects ?? {}, null, "objects"),
  ];
  if (faults.length > 0) throw new SeedError(["The seed cannot be used:", ...faults.map((fault) => `  ${fault}`)].join("\n"));
  return world;
}

interface SeedTarget {
  readonly world: World;
  readonly context: BuildContext;
}

/** A copy as JSON, without values that JSON does not have. */
function asRecord(value: object): JsonObject {
  const copied = parseJson(JSON.stringify(value));
  return isObject(copied) ? copied : {};
}

/** Adds a customer with its contents to a world; returns the faults. */
export function seedCustomer(target: SeedTarget, seed: SeedCustomer, path: string): string[] {
  const { balance, locked, objects: contents, ...fields } = seed;
  const body = asRecord(fields);
  const submission = { world: target.world, owner: null, body, serverValues: body };
  const refusal = checkSubmission(CUSTOMERS, { ...submission, body: without(body, "uuid") }, seeding(target.context));
  if (refusal !== undefined) return [`${path}: ${refusal.reason ?? ""}`];
  const customer = insert(CUSTOMERS, submission, target.context);
  customer.balance = parseMoney(balance ?? "0") ?? 0;
  customer.locked = locked ?? false;
  return seedObjects(target, contents ?? {}, customer.uuid, `${path}.objects`);
}

function seedObjects(target: SeedTarget, contents: SeedObjects, owner: Owner, path: string): string[] {
  const others = Object.keys(contents).filter(isOpen);
  const stray = others.filter((at) => !target.world.collections.has(at)).map((at) => `${path}.${at}: not one of collections`);
  const faults = [...KIND_NAMES, ...others].flatMap((kind) =>
    asObjects(asRecord({ list: contents[kind] ?? [] })["list"]).flatMap((object, index) => {
      const fault = seedObject(target, { kind, owner, object });
      return fault === undefined ? [] : [`${path}.${kind}[${index}]: ${fault}`];
    }),
  );
  return [...stray, ...faults];
}

interface SeededObject {
  readonly kind: KindName | OpenPath;
  readonly owner: Owner;
  readonly object: JsonObject;
}

function seedObject({ world, context }: SeedTarget, { kind, owner, object }: SeededObject): string | undefined {
  const collection = collectionUnder(kind, { world, owner }, context.switches);
  const { body, parent } = underParent(kind, object);
  const above = parentOf(kindOf(kind));
  if (above !== undefined && collectionOf(above).find({ world, owner }, parent ?? "") === undefined)
    return `${above} is not the uuid of a ${above}`;
  const submission = { world, owner, parent, body, serverValues: body };
  const refusal = checkSubmission(collection, { ...submission, body: without(body, "uuid") }, seeding(context));
  if (refusal !== undefined) return refusal.reason ?? "";
  insert(collection, submission, context);
  return undefined;
}

/** Separates the body of a child from the uuid of its parent, which the seed has under the parent's kind. */
export function underParent(kind: KindName | OpenPath, object: JsonObject): { body: JsonObject; parent: string | undefined } {
  const above = parentOf(kindOf(kind));
  return above === undefined ? { body: object, parent: undefined } : { body: without(object, above), parent: asText(object[above]) };
}

/** The context for seeds, which may set what no request may: nested uuids, dates, undocumented fields, users without a bundle. */
function seeding(context: BuildContext): BuildContext {
  const lenient = {
    unknownNestedUuid: "created",
    readOnlyFields: "ignored",
    unknownFields: "kept",
    numberFacts: "stored",
    bundleFirst: "ignored",
  } as const;
  return { ...context, switches: { ...context.switches, ...lenient } };
}

function without(object: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}
