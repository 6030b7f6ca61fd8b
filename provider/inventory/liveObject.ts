import type { JsonObject } from "../client/index";
import type { ResourceDefinition } from "../lifecycle/kind";
import type { Run } from "../lifecycle/run/run";
import { idOf, type Unread } from "./accountObject";
import { list } from "./list";
import type { ListCompleteness } from "./listCompleteness";

/** An object as it lives, with what its own answer does not say of it. */
export interface LiveObject {
  readonly definition: ResourceDefinition;
  /** The id that a resource of it has. */
  readonly id: string;
  /** The uuid of the customer; left out, the own account. */
  readonly customer?: string;
  /** The uuid of what it stands under, for a child. */
  readonly under?: string;
  /** The answer, which may hold secrets. */
  readonly live: JsonObject;
}

/** What lives of one customer or of the own account, and what of it could not be read. */
export interface LiveAccount {
  readonly objects: readonly LiveObject[];
  readonly unread: readonly Unread[];
}

/**
 * What lives of some kinds in one account: one list for each kind, and for each parent of children. An object is read by itself if the lists of its
 * kind leave out what an argument is read from, which `completeness` tells.
 */
export async function liveAccount(
  run: Run,
  {
    kinds,
    customer,
    completeness,
  }: { readonly kinds: readonly ResourceDefinition[]; readonly customer: string | undefined; readonly completeness: ListCompleteness },
): Promise<LiveAccount> {
  const listed = await list(run, { customer, kinds, looksAt: shownNames, completeness });
  const whose = customer === undefined ? {} : { customer };
  return {
    objects: listed.flatMap(({ definition, objects, under }) =>
      objects.map((live) => {
        const parent = under?.get(live);
        return { definition, id: idOf(definition, live, customer), ...whose, ...(parent !== undefined && { under: parent }), live };
      }),
    ),
    unread: listed.flatMap(({ definition: { kind }, failure }) => (failure === undefined ? [] : [{ kind, ...whose, failure }])),
  };
}

/** The wire names of all that a program can declare and answers show, and of what tells one object from another. */
export function shownNames({ fields, looksAt }: ResourceDefinition): string[] {
  const shown = Object.values(fields).flatMap(({ facts: { wire, readFrom = [], writeOnly, secret } }) =>
    writeOnly === true || secret === true ? [] : [...(wire === undefined ? [] : [wire]), ...readFrom],
  );
  return [...new Set([...shown, ...looksAt])];
}
