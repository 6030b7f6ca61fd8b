import type { JsonObject } from "../../client/index";
import { isComposedAlike, isRespelling } from "../compare/spelling";
import type { AnswerPolicy } from "../kind";
import type { InnerFields, WholeOptions } from "./record";
import { asText, isRecord, own, type Props } from "../../common/values";

/** What a list of objects with names is made of. */
export interface KeyedList<Required extends boolean> extends WholeOptions<Required> {
  /** The argument that tells the entries apart, and its name on the wire. */
  readonly key: { readonly argument: string; readonly wire: string };
  readonly fields: InnerFields;
  /** The argument that confirms which entry an API means that spells the names in its own way. */
  readonly confirmedBy: string;
  /** The kind that they are, if they have commands of their own, too. */
  readonly shows?: string;
}

/** Names that some API may take for one. */
function folded(name: string): string {
  return name.normalize("NFKC").trim().toLowerCase();
}

interface Naming {
  readonly name: string;
  readonly declared: Props;
  readonly policy: AnswerPolicy;
  readonly path: string;
}

/** How names in answers belong to declared ones: an API may spell them in its own way. */
export class Names {
  readonly #argument: string;
  readonly #key: KeyedList<boolean>["key"];
  readonly #confirmedBy: string;
  readonly #confirmation: (item: JsonObject) => string;

  constructor(argument: string, { key, fields, confirmedBy }: KeyedList<boolean>) {
    this.#argument = argument;
    this.#key = key;
    this.#confirmedBy = confirmedBy;
    const wire = fields[confirmedBy]?.facts.wire ?? confirmedBy;
    this.#confirmation = (item) => folded(asText(item[wire]));
  }

  /** The program's name for a live item: the same; the one that the API is known to spell so; or one like it that is confirmed. */
  ofLiving(living: readonly JsonObject[], { declared, state }: { declared: Props; state: Props }): (item: JsonObject) => string {
    const spelled = this.#recordedSpellings(state, declared);
    const nameOf = (item: JsonObject) => asText(item[this.#key.wire]);
    const shown = new Set(living.map(nameOf));
    const missing = Object.keys(declared).filter((name) => !shown.has(name));
    return (item) => {
      const name = nameOf(item);
      if (own(declared, name) !== undefined) return name;
      const confirmation = this.#confirmation(item);
      const isLike = (one: string) =>
        folded(one) === folded(name) && confirmation !== "" && this.#declaredAs(declared, one) === confirmation;
      const isKnown = (one: string) => spelled.get(name) === one || isComposedAlike({ live: name, declared: one });
      return missing.find(isKnown) ?? missing.find(isLike) ?? name;
    };
  }

  /** The live entry that an API shows under another spelling of a declared name. */
  respelled(live: Props, { name, declared, policy, path }: Naming): unknown {
    const isConfirmed = (one: string) =>
      this.#declaredAs(live, one) === this.#declaredAs(declared, name) && this.#declaredAs(live, one) !== "";
    const isMine = (one: string) => folded(one) === folded(name) || (isRespelling({ live: one, declared: name }) && isConfirmed(one));
    const others = Object.keys(live).filter((one) => own(declared, one) === undefined && isMine(one));
    const found = others.find((one) => policy.respelled(this.#spellingPath(path, name), { live: one, declared: name }));
    return found === undefined ? undefined : own(live, found);
  }

  #declaredAs(entries: Props, name: string): string {
    const entry = own(entries, name);
    return isRecord(entry) ? folded(asText(own(entry, this.#confirmedBy))) : "";
  }

  /** How the API spells a declared name, by that spelling. */
  #recordedSpellings(state: Props, declared: Props): Map<string, string> {
    const shownAs = own(state, "shownAs");
    if (!isRecord(shownAs)) return new Map();
    return new Map(Object.keys(declared).map((name) => [asText(own(shownAs, this.#spellingPath(this.#argument, name))), name]));
  }

  #spellingPath(path: string, name: string): string {
    return `${path}.${name}.${this.#key.argument}`;
  }
}
