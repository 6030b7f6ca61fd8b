import { z } from "zod";
import { type Json, type JsonObject, plain } from "../../client/index";
import type { Difference, Facts, Field, AnswerPolicy } from "../../lifecycle/kind";
import { projectRecord, readInteger, wireValue } from "../../lifecycle/fields/scalars";
import { isComposedAlike, isRespelling } from "../../lifecycle/compare/spelling";
import { asText, define, isBlank, isJsonObject, isMask, isRecord, own, type Props, sameValue } from "../../common/values";

/** The shape of one user as the class hands it over, under its name. */
export const userShape = z.strictObject({
  email: z.string().min(1, "must not be empty"),
  roleId: z.union([z.literal(1), z.literal(3)], { error: "must be 1 (API Admin) or 3 (Storefront User)" }),
  password: z.string().min(1, "must not be empty").optional(),
  contactFirstName: z.string().optional(),
  contactLastName: z.string().optional(),
  name: z.unknown().optional(),
});

const wireNames = {
  email: "email",
  roleId: "role_id",
  contactFirstName: "contact_first_name",
  contactLastName: "contact_last_name",
} as const;

type UserKey = keyof typeof wireNames;

const nested: Readonly<Record<string, Facts>> = {
  "*.password": { secret: true, writeOnly: true },
  "*.contactFirstName": { leavesAlone: true },
  "*.contactLastName": { leavesAlone: true },
};
const unreadable = Object.keys(nested)
  .filter((path) => nested[path]?.writeOnly === true)
  .map((path) => path.slice("*.".length));

/** What the API sets on a user or an address and does not take. */
export const nestedReadOnly: readonly string[] = ["created_on", "updated_on"];

/** The users of a live object, or undefined where an answer does not show them. */
export function liveUsers(live: JsonObject): JsonObject[] | undefined {
  const users = wireValue(live, "users");
  return Array.isArray(users) ? users.filter(isJsonObject) : undefined;
}

function decodeUser(user: JsonObject): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, wire] of Object.entries(wireNames)) {
    const value = own(user, wire) as Json | undefined;
    if (value === undefined) continue;
    result[key] = value === null ? "" : key === "roleId" ? readInteger(value) : value;
  }
  return result;
}

