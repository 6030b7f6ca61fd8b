import { customerName, CUSTOMERS, type JsonObject } from "../../client/index";
import { defineKind } from "../../lifecycle/defineKind";
import { forceDestroy, local, reference, text } from "../../lifecycle/fields/index";
import { itemsOf } from "../../lifecycle/fields/record";
import { shaped } from "../../lifecycle/fields/shaped";
import { uuidShape } from "../../lifecycle/fields/shapes";
import type { Command, Finding, Refusal, Rejection } from "../../lifecycle/kind";
import { randomLookingName } from "../../lifecycle/names";
import type { Adopt } from "../../lifecycle/verbs/adopt";
import { BLANKLESS_EDGES, PRINTABLE } from "../../common/headerText";
import type { Id } from "../../common/id";
import { asText, hasUnknown, isBlank, isRecord, own, type Props } from "../../common/values";
import type { Settings } from "../../settings/settings";
import { addresses } from "./addresses";
import { HOW_TO_EMPTY, refuseWhileInUse } from "./belongings";
import { liveUsers, userNames, users } from "./users";

/** A login of a customer for the API or for a store. */
export interface SubResellerUser {
  /** The username, by which users are told apart. A new name is a new user. [documented] */
  name: string;
  /** The email address. [documented] */
  email: string;
  /** What the user may do: 1 is an API Admin, 3 a Storefront User, who needs `storeFront`. [documented] */
  roleId: 1 | 3;
  /**
   * The password. Required for a user who does not live yet; sent with each update.
   * [documented; that answers may show or mask it is inferred]
   */
  password?: string;
  /** The first name. [documented] */
  contactFirstName?: string;
  /** The last name. [documented] */
  contactLastName?: string;
}

/** A billing address of a customer. */
export interface SubResellerAddress {
  /** The first line of the street address. [documented] */
  streetOne: string;
  /** The second line. [documented] */
  streetTwo?: string;
  /** The third line. [documented] */
  streetThree?: string;
  /** The town or city. [documented] */
  city: string;
  /** The county or state. [documented] */
  state?: string;
  /** The postcode. [documented] */
  zip: string;
  /** The country as an ISO code of two letters, such as `GB`. [documented] */
  countryCode: string;
}

/** What a program writes for a customer. */
export interface SubResellerArgs {
  /** The contact name. [documented] */
  contactName: string;
  /**
   * The account name: unique over the whole platform, and the value that acts for this customer in requests. Printable ASCII without
   * blanks at the edges. Left out, a stable random-looking one is made, as the vendor recommends. Renaming is an update in place.
   * [documented]
   */
  name?: string;
  /** The phone number, such as `+443301226000`. [documented] */
  phone?: string;
  /** The uuid of the store that the customer belongs to; it needs an address and a user with `roleId` 3. [documented] */
  storeFront?: Id<"Store">;
  /**
   * The addresses. Others that live are kept; one that leaves this list is removed, and a line that leaves one of them is blanked. Their
   * order has no meaning. A program declares them here or by `ResellerAddress`, and not by both. [documented]
   */
  addresses?: SubResellerAddress[];
  /**
   * The users, told apart by name. Others that live are kept; one that leaves this list is removed. A program declares them here or by
   * `ResellerUser`, and not by both. [documented]
   */
  users?: SubResellerUser[];
  /**
   * Takes a living customer over instead of making one: `true` by `name`, or its uuid. It must equal the program in every declared field,
   * unless `{ uuid, overwrite: true }` allows to change it.
   */
  adopt?: Adopt;
  /** Whether the customer is locked. Left out, it is never touched. [documented commands; no documented field shows it] */
  locked?: boolean;
  /**
   * Whether the customer may call abroad. The documented command names no flag in its body, so `international_calls_allowed` is a guess;
   * `yay:internationalCallsField` changes it. Left out, it is never touched. [documented command; the field in its body is a guess]
   */
  internationalCallsAllowed?: boolean;
  /**
   * Deletes the customer with the numbers, users, flows, bundles and packs that it still has. It counts from the `up` that stores it. What no
   * command ends, such as a bundle that renews itself, is to be ended before: nobody has the account afterwards.
   */
  forceDestroy?: boolean;
}

