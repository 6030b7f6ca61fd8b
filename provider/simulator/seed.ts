import type { BuildContext } from "./fields";
import type { Json, JsonObject } from "./json";
import { asText, isBlank, isObject, parseJson } from "./json";
import { KIND_NAMES, isOpen, kindOf, parentOf } from "./kinds";
import type { KindName, OpenPath } from "./kinds";
import { parseMoney } from "./money";
import { collectionUnder } from "./nested";
import { meant, nearest, suggestion } from "./nearest";
import { readShape } from "./seedShape";
import { CUSTOMERS, collectionOf } from "./storage";
import { findingsOf, insert } from "./submission";
import type { Switches } from "./switches";
import { newUuid } from "./uuid";
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

/** Validates a value of unknown origin as a seed. Throws a SeedError that names every fault. */
export function loadSeed(value: unknown): Seed {
  const { seed: usable, findings, switches, writtenAs } = readShape(value);
  const seed = usable as Seed;
  const contents = fillWorld(emptyWorld(), seed, { switches, today: "2023-02-07" });
  refuseSeed([...findings, ...contents.map(writtenAs)]);
  return seed;
}

function refuseSeed(findings: readonly string[]): void {
  if (findings.length > 0) throw new SeedError(["The seed cannot be used:", ...findings.map((finding) => `  ${finding}`)].join("\n"));
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
  refuseSeed(fillWorld(world, seed, context));
  return world;
}

/** Adds what a seed describes to a world; returns the faults. */
function fillWorld(world: World, seed: Seed, context: BuildContext): string[] {
  world.account = { uuid: newUuid(), ...structuredClone(DEFAULT_ACCOUNT), ...asRecord(seed.account ?? {}) };
  world.ownBalance = parseMoney(seed.balance ?? "100.000") ?? 0;
  world.stores = (seed.stores ?? []).map((store) => ({ uuid: newUuid(), ...asRecord(store) }));
  world.otherAccountNames = new Set(seed.otherAccountNames);
  world.collections = new Set(seed.collections as readonly OpenPath[] | undefined);
  for (const [command, cost] of Object.entries(seed.charges ?? {})) world.charges.set(command, parseMoney(cost) ?? 0);
  const target = { world, context };
  return [
    ...(seed.customers ?? []).flatMap((customer, index) =>
      isObject(customer) ? seedCustomer(target, customer, `customers[${index}]`) : [],
    ),
    ...seedObjects(target, seed.objects ?? {}, null, "objects"),
  ];
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
  const findings = [
    ...takenUuid(target.world, body),
    ...findingsOf(CUSTOMERS, { ...submission, body: without(body, "uuid") }, seeding(target.context)),
  ];
  const inside = (owner: Owner): string[] => seedObjects(target, contents ?? {}, owner, `${path}.objects`);
  if (findings.length > 0) return [`${path}: ${findings.join("; ")}`, ...inside(newUuid())];
  const customer = insert(CUSTOMERS, submission, target.context);
  customer.balance = parseMoney(balance ?? "0") ?? 0;
  customer.locked = locked ?? false;
  return inside(customer.uuid);
}

/** The API has each uuid once; a second object of it would take the place of the first. */
function takenUuid({ objects, customers }: World, { uuid }: JsonObject): string[] {
  const text = isBlank(uuid) ? "" : asText(uuid);
  if (!objects.has(text) && !customers.has(text)) return [];
  return [`uuid is that of another ${objects.get(text)?.kind ?? "customer"}; give each its own, or leave it out`];
}

/** Looks at the objects under a misspelt kind as at those of the kind that is meant, so that their faults are named, too. */
function seedObjects(target: SeedTarget, contents: SeedObjects, owner: Owner, path: string): string[] {
  const lists = Object.entries(contents).map(([name, list]) => ({ name, list, kind: kindMeant(name) }));
  const names = lists.flatMap(({ name }) => {
    const fault = faultOfName(name, target.world);
    return fault === undefined ? [] : [`${path}.${name}: ${fault}`];
  });
  const refused = new Set<string>();
  const inOrder = [...KIND_NAMES, ...lists.map(({ name }) => name).filter(isOpen)].flatMap((kind) =>
    lists.filter((one) => one.kind === kind),
  );
  const faults = inOrder.flatMap(({ name, kind, list }) =>
    asList(list).flatMap((object, index) => {
      const findings = kind === undefined || !isObject(object) ? [] : seedObject(target, { kind, owner, object, refused });
      return findings.length === 0 ? [] : [`${path}.${name}[${index}]: ${findings.join("; ")}`];
    }),
  );
  return [...names, ...faults];
}

function asList(value: unknown): Json[] {
  const list = asRecord({ list: value })["list"];
  return Array.isArray(list) ? list : [];
}

function kindMeant(name: string): KindName | OpenPath | undefined {
  if (isOpen(name)) return name;
  return KIND_NAMES.find((kind) => kind === name) ?? KIND_NAMES.find((kind) => kind === nearest(name, KIND_NAMES));
}

function faultOfName(name: string, { collections }: World): string | undefined {
  if (!isOpen(name)) return KIND_NAMES.some((kind) => kind === name) ? undefined : `no kind of object. ${suggestion(name, KIND_NAMES)}`;
  if (collections.has(name)) return undefined;
  const help = meant(name, [...collections]);
  return `not one of collections${help === undefined ? "" : `. ${help}`}`;
}

interface SeededObject {
  readonly kind: KindName | OpenPath;
  readonly owner: Owner;
  readonly object: JsonObject;
  /** The uuids of objects that were refused: what names one as its parent is not wrong for that. */
  readonly refused: Set<string>;
}

function seedObject({ world, context }: SeedTarget, { kind, owner, object, refused }: SeededObject): string[] {
  const collection = collectionUnder(kind, { world, owner }, context.switches);
  const { body, parent } = underParent(kind, object);
  const above = parentOf(kindOf(kind));
  const isThere =
    refused.has(parent ?? "") || above === undefined || collectionOf(above).find({ world, owner }, parent ?? "") !== undefined;
  const submission = { world, owner, parent, body, serverValues: body };
  const findings = [
    ...(isThere ? [] : [`${above} is not the uuid of a ${above}`]),
    ...takenUuid(world, body),
    ...findingsOf(collection, { ...submission, body: without(body, "uuid") }, seeding(context)),
  ];
  if (findings.length === 0) insert(collection, submission, context);
  else if (!isBlank(body["uuid"]) && !world.objects.has(asText(body["uuid"]))) refused.add(asText(body["uuid"]));
  return findings;
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
    soundShared: "stored",
    exclusions: "together",
    bundleFirst: "ignored",
    queueGroupFields: "none",
  } as const;
  return { ...context, switches: { ...context.switches, ...lenient } };
}

function without(object: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}
