import type { JsonObject } from "../client/index";
import { fits } from "../common/keyPath";
import { isRecord, own, type Props } from "../common/values";
import type { GivenPaths } from "../settings/kindPaths";

/** What the state says of an argument. */
export interface Recorded {
  /** Its name, under which the state has it. */
  readonly argument: string;
  /** Its own recorded value, with the secrets that the program has no longer and that answers hide. */
  readonly before: unknown;
  readonly state: Props;
}

/** The recorded value of one argument. */
export function recordedOf(argument: string, state: Props): Recorded {
  const hidden = own(state, HIDDEN_SECRETS);
  const before = own(state, argument);
  return { argument, before: isRecord(hidden) ? withHidden(before, own(hidden, argument)) : before, state };
}

/** The output with secrets that have left the program and that answers hide, by argument: one secret as a whole. */
export const HIDDEN_SECRETS = "hiddenSecrets";

/** Secrets of an entry that is not recorded any more say nothing. */
function withHidden(before: unknown, hidden: unknown): unknown {
  if (!isRecord(hidden)) return before ?? hidden;
  if (!isRecord(before)) return before;
  const entries = Object.entries(before).map(([name, value]) => [name, withHidden(value, own(hidden, name))] as const);
  const missing = Object.entries(hidden).filter(([name, value]) => !isRecord(value) && own(before, name) === undefined);
  return Object.fromEntries([...entries, ...missing]);
}

/** What is to be made of an answer that does not repeat a declared value; true keeps what the program said. */
export interface AnswerPolicy {
  /** Asked if the answer does not show the value. */
  hidden(path: string): boolean;
  /** Asked if the answer shows another text. */
  respelled(path: string, texts: Texts): boolean;
}

/** A text as an answer shows it, and as the program wrote it. */
export interface Texts {
  readonly live: string;
  readonly declared: string;
}

/** What is fixed about an argument. Each fact has one place that obeys it, and a test that fails if none does. */
export interface Facts {
  /** The API's own name for it; absent if it never goes over the wire. */
  readonly wire?: string;
  /** The API's own names of what it is read from, if that is several fields. They go back as they came: such a value is never written. */
  readonly readFrom?: readonly string[];
  /** A change makes a new object. */
  readonly replaceOnChanges?: true;
  /** Read only on create; later changes are ignored. */
  readonly createOnly?: true;
  /** Read only by the check; changes are ignored. */
  readonly validationOnly?: true;
  /** What the program declared before and no longer does is removed, one by one, also if the whole argument leaves the program. */
  readonly removesWhatLeaves?: true;
  /** It cannot be read back, so drift of it cannot be seen. */
  readonly writeOnly?: true;
  /** Never shown in clear: the class hands it over as a secret, reports hide it, and the outputs have it encrypted. */
  readonly secret?: true;
  /** The argument with a secret that the provider makes anew when this one changes. */
  readonly rotates?: string;
  /** It steers the provider and is no output. */
  readonly isOption?: true;
  /** It names the object under whose path those of this kind stand, and fills the place of its own name there. */
  readonly isParent?: true;
  /**
   * The kind whose objects the list shows, which have commands of their own, too. A program declares them here or by resources of that kind,
   * whose `shownBy` names this one.
   */
  readonly shows?: string;
  /** The kinds whose objects its uuids may name; one that is no kind of this package takes any uuid. */
  readonly refersTo?: readonly string[];
  /** Its uuid names an object, and the documents do not say of which kind. */
  readonly refersToAny?: true;
  /**
   * Only one living object can have a value: of all objects of one customer, or of all customers, whose field has the same word here. It may
   * be shared by kinds, as numbers are that reach flows, users and groups.
   */
  readonly unique?: string;
  /** The value that the API documents for an omitted field. */
  readonly documentedDefault?: string | number | boolean;
  /** Left out, it keeps its live value, and nothing else follows: an output that has no value is then as good as none. */
  readonly leavesAlone?: true;
  /** What leaving it out means, if that is another object: `for the own account`. Written, it needs a value. */
  readonly leftOut?: string;
  /** The same of what stands within it, by path: `*.password` is that key of every entry. */
  readonly nested?: Readonly<Record<string, Omit<Facts, "nested">>>;
}

/** The facts of what stands at a path within an argument; none if nothing is said of it. */
export function factsAt(facts: Facts, within: readonly string[]): Facts {
  if (within.length === 0) return facts;
  const nested = Object.entries(facts.nested ?? {}).find(([pattern]) => fits(pattern.split("."), within));
  return nested?.[1] ?? {};
}

/** Whether a secret stands at a path within an argument. */
export function isSecretAt(facts: Facts, within: readonly string[]): boolean {
  return facts.secret === true || factsAt(facts, within).secret === true;
}

/** Where the secrets of an argument stand: the argument itself, or paths within it, in which `*` stands for each entry. */
export function secretPathsOf(facts: Facts): string[][] {
  if (facts.secret === true) return [[]];
  return Object.entries(facts.nested ?? {}).flatMap(([pattern, { secret }]) => (secret === true ? [pattern.split(".")] : []));
}

/** What is known of other resources without asking. */
export interface KindLookup {
  kindOf(uuid: string): string | undefined;
  /** What `yay:paths` says of kinds whose path is a guess; left out, nothing. */
  readonly givenPaths?: Readonly<Record<string, GivenPaths>>;
}

