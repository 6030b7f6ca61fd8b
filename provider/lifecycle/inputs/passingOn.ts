import { label } from "../names";

/** A resource that has or wants what only one can have. */
export interface Party {
  readonly kind: string;
  readonly seed: string;
  readonly argument: string;
  /** Set where this run replaces it: what its old object has is free only when that is deleted. */
  readonly remains?: object | undefined;
}

/** Two that are called alike, as in two components, by their URNs. */
function namesOf(parties: readonly Party[]): string[] {
  const names = parties.map(({ kind, seed }) => label(kind, seed));
  return new Set(names).size === names.length ? names : parties.map(({ seed }) => seed);
}

/** What is said of two that want the same value. */
export function twice(claim: Party, twin: Party, { value }: { readonly value: string }): string {
  const [mine = "", other = ""] = namesOf([claim, twin]);
  return `${other} and ${mine} both have ${value}, which only one can have: give one of them another`;
}

/**
 * What is said of several of which each takes what the next one has. Without values: those of the others may be secret, and of that only
 * their own checks know.
 */
export function inCircle(circle: readonly Party[]): string {
  const names = namesOf(circle);
  const moves = names.map((name, index) => `${name} takes that of ${names[(index + 1) % names.length] ?? ""}`);
  const way = circle.some(({ remains }) => remains !== undefined) ? oneByOne(names) : BETWEEN;
  return `${moves.join(", ")}: each has to wait for another one, so every up would fail, and nothing is changed in between by itself. ${way}`;
}

/** What to do where each of several resources takes what another one of them has. */
const BETWEEN = "Give one of them a free value and run pulumi up; then write what each should have and run it again";

/** The same where some are replaced, whose old objects go only at the end of an up: whoever takes what the one before has left comes later. */
function oneByOne(names: readonly string[]): string {
  const [first = "", ...others] = names;
  return (
    `Some are replaced, and Pulumi deletes the old ones last, so change them in one up after the other: ${first} with a free value, ` +
    `then ${others.reverse().join(", then ")}, and at last the free value of ${first} to the one that it should have`
  );
}

/** What is said at preview of one that takes what another one gives up. */
export function takenBefore(giver: Party, taker: Party): string {
  const [from = "", to = ""] = namesOf([giver, taker]);
  return `${to} takes the ${giver.argument} that ${from} gives up in the same run, which fails if Pulumi begins with ${to}. ${inOrder(from, to)}`;
}

/** What to do where one resource takes what another one of the program gives up. */
export function inOrder(giver: string, taker: string): string {
  return `Name ${giver} in dependsOn of ${taker} if it is not there, or change ${giver} in an up of its own first.`;
}

/** What is said at preview of one that takes what the old object of a replaced one has. */
export function takenFromReplaced(giver: Party, taker: Party): string {
  const [from = "", to = ""] = namesOf([giver, taker]);
  return `${to} takes the ${giver.argument} of ${from}, which is replaced: ${DELETED_LAST}, so each up fails at ${to}. ${replacedFirst(from, to)}`;
}

const DELETED_LAST = "Pulumi makes the new one first and deletes the old one after everything else";

/** What to do before a resource takes what the old object of a replaced one has. */
function replacedFirst(giver: string, taker: string): string {
  return (
    `Change ${giver} in an up of its own first. If it may be missing for a moment, deleteBeforeReplace: true in the options of ${giver}, ` +
    `and ${giver} in dependsOn of ${taker}, do it in one.`
  );
}
