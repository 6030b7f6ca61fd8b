import type { Field, Finding, ResourceDefinition } from "../kind";
import { fieldsOf } from "../verbs/diff";
import { label } from "../names";
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
  readonly #say: (text: string) => void;

  constructor(say: (text: string) => void = () => undefined) {
    this.#say = say;
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
    if (!uniqueFields(definition).some(([argument]) => this.#claims.has(idOf(inputs, argument)))) return [];
    const recorded = Object.fromEntries(uniqueFields(definition).map(([argument]) => [argument, own(state, argument)]));
    const keeps =
      definition.assigned?.asks(inputs) === true ? { [definition.assigned.argument]: own(state, definition.assigned.argument) } : {};
    return this.declare(definition, { olds: { ...state, ...recorded }, news: { ...inputs, ...keeps } });
  }

  /** Notes that the object has what the program wants. */
  done(definition: ResourceDefinition, inputs: Props): void {
    for (const [argument] of uniqueFields(definition)) {
      const id = idOf(inputs, argument);
      const claim = this.#claims.get(id);
      if (claim?.wants !== undefined) this.#claims.set(id, { ...claim, had: claim.wants, left: claim.had });
    }
  }

  /** The other resource of the run that has, or has had, a value which this one wants. */
  holding(inputs: Props, argument: string): Holding | undefined {
    const mine = this.#claims.get(idOf(inputs, argument));
    const key = mine?.wants?.key;
    if (mine === undefined || key === undefined) return undefined;
    const others = [...this.#claims.values()].filter(({ seed }) => seed !== mine.seed);
    const other = others.find(({ had }) => had?.key === key) ?? others.find(({ left }) => left?.key === key);
    if (other === undefined) return undefined;
    return { name: nameOf(other), what: this.#doing(mine, other, key) };
  }

  #doing(mine: Claim, other: Claim, key: string): Holding["what"] {
    if (other.had?.key !== key) return "has left it";
    if (other.wants === undefined || other.wants.key === key) return "has it";
    return this.#circle(mine) === undefined ? "leaves it" : "waits, too";
  }

  #claimOf(definition: ResourceDefinition, { argument, field, olds, news }: Told & { argument: string; field: Field }): Claim | undefined {
    const seed = own(news, "seed");
    if (typeof seed !== "string" || seed === "") return undefined;
    const id = idOf(news, argument);
    const adopt = own(news, "adopt");
    const isNew = Object.keys(olds ?? {}).length === 0;
    const claim: Claim = {
      ...{ seed, argument, kind: definition.kind },
      // The second check of a resource that is replaced comes without its old inputs.
      had: isNew ? this.#claims.get(id)?.had : placeOf(definition, { argument, field, props: olds ?? {} }),
      wants: placeOf(definition, { argument, field, props: news }),
      isNamed: isNew && !isBlank(adopt) && adopt !== true,
    };
    this.#claims.set(id, claim);
    return claim;
  }

  #judge(claim: Claim): Finding[] {
    const { wants } = claim;
    if (wants === undefined) return [];
    const had = isLeaving(claim) ? claim.had : undefined;
    const others = [...this.#claims.values()].filter(({ seed }) => seed !== claim.seed);
    const twin = others.find((other) => other.wants?.key === wants.key && !(isSettled(other) && isSettled(claim)));
    if (twin !== undefined) return [{ path: claim.argument, reason: twice(claim, twin, wants) }];
    const circle = this.#circle(claim);
    if (circle !== undefined) return [{ path: claim.argument, reason: inCircle(circle) }];
    for (const other of others) {
      if (isTaking(other, had)) this.#tell(takenBefore(claim, other));
      if (isTaking(claim, other.had) && isLeaving(other)) this.#tell(takenBefore(other, claim));
    }
    return [];
  }

  #tell(text: string): void {
    if (!this.#said.has(text)) this.#say(text);
    this.#said.add(text);
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
  readonly what: "has it" | "leaves it" | "has left it" | "waits, too";
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
function idOf(props: Props, argument: string): string {
  return `${asText(own(props, "seed"))} ${argument}`;
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

function isLeaving({ had, wants }: Claim): boolean {
  return had !== undefined && wants !== undefined && wants.key !== had.key;
}

function nameOf({ kind, seed }: Claim): string {
  return label(kind, seed);
}

/** Two that are called alike, as in two components, by their URNs. */
function namesOf(claims: readonly Claim[]): string[] {
  const names = claims.map(nameOf);
  return new Set(names).size === names.length ? names : claims.map(({ seed }) => seed);
}

function twice(claim: Claim, twin: Claim, { value }: Place): string {
  const [mine = "", other = ""] = namesOf([claim, twin]);
  return `${other} and ${mine} both have ${value}, which only one can have: give one of them another`;
}

/** Without values: those of the others may be secret, and of that only their own checks know. */
function inCircle(circle: readonly Claim[]): string {
  const names = namesOf(circle);
  const moves = names.map((name, index) => `${name} takes that of ${names[(index + 1) % names.length] ?? ""}`);
  return `${moves.join(", ")}: each has to wait for another one, so every up would fail, and nothing is changed in between by itself. ${BETWEEN}`;
}

/** What to do where each of several resources takes what another one of them has. */
export const BETWEEN = "Give one of them a free value and run pulumi up; then write what each should have and run it again";

function takenBefore(giver: Claim, taker: Claim): string {
  const [from = "", to = ""] = namesOf([giver, taker]);
  return `${to} takes the ${giver.argument} that ${from} gives up in the same run, which fails if Pulumi begins with ${to}. ${inOrder(from, to)}`;
}

/** What to do where one resource takes what another one of the program gives up. */
export function inOrder(giver: string, taker: string): string {
  return `Name ${giver} in dependsOn of ${taker} if it is not there, or change ${giver} in an up of its own first.`;
}
