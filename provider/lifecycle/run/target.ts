import type { UnexpectedAnswerError } from "../../client/index";
import {
  type Answer,
  type Call,
  CUSTOMERS,
  CustomerGoneError,
  GoneError,
  type Json,
  type JsonObject,
  type Once,
  secretsIn,
  theObject,
  unexpected,
} from "../../client/index";
import { ArgumentsError } from "../errors";
import { MarkedSecrets } from "../secrets/confidential";
import { type ResourceDefinition, type Scope, secretPathsOf } from "../kind";
import { newHandover } from "../holders/handovers";
import { meaningOf, meaningOfList, meaningOfOther } from "./guesses";
import { holdingKey } from "../holders/holder";
import { Holders } from "../holders/holders";
import type { Collection } from "./listings";
import { label } from "../names";
import { pathsOf } from "./paths";
import type { Run } from "./run";
import { asText, clean, isUuid, own, type Props, sameUuid } from "../../common/values";

/** The properties of a resource, its id if it has one, and the holders of the process. */
interface TargetOptions {
  readonly props: Props;
  readonly id?: string;
  readonly holders?: Holders;
}

/** One resource in one run: its kind, its customer, its name in messages, and the calls that concern it. */
export class Target implements Scope {
  readonly definition: ResourceDefinition;
  readonly run: Run;
  readonly props: Props;
  readonly id: string | undefined;
  /** Where it is found; `yay:paths` may have changed what is a guess. */
  readonly paths: ResourceDefinition["paths"];
  readonly collection: Collection;
  readonly holders: Holders;
  /** What requests carry and no error may show. */
  #secrets: readonly string[];
  #markedSecrets: MarkedSecrets;

  constructor(definition: ResourceDefinition, run: Run, { props, id, holders = new Holders() }: TargetOptions) {
    this.definition = definition;
    this.run = run;
    this.holders = holders;
    this.props = props;
    this.id = id;
    this.paths = pathsOf(definition, run.settings);
    this.collection = collectionOf(definition, props, {
      path: this.paths.collection,
      ...(definition.guessedPath && { meaning: (error: unknown) => meaningOfList(definition, this, error) }),
    });
    this.#secrets = secretTexts(definition, props);
    this.#markedSecrets = new MarkedSecrets(props, id === undefined ? {} : props);
  }

  /** The key of the object among the holders; see `holdingKey`. */
  get key(): string {
    return holdingKey(this.definition, this.id ?? "");
  }

  get failed(): string | undefined {
    return this.holders.failed;
  }

  get givenPaths(): Run["settings"]["paths"] {
    return this.run.settings.paths;
  }

  now(): number {
    return this.run.now();
  }

  /** Fields that the settings leave out of request bodies. */
  get omit(): readonly string[] {
    return this.run.settings.omitFields[this.definition.kind] ?? [];
  }

  get name(): string {
    return label(this.definition.kind, own(this.props, "seed"), this.id);
  }

  /** The uuid of the object under whose path this one stands, if it is a child. */
  get parent(): string | undefined {
    return Object.values(this.collection.params ?? {})[0] ?? this.definition.under;
  }

  /** The uuid of the object whose answers show this one, if there is one: its parent, or its customer. */
  get above(): string | undefined {
    return this.parent ?? (this.definition.shownBy === "customer" ? this.collection.customer : undefined);
  }

  /**
   * Runs an action while nothing else of this run writes this object, the one that shows it or another that it shows: a PUT of that has what
   * its GET showed of them. Never call it within itself.
   */
  alone<T>(action: () => Promise<T>): Promise<T> {
    const key = this.above ?? this.id;
    return key === undefined ? action() : this.run.oneByOne(key, action);
  }

  /** A call to the object itself. A 404 is a GoneError only if it proves that the object is gone. */
  item(verb: string, method: Call["method"], more: Partial<Call> = {}): Promise<Answer> {
    const uuid = this.id === undefined || this.definition.singleton !== undefined ? {} : { uuid: this.id };
    return this.#meant(verb, this.#call(verb, { method, path: this.paths.item, params: { ...this.collection.params, ...uuid }, ...more }));
  }

