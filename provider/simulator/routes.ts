import type { CallContext } from "./call";
import { createObject, deleteObject, listObjects, nextExtension, readObject, updateObject } from "./collections";
import { KIND_NAMES, SUB_RESELLER, kindSpec } from "./kinds";
import { present } from "./present";
import type { Reply } from "./reply";
import { ok } from "./reply";
import { commandCustomer, createCustomer, deleteCustomer, listCustomers, readCustomer, updateCustomer } from "./subResellers";

/** A command of the API. */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** The path, with `{uuid}` for an object's. */
  readonly path: string;
  readonly run: (call: CallContext) => Reply;
  /** Whether the documents forbid X-Auth-For here. */
  readonly isWithoutCustomer?: boolean;
}

/** A route that fits a request. */
export interface RouteMatch {
  readonly route: Route;
  readonly uuid: string;
}

const ACCOUNT_ROUTES: readonly Route[] = [
  { method: "GET", path: "/authenticated", run: readAccount },
  { method: "GET", path: "/account/balance", run: readBalance },
  { method: "GET", path: "/account/store", run: listStores, isWithoutCustomer: true },
];

const SUB_RESELLER_ROUTES: readonly Route[] = [
  { method: "GET", path: "/account/reseller", run: listCustomers },
  { method: "POST", path: "/account/reseller", run: createCustomer },
  { method: "GET", path: "/account/reseller/{uuid}", run: readCustomer },
  { method: "PUT", path: "/account/reseller/{uuid}", run: updateCustomer },
  { method: "DELETE", path: "/account/reseller/{uuid}", run: deleteCustomer },
  { method: "PUT", path: "/account/reseller/{uuid}/lock", run: (call) => commandCustomer(call, "lock") },
  { method: "PUT", path: "/account/reseller/{uuid}/unlock", run: (call) => commandCustomer(call, "unlock") },
  { method: "PUT", path: "/account/reseller/{uuid}/international-calls-allowed", run: (call) => commandCustomer(call, "international") },
];

/** Every command that the simulator knows. */
export const ROUTES: readonly Route[] = [
  ...ACCOUNT_ROUTES,
  ...SUB_RESELLER_ROUTES.map((route) => ({ ...route, isWithoutCustomer: true })),
  ...KIND_NAMES.flatMap((kind): Route[] => {
    const { path, firstExtension } = kindSpec(kind);
    const extensions: Route = { method: "GET", path: `/voip/next-extension/${kind}`, run: (call) => nextExtension(call, kind) };
    return [
      { method: "GET", path, run: (call) => listObjects(call, kind) },
      { method: "POST", path, run: (call) => createObject(call, kind) },
      { method: "GET", path: `${path}/{uuid}`, run: (call) => readObject(call, kind) },
      { method: "PUT", path: `${path}/{uuid}`, run: (call) => updateObject(call, kind) },
      { method: "DELETE", path: `${path}/{uuid}`, run: (call) => deleteObject(call, kind) },
      ...(firstExtension === undefined ? [] : [extensions]),
    ];
  }),
];

/** The routes whose path fits; the method decides among them. */
export function matchPath(path: string): RouteMatch[] {
  const segments = path.split("/");
  return ROUTES.flatMap((route) => {
    const pattern = route.path.split("/");
    const isFit = pattern.length === segments.length && pattern.every((part, index) => fits(part, segments[index] ?? ""));
    return isFit ? [{ route, uuid: segments[pattern.indexOf("{uuid}")] ?? "" }] : [];
  });
}

function fits(part: string, segment: string): boolean {
  return part === "{uuid}" ? segment !== "" : part === segment;
}

function readAccount(call: CallContext): Reply {
  return ok(present(SUB_RESELLER, call.customer?.record ?? call.world.account, call));
}

function readBalance(call: CallContext): Reply {
  const balance = (call.customer?.balance ?? call.world.ownBalance) / 1000;
  return ok({ balance: call.switches.numbers === "number" ? balance : balance.toFixed(3) });
}

function listStores(call: CallContext): Reply {
  return ok(call.world.stores.map((store) => present({ fields: {} }, store, call)));
}