const storeShape = shaped((z) => z.union([z.literal(""), uuidShape], { error: "must be the uuid of a store of the account" }));

const header = shaped((z) =>
  z
    .string()
    .regex(PRINTABLE, "goes into a request header, which takes printable ASCII only")
    .regex(BLANKLESS_EDGES, "must not begin or end with a blank, because it goes into a request header")
    .min(1, "must not be empty; leave it out for a name made from the resource's own"),
);

const yesOrNo = shaped((z) => z.boolean());

function rules(inputs: Props, olds: Props | undefined): Finding[] {
  const creating = isBlank(own(olds ?? {}, "contactName")) && isBlank(own(inputs, "adopt"));
  if (!creating) return [];
  const declared = own(inputs, "users");
  const unborn = Object.entries(isRecord(declared) ? declared : {}).filter(([, user]) => isRecord(user) && isBlank(own(user, "password")));
  return [...unborn.map(([name]) => noPassword(name)), ...storeRules(inputs, { addresses: 0, users: [] })];
}

function noPassword(name: string): Finding {
  return { path: `users.${name}.password`, reason: "is required for a user who does not live yet" };
}

/** A customer of a store needs an address and a store user, among the declared or the living ones. */
function storeRules(inputs: Props, living: { addresses: number; users: readonly unknown[] }): Finding[] {
  if (isBlank(own(inputs, "storeFront")) || hasUnknown(["storeFront", "addresses", "users"].map((name) => own(inputs, name)))) return [];
  const declared = own(inputs, "users");
  const roles = [
    ...(isRecord(declared) ? Object.values(declared).map((user) => (isRecord(user) ? own(user, "roleId") : undefined)) : []),
    ...living.users,
  ];
  const missing = [
    ...(isBlank(own(inputs, "addresses")) && living.addresses === 0 ? ["an address"] : []),
    ...(roles.some((role) => Number(role) === 3) ? [] : ["a user with roleId 3"]),
  ];
  return missing.length === 0 ? [] : [{ path: "storeFront", reason: `a customer of a store needs ${missing.join(" and ")}` }];
}

function rulesWithLive(live: JsonObject, inputs: Props, state: Props): Finding[] {
  const living = liveUsers(live) ?? [];
  const declared = own(inputs, "users");
  const names = new Set(living.map(userNames.ofLiving(living, { declared: isRecord(declared) ? declared : {}, state })));
  const unborn = Object.entries(isRecord(declared) ? declared : {}).filter(
    ([name, user]) => isRecord(user) && !names.has(name) && isBlank(own(user, "password")),
  );
  const entering = own(state, "storeFront") !== own(inputs, "storeFront");
  return [
    ...unborn.map(([name]) => noPassword(name)),
    ...(entering
      ? storeRules(inputs, { addresses: itemsOf(live, "addresses")?.length ?? 0, users: living.map((user) => user["role_id"]) })
      : []),
  ];
}

function explainCreate({ status, inputs, natural }: Rejection): string | undefined {
  const name = String(own(inputs, "name"));
  if (status === 404 && !isBlank(own(inputs, "storeFront")))
    return "Perhaps storeFront names no store of this account; yay.getStores() lists them.";
  if (status !== 400 && status !== 409) return undefined;
  if (natural !== undefined) {
    return `This account has a customer ${JSON.stringify(name)} already (${asText(natural["uuid"])}); write adopt: true to take it over where it equals the program.`;
  }
  return takenName(name);
}

function takenName(name: string): string {
  return `Names are unique over the whole platform: another account may have ${JSON.stringify(name)}. Choose another, or leave name out for a random-looking one.`;
}

