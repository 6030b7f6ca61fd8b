import type * as pulumi from "@pulumi/pulumi";
import type { Path } from "../../lifecycle/secrets/confidential";
import type { Staged } from "./stageFiles";
import type { Arguments } from "./ignoredInVain";
import type { Inputs } from "./inputs";
import type { Judged } from "./declaredResources";
import type { Place } from "./marks";
import type { YayResource } from "./yayResource";

/** What a class adds to its kind's definition on the program's side. */
export interface ClassFacts<Args> {
  /** Set if another class of this package makes it: its arguments are no program's. */
  readonly internal?: true;
  /** The outputs that a program can read. */
  readonly outputs: readonly string[];
  /** Those of them that are secrets whatever their inputs are. */
  readonly secretOutputs?: readonly string[];
  /** What a look-up needs beside the id and the customer, such as the uuid of what the object stands under. */
  readonly lookUp?: readonly string[];
  /** Set if each account has exactly one object: the id of a customer's, which a look-up is not given. */
  readonly idOfCustomer?: ((customer: unknown) => string) | undefined;
  /** What is known of the kind, for what resources say of each other. Left out: nothing. */
  readonly definition?: Judged;
  /** The arguments, for what is said of paths in options. Left out: none is known. */
  readonly arguments?: Arguments;
  /** Whether the class keeps what stands at a path of the arguments secret by itself. */
  readonly isSecret?: (path: Path, args: Inputs<Args>) => boolean;
  /** The arguments with their files staged for the host. Left out: none is a file. */
  readonly stageFiles?: (args: Inputs<Args>) => Staged<Inputs<Args>>;
  /** The properties as the engine gets them, such as secrets wrapped and lists by name. */
  readonly properties?: (args: Inputs<Args>) => Record<string, unknown>;
  /** How an output that only repeats an argument in a preview is to be read there. */
  readonly views?: Readonly<Record<string, (value: unknown) => unknown>>;
  /** Outputs of which the state records a part alone, made whole when a program reads them. */
  readonly completed?: Readonly<Record<string, (output: (name: string) => unknown, args: Inputs<Args>) => pulumi.Output<unknown>>>;
  /** Where an argument stands among the properties, of those that stand elsewhere there. */
  readonly placeOf?: (args: Inputs<Args>) => Place;
  /** Called for each resource that a program declares, with its arguments. */
  readonly declared?: (resource: YayResource, args: Inputs<Args>) => void;
  /** Sentences for the person who runs the program; `given` has the arguments as they were written. */
  readonly warnings?: (args: Inputs<Args>, given: object) => pulumi.Output<string[]>;
}
