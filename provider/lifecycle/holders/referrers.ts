import { CustomerGoneError } from "../../client/index";
import { StillInUseError } from "../errors";
import { fieldsOf } from "../kindFields";
import type { ResourceDefinition } from "../kind";
import { titleIn } from "../compare/title";
import type { Referrers } from "../run/run";
import type { Target } from "../run/target";
import { beforeForcing, wordsOf } from "./unreadable";
import { asText, own, type Props, sameUuid } from "../../common/values";

const HOW_TO_FORCE =
  "write forceDestroy: true, run pulumi up, and delete then (what has left the program has to come back into it for that)";

const MOST_NAMED = 10;

/**
 * Throws if a live object of the account refers to this one, or if that cannot be known; with `forceDestroy` stored it does not look. Called at
 * the deletion itself, when the run has deleted and changed what comes before.
 */
export async function refuseWhileReferredTo(target: Target, state: Props): Promise<void> {
  if (own(state, "forceDestroy") === true) return;
  const { run, definition, id = "", collection } = target;
  const kind = definition.referredAs?.(state, run.settings.paths) ?? definition.kind;
  const referrers = await run.referrersOf({ kind, uuid: id, customer: collection.customer });
  const gone = referrers.failures.find(({ error }) => CustomerGoneError.is(error));
  if (gone !== undefined) throw gone.error;
  if (referrers.failures.length > 0) throw new StillInUseError(notKnown(target, referrers));
  if (referrers.found.length > 0) throw new StillInUseError(referredTo(target, kind, referrers));
}

/** What to say of a deletion that the API refuses although `forceDestroy` is stored, with which nothing was looked at before. */
export function afterForcing(state: Props, status: number): string | undefined {
  if (own(state, "forceDestroy") !== true || ![400, 409].includes(status)) return undefined;
  return "With forceDestroy nothing was looked at before. If something still refers to it, change or delete that first; without forceDestroy each is named.";
}

function referredTo(target: Target, kind: string, { found }: Referrers): string {
  const { definition } = target;
  const first = "Change or delete that first, in an up before if the engine does not know that it depends on this one.";
  const force = `Or ${HOW_TO_FORCE}: what refers to it then refers to nothing.`;
  return [
    `Cannot delete ${target.name}: what lives in the account still refers to it, and nothing was sent:`,
    ...named(target, found),
    canBeForced(definition) ? `${first} ${force}` : first,
    ...howToLetGo(target, kind, found),
  ].join("\n");
}

function canBeForced({ fields }: ResourceDefinition): boolean {
  return own(fields, "forceDestroy") !== undefined;
}

/** What to write in resources of this program that refer to an object: an argument that was left out of the program lives on. */
function howToLetGo({ holders, id }: Target, kind: string, found: Referrers["found"]): string[] {
  const texts = found.slice(0, MOST_NAMED).flatMap(({ definition, live }) => {
    const holder = holders.holderOf(definition, asText(live["uuid"]));
    if (holder === undefined) return [];
    return fieldsOf(definition).flatMap(([argument, { facts }]) => {
      const value = facts.wire === undefined || facts.refersTo?.includes(kind) !== true ? undefined : own(live, facts.wire);
      if (Array.isArray(value) && value.some((uuid) => sameUuid(uuid, id)))
        return [`${argument}: ${value.length === 1 ? "[]" : "[…] without it"} in ${holder.name}`];
      return sameUuid(value, id) ? [`${argument}: "" in ${holder.name}`] : [];
    });
  });
  return texts.length === 0
    ? []
    : [`What leaves the program stays as it lives, so if an argument was just left out, write ${texts.join(", ")}, and run pulumi up.`];
}

function notKnown(target: Target, { found, failures }: Referrers): string {
  const errors = failures.map(({ error }) => error);
  const words = new Set(errors.map((error) => wordsOf(error, "")));
  return [
    `Cannot delete ${target.name}: what still refers to it is not known, and nothing was deleted.`,
    `Tried: ${failures.map(({ path }) => `GET ${path}`).join(", ")}. What came back:`,
    ...[...words].map((text) => `  ${text.replace(/\n/g, "\n  ")}`),
    ...(found.length === 0 ? [] : ["These refer to it at least:", ...named(target, found)]),
    canBeForced(target.definition)
      ? `${beforeForcing(errors, "a plan does not have the feature or a user may not see it")} ${HOW_TO_FORCE}: nothing is looked at then.`
      : "Mend what came back, and run the command again.",
  ].join("\n");
}

/** Each by its kind, uuid and name, and the resource of this program that has it. */
function named({ holders }: Target, found: Referrers["found"]): string[] {
  const lines = found.slice(0, MOST_NAMED).map(({ definition, live }) => {
    const uuid = asText(live["uuid"]);
    const holder = holders.holderOf(definition, uuid);
    const name = titleIn(definition, live);
    return `  ${definition.kind} ${uuid}${name === undefined ? "" : `, ${JSON.stringify(name)}`}${holder === undefined ? "" : `, which ${holder.name} of this program has`}`;
  });
  const rest = found.length - lines.length;
  return rest > 0 ? [...lines, `  and ${rest} more`] : lines;
}
