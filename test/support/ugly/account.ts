import type { JsonObject, KindName, Seed, SeedCustomer, SeedObjects, Switches } from "../../../provider/simulator/index";
import { customer as customerRow } from "../../../provider/simulator/kinds/customer";
import { type Kind, registry } from "../../../provider/kinds/registry";
import { isOpen, KINDS } from "../../../provider/simulator/kinds/index";
import { Dice } from "../random";
import { simulatedAs } from "../scenario";
import { type Making, uglyFields } from "./fields";
import { platformFlow, strangeKeys, uglyFlow } from "./flows";
import { customerName, SECRET_MARK, uglyText } from "./texts";

/** How large an account is; objects are those of customers and of the own account, without the customers themselves. */
export interface Size {
  readonly customers: number;
  readonly objects: number;
}

/** For `npm test`, whose every object costs seconds on the real engine. */
export const SHORTEST: Size = { customers: 12, objects: 160 };
export const SHORT: Size = { customers: 20, objects: 300 };
export const LONG: Size = { customers: 200, objects: 3000 };

/** How often a kind occurs among objects, if more than the others. */
const SHARES: Partial<Record<KindName, number>> = {
  ...{ user: 6, flow: 6, number: 5, group: 3, mailbox: 4, timeDiary: 2, sound: 3, playlist: 2, queueGroup: 2, numberAddress: 2 },
};

/** The simulator's names of the kinds that a program manages; calls and what is only listed cannot be managed, so there are none. */
export const UGLY_KINDS: readonly KindName[] = [...new Set((Object.keys(registry) as Kind[]).flatMap(simulatedAs))].flatMap((name) =>
  isOpen(name) ? [] : [name],
);

/** Answers of an API that is as awkward as documents allow, one set for each seed. */
const MOODS: readonly Partial<Switches>[] = [
  {},
  { extensionType: "string", numbers: "stringInFlowsToo", unsetFields: "null" },
  { unsetFields: "absent", listOrder: "reversed", dates: "timestamp" },
  { keyOrder: "shuffled", numbers: "string", passwordsShown: "absent" },
];

/** One object that is planned: what others refer to is its uuid. */
interface Planned {
  readonly kind: KindName;
  readonly uuid: string;
  /** The index of the customer; -1 is the own account. */
  readonly owner: number;
}

const STORE = "3951ec81-cca4-4c4a-8efb-4bce76e04032";

/**
 * The seed of a strange account, as resellers have them after years: duplicate names and such that collide after spelling, reserved words, odd
 * signs, modules and keys that no page describes, objects in circles, references to nothing and to others' objects, masked secrets, flows that
 * the platform makes. The same number gives the same account.
 */
export function uglyAccount(seed: number, size: Size = SHORT): Seed {
  const dice = new Dice(seed);
  const uuid = () => uuidFrom(dice);
  const customers = Array.from({ length: size.customers }, (_, index) => ({ uuid: uuid(), name: customerName(dice, index) }));
  const planned = plan(dice, uuid, size);
  const pool = new Pool(planned);
  const numbers = new Numbers();
  const objectsOf = (owner: number): SeedObjects => {
    const made: Partial<Record<KindName, Record<string, unknown>[]>> = {};
    for (const each of pool.of(owner))
      (made[each.kind] ??= []).push({ uuid: each.uuid, ...contentOf(each, { dice, uuid, pool, numbers }) });
    return made;
  };
  return {
    stores: [{ uuid: STORE, name: uglyText(dice) }],
    objects: objectsOf(-1),
    customers: customers.map((each, index): SeedCustomer => ({ ...uglyCustomer(each, dice, uuid), objects: objectsOf(index) })),
    switches: { passwordsShown: "masked", serverFields: "added", ...MOODS[seed % MOODS.length] },
  };
}

/** Some customers have much, one has nothing; each kind occurs, and what stands under another has that beside it. */
function plan(dice: Dice, uuid: () => string, { customers, objects }: Size): Planned[] {
  const shares = UGLY_KINDS.map((kind) => [SHARES[kind] ?? 1, kind] as const);
  const planned: Planned[] = [];
  const has = (owner: number, kind: KindName) => planned.some((each) => each.owner === owner && each.kind === kind);
  const add = (kind: KindName, owner: number) => planned.push({ kind, owner, uuid: uuid() });
  for (const kind of UGLY_KINDS) add(kind, 0);
  while (planned.length < objects) {
    const owner = dice.chance(0.04) ? -1 : Math.floor(dice.upTo(customers - 1) * (dice.upTo(1000) / 1000));
    const kind = dice.weighed(shares);
    if (kind === "retention" && has(owner, kind)) continue;
    if (kind === "trunkAuth" && !has(owner, "trunk")) add("trunk", owner);
    if (kind === "user" && !has(owner, "bundle")) add("bundle", owner);
    if (planned.length < objects) add(kind, owner);
  }
  return planned;
}

