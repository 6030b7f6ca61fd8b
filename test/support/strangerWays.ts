import { createHash } from "node:crypto";
import type { Json, JsonObject } from "../../provider/simulator/index";
import { enveloped, type Said, type Ways } from "./lifecycleStranger";

/** A copy in which every value below is changed by its key; undefined drops it. */
function mapped(value: Json, change: (value: Json, key: string) => Json | undefined): Json {
  if (Array.isArray(value)) return value.map((item) => mapped(item, change));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, change(mapped(inner, change), name)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

const shown = (change: (value: Json, key: string) => Json | undefined) => (record: JsonObject) => mapped(record, change) as JsonObject;

const without = (object: JsonObject, ...keys: string[]) =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));

const isUuid = (text: Json) => typeof text === "string" && /^[0-9a-f-]{36}$/i.test(text);

/** Keys of objects too, as steps have uuids for keys. */
function inCapitals(value: Json): Json {
  if (typeof value === "string") return isUuid(value) ? value.toUpperCase() : value;
  if (Array.isArray(value)) return value.map(inCapitals);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [isUuid(key) ? key.toUpperCase() : key, inCapitals(inner)]));
}

const blanks: Readonly<Record<string, Json>> = { phone: null, store_front: null, street_two: null, street_three: null, state: null };
let ticks = 0;

/** `write` knows the lists whose order means something. */
export type WaysOfAny = Omit<Ways, "write"> & { readonly write?: (said: Said, ordered: readonly string[]) => string };

