import fc from "fast-check";
import type { Props } from "../../provider/common/values";
import { isRecord, own } from "../../provider/common/values";
import type { JsonObject } from "../../provider/simulator/index";
import { acme, customers, globex } from "../support/account";
import { openPath, otherOpenPath, type Scenario } from "../support/scenario";

/** A message flow: three fields are known of it, and what stands in `flow` is not. */
const body = {
  name: "Shop",
  flow: { forward: { to: "shop@larch.example", copies: 2, isActive: true }, tags: ["shop"] },
  login: { user: "shop", password: "a-password-of-the-shop" },
};

const text = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ]{0,10}[A-Za-z0-9]$/);

const leaf = fc.oneof(text, fc.integer({ min: 1, max: 9999 }), fc.boolean());

/** A body with the keys that the scenario knows, so that a person can lay it over another one. */
const bodies = fc.record(
  {
    name: text,
    phone_book_uuid: fc.uuid(),
    flow: fc.record(
      { forward: fc.dictionary(text, leaf, { minKeys: 1, maxKeys: 3 }), tags: fc.array(text, { maxLength: 3 }), wait: leaf },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ["name"] },
);

/** Maps are laid over each other key by key; all else is as the program says. */
function over(live: Props, wanted: Props): Props {
  const laid = Object.entries(wanted).map(([key, value]) => {
    const now = own(live, key);
    return [key, isRecord(now) && isRecord(value) ? over(now, value) : value] as const;
  });
  return { ...live, ...Object.fromEntries(laid) };
}

const flowOf = (record: JsonObject) => record["flow"] as JsonObject;

export const apiObject: Scenario = {
  kind: "ApiObject",
  seed: { customers, collections: [openPath, otherOpenPath] },
  inputs: { customer: acme, path: openPath, body, free: true },
  changes: { body: { ...body, name: "Warehouse" } },
  changed: { body: "name" },
  replacements: { customer: globex, path: otherOpenPath },
  drifts: {
    "body.name": { argument: "body", edit: (record) => (record["name"] = "Renamed in the portal") },
    "body.flow.forward.to": {
      argument: "body",
      edit: (record) => Object.assign(flowOf(record)["forward"] as JsonObject, { to: "boss@larch.example" }),
    },
    "body.flow.forward.copies": {
      argument: "body",
      edit: (record) => Object.assign(flowOf(record)["forward"] as JsonObject, { copies: 3 }),
    },
    "body.flow.forward.isActive": {
      argument: "body",
      edit: (record) => Object.assign(flowOf(record)["forward"] as JsonObject, { isActive: false }),
    },
    "body.flow.tags": { argument: "body", edit: (record) => (flowOf(record)["tags"] = ["shop", "till"]) },
    "body.login.user": { argument: "body", edit: (record) => Object.assign(record["login"] as JsonObject, { user: "boss" }) },
  },
  unseen: {
    customer: "an object does not say whose it is; it is found by asking for its customer",
    path: "an object does not say in which collection it is; it is found there",
  },
  neighbour: (record) => {
    Object.assign(record, { colour: "green", notes: { author: "portal", list: [1, { deep: null }] } });
    flowOf(record)["wait"] = 7;
  },
  neighbours: (record) => [record["colour"], record["notes"], flowOf(record)["wait"]],
  leftOut: [],
  invalid: {
    "a customer that is no uuid": { change: { customer: "acme" }, path: "customer" },
    "a path of another host": { change: { path: "https://api.example/voip/message-flow" }, path: "path" },
    "a path without a slash at its beginning": { change: { path: "voip/message-flow" }, path: "path" },
    "a path with two points": { change: { path: "/voip/../account/reseller" }, path: "path" },
    "a path with a query": { change: { path: "/voip/message-flow?all=yes" }, path: "path" },
    "a path with a place in it": { change: { path: "/voip/message-flow/{uuid}" }, path: "path" },
    "a path that ends with a slash": { change: { path: "/voip/message-flow/" }, path: "path" },
    "a path with a coded sign": { change: { path: "/voip/%2e%2e/account" }, path: "path" },
    "the path of customers": { change: { path: "/account/reseller" }, path: "path" },
    "a path within customers": { change: { path: `/account/Reseller/${acme}/lock` }, path: "path" },
    "the path of a balance": { change: { path: "/account/balance" }, path: "path" },
    "the path of a customer as that of an object": { change: { itemPath: "/account/reseller/{uuid}" }, path: "itemPath" },
    "a path of an object without a place": { change: { itemPath: "/voip/message-flow/one" }, path: "itemPath" },
    "a path of an object with two places": { change: { itemPath: "/voip/{uuid}/{uuid}" }, path: "itemPath" },
    "a balance in the body": { change: { body: { ...body, balance: "10.000" } }, path: "body.balance" },
    "a uuid in the body": { change: { body: { ...body, uuid: acme } }, path: "body.uuid" },
    "a name that every answer loses": { change: { body: { ...body, flow: { constructor: "x" } } }, path: "body.flow.constructor" },
    "a key that the body does not have": { change: { key: "nmae" }, path: "key" },
    "a key that is no text and no number": { change: { key: "flow" }, path: "key" },
    "a key that is a secret": { change: { key: "password", body: { password: "4711" } }, path: "key" },
    "secrets that are not in the body": { change: { secrets: ["flow.forward.code"] }, path: "secrets.0" },
    "a field that is written and not taken": { change: { readOnly: ["name"] }, path: "readOnly" },
  },
  ownOutputs: [],
  beforeDelete: [],
  distinct: (index) => ({ body: { ...body, name: `Flow ${index}` } }),
  withSecret: (inputs, secret) => ({ ...inputs, body: { ...(inputs["body"] as Props), login: { user: "shop", password: secret } } }),
  documented: { body: (inputs) => inputs["body"] as Props, keys: ["name", "flow", "login", "phone_book_uuid"], over },
  random: {
    fields: {
      path: fc.constant(openPath),
      body: bodies,
      free: fc.constant(true),
      ...{
        itemPath: fc.constant(undefined),
        key: fc.constant(undefined),
        secrets: fc.constant(undefined),
        readOnly: fc.constant(undefined),
      },
    },
    living: ({ customer, ...all }) => ({ ...all, ...(customer === undefined ? {} : { customer: acme }) }),
  },
};
