import { isComposedAlike } from "../lifecycle/compare/spelling";
import { secretPathsOf, type AnswerPolicy, type Field, type ResourceDefinition } from "../lifecycle/kind";
import { own } from "../common/values";
import { registry } from "./registry";

/** What a state records of answers that do not repeat what the program wrote, under its own names. */
export interface RecordedAnswers {
  readonly shownAs?: Readonly<Record<string, unknown>>;
  readonly notShown?: readonly unknown[];
}

/** What the documents say of the arguments of a kind, for whoever reads or compares objects without sending anything. */
export interface KindFacts {
  /** Where uuids of other objects stand, and of which kinds they may be. In a path `*` stands for each entry: `elements.*.callFlow`. */
  readonly references: readonly { readonly path: string; readonly kinds: readonly string[] }[];
  /** Where secrets stand, in the same form of path. */
  readonly secrets: readonly string[];
  /** Whether each account has one from the start, which nobody made. */
  readonly isOnlyOne: boolean;
  /** The argument that no two objects of one customer have alike, or of the whole account; left out if there is none. */
  readonly key?: string;
  /** Whether two values of an argument mean the same: in another order, in another spelling, left out or blank. */
  same(argument: string, a: unknown, b: unknown): boolean;
  /** What of a live value a program manages that declares another one, in its spelling. */
  managed(argument: string, beside: { readonly live: unknown; readonly declared: unknown; readonly recorded: RecordedAnswers }): unknown;
}

const known = new Map<string, KindFacts>();

/** The facts of a kind's arguments; undefined if this package has no such kind. */
export function kindFacts(kind: string): KindFacts | undefined {
  if (!Object.hasOwn(registry, kind)) return undefined;
  const facts = known.get(kind) ?? factsOf(registry[kind as keyof typeof registry]);
  known.set(kind, facts);
  return facts;
}

function factsOf({ fields, singleton, key }: ResourceDefinition): KindFacts {
  const all = Object.entries(fields);
  return {
    references: all.flatMap(([name, { facts }]) => [
      ...(facts.refersTo === undefined ? [] : [{ path: name, kinds: facts.refersTo }]),
      ...Object.entries(facts.nested ?? {}).flatMap(([within, { refersTo }]) =>
        refersTo === undefined ? [] : [{ path: `${name}.${within}`, kinds: refersTo }],
      ),
    ]),
    secrets: all.flatMap(([name, { facts }]) => secretPathsOf(facts).map((path) => [name, ...path].join("."))),
    isOnlyOne: singleton !== undefined,
    ...(key !== undefined && { key }),
    same: (argument, a, b) => {
      const field = fields[argument];
      return field === undefined ? Object.is(a, b) : field.same(asInput(field, a), asInput(field, b));
    },
    managed: (argument, { live, declared, recorded }) => {
      const field = fields[argument];
      return field === undefined ? live : field.project(asInput(field, live), asInput(field, declared), policyOf(recorded), argument);
    },
  };
}

/** The program's value stands for one that answers are known to hide, or to spell in this way. */
function policyOf({ shownAs = {}, notShown = [] }: RecordedAnswers): AnswerPolicy {
  return {
    hidden: (path) => notShown.includes(path),
    respelled: (path, texts) => isComposedAlike(texts) || own(shownAs, path) === texts.live,
  };
}

/** Lists that a state has by name are compared by name. */
function asInput({ form }: Field, value: unknown): unknown {
  return form !== undefined && Array.isArray(value) ? form.toInput(value) : value;
}
