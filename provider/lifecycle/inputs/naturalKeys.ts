import type { Field, Finding, ResourceDefinition } from "../kind";
import { fieldsOf, replacing } from "../verbs/diff";
import { label } from "../names";
import { inCircle, takenBefore, takenFromReplaced, twice } from "./passingOn";
import { asText, hasUnknown, isBlank, own, type Props } from "../../common/values";

/** One value that only one living object can have, such as an extension of one customer: as the engine has told of its resource. */
interface Claim {
  readonly seed: string;
  readonly kind: string;
  readonly argument: string;
  /** What the state says, and what the program wants; undefined where there is none, or it is not known. */
  readonly had: Place | undefined;
  readonly wants: Place | undefined;
  /** What it had before this run gave it another. */
  readonly left?: Place | undefined;
  /** What its old object has until that is deleted, where this run replaces it: that is last, unless the program says otherwise. */
  readonly remains?: Place | undefined;
  /** As the program gives them. */
  readonly inputs: Props;
  /** Whether the program names the living object itself, which the API has let have the value. */
  readonly isNamed: boolean;
}

/** A value with whose it is: two are the same where their keys are. */
interface Place {
  readonly key: string;
  readonly value: string;
}

interface Told {
  readonly olds?: Props | undefined;
  readonly news: Props;
}

/**
 * Which resource of a run has, wants and gives up which value of the fields that are `unique`, from what the engine says of each resource
 * in turn. No request is needed for it. It never knows of what leaves the program: the engine calls nothing for that before the deletion.
 */
export class NaturalKeys {
  readonly #claims = new Map<string, Claim>();
  readonly #said = new Set<string>();
  readonly #pairs: (readonly [giver: string, taker: string])[] = [];
  readonly #say: (text: string) => void;
  readonly #soon: (action: () => void) => void;

  /** @param soon runs an action when the engine has gone on to the resources beside this one: what goes round is an error, and no advice. */
  constructor(say: (text: string) => void = () => undefined, soon: (action: () => void) => void = (action) => action()) {
    this.#say = say;
    this.#soon = soon;
  }

  /** What a program wants of a resource that the engine checks; findings where another of the run makes it impossible. */
  declare(definition: ResourceDefinition, told: Told): Finding[] {
    return uniqueFields(definition).flatMap(([argument, field]) => {
      const claim = this.#claimOf(definition, { argument, field, ...told });
      return claim === undefined ? [] : this.#judge(claim);
    });
  }

