import type { JsonObject } from "../client/index";

/** The own answer of an object that a list shows, or why there is none. */
export type Alone = JsonObject | "gone" | "its path does not answer";

/** One list, and how to look further than it. */
export interface Looked {
  readonly listed: readonly JsonObject[];
  /** The wire names that the caller looks at. */
  readonly names: readonly string[];
  readonly alone: (object: JsonObject) => Promise<Alone>;
}

interface Habit {
  readonly shown: Set<string>;
  readonly hidden: Set<string>;
  isKnown: boolean;
  /** How many objects had no more than a uuid and a name in their own answers, too. */
  bare: number;
  /** The lists of a kind are looked at one after the other, so that one of them teaches for all. */
  turn: Promise<unknown>;
}

/** So many objects with nothing but a name in their own answers show that people leave them so. */
const ENOUGH_BARE = 20;

/**
 * What is learned of the lists of an API, by kind: which names they leave out although objects have them. A name that no list shows is either unset
 * everywhere or left out, and only an object's own answer tells which. That of an object with more than a uuid and a name is enough.
 */
export class ListHabits {
  readonly #habits = new Map<string, Habit>();

  /** The names that lists of a kind leave out. Reads objects by themselves until that is known; what lists show costs no request. */
  async hiddenIn(kind: string, looked: Looked): Promise<ReadonlySet<string>> {
    const habit = this.#habits.get(kind) ?? { shown: new Set(), hidden: new Set(), isKnown: false, bare: 0, turn: Promise.resolve() };
    this.#habits.set(kind, habit);
    const learned = habit.turn.then(() => learn(habit, looked));
    habit.turn = learned.catch(() => undefined);
    await learned;
    return habit.hidden;
  }
}

async function learn(habit: Habit, { listed, names, alone }: Looked): Promise<void> {
  const namesOf = (object: JsonObject): string[] => names.filter((name) => Object.hasOwn(object, name));
  for (const name of listed.flatMap(namesOf)) habit.shown.add(name);
  if (names.every((name) => habit.shown.has(name))) return;
  const richestFirst = [...listed].sort((a, b) => namesOf(b).length - namesOf(a).length);
  for (const object of richestFirst) {
    if (habit.isKnown) return;
    const answer = await alone(object);
    if (answer === "gone") continue;
    const more = answer === "its path does not answer" ? [] : namesOf(answer).filter((name) => !Object.hasOwn(object, name));
    for (const name of more) habit.hidden.add(name);
    const isBare = typeof answer === "object" && namesOf(answer).every((name) => name === "name");
    if (isBare) habit.bare += 1;
    habit.isKnown = !isBare || habit.bare >= ENOUGH_BARE;
  }
}