function explainUpdate({ status, live, body }: Refusal): string | undefined {
  if (status === 409 && asText(body["name"]) !== asText(live["name"])) return takenName(asText(body["name"]));
  const silent = (liveUsers(body) ?? []).filter((user) => isBlank(user["password"])).map((user) => `users.${asText(user["name"])}`);
  if (status !== 400 || silent.length === 0) return undefined;
  return [
    `The body had no password for ${silent.join(", ")}, because the API does not show it. If it wants one, declare the user with a password.`,
    "The password of a ResellerUser cannot stand in this body: declare its user here, in users, instead.",
  ].join(" ");
}

/** Without `forceDestroy` the look before a deletion has found nothing of what the documents name, so that is no reason any more. */
function explainDelete(status: number, state: Props): string | undefined {
  if (status !== 400) return undefined;
  if (own(state, "forceDestroy") === true)
    return `The API refuses this while the customer still has numbers, users, flows, bundles or packs: delete those first. ${HOW_TO_EMPTY}`;
  return [
    "It has no numbers, users, flows, bundles or packs (we looked); why the API refuses is not documented.",
    "It may have something else, such as groups, mailboxes or trunks.",
  ].join(" ");
}

function commands(inputs: Props, { internationalCallsField }: Settings): Command[] {
  const { locked, internationalCallsAllowed: abroad } = inputs;
  const lock = { argument: "locked", path: `${CUSTOMERS.item}/${locked === true ? "lock" : "unlock"}`, extra: {} };
  const callAbroad = {
    argument: "internationalCallsAllowed",
    path: `${CUSTOMERS.item}/international-calls-allowed`,
    extra: { [internationalCallsField]: abroad as boolean },
  };
  return [...(typeof locked === "boolean" ? [lock] : []), ...(typeof abroad === "boolean" ? [callAbroad] : [])];
}

function storeless({ users: declared, storeFront }: Props): string[] {
  if (hasUnknown([declared, storeFront]) || !isBlank(storeFront)) return [];
  const isStoreUser = (user: unknown) => isRecord(user) && own(user, "roleId") === 3;
  const names = Object.entries(isRecord(declared) ? declared : {}).flatMap(([name, user]) => (isStoreUser(user) ? [`users.${name}`] : []));
  if (names.length === 0) return [];
  return [`${names.join(", ")}: roleId 3 is a Storefront User, and this customer has no storeFront to log in to.`];
}

/** A customer of the reseller: `/account/reseller`. */
export const subReseller = defineKind<SubResellerArgs>({
  kind: "SubReseller",
  documentation: "documented",
  scope: "account",
  path: CUSTOMERS.collection,
  args: {
    name: text("name", { unique: "name of a customer", shape: header }),
    contactName: text("contact_name", { required: true }),
    phone: text("phone"),
    storeFront: reference("store_front", "Store", { shape: storeShape }),
    addresses,
    users,
    locked: local(yesOrNo, { writeOnly: true }),
    internationalCallsAllowed: local(yesOrNo, { writeOnly: true }),
    forceDestroy: forceDestroy(),
  },
  key: "name",
  readOnly: ["allow_outbound", "ip_addresses", "balance"],
  assigned: { argument: "name", asks: (inputs) => isBlank(own(inputs, "name")), asWritten: undefined },
  check: { rules, rulesWithLive, warnings: { of: ["users", "storeFront"], say: storeless } },
  explain: {
    create: explainCreate,
    update: explainUpdate,
    delete: explainDelete,
  },
  life: {
    complete: (inputs) => (isBlank(own(inputs, "name")) ? { ...inputs, name: randomLookingName(String(own(inputs, "seed"))) } : inputs),
    commands,
    beforeDelete: refuseWhileInUse,
    learn: (client, id, live) => {
      const name = customerName(live);
      if (name !== undefined) client.customers.learn(id, name);
    },
  },
});
