import type { Field, Finding, ResourceDefinition } from "../kind";
import { fieldsOf, replacing } from "../kindFields";
import { label } from "../names";
import { Indexed } from "./indexed";
import { cycleFinding, duplicateFinding, takenBefore, takenFromReplaced } from "./uniqueConflicts";
import { asText, hasUnknown, isBlank, isRecord, own, type Props, sameValue } from "../../common/values";

/** What the engine has told of one resource and one unique argument, such as an extension of one customer. */
interface Claim {
  readonly seed: string;
  readonly kind: string;
  /** Where it stands: `extension`, or within an argument, `body.name`. */
  readonly argument: string;
  /** The value in the state, and the value that the program wants; undefined if there is none or it is unknown. */
  readonly had: Place | undefined;
  readonly wants: Place | undefined;
  /** The value before this run changed it. */
  readonly left?: Place | undefined;
  /** If this run replaces it: the value of the old object until that is deleted, which is last unless the program says otherwise. */
  readonly remains?: Place | undefined;
  /** The program's inputs. */
  readonly inputs: Props;
  /** Whether the program adopts a live object by uuid: that object has the value already. */
  readonly isNamed: boolean;
}

/** A value and its scope; two are the same if their keys are equal. */
interface Place {
  readonly key: string;
  readonly value: string;
}

interface Declaration {
  readonly olds?: Props | undefined;
  readonly news: Props;
}

/**
 * Records which resource of a run has, wants and gives up which value of a `unique` field, from what the engine passes for each resource.
 * Sends nothing. Resources that leave the program are not known: the engine calls nothing for them before the deletion.
 */
export class NaturalKeys {
  readonly #claims = new Indexed<Claim>(keysIn);
  readonly #said = new Set<string>();
  readonly #pairs: (readonly [giver: string, taker: string])[] = [];
  readonly #say: (text: string) => void;
  readonly #soon: (action: () => void) => void;

  /**
   * @param soon delays an action until the engine has called the other resources, because values that are passed round in a circle are an
   * error and get no advice.
   */
  constructor(say: (text: string) => void = () => undefined, soon: (action: () => void) => void = (action) => action()) {
    this.#say = say;
    this.#soon = soon;
  }

  /** Call it in check. Returns findings if another resource of the run makes the values impossible. */
  declare(definition: ResourceDefinition, declaration: Declaration): Finding[] {
    return uniqueFields(definition).flatMap(([argument, field]) => {
      const claim = this.#claimOf(definition, { argument, field, ...declaration });
      return claim === undefined ? [] : this.#findingsOf(claim);
    });
  }

