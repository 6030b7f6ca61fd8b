import {
  type Answer,
  type Call,
  CustomerGoneError,
  GoneError,
  type Json,
  type JsonObject,
  secretsIn,
  unexpected,
  type UnexpectedAnswerError,
} from "../../client/index";
import { Discretion } from "../secrets/confidential";
import type { ResourceDefinition, Scope } from "../kind";
import { newHandover } from "../holders/handovers";
import { Holders, holdingKey } from "../holders/holders";
import type { Collection } from "./listings";
import { label } from "../names";
import type { Run } from "./run";
import { asText, clean, isJsonObject, isUuid, own, type Props, sameUuid } from "../../common/values";

/** What is known of a resource from outside of its kind. */
interface Given {
  readonly props: Props;
  readonly id?: string;
  readonly holders?: Holders;
}

/** One resource of one run: its kind, whose it is, how messages call it, and the calls that concern it. */
export class Target implements Scope {
  readonly definition: ResourceDefinition;
  readonly run: Run;
  readonly props: Props;
  readonly id: string | undefined;
  readonly collection: Collection;
  readonly secrets: string[];
  readonly holders: Holders;
  #discretion: Discretion;

  constructor(definition: ResourceDefinition, run: Run, { props, id, holders = new Holders() }: Given) {
    this.definition = definition;
    this.run = run;
    this.holders = holders;
    this.props = props;
    this.id = id;
    const customer = own(props, "customer");
    this.collection = {
      path: definition.paths.collection,
      ...(definition.scope === "customer" && typeof customer === "string" ? { customer } : {}),
    };
    this.secrets = secretsIn(clean(props) as Json);
    this.#discretion = new Discretion(props, id === undefined ? {} : props);
  }

  /** Under which a run notes who has taken what: a part has the id of the whole. */
  get key(): string {
    return holdingKey(this.definition, this.id ?? "");
  }

  get failed(): string | undefined {
    return this.holders.failed;
  }

  /** Fields that the settings leave out of what is sent. */
  get omit(): readonly string[] {
    return this.run.settings.omitFields[this.definition.kind] ?? [];
  }

  get name(): string {
    return label(this.definition.kind, own(this.props, "seed"), this.id);
  }

  /** A call to the object itself. */
  item(verb: string, method: Call["method"], more: Partial<Call> = {}): Promise<Answer> {
    return this.#call(verb, { method, path: this.definition.paths.item, ...(this.id === undefined ? {} : { params: { uuid: this.id } }), ...more });
  }

  /** The error for an answer to such a call that was good as such and is not what it should be. */
  unexpected(verb: string, method: Call["method"], answer: Answer, why: string): UnexpectedAnswerError {
    return unexpected({ attempt: `${verb} ${this.name}`, method, path: this.definition.paths.item }, answer, why);
  }

  async ask({ verb, ...call }: Omit<Call, "attempt"> & { readonly verb: string }): Promise<Answer> {
    return this.#call(verb, call);
  }

  post(body: JsonObject): Promise<Answer> {
    return this.#call("create", { method: "POST", path: this.definition.paths.collection, body });
  }

  /** The live object, read by itself. */
  async observe(verb: string): Promise<JsonObject> {
    return this.#object(await this.item(verb, "GET"), verb);
  }

  /** The live object, or undefined where its absence is proven. */
  async find(verb: string): Promise<JsonObject | undefined> {
    try {
      return await this.observe(verb);
    } catch (error) {
      if (GoneError.is(error) || CustomerGoneError.is(error)) return undefined;
      throw error;
    }
  }

  /** Tells the run what an answer has shown of this object. */
  saw(id: string, live: JsonObject): void {
    this.definition.learn?.(this.run.client, id, live);
  }

  /** What the program has marked as secret in the properties, and in the last state where that is known. */
  get discretion(): Discretion {
    return this.#discretion;
  }

  /** The same resource, which is discreet about what the last state has, too. */
  since(state: Props): this {
    return this.#as(new Discretion(this.props, state));
  }

  #as(discretion: Discretion): this {
    this.#discretion = discretion;
    return this;
  }

  /** The same resource with its id, once it has one. */
  at(id: string): Target {
    return new Target(this.definition, this.run, { props: this.props, id, holders: this.holders }).#as(this.#discretion);
  }

  /** Takes this living object for a creation that needs no other to let go of it. @throws AdoptionError if another resource has it. */
  take(record: Props = {}): void {
    const { definition, id = "", props } = this;
    this.holders.takes(definition, { id, state: { ...record, seed: own(props, "seed") }, inputs: props });
  }

  /** Takes this living object over from whoever had it: gives what the state records of that. @throws AdoptionError if another resource has it. */
  takeOver(): Props {
    const record = newHandover(this.run.now());
    this.take(record);
    return record;
  }

  #call(verb: string, call: Omit<Call, "attempt">): Promise<Answer> {
    const { customer } = this.collection;
    const seed = own(this.props, "seed");
    const urn = typeof seed === "string" ? { urn: seed } : {};
    return this.run.client.call({
      attempt: `${verb} ${this.name}`,
      secrets: this.secrets,
      confidential: this.discretion.texts,
      ...(customer === undefined ? {} : { customer }),
      ...call,
      audit: { ...urn, kind: this.definition.kind, operation: verb, ...call.audit },
    });
  }

  #object(answer: Answer, verb: string): JsonObject {
    const object = shownIn(this, answer.result);
    if (object !== undefined) return object;
    throw this.unexpected(verb, "GET", answer, "in an answer without the object.");
  }
}

/** The object of an answer, also where it stands alone in a list. */
export function theObject(result: Json | undefined): JsonObject | undefined {
  const object = Array.isArray(result) && result.length === 1 ? result[0] : result;
  return isJsonObject(object) ? object : undefined;
}

/** The same where it shows anything that an object of the kind has, and no other one's uuid: else it may be some other service's, or a stale one. */
export function shownIn(
  { definition: { known }, id }: Pick<Target, "definition" | "id">,
  result: Json | undefined,
): JsonObject | undefined {
  const object = theObject(result);
  if (object === undefined || !["uuid", ...known].some((name) => Object.hasOwn(object, name))) return undefined;
  return id === undefined || !isUuid(object["uuid"]) || sameUuid(object["uuid"], id) ? object : undefined;
}

/** How messages call a living object that may be anybody's: by its uuid, and by its name where it shows one that they have not said. */
export function described(live: JsonObject, said = ""): string {
  const [uuid, name] = [asText(live["uuid"]), JSON.stringify(asText(live["name"]))];
  return name === '""' || said.includes(name) ? uuid : `${uuid}, ${name}`;
}

/** Under which a creation of this resource is remembered. */
export function journalKey({ definition, run, collection }: Target, inputs: Props): string[] {
  const { baseUrl, reseller } = run.settings;
  return [baseUrl, reseller, definition.kind, collection.customer ?? "", asText(own(inputs, "seed")), definition.naturalKey(inputs)];
}
