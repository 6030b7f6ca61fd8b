import * as pulumi from "@pulumi/pulumi";
import { NOTHING } from "../../common/values";
import type { SubResellerAddress, SubResellerArgs, SubResellerUser } from "../../kinds/subReseller/subReseller";
import { isLater } from "./given";
import type { Inputs } from "./inputs";
import { type Place, valueOf } from "./marks";
import { dynamicResource } from "./resource";

/** What a program can read of a customer. */
export interface SubResellerState {
  /** The account name, also where it was made for the program. */
  name: string;
  /** The contact name. */
  contactName: string;
  /** The phone number, where the program declares it. */
  phone: string | undefined;
  /** The uuid of the store, where the program declares it. */
  storeFront: string | undefined;
  /** The declared addresses. */
  addresses: SubResellerAddress[] | undefined;
  /** Whether the customer is locked, as it was sent last. */
  locked: boolean | undefined;
  /** Whether the customer may call abroad, as it was sent last. */
  internationalCallsAllowed: boolean | undefined;
  /** The declared users by name. */
  users: Record<string, Omit<SubResellerUser, "name">> | undefined;
}

type UserInputs = Record<string, unknown>;

/**
 * Users as a map by name, each password a secret: then a diff of an email is not hidden by the password beside it. A name that stands twice
 * keeps both entries, and check refuses it.
 */
function byName(users: readonly unknown[]): UserInputs {
  const keys = keysOf(users);
  const entries = users.map((user, index): [string, unknown] => {
    const key = keys[index] ?? "";
    if (typeof user !== "object" || user === null) return [key, user];
    const { name, password, ...rest } = user as UserInputs;
    const entry = { ...rest, ...(password === undefined ? {} : { password: pulumi.secret(password) }) };
    if (!isName(name)) return [key, { ...entry, name: "" }];
    return [key, key === name ? entry : { ...entry, name }];
  });
  return Object.fromEntries(entries);
}

/** The key of each user: its name, or its place where it has none of its own. */
function keysOf(users: readonly unknown[]): string[] {
  const names = users.map((user) => (typeof user === "object" && user !== null ? (user as UserInputs)["name"] : undefined));
  return names.map((name, index) => {
    const place = `#${index + 1}`;
    if (!isName(name)) return place;
    return names.indexOf(name) === index ? name : `${name} ${place}`;
  });
}

function isName(name: unknown): name is string {
  return typeof name === "string" && name !== "" && name !== NOTHING;
}

function isPlain(users: unknown): users is readonly unknown[] {
  return (
    Array.isArray(users) &&
    users.every((user: unknown) => {
      if (typeof user !== "object" || user === null) return true;
      const { name } = user as UserInputs;
      return !isLater(user) && !isLater(name);
    })
  );
}

function usersInput(users: Inputs<SubResellerArgs>["users"]): unknown {
  if (users === undefined || isPlain(users)) return users === undefined ? undefined : byName(users);
  return pulumi.output(users).apply((list) => (Array.isArray(list) ? byName(list) : list));
}

function warnings(args: Inputs<SubResellerArgs>): pulumi.Output<string[]> {
  return pulumi.output([args.users, args.storeFront]).apply(([users, store]) => {
    const names = (Array.isArray(users) ? (users as (SubResellerUser | null)[]) : []).flatMap((user) =>
      user?.roleId === 3 ? [user.name] : [],
    );
    if (names.length === 0 || (store !== undefined && store !== "")) return [];
    return [`users.${names.join(", users.")}: roleId 3 is a Storefront User, and this customer has no storeFront to log in to.`];
  });
}

/** A user's place is the name; where that is marked itself, it would have to be a key, and so the users are hidden as a whole. */
function placeOf({ users }: Inputs<SubResellerArgs>): Place {
  return async (path) => {
    const [argument, index, ...rest] = path;
    if (argument !== "users" || typeof index !== "number") return path;
    const list = await valueOf(users);
    const key = Array.isArray(list) ? keysOf(list)[index] : undefined;
    return key === undefined || rest[0] === "name" ? ["users"] : ["users", key, ...rest];
  };
}

/** A customer of the reseller, on whose behalf numbers, users and call flows are made. */
export class SubReseller extends dynamicResource<SubResellerArgs, SubResellerState>({
  kind: "SubReseller",
  outputs: ["name", "contactName", "phone", "storeFront", "addresses", "users", "locked", "internationalCallsAllowed"],
  properties: (args) => ({ ...args, users: usersInput(args.users) }),
  placeOf,
  warnings,
}) {}
