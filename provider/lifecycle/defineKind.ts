import type { z } from "zod";
import type { Client, JsonObject } from "../client/index";
import type { Settings } from "../settings/settings";
import { generatedOutputs, type Generated, inClear, sentBackOf, wiresNotSentBack, withSentBack } from "./fields/secret";
import { local, option } from "./fields/index";
import { shaped } from "./fields/shaped";
import { adoptShape, customerShape } from "./fields/shapes";
import type {
  Command,
  Field,
  Finding,
  Found,
  KindLookup,
  Part,
  Refusal,
  Rejection,
  ResourceDefinition,
  Rotation,
  Schema,
  Scope,
  Singleton,
  Assigned,
  Warnings,
} from "./kind";
import { recordedOf } from "./kind";
import { elsewhere } from "./compare/elsewhere";
import { sameness } from "./compare/sameness";
import { refuseInClear } from "./secrets/inClear";
import { rotationFindings, rotationOf } from "./secrets/rotation";
import { given, isBlank, own, type Props } from "../common/values";

/** Arguments that every kind has, and that are written for none. */
type Common = "customer" | "adopt" | "additional" | "seed";

/** A field for each argument; required if the argument is. */
export type FieldsOf<Args> = {
  readonly [Name in Exclude<keyof Args, Common>]-?: Field<undefined extends Args[Name] ? false : true>;
};

/** Rules of the kind's own about inputs, before anything is sent. */
export interface Checks {
  /** Rules between arguments. Unknown values never cause a finding. */
  rules?(inputs: Props, olds: Props | undefined, others: KindLookup): Finding[];
  /** Errors that can only be seen with the live object at hand. */
  rulesWithLive?(live: JsonObject, inputs: Props, state: Props): Finding[];
  readonly warnings?: Warnings;
}

/** What refusals of the API probably mean, and what to do. */
export interface Explanations {
  readonly create?: (rejection: Rejection) => string | undefined;
  readonly update?: (refusal: Refusal) => string | undefined;
  readonly delete?: (status: number, state: Props) => string | undefined;
  /** What a creation may mean of which nobody knows the end, and what to look at. */
  readonly unknownEnd?: string;
}

/** For kinds whose objects bear signs of their resource, such as uuids that the provider chooses. */
export interface Identity {
  /** Wire names that `ours` and `natural` look at. */
  readonly looksAt: readonly string[];
  ours?(live: JsonObject, inputs: Props): boolean;
  madeBy?(live: JsonObject, inputs: Props): boolean;
  distinct?(inputs: Props, before: readonly JsonObject[]): Props;
  identify?(inputs: Props, state: Props): Props;
  following?(state: Props): Readonly<Record<string, Props>>;
  adopting?(live: JsonObject, inputs: Props): Props;
  naming?(live: JsonObject, titleOf: (uuid: string) => string | undefined): Props;
}

/** Where a kind's life differs from that of an object which is read, made, put as a whole and deleted. */
export interface Life {
  complete?(inputs: Props): Props;
  computed?(live: JsonObject, declared: Props, state: Props): Props;
  readonly resolve?: ResourceDefinition["resolve"];
  commands?(inputs: Props, settings: Settings): Command[];
  beforeDelete?(scope: Scope, state: Props): Promise<void>;
  learn?(client: Client, id: string, live: JsonObject): void;
}

/** For kinds that fill a part of another kind's object, and for those that leave a part to them. */
export interface Parts {
  /** Set if the kind has no object of its own. */
  readonly part?: Part;
  readonly fieldsOfOtherKinds?: readonly Field[];
  vacant?(inputs: Props): Props;
  fillsParts?(inputs: Props): boolean;
}

