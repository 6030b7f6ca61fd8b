import type fc from "fast-check";
import type { JsonObject, KindName, Seed, Switches } from "../../provider/simulator/index";
import type { Field, ResourceDefinition } from "../../provider/lifecycle/kind";
import type { Props } from "../../provider/common/values";
import { type Kind, registry } from "../../provider/kinds/registry";
import type { Settings } from "../../provider/settings/settings";
import { KINDS } from "../../provider/simulator/kinds/index";

/** A change of one live value by somebody else. */
export interface Drift {
  /** The argument that shows it. */
  readonly argument: string;
  readonly edit: (record: JsonObject) => void;
}

/** Everything that the lifecycle tests need for a kind. */
export interface Scenario {
  readonly kind: Kind;
  /** The objects before the test. */
  readonly seed: Seed;
  /** Settings that the kind needs to be like others, such as a path that no source shows. */
  readonly settings?: Partial<Settings>;
  /** The uuid under which the simulator has an object, if the resource has another id. */
  readonly stored?: (id: string) => string;
  /** Whether a live object counts as made by a program, if it is there whatever a program does. */
  readonly isMade?: (record: JsonObject) => boolean;
  /** A value for every argument that is sent, and for those that select the account. */
  readonly inputs: Props;
  /** Another value for every argument that can be changed in place. */
  readonly changes: Readonly<Record<string, unknown>>;
  /** Another value for every argument whose change replaces the object. */
  readonly replacements: Readonly<Record<string, unknown>>;
  /** The wire name that the change of an argument changes, if that is not the argument's own. */
  readonly changed?: Readonly<Record<string, string>>;
  /** Drifts by the path of the declared value. */
  readonly drifts: Readonly<Record<string, Drift>>;
  /** Paths of values whose drift cannot be seen, each with its reason. */
  readonly unseen: Readonly<Record<string, string>>;
  /** Arguments that let a creation change what lives, of a kind that takes it over without `adopt`. */
  readonly overwriting?: Props;
  /** Positions of switches under which the server refuses what it shows of this kind, until a setting leaves that out. */
  readonly refusedUnder?: Partial<Switches>;
  /** Positions of switches under which the server has no command that changes an object of this kind. */
  readonly unchangeableUnder?: Partial<Switches>;
  /** Positions of switches under which the path of one object answers with something else than the object. */
  readonly unreadUnder?: Partial<Switches>;
  /** Positions of switches under which answers show a list of `inputs` in another order than the program's, which means something. */
  readonly reorderedUnder?: Partial<Switches>;
  /** An argument that a program leaves out where the server has the switch `exclusions` refuse it beside another one. */
  readonly excluded?: string;
  /** Adds values to the live object that the program never declares. */
  readonly neighbour: (record: JsonObject) => void;
  /** Keys that `neighbour` puts into documented items of lists; a server may refuse or forget them. */
  readonly itemExtras?: readonly string[];
  /** A secret that `neighbour` adds and nobody may show: its text, a replacement, and the object without it. */
  readonly neighbourSecret?: {
    readonly text: string;
    readonly put: (record: JsonObject, text: string) => void;
    readonly takeAway: (record: JsonObject) => void;
  };
  /** The values that `neighbour` added, to compare them before and after. */
  readonly neighbours: (record: JsonObject) => unknown;
  /** Arguments for which an output of nothing counts as left out: they keep their live value. */
  readonly leftOut: readonly string[];
  /** Arguments that check refuses, by the problem; the failure must name the path. */
  readonly invalid: Readonly<Record<string, { readonly change: Props; readonly path: string }>>;
  /** Outputs that differ between created and adopted objects. */
  readonly ownOutputs: readonly string[];
  /** The expected requests before the DELETE. */
  readonly beforeDelete: readonly string[];
  /** The arguments that must differ between resources of the kind, such as the natural key. */
  readonly distinct: (index: number) => Props;
  /** Replaces every declared secret by the given text; left out if the kind has no secrets. */
  readonly withSecret?: (inputs: Props, secret: string) => Props;
  /** Arguments with which a deletion has to look at what would be deleted with the object. */
  readonly guarded?: Props;
  readonly documented: Documented;
  readonly random: RandomArguments;
}

/** The requests of a kind according to the documents, written without the provider's code. */
export interface Documented {
  /** The body for a program's arguments. Values that they leave open, such as a name, come from the body that was sent. */
  readonly body: (inputs: Props, sent: JsonObject) => Props;
  /** The keys of a body. */
  readonly keys: readonly string[];
  /** Overlays a body over the live object; by default key by key. */
  readonly over?: (live: Props, wanted: Props) => Props;
  /** Bodies that the documents show, with the arguments that they come from. */
  readonly examples?: Readonly<Record<string, { readonly inputs: Props; readonly body: object }>>;
}

