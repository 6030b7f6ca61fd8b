import { entryFact, moduleEntry, type ModuleEntry } from "./modules";
import { sameEntry } from "./project";
import { sameLoose } from "./same";
import { factOnWire } from "./typed";
import type { FlowLike } from "./types";
import { isList, isRecord, own, type Entries } from "./values";

/** A live text, and the program's text. */
export interface Texts {
  readonly live: string;
  readonly declared: string;
}

/** Decides which live texts are the program's in another spelling. */
export interface Spelling {
  /** Whether one text may be another spelling of the other. Pairs the entries of unordered lists. */
  isLike(texts: Texts): boolean;
  /** Whether the program's text replaces the live one at a path. */
  keeps(path: string, texts: Texts): boolean;
}

type Visit = (value: unknown, declared: unknown, key: string) => unknown;

/** Whether two texts are equal except for their Unicode composition. */
const isComposedAlike = (a: string, b: string): boolean => a.normalize("NFC") === b.normalize("NFC");

/** The live key that corresponds to the program's `key`. */
function liveKey(live: Entries, declared: Entries, key: string): string | undefined {
  if (Object.hasOwn(live, key)) return key;
  return Object.keys(live).find((one) => !Object.hasOwn(declared, one) && isComposedAlike(one, key));
}

/** Visits the keys that a live object shares with the program's, in sorted order, and returns the live object with the results. */
function visited(live: Entries, declared: Entries, visit: Visit): Entries {
  const changed = new Map<string, [string, unknown]>();
  for (const key of Object.keys(declared).sort()) {
    const at = liveKey(live, declared, key);
    if (at === undefined) continue;
    const value = visit(own(live, at), own(declared, key), key);
    if (at !== key || value !== own(live, at)) changed.set(at, [key, value]);
  }
  return changed.size === 0 ? live : Object.fromEntries(Object.entries(live).map((entry) => changed.get(entry[0]) ?? entry));
}

/** Only the Unicode composition of a pattern may differ: any other character or letter case matches other callers. */
function composedPatterns(live: unknown, declared: unknown): unknown {
  if (!isList(live) || !isList(declared)) return live;
  return live.map((pattern) => declared.find((one) => typeof one === "string" && isComposedAlike(one, String(pattern))) ?? pattern);
}

/** A walk through a live flow beside the declared one. */
class Walk {
  readonly #spelling: Spelling;
  readonly #paths = new Set<string>();

  constructor(spelling: Spelling) {
    this.#spelling = spelling;
  }

  step(live: unknown, declared: unknown, path: string): unknown {
    if (!isRecord(live) || !isRecord(declared) || own(live, "module") !== own(declared, "module")) return live;
    const module = moduleEntry(own(live, "module"));
    return visited(live, declared, (value, wanted, key) => this.#key(value, wanted, { key, module, path }));
  }

  /** Targets and PINs have only one spelling, so they are never replaced. */
  #key(live: unknown, declared: unknown, { key, module, path }: { key: string; module: ModuleEntry | undefined; path: string }): unknown {
    if (key === "module" || key === "pin") return live;
    switch ((module?.keys.get(key) ?? factOnWire(module, key))?.value.is) {
      case "target":
      case "targets":
        return live;
      case "patterns":
        return composedPatterns(live, declared);
      case "extensions":
        return isList(live) && isList(declared) ? this.#entries(live, declared, path) : live;
      default:
        return this.#value(live, declared, `${path}.${key}`);
    }
  }

  #value(live: unknown, declared: unknown, path: string): unknown {
    if (typeof declared === "string") return this.#text(live, declared, path);
    if (isList(declared) && isList(live)) {
      return live.map((item, index) => (index < declared.length ? this.#value(item, declared[index], `${path}.${index}`) : item));
    }
    if (!isRecord(declared) || !isRecord(live)) return live;
    return visited(live, declared, (value, wanted, key) => this.#value(value, wanted, `${path}.${key}`));
  }

  #text(live: unknown, declared: string, path: string): unknown {
    const place = this.#place(path);
    if (typeof live !== "string" || live === declared) return live;
    return this.#spelling.keeps(place, { live, declared }) ? declared : live;
  }

  /** A unique path for each text, even if keys contain dots. */
  #place(path: string): string {
    let place = path;
    for (let count = 2; this.#paths.has(place); count++) place = `${path}.~${count}`;
    this.#paths.add(place);
    return place;
  }

  #entries(live: readonly unknown[], declared: readonly unknown[], path: string): unknown[] {
    const partners = this.#partners(live, declared);
    const spelled = new Map<number, unknown>();
    for (const [at, index] of partners) spelled.set(index, this.#entry(live[index], declared[at], { at, path }));
    return live.map((entry, index) => spelled.get(index) ?? entry);
  }

  #entry(live: unknown, declared: unknown, { at, path }: { at: number; path: string }): unknown {
    const place = `${path}.extensions.${at}`;
    if (!isRecord(live) || !isRecord(declared)) return this.#value(live, declared, place);
    const fact = entryFact(own(declared, "type"));
    return visited(live, declared, (value, wanted, key) => {
      if (key === "type") return value;
      return this.#value(value, wanted, key === fact?.key ? `${path}.${String(wanted)}` : `${place}.${key}`);
    });
  }

  /** Pairs entries: the index of the declared one with the index of its live one. */
  #partners(live: readonly unknown[], declared: readonly unknown[]): [number, number][] {
    const taken = new Map<number, number>();
    const found = new Set<number>();
    for (const isIt of [sameLoose, sameEntry, (a: unknown, b: unknown) => this.#isLikeEntry(a, b)]) {
      for (const [at, entry] of declared.entries()) {
        const index = taken.has(at) ? -1 : live.findIndex((other, place) => !found.has(place) && isIt(other, entry));
        if (index < 0) continue;
        found.add(index);
        taken.set(at, index);
      }
    }
    return [...taken].sort(([a], [b]) => a - b);
  }

  #isLikeEntry(live: unknown, declared: unknown): boolean {
    if (!isRecord(live) || !isRecord(declared)) return this.#isLike(live, declared);
    if (own(live, "type") !== own(declared, "type")) return false;
    const fact = entryFact(own(declared, "type"));
    return fact === undefined ? this.#isLike(live, declared) : this.#isLike(own(live, fact.key), own(declared, fact.key));
  }

  #isLike(live: unknown, declared: unknown): boolean {
    if (sameLoose(live, declared)) return true;
    if (typeof live === "string" && typeof declared === "string") return this.#spelling.isLike({ live, declared });
    if (isList(live) && isList(declared)) {
      return live.length === declared.length && live.every((item, index) => this.#isLike(item, declared[index]));
    }
    if (!isRecord(live) || !isRecord(declared)) return false;
    return Object.keys(declared).every((key) => this.#isLike(own(live, liveKey(live, declared, key) ?? key), own(declared, key)));
  }
}

/**
 * A live flow with the program's texts wherever only the spelling differs, at every depth: in `extra`, in undocumented modules and entries,
 * in nested maps and lists. Works on the program's form and on the wire's.
 */
export function respell(live: FlowLike, declared: FlowLike, { spelling, path }: { spelling: Spelling; path: string }): FlowLike {
  const walk = new Walk(spelling);
  return visited(live, declared, (step, wanted, name) => walk.step(step, wanted, `${path}.${name}`));
}
