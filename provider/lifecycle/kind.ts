import type { Answer, Call, Client, JsonObject } from "../client/index";
import type { Settings } from "../settings/settings";
import { own, type Props } from "../common/values";

/** What the state says of an argument. */
export interface Recorded {
  /** Its name, under which the state has it. */
  readonly argument: string;
  /** Its own recorded value. */
  readonly before: unknown;
  readonly state: Props;
}

/** The recorded value of one argument. */
export function recordedOf(argument: string, state: Props): Recorded {
  return { argument, before: own(state, argument), state };
}

/** What is to be made of an answer that does not repeat a declared value; true keeps what the program said. */
export interface AnswerPolicy {
  /** Asked where the answer does not show the value. */
  hidden(path: string): boolean;
  /** Asked where the answer shows another text. */
  respelled(path: string, texts: Texts): boolean;
}

/** A text as an answer shows it, and as the program wrote it. */
export interface Texts {
  readonly live: string;
  readonly declared: string;
}

/** What is fixed about an argument. Each fact has one place that obeys it, and a test that fails if none does. */
export interface Facts {
  /** The API's own name for it; absent where it never goes over the wire. */
  readonly wire?: string;
  /** The API's own names of what it is read from, if that is several fields. They go back as they came: such a value is never written. */
  readonly readFrom?: readonly string[];
  /** A change makes a new object. */
  readonly replaceOnChanges?: true;
  /** A change of it alone is no difference: it is read when the object is made. */
  readonly createOnly?: true;
  /** A change of it alone is no difference: nothing but the check reads it. */
  readonly validationOnly?: true;
  /** What the program declared before and no longer does is removed, one by one, also where the whole argument leaves the program. */
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
  /**
   * Only one living object can have a value: of all objects of one customer, or of all customers, whose field has the same word here. It may
   * be shared by kinds, as numbers are that reach flows, users and groups.
   */
  readonly unique?: string;
  /** The value that the API documents for an omitted field. */
  readonly documentedDefault?: string | number | boolean;
  /** Left out, it keeps its live value, and nothing else follows: an output that has no value is then as good as none. */
  readonly leavesAlone?: true;
  /** What leaving it out means, where that is another object: `for the own account`. Written, it needs a value. */
  readonly leftOut?: string;
  /** The same of what stands within it, by path: `*.password` is that key of every entry. */
  readonly nested?: Readonly<Record<string, Omit<Facts, "nested">>>;
}

/** The facts of what stands at a path within an argument; none if nothing is said of it. */
export function factsAt(facts: Facts, within: readonly string[]): Facts {
  if (within.length === 0) return facts;
  const nested = Object.entries(facts.nested ?? {}).find(([pattern]) => matches(pattern.split("."), within));
  return nested?.[1] ?? {};
}

function matches(pattern: readonly string[], path: readonly string[]): boolean {
  return pattern.length === path.length && pattern.every((key, index) => key === "*" || key === path[index]);
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
  /** The live value for a resource that is only looked up, without secrets. Left out: as decoded. */
  whole?(live: JsonObject, recorded: Recorded): unknown;
  /** Whether a part of a declared value is a secret, if the facts alone cannot say where secrets stand. */
  isSecretAt?(path: readonly string[], value: unknown): boolean;
  /** What a note on this machine may hold of a declared value, so without secrets. Left out: the value, unless it or a part of it is a secret. */
  told?(declared: unknown): unknown;
  /** Paths at which two values differ, for reports. Left out: the field as a whole. */
  differences?(a: unknown, b: unknown, path: string): Difference[];
  /** What is wrong with a declared value beyond its shape; parts of it may be unknown. */
  findings?(value: unknown, path: string): Finding[];
  /** Paths within a declared value at which it is not as the published types have it, though the check takes it as it lives. */
  untyped?(value: unknown, others: KindLookup): string[];
  /** Set if the engine has the argument in another form than the program writes. */
  readonly form?: Form;
  /** Set if a change of it makes a secret anew: makes one. */
  readonly make?: () => string;
  /** Set if it is a file, of which the engine has the hash alone: what the class asks of the bytes. */
  readonly brings?: { readonly most: number; readonly fault: (bytes: Uint8Array) => string | undefined };
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
}

/** An argument that a program can leave to the provider or the API. */
export interface Assigned {
  readonly argument: string;
  asks(inputs: Props): boolean;
  /** What the program wrote to ask for it; undefined where it left the argument out. */
  readonly asWritten: string | undefined;
}

/** An argument with every change of which the provider makes a secret anew. */
export interface Rotation {
  readonly argument: string;
  /** The argument that is a secret; the program leaves it out. */
  readonly secret: string;
  readonly make: () => string;
}

