import * as pulumi from "@pulumi/pulumi";
import type { Hide } from "../../client/hide";
import { printable } from "../../client/redact";
import type { Kind, RecordKind } from "../../kinds/registry";
import { once } from "../../common/lazily";
import type { Path } from "../../lifecycle/secrets/confidential";
import type { Staged } from "./stageFiles";
import type { ClassFacts } from "./classFacts";
import { withNothingMarked } from "./given";
import { type Ignoring, refuseIgnored } from "./ignored";
import type { Arguments } from "./ignoredInVain";
import type { Inputs } from "./inputs";
import { idOf } from "./lookedUp";
import { confidentialInput, hideOf, type Mark, marksIn, refuseOutput } from "./marks";
import { providerText } from "./providerText";
import { refuseUnreachable } from "./reachable";
import type { YayResource } from "./yayResource";

const ignoredInVain = () => require("./ignoredInVain") as typeof import("./ignoredInVain");

const importOption = () => require("./importOption") as typeof import("./importOption");

const declaredResources = () => require("./declaredResources") as typeof import("./declaredResources");

const callFindings = () => require("./callFindings") as typeof import("./callFindings");

/** A resource as a program writes it. */
export interface Wanted<Args> {
  readonly kind: Kind | RecordKind;
  readonly type: string;
  readonly name: string;
  readonly given: Inputs<Args> | undefined;
  readonly opts: pulumi.CustomResourceOptions;
}

/** A resource as the engine gets it, with what is said of it once it is registered. */
export interface Prepared<Args> {
  readonly properties: Record<string, unknown>;
  readonly options: pulumi.CustomResourceOptions;
  /** Whether it is looked up, and not managed. */
  readonly looksUp: boolean;
  /** The arguments with their files staged for the host. */
  readonly args: Inputs<Args>;
  /** The arguments as the program wrote them. */
  readonly written: { readonly name: string; readonly args: object };
  readonly marks: Promise<Mark[]> | undefined;
  readonly ignoring: Ignoring;
  readonly declarable: Arguments;
  readonly drop: (() => void) | undefined;
}

/** What is registered for a resource. Throws for what a program cannot mean, before the engine knows of the resource. */
export function prepared<Args extends object>(facts: ClassFacts<Args>, { kind, type, name, given, opts }: Wanted<Args>): Prepared<Args> {
  refuseOutput(`${kind} ${JSON.stringify(name)}`, given);
  const written = { name, args: given ?? {} };
  const looksUp = opts.id !== undefined;
  if (facts.definition !== undefined && !looksUp) declaredResources().refuseMisplaced(facts.definition, written);
  const { args, drop } = taken(facts, given ?? ({} as Inputs<Args>));
  if (opts.import !== undefined) importOption().refuseImport(kind, facts.arguments);
  refuseUnreachable();
  const outputs = Object.fromEntries(facts.outputs.map((output) => [output, undefined]));
  const marks = marksIn(args);
  const placeOf = (looksUp ? undefined : facts.placeOf?.(args)) ?? ((path) => path);
  const confidential = confidentialInput(marks, { placeOf, isSecretAnyway: (path) => facts.isSecret?.(path, args) ?? false });
  const own = looksUp
    ? asked(args, facts.lookUp)
    : { ...(facts.properties?.(args) ?? args), seed: seedOf(pulumi.createUrn(name, type, opts.parent)) };
  const declarable = facts.arguments ?? { names: [], schema: undefined, forms: {} };
  const ignoring = { kind, name, paths: opts.ignoreChanges ?? [], args, properties: own, forms: declarable.forms };
  refuseIgnored(ignoring);
  const id = opts.id === undefined ? undefined : idOf({ kind, name, places: placesIn(args, facts.lookUp), id: opts.id });
  const properties = { ...outputs, ...own, ...(confidential && { confidential }), __provider: providerText(kind) };
  return { properties, options: optionsOf(opts, facts.secretOutputs ?? [], id), looksUp, args, written, marks, ignoring, declarable, drop };
}

/** Call it once a resource is registered: makes its outputs read as they will, tells of it what looks at all of them, and warns. */
export function registered<Args>(resource: YayResource, facts: ClassFacts<Args>, one: Prepared<Args>): void {
  const { args, written, marks, ignoring } = one;
  if (one.drop !== undefined) resource.urn.apply(one.drop);
  if (facts.definition !== undefined) declaredResources().recordDeclared(resource, facts.definition, written);
  view(resource, facts.views ?? {});
  complete(resource, facts.completed ?? {}, args);
  if (one.looksUp) return;
  announce(facts, resource, one);
  warn(resource, facts.warnings?.(args, written.args), hideOf(marks, args));
  if (ignoring.paths.length > 0) warn(resource, ignoredInVain().ignoredWarnings(ignoring, one.declarable), hideOf(marks, args));
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

/** Tells what looks at all resources of a program about one more. */
function announce<Args>(
  facts: ClassFacts<Args>,
  resource: YayResource,
  { written, args, ignoring: { kind, paths } }: Prepared<Args>,
): void {
  facts.declared?.(resource, args);
  const isSecret = (path: Path): boolean => facts.isSecret?.(path, args) ?? false;
  if (pulumi.runtime.isDryRun()) callFindings().noteForCalls({ kind, ...written, ignoreChanges: paths, resource, isSecret });
}

/**
 * Not before the engine has answered for the resource: it waits for that anyway, and what still waits when the engine is killed is printed
 * into the closed pipe, which the SDK reports by printing again, for ever.
 */
function warn(resource: YayResource, warnings: pulumi.Output<string[]> | undefined, hiding: Promise<Hide>): void {
  warnings?.apply((texts) =>
    texts.length === 0
      ? []
      : resource.urn.apply(async () => {
          const hide = await hiding;
          return Promise.all(texts.map((text) => pulumi.log.warn(printable(hide(text)), resource)));
        }),
  );
}

/** Whose an object is, and what else tells where it is. */
function placesIn(args: object, lookUp: readonly string[] = []): unknown[] {
  return ["customer", ...lookUp].map((argument): unknown => Reflect.get(args, argument));
}

/** The arguments with their files staged for the host, and with signs where an output resolves to nothing. */
function taken<Args extends object>(
  { stageFiles, internal }: ClassFacts<Args>,
  given: Inputs<Args>,
): Partial<Staged<unknown>> & { args: Inputs<Args> } {
  const { args, ...rest } = stageFiles?.(given) ?? { args: given };
  return { ...rest, args: internal === true ? args : withNothingMarked(args) };
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
