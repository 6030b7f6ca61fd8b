import { isObject, type JsonObject, plain } from "../../client/index";
import { type Field, recordedOf, type ResourceDefinition } from "../kind";
import { fieldsOf } from "../kindFields";
import { keyOf } from "./children";
import { asText, isBlank, own, type Props } from "../../common/values";

/** A PUT of an object, once it may have reached the API. */
interface Put {
  readonly id: string;
  readonly inputs: Props;
  readonly body: JsonObject;
}

/** A resource whose object, or part of one, the PUT of another resource can have reset. */
interface Known {
  readonly id: string;
  readonly state: Props;
}

/**
 * What PUTs of this process had of that which other resources manage, such as the logins of a trunk or the steps of a flow. A PUT has of it what
 * answers show, so that it may reset what only the state of the other resource knows. That one cannot be asked: it waits for the uuid of this
 * object, so its diff comes after the PUT. There it finds what the PUT was without, and sends it again.
 */
export class Resets {
  readonly #sent = new Map<string, JsonObject>();

  /** Call it once a PUT may have reached the API. */
  recordPut(definition: ResourceDefinition, { id, inputs, body }: Put): void {
    const sent = plain(body);
    if (definition.fillsParts?.(inputs) === false) this.#sent.set(keyOf(PART, id), sent);
    for (const { facts } of [...fieldsOf(definition).map(([, field]) => field), ...(definition.fieldsOfOtherKinds ?? [])]) {
      const items = facts.shows === undefined ? undefined : own(sent, facts.wire ?? "");
      for (const item of Array.isArray(items) ? items.filter(isObject) : []) {
        this.#sent.set(keyOf(facts.shows ?? "", asText(item["uuid"])), item);
      }
    }
  }

  /** Whether a PUT of another resource had anything of what this one manages. Ask it before a state is completed for `leftOut`. */
  concerns(definition: ResourceDefinition, id: string): boolean {
    return this.#sent.has(keyIn(definition, id));
  }

  /** The paths of what a state knows and the last PUT of another resource was without. */
  leftOut(definition: ResourceDefinition, { id, state }: Known): string[] {
    const sent = this.#sent.get(keyIn(definition, id));
    return sent === undefined ? [] : missingIn(definition, sent, state);
  }

  /** Those of them that only a PUT with this body brings back for certain: the object does not show them. */
  sentAgain(definition: ResourceDefinition, known: Known, { live, body }: { live: JsonObject; body: JsonObject }): string[] {
    const leftOut = this.leftOut(definition, known);
    if (leftOut.length === 0) return [];
    const [unseen, unsent] = [live, plain(body)].map((object) => missingIn(definition, object, known.state));
    return leftOut.filter((path) => unseen?.includes(path) === true && unsent?.includes(path) === false);
  }

  /** Call it once the resource is equal to its program again. */
  settle(definition: ResourceDefinition, id: string): void {
    this.#sent.delete(keyIn(definition, id));
  }
}

/** Stands for the kind that fills a part of an object: it has the object's uuid, too. */
const PART = "part of";

function keyIn({ part, kind }: ResourceDefinition, id: string): string {
  return keyOf(part === undefined ? kind : PART, id);
}

/** The paths of what a state knows and an object does not have. */
function missingIn(definition: ResourceDefinition, object: JsonObject, state: Props): string[] {
  return fieldsOf(definition).flatMap(([name, field]) => (field.facts.wire === undefined ? [] : missingOf(name, field, { object, state })));
}

function missingOf(name: string, field: Field, { object, state }: { object: JsonObject; state: Props }): string[] {
  const recorded = recordedOf(name, state);
  if (isBlank(recorded.before)) return [];
  return field.missing?.(object, recorded, name) ?? (field.decode(object, recorded) === undefined ? [name] : []);
}