  /**
   * Call it in diff, with the recorded outputs, which include values that the API chose. Returns no findings if the program has declared
   * nothing, as in a refresh, which passes the live values as the state.
   */
  record(definition: ResourceDefinition, state: Props, inputs: Props): Finding[] {
    if (!uniqueFields(definition).some(([argument, field]) => this.#claims.has(keyOf(inputs, uniquePath(argument, field))))) return [];
    const recorded = Object.fromEntries(uniqueFields(definition).map(([argument]) => [argument, own(state, argument)]));
    const keeps =
      definition.assigned?.asks(inputs) === true ? { [definition.assigned.argument]: own(state, definition.assigned.argument) } : {};
    return this.declare(definition, { olds: { ...state, ...recorded }, news: { ...inputs, ...keeps } });
  }

  /** Call it when the object has the values that the program wants. */
  done(definition: ResourceDefinition, inputs: Props): void {
    for (const [argument, field] of uniqueFields(definition)) {
      const id = keyOf(inputs, uniquePath(argument, field));
      const claim = this.#claims.get(id);
      if (claim?.wants === undefined) continue;
      const left = claim.remains === undefined ? claim.had : undefined;
      this.#claims.set(id, { ...claim, had: claim.wants, left });
    }
  }

  /** Call it when an object was deleted: the old object of a replacement gives up its values. */
  deleted(definition: ResourceDefinition, state: Props): void {
    for (const [argument, field] of uniqueFields(definition)) {
      const id = keyOf(state, uniquePath(argument, field));
      const claim = this.#claims.get(id);
      const key = placeOf(definition, { argument, props: state })?.key;
      if (claim === undefined || key === undefined || claim.remains?.key !== key) continue;
      const had = claim.had?.key === key ? undefined : claim.had;
      this.#claims.set(id, { ...claim, had, left: claim.remains, remains: undefined });
    }
  }

  /** The other resources of the run with their inputs. */
  others(inputs: Props): { readonly name: string; readonly kind: string; readonly inputs: Props }[] {
    const seed = own(inputs, "seed");
    return this.#claims
      .all()
      .filter((claim) => claim.seed !== seed)
      .map((claim) => ({ ...claim, name: nameOf(claim) }));
  }

  /** The other resource of the run that has, or had, the value that this one wants. @param argument where it stands */
  holding(inputs: Props, argument: string): Holding | undefined {
    const mine = this.#claims.get(keyOf(inputs, argument));
    const key = mine?.wants?.key;
    if (mine === undefined || key === undefined) return undefined;
    const others = this.#claims.under([key]).filter(({ seed }) => seed !== mine.seed);
    const other =
      others.find(({ had, remains }) => had?.key === key || remains?.key === key) ?? others.find(({ left }) => left?.key === key);
    if (other === undefined) return undefined;
    return { name: nameOf(other), ...this.#doing(mine, other, key) };
  }

  #doing(mine: Claim, other: Claim, key: string): Omit<Holding, "name"> {
    const circle = this.#circle(mine);
    if (circle !== undefined) return { what: "waits, too", circle: cycleFinding(circle) };
    if (other.remains?.key === key) return { what: "is replaced" };
    if (other.had?.key !== key) return { what: "has left it" };
    return { what: other.wants === undefined || other.wants.key === key ? "has it" : "leaves it" };
  }

  #claimOf(
    definition: ResourceDefinition,
    { argument, field, olds, news }: Declaration & { argument: string; field: Field },
  ): Claim | undefined {
    const seed = own(news, "seed");
    if (typeof seed !== "string" || seed === "") return undefined;
    const path = uniquePath(argument, field);
    const id = keyOf(news, path);
    const adopt = own(news, "adopt");
    const isNew = Object.keys(olds ?? {}).length === 0;
    const before = this.#claims.get(id);
    // The second check of a replaced resource comes without its old inputs.
    const had = isNew ? before?.had : placeOf(definition, { argument, props: olds ?? {} });
    const isReplaced = !isNew && replacing(definition, olds ?? {}, news).length > 0;
    const claim: Claim = {
      ...{ seed, argument: path, kind: definition.kind, inputs: news, had },
      remains: isNew ? before?.remains : isReplaced ? had : undefined,
      wants: placeOf(definition, { argument, props: news }),
      isNamed: isNew && !isBlank(adopt) && adopt !== true,
    };
    this.#claims.set(id, claim);
    return claim;
  }

  #findingsOf(claim: Claim): Finding[] {
    const { wants } = claim;
    const others = this.#claims.under(keysIn(claim)).filter(({ seed }) => seed !== claim.seed);
    this.#noteBeside(claim, others);
    if (wants === undefined) return [];
    const twin = others.find((other) => other.wants?.key === wants.key && !(isSettled(other) && isSettled(claim)));
    if (twin !== undefined) return [{ path: claim.argument, reason: duplicateFinding(claim, twin, wants) }];
    const circle = this.#circle(claim);
    return circle === undefined ? [] : [{ path: claim.argument, reason: cycleFinding(circle) }];
  }

  /** Remembers pairs in which one takes what the other gives up, to report them when all resources are known. */
  #noteBeside(claim: Claim, others: readonly Claim[]): void {
    const before = this.#pairs.length;
    for (const other of others) {
      if (isPassing(claim, other)) this.#pairs.push([keyOf(claim, claim.argument), keyOf(other, other.argument)]);
      if (isPassing(other, claim)) this.#pairs.push([keyOf(other, other.argument), keyOf(claim, claim.argument)]);
    }
    if (this.#pairs.length > before) this.#soon(() => this.#tell());
  }