  #meant(verb: string, answer: Promise<Answer>): Promise<Answer> {
    return answer.catch(async (error: unknown) => {
      throw await meaningOf(this, verb, error);
    });
  }

  /** The error for a successful answer with unusable content. */
  unexpected(verb: string, method: Call["method"], answer: Answer, why: string): UnexpectedAnswerError {
    return unexpected({ attempt: `${verb} ${this.name}`, method, path: this.paths.item }, answer, why);
  }

  async ask({ verb, ...call }: Omit<Call, "attempt"> & { readonly verb: string }): Promise<Answer> {
    return this.#call(verb, call);
  }

  say(text: string): void {
    this.run.say(text);
  }

  /** @param once set if the request must reach the API at most once. */
  post(body: JsonObject, once?: Once): Promise<Answer> {
    const { path, params = {}, meaning } = this.collection;
    return this.#call("create", { method: "POST", path, params, body, ...(once && { once }) }).catch((error: unknown) => {
      throw meaning?.(error) ?? error;
    });
  }

  /** Reads the live object. */
  async observe(verb: string): Promise<JsonObject> {
    const answer = await this.item(verb, "GET");
    const object = shownIn(this, answer.result);
    if (object !== undefined) return object;
    throw await meaningOfOther(this, verb, this.unexpected(verb, "GET", answer, "in an answer without the object."));
  }

  /** Reads the live object; undefined if its absence is proven. */
  async find(verb: string): Promise<JsonObject | undefined> {
    try {
      return await this.observe(verb);
    } catch (error) {
      if (this.provesAbsence(error)) return undefined;
      throw error;
    }
  }

  /** Whether an error proves that the object is not there. What every account has is there as long as the account is. */
  provesAbsence(error: unknown): boolean {
    return CustomerGoneError.is(error) || (GoneError.is(error) && this.definition.singleton === undefined);
  }

  /** Lets the kind learn from an answer that shows this object. */
  learnFrom(id: string, live: JsonObject): void {
    this.definition.learn?.(this.run.client, id, live);
  }

  /** What the program has marked as secret, in the properties and in the last state, if known. */
  get markedSecrets(): MarkedSecrets {
    return this.#markedSecrets;
  }

  /** Adds the last state to what must be kept secret. Returns this. */
  withState(state: Props): this {
    const { definition } = this;
    this.#secrets = [...this.#secrets, ...secretTexts(definition.of?.(state) ?? definition, state)];
    return this.#as(new MarkedSecrets(this.props, state));
  }

  #as(markedSecrets: MarkedSecrets): this {
    this.#markedSecrets = markedSecrets;
    return this;
  }

  /** The same resource with its id, once it has one. */
  withId(id: string): Target {
    const target = new Target(this.definition, this.run, { props: this.props, id, holders: this.holders }).#as(this.#markedSecrets);
    target.#secrets = this.#secrets;
    return target;
  }

  /**
   * Records that a creation takes this live object, which no other resource has to give up.
   * @throws AdoptionError if another resource has it, ArgumentsError if other resources are what its lists declare.
   */
  take(record: Props = {}): void {
    const { definition, id = "", props } = this;
    const findings = this.holders.children.declareLists(definition, id, props);
    if (findings.length > 0) throw new ArgumentsError(`Cannot create ${this.name}`, findings);
    this.holders.recordTakenOver(definition, { id, state: { ...record, seed: own(props, "seed") }, inputs: props });
  }

  /**
   * Records that a creation takes this live object over, and returns the outputs that record it in the state.
   * @throws AdoptionError if another resource has it.
   */
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
      secrets: this.#secrets,
      confidential: this.markedSecrets.texts,
      ...(customer === undefined ? {} : { customer }),
      ...call,
      audit: { ...urn, kind: this.definition.kind, operation: verb, ...call.audit },
    });
  }
}

/** The texts in properties that are secrets: what stands under a key that sounds like one, and what the fields say. */
function secretTexts({ fields }: ResourceDefinition, props: Props): string[] {
  const known = Object.entries(fields).flatMap(([name, { facts }]) => secretPathsOf(facts).map((path) => [name, ...path]));
  const texts = known.flatMap((path) => textsAt(props, path));
  return [...new Set([...secretsIn(clean(props) as Json), ...texts])];
}

/** The texts and numbers at a path, in which `*` stands for each entry, and below it. */
function textsAt(value: unknown, [key, ...rest]: readonly string[]): string[] {
  if (typeof value !== "object" || value === null) return key === undefined && asText(value) !== "" ? [asText(value)] : [];
  const keys = key === undefined || key === "*" ? Object.keys(value) : [key];
  return keys.flatMap((name) => textsAt(own(value, name), rest));
}

/**
 * The object in an answer if it has any field of the kind and not another object's uuid. Otherwise it may be another service's, or stale.
 */
export function shownIn(
  { definition: { known }, id }: Pick<Target, "definition" | "id">,
  result: Json | undefined,
): JsonObject | undefined {
  const object = theObject(result);
  if (object === undefined || !["uuid", ...known].some((name) => Object.hasOwn(object, name))) return undefined;
  return !isUuid(id) || !isUuid(object["uuid"]) || sameUuid(object["uuid"], id) ? object : undefined;
}

/** The name of a live object in messages: its uuid, and its name unless the message has it already. */
export function described(live: JsonObject, said = ""): string {
  const [uuid, name] = [asText(live["uuid"]), JSON.stringify(asText(live["name"]))];
  return name === '""' || said.includes(name) ? uuid : `${uuid}, ${name}`;
}

function collectionOf(
  { scope, parent, shownBy }: ResourceDefinition,
  props: Props,
  place: Pick<Collection, "path" | "meaning">,
): Collection {
  const customer = scope === "customer" ? own(props, "customer") : undefined;
  const above = parent === undefined ? undefined : own(props, parent);
  return {
    ...place,
    ...(typeof customer === "string" ? { customer } : {}),
    ...(typeof customer === "string" && shownBy === "customer" ? { above: { path: CUSTOMERS.collection } } : {}),
    ...(parent !== undefined && typeof above === "string" ? { params: { [parent]: above } } : {}),
  };
}