/** One argument of a kind: its facts, its shape, and how it goes to and comes from the wire. */
export interface Field<Required extends boolean = boolean> {
  readonly facts: Facts;
  /** Whether a program has to declare it. */
  readonly isRequired: Required;
  /** The strict shape of a declared value, as the engine has it. */
  readonly shape: Schema;
  /** The live value in the program's words; undefined if the answer does not show it. */
  decode(live: JsonObject, recorded: Recorded): unknown;
  /** Writes a declared value into a request body that already holds what lives. */
  encode(body: JsonObject, value: unknown, recorded: Recorded): void;
  /** Brings the live value in a request body into the documented form, if answers have it in another. */
  normalize?(body: JsonObject): void;
  /** Whether two values in the program's words mean the same. */
  same(a: unknown, b: unknown): boolean;
  /** The live value restricted to what the program declared. */
  project(live: unknown, declared: unknown, policy: AnswerPolicy, path: string): unknown;
  /** Whether a request body leaves the live field as it is. Left out: its decoded values mean the same. */
  unchanged?(body: JsonObject, live: JsonObject, recorded: Recorded): boolean;
  /** Paths at which an object does not have what is recorded, such as a secret that an answer hides. Left out: the field, if it decodes to nothing. */
  missing?(object: JsonObject, recorded: Recorded, path: string): string[];
  /**
   * The secrets within a declared value that the program has no longer and that this object hides, in the form of the value. Left out: the field
   * itself, if it is a secret.
   */
  hiddenSecrets?(live: JsonObject, declared: unknown, recorded: Recorded): Props;
  /** The live value for a resource that is only looked up, without secrets. Left out: as decoded. */
  whole?(live: JsonObject, recorded: Recorded): unknown;
  /** Whether a part of a declared value is a secret, if the facts alone cannot say where secrets stand. */
  isSecretAt?(path: readonly string[], value: unknown): boolean;
  /** What a note on this machine may hold of a declared value, so without secrets. Left out: the value, unless it or a part of it is a secret. */
  forNote?(declared: unknown): unknown;
  /** Paths at which two values differ, for reports. Left out: the field as a whole. */
  differences?(a: unknown, b: unknown, path: string): Difference[];
  /** What is wrong with a declared value beyond its shape; parts of it may be unknown. */
  findings?(value: unknown, path: string): Finding[];
  /** The uuids of another kind than is meant where they stand, if the facts alone cannot say which is; parts of the value may be unknown. */
  wrongKindFindings?(value: unknown, others: KindLookup): Finding[];
  /** Paths within a declared value at which it is not as the published types have it, though the check takes it as it lives. */
  untyped?(value: unknown, others: KindLookup): string[];
  /** The key of a declared map under which the value stands that `unique` is about. Left out, it is the declared value itself. */
  readonly uniqueAt?: string;
  /** Set if the engine has the argument in another form than the program writes. */
  readonly form?: Form;
  /** Set if a change of it makes a secret anew: makes one. */
  readonly make?: () => string;
  /** Set if it is a file, of which the engine has the hash alone: what the class asks of its bytes. */
  readonly file?: { readonly most: number; readonly fault: (bytes: Uint8Array) => string | undefined };
  /** Outputs that the field itself records beside its value, such as the uuids of what it declares. */
  readonly records?: {
    readonly output: string;
    of(live: JsonObject, declared: unknown, recorded: Recorded): unknown;
  };
  /** Wire names within it, for what the documents know of a body; absent for a plain value. */
  readonly known?: readonly string[];
}

/** How the class turns an argument into an input, and back. Both are pure; parts of a value may still be to come. */
export interface Form {
  /** What has to have come before the value can be turned, of a value that has come itself. */
  needs(value: unknown): readonly unknown[];
  toInput(value: unknown): unknown;
  toArgument(input: unknown): unknown;
  /** Where a part of the argument stands in the input. */
  placeOf(path: readonly (string | number)[], value: unknown): readonly (string | number)[];
  /** What the entries are called that the input has by name: `users`. */
  readonly entries: string;
  /** The key by which the program names an entry, if it writes a list of them. */
  readonly key?: string;
}

/** One difference, in the program's words. */
export interface Difference {
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** Something wrong in a program's arguments: where, what, and how to mend it. */
export interface Finding {
  readonly path: string;
  readonly reason: string;
  /** A live object that the reason calls by its uuid alone; who can read lists may tell its name by `reasonWith`. */
  readonly pointsAt?: PointedAt;
}

/** A live object of another kind, in a finding. */
export interface PointedAt {
  readonly kinds: readonly string[];
  readonly uuid: string;
  readonly reasonWith: (name: string) => string;
}

/** One thing that a schema found wrong. */
export interface SchemaIssue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** Of unknown keys: which. */
  readonly keys?: readonly string[];
  /** Of a wrong type: the one that is wanted. */
  readonly expected?: string;
}

/** The strict shape of inputs; zod's, of which the published types must not need to know. */
export interface Schema {
  safeParse(value: unknown): { readonly success: boolean; readonly error?: { readonly issues: readonly SchemaIssue[] } | undefined };
}

/** One that names its arguments. */
export interface ObjectSchema extends Schema {
  readonly shape: Readonly<Record<string, unknown>>;
}
