import type { AccountReader } from "pulumi-yay/account";
import { isUuid } from "pulumi-yay/callflow";
import type { Kind } from "pulumi-yay/objects";
import { uuidsIn } from "../patch/values.js";
import { namesOf } from "../shared/states.js";
import type { Found, Props, Side } from "./looked.js";

/** The names that a report shows, by uuid: of objects, and of customers. */
export interface Names {
  readonly objects: Map<string, string>;
  readonly customers: Map<string, string>;
}

/** The kinds whose objects others name. */
const NAMED: readonly Kind[] = [
  ...(["SipUser", "HuntGroup", "QueueGroup", "Mailbox", "CallFlow"] as const),
  ...(["TimeDiary", "Sound", "Playlist", "Trunk", "PhoneBook"] as const),
];

/** What the stacks themselves name: objects by their resources, customers as they are called where they live. */
export function namesIn(found: readonly Found[]): Names {
  const customers = found.flatMap(({ sides }) => sides.filter(({ kind }) => kind === "SubReseller"));
  return {
    objects: new Map(found.flatMap(({ states }) => [...namesOf(states)])),
    customers: new Map(
      customers.flatMap(({ uuid, held, live }) => {
        const name = customerTitle(firstText(live?.["name"], held["name"]), firstText(live?.["contactName"], held["contactName"]));
        return name === undefined ? [] : [[uuid, name] as const];
      }),
    ),
  };
}

/**
 * Adds the live names of what no stack has: the customers of changed objects, and what changed objects refer to, such as a user whom somebody put
 * into a managed group. Asks the account only if there is any.
 */
export async function addLiveNames(
  { objects, customers }: Names,
  found: readonly Found[],
  reader: () => Promise<AccountReader>,
): Promise<void> {
  const changed = found.flatMap(({ sides }) => sides.filter(isChanged));
  const strangers = changed.flatMap(({ held }) => customerOf(held)).filter((uuid) => !customers.has(uuid));
  const named = new Set([...objects.keys()].map((uuid) => uuid.toLowerCase()));
  const unnamed = changed.filter(({ held, live = {} }) => {
    const strange = namedBy(live).filter((uuid) => !named.has(uuid));
    const before = strange.length === 0 ? [] : namedBy(held);
    return strange.some((uuid) => !before.includes(uuid));
  });
  if (strangers.length === 0 && unnamed.length === 0) return;
  const account = await reader();
  if (strangers.length > 0) {
    for (const { uuid, name, contactName } of await account.subResellers())
      if (!customers.has(uuid)) customers.set(uuid, customerTitle(name, contactName) ?? uuid);
  }
  for (const customer of new Set(unnamed.map(({ held }) => customerOf(held)[0]))) {
    const live = await account.objects(customer, NAMED);
    for (const { uuid, args } of live.objects) {
      const name = firstText(args["name"], args["displayName"]);
      if (name !== undefined && !objects.has(uuid)) objects.set(uuid, name);
    }
  }
}

/** A customer by the name of its account, which is unique, and by that of its contact if this says more than another spelling of it. */
function customerTitle(name: string | undefined, contactName: string | undefined): string | undefined {
  if (name === undefined || contactName === undefined) return name ?? contactName;
  return bare(name) === bare(contactName) ? contactName : `${name} (${contactName})`;
}

/** A name without what its spellings differ in. */
function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "");
}

/** The names of customers, those that several share with the beginning of the uuid. */
export function toldApart(customers: ReadonlyMap<string, string>): Map<string, string> {
  const counts = new Map<string, number>();
  for (const name of customers.values()) counts.set(bare(name), (counts.get(bare(name)) ?? 0) + 1);
  const isShared = (name: string): boolean => (counts.get(bare(name)) ?? 0) > 1;
  return new Map([...customers].map(([uuid, name]) => [uuid, isShared(name) ? `${name} (${uuid.slice(0, 8)}…)` : name]));
}

function isChanged({ held, live }: Side): boolean {
  return live === undefined || (live !== held && JSON.stringify(held) !== JSON.stringify(live));
}

function customerOf({ customer }: Side["held"]): string[] {
  return typeof customer === "string" && isUuid(customer) ? [customer] : [];
}

function firstText(...values: readonly unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === "string" && value !== "");
}

/** The uuids of what an object names. What the provider records, such as the uuids of steps, names nothing else. */
function namedBy(props: Props): string[] {
  return Object.entries(props).flatMap(([key, value]) => (key.endsWith("Uuids") ? [] : uuidsIn(value)));
}
