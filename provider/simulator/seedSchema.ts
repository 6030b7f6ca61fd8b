import type { Json, JsonObject } from "./json";
import { KIND_NAMES, KINDS, parentOf } from "./kinds";
import { customer } from "./kinds/customer";
import type { Field, Fields, Kind } from "./kinds/kind";
import { SWITCH_NAMES } from "./switches";
import { SWITCHES } from "./switchTable";

/** The patterns that seeds are held to; the parser has the same rules. */
const UUID = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";
const MONEY = { type: "string", pattern: "^-?[0-9]{1,12}([.][0-9]{1,3})?$" };
const OPEN_PATH = "^(/[A-Za-z0-9-]+)+$";
const NAME = { type: "string", minLength: 1 };
const OBJECT = { type: "object", properties: { uuid: { type: "string", pattern: UUID } } };

const listOf = (items: Json): JsonObject => ({ type: "array", items });

/**
 * The JSON schema of a seed, for editors: the kinds' names, their documented fields, the switches and their positions. What one object says of
 * another, such as two with one extension, the parser alone finds.
 */
export function seedSchema(): JsonObject {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "A seed of the simulator of pulumi-yay",
    type: "object",
    additionalProperties: false,
    properties: {
      account: { type: "object", properties: { name: NAME } },
      balance: MONEY,
      credentials: {
        type: "object",
        additionalProperties: false,
        required: ["reseller", "user", "password"],
        properties: { reseller: NAME, user: NAME, password: NAME },
      },
      stores: listOf(OBJECT),
      customers: listOf(customerSchema()),
      objects: { $ref: "#/$defs/objects" },
      otherAccountNames: listOf(NAME),
      collections: listOf({ type: "string", pattern: OPEN_PATH }),
      charges: {
        type: "object",
        propertyNames: { type: "string", pattern: "^(GET|POST|PUT|DELETE) /[^\\s]+$" },
        additionalProperties: MONEY,
      },
      switches: {
        type: "object",
        additionalProperties: false,
        properties: Object.fromEntries(
          SWITCH_NAMES.map((name) => [name, { description: SWITCHES[name].question, enum: [...SWITCHES[name].positions] }]),
        ),
      },
    },
    $defs: { objects: objectsSchema() },
  };
}

function customerSchema(): JsonObject {
  const { properties, ...rest } = objectSchema(customer.fields);
  const own = { name: NAME, contact_name: NAME, balance: MONEY, locked: { type: "boolean" }, objects: { $ref: "#/$defs/objects" } };
  return { ...rest, required: ["name", "contact_name"], properties: { ...(properties as JsonObject), ...own } };
}

function objectsSchema(): JsonObject {
  return {
    type: "object",
    additionalProperties: false,
    properties: Object.fromEntries(KIND_NAMES.map((name) => [name, listOf(kindSchema(KINDS[name]))])),
    patternProperties: { [OPEN_PATH]: listOf(OBJECT) },
  };
}

/** A child has the uuid of its parent, too, under the parent's kind. */
function kindSchema(kind: Kind): JsonObject {
  const above = parentOf(kind);
  return objectSchema(above === undefined ? kind.fields : { ...kind.fields, [above]: { sort: "reference", required: true } });
}

function objectSchema(fields: Fields): JsonObject {
  const written = Object.entries(fields).filter(([, field]) => field.readOnly !== true);
  const required = written.flatMap(([name, field]) => (field.required === true ? [name] : []));
  return {
    type: "object",
    ...(required.length === 0 ? {} : { required }),
    properties: {
      uuid: { type: "string", pattern: UUID },
      ...Object.fromEntries(written.map(([name, field]) => [name, field.required === true ? filled(field) : blankOr(field)])),
    },
  };
}

/** An optional field may be empty, which is as if it were left out. */
const blankOr = (field: Field): JsonObject => ({ anyOf: [valueSchema(field), { enum: ["", null] }] });

/** A required text is none if it is empty. */
const filled = (field: Field): JsonObject =>
  field.sort === "text" && field.choices === undefined ? { ...valueSchema(field), minLength: 1 } : valueSchema(field);

function valueSchema({ sort, choices, of, items }: Field): JsonObject {
  if (choices !== undefined) return { enum: [...choices, ...choices.filter((one) => typeof one === "number").map(String)] };
  switch (sort) {
    case "text":
      return { type: "string" };
    case "base64":
      return { type: "string", pattern: "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$" };
    case "wholeNumber":
      return { anyOf: [{ type: "integer" }, { type: "string", pattern: "^[0-9]{1,15}$" }] };
    case "flag":
      return { type: "boolean" };
    case "reference":
      return { type: "string", pattern: UUID };
    case "list":
      return { type: "array", ...(items === undefined ? of && { items: valueSchema(of) } : { items: objectSchema(items.fields) }) };
    case "object":
      return { type: "object" };
  }
}