/** How to generate arguments if the kind's schema is not enough. */
export interface RandomArguments {
  /** Generators of some arguments, which are then always present. Others follow the schema. */
  readonly fields?: Readonly<Record<string, fc.Arbitrary<unknown>>>;
  /** Makes arguments agree with each other. */
  readonly agreeing?: (inputs: Props) => Props;
  /** Makes arguments refer to objects of the seed, and leaves out those that cause further requests. */
  readonly living: (inputs: Props) => Props;
  /** Arguments that an update cannot change, besides those that replace. */
  readonly fixed?: readonly string[];
}

/** The lifecycle of a kind's objects: how they are created and deleted. */
export type Lifecycle = keyof typeof ways;

/** The methods by which each lifecycle creates and deletes an object. */
const ways = {
  /** An object of its own, updated by a full-object PUT. */
  fullObject: { making: "POST", deleting: "DELETE" },
  /** A part of another kind's object. */
  part: { making: "PUT", deleting: "PUT" },
  /** An object under another one's path. */
  child: { making: "POST", deleting: "DELETE" },
  /** The one object of an account. */
  singleton: { making: "PUT", deleting: "PUT" },
  /** An object of its own whose creation costs money. */
  purchase: { making: "POST", deleting: "DELETE" },
  /** An object that is in the account already. */
  found: { making: "PUT", deleting: "PUT" },
} as const;

export const lifecycles = Object.keys(ways) as readonly Lifecycle[];

export function lifecycleOf(kind: Kind): Lifecycle {
  const definition: ResourceDefinition = registry[kind];
  const { part, parent, singleton, found } = definition;
  if (singleton !== undefined) return "singleton";
  if (found !== undefined) return "found";
  // Free where the kind leaves it to the program.
  if (definition.chargeable?.({ free: true }) === true) return "purchase";
  return part !== undefined ? "part" : parent === undefined ? "fullObject" : "child";
}

/** Whether a program can take over a living object of a kind. */
export const canAdopt = (kind: Kind): boolean => Object.hasOwn(registry[kind].fields, "adopt");

/** Whether objects of a kind are made and deleted by requests of their own. */
export const isOwn = (kind: Kind): boolean => ways[lifecycleOf(kind)].making === "POST";

/** The collections in which the tests have objects of a kind whose paths are a program's, the second one for those that are replaced. */
export const openPath = "/voip/message-flow";
export const otherOpenPath = "/voip/mailbox-menu";

/** The definition of a kind, for the arguments of a resource if those say where it is. */
export function definitionOf(kind: Kind, inputs: Props = { path: openPath }): ResourceDefinition {
  const definition: ResourceDefinition = registry[kind];
  return definition.of?.(inputs) ?? definition;
}

/** Whether no command deletes objects of a kind, so that a deletion leaves them. */
export function remains(kind: Kind): boolean {
  const { remains: what }: ResourceDefinition = registry[kind];
  return what !== undefined;
}

/** The path of a kind's collection, or of its objects, with `*` for every uuid: what faults are matched by. */
export function pathOf(kind: Kind, of: "collection" | "item"): string {
  return definitionOf(kind).paths[of].replaceAll(/\{\w+\}/g, "*");
}

/** Whether a path is that of a kind's collection, or of one of its objects. */
export function isPathOf(kind: Kind, path: string): boolean {
  const [collection, item] = (["collection", "item"] as const).map((of) => pathOf(kind, of).replaceAll("*", "[^/]+"));
  return new RegExp(`^(${collection}|${item})$`).test(path);
}

/** The simulator's names of a kind: one, or the paths of collections that no document describes. */
export function simulatedAs(kind: Kind): readonly (KindName | typeof openPath | typeof otherOpenPath)[] {
  const definition: ResourceDefinition = registry[kind];
  if (definition.of !== undefined) return [openPath, otherOpenPath];
  const bare = (path: string) => path.replaceAll(/\{\w+\}/g, "{}");
  const names = Object.keys(KINDS) as KindName[];
  return names.filter((name) => bare(KINDS[name].path) === bare(definition.paths.collection));
}

/** Whether objects of a kind may be equal in all that is documented, so that only a uuid tells which one is meant. */
export function hasTwins(kind: Kind): boolean {
  const { hasTwins: may }: ResourceDefinition = registry[kind];
  return may === true;
}

export const waysOf = ({ kind }: Pick<Scenario, "kind">): (typeof ways)[Lifecycle] => ways[lifecycleOf(kind)];

/** The changes of a scenario for a replacement: the argument, and those that must change with it. */
export function replacing({ replacements }: Scenario, argument: string): Props {
  const value = replacements[argument];
  return typeof value === "object" && value !== null ? (value as Props) : { [argument]: value };
}

/** Whether any argument of a kind, or a part of one, is a secret. */
export function hasSecrets({ kind, inputs }: Scenario): boolean {
  const facts = Object.values<Field>(definitionOf(kind, inputs).fields).map((field) => field.facts);
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
