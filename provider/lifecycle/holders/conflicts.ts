import { AdoptionError, HeldTwiceError, StillInUseError } from "../errors";
import type { Holder } from "./holder";

/** A resource as messages name it. */
export type Named = Pick<Holder, "name" | "seed">;

/** Two resources in one message: by their URNs if they are called alike, as after a move into a component. */
export function toldApart(one: Named, other: Named): [string, string] {
  return [besides(other, one), besides(one, other)];
}

/** A resource by a name that is not the other one's. */
export function besides(other: Named, { name, seed }: Named): string {
  return name === other.name ? `${name} (${seed})` : name;
}

/** The error for two resources that have one object. */
export function heldTwice(holder: Holder, other: Holder): HeldTwiceError {
  const [mine, others] = toldApart(holder, other);
  return new HeldTwiceError(
    [
      `Cannot go on with ${mine}: ${others} of this program has ${objectOf(holder)}, too, and nothing was sent.`,
      "An object has one resource, because what one of them deletes or changes the other loses. Take one of the two out of the program: while the other stays, nothing of the object is deleted.",
    ].join("\n"),
  );
}

/** The error for a creation that asks for what another resource has. */
export function takenAlready(holder: Holder, other: Holder): AdoptionError {
  const [mine, others] = toldApart(holder, other);
  const renamed = `If it is ${others} under a new name or parent, take that one out of the program and write aliases: ["${other.seed}"] in the options of the new one instead of adopt.`;
  return new AdoptionError(
    [`Cannot create ${mine}: ${others} of this program has ${objectOf(holder)}, and nothing was sent.`, renamed].join("\n"),
  );
}

function objectOf({ kind, id }: Holder): string {
  return `${kind} ${id}`;
}

/** The error for a deletion that would delete other resources of the program too. */
export function stillLivedOn(name: string, living: readonly Holder[]): StillInUseError {
  const names = living.slice(0, 5).map((holder) => holder.name);
  const rest = living.length - names.length;
  return new StillInUseError(
    `Cannot delete ${name}: ${names.join(", ")}${rest > 0 ? ` and ${rest} more` : ""} of this program would go with it, and nothing was sent. ` +
      "Take them out of the program in the same or an earlier up.",
  );
}