/** A kind, written like the vendor's page. A plain one needs no more than what stands before `check`. */
export interface Kind<Args> {
  readonly kind: string;
  /** How well the vendor documents it. */
  readonly documentation: ResourceDefinition["documentation"];
  readonly scope: ResourceDefinition["scope"];
  /** The path of the collection; an object's own path adds its uuid. A place such as `{trunk}` is filled by the argument of that name, a `parent`. */
  readonly path: string;
  /**
   * What of the path no source shows: `"collection"` if nobody has seen any of it, `"item"` if only the object's own path is inferred. A 404
   * there proves nothing by itself, and `yay:paths` can give another path.
   */
  readonly guessedPath?: ResourceDefinition["guessedPath"];
  readonly args: FieldsOf<Args>;
  /** Why everybody may read an argument that is named like a secret, by its name. */
  readonly inClear?: { readonly [Name in keyof Args]?: string };
  /** The argument that the documents call unique. Left out, objects may have twins, and only a uuid tells which one is meant. */
  readonly key?: Exclude<keyof Args, Common> & string;
  /** What the API makes and shows. */
  readonly outputs?: Readonly<Record<string, Generated>>;
  /** Documented wire names that no argument manages: they go back as they live. */
  readonly unmanaged?: readonly string[];
  /** Wire names that the API sets and does not accept, beside uuid, created_on and updated_on. */
  readonly readOnly?: readonly string[];
  /**
   * Documented wire names that no argument manages and that perhaps no body may have, because the API alone sets them: they go back as they live, as
   * those of `unmanaged` do, and a refusal with 400 names them and the setting that leaves them out. See `ifLeftOut`.
   */
  readonly mayBeReadOnly?: readonly string[];
  /** The argument whose value the provider or the API chooses if the program asks for it. */
  readonly assigned?: Assigned;
  /** Set if a creation costs money. Without a key the program can say `additional`. */
  readonly chargeable?: true;
  /** Set if no command deletes an object: a sentence about what stays and what it costs on. */
  readonly remains?: string;
  readonly listsMore?: ResourceDefinition["listsMore"];
  /** Set if a read may show less than the answer to a write. */
  readonly readBack?: true;
  /** Outputs that a program can read beside arguments and `outputs`. */
  readonly computedOutputs?: readonly string[];
  readonly check?: Checks;
  readonly explain?: Explanations;
  readonly identity?: Identity;
  readonly life?: Life;
  readonly parts?: Parts;
  /** Set if each account has exactly one object, at the path itself, that is neither made nor deleted. */
  readonly singleton?: Singleton;
  /** Set if answers of the customer show the objects, too, as they show addresses: no write of it may come between the two of an update. */
  readonly shownBy?: ResourceDefinition["shownBy"];
  /** Set if the objects are in the account already, and a resource finds its own by `key`. */
  readonly found?: Found;
}

type Fields = Readonly<Record<string, Field>>;

const yesOrNo = shaped((z) => z.boolean());
const anyText = shaped((z) => z.string());

const READ_ONLY: readonly string[] = ["uuid", "created_on", "updated_on"];

/** Makes the definition of a kind: everything that follows from its page. */
export function defineKind<Args extends object>(kind: Kind<Args>): ResourceDefinition {
  const { scope, path, outputs = {}, check, explain, identity, life, parts } = kind;
  const own = kind.args as Fields;
  const fields = withCommon(kind, own);
  refuseInClear(kind.kind, own, kind.inClear ?? {});
  const rotation = rotationIn(kind, own);
  const secretOutputs = Object.entries(outputs).flatMap(([name, { isSecret }]) => (isSecret ? [name] : []));
  const sentBack = sentBackOf(outputs);
  return {
    kind: kind.kind,
    documentation: kind.documentation,
    scope,
    paths: { collection: path, item: kind.singleton === undefined ? `${path}/{uuid}` : path },
    ...(kind.guessedPath && { guessedPath: kind.guessedPath }),
    ...parentOf(kind.kind, path, own),
    ...(kind.singleton && { singleton: kind.singleton }),
    ...(kind.shownBy && { shownBy: kind.shownBy }),
    ...(kind.found && { found: kind.found }),
    ...(kind.chargeable && { chargeable: () => true }),
    ...given({ remains: kind.remains, readBack: kind.readBack, listsMore: kind.listsMore }),
    ...(kind.readBack && { adopting: (live: JsonObject, inputs: Props) => notShownIn(fields, live, inputs) }),
    schema: schemaOf(fields),
    fields,
    outputs: [...outputsAmong(fields), ...Object.keys(outputs), ...(kind.computedOutputs ?? [])],
    secretOutputs,
    ...(kind.outputs && { shownOutputs: inClear(outputs), sentBack }),
    readOnly: [...READ_ONLY, ...wiresNotSentBack(outputs), ...(kind.readOnly ?? [])],
    known: [...new Set([...knownAmong(fields), ...Object.values(sentBack), ...notArguments(kind)])],
    ...(kind.mayBeReadOnly && { mayBeReadOnly: kind.mayBeReadOnly }),
    ...(kind.assigned && { assigned: kind.assigned }),
    ...sameness(kind, fields),
    ...(rotation && { rotation }),
    ...given({
      ...check,
      ...rulesOf(check, rotation),
      ...foundRules(kind, fields),
      explainCreate: explain?.create,
      explainUpdate: explain?.update,
      explainDelete: explain?.delete,
      explainUnknownEnd: explain?.unknownEnd,
    }),
    ...given({ ...identity, ...life, ...parts, fieldsOfOtherKinds: withSentBack(parts?.fieldsOfOtherKinds, outputs) }),
    computed: (live, declared, state) => ({
      ...recordsOf(fields, live, { declared, state }),
      ...generatedOutputs(outputs, live, state),
      ...life?.computed?.(live, declared, state),
    }),
  };
}

