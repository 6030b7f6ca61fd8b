import type { CustomerArgs } from "../../lifecycle/arguments";
import { isRespelling } from "../../lifecycle/compare/spelling";
import { defineKind } from "../../lifecycle/defineKind";
import { local, option } from "../../lifecycle/fields/index";
import { shaped } from "../../lifecycle/fields/shaped";
import type { Finding, ResourceDefinition } from "../../lifecycle/kind";
import { asText, isBlank, isRecord, own, type Props, UNKNOWN } from "../../common/values";
import { bodyField } from "./bodyField";
import { sameContent } from "./content";
import { parseKeyPath, SecretPlaces } from "./keyPaths";
import { parentIn, pathFindings, pathsOf, refusedDeletion, typedAt, typedKinds } from "./places";
import { contentFindings } from "./rules";

/** What a program writes for an object that no kind of this package has. */
export interface ApiObjectArgs extends CustomerArgs {
  /**
   * The path of the collection, such as `/voip/message-flow`, in which the API lists, makes and has such objects. One that stands under another
   * object has that one's uuid in it: `/dom/dns-zone/<uuid>/records`. It never leads to customers, to a balance, or to a typed kind that costs
   * money, those of numbers among them. [as you have found it; only what every path looks like is documented]
   */
  path: string;
  /**
   * The path of one object, with `{uuid}` where its own uuid stands; `{path}/{uuid}` if left out, as every documented path is. It can be mended
   * later: the object stays the same. A 404 there means that the object is gone only if the list does not show it either.
   * [as you have found it]
   */
  itemPath?: string;
  /**
   * The content in the API's own words and shapes: `{ name: "Shop", flow: { … } }`. Each key that is written is managed, at any depth; what is
   * not written lives on. A list is managed as a whole, and its order means something; an item keeps what is not written in it if it has all
   * that a live one has, or stays at its place. A null is as good as nothing: to empty a field write `""`, `[]` or whatever the API takes. A whole number beyond
   * 2^53 is written as a text of its digits. What stands under a key that sounds like a password, a PIN or a token is kept secret.
   * [as you have found it]
   */
  body: Record<string, unknown>;
  /**
   * Where in the body further secrets stand, by their keys, `*` for each key of a map and each item of a list: `["auth.*.code"]`. They are encrypted in the
   * state and hidden in outputs, reports, logs and errors. One that names nothing in the body is refused. What is wrapped by `pulumi.secret` needs
   * none.
   */
  secrets?: string[];
  /**
   * The key of the body by whose value the API knows one object from all others of its collection, such as `name`: a creation refuses what has it
   * already, and `adopt: true` takes that over; two resources with the same value in one collection of an account are refused at preview. Left out,
   * objects may be equal in everything, and only the uuid tells which one is meant.
   */
  key?: string;
  /**
   * Says that making such an object costs nothing. Left out, it counts as a purchase, because no page says which commands cost money each time they are
   * run.
   */
  free?: boolean;
  /**
   * What answers show and the API does not take, by name, or by keys as in `summary.total`: it is left out of every PUT. The uuid, the dates and
   * a top-level balance never go back.
   */
  readOnly?: string[];
}

/** Wire names that never go back, whatever the object is: a top-level balance in a PUT could move money. */
const NEVER_SENT: readonly string[] = ["balance"];

const EXAMPLE = 'path: "/voip/message-flow"';

const text = shaped((z) => z.string().min(1, "must not be empty"));

const names = shaped((z) => z.array(text, { error: "must be a list of texts" }));

const none = new SecretPlaces([]);

/**
 * Any other object of the API, by its paths and its body. Nothing of it is documented here: the paths and the fields are yours, and so is what they
 * cost.
 */
const untold = defineKind<ApiObjectArgs>({
  kind: "ApiObject",
  documentation: "partial",
  scope: "customer",
  path: "/",
  inClear: { secrets: "It says where secrets stand, and holds none." },
  args: {
    path: local(text, { required: true, replaceOnChanges: true }),
    itemPath: local(text),
    body: bodyField(none, undefined, { readOnly: [] }),
    secrets: local(names),
    key: local(text),
    free: option(
      shaped((z) => z.boolean()),
      { createOnly: true },
    ),
    readOnly: option(names),
  },
  readOnly: NEVER_SENT,
});