/** What is known after a refused creation. */
export interface Rejection {
  readonly status: number;
  readonly inputs: Props;
  /** Whether the account's own list shows an object with the same natural key now. */
  readonly natural: JsonObject | undefined;
}

/** What is known of a refused PUT. */
export interface Refusal {
  readonly status: number;
  readonly inputs: Props;
  readonly live: JsonObject;
  readonly body: JsonObject;
}

/** A command that carries the value of one argument. */
export interface Command {
  readonly argument: string;
  readonly path: string;
  /** Laid over the whole object in the body. */
  readonly extra: JsonObject;
}

/** A resource of a run, as the rules of its kind see it. */
export interface Scope {
  /** `SubReseller "acme"`. */
  readonly name: string;
  readonly id: string | undefined;
  /** The first resource of the program that has failed in this run: what waits for it is not met. */
  readonly failed: string | undefined;
  /** A request on behalf of the resource's customer, or of the one given. */
  ask(call: Omit<Call, "attempt"> & { readonly verb: string }): Promise<Answer>;
  /** Prints a line for the user. */
  say(text: string): void;
}

/** A part of another kind's object, where that is all that a kind is. */
export interface Part {
  /** The argument with the uuid of the object. */
  readonly of: string;
  /** What the resource that has the object declares to leave the part to this kind. */
  readonly leftBy: string;
  /** The same as arguments of that resource, beside which it leaves out what is filled. */
  readonly leaves: Props;
  /** What stands there where nobody has filled it, in words. */
  readonly vacancy: string;
  /** Whether nobody has filled the part. */
  isVacant(live: JsonObject): boolean;
  /** Whether the live part is, at least partly, what the state says. */
  isOurs(live: JsonObject, state: Props): boolean;
  /** Puts into a body what stands in the part's place where nobody fills it. */
  vacate(body: JsonObject, state: Props): void;
}

/** Where each account has exactly one object from the start, at the path itself: it is never made and never deleted. */
export interface Singleton {
  /** The argument that a deletion sets to the value of another, if that was declared before. Left out, a deletion leaves the object as it is. */
  readonly onDelete?: { readonly sets: string; readonly to: string };
}

/**
 * Where the objects are in the account before any program, as numbers are that somebody has bought: a resource finds its own by the natural
 * key, and none is ever made. Its references are filled if they are blank, and blanked again when it goes.
 */
export interface Found {
  /** The option that lets a resource change references that point elsewhere. */
  readonly overwrittenBy: string;
  /** The option that has a deletion send a DELETE; its value repeats that of the natural key. */
  readonly releasedBy: string;
  /** What to do if the account has no such object, as a sentence. */
  readonly ifAbsent: string;
}

