import type { CallContext } from "./call";
import type { Collection } from "./collection";
import { createObject, deleteObject, listObjects, readObject, updateObject } from "./collections";
import { commandCustomer, deleteCustomer, updateCustomer } from "./customers";
import { nextExtension } from "./extensions";
import { KIND_NAMES, KINDS, commandsOf, kindOf, parentOf } from "./kinds";
import type { KindName, OpenPath } from "./kinds";
import { customer } from "./kinds/customer";
import type { Command, Kind } from "./kinds/kind";
import { collectionUnder } from "./nested";
import { present } from "./present";
import type { Reply } from "./reply";
import { notFound, ok } from "./reply";
import { CUSTOMERS, collectionOf } from "./storage";
import type { Switches } from "./switches";

/** A command of the API. */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** The path, with `{uuid}` for an object's, and `{kind}` for its parent's. */
  readonly path: string;
  /** Where it is by the switches, if no source shows the path; undefined if nowhere. */
  readonly pathAt?: (switches: Switches) => string | undefined;
  readonly run: (call: CallContext) => Reply;
  /** Whether the documents forbid X-Auth-For here. */
  readonly isWithoutCustomer?: boolean;
  /** The kind of the parent in the path. */
  readonly parent?: KindName | undefined;
  /** The kind of the table that it is a command of. */
  readonly kind?: KindName;
}

/** A route that matches a path. */
export interface RouteMatch {
  readonly route: Route;
  /** The segments that stand for `{…}` in the route's path, by name. */
  readonly parameters: Readonly<Record<string, string>>;
}

const ACCOUNT_ROUTES: readonly Route[] = [
  { method: "GET", path: "/authenticated", run: readAccount },
  { method: "GET", path: "/account/balance", run: readBalance },
  { method: "GET", path: "/account/store", run: listStores, isWithoutCustomer: true },
];

const CUSTOMER_ROUTES: readonly Route[] = [
  ...collectionRoutes(() => CUSTOMERS, customer, { update: updateCustomer, delete: deleteCustomer }),
  { method: "PUT", path: `${customer.path}/{uuid}/lock`, run: (call) => commandCustomer(call, "lock") },
  { method: "PUT", path: `${customer.path}/{uuid}/unlock`, run: (call) => commandCustomer(call, "unlock") },
  { method: "PUT", path: `${customer.path}/{uuid}/international-calls-allowed`, run: (call) => commandCustomer(call, "international") },
];

/** The recording of a call: its path and the names of its two fields [3p]; their types are a [guess]. */
const AUDIO: Route = { method: "GET", path: "/voip/call/{call}/audio", parent: "call", run: readAudio };

/** The next extension of a mailbox menu [cat], of which nothing else is known. That the first one is 701 is a [guess]. */
const NEXT_OF_MENUS: Route = { method: "GET", path: "/voip/next-extension/mailbox-menu", run: (call) => nextExtension(call, 701) };

/** Every command of the simulator. */
export const ROUTES: readonly Route[] = [
  ...ACCOUNT_ROUTES,
  ...CUSTOMER_ROUTES.map((route) => ({ ...route, isWithoutCustomer: true })),
  ...KIND_NAMES.flatMap((name) => [...kindRoutes(name), ...extensionRoutes(name)]),
  NEXT_OF_MENUS,
  AUDIO,
];

type Overrides = Partial<Record<"update" | "delete", Route["run"]>>;

function kindRoutes(name: KindName): Route[] {
  const routes = collectionRoutes((call) => collectionUnder(name, call, call.switches), KINDS[name]);
  return routes.map((route) => ({ ...route, kind: name }));
}

function collectionRoutes(at: (call: CallContext) => Collection, kind: Kind, overrides: Overrides = {}): Route[] {
  const parent = parentOf(kind);
  const one = kind.singleton === true ? kind.path : `${kind.path}/{uuid}`;
  const commands = {
    list: { method: "GET", path: kind.path, run: (call) => listObjects(call, at(call)) },
    create: { method: "POST", path: kind.path, run: (call) => createObject(call, at(call)) },
    read: { method: "GET", path: one, run: (call) => readObject(call, at(call)) },
    update: { method: "PUT", path: one, run: overrides.update ?? ((call) => updateObject(call, at(call))) },
    delete: { method: "DELETE", path: one, run: overrides.delete ?? ((call) => deleteObject(call, at(call))) },
  } satisfies Record<string, Route>;
  return commandsOf(kind).map((command) => ({
    ...commands[command],
    parent,
    ...placesOf(kind, commands[command].path),
    ...served(kind, command, one),
  }));
}