/** The kind of all that no other one has. @param typed the other kinds, whose paths it leaves to them */
export function apiObject(typed: readonly ResourceDefinition[]): ResourceDefinition {
  const kind: ResourceDefinition = {
    ...untold,
    paths: pathsOf({}),
    goneBy: "list",
    chargeable: (inputs) => own(inputs, "free") !== true,
    rules: (inputs, _olds, { givenPaths }) => [
      ...pathFindings(inputs, typedKinds(typed, givenPaths)),
      ...contentFindings(inputs, untold.readOnly),
    ],
    refusesDeletion: (state, given) => refusedDeletion(state, typedKinds(typed, given)),
    referredAs: (state, given) => typedAt(state, typedKinds(typed, given)),
    warnings: { of: ["path", "itemPath"], say: (inputs) => hints(inputs, typed) },
    lookUp: { arguments: ["path", "itemPath", "secrets"], example: EXAMPLE, findings: (props) => lookUpFindings(props, typed) },
    explainCreate: ({ status }) =>
      status === 404 || status === 405 ? "Look whether `path` is where the API has such objects." : undefined,
    explainUpdate: ({ status }) =>
      status === 400 ? "If the API does not take a field that it shows, name it in readOnly of this resource." : undefined,
  };
  const whole: ResourceDefinition = { ...kind, of: (props) => definitionOf(whole, props) };
  return whole;
}

/** What the arguments of one resource say of its objects. */
function definitionOf({ hasTwins, ...kind }: ResourceDefinition, props: Props): ResourceDefinition {
  const body = own(props, "body");
  const paths = pathsOf(props);
  const readOnly = [...kind.readOnly, ...textsIn(own(props, "readOnly"))];
  const named = own(props, "secrets");
  const secrets = new SecretPlaces(textsIn(named).map(parseKeyPath));
  const isSecret = named !== undefined && !isListOfTexts(named);
  return {
    ...kind,
    paths,
    under: parentIn(paths.collection),
    fields: {
      ...kind.fields,
      body: bodyField(secrets, body, { readOnly, isSecret, unique: isSecret ? undefined : uniqueIn(props, secrets) }),
    },
    readOnly,
    known: namesIn(body),
    ...(keyOf(props) === undefined
      ? { ...(hasTwins && { hasTwins }), naturalKey: () => `an object${collectionOf(props)} with this content` }
      : byKey(props)),
  };
}

/** The names in a body, and those in the items of its lists. */
function namesIn(body: unknown): string[] {
  if (!isRecord(body)) return [];
  return Object.entries(body).flatMap(([key, value]) => {
    const items = Array.isArray(value) ? value.filter(isRecord) : [];
    return [key, ...items.flatMap((item) => Object.keys(item).map((inner) => `${key}.${inner}`))];
  });
}

function keyOf(props: Props): string | undefined {
  const key = own(props, "key");
  return typeof key === "string" && key !== "" && key !== UNKNOWN ? key : undefined;
}

/** The key whose value one object of the collection has alone. A secret is none: findings name the value. */
function uniqueIn(props: Props, secrets: SecretPlaces): { readonly key: string; readonly among: string } | undefined {
  const [key, path] = [keyOf(props), own(props, "path")];
  if (key === undefined || typeof path !== "string" || path === UNKNOWN || secrets.has([key])) return undefined;
  return { key, among: `${key} of ${path.toLowerCase()}` };
}

function collectionOf(props: Props): string {
  return ` of ${asText(own(props, "path"))}`;
}

/** What makes two objects the same if the program names a key: its value. */
function byKey(props: Props): Pick<ResourceDefinition, "looksAt" | "natural" | "naturalKey" | "respelled"> {
  const key = keyOf(props) ?? "";
  const wanted = (inputs: Props) => {
    const body = own(inputs, "body");
    return isRecord(body) ? own(body, key) : undefined;
  };
  return {
    looksAt: [key],
    natural: (live, inputs) => !isBlank(wanted(inputs)) && sameContent(own(live, key), wanted(inputs)),
    respelled: (live, inputs) =>
      !isBlank(wanted(inputs)) && isRespelling({ live: asText(own(live, key)), declared: asText(wanted(inputs)) }),
    naturalKey: (inputs) => `${key} ${JSON.stringify(wanted(inputs))}${collectionOf(inputs)}`,
  };
}

function hints(inputs: Props, typed: readonly ResourceDefinition[]): string[] {
  const kind = typedAt(inputs, typed);
  return kind === undefined || pathFindings(inputs, typed).length > 0
    ? []
    : [
        `${asText(own(inputs, "path"))} is the path of ${kind}, which knows its fields and checks them: use that kind, unless it lacks what you need.`,
      ];
}

/** What a look-up has to be given, because no check runs before it. */
function lookUpFindings(props: Props, typed: readonly ResourceDefinition[]): Finding[] {
  const isGiven = typeof own(props, "path") === "string";
  const missing = { path: "path", reason: `must be the path of the collection: ApiObject.get(name, uuid, { ${EXAMPLE} })` };
  return isGiven ? pathFindings(props, typed) : [missing];
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
