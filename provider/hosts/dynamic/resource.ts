import * as pulumi from "@pulumi/pulumi";
import type { Hide } from "../../client/hide";
import { printable } from "../../client/redact";
import type { Kind, RecordKind } from "../../kinds/registry";
import type { Id } from "../../common/id";
import { once } from "../../common/lazily";
import type { Path } from "../../lifecycle/secrets/confidential";
import type { Brought } from "./brought";
import { withNothingMarked } from "./given";
import { refuseIgnored } from "./ignored";
import type { Arguments } from "./ignoredInVain";
import type { Inputs, Outputs } from "./inputs";
import { idOf } from "./lookedUp";
import { confidentialInput, hideOf, marksIn, type Place, refuseOutput } from "./marks";
import { registerLeanly } from "./leanRequest";
import type { Judged } from "./madeHere";
import { noteOneFrame } from "./position";
import { spareTraces } from "./spareTraces";
import { providerText } from "./providerText";
import { refuseUnreachable } from "./reachable";

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
  /** The arguments with their files brought to the host. Left out: none is a file. */
  readonly brought?: (args: Inputs<Args>) => Brought<Inputs<Args>>;
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

/** A resource of this package: its id is the uuid of the live object. `K` is the kind that its uuid is of. */
export class YayResource<K extends string = string> extends pulumi.CustomResource {
  constructor(...args: ConstructorParameters<typeof pulumi.CustomResource>) {
    spareTraces();
    registerLeanly();
    const done = noteOneFrame(new.target);
    try {
      super(...args);
    } finally {
      done();
    }
  }

  /** The uuid of the live object. It is known in previews, also while the object is about to be updated. */
  get uuid(): pulumi.Output<Id<K>> {
    return this.id;
  }
}

/** A component of this package. */
export class YayComponent extends pulumi.ComponentResource {
  constructor(...args: ConstructorParameters<typeof pulumi.ComponentResource>) {
    spareTraces();
    registerLeanly();
    const done = noteOneFrame(new.target);
    try {
      super(...args);
    } finally {
      done();
    }
  }
}

/** What a look-up by id needs beside the id: whose object it is. */
export interface GetArgs {
  /** The uuid of the customer; left out, the object belongs to the caller's own account. Written without a value, it is refused. */
  readonly customer?: pulumi.Input<Id<"SubReseller">>;
}

/** The constructor of a kind, with its typed arguments and outputs. */
type Constructor<Args, State, K extends string> = new (
  name: string,
  args: Inputs<Args>,
  opts?: pulumi.CustomResourceOptions,
) => YayResource<K> & Outputs<State>;

/** The class of a kind whose look-ups need more than an id: what the object stands under, or where it is. */
export interface ChildClass<Args, State, Parent extends keyof Args, K extends string> extends Constructor<Args, State, K> {
  /** Looks a living object up by its uuid and where it is, without managing it, in previews too. */
  get<T>(
    this: new (name: string, args: Inputs<Args>, opts?: pulumi.CustomResourceOptions) => T,
    name: string,
    id: pulumi.Input<string>,
    args: GetArgs & Pick<Inputs<Args>, Parent>,
    opts?: pulumi.CustomResourceOptions,
  ): T;
}

/** The class of a kind of which each account has exactly one object. */
export interface SingletonClass<Args, State, K extends string> extends Constructor<Args, State, K> {
  /** Looks up the one of a customer, or of the own account, without managing it, in previews too. */
  get<T>(
    this: new (name: string, args: Inputs<Args>, opts?: pulumi.CustomResourceOptions) => T,
    name: string,
    args?: GetArgs,
    opts?: pulumi.CustomResourceOptions,
  ): T;
}

/** The class of a kind, with its typed arguments and outputs. */
export interface ResourceClass<Args, State, K extends string> extends Constructor<Args, State, K> {
  /**
   * Looks a living object up by its uuid, without managing it, in previews too. The run fails if the id has no value or is no uuid, where
   * no such object lives (for a call flow: in the account of `customer`, or in the own one), and if credentials are missing. In a
   * `pulumi refresh` an object that was looked up and does not live any more just leaves the state.
   */
  get<T>(
    this: new (name: string, args: Inputs<Args>, opts?: pulumi.CustomResourceOptions) => T,
    name: string,
    id: pulumi.Input<string>,
    args?: GetArgs,
    opts?: pulumi.CustomResourceOptions,
  ): T;
}

