import type fc from "fast-check";
import type { JsonObject, Seed } from "../../provider/simulator/index";
import type { Field, ResourceDefinition } from "../../provider/lifecycle/kind";
import type { Props } from "../../provider/common/values";
import { type Kind, registry } from "../../provider/kinds/registry";

/** A change of one live value by somebody else. */
export interface Drift {
  /** The argument that shows it. */
  readonly argument: string;
  readonly edit: (record: JsonObject) => void;
}

/** Everything that the lifecycle tests have to know about a kind. */
export interface Scenario {
  readonly kind: Kind;
  /** What lives beforehand. */
  readonly seed: Seed;
  /** A value for every argument that goes over the wire, and those that say whose the object is. */
  readonly inputs: Props;
  /** Another value for every argument that can be changed in place. */
  readonly changes: Readonly<Record<string, unknown>>;
  /** Another value for every argument whose change makes a new object. */
  readonly replacements: Readonly<Record<string, unknown>>;
  /** By the path of the declared value that is changed. */
  readonly drifts: Readonly<Record<string, Drift>>;
  /** Paths of values whose drift cannot be seen, each with its reason. */
  readonly unseen: Readonly<Record<string, string>>;
  /** Puts things on the live object that the program never declares. */
  readonly neighbour: (record: JsonObject) => void;
  /** Keys that `neighbour` puts into documented items of lists; a server may refuse or forget them. */
  readonly itemExtras?: readonly string[];
  /** A secret that `neighbour` brings and nobody may show: its text, another one in its place, and the object without it. */
  readonly neighbourSecret?: {
    readonly text: string;
    readonly put: (record: JsonObject, text: string) => void;
    readonly takeAway: (record: JsonObject) => void;
  };
  /** Those things, to be compared before and after. */
  readonly neighbours: (record: JsonObject) => unknown;
  /** Arguments that an output of nothing is as good as left out for: they then keep their live value, and nothing follows from that. */
  readonly leftOut: readonly string[];
  /** Arguments that check refuses, by what is wrong with them; the failure has to name the path. */
  readonly invalid: Readonly<Record<string, { readonly change: Props; readonly path: string }>>;
  /** What only an object made by this resource has, and an adopted one has in its own way. */
  readonly ownOutputs: readonly string[];
  /** Requests before the DELETE. */
  readonly beforeDelete: readonly string[];
  /** What has to differ between several resources of the kind: of those with an object of their own, the natural key. */
  readonly distinct: (index: number) => Props;
  /** Replaces every declared secret by the given text; left out where no argument of the kind is one. */
  readonly withSecret?: (inputs: Props, secret: string) => Props;
  /** Arguments under which nothing spares a deletion its look at what it takes along. */
  readonly guarded?: Props;
  readonly documented: Documented;
  readonly random: RandomArguments;
}

/** What a person knows of a kind's requests from the documents alone, without the provider's code. */
export interface Documented {
  /** The body for a program's arguments. What they leave open, such as a name, the body that was sent answers. */
  readonly body: (inputs: Props, sent: JsonObject) => Props;
  /** The keys of a body. */
  readonly keys: readonly string[];
  /** A body laid over what lives. Left out: key by key. */
  readonly over?: (live: Props, wanted: Props) => Props;
  /** Bodies that the documents show, with the arguments that they come from. */
  readonly examples?: Readonly<Record<string, { readonly inputs: Props; readonly body: object }>>;
}

/** How arguments are made at random where the kind's schema does not say enough. */
export interface RandomArguments {
  /** Values of some arguments, which then always stand there. Left out: as the schema says. */
  readonly fields?: Readonly<Record<string, fc.Arbitrary<unknown>>>;
  /** Makes arguments agree with each other. */
  readonly agreeing?: (inputs: Props) => Props;
  /** Makes them name what lives in the seed, and leaves out what causes requests of its own. */
  readonly living: (inputs: Props) => Props;
  /** Arguments that an update cannot change, beside those that replace. */
  readonly fixed?: readonly string[];
}

/** The form of the life that a kind's objects have: how they come into being, and how they end. */
export type Lifecycle = keyof typeof ways;

/** Of each form of life: the method that makes an object, and the one that deletes it. */
const ways = {
  /** An object of its own, that is put as a whole. */
  fullObject: { making: "POST", deleting: "DELETE" },
  /** A part of another kind's object. */
  part: { making: "PUT", deleting: "PUT" },
} as const;

export const lifecycles = Object.keys(ways) as readonly Lifecycle[];

export function lifecycleOf(kind: Kind): Lifecycle {
  const { part }: ResourceDefinition = registry[kind];
  return part === undefined ? "fullObject" : "part";
}

export const waysOf = ({ kind }: Pick<Scenario, "kind">): (typeof ways)[Lifecycle] => ways[lifecycleOf(kind)];

/** What a scenario changes for a replacement: the argument, and what has to go with it. */
export function replacing({ replacements }: Scenario, argument: string): Props {
  const value = replacements[argument];
  return typeof value === "object" && value !== null ? (value as Props) : { [argument]: value };
}

/** Whether any argument of a kind, or a part of one, is a secret. */
export function hasSecrets({ kind }: Scenario): boolean {
  const facts = Object.values<Field>(registry[kind].fields).map((field) => field.facts);
  return facts.some(({ secret, nested }) => secret === true || Object.values(nested ?? {}).some((inner) => inner.secret === true));
}

/** Some keys of an object under other names. */
export const renamed = (value: Props, names: Readonly<Record<string, string>>): Props =>
  Object.fromEntries(Object.entries(names).flatMap(([mine, theirs]) => (value[mine] === undefined ? [] : [[theirs, value[mine]]])));

export function picked(object: Props, keys: readonly string[]): Props {
  return Object.fromEntries(Object.entries(object).filter(([key]) => keys.includes(key)));
}

export function without(object: Props, keys: readonly string[]): Props {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
