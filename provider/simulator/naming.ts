import type { Place } from "./collection";
import { asText, type Json, type JsonObject } from "./json";
import { commandsOf, kindOf } from "./kinds";
import type { Field } from "./kinds/kind";
import { refuseInWords, type Reply } from "./reply";
import type { Switches } from "./switches";
import { objectsOf, type StoredObject } from "./world";

/** An object of an account. */
interface Named extends Pick<Place, "world" | "owner"> {
  readonly uuid: string;
}

/**
 * Returns a refusal if something of the account names what is to be deleted, at any depth of what it stores, by the switch `danglingReferences`.
 * What no command changes, such as a call of the history, does not count: nobody could ever take the name out of it.
 */
export function refuseNamed(named: Named, { danglingReferences }: Switches): Reply | undefined {
  if (danglingReferences !== "refused") return undefined;
  const naming = namingOf(named).filter(({ kind }) => commandsOf(kindOf(kind)).includes("update"));
  if (naming.length === 0) return undefined;
  return refuseInWords(400, `it is still in use by ${naming.map(({ kind, uuid }) => `${kind} ${uuid}`).join(", ")}`);
}

/**
 * Takes the name of what was deleted out of the lists and the single fields of its account that are references, by the switch `danglingReferences`.
 * What is stored as it was sent keeps it: the steps of a flow, where a field that names something is often required, the entries of a diary, the
 * audios of a notice.
 */
export function forgetNamed(named: Named, { danglingReferences }: Switches): void {
  if (danglingReferences !== "removed") return;
  for (const { kind, record } of namingOf(named))
    for (const [name, field] of Object.entries(kindOf(kind).fields)) forgetIn(record, { name, field, uuid: named.uuid });
}

function forgetIn(
  record: JsonObject,
  { name, field, uuid }: { readonly name: string; readonly field: Field; readonly uuid: string },
): void {
  const value = record[name];
  if (field.sort === "reference" && isSame(value, uuid)) Reflect.deleteProperty(record, name);
  else if (field.of?.sort === "reference" && Array.isArray(value)) record[name] = value.filter((item) => !isSame(item, uuid));
}

function namingOf({ world, owner, uuid }: Named): StoredObject[] {
  return objectsOf(world, owner).filter((object) => object.uuid !== uuid && object.parent !== uuid && holds(object.record, uuid));
}

/** Whether a value has a uuid in it. What it is itself, under `uuid` at its top, is no name of another. */
function holds(record: JsonObject, uuid: string): boolean {
  return Object.entries(record).some(([key, value]) => key !== "uuid" && holdsWithin(value, uuid));
}

function holdsWithin(value: Json, uuid: string): boolean {
  if (typeof value !== "object" || value === null) return isSame(value, uuid);
  return Object.values(value).some((inner: Json) => holdsWithin(inner, uuid));
}

function isSame(value: Json | undefined, uuid: string): boolean {
  return asText(value).toLowerCase() === uuid.toLowerCase();
}
