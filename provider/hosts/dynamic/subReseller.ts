import * as pulumi from "@pulumi/pulumi";
import { NOTHING } from "../../lifecycle/values";
import type { SubResellerAddress, SubResellerArgs, SubResellerUser } from "../../resources/subReseller";
import { isLater } from "./given";
import type { Inputs } from "./inputs";
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
  const result: UserInputs = {};
  for (const [index, user] of users.entries()) {
    const place = `#${index + 1}`;
    if (typeof user !== "object" || user === null) {
      result[place] = user;
      continue;
    }
    const { name, password, ...rest } = user as UserInputs;
    const entry = { ...rest, ...(password === undefined ? {} : { password: pulumi.secret(password) }) };
    if (typeof name !== "string" || name === "" || name === NOTHING) result[place] = { ...entry, name: "" };
    else if (Object.hasOwn(result, name)) result[`${name} ${place}`] = { ...entry, name };
    else result[name] = entry;
  }
  return result;
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

/** A customer of the reseller, on whose behalf numbers, users and call flows are made. */
export class SubReseller extends dynamicResource<SubResellerArgs, SubResellerState>({
  kind: "SubReseller",
  outputs: ["name", "contactName", "phone", "storeFront", "addresses", "users", "locked", "internationalCallsAllowed"],
  properties: (args) => ({ ...args, users: usersInput(args.users) }),
  warnings,
}) {}
