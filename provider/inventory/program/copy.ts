import type { Json, JsonObject } from "../../client/index";
import { asText, isJsonObject, isUuid, own, type Props } from "../../common/values";
import { fieldsOf } from "../../lifecycle/kindFields";
import type { LiveObject } from "../liveObject";
import { takenOver } from "../takenOver";
import { isNumber, isPhone, numberOf, OwnNumbers, unsignedForwards } from "./ownNumbers";

/** What of a customer is its own, so that another customer has it otherwise. Values stand as they live. */
export interface Particulars {
  /** Arguments of the customer itself beside its name, such as `contactName`. */
  readonly customer: Readonly<Record<string, string>>;
  /** The phone numbers that it has: no other customer can have them. */
  readonly ownNumbers: readonly string[];
  /** Other phone numbers in its objects, such as those that calls are sent to. */
  readonly numbers: readonly string[];
  /** The extensions of users, groups, flows and mailboxes. Another customer may have the same. */
  readonly extensions: readonly number[];
  readonly emails: readonly string[];
  /** Names and other texts in which the customer is named. */
  readonly names: readonly string[];
}

/** What another customer has in the place of particulars: by what lives. What is left out stays the same, but for numbers of its own. */
export interface Replacements {
  /** The name of the account. */
  readonly name: string;
  readonly customer: Readonly<Record<string, string>>;
  /** Also where other objects name it, in any spelling. A number that is left out leaves the program; what names it stays as it is. */
  readonly ownNumbers: Readonly<Record<string, string>>;
  readonly numbers: Readonly<Record<string, string>>;
  readonly extensions: Readonly<Record<string, number>>;
  readonly emails: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<string, string>>;
}

/** What of the customer itself another one does not take over: people who log in, bills, and a store, which wants both. */
const PERSONAL = ["users", "addresses", "store_front"];

/** Kinds of the same. */
const PERSONAL_KINDS: ReadonlySet<string> = new Set(["ResellerUser", "ResellerAddress"]);

const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;

/** What is a customer's own among its live objects, the customer itself among them. */
export function particularsOf(objects: readonly LiveObject[]): Particulars {
  const copied = objects.filter(isCopied).map(impersonal);
  const taken = copied.map((object) => takenOver(object, { titleOf: () => undefined, withSecrets: false }));
  const itself = taken.find(({ object }) => isCustomer(object));
  const ownNumbers = taken.flatMap(({ object }) => numberOf(object) ?? []);
  const owned = new OwnNumbers(copied);
  const others = taken.filter(({ object }) => !isCustomer(object));
  const texts = new Set(others.flatMap(({ inputs }) => textsIn(inputs)).filter((text): boolean => !isUuid(text)));
  const called = ["name", "contactName"].flatMap((name) => textsIn(own(itself?.inputs ?? {}, name))).flatMap(wordsOf);
  const forwarded = new Set(others.flatMap(({ inputs }) => unsignedForwards(inputs)));
  const isOther = (text: string): boolean => isPhone(text) || forwarded.has(text);
  const isNumeric = (text: string): boolean => isOther(text) || owned.meantBy(text) !== undefined;
  const all = [...texts].sort();
  return {
    customer: Object.fromEntries(
      Object.entries(itself?.inputs ?? {}).flatMap(([name, value]) =>
        name !== "name" && typeof value === "string" ? [[name, value]] : [],
      ),
    ),
    ownNumbers: [...new Set(ownNumbers)].sort(),
    numbers: all.filter((text) => isOther(text) && owned.meantBy(text) === undefined),
    extensions: [...new Set(others.flatMap(({ object, inputs }) => extensionsOf(object, inputs)))].sort((a, b) => a - b),
    emails: all.filter((text) => EMAIL.test(text)),
    names: all.filter((text): boolean => !EMAIL.test(text) && !isNumeric(text) && called.some((word) => text.toLowerCase().includes(word))),
  };
}

/** The objects as another customer would have them. What only the one customer can have is left out. */
export function copiedFor(objects: readonly LiveObject[], replacements: Replacements): LiveObject[] {
  const texts = new Map([replacements.numbers, replacements.emails, replacements.names].flatMap((each) => Object.entries(each)));
  const owned = new OwnNumbers(objects);
  const inPlaceOf = (text: string) => owned.inPlaceOf(text, replacements.ownNumbers) ?? texts.get(text);
  return objects.filter(isCopied).flatMap((object) => {
    const { definition } = object;
    const live = replaced(impersonal(object).live, inPlaceOf) as JsonObject;
    for (const [name, { facts }] of fieldsOf(definition)) {
      const { wire = "" } = facts;
      const value = isCustomer(object) ? own({ ...replacements.customer, name: replacements.name }, name) : undefined;
      const extension = facts.unique === "extension" ? own(replacements.extensions, asText(live[wire])) : undefined;
      const other = value ?? extension;
      if (other !== undefined) live[wire] = other as Json;
    }
    return isNumber(object) ? renumbered(object, live, replacements) : [{ ...object, live }];
  });
}

function isCopied({ definition: { kind } }: LiveObject): boolean {
  return !PERSONAL_KINDS.has(kind);
}

function isCustomer({ definition: { kind } }: LiveObject): boolean {
  return kind === "SubReseller";
}

function impersonal(object: LiveObject): LiveObject {
  if (!isCustomer(object)) return object;
  const kept = Object.entries(object.live).filter(([key]) => !PERSONAL.includes(key));
  return { ...object, live: Object.fromEntries(kept) };
}

/** A number is read from the dialling code of its country and the rest: which digits are which does not matter to the program. */
function renumbered(object: LiveObject, live: JsonObject, { ownNumbers }: Replacements): LiveObject[] {
  const after = own(ownNumbers, numberOf(object) ?? "");
  if (typeof after !== "string" || after === "") return [];
  return [{ ...object, live: { ...live, country_code: after.slice(1, 3), number: after.slice(3) } }];
}

function extensionsOf({ definition }: LiveObject, inputs: Props): number[] {
  return fieldsOf(definition).flatMap(([name, { facts }]) => {
    const value = own(inputs, name);
    return facts.unique === "extension" && typeof value === "number" ? [value] : [];
  });
}

/** The words by which a customer is known among its own texts; not what half of all companies are called. */
function wordsOf(name: string): string[] {
  const words = name.toLowerCase().split(/[^\p{L}\d]+/u);
  return words.filter((word) => word.length > 2 && !["ltd", "limited", "plc", "inc", "llc", "gmbh", "the", "and", "group"].includes(word));
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** A copy in which whole texts are others. */
function replaced(value: Json, inPlaceOf: (text: string) => string | undefined): Json {
  if (typeof value === "string") return inPlaceOf(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => replaced(item, inPlaceOf));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, inPlaceOf)]));
}
