import { type Difference as FlowDifference, diff, UNKNOWN } from "pulumi-yay/callflow";
import { differencesBetween, type Kind, kindFacts } from "pulumi-yay/objects";
import { isRecord } from "../shared/json.js";
import { withUnknownSecrets } from "../shared/states.js";
import { changeInWords, type NameOf, type Place, placeInWords, veiled } from "./words.js";

/** A place at which two states differ, and what to say of it. */
export interface SaidPlace extends Place {
  readonly sentence: string;
}

type Props = Readonly<Record<string, unknown>>;

/** What is compared. */
export interface Sides {
  readonly kind: Kind;
  readonly from: Props;
  readonly to: Props;
  /** The uuids of the steps of both, by their names, by which steps of undocumented modules lead to others. */
  readonly uuids?: Readonly<Record<string, string>> | undefined;
}

/** How it is said: what is and what `against` says; or, left out, what will be and what was. */
export interface Saying {
  readonly nameOf: NameOf;
  readonly against?: string;
}

const FLOWS: ReadonlySet<string> = new Set(["CallFlow", "CallFlowContent"]);

/** Whether the steps of a flow stand under `flow`. */
export function hasSteps(kind: Kind): boolean {
  return FLOWS.has(kind);
}

/** The places at which two states of a resource differ, each with its sentence; those of a flow in the words of flows. */
export function placesBetween(sides: Sides, saying: Saying): SaidPlace[] {
  return placesSaid(differencesBetween(sides.kind, sides.from, sides.to), sides, saying);
}

/** The same of differences that are known. */
export function placesSaid(found: readonly Place[], { kind, from, to, uuids }: Sides, saying: Saying): SaidPlace[] {
  const isStep = ({ path }: Place): boolean => hasSteps(kind) && (path === "flow" || path.startsWith("flow."));
  const steps = found.some(isStep) ? placesInFlow([from["flow"], to["flow"]], uuids, saying) : [];
  return [
    ...found.filter((place) => !isStep(place)).map((place) => said(place, { ...saying, nameOf: orKind(kind, place, saying.nameOf) })),
    ...steps,
  ];
}

function said(place: Place, { nameOf, against }: Saying): SaidPlace {
  const shown = veiled(place);
  return { ...shown, sentence: against === undefined ? changeInWords(shown, nameOf) : placeInWords(shown, against, nameOf) };
}

/** Names an object that nobody knows a name of by its kind and the beginning of its uuid. */
export function orKind(kind: Kind, { path }: Place, nameOf: NameOf): NameOf {
  const [argument = ""] = path.split(".");
  const found = kindFacts(kind)?.references.filter((reference) => reference.path.split(".")[0] === argument) ?? [];
  const kinds = [...new Set(found.flatMap((reference) => reference.kinds))].join(" or ");
  return (uuid) => nameOf(uuid) ?? (kinds === "" ? undefined : `${kinds} ${uuid.slice(0, 8)}…`);
}

/** Secrets are unknown values here, so that they are the same as each other, and never written. */
function placesInFlow(
  [before, after]: readonly [unknown, unknown],
  uuids: Readonly<Record<string, string>> = {},
  { nameOf, against }: Saying,
): SaidPlace[] {
  const [from, to] = [withUnknownSecrets(before), withUnknownSecrets(after)];
  if (!isRecord(from) || !isRecord(to)) {
    const words = (flow: unknown): string => (isRecord(flow) ? "steps" : flow === UNKNOWN ? "steps that are not known yet" : "no steps");
    const sentence = against === undefined ? `flow changes` : `flow has ${words(to)}, ${against} has ${words(from)}`;
    return [{ path: "flow", from: words(from), to: words(to), sentence }];
  }
  const steps = new Map(Object.entries(uuids).map(([name, uuid]) => [uuid.toLowerCase(), name]));
  const nameOfAny: NameOf = (uuid) => steps.get(uuid.toLowerCase()) ?? nameOf(uuid);
  return diff(from, to, { nameOf: nameOfAny, uuids, ...(against !== undefined && { against }) }).map((change) => ({
    ...placeOf(change),
    sentence: change.sentence,
  }));
}

function placeOf(change: FlowDifference): Place {
  switch (change.kind) {
    case "renamed":
      return { path: `flow.${change.to}`, from: change.step, to: change.to };
    case "added":
      return { path: `flow.${change.step}`, from: undefined, to: withoutPins(change.to) };
    case "removed":
      return { path: `flow.${change.step}`, from: withoutPins(change.from), to: undefined };
    case "replaced":
      return { path: `flow.${change.step}`, from: withoutPins(change.from), to: withoutPins(change.to) };
    case "changed":
      return veiled({ path: ["flow", change.step, ...change.at].join("."), from: change.from, to: change.to });
  }
}

function withoutPins(step: unknown): unknown {
  return veiled({ path: "flow", from: step, to: undefined }).from;
}