/**
 * Makes the class of a kind. The provider text in its properties is all that ties it to the handlers.
 * @param factsOf called when a program first uses the class: most programs use few of all kinds.
 */
export function dynamicResource<Args extends object, State, K extends string>(
  kind: Kind | RecordKind,
  factsOf: () => ClassFacts<Args>,
): ResourceClass<Args, State, K> {
  const type = `pulumi-nodejs:dynamic/yay:${kind}`;
  const known = once(factsOf);
  class Dynamic extends YayResource {
    constructor(name: string, given: Inputs<Args> | undefined, opts: pulumi.CustomResourceOptions = {}) {
      const facts = known();
      refuseOutput(`${kind} ${JSON.stringify(name)}`, given);
      const written = { name, args: given ?? {} };
      if (facts.definition !== undefined && opts.id === undefined) madeHere().refuseMisplaced(facts.definition, written);
      const { args, drop } = taken(facts, given ?? ({} as Inputs<Args>));
      if (opts.import !== undefined) importOption().refuseImport(kind, facts.arguments);
      refuseUnreachable();
      const declared = Object.fromEntries(facts.outputs.map((output) => [output, undefined]));
      const looksUp = opts.id !== undefined;
      const marks = marksIn(args);
      const placeOf = (looksUp ? undefined : facts.placeOf?.(args)) ?? ((path) => path);
      const confidential = confidentialInput(marks, { placeOf, isSecretAnyway: (path) => facts.isSecret?.(path, args) ?? false });
      const own = looksUp
        ? asked(args, facts.lookUp)
        : { ...(facts.properties?.(args) ?? args), seed: seedOf(pulumi.createUrn(name, type, opts.parent)) };
      const declarable = facts.arguments ?? { names: [], schema: undefined, forms: {} };
      const ignoring = { kind, name, paths: opts.ignoreChanges ?? [], args, properties: own, forms: declarable.forms };
      refuseIgnored(ignoring);
      const wanted = { kind, name, places: placesIn(args, facts.lookUp) };
      const options = optionsOf(opts, facts.secretOutputs ?? [], opts.id === undefined ? undefined : idOf({ ...wanted, id: opts.id }));
      super(type, name, { ...declared, ...own, ...(confidential && { confidential }), __provider: providerText(kind) }, options);
      if (drop !== undefined) this.urn.apply(drop);
      if (facts.definition !== undefined) madeHere().noteMade(this, facts.definition, written);
      view(this, facts.views ?? {});
      complete(this, facts.completed ?? {}, args);
      if (looksUp) return;
      announce(facts, this, { kind, name, args, given: given ?? {}, ignoreChanges: ignoring.paths });
      this.#warn(facts.warnings?.(args, written.args), hideOf(marks, args));
      if (ignoring.paths.length > 0) this.#warn(ignoredInVain().ignoredWarnings(ignoring, declarable), hideOf(marks, args));
    }

    static get(name: string, ...given: LookedUp): unknown {
      const { idOfCustomer } = known();
      const [id, args = {}, opts = {}] = idOfCustomer === undefined ? given : ofAccount(idOfCustomer, given);
      return Reflect.construct(this, [name, args, { ...opts, id: id ?? "" }]);
    }

    /**
     * Not before the engine has answered for the resource: it waits for that anyway, and what still waits when the engine is killed is printed
     * into the closed pipe, which the SDK reports by printing again, for ever.
     */
    #warn(warnings: pulumi.Output<string[]> | undefined, hiding: Promise<Hide>): void {
      warnings?.apply((texts) =>
        texts.length === 0
          ? []
          : this.urn.apply(async () => {
              const hide = await hiding;
              return Promise.all(texts.map((text) => pulumi.log.warn(printable(hide(text)), this)));
            }),
      );
    }
  }
  return Dynamic as unknown as ResourceClass<Args, State, K>;
}

