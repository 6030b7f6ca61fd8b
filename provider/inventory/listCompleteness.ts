import type { JsonObject } from "../client/index";

/** The own answer of an object that a list shows, or why there is none. */
export type Alone = JsonObject | "gone" | "its path does not answer";

/** One list, and how to look further than it. */
export interface Looked {
  readonly listed: readonly JsonObject[];
  /** The wire names that the caller looks at. */
  readonly names: readonly string[];
  /** Those of them that name objects which a program can have: without them an object is a shell, such as a queue without members. */
  readonly references: readonly string[];
  readonly alone: (object: JsonObject) => Promise<Alone>;
}

/** What is known of the lists of one kind. */
interface Learned {
  readonly shown: Set<string>;
  readonly hidden: Set<string>;
  /** Set once the own path of the kind has not answered. */
  isMute: boolean;
  /** Set once an object with more than a name has shown no more in its own answer than its list. */
  isFull: boolean;
  /** How many objects have shown no more in their own answers than their lists. */
  fruitless: number;
  /** The lists of a kind are looked at one after the other, so that one of them teaches for all. */
  turn: Promise<unknown>;
}

/** So many objects that show no more in their own answers show that people leave unset what no list shows. */
const ENOUGH = 20;

/**
 * What is learned of the lists of an API, by kind: which names they leave out although objects have them. A name that no list shows is either unset
 * everywhere or left out, and only own answers of objects tell which. One that shows more than its list tells at once. One that does not may be of an
 * object that has nothing else, so further ones are read until enough have shown no more; where lists show all references, one with more than a name is
 * enough.
 */
export class ListCompleteness {
  readonly #byKind = new Map<string, Learned>();

  /** The names that lists of a kind leave out. Reads objects by themselves until that is known; what lists show costs no request. */
  async hiddenIn(kind: string, looked: Looked): Promise<ReadonlySet<string>> {
    const learned = this.#byKind.get(kind) ?? nothingLearned();
    this.#byKind.set(kind, learned);
    for (const name of looked.listed.flatMap((object) => shownOf(object, looked))) learned.shown.add(name);
    const looking = learned.turn.then(() => learn(learned, looked));
    learned.turn = looking.catch(() => undefined);
    await looking;
    return learned.hidden;
  }
}

function nothingLearned(): Learned {
  return { shown: new Set(), hidden: new Set(), isMute: false, isFull: false, fruitless: 0, turn: Promise.resolve() };
}

async function learn(learned: Learned, looked: Looked): Promise<void> {
  const richestFirst = [...looked.listed].sort((a, b) => shownOf(b, looked).length - shownOf(a, looked).length);
  for (const object of richestFirst) {
    if (isSettled(learned, looked)) return;
    const answer = await looked.alone(object);
    if (answer === "gone") continue;
    if (answer === "its path does not answer") learned.isMute = true;
    else note(learned, shownOf(answer, looked), object);
  }
}

/** Whether no further answer is worth a request. Once it is, it stays so: nothing that was read before would have been read otherwise. */
function isSettled({ shown, hidden, isMute, isFull, fruitless }: Learned, { names, references }: Looked): boolean {
  if (isMute || hidden.size > 0 || fruitless >= ENOUGH) return true;
  const inDoubt = isFull ? references : names;
  return inDoubt.every((name) => shown.has(name));
}

function note(learned: Learned, answered: readonly string[], listed: JsonObject): void {
  const more = answered.filter((name) => !Object.hasOwn(listed, name));
  for (const name of more) learned.hidden.add(name);
  if (more.length > 0) return;
  learned.fruitless += 1;
  if (answered.some((name) => name !== "name")) learned.isFull = true;
}

function shownOf(object: JsonObject, { names }: Looked): string[] {
  return names.filter((name) => Object.hasOwn(object, name));
}
