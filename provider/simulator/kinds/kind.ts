import { isBlank, type Json, type JsonObject } from "../json";
import type { Switches } from "../switches";

/**
 * The vocabulary of the table of kinds. Every row is written from the vendor's documents; its comment says how sure it is:
 *
 * - [doc]: the vendor's own pages.
 * - [cat]: a third-party catalogue.
 * - [3p]: seen in other people's code.
 * - [guess]: inferred.
 */

/** What the documents say about a field besides its sort. */
export interface Traits {
  /** A body without it is refused. */
  readonly required?: boolean;
  /** Shown, masked or hidden by the switch `passwordsShown`. */
  readonly secret?: boolean;
  /** The bytes of a file: base64 in a body, in no answer. A PUT without it follows the switch `missingContent`. */
  readonly file?: boolean;
  /** Set by the server. In a body it is ignored or refused, by the switch `readOnlyFields`. */
  readonly readOnly?: boolean;
  /** A text that the server makes with the object, by the switch `missingCredentials`. If a body may have it, one that leaves it out follows the switch `generatedLeftOut`. */
  readonly generated?: boolean;
  /**
   * An extension: only one object of the customer, of any kind, may have it. If it is a whole number, answers follow the switch
   * `extensionType`.
   */
  readonly extension?: boolean;
  /** What only one object of an account can be, such as its default, by the switch `secondDefault`. */
  readonly only?: boolean;
  /** The field that perhaps has the same value under another name, by the switch `secondNames`. */
  readonly secondNameOf?: string;
  /** The value of a field that is left out. */
  readonly default?: Json;
}

/** A field of an object. Write it with `text`, `secret`, `wholeNumber` and so on. */
export interface Field extends Traits {
  readonly sort: "text" | "base64" | "wholeNumber" | "flag" | "reference" | "list" | "object";
  /** The only values that are allowed. */
  readonly choices?: readonly (string | number)[];
  /** The field of each value of a list. */
  readonly of?: Field;
  /** For a list whose items are objects with uuids of their own. */
  readonly items?: ObjectSpec;
  /** For a list whose order does not matter: answers follow the switch `listOrder`. */
  readonly unordered?: boolean;
  /** The child kind whose objects the list shows. */
  readonly shows?: string;
}

export type Fields = Readonly<Record<string, Field>>;

/** Fields that the server sets on almost every object. */
export const COMMON_FIELDS: readonly string[] = ["uuid", "created_on", "updated_on"];

/** The documented fields of an object, without the common ones. Everything else in a body is unknown. */
export interface ObjectSpec {
  readonly fields: Fields;
  /** The fields that identify a nested object without a uuid. */
  readonly naturalKey?: readonly string[];
  /** Answers show none of the common fields. */
  readonly bare?: boolean;
  /** No document says what it has: it takes any field, and what it has stands in answers as it was sent. */
  readonly open?: boolean;
  /** Reads show all fields, or the common ones alone, by the switch `purchaseReads`. */
  readonly scant?: boolean;
}

export type Command = "list" | "create" | "read" | "update" | "delete";

/** A kind of object: one row of the table. */
export interface Kind extends ObjectSpec {
  /** The path of its collection. A segment such as `{trunk}` names the parent's kind. */
  readonly path: string;
  /** What of the path no source shows: the collection with everything below it, or the path of one object alone. Switches move it. */
  readonly guessed?: "collection" | "item";
  /** The list of a customer that shows the same objects, by the switch `customerLists`. */
  readonly nestedIn?: string;
  /** Default: all of them; for a singleton, read and update. */
  readonly commands?: readonly Command[];
  /** Each account has exactly one from the start, at the path itself. */
  readonly singleton?: boolean;
  /** The kind of which the account has to have one before one of this is made, by the switch `bundleFirst`. */
  readonly needs?: string;
  /** The first number that `/voip/next-extension/…` gives. Leave it out if there is no such command. */
  readonly firstExtension?: number;
  /** The documented query of the list. Without it a query is ignored. */
  readonly query?: Fields;
  /** Checks a query for what its fields alone do not tell; one text for each finding. What is left out or of a wrong sort it passes over. */
  readonly checkQuery?: (query: JsonObject) => string[];
  /** Selects the records that the list shows for a query. */
  readonly select?: (records: JsonObject[], query: JsonObject) => JsonObject[];
  /** Whether there is a PUT at all. Default: there is. */
  readonly updatable?: (switches: Switches) => boolean;
  /** What a GET of one object answers in the place of the object; undefined, it answers that. */
  readonly insteadOfOne?: (record: JsonObject, switches: Switches) => Json | undefined;
  /** Whether a DELETE takes an object away; one that does not is refused with 400. Default: it does. */
  readonly deletable?: (switches: Switches) => boolean;
  /** Checks a body for everything that the documents forbid besides wrong fields, which it passes over; one text for each finding. */
  readonly check?: (body: JsonObject, switches: Switches) => string[];
}

/** A finding if a body has two fields that exclude each other by the switch `exclusions`. */
export function excluding(one: string, other: string): (body: JsonObject, switches: Switches) => string[] {
  return (body, { exclusions }) =>
    exclusions === "refused" && !isBlank(body[one]) && !isBlank(body[other]) ? [`${one} and ${other} exclude each other`] : [];
}

/** A finding for each of some fields that a body has although the server alone sets them. */
export function cannotBeSet(body: JsonObject, names: readonly string[]): string[] {
  return names.filter((name) => Object.hasOwn(body, name)).map((name) => `${name} cannot be set`);
}

export const text = (traits: Traits = {}): Field => ({ sort: "text", ...traits });

export const secret = (traits: Traits = {}): Field => ({ sort: "text", secret: true, ...traits });

export const file = (traits: Traits = {}): Field => ({ sort: "base64", file: true, ...traits });

export const wholeNumber = (traits: Traits = {}): Field => ({ sort: "wholeNumber", ...traits });

export const flag = (traits: Traits = {}): Field => ({ sort: "flag", ...traits });

/** The uuid of another object. No document says that the object has to exist. */
export const reference = (traits: Traits = {}): Field => ({ sort: "reference", ...traits });

export const choice = (choices: readonly [string | number, ...(string | number)[]], traits: Traits = {}): Field => ({
  sort: typeof choices[0] === "number" ? "wholeNumber" : "text",
  choices,
  ...traits,
});

/** An object that is stored unchanged. */
export const object = (traits: Traits = {}): Field => ({ sort: "object", ...traits });

/** Values whose order may matter: answers follow the switch `orderedLists`. */
export const listOf = (of: Field, traits: Traits = {}): Field => ({ sort: "list", of, ...traits });

/** Values whose order does not matter. */
export const setOf = (of: Field, traits: Traits = {}): Field => ({ sort: "list", of, unordered: true, ...traits });

/** Objects with uuids of their own. */
export const objects = (items: ObjectSpec, traits: Traits = {}): Field => ({ sort: "list", items, unordered: true, ...traits });

/** The objects of a child kind, which have commands of their own. */
export const shown = (kind: string, items: ObjectSpec): Field => ({ ...objects(items, { readOnly: true }), shows: kind });