/** Lets outputs read in a preview as they will. */
function view(resource: YayResource, views: NonNullable<ClassFacts<never>["views"]>): void {
  for (const [name, viewed] of Object.entries(views))
    Reflect.set(resource, name, (Reflect.get(resource, name) as pulumi.Output<unknown>).apply(viewed));
}

/** Makes outputs whole of which a part is recorded, when somebody reads them. */
function complete<Args>(resource: YayResource, completed: NonNullable<ClassFacts<Args>["completed"]>, args: Inputs<Args>): void {
  for (const [name, make] of Object.entries(completed)) {
    const recorded: unknown = Reflect.get(resource, name);
    const output = (other: string): unknown => (other === name ? recorded : Reflect.get(resource, other));
    Object.defineProperty(resource, name, { get: once(() => make(output, args)), enumerable: true, configurable: true });
  }
}

const ignoredInVain = () => require("./ignoredInVain") as typeof import("./ignoredInVain");

const importOption = () => require("./importOption") as typeof import("./importOption");

const madeHere = () => require("./madeHere") as typeof import("./madeHere");

const callFindings = () => require("./callFindings") as typeof import("./callFindings");

interface Announced<Args> {
  readonly kind: string;
  readonly name: string;
  readonly args: Inputs<Args>;
  /** The arguments as the program wrote them. */
  readonly given: object;
  readonly ignoreChanges: readonly string[];
}

/** Tells what looks at all resources of a program about one more. */
function announce<Args>(facts: ClassFacts<Args>, resource: YayResource, { given, ...one }: Announced<Args>): void {
  facts.declared?.(resource, one.args);
  const isSecret = (path: Path): boolean => facts.isSecret?.(path, one.args) ?? false;
  if (pulumi.runtime.isDryRun()) callFindings().noteForCalls({ ...one, resource, args: given, isSecret });
}

/** Whose an object is, and what else tells where it is. */
function placesIn(args: object, lookUp: readonly string[] = []): unknown[] {
  return ["customer", ...lookUp].map((argument): unknown => Reflect.get(args, argument));
}

/** The arguments with their files brought to the host, and with signs where an output resolves to nothing. */
function taken<Args extends object>(
  { brought, internal }: ClassFacts<Args>,
  given: Inputs<Args>,
): Partial<Brought<unknown>> & { args: Inputs<Args> } {
  const { args, ...rest } = brought?.(given) ?? { args: given };
  return { ...rest, args: internal === true ? args : withNothingMarked(args) };
}

/** What a look-up is given after the name: the id, its arguments and its options. */
type LookedUp = [id?: unknown, args?: object, opts?: object];

/** The same for the one object of an account, whose id follows from the arguments. */
function ofAccount(idOf: (customer: unknown) => string, given: LookedUp): LookedUp {
  const [args = {}, opts] = given as [GetArgs?, object?];
  const { customer } = args;
  const isHere = customer === undefined || typeof customer === "string";
  return [isHere ? idOf(customer) : pulumi.output(customer).apply(idOf), args, opts ?? {}];
}

function optionsOf(
  opts: pulumi.CustomResourceOptions,
  secretOutputs: readonly string[],
  id: pulumi.Input<string> | undefined,
): pulumi.CustomResourceOptions {
  const additionalSecretOutputs = [...(opts.additionalSecretOutputs ?? []), ...secretOutputs];
  return {
    ...opts,
    ...(id !== undefined && { id }),
    ...(additionalSecretOutputs.length > 0 && { additionalSecretOutputs }),
  };
}

/** Of what a look-up is given the handler has to see nothing but this: anything else would look as if it had been read before. */
function asked(args: object, places: readonly string[] = []): object {
  return Object.fromEntries(Object.entries(args).filter(([name]) => name === "customer" || places.includes(name)));
}

/**
 * The URN without the resources that it comes from. An input that depends on a component depends on each of its children, so two children
 * of one component would wait for each other for ever.
 */
function seedOf(urn: pulumi.Output<string>): pulumi.Output<string> {
  return pulumi.output(new Promise<string>((resolve) => void urn.apply(resolve)));
}