function extensionRoutes(name: KindName): Route[] {
  const { path, firstExtension } = collectionOf(name).kind;
  if (firstExtension === undefined) return [];
  const run = (call: CallContext): Reply => nextExtension(call, firstExtension);
  return [{ method: "GET", path: path.replace("/voip/", "/voip/next-extension/"), run }];
}

/** Where an update is that a switch can take away. */
function served({ updatable }: Kind, command: Command, path: string): Pick<Route, "pathAt"> {
  if (command !== "update" || updatable === undefined) return {};
  return { pathAt: (switches) => (updatable(switches) ? path : undefined) };
}

/** Where a command of a kind is by the switches. */
function placesOf(kind: Kind, path: string): Pick<Route, "pathAt"> {
  const isList = path === kind.path;
  if (kind.guessed === undefined || (kind.guessed === "item" && isList)) return {};
  const listAt = (switches: Switches): string | undefined =>
    kind.guessed === "collection" ? movedBy(switches.guessedPaths, kind.path) : kind.path;
  if (isList) return { pathAt: listAt };
  return {
    pathAt: (switches) => {
      const list = listAt(switches);
      const word = list === undefined ? undefined : movedBy(switches.guessedItems, list);
      return word === undefined ? undefined : `${word}/{uuid}`;
    },
  };
}

/** Another word at the end, as DNS records have it: one page has `records/{uuid}`, a working client `record/{uuid}`. */
function movedBy(position: Switches["guessedPaths"], path: string): string | undefined {
  if (position === "absent") return undefined;
  return position === "moved" ? `${path}s` : path;
}

/** Runs a route; 404 if the parent in its path does not exist. */
export function runRoute(route: Route, call: CallContext): Reply {
  const { parent } = route;
  const isLost = parent !== undefined && collectionOf(parent).find({ ...call, parent: undefined }, call.parent ?? "") === undefined;
  return isLost ? notFound() : route.run(call);
}

/** The routes that match a path by the switches, of any method. @param open the collections that no document describes and the API has all the same */
export function matchPath(path: string, switches: Switches, open: Iterable<OpenPath> = []): RouteMatch[] {
  const segments = path.split("/");
  return [...candidatesOf(segments.length), ...Array.from(open, openRoutes).flat()].flatMap((route) => {
    const pattern = route.pathAt === undefined ? route.path : route.pathAt(switches);
    const parameters = pattern === undefined ? undefined : fit(partsOf(pattern), segments);
    return parameters === undefined ? [] : [{ route, parameters }];
  });
}

const opened = new Map<OpenPath, readonly Route[]>();

function openRoutes(at: OpenPath): readonly Route[] {
  const routes = opened.get(at) ?? collectionRoutes(() => collectionOf(at), kindOf(at));
  opened.set(at, routes);
  return routes;
}

/** Whether the simulator has a command at a path, under these switches or others. */
export function hasPath(path: string): boolean {
  const segments = path.split("/");
  return ROUTES.some((route) => fit(partsOf(route.path), segments) !== undefined);
}

const parts = new Map<string, readonly string[]>();

/** The parts of a route's path, taken apart once: every request is held against every route. */
function partsOf(pattern: string): readonly string[] {
  const known = parts.get(pattern) ?? pattern.split("/");
  parts.set(pattern, known);
  return known;
}

/** The routes that may fit a path of so many parts, in their order: a route that a switch moves may have any number. */
const candidates = new Map<number, readonly Route[]>();

function candidatesOf(length: number): readonly Route[] {
  const known = candidates.get(length) ?? ROUTES.filter(({ path, pathAt }) => pathAt !== undefined || partsOf(path).length === length);
  candidates.set(length, known);
  return known;
}

function fit(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  if (!pattern.every((part, index) => (part.startsWith("{") ? segments[index] !== "" : part === segments[index]))) return undefined;
  const named = pattern.map((part, index) => [part, segments[index] ?? ""] as const).filter(([part]) => part.startsWith("{"));
  return Object.fromEntries(named.map(([part, segment]) => [part.slice(1, -1), segment]));
}

function readAccount(call: CallContext): Reply {
  return ok(present(customer, call.customer?.record ?? call.world.account, call));
}

function readBalance(call: CallContext): Reply {
  const balance = (call.customer?.balance ?? call.world.ownBalance) / 1000;
  return ok({ balance: call.switches.numbers === "number" ? balance : balance.toFixed(3) });
}

function listStores(call: CallContext): Reply {
  return ok(call.world.stores.map((store) => present({ fields: {} }, store, call)));
}

/** Says of a call of the seed without `recording` that there is none. */
function readAudio(call: CallContext): Reply {
  const recording = collectionOf("call").find({ ...call, parent: undefined }, call.parent ?? "")?.record["recording"];
  return ok({ recording: recording ?? "", available: recording !== undefined });
}
