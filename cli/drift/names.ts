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
        const name = firstText(live?.["contactName"], held["contactName"], held["name"]);
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
  const named = [...objects.keys()].map((uuid) => uuid.toLowerCase());
  const unnamed = changed.filter(({ held, live = {} }) => {
    const known = new Set([...named, ...namedBy(held)]);
    return namedBy(live).some((uuid) => !known.has(uuid));
  });
  if (strangers.length === 0 && unnamed.length === 0) return;
  const account = await reader();
  if (strangers.length > 0) {
    for (const { uuid, name, contactName } of await account.subResellers())
      if (!customers.has(uuid)) customers.set(uuid, contactName ?? name);
  }
  for (const customer of new Set(unnamed.map(({ held }) => customerOf(held)[0]))) {
    const live = await account.objects(customer, NAMED);
    for (const { uuid, args } of live.objects) {
      const name = firstText(args["name"], args["displayName"]);
      if (name !== undefined && !objects.has(uuid)) objects.set(uuid, name);
    }
  }
}

function isChanged({ held, live }: Side): boolean {
  return live === undefined || JSON.stringify(held) !== JSON.stringify(live);
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
