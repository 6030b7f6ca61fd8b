import { asWritten, type Json, type JsonObject, plain } from "../../client/index";
import { type Field, type Recorded, recordedOf, type ResourceDefinition } from "../kind";
import { fieldsOf, namesIn } from "../kindFields";
import { withoutMasks } from "../secrets/masks";
import { soundsSecret } from "../../common/secretNames";
import { define, isBlank, isJsonObject, own, type Props } from "../../common/values";

/**
 * The request body of a full-object PUT: everything of the live object that can be written, overlaid with the declared values. What answers of a
 * kind may leave out, a secret that an answer hides, and an output that goes back stay as they are recorded, because a PUT without them would
 * reset them.
 */
export function overlay(definition: ResourceDefinition, { live, inputs, state, omit }: Overlay): JsonObject {
  const body = writable(definition, live);
  for (const [name, field] of fieldsOf(definition)) {
    const recorded = recordedOf(name, state);
    field.normalize?.(body);
    const isHidden = isUnseen(definition, field, { name, live, recorded, state }) || isHiddenSecret(field, body);
    const known = isHidden ? recorded.before : undefined;
    const declared = own(inputs, name) ?? known;
    const leaves = field.facts.removesWhatLeaves === true && isBlank(declared) && !isBlank(own(state, name));
    const value = leaves ? [] : declared;
    const leftToTheApi = known === undefined && definition.assigned?.argument === name && definition.assigned.asks(inputs);
    if (value !== undefined && value !== null && !leftToTheApi) field.encode(body, value, recorded);
  }
  definition.fieldsOfOtherKinds?.forEach((field) => field.normalize?.(body));
  for (const [name, wire] of Object.entries(definition.sentBack ?? {})) {
    const value = own(body, wire) ?? own(state, name);
    if (value !== undefined) define(body, wire, value);
  }
  omit.forEach((path) => omitPath(body, path.split(".")));
  return body;
}

interface Seen {
  readonly name: string;
  readonly live: JsonObject;
  readonly recorded: Recorded;
  readonly state: Props;
}

/** Whether answers may leave a field out that they know, by the kind or by what the state says of it, and this one does so. */
function isUnseen({ readBack }: ResourceDefinition, field: Field, { name, live, recorded, state }: Seen): boolean {
  const { wire, removesWhatLeaves } = field.facts;
  const mayBe = readBack === true || (removesWhatLeaves !== true && namesIn(state, "notShown").includes(name));
  return mayBe && wire !== undefined && field.decode(live, recorded) === undefined;
}

/** Whether an answer hides a secret, such as one that the API made and showed once: then the body that is made of it is without. */
function isHiddenSecret({ facts: { secret, wire } }: Field, body: JsonObject): boolean {
  return secret === true && wire !== undefined && own(body, wire) === undefined;
}

/** The input of `overlay`; for a POST, `live` is empty. */
interface Overlay {
  readonly live: JsonObject;
  readonly inputs: Props;
  readonly state: Props;
  readonly omit: readonly string[];
}

/**
 * The part of a live object that a PUT sends back: everything but what the API sets itself, and masks under names of secrets that the kind does not
 * know. Leaving one out may reset that secret; sent back, the mask would be the secret. A deep copy, with each number as the answer wrote it.
 */
export function writable(definition: ResourceDefinition, live: JsonObject): JsonObject {
  const body: JsonObject = {};
  for (const [key, value] of Object.entries(asWritten(live))) {
    const meant = withoutMasks(value, [key], (path) => isUnlistedSecret(definition, path));
    if (meant !== undefined && !definition.readOnly.includes(key)) define(body, key, meant);
  }
  definition.readOnly.filter((name) => name.includes(".")).forEach((path) => omitPath(body, path.split(".")));
  return body;
}

/** Whether a name sounds like a secret's that the kind does not know, neither by itself nor within a field that it knows. */
function isUnlistedSecret({ known }: ResourceDefinition, path: readonly string[]): boolean {
  const [outer = "", ...within] = path.filter((key) => !isPlaceInList(key));
  if (!known.includes(outer)) return [outer, ...within].some(soundsSecret);
  return !known.includes(`${outer}.${within[0] ?? ""}`) && within.some(soundsSecret);
}

function isPlaceInList(key: string): boolean {
  return /^\d+$/.test(key);
}

function omitPath(body: Json | undefined, path: readonly string[]): void {
  if (Array.isArray(body)) {
    body.forEach((item) => omitPath(item, path));
    return;
  }
  const [key, ...rest] = path;
  if (key === undefined || !isJsonObject(body)) return;
  if (rest.length === 0) Reflect.deleteProperty(body, key);
  else omitPath(own(body, key) as Json | undefined, rest);
}

/** Whether a PUT of this body would change nothing that the API shows, nor anything that it hides. */
export function changesNothing(
  definition: ResourceDefinition,
  body: JsonObject,
  { live, state }: Pick<Overlay, "live" | "state">,
): boolean {
  const sent = plain(body);
  return fieldsOf(definition).every(([name, field]) => {
    const recorded = recordedOf(name, state);
    if (isUnseen(definition, field, { name, live, recorded, state })) return field.same(field.decode(sent, recorded), recorded.before);
    return field.unchanged?.(sent, live, recorded) ?? field.same(field.decode(sent, recorded), field.decode(live, recorded));
  });
}

/** Fields of a body that neither the documents nor the catalogue have. */
export function unknownFields(definition: ResourceDefinition, body: JsonObject): string[] {
  const found = new Set<string>();
  for (const [key, value] of Object.entries(body)) {
    if (!definition.known.includes(key)) found.add(key);
    if (!Array.isArray(value)) continue;
    for (const inner of value.filter(isJsonObject).flatMap((item) => Object.keys(item))) {
      if (!definition.known.includes(`${key}.${inner}`)) found.add(`${key}.${inner}`);
    }
  }
  return [...found];
}
