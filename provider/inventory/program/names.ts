import { slug } from "../../common/slug";
import { asText, isUuid, own } from "../../common/values";
import { recordedOf } from "../../lifecycle/kind";
import { fieldsOf } from "../../lifecycle/kindFields";
import type { LiveObject } from "../liveObject";

const titles = new WeakMap<LiveObject, string>();

/** What people call an object: its name, or what it is known by; the empty text if answers show neither. */
export function titleOf(object: LiveObject): string {
  const title = titles.get(object) ?? madeTitle(object);
  titles.set(object, title);
  return title;
}

function madeTitle({ definition, live }: LiveObject): string {
  if (definition.singleton !== undefined) return "";
  const shown = (name: string) => {
    const field = own(definition.fields, name) as (typeof definition.fields)[string] | undefined;
    return field?.facts.secret === true ? "" : asText(field?.decode(live, recordedOf(name, {}))).trim();
  };
  const found = fieldsOf(definition).flatMap(([name, { facts }]) => (facts.readFrom === undefined ? [] : [name]));
  const all = fieldsOf(definition).flatMap(([name, { facts }]) => (facts.refersTo === undefined ? [name] : []));
  for (const name of [...found, "name", "displayName", ...all]) {
    const text = shown(name);
    if (text !== "" && !isUuid(text)) return text;
  }
  return "";
}

/** What an object is called in a program. */
export interface Named {
  /** The name of the resource: `acme-main-line`. */
  readonly resource: string;
  /** The variable in the file of its customer: `mainLineCallFlow`. */
  readonly variable: string;
}

/** The part of a name that stands for an account. */
export interface Naming {
  /** What stands before the names of a customer's objects; nothing for those of the own account. */
  readonly prefixOf: (customer: string | undefined) => string;
  /** What is called otherwise already. */
  readonly taken?: readonly TakenName[];
}

/** A name that no new resource of its kind can have. */
export interface TakenName {
  readonly kind: string;
  /** The name of the resource that has it. */
  readonly name: string;
}

/**
 * Names for all objects of a program. Each is made of the object's own title, so that no other object changes it; those of one kind that would have
 * the same one, or one that is taken, end in digits of their uuids.
 */
export function namesFor(objects: readonly LiveObject[], { prefixOf, taken: others = [] }: Naming): ReadonlyMap<LiveObject, Named> {
  const wanted = objects.map((object) => ({ object, title: slug(titleOf(object)) }));
  const keyOf = (object: LiveObject, title: string) => [object.definition.kind, prefixOf(object.customer), title].join("/");
  const count = new Map<string, number>();
  for (const { object, title } of wanted) count.set(keyOf(object, title), (count.get(keyOf(object, title)) ?? 0) + 1);
  const taken = new Set(others.map(({ kind, name }) => `${kind} ${name}`));
  return new Map(
    wanted.map(({ object, title }) => {
      const isAlone = count.get(keyOf(object, title)) === 1 && (title !== "" || object.definition.singleton !== undefined);
      return [object, named(object, { title, isAlone, prefix: prefixOf(object.customer), taken })];
    }),
  );
}

interface Wish {
  readonly title: string;
  readonly isAlone: boolean;
  readonly prefix: string;
  readonly taken: Set<string>;
}

function named({ definition: { kind }, id, customer }: LiveObject, { title, isAlone, prefix, taken }: Wish): Named {
  const digits = isUuid(id) ? id.toLowerCase().replaceAll("-", "") : "";
  for (let length = isAlone || digits === "" ? 0 : 4; ; length += 4) {
    const own = joined(title, digits.slice(0, length));
    const count = countBeyond(digits, length);
    const resource = joined(prefix, own === "" ? slugOfKind(kind) : own, count);
    const variable = variableOf(joined(own, count), kind);
    const keys = [`${kind} ${resource}`, `${customer ?? ""} ${variable}`];
    if (keys.some((key) => taken.has(key))) continue;
    for (const key of keys) taken.add(key);
    return { resource, variable };
  }
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("-");
}

/** Where all digits do not tell an object from others, or it has none, a count does. */
function countBeyond(digits: string, length: number): string {
  return length > digits.length ? String((length - digits.length) / 4 + 1) : "";
}

/** `CallFlow` as `call-flow`. */
function slugOfKind(kind: string): string {
  return kind.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase();
}

/** A variable that ends in its kind, so that no two kinds meet and none is a word of the language: `salesHuntGroup`. */
function variableOf(own: string, kind: string): string {
  const words = own.split("-").filter((word) => word !== "");
  const camel = words.map((word, index) => (index === 0 ? word : capital(word))).join("");
  const tail = slugOfKind(kind).split("-").map(capital).join("");
  if (camel === "") return tail.charAt(0).toLowerCase() + tail.slice(1);
  const isSaid = camel.toLowerCase().endsWith(tail.toLowerCase()) && camel.length > tail.length;
  const variable = isSaid ? camel : camel + tail;
  return /^\d/.test(variable) ? `${tail.charAt(0).toLowerCase()}${tail.slice(1)}${isSaid ? "" : capital(camel)}` : variable;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
