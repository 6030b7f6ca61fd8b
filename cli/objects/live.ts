import type { AccountReader, SubResellerInfo, Unread } from "pulumi-yay/account";
import { keyOf, mapKinds, type MapObject } from "pulumi-yay/map";
import type { Kind } from "pulumi-yay/objects";
import { accountReader } from "../shared/settings.js";
import { safeLine } from "../shared/terminal.js";
import { customerNamed } from "./customers.js";
import type { ObjectOptions } from "./options.js";
import type { ObjectSource } from "./source.js";

/** What of a live account is wanted. */
export interface LiveWish {
  readonly kinds?: readonly Kind[];
  /** The uuids of customers; left out, the own account and all customers, or the one that the options name. */
  readonly customers?: readonly (string | undefined)[];
}

/** The objects of an account as they live: a list for each kind and customer, and nothing is changed. */
export async function readLiveObjects(options: ObjectOptions, { kinds = mapKinds, customers }: LiveWish = {}): Promise<ObjectSource> {
  const { stack, cwd, customer } = options;
  const reader = await accountReader(options, stack === undefined ? undefined : { stack, cwd });
  const known = (await reader.subResellers()).map(asObject);
  const named = (): (string | undefined)[] =>
    customer === undefined ? [undefined, ...known.map(({ uuid }) => uuid)] : [customerNamed(known, customer)];
  const wanted = customers ?? named();
  const read = await readEach(reader, wanted, kinds);
  const shown = new Set(wanted.map((uuid) => keyOf(uuid ?? "")));
  return {
    objects: [...known.filter(({ uuid }) => shown.has(keyOf(uuid))), ...read.objects],
    from: "the account as it lives",
    notes: notesOn(read.unread),
    unread: read.unread,
  };
}

async function readEach(
  reader: AccountReader,
  customers: readonly (string | undefined)[],
  kinds: readonly Kind[],
): Promise<{ objects: MapObject[]; unread: Unread[] }> {
  const [objects, unread]: [MapObject[], Unread[]] = [[], []];
  for (const customer of customers) {
    const read = await reader.objects(customer, kinds);
    objects.push(...read.objects);
    unread.push(...read.unread);
  }
  const [first] = unread;
  if (first !== undefined && unread.length >= customers.length * kinds.length) throw first.failure;
  return { objects, unread };
}

function asObject({ uuid, name, contactName, phone }: SubResellerInfo): MapObject {
  return {
    kind: "SubReseller",
    uuid,
    args: { name, ...(contactName !== undefined && { contactName }), ...(phone !== undefined && { phone }) },
  };
}

/** What could not be read, so that nobody takes its absence for an empty list. */
function notesOn(unread: readonly Unread[]): string[] {
  const kinds = new Map<string, Unread[]>();
  for (const each of unread) kinds.set(each.kind, [...(kinds.get(each.kind) ?? []), each]);
  return [...kinds].map(([kind, some]) => {
    const failure = some[0]?.failure;
    const [reason = ""] = (failure instanceof Error ? failure.message : String(failure)).split("\n");
    return safeLine(
      `Objects of the kind ${kind} could not be read${some.length > 1 ? ` ${some.length} times` : ""} and are missing: ${reason}`,
    );
  });
}