interface Filling {
  readonly dice: Dice;
  readonly uuid: () => string;
  readonly pool: Pool;
  readonly numbers: Numbers;
}

/** What is planned, by kind and owner. */
class Pool {
  readonly #kinds = new Map<string, string[]>();
  readonly #owners = new Map<number, Planned[]>();

  constructor(planned: readonly Planned[]) {
    for (const each of planned) {
      for (const key of [each.kind, `${each.kind} ${each.owner}`]) this.#kinds.set(key, [...(this.#kinds.get(key) ?? []), each.uuid]);
      this.#owners.set(each.owner, [...(this.#owners.get(each.owner) ?? []), each]);
    }
  }

  /** All that an owner has. */
  of(owner: number): readonly Planned[] {
    return this.#owners.get(owner) ?? [];
  }

  /** The uuids of a kind: those of an owner, or all. */
  uuids(kind: string, owner?: number): readonly string[] {
    return this.#kinds.get(owner === undefined ? kind : `${kind} ${owner}`) ?? [];
  }
}

function contentOf({ kind, owner, uuid: id }: Planned, { dice, uuid, pool: all, numbers }: Filling): JsonObject {
  const mine = (of: string) => all.uuids(of, owner);
  const refer = (of: string): string => {
    const pool = dice.chance(0.05) ? all.uuids(of) : mine(of);
    return pool.length === 0 || dice.chance(0.08) ? uuid() : dice.pick(pool);
  };
  const making: Making = { dice, refer, uuid };
  const fields = uglyFields(kind, KINDS[kind].fields, making);
  const strange = kind !== "retention" && dice.chance(0.2) ? strangeKeys(dice) : {};
  return { ...fields, ...strange, ...especially({ kind, id }, { ...making, mine, numbers, owner }) };
}

interface Special extends Making {
  readonly mine: (kind: string) => readonly string[];
  readonly numbers: Numbers;
  readonly owner: number;
}

/** What the sort of a field does not say. */
function especially({ kind, id }: { kind: KindName; id: string }, special: Special): JsonObject {
  const { dice, numbers, mine, owner } = special;
  switch (kind) {
    case "flow": {
      const extension = numbers.next(`flow ${owner}`, 5000);
      const [user, mailbox] = [mine("user"), mine("mailbox")].map((pool) => (pool.length === 0 ? undefined : dice.pick(pool)));
      if (user !== undefined && mailbox !== undefined && dice.chance(0.3))
        return { name: `Extension ${1001 + dice.upTo(20)}`, extension, flow: platformFlow(special, user, mailbox) };
      return { extension, flow: uglyFlow(special) };
    }
    case "user":
      return { extension: numbers.next(`user ${owner}`, 1001) };
    case "group":
      return { extension_number: numbers.next(`group ${owner}`, 6000) };
    case "mailbox":
      return { mailbox: String(numbers.next(`mailbox ${owner}`, 8001)) };
    case "number":
      return {
        country_code: "44",
        number: String(numbers.next("number", 1_632_960_000)),
        number_address: dice.chance(0.5) ? special.refer("numberAddress") : "",
      };
    case "shortCode":
      return { short_code: `*${numbers.next(`code ${owner}`, 10)}` };
    case "resellerUser":
      return { name: `login-${numbers.next("login", 1)}` };
    case "trunkAuth":
      return { trunk: dice.pick(mine("trunk")), username: `sip-${id.slice(0, 6)}` };
    default:
      return {};
  }
}

function uglyCustomer(each: { uuid: string; name: string }, dice: Dice, uuid: () => string): SeedCustomer {
  const making: Making = { dice, refer: uuid, uuid };
  const { addresses, users, ...fields } = customerRow.fields;
  const some = <T>(make: (index: number) => T) => Array.from({ length: dice.upTo(4) }, (_, index) => make(index));
  return {
    ...uglyFields("customer", { ...fields }, making),
    ...(dice.chance(0.2) && strangeKeys(dice)),
    ...each,
    contact_name: uglyText(dice),
    store_front: "",
    addresses: some(() => ({ uuid: uuid(), ...uglyFields("address", addresses?.items?.fields ?? {}, making) })),
    users: some((index) => ({
      uuid: uuid(),
      ...uglyFields("login", users?.items?.fields ?? {}, making),
      ...{
        name: `${dice.pick(["constructor", "o'brien", "Admin", "admin"])}.${each.uuid.slice(0, 6)}.${index}`,
        password: `${SECRET_MARK}-${index}`,
      },
    })),
  };
}

/** Numbers that occur once each. */
class Numbers {
  readonly #last = new Map<string, number>();

  next(of: string, first: number): number {
    const next = (this.#last.get(of) ?? first - 1) + 1;
    this.#last.set(of, next);
    return next;
  }
}

function uuidFrom(dice: Dice): string {
  const hex = (length: number) => Array.from({ length }, () => dice.upTo(16).toString(16)).join("");
  return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
}