/** What stands in the place of a password that an answer hides; sent back, it would become the password. */
const hiddenForms: readonly RegExp[] = [
  /([*•●∙·…])\1{2}/u,
  /^\[.+\]$|^<.+>$|^\(.+\)$/su,
  /^(hidden|masked|redacted|filtered|encrypted|protected|removed)$/iu,
  /^\$[\w-]+\$.{8}|^\{[\w-]+\}.{8}|^pbkdf2[_:]/su,
  /^([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/iu,
];

function isHidden(shown: Json | undefined): boolean {
  const password = plain(shown);
  if (typeof password !== "string") return typeof password !== "number";
  return isBlank(password) || isMask(password) || hiddenForms.some((form) => form.test(password));
}

/** A live user without what the API sets, without a password that is not shown as it is, and with the role as the number that it is. */
function writableUser(user: JsonObject): JsonObject {
  const isSilent = (key: string, value: Json) =>
    (key === "password" && isHidden(value)) || (value === null && (Object.values(wireNames) as string[]).includes(key));
  const kept = Object.entries(user).filter(([key, value]) => !nestedReadOnly.includes(key) && !isSilent(key, value));
  return Object.fromEntries(kept.map(([key, value]) => [key, key === wireNames.roleId ? readInteger(value) : value]));
}

function laidOver(user: JsonObject, name: string, declared: Record<string, unknown>): JsonObject {
  const body = writableUser(user);
  define(body, "name", name);
  for (const key of Object.keys(wireNames) as UserKey[]) {
    if (own(declared, key) !== undefined) define(body, wireNames[key], own(declared, key));
  }
  if (own(declared, "password") !== undefined) define(body, "password", own(declared, "password"));
  return body;
}

/** Usernames that some API may take for one. */
function folded(name: string): string {
  return name.normalize("NFKC").trim().toLowerCase();
}

/** How the API spells a declared name, by that spelling. */
function recordedSpellings(state: Props, declared: object): Map<string, string> {
  const shownAs = own(state, "shownAs");
  if (!isRecord(shownAs)) return new Map();
  return new Map(Object.keys(declared).flatMap((name) => [[asText(own(shownAs, spellingPath("users", name))), name] as const]));
}

function spellingPath(path: string, name: string): string {
  return `${path}.${name}.name`;
}

/** The program's name for a live user: the same; the one that the API is known to spell so; or one like it with the same email address. */
export function programNames(
  living: readonly JsonObject[],
  { declared, state }: { declared: Record<string, unknown>; state: Props },
): (user: JsonObject) => string {
  const spelled = recordedSpellings(state, declared);
  const shown = new Set(living.map((user) => asText(user["name"])));
  const missing = Object.keys(declared).filter((name) => !shown.has(name));
  return (user) => {
    const name = asText(user["name"]);
    if (own(declared, name) !== undefined) return name;
    const email = folded(asText(user["email"]));
    const isLike = (one: string, wanted: unknown) =>
      folded(one) === folded(name) && isRecord(wanted) && email !== "" && folded(asText(own(wanted, "email"))) === email;
    const spelling =
      missing.find((one) => spelled.get(name) === one || isComposedAlike({ live: name, declared: one })) ??
      missing.find((one) => isLike(one, own(declared, one)));
    return spelling ?? name;
  };
}

/**
 * The users of a customer: a list on the wire, a map by name in the program's state. Users match by name; those that the program never
 * declared stay as they are, and one that it declared before and no longer does is left out.
 */
export const users: Field = {
  facts: { wire: "users", removesWhatLeaves: true, nested },
  decode: (live) => {
    const shown = liveUsers(live);
    return shown === undefined ? undefined : Object.fromEntries(shown.map((user) => [asText(user["name"]), decodeUser(user)]));
  },
  encode: (body, value, { state }) => {
    const declared = isRecord(value) ? value : {};
    const before = own(state, "users");
    const living = liveUsers(body) ?? [];
    const nameOf = programNames(living, { declared: { ...(isRecord(before) ? before : {}), ...declared }, state });
    const kept = living.flatMap((user) => {
      const name = nameOf(user);
      const wanted = own(declared, name);
      if (isRecord(wanted)) return [laidOver(user, name, wanted)];
      return isRecord(before) && own(before, name) !== undefined ? [] : [writableUser(user)];
    });
    const names = new Set(living.map(nameOf));
    const made = Object.entries(declared).flatMap(([name, wanted]) =>
      !names.has(name) && isRecord(wanted) ? [laidOver({}, name, wanted)] : [],
    );
    define(body, "users", [...kept, ...made]);
  },
  normalize: (body) => {
    if (body["users"] === null) Reflect.deleteProperty(body, "users");
    else if (liveUsers(body) !== undefined) define(body, "users", (liveUsers(body) ?? []).map(writableUser));
  },
  same: sameValue,
  unchanged: (body, live, state) => {
    if (!sameValue(users.decode(body, state), users.decode(live, state))) return false;
    const shown = new Map((liveUsers(live) ?? []).map((user) => [user["name"], user["password"]]));
    return (liveUsers(body) ?? []).every(
      ({ name, password }) => password === undefined || password === (known(shown.get(name)) ?? recorded(state, name)),
    );
  },
  project: (live, declared, policy, path) => {
    if (!isRecord(declared)) return declared;
    if (!isRecord(live)) return Object.keys(declared).length === 0 || policy.hidden(path) ? declared : {};
    const entries = Object.entries(declared).flatMap(([name, user]) => {
      const shown = own(live, name) ?? respelled(live, { name, declared, policy, path });
      if (!isRecord(user) || !isRecord(shown)) return [];
      return [[name, projectRecord(shown, user, policy, { path: `${path}.${name}`, writeOnly: unreadable })] as const];
    });
    return Object.fromEntries(entries);
  },
  whole: (live) => Object.fromEntries((liveUsers(live) ?? []).map((user) => [asText(user["name"]), decodeUser(user)])),
  differences: (a, b) => userDifferences(isRecord(a) ? a : {}, isRecord(b) ? b : {}),
};

interface Naming {
  readonly name: string;
  readonly declared: object;
  readonly policy: AnswerPolicy;
  readonly path: string;
}

/** The live user whom an API shows that has its own way with usernames. */
function respelled(live: Record<string, unknown>, { name, declared, policy, path }: Naming): unknown {
  const isMine = (one: string) => folded(one) === folded(name) || (isRespelling({ live: one, declared: name }) && sameEmail(one));
  const sameEmail = (one: string) => folded(emailIn(live, one)) === folded(emailIn(declared, name)) && emailIn(live, one) !== "";
  const others = Object.keys(live).filter((one) => own(declared, one) === undefined && isMine(one));
  const found = others.find((one) => policy.respelled(spellingPath(path, name), { live: one, declared: name }));
  return found === undefined ? undefined : own(live, found);
}

function emailIn(users: object, name: string): string {
  const user = own(users, name);
  return isRecord(user) ? asText(own(user, "email")) : "";
}

function known(password: Json | undefined): Json | undefined {
  return isHidden(password) ? undefined : password;
}

function recorded(state: Props, name: Json | undefined): unknown {
  const declared = own(state, "users");
  const user = isRecord(declared) ? own(declared, asText(name)) : undefined;
  return isRecord(user) ? own(user, "password") : undefined;
}

function userDifferences(a: Record<string, unknown>, b: Record<string, unknown>): Difference[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((name) => {
    const [from, to] = [own(a, name), own(b, name)];
    if (!isRecord(from) || !isRecord(to))
      return sameValue(from, to) ? [] : [{ path: `users.${name}`, from: presence(from), to: presence(to) }];
    return Object.keys({ ...from, ...to })
      .filter((key) => !sameValue(own(from, key), own(to, key)))
      .map((key) => ({ path: `users.${name}.${key}`, from: hidden(key, own(from, key)), to: hidden(key, own(to, key)) }));
  });
}

function presence(user: unknown): string | undefined {
  return user === undefined ? undefined : "a user";
}

function hidden(key: string, value: unknown): unknown {
  return key === "password" ? "[secret]" : value;
}
