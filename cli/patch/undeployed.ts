import { standsForSecret } from "pulumi-yay/callflow";
import { isNamed, isSameOne, partners, type Partners } from "./align.js";
import { asList, completed, Computed, equal, holdsComputed, isBlank, isRecord, own, saysMore, SECRET, Undeployed } from "./values.js";

/** Two of the three sides of an edit: what the stack recorded at the last `up`, and what lives. */
export interface Sides {
  readonly from: unknown;
  readonly to: unknown;
}

/**
 * What the program should say: what lives where the program says what the stack recorded, and what the program says where nobody else has changed it.
 * Where both were changed, each to something else, it is `Undeployed`: the program's edit stays, and is named.
 */
export function meant(now: unknown, { from, to }: Sides): unknown {
  if (equal(from, to)) return now;
  if (isBlank(now)) return to;
  const known = completed(now, from);
  if (known instanceof Computed) return to;
  if (equal(known, to)) return now;
  if (!isBlank(to) && (standsForSecret(from) || standsForSecret(to))) return SECRET;
  if (isRecord(now) && isRecord(to)) return meantRecord(now, { from: isRecord(from) ? from : {}, to });
  const list = Array.isArray(from) && !Array.isArray(to) ? undefined : asList(to);
  if (Array.isArray(now) && list !== undefined) return meantList(now, { from: asList(from) ?? [], to: list });
  const isEdited = isBlank(to) ? saysMore(known, from) : !equal(known, from) && !holdsComputed(known);
  return isEdited ? new Undeployed(now) : to;
}

type Keyed = Readonly<Record<string, unknown>>;

function meantRecord(now: Keyed, { from, to }: { readonly from: Keyed; readonly to: Keyed }): Keyed {
  const entries = Object.keys({ ...now, ...from, ...to }).map(
    (key) => [key, meant(own(now, key), { from: own(from, key), to: own(to, key) })] as const,
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** What the program says before an edit. What it does not show, as behind a computed spread, is as the stack has it if that has changed. */
export function shown(now: unknown, { from, to }: Sides): unknown {
  if (now === undefined) return equal(from, to) ? undefined : from;
  if (!isRecord(now) || !isRecord(from)) return now;
  const live = isRecord(to) ? to : {};
  const entries = Object.keys({ ...now, ...from }).map(
    (key) => [key, shown(own(now, key), { from: own(from, key), to: own(live, key) })] as const,
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

type List = readonly unknown[];

interface ListSides {
  readonly from: List;
  readonly to: List;
}

/** An item of a list as it should be, and which of what lives it is. */
interface Slot {
  readonly value: unknown;
  readonly at: number | undefined;
}

/** The items that the program has added stay, those that it has taken out stay out, and all others become what lives. */
function meantList(now: List, sides: ListSides): List {
  const merge = new ListMerge(now, sides);
  for (const index of now.keys()) merge.keep(index);
  sides.to.forEach((_item, index) => merge.bring(index));
  return merge.slots.map(({ value }) => value);
}

class ListMerge {
  readonly slots: Slot[] = [];
  readonly #now: List;
  readonly #from: List;
  readonly #to: List;
  /** By position in the program, which recorded item an item is; and by position among the recorded ones, which living one. */
  readonly #recorded: Partners;
  readonly #live: Partners;
  /** Items that were moved in the portal, by where they live. */
  readonly #moved = new Map<number, unknown>();
  #next = 0;

  constructor(now: List, { from, to }: ListSides) {
    [this.#now, this.#from, this.#to] = [now, from, to];
    this.#recorded = partners(now, from, {
      isSame: (item, one) => isSameOne(item, one) || (!isNamed(item) && !isNamed(one) && isObject(item) && !saysMore(item, one)),
      canReplace: (item, one) => item instanceof Computed || (isPlainObject(item) && isPlainObject(one)),
    });
    this.#live = partners(from, to, { isSame: isSameOne, canReplace: () => true });
  }

  /** Gives an item of the program its place, unless it does not live any more, or elsewhere in the list. */
  keep(index: number): void {
    const item = this.#now[index];
    const recorded = this.#recorded.get(index);
    if (recorded === undefined) return this.#own(item);
    const from = this.#from[recorded.at];
    const isEdited = saysMore(completed(item, from), from);
    const live = this.#live.get(recorded.at);
    if (live === undefined) {
      if (isEdited) this.slots.push({ value: new Undeployed(item), at: undefined });
      return;
    }
    const to = this.#to[live.at];
    const isOther = live.how === "instead" || recorded.how === "instead";
    const value = isEdited && isOther && !equal(from, to) ? new Undeployed(item) : meant(item, { from, to });
    if (live.how === "moved" && !isEdited) this.#moved.set(live.at, value);
    else this.slots.push({ value, at: live.at });
  }

  /** An item that the stack does not have: the portal may have added it, too. */
  #own(item: unknown): void {
    const at = this.#to.findIndex((one, index) => isSameOne(item, one) && this.#isNew(index) && !this.#isPlaced(index));
    if (at < 0) this.slots.push({ value: item, at: undefined });
    else this.slots.push({ value: meant(item, { from: undefined, to: this.#to[at] }), at });
  }

  /** Whether what lives is none of the recorded items that the program still has. */
  #isNew(at: number): boolean {
    const recorded = this.#recordedAt(at);
    return recorded === undefined || !this.#has(recorded);
  }

  #isPlaced(at: number): boolean {
    return this.slots.some((slot) => slot.at === at);
  }

  #recordedAt(at: number): number | undefined {
    return [...this.#live].find(([, live]) => live.at === at)?.[0];
  }

  #has(recorded: number): boolean {
    return [...this.#recorded.values()].some(({ at }) => at === recorded);
  }

  /** Puts what lives behind what lives before it, unless it has its place or the program has taken it out. */
  bring(at: number): void {
    const placed = this.slots.findIndex((slot) => slot.at === at);
    if (placed >= 0) {
      this.#next = placed + 1;
      return;
    }
    const value = this.#moved.has(at) ? this.#moved.get(at) : this.#comes(at);
    if (value === undefined) return;
    this.slots.splice(this.#next, 0, { value, at });
    this.#next += 1;
  }

  /** What lives and has no place in the program yet; undefined if it is to have none. */
  #comes(at: number): unknown {
    const to = this.#to[at];
    const recorded = this.#recordedAt(at);
    if (recorded === undefined) return to;
    const from = this.#from[recorded];
    // The program still has it, as an edit of its own that is named there.
    if (this.#has(recorded)) return undefined;
    if (equal(from, to)) return undefined;
    const isOther = this.#live.get(recorded)?.how === "instead" && !(isPlainObject(from) && isPlainObject(to));
    return isOther ? to : new Undeployed(undefined);
  }
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !(value instanceof Computed);
}

/** Whether nothing but its content tells an object of a list from others. */
function isPlainObject(value: unknown): boolean {
  return isObject(value) && !isNamed(value);
}