/** Servers that follow the documents and differ in what those leave open, by what such a server does. */
export const strangers: Readonly<Record<string, WaysOfAny>> = {
  "has no ways of its own": {},
  "answers a PUT with the object as it was": { onPut: (_now, before) => ({ status: 200, result: before }) },
  "answers a PUT with parts of the object": {
    onPut: (now) => ({ status: 200, result: without(now, "users", "flow", "addresses", "extension") }),
  },
  "answers a PUT with the uuid alone": { onPut: (now) => ({ status: 200, result: { uuid: now["uuid"] ?? null } }) },
  "answers a PUT with nothing": { onPut: () => ({ status: 200 }) },
  "answers a PUT with 204": { onPut: () => ({ status: 204 }) },
  "answers a PUT with an empty list": { onPut: () => ({ status: 200, result: [] }) },
  "answers a PUT with nested objects without uuids": {
    onPut: (now) => ({
      status: 200,
      result: mapped(now, (value, key) => (["users", "addresses"].includes(key) ? withoutUuids(value) : value)),
    }),
  },
  "answers a POST with parts of the object": {
    onPost: (now) => ({ status: 201, result: without(now, "users", "flow", "contact_name", "extension") }),
  },
  "answers a POST with what it got, blank": {
    onPost: (now) => ({ status: 201, result: { ...now, phone: "", users: [], flow: {}, name: "" } }),
  },
  "answers a POST with nothing": { onPost: () => ({ status: 201 }) },
  "answers a POST with 200": { onPost: (now) => ({ status: 200, result: now }) },
  "wraps each object in a list": {
    onGet: (now) => ({ status: 200, result: [now] }),
    onPost: (now) => ({ status: 201, result: [now] }),
    onPut: (now) => ({ status: 200, result: [now] }),
  },
  "shows numbers as texts": { show: shown((value) => (typeof value === "number" ? String(value) : value)) },
  "shows numbers as texts and wants numbers": {
    show: shown((value, key) => (key === "extension" || key === "role_id" ? String(value) : value)),
    refuses: (body) => {
      const ids = [body["extension"] ?? 1, ...usersOf(body).map((user) => user["role_id"] ?? null)];
      return ids.every((id) => typeof id === "number") ? undefined : "a number is no number";
    },
  },
  "shows yes and no as 1 and 0": { show: shown((value) => (typeof value === "boolean" ? Number(value) : value)) },
  'shows yes and no as "1" and "0"': { show: shown((value) => (typeof value === "boolean" ? String(Number(value)) : value)) },
  'shows yes and no as "true" and "false", and wants them plain': {
    show: shown((value) => (typeof value === "boolean" ? String(value) : value)),
    refuses: (body) =>
      Object.entries(body).some(([key, value]) => key.startsWith("show_") && typeof value !== "boolean") ? "a flag is no flag" : undefined,
  },
  "shows null for blanks, and refuses null": {
    show: (record) => {
      const filled = { ...("contact_name" in record ? { phone: null, store_front: null, users: null, addresses: null } : {}), ...record };
      return mapped(filled, (value, key) => {
        if (value === "" || value === false || (Array.isArray(value) && value.length === 0)) return null;
        if (key !== "addresses" || !Array.isArray(value)) return value;
        return value.map((item) => ({ ...without(blanks, "phone", "store_front"), ...(item as JsonObject) }));
      }) as JsonObject;
    },
    refuses: (body) => (nullsIn(body) ? "null is no value" : undefined),
  },
  "leaves blanks out": {
    show: shown((value) => (value === "" || value === false || value === null || isEmpty(value) ? undefined : value)),
  },
  "adds keys to nested objects, other ones each time": {
    show: shown((value, key) =>
      typeof value === "object" && value !== null && !Array.isArray(value) && key !== "flow" && key !== "next"
        ? { ...value, seen: ++ticks, by: null, extra: [{}] }
        : value,
    ),
    inList: (item) => ({ ...item, checksum: ++ticks }),
    onGet: (now) => ({ status: 200, result: { ...now, checksum: ++ticks, updated_on: `2026-01-01T00:00:00.${ticks}Z` } }),
  },
  "spells texts in its own way": {
    show: shown((value, key) => (typeof value === "string" && spelledAnew.has(key) ? spelling(value) : value)),
  },
  "writes uuids in capitals": { show: (record) => inCapitals(record) as JsonObject },
  "writes uuids in capitals in lists": { inList: (item) => inCapitals(item) as JsonObject },
  "writes uuids in capitals after a POST": { onPost: (now) => ({ status: 201, result: inCapitals(now) }) },
  "writes uuids in capitals after a PUT": { onPut: (now) => ({ status: 200, result: inCapitals(now) }) },
  "writes uuids in capitals in a GET": { onGet: (now) => ({ status: 200, result: inCapitals(now) }) },
  "has empty lists": { inList: () => undefined },
  "lists uuids and names alone": { inList: ({ uuid, name }) => ({ uuid: uuid ?? null, name: name ?? null }) },
  "lists uuids alone": { inList: ({ uuid }) => ({ uuid: uuid ?? null }) },
  "lists objects without their nested parts": { inList: (item) => without(item, "users", "addresses", "flow") },
  "lists nulls and texts among the objects": {
    inList: (item) => item,
    write: (said) => enveloped(Array.isArray(said.result) ? { ...said, result: [null, "x", ...said.result, 7] } : said),
  },
  "shows a word in brackets for passwords and pins": {
    show: shown((value, key) => (key === "password" || key === "pin" ? "[hidden]" : value)),
  },
  "shows a part of passwords": { show: shown((value, key) => (key === "password" ? `****${String(value).slice(-2)}` : value)) },
  "shows whether there is a password": { show: shown((value, key) => (key === "password" ? true : value)) },
  "shows salted digests of passwords": {
    show: shown((value, key) => (key === "password" ? `$2y$10$${digest(value).slice(0, 53)}` : value)),
  },
  "shows digests of passwords and pins": { show: shown((value, key) => (key === "password" || key === "pin" ? digest(value) : value)) },
  "has its own way with usernames": {
    show: shown((value, key) => (key === "name" && ["boss", "clerk"].includes(String(value)) ? ` ${String(value).toUpperCase()} ` : value)),
  },
  "writes phone numbers for people": {
    show: shown((value, key) => (key === "phone" || key === "number" ? String(value).replace(/^\+44(\d{4})/, "+44 (0)$1 ") : value)),
  },
  "says yes and no": { show: shown((value) => (typeof value === "boolean" ? (value ? "Yes" : "No") : value)) },
  "writes null for an empty list": { write: (said) => enveloped(isEmpty(said.result ?? null) ? { ...said, result: null } : said) },
  "lists each object twice": {
    write: (said) => enveloped(Array.isArray(said.result) ? { ...said, result: [...said.result, ...said.result] } : said),
  },
  "masks passwords by blanks": { show: shown((value, key) => (key === "password" ? "" : value)) },
  "masks passwords by null": { show: shown((value, key) => (key === "password" ? null : value)) },
  "masks passwords and pins": { show: shown((value, key) => (key === "password" || key === "pin" ? "••••" : value)) },
  "hides passwords and pins": { show: shown((value, key) => (key === "password" || key === "pin" ? undefined : value)) },
  "hides a field that it takes": { show: shown((value, key) => (key === "phone" || key === "show_call_route_name" ? undefined : value)) },
  "answers a DELETE with the object": { onDelete: (now) => ({ status: 200, result: now }) },
  "answers a DELETE with 200, and with 204 inside": { onDelete: () => ({ status: 200, inside: 204, result: [] }) },
  "answers a DELETE with 202": { onDelete: () => ({ status: 202, result: {} }) },
  "writes statuses as texts": { write: ({ status, result }) => JSON.stringify({ status_code: String(status), result: result ?? null }) },
  "has no envelope": { write: ({ result }) => JSON.stringify(result ?? {}) },
  "has an envelope of the result alone": { write: ({ result }) => JSON.stringify({ result: result ?? {} }) },
  "reverses lists and keys": {
    write: ({ status, result }, ordered) =>
      JSON.stringify(reversed({ status_code: status, status_message: "", result: result ?? {} }, ordered)),
  },
  "fills documented defaults in": {
    show: shown((value) =>
      typeof value === "object" && value !== null && !Array.isArray(value) && typeof value["module"] === "string"
        ? { ...defaultsOf(value["module"]), ...value }
        : value,
    ),
  },
  "writes with a byte order mark and blanks": { write: (said) => `\ufeff\n  ${enveloped(said)}\n\n` },
};

