import { type Kind, registry } from "../../provider/kinds/registry";
import type { ResourceDefinition } from "../../provider/lifecycle/kind";
import type { Props } from "../../provider/common/values";
import { acme, customers, globex } from "./account";
import type { Seed } from "../../provider/simulator/index";
import { type Drift, renamed, type Scenario, without } from "./scenario";

/** What a person writes of a plain kind from the documents alone. */
export interface PlainKind<Inputs extends Props> {
  readonly kind: Kind;
  /** The documents' name of each argument that goes over the wire. */
  readonly wire: Readonly<Record<string, string>>;
  /** The same of the keys of what an argument holds: an object, or a list of them. */
  readonly within?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Documented names that no argument manages. */
  readonly unmanaged?: readonly string[];
  /** A value for every argument. */
  readonly inputs: Inputs;
  /** Another value for every argument, which the portal may set, too. */
  readonly changes: Props;
  /** Arguments that are left out as well by an output of nothing. */
  readonly leftOut: readonly string[];
  /** The one of two arguments that perhaps exclude each other that a program leaves out where they do. */
  readonly excluded?: NoInfer<keyof Inputs & string>;
  /** The argument that is a secret, if there is one. */
  readonly secret?: string;
  readonly reorderedUnder?: Scenario["reorderedUnder"];
  readonly unreadUnder?: Scenario["unreadUnder"];
  /** What tells several objects apart: a number, or any other text. */
  readonly distinct: (index: number) => Props;
  readonly invalid: Scenario["invalid"];
  /** Of a child: the argument that names what it stands under, one for the scenario's customer, another one, and one of another customer. */
  readonly under?: { readonly argument: string; readonly kind: string; readonly uuids: readonly [string, string, string] };
  readonly settings?: Scenario["settings"];
  /** Arguments whose drift cannot be seen, each with its reason. */
  readonly unseen?: Scenario["unseen"];
  /** Values of arguments at random that the shape does not say. */
  readonly random?: Scenario["random"]["fields"];
}

const UNSEEN = { customer: "an object does not say whose it is; it is found by asking for its customer" };

/** The scenario of a kind whose objects belong to a customer and are read, made, put as a whole and deleted. */
export function plainScenario<Inputs extends Props>({
  kind,
  wire,
  within = {},
  unmanaged = [],
  inputs,
  changes,
  leftOut,
  excluded,
  secret,
  reorderedUnder,
  unreadUnder,
  distinct,
  invalid,
  random,
  under,
  settings,
  unseen = {},
}: PlainKind<Inputs>): Scenario {
  const { rotation }: ResourceDefinition = registry[kind];
  const [here, beside, elsewhere] = (under?.uuids ?? []).map((uuid) => (under === undefined ? {} : { [under.argument]: uuid }));
  const body = (all: Props) =>
    renamed(Object.fromEntries(Object.entries(all).map(([name, value]) => [name, renamedWithin(value, within[name])])), wire);
  /** A secret that the provider makes is open: it comes from what was sent. */
  const madeIn = (all: Props, sent: Props): Props => {
    const name = rotation === undefined || all[rotation.argument] === undefined ? undefined : wire[rotation.secret];
    return name === undefined ? {} : { [name]: sent[name] };
  };
  const drift = (argument: string): Drift => ({
    argument,
    edit: (record) => Object.assign(record, structuredClone(body({ [argument]: changes[argument] }))),
  });
  return {
    kind,
    ...(settings && { settings }),
    seed: { customers: under === undefined ? customers : withParents(under) },
    inputs: { customer: acme, ...here, ...inputs },
    changes,
    replacements: under === undefined ? { customer: globex } : { customer: { customer: globex, ...elsewhere }, [under.argument]: beside },
    drifts: Object.fromEntries(
      Object.keys(wire).flatMap((argument) => (Object.hasOwn(unseen, argument) ? [] : [[argument, drift(argument)] as const])),
    ),
    unseen: {
      ...UNSEEN,
      ...unseen,
      ...(under && { [under.argument]: "an object does not say what it stands under; it is found there" }),
    },
    neighbour: (record) => Object.assign(record, { colour: "green", notes: { author: "portal", list: [1, { deep: null }] } }),
    neighbours: (record) => [record["colour"], record["notes"]],
    leftOut,
    ...(excluded !== undefined && { excluded }),
    invalid: {
      "a customer that is no uuid": { change: { customer: "acme" }, path: "customer" },
      ...(under && { "a parent that is no uuid": { change: { [under.argument]: "main" }, path: under.argument } }),
      ...invalid,
    },
    ownOutputs: [],
    beforeDelete: [],
    distinct,
    ...(unreadUnder !== undefined && { unreadUnder }),
    ...(reorderedUnder !== undefined && { reorderedUnder }),
    ...(secret !== undefined && { withSecret: (all: Props, text: string) => ({ ...all, [secret]: text }) }),
    documented: { body: (all, sent) => ({ ...body(all), ...madeIn(all, sent) }), keys: [...Object.values(wire), ...unmanaged] },
    random: {
      ...(random !== undefined && { fields: random }),
      ...(rotation !== undefined && { agreeing: (all) => (all[rotation.secret] === undefined ? all : without(all, [rotation.argument])) }),
      living: ({ customer, ...all }) => ({ ...all, ...here, ...(customer === undefined && under === undefined ? {} : { customer: acme }) }),
    },
  };
}

/** The customers, with what a kind's objects stand under. */
function withParents({ kind, uuids: [here, beside, elsewhere] }: NonNullable<PlainKind<Props>["under"]>): Seed["customers"] {
  const some = (...uuids: string[]) => ({ objects: { [kind]: uuids.map((uuid) => ({ uuid, name: "Parent" })) } });
  return [
    { ...customers[0], ...some(here, beside) },
    { ...customers[1], ...some(elsewhere) },
  ];
}

function renamedWithin(value: unknown, names: Readonly<Record<string, string>> | undefined): unknown {
  if (names === undefined) return value;
  return Array.isArray(value) ? value.map((item) => renamed(item as Props, names)) : renamed(value as Props, names);
}
