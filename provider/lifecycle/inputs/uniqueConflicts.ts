import { label } from "../names";

/** A resource that has or wants a unique value. */
export interface Party {
  readonly kind: string;
  readonly seed: string;
  readonly argument: string;
  /** Set if this run replaces the resource: its old value is free only after the old object is deleted. */
  readonly remains?: object | undefined;
}

/** The names of resources; their URNs if names are equal, as in two components. */
function namesOf(parties: readonly Party[]): string[] {
  const names = parties.map(({ kind, seed }) => label(kind, seed));
  return new Set(names).size === names.length ? names : parties.map(({ seed }) => seed);
}

/** The finding for two resources that want the same value. */
export function duplicateFinding(claim: Party, twin: Party, { value }: { readonly value: string }): string {
  const [mine = "", other = ""] = namesOf([claim, twin]);
  return `${other} and ${mine} both have ${value}, which only one can have: give one of them another`;
}

/**
 * The finding for resources of which each takes what the next one has. It repeats no value, because the values of the others may be secrets
 * that only their own checks know.
 */
export function cycleFinding(circle: readonly Party[]): string {
  const names = namesOf(circle);
  const moves = names.map((name, index) => `${name} takes that of ${names[(index + 1) % names.length] ?? ""}`);
  const way = circle.some(({ remains }) => remains !== undefined) ? oneByOne(names) : BETWEEN;
  return `${moves.join(", ")}: each has to wait for another one, so every up would fail, and nothing is changed in between by itself. ${way}`;
}

/** The advice for resources in a circle. */
const BETWEEN = "Give one of them a free value and run pulumi up; then write what each should have and run it again";

/**
 * The advice for a circle with replaced resources, whose old objects are deleted only at the end of an up: whoever takes a value must come
 * after the one that had it.
 */
function oneByOne(names: readonly string[]): string {
  const [first = "", ...others] = names;
  return (
    `Some are replaced, and Pulumi deletes the old ones last, so change them in one up after the other: ${first} with a free value, ` +
    `then ${others.reverse().join(", then ")}, and at last the free value of ${first} to the one that it should have`
  );
}

/** The warning of a preview for a resource that takes what another one gives up. */
export function takenBefore(giver: Party, taker: Party): string {
  const [from = "", to = ""] = namesOf([giver, taker]);
  return `${to} takes the ${giver.argument} that ${from} gives up in the same run, which fails if Pulumi begins with ${to}. ${inOrder(from, to)}`;
}

/** The advice for a resource that takes what another one of the program gives up. */
export function inOrder(giver: string, taker: string): string {
  return `Name ${giver} in dependsOn of ${taker} if it is not there, or change ${giver} in an up of its own first.`;
}

/** The warning of a preview for a resource that takes what the old object of a replaced one has. */
export function takenFromReplaced(giver: Party, taker: Party): string {
  const [from = "", to = ""] = namesOf([giver, taker]);
  return `${to} takes the ${giver.argument} of ${from}, which is replaced: ${DELETED_LAST}, so each up fails at ${to}. ${replacedFirst(from, to)}`;
}

const DELETED_LAST = "Pulumi makes the new one first and deletes the old one after everything else";

/** The advice for a resource that takes what the old object of a replaced one has. */
function replacedFirst(giver: string, taker: string): string {
  return (
    `Change ${giver} in an up of its own first. If it may be missing for a moment, deleteBeforeReplace: true in the options of ${giver}, ` +
    `and ${giver} in dependsOn of ${taker}, do it in one.`
  );
}
