import type { JsonObject } from "../../client/index";
import { isRespelling } from "../compare/spelling";
import type { AnswerPolicy, Texts } from "../kind";
import { pair, type Rule } from "./pairing";
import type { RecordMapping } from "./record";
import { isBlank, type Props } from "../../common/values";

/** A live entry: what it shows, in the program's words. */
interface LiveEntry {
  readonly values: Props;
}

/** Tells which live entry of a list is which declared one, if they have neither names nor uuids. */
export class EntryPairing {
  readonly #mapping: RecordMapping;
  readonly #ordered: boolean;

  constructor(mapping: RecordMapping, ordered: boolean) {
    this.#mapping = mapping;
    this.#ordered = ordered;
  }

  /**
   * The declared entries for a body, each laid over the live one that has its content: to the letter, in the API's spelling, or as far as that
   * shows any.
   */
  laidOver(live: readonly JsonObject[], declared: readonly Props[]): JsonObject[] {
    const living = live.map((item) => ({ values: this.#mapping.shown(item), wire: item }));
    const partners = pair(declared, this.#byContent<(typeof living)[number]>(), living);
    return declared.map((entry, index) => this.#mapping.laidOver(partners.get(index)?.wire ?? {}, entry));
  }

  /**
   * The live entries with the declared ones in their places. An entry that is a declared one has what the policy makes of each of its values; any
   * other is as it lives. An entry that shows nothing is taken for one whose values are hidden.
   */
  project(live: readonly Props[], declared: readonly Props[], policy: AnswerPolicy, path: string): Props[] {
    if (live.length !== declared.length) {
      // An answer that shows nothing of an entry is not the whole object: it is read anew.
      for (const [index, values] of live.entries()) if (isBlank(values)) policy.hidden(`${path}.${index}`);
      return [...live];
    }
    const living = live.map((values) => ({ values }));
    const rules = this.#ordered ? [this.#byPlace(living)] : [...this.#byContent(), showingNothing];
    const paired = pair(declared, rules, living);
    const taken = new Set(paired.values());
    const others = living.filter((one) => !taken.has(one));
    return declared.map((entry, index) => {
      const values = paired.get(index)?.values;
      if (values === undefined) return others.shift()?.values ?? entry;
      return this.#mapping.same(values, entry) ? entry : this.#mapping.project(values, entry, policy, `${path}.${index}`);
    });
  }

  #byContent<T extends LiveEntry>(): Rule<T>[] {
    return [
      (entry, _index, free) => free.find(({ values }) => this.#mapping.same(values, entry)),
      (entry, _index, free) => free.find(({ values }) => this.#fits(values, entry, { hiding: false })),
      (entry, _index, free) => free.find(({ values }) => !isBlank(values) && this.#fits(values, entry, { hiding: true })),
    ];
  }

  #byPlace(living: readonly LiveEntry[]): Rule<LiveEntry> {
    return (entry, index) => {
      const one = living[index];
      return one !== undefined && this.#fits(one.values, entry, { hiding: true }) ? one : undefined;
    };
  }

  /** Whether a live entry may be the declared one: texts in the API's spelling, with `hiding` values that it does not show, and nothing more. */
  #fits(values: Props, entry: Props, { hiding }: { readonly hiding: boolean }): boolean {
    const policy = { hidden: () => hiding, respelled: (_path: string, texts: Texts) => isRespelling(texts) };
    return this.#mapping.same({ ...values, ...this.#mapping.project(values, entry, policy, "") }, entry);
  }
}

function showingNothing(_entry: Props, _index: number, free: readonly LiveEntry[]): LiveEntry | undefined {
  return free.find(({ values }) => isBlank(values));
}
