import type { Answer, Call, Client, JsonObject } from "../client/index";
import type { Settings } from "../settings/settings";
import type { Props } from "../common/values";
import type { Field, Finding, KindLookup, Schema } from "./field";

export { factsAt, HIDDEN_SECRETS, isSecretAt, recordedOf, secretPathsOf } from "./field";
export type {
  AnswerPolicy,
  Difference,
  Facts,
  Field,
  Finding,
  Form,
  KindLookup,
  ObjectSchema,
  PointedAt,
  Recorded,
  Schema,
  SchemaIssue,
  Texts,
} from "./field";

/** An argument that a program can leave to the provider or the API. */
export interface Assigned {
  readonly argument: string;
  asks(inputs: Props): boolean;
  /** What the program wrote to ask for it; undefined if it left the argument out. */
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
  /** What `yay:paths` gives. */
  readonly givenPaths: Settings["paths"];
  /** The time of the run's clock, in milliseconds. */
  now(): number;
  /** A request on behalf of the resource's customer, or of the one given. */
  ask(call: Omit<Call, "attempt"> & { readonly verb: string }): Promise<Answer>;
  /** Prints a line for the user. */
  say(text: string): void;
}

/** A part of another kind's object, if that is all that a kind is. */
export interface Part {
  /** The argument with the uuid of the object. */
  readonly of: string;
  /** What the resource that has the object declares to leave the part to this kind. */
  readonly leftBy: string;
  /** The same as arguments of that resource, beside which it leaves out what is filled. */
  readonly leaves: Props;
  /** What stands there if nobody has filled it, in words. */
  readonly vacancy: string;
  /** Whether nobody has filled the part. */
  isVacant(live: JsonObject): boolean;
  /** Whether the live part is, at least partly, what the state says. */
  isOurs(live: JsonObject, state: Props): boolean;
  /** Puts into a body what stands in the part's place if nobody fills it. */
  vacate(body: JsonObject, state: Props): void;
}

/** If each account has exactly one object from the start, at the path itself: it is never made and never deleted. */
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
  /**
   * How well the vendor documents it. `documented`: every command and field. `inferred`: every field, but not which are required, or not all commands.
   * `partial`: fields, words or paths are missing.
   */
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
  /** The wire names of what the API sets and everybody may read, by output. */
  readonly shownOutputs?: Readonly<Record<string, string>>;
  /** Wire names that the API sets and does not accept. */
  readonly readOnly: readonly string[];
  /** Wire names that no argument manages and that perhaps no body may have, because the API alone sets them: they go back as they came, and a 400 names them. */
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
  /** Set if the list has more than what is of use: a sentence that says what, and how to tell. */
  readonly listsMore?: string;
  /** Set if a read may show less than the answer to a write: each write is read back, and what that shows is recorded. */
  readonly readBack?: true;
  /** The argument whose value the provider or the API chooses if the program asks for it. */
  readonly assigned?: Assigned;
  readonly rotation?: Rotation;
  /** Outputs that the API or the lifecycle sets, computed after each read or write. */
  computed?(live: JsonObject, declared: Props, state: Props): Props;
  /** Inputs made complete before a creation, with nothing but what is known offline. */
  complete?(inputs: Props): Props;
  /** What a creation sends beside what the program declares: something for the parts that another resource fills. */
  vacant?(inputs: Props): Props;
  /** Set if the kind has no object of its own. */
  readonly part?: Part;
  /** Set if each account has exactly one object of the kind. */
  readonly singleton?: Singleton;
  /** Set if the objects are in the account already, and a resource finds its own. */
  readonly found?: Found;
  /** The argument with the uuid of the object under whose path those of this kind stand. */
  readonly parent?: string;
  /** Set if the customer shows objects of the kind, too, so that its PUT has what its GET showed of them. Those of a `parent` are shown by that. */
  readonly shownBy?: "customer";
  /** Whether inputs declare themselves the parts that another resource could fill. */
  fillsParts?(inputs: Props): boolean;
  /** Fields of the object that another kind manages; they go back as they came, in their documented form. */
  readonly fieldsOfOtherKinds?: readonly Field[];
  /** A part of the inputs that only the API can answer, inside the critical section of a customer. */
  readonly resolve?: {
    needed(inputs: Props): boolean;
    run(scope: Scope, inputs: Props): Promise<Props>;
  };
  /** Wire names that `natural` and `ours` look at; an item of a list that lacks one is read by itself. */
  readonly looksAt: readonly string[];
  /** The argument that is the natural key, if an object has one. */
  readonly key?: string;
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
  /** The wire names of outputs that go back with each PUT, by output: as they live, or as they are recorded if an answer does not show them. */
  readonly sentBack?: Readonly<Record<string, string>>;
  /** Recorded outputs that an adopted object needs before it can be compared. */
  adopting?(live: JsonObject, inputs: Props): Props;
  /** Recorded outputs under which a live object reads well that nobody has declared yet; `titleOf` names other objects by their uuid. */
  naming?(live: JsonObject, titleOf: (uuid: string) => string | undefined): Props;
  /** Errors that can only be seen with the live object at hand. */
  rulesWithLive?(live: JsonObject, inputs: Props, state: Props): Finding[];
  /** What a refused creation probably means, and what to do. */
  explainCreate?(rejection: Rejection): string | undefined;
  explainUpdate?(refusal: Refusal): string | undefined;
  explainDelete?(status: number, state: Props): string | undefined;
  /** What a creation may mean of which nobody knows the end. */
  readonly explainUnknownEnd?: string;
  /** Commands beside the full-object PUT, in their order, for the declared arguments that have one. */
  commands?(inputs: Props, settings: Settings): Command[];
  /** Why nothing of the object in a state may be deleted, by where it is and what `yay:paths` gives; undefined if it may. */
  refusesDeletion?(state: Props, given: Settings["paths"]): string | undefined;
  /** The kind as which others refer to the object in a state; left out or undefined, it is this one. */
  referredAs?(state: Props, given: Settings["paths"]): string | undefined;
  /** Throws if deleting would take more with it than the program says. */
  beforeDelete?(scope: Scope, state: Props): Promise<void>;
  /** Called with every object of this kind that was read or written. */
  learn?(client: Client, id: string, live: JsonObject): void;
}