  /**
   * The same with the recorded outputs, which have what the API chose, too. Nothing is found where the program has declared nothing, as in a
   * refresh, which hands over what lives as the state.
   */
  record(definition: ResourceDefinition, state: Props, inputs: Props): Finding[] {
    if (!uniqueFields(definition).some(([argument]) => this.#claims.has(keyOf(inputs, argument)))) return [];
    const recorded = Object.fromEntries(uniqueFields(definition).map(([argument]) => [argument, own(state, argument)]));
    const keeps =
      definition.assigned?.asks(inputs) === true ? { [definition.assigned.argument]: own(state, definition.assigned.argument) } : {};
    return this.declare(definition, { olds: { ...state, ...recorded }, news: { ...inputs, ...keeps } });
  }

  /** Notes that the object has what the program wants. */
  done(definition: ResourceDefinition, inputs: Props): void {
    for (const [argument] of uniqueFields(definition)) {
      const id = keyOf(inputs, argument);
      const claim = this.#claims.get(id);
      if (claim?.wants === undefined) continue;
      const left = claim.remains === undefined ? claim.had : undefined;
      this.#claims.set(id, { ...claim, had: claim.wants, left });
    }
  }

  /** Notes that an object of a resource was deleted: the old one of a replacement gives up what it had. */
  deleted(definition: ResourceDefinition, state: Props): void {
    for (const [argument, field] of uniqueFields(definition)) {
      const id = keyOf(state, argument);
      const claim = this.#claims.get(id);
      const key = placeOf(definition, { argument, field, props: state })?.key;
      if (claim === undefined || key === undefined || claim.remains?.key !== key) continue;
      const had = claim.had?.key === key ? undefined : claim.had;
      this.#claims.set(id, { ...claim, had, left: claim.remains, remains: undefined });
    }
  }

  /** Other resources of the run, and what the program says of them. */
  others(inputs: Props): { readonly name: string; readonly kind: string; readonly inputs: Props }[] {
    const seed = own(inputs, "seed");
    return [...this.#claims.values()].filter((claim) => claim.seed !== seed).map((claim) => ({ ...claim, name: nameOf(claim) }));
  }

  /** The other resource of the run that has, or has had, a value which this one wants. */
  holding(inputs: Props, argument: string): Holding | undefined {
    const mine = this.#claims.get(keyOf(inputs, argument));
    const key = mine?.wants?.key;
    if (mine === undefined || key === undefined) return undefined;
    const others = [...this.#claims.values()].filter(({ seed }) => seed !== mine.seed);
    const other =
      others.find(({ had, remains }) => had?.key === key || remains?.key === key) ?? others.find(({ left }) => left?.key === key);
    if (other === undefined) return undefined;
    return { name: nameOf(other), ...this.#doing(mine, other, key) };
  }

  #doing(mine: Claim, other: Claim, key: string): Omit<Holding, "name"> {
    const circle = this.#circle(mine);
    if (circle !== undefined) return { what: "waits, too", circle: inCircle(circle) };
    if (other.remains?.key === key) return { what: "is replaced" };
    if (other.had?.key !== key) return { what: "has left it" };
    return { what: other.wants === undefined || other.wants.key === key ? "has it" : "leaves it" };
  }

  #claimOf(definition: ResourceDefinition, { argument, field, olds, news }: Told & { argument: string; field: Field }): Claim | undefined {
    const seed = own(news, "seed");
    if (typeof seed !== "string" || seed === "") return undefined;
    const id = keyOf(news, argument);
    const adopt = own(news, "adopt");
    const isNew = Object.keys(olds ?? {}).length === 0;
    const before = this.#claims.get(id);
    // The second check of a resource that is replaced comes without its old inputs.
    const had = isNew ? before?.had : placeOf(definition, { argument, field, props: olds ?? {} });
    const isReplaced = !isNew && replacing(definition, olds ?? {}, news).length > 0;
    const claim: Claim = {
      ...{ seed, argument, kind: definition.kind, inputs: news, had },
      remains: isNew ? before?.remains : isReplaced ? had : undefined,
      wants: placeOf(definition, { argument, field, props: news }),
      isNamed: isNew && !isBlank(adopt) && adopt !== true,
    };
    this.#claims.set(id, claim);
    return claim;
  }

  #judge(claim: Claim): Finding[] {
    const { wants } = claim;
    const others = [...this.#claims.values()].filter(({ seed }) => seed !== claim.seed);
    this.#noteBeside(claim, others);
    if (wants === undefined) return [];
    const twin = others.find((other) => other.wants?.key === wants.key && !(isSettled(other) && isSettled(claim)));
    if (twin !== undefined) return [{ path: claim.argument, reason: twice(claim, twin, wants) }];
    const circle = this.#circle(claim);
    return circle === undefined ? [] : [{ path: claim.argument, reason: inCircle(circle) }];
  }

  /** Notes which others take what this one gives up, or give up what it takes, to say it when all of them are known. */
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

  /** The claims from this one on of which each wants what the next one has, where the last one wants what this one has. */
  #circle(start: Claim): Claim[] | undefined {
    const circle = [start];
    for (let at = start; ;) {
      const { wants } = at;
      if (wants === undefined || wants.key === at.had?.key) return undefined;
      if (wants.key === start.had?.key && circle.length > 1) return circle;
      const next = [...this.#claims.values()].find((other) => !circle.includes(other) && other.had?.key === wants.key);
      if (next === undefined) return undefined;
      circle.push(next);
      at = next;
    }
  }
}

/** Another resource of the run, and what it does with a value: `waits, too` where none of several can go first. */
export interface Holding {
  readonly name: string;
  readonly what: "has it" | "leaves it" | "has left it" | "is replaced" | "waits, too";
  /** Which ones go round, and the way out. */
  readonly circle?: string;
}

/** The arguments of a kind whose values live only once. */
export function uniqueFields(definition: ResourceDefinition): [string, Field][] {
  return fieldsOf(definition).filter(([, { facts }]) => facts.unique !== undefined);
}

interface Placed {
  readonly argument: string;
  readonly field: Field;
  readonly props: Props;
}

/** Under which the claim of one argument of a resource stands. */
function keyOf({ seed }: { readonly seed?: unknown }, argument: string): string {
  return `${asText(seed)} ${argument}`;
}

function placeOf(definition: ResourceDefinition, { argument, field, props }: Placed): Place | undefined {
  const value = own(props, argument);
  const customer = definition.scope === "customer" ? own(props, "customer") : undefined;
  const isLeft = definition.assigned?.argument === argument && definition.assigned.asks(props);
  if (isLeft || isBlank(value) || hasUnknown([value, customer])) return undefined;
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  // A text is the same in each form of Unicode.
  const key = JSON.stringify([field.facts.unique, asText(customer).toLowerCase(), String(value).normalize()]);
  return { key, value: String(value) };
}

/** Whether the object has the value already, so that the API has let it have it. */
function isSettled({ had, wants, isNamed }: Claim): boolean {
  return isNamed || (had !== undefined && had.key === wants?.key);
}

function isTaking({ had, wants }: Claim, place: Place | undefined): boolean {
  return place !== undefined && wants?.key === place.key && had?.key !== place.key;
}

/** Whether one takes what the other one gives up in this run, or what the old object of the other one has. */
function isPassing(giver: Claim, taker: Claim): boolean {
  if (giver.remains !== undefined) return isTaking(taker, giver.remains);
  const isLeaving = giver.had !== undefined && giver.wants !== undefined && giver.wants.key !== giver.had.key;
  return isLeaving && isTaking(taker, giver.had);
}

function nameOf({ kind, seed }: Claim): string {
  return label(kind, seed);
}