  #tell(): void {
    for (const [from, to] of this.#pairs.splice(0)) {
      const [giver, taker] = [this.#claims.get(from), this.#claims.get(to)];
      if (giver === undefined || taker === undefined || !isPassing(giver, taker) || this.#circle(taker) !== undefined) continue;
      const text = giver.remains === undefined ? takenBefore(giver, taker) : takenFromReplaced(giver, taker);
      if (!this.#said.has(text)) this.#say(text);
      this.#said.add(text);
    }
  }

  /** The circle of claims, from this one on, in which each wants what the next one has. */
  #circle(start: Claim): Claim[] | undefined {
    const circle = [start];
    for (let at = start; ;) {
      const { wants } = at;
      if (wants === undefined || wants.key === at.had?.key) return undefined;
      if (wants.key === start.had?.key && circle.length > 1) return circle;
      const next = this.#claims.under([wants.key]).find((other) => !circle.includes(other) && other.had?.key === wants.key);
      if (next === undefined) return undefined;
      circle.push(next);
      at = next;
    }
  }
}

/** Another resource of the run, and what it does with a value: `waits, too` if several wait for each other. */
export interface Holding {
  readonly name: string;
  readonly what: "has it" | "leaves it" | "has left it" | "is replaced" | "waits, too";
  /** The text about a circle, with the way out. */
  readonly circle?: string;
}

const uniqueOf = new WeakMap<object, readonly (readonly [string, Field])[]>();

/** The arguments of a kind that are unique. */
export function uniqueFields(definition: ResourceDefinition): readonly (readonly [string, Field])[] {
  const known = uniqueOf.get(definition);
  if (known !== undefined) return known;
  const found = fieldsOf(definition).filter(([, { facts }]) => facts.unique !== undefined);
  uniqueOf.set(definition, found);
  return found;
}

/** Where the unique value of an argument stands. */
export function uniquePath(argument: string, { uniqueAt }: Field): string {
  return uniqueAt === undefined ? argument : `${argument}.${uniqueAt}`;
}

/** The unique value of an argument. */
export function uniqueValue(argument: string, { uniqueAt }: Field, props: Props): unknown {
  const value = own(props, argument);
  return uniqueAt === undefined ? value : isRecord(value) ? own(value, uniqueAt) : undefined;
}

/** Whether two unique values of an argument are the same. */
export function sameUnique(field: Field, a: unknown, b: unknown): boolean {
  return field.uniqueAt === undefined ? field.same(a, b) : sameValue(a, b);
}

interface Placed {
  readonly argument: string;
  readonly props: Props;
}

/** Under which the claim of one argument of a resource stands. */
function keyOf({ seed }: { readonly seed?: unknown }, argument: string): string {
  return `${asText(seed)} ${argument}`;
}

function placeOf(definition: ResourceDefinition, { argument, props }: Placed): Place | undefined {
  // A former state can have been unique in another way than the inputs are.
  const field = (definition.of?.(props) ?? definition).fields[argument];
  if (field?.facts.unique === undefined) return undefined;
  const value = uniqueValue(argument, field, props);
  const customer = definition.scope === "customer" ? own(props, "customer") : undefined;
  const isLeft = definition.assigned?.argument === argument && definition.assigned.asks(props);
  if (isLeft || isBlank(value) || hasUnknown([value, customer])) return undefined;
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  // The same text in another Unicode form is equal.
  const key = JSON.stringify([field.facts.unique, asText(customer).toLowerCase(), String(value).normalize()]);
  return { key, value: String(value) };
}

/** The keys of all values that a claim is about: two that share none have nothing to do with each other. */
function keysIn({ had, wants, left, remains }: Claim): string[] {
  return [had, wants, left, remains].flatMap((place) => place?.key ?? []);
}

/** Whether the object already has the value, so that the API must have accepted it. */
function isSettled({ had, wants, isNamed }: Claim): boolean {
  return isNamed || (had !== undefined && had.key === wants?.key);
}

function isTaking({ had, wants }: Claim, place: Place | undefined): boolean {
  return place !== undefined && wants?.key === place.key && had?.key !== place.key;
}

/** Whether one takes what the other gives up in this run, or what the other's old object has. */
function isPassing(giver: Claim, taker: Claim): boolean {
  if (giver.remains !== undefined) return isTaking(taker, giver.remains);
  const isLeaving = giver.had !== undefined && giver.wants !== undefined && giver.wants.key !== giver.had.key;
  return isLeaving && isTaking(taker, giver.had);
}

function nameOf({ kind, seed }: Claim): string {
  return label(kind, seed);
}
