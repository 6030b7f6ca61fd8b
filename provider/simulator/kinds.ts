/** What a field of an object holds. `any` is stored as it came. */
export type FieldType = "string" | "integer" | "boolean" | "list" | "map" | "any";

/** One writable field of an object. */
export interface FieldSpec {
  readonly type: FieldType;
  readonly required?: boolean;
  /** Shown or hidden by the switch `passwordsShown`. */
  readonly secret?: boolean;
  /** The objects within a list, which have uuids of their own. */
  readonly items?: ObjectSpec;
  /** Its JSON type in answers follows the switch `extensionType`. */
  readonly extension?: boolean;
}

/** The documented fields of an object. Everything else in a body is unknown, or read-only. */
export interface ObjectSpec {
  readonly fields: Readonly<Record<string, FieldSpec>>;
  /** Fields made by the server, without uuid, created_on and updated_on, which every object has. */
  readonly readOnly?: readonly string[];
  /** The fields that tell which nested object is meant, where its uuid does not. */
  readonly naturalKey?: readonly string[];
}

/** A collection of objects that belong to one account. */
export interface KindSpec extends ObjectSpec {
  readonly path: string;
  /** The first extension that next-extension gives; left out for kinds without. */
  readonly firstExtension?: number;
}

const text = { type: "string" } as const;
const requiredText = { type: "string", required: true } as const;
const flag = { type: "boolean" } as const;
const integer = { type: "integer" } as const;

const ADDRESS: ObjectSpec = {
  fields: {
    city: requiredText,
    country_code: requiredText,
    state: text,
    street_one: requiredText,
    street_three: text,
    street_two: text,
    zip: requiredText,
  },
  naturalKey: ["street_one", "street_two", "street_three", "city", "state", "zip", "country_code"],
};

const USER: ObjectSpec = {
  fields: {
    contact_first_name: text,
    contact_last_name: text,
    email: requiredText,
    name: requiredText,
    password: { type: "string", required: true, secret: true },
    role_id: { type: "integer", required: true },
  },
  naturalKey: ["name"],
};

/** The customer object of /account/reseller. */
export const SUB_RESELLER: ObjectSpec = {
  fields: {
    addresses: { type: "list", items: ADDRESS },
    contact_name: requiredText,
    name: requiredText,
    phone: text,
    store_front: text,
    users: { type: "list", items: USER },
  },
  readOnly: ["allow_outbound", "ip_addresses"],
};

/** The collections of an account. A further kind is one entry here. */
export const KINDS = {
  flow: {
    path: "/voip/flow",
    firstExtension: 501,
    fields: {
      extension: { type: "integer", required: true, extension: true },
      flow: { type: "map", required: true },
      name: requiredText,
      show_call_route_name: flag,
      show_original_caller_id: flag,
    },
  },
  user: {
    path: "/voip/user",
    firstExtension: 1001,
    fields: {
      display_name: text,
      extension: { type: "integer", extension: true },
      user_name: text,
      user_password: { type: "string", secret: true },
    },
  },
  group: {
    path: "/voip/group",
    firstExtension: 601,
    fields: { extension_number: { type: "integer", extension: true }, members: { type: "list" }, name: text },
  },
  number: {
    path: "/voip/number",
    fields: {
      call_flow: text,
      can_invite_anonymously: flag,
      country_code: text,
      name: text,
      number: text,
      price_category: integer,
      trunk: text,
    },
  },
} as const satisfies Record<string, KindSpec>;

/** The name of a collection. */
export type KindName = keyof typeof KINDS;

/** The names of all collections. */
export const KIND_NAMES = Object.keys(KINDS) as KindName[];

/** A kind's description. */
export function kindSpec(kind: KindName): KindSpec {
  return KINDS[kind];
}

/** The field that holds a kind's extension. */
export function extensionField(spec: ObjectSpec): string | undefined {
  return Object.keys(spec.fields).find((name) => spec.fields[name]?.extension === true);
}