/** The fields of a kind with those that every kind of its sort has. */
function withCommon<Args>({ scope, singleton, found, chargeable, key }: Kind<Args>, own: Fields): Fields {
  return {
    ...(scope === "customer" && {
      customer: local(customerShape, { replaceOnChanges: true, leftOut: "for the own account", refersTo: ["SubReseller"] }),
    }),
    ...own,
    ...(singleton === undefined && found === undefined && { adopt: option(adoptShape, { createOnly: true }) }),
    ...(chargeable && key === undefined && { additional: option(yesOrNo, { createOnly: true }) }),
    seed: option(anyText, { createOnly: true }),
  };
}

/** How the secret of a kind is made anew, if one of its arguments asks for that. */
function rotationIn<Args>({ kind, singleton, parts }: Kind<Args>, own: Fields): Rotation | undefined {
  const rotation = rotationOf(kind, own);
  if (rotation !== undefined && (singleton ?? parts?.part) !== undefined)
    throw new Error(`${kind}: only the secret of an object of its own can be rotated.`);
  return rotation;
}

/** The argument that fills the place of the path. */
function parentOf(kind: string, path: string, fields: Fields): Pick<ResourceDefinition, "parent"> {
  const parents = Object.keys(fields).filter((name) => fields[name]?.facts.isParent === true);
  const places = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name = ""]) => name);
  const [parent] = parents;
  if (parents.length > 1 || parents.join() !== places.join())
    throw new Error(`${kind}: the path ${path} needs one argument made by parent() for its place, of the same name.`);
  return parent === undefined ? {} : { parent };
}

/** The rules of the kind's own, and that a secret is not both declared and made. */
function rulesOf(check: Checks | undefined, rotation: Rotation | undefined): Pick<Checks, "rules"> {
  if (rotation === undefined) return {};
  return {
    rules: (inputs, olds, others) => [...(check?.rules?.(inputs, olds, others) ?? []), ...rotationFindings({ rotation }, inputs)],
  };
}

/** What the documents have of a kind, and no argument manages. */
function notArguments<Args extends object>({ unmanaged = [], mayBeReadOnly = [] }: Kind<Args>): readonly string[] {
  return [...unmanaged, ...mayBeReadOnly];
}

/** The record that an answer does not show some of the declared values, as if they had been written. */
function notShownIn(fields: Fields, live: JsonObject, inputs: Props): Props {
  const hidden = Object.entries(fields).filter(
    ([name, field]) =>
      field.facts.wire !== undefined && !isBlank(own(inputs, name)) && field.decode(live, recordedOf(name, {})) === undefined,
  );
  return hidden.length === 0 ? {} : { notShown: hidden.map(([name]) => name) };
}

function schemaOf(fields: Fields): Schema {
  return shaped((z) => {
    const shapes = Object.entries(fields).map(([name, { shape, isRequired }]) => {
      const inner = shape as z.ZodType;
      return [name, isRequired ? inner : inner.optional()] as const;
    });
    return z.strictObject({ ...Object.fromEntries(shapes), __provider: z.unknown().optional() });
  });
}

function outputsAmong(fields: Fields): string[] {
  return Object.entries(fields).flatMap(([name, { facts }]) => (facts.isOption === true ? [] : [name]));
}

function knownAmong(fields: Fields): string[] {
  return Object.values(fields).flatMap(({ facts: { wire, readFrom = [] }, known = [] }) =>
    wire === undefined ? readFrom : [wire, ...known.map((inner) => `${wire}.${inner}`)],
  );
}

/** What only the live object shows of a kind whose objects are found: that its references point elsewhere. */
function foundRules<Args>({ key, found, check }: Kind<Args>, fields: Fields): Pick<ResourceDefinition, "rulesWithLive"> {
  if (found === undefined) return {};
  return {
    rulesWithLive: (live, inputs, state) => [
      ...elsewhere({ fields, key: key ?? "", found }, { live, inputs, state }),
      ...(check?.rulesWithLive?.(live, inputs, state) ?? []),
    ],
  };
}

/** What fields record beside their values. */
function recordsOf(fields: Fields, live: JsonObject, { declared, state }: { declared: Props; state: Props }): Props {
  const all = Object.entries(fields).flatMap(([name, { records }]) => {
    const value = records?.of(live, own(declared, name), recordedOf(name, state));
    return records === undefined || value === undefined ? [] : [[records.output, value] as const];
  });
  return Object.fromEntries(all);
}