/** The users of a customer; those of a department are uuids. */
const usersOf = ({ users }: JsonObject) => (Array.isArray(users) ? users : []).filter((user) => typeof user === "object") as JsonObject[];

const digest = (value: Json) => createHash("sha256").update(String(value)).digest("hex");

const spelledAnew = new Set(["contact_name", "phone", "state", "contact_first_name"]);

function spelling(text: string): string {
  return /^\+?[\d ]+$/.test(text) ? text.replaceAll(" ", "").replace(/^0/, "+44") : text.toUpperCase().replaceAll(/\s+/g, " ").trim();
}

function withoutUuids(value: Json): Json {
  return Array.isArray(value) ? value.map((item) => without(item as JsonObject, "uuid")) : value;
}

function isEmpty(value: Json): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** Whether a documented field of a body is null; what is not documented goes back as it came. */
function nullsIn(value: Json): boolean {
  if (value === null || typeof value !== "object") return value === null;
  if (Array.isArray(value)) return value.some(nullsIn);
  return Object.entries(value).some(([key, inner]) => documented.has(key) && nullsIn(inner));
}

const documented = new Set(
  ["name", "contact_name", "phone", "store_front", "users", "addresses", "email", "password", "role_id", "contact_first_name"].concat([
    "contact_last_name",
    "street_one",
    "street_two",
    "street_three",
    "city",
    "state",
    "zip",
    "country_code",
    "extension",
  ]),
);

/** A value with its lists and keys the other way round, but for the lists whose order means something. */
function reversed(value: Json, ordered: readonly string[]): Json {
  if (Array.isArray(value)) return value.map((item) => reversed(item, ordered)).reverse();
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, ordered.includes(key) ? inner : reversed(inner, ordered)]),
  );
}

function defaultsOf(module: string): JsonObject {
  const defaults: Readonly<Record<string, JsonObject>> = {
    extension: { duration: 30, noanswer: "", ringtone: null, announcement: "" },
    pressextension: { duration: 10, sound: null },
    dialbyextension: { dial_duration: 30, wait_duration: 10, ringtone: "" },
    busy: { duration: 3 },
    conference: { announcement: null, music: "" },
  };
  return defaults[module] ?? {};
}