/** What is known of other resources without asking. */
export interface KindLookup {
  kindOf(uuid: string): string | undefined;
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

/** Sentences for the person who runs the program: nothing is refused because of them. */
export interface Warnings {
  /** The arguments that they look at. */
  readonly of: readonly string[];
  /** @param inputs may have unknown parts. */
  say(inputs: Props): string[];
}

/** All that the lifecycle has to know about a kind. Write a kind with `defineKind`, which derives most of this. */
export interface ResourceDefinition {
  readonly kind: string;
  /** How well the vendor documents it. */
  readonly documentation: "documented" | "inferred" | "partial";
  readonly scope: "account" | "customer";
  readonly paths: { readonly collection: string; readonly item: string };
  /** What of them no source shows: with the collection's the object's path is a guess, too. Left out, a source shows both. */
  readonly guessedPath?: "collection" | "item";
  /** The definition for one resource, if its own arguments say where its objects are and what they have. Called with inputs or a state. */
  of?(props: Props): ResourceDefinition;
  /**
   * Set if a 404 at an object's own path proves nothing by itself, because no document has that path: the object is gone if the list of its
   * collection does not show it either.
   */
  readonly goneBy?: "list";
  /** The uuid of the object under whose path this one stands, if the path has it itself. */
  readonly under?: string | undefined;
  /** What a look-up by uuid takes beside the customer, what of it a program could write, and what is wrong with it. */
  readonly lookUp?: { readonly arguments: readonly string[]; readonly example: string; findings(props: Props): Finding[] };
  /** The strict shape of the inputs, as the class hands them over. */
  readonly schema: Schema;
  readonly fields: Readonly<Record<string, Field>>;
  /** The outputs that a program can read, beside `uuid`. */
  readonly outputs: readonly string[];
  /** Those of them that are secrets and no arguments. */
  readonly secretOutputs: readonly string[];
  /** Wire names that the API sets and does not accept. */
  readonly readOnly: readonly string[];
  /** Wire names that no argument manages and that only the API may set, which is not documented: they go back as they came. */
  readonly mayBeReadOnly?: readonly string[];
  /** Wire names, dotted for nested ones, that the documents have in a body or an answer of this kind; anything else is an unknown field. */
  readonly known: readonly string[];
  readonly warnings?: Warnings;
  /** Set if objects of this kind may be equal in everything that is documented: then only a uuid tells which one is meant. */
  readonly hasTwins?: true;
  /** Rules between arguments. Unknown values never cause a finding. */
  rules?(inputs: Props, olds: Props | undefined, others: KindLookup): Finding[];
  /** Whether a creation with these inputs costs money: then a setting allows it, it is counted, and nothing repeats it by itself. */
  chargeable?(inputs: Props): boolean;
  /** Set if no command deletes objects of the kind: what stays, and what it costs on. A deletion forgets the object. */
  readonly remains?: string;
  /** Set if a read may show less than the answer to a write: each write is read back, and what that shows is recorded. */
  readonly readBack?: true;
  /** The argument whose value the provider or the API chooses where the program asks for it. */
  readonly assigned?: Assigned;
  readonly rotation?: Rotation;
  /** Outputs that the API or the lifecycle sets, computed after each read or write. */
  computed?(live: JsonObject, declared: Props, state: Props): Props;
  /** Inputs made complete before a creation, with nothing but what is known offline. */
  complete?(inputs: Props): Props;
  /** What a creation sends beside what the program declares: something for the parts that another resource fills. */
  vacant?(inputs: Props): Props;
  /** Set where the kind has no object of its own. */
  readonly part?: Part;
  /** Set where each account has exactly one object of the kind. */
  readonly singleton?: Singleton;
  /** Set where the objects are in the account already, and a resource finds its own. */
  readonly found?: Found;
  /** The argument with the uuid of the object under whose path those of this kind stand. */
  readonly parent?: string;
  /** Set if the customer shows objects of the kind, too, so that its PUT has what its GET showed of them. Those of a `parent` are shown by that. */
  readonly shownBy?: "customer";
  /** Whether inputs declare themselves the parts that another resource could fill. */
  fillsParts?(inputs: Props): boolean;
  /** Fields of the object that another kind manages; they go back as they came, in their documented form. */
  readonly companions?: readonly Field[];
  /** A part of the inputs that only the API can answer, inside the critical section of a customer. */
  readonly resolve?: {
    needed(inputs: Props): boolean;
    run(scope: Scope, inputs: Props): Promise<Props>;
  };
  /** Wire names that `natural` and `ours` look at; an item of a list that lacks one is read by itself. */
  readonly looksAt: readonly string[];
  /** Live objects that have the natural key of these inputs. */
  natural(live: JsonObject, inputs: Props): boolean;
  /**
   * Live objects that have the natural key in another spelling. Asked only of an object that this resource's own request has made, where the
   * answer does not name it: to anybody else another spelling is another key.
   */
  respelled?(live: JsonObject, inputs: Props): boolean;
  /** The natural key in words: `name "acme"`. */
  naturalKey(inputs: Props): string;
  /** Whether a live object is this very resource's own, made by an interrupted run. */
  ours?(live: JsonObject, inputs: Props): boolean;
  /** Whether a live object has signs that only this resource's creations give, whatever else it has come to. */
  madeBy?(live: JsonObject, inputs: Props): boolean;
  /** Inputs whose identity no other living object has; asked with what lives before a creation. */
  distinct?(inputs: Props, before: readonly JsonObject[]): Props;
  /** Parts of the state that follow from the inputs and the last state alone, such as the uuids that a caller chooses. */
  identify?(inputs: Props, state: Props): Props;
  /** By output, the entries of a map that follow from the rest of the state: what is recorded of the map is what differs. */
  following?(state: Props): Readonly<Record<string, Props>>;
  /** Recorded outputs that an adopted object needs before it can be compared. */
  adopting?(live: JsonObject, inputs: Props): Props;
  /** Recorded outputs under which a live object reads well that nobody has declared yet; `titleOf` names other objects by their uuid. */
  naming?(live: JsonObject, titleOf: (uuid: string) => string | undefined): Props;
  /** Errors that can only be seen with the live object at hand. */
  rulesWithLive?(live: JsonObject, inputs: Props, state: Props): Finding[];
  /** What a refused creation probably means, and what to do. */
  explainCreate?(rejection: Rejection): string | undefined;
  explainUpdate?(refusal: Refusal): string | undefined;
  explainDelete?(status: number): string | undefined;
  /** Commands beside the full-object PUT, in their order, for the declared arguments that have one. */
  commands?(inputs: Props, settings: Settings): Command[];
  /** Throws where deleting would take more with it than the program says. */
  beforeDelete?(scope: Scope, state: Props): Promise<void>;
  /** Called with every object of this kind that was read or written. */
  learn?(client: Client, id: string, live: JsonObject): void;
}
