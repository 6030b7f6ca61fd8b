import { CustomerGoneError, GoneError, type Json, listIn, unexpected, YayError } from "../../client/index";
import { beforeForcing, wordsOf } from "../../lifecycle/holders/unreadable";
import type { Scope } from "../../lifecycle/kind";
import { StillInUseError } from "../../lifecycle/errors";
import { own, type Props } from "../../common/values";
import { type Sort, sortsOf } from "./contents";

const HOW_TO_FORCE =
  "write forceDestroy: true, run pulumi up, and delete then (a customer that has left the program has to come back into it for that)";
/** How what a customer has is deleted before it. */
export const HOW_TO_EMPTY =
  "A number goes in the portal, or by a PhoneNumber whose releaseOnDelete an up has stored before; a user or a flow as a resource, or in the portal. " +
  "No command ends a bundle or a pack: that is done in the portal or by the vendor, and after the customer there is no account in which to end it.";
const WHAT_GOES = "credit that is left cannot be got back";

/**
 * Throws if a customer has something that would go with it, or if that cannot be known; with `forceDestroy` stored it only says which
 * numbers, bundles and packs go.
 */
export async function refuseWhileInUse(scope: Scope, state: Props): Promise<void> {
  const id = scope.id ?? "";
  const sorts = sortsOf(scope);
  if (own(state, "forceDestroy") === true) {
    refuseUnlessAllIsMet(scope);
    return sayWhatGoes(scope, sorts, id);
  }
  const looks = await Promise.allSettled(sorts.map((sort) => lived(scope, sort, id)));
  const failures = looks.flatMap((look) => (look.status === "rejected" ? [look.reason as unknown] : []));
  const gone = failures.find((failure) => CustomerGoneError.is(failure));
  if (gone !== undefined) throw gone;
  const living = looks.flatMap((look, index) => {
    const sort = sorts[index];
    if (sort === undefined || look.status === "rejected" || look.value.length === 0) return [];
    return [`${counted(sort, look.value)}${named(sort, look.value)}`];
  });
  if (failures.length > 0) throw new StillInUseError(notKnown(scope, { sorts, failures, living: listed(living) }));
  if (living.length === 0) return;
  throw new StillInUseError(
    `Cannot delete ${scope.name}: it still has ${listed(living)}, and nothing was sent. ` +
      `Delete those first. ${HOW_TO_EMPTY} Or ${HOW_TO_FORCE}: they go with the customer, and ${WHAT_GOES}.`,
  );
}

/** Flows that the program still declares could go along, if a run did not come as far as to meet them. */
function refuseUnlessAllIsMet({ name, failed }: Scope): void {
  if (failed === undefined) return;
  throw new StillInUseError(
    `Cannot delete ${name} with all that it has: ${failed} failed in this run, so the run has not met what waits for that, which may belong to it; nothing was sent. ` +
      "Mend that, and run pulumi up again.",
  );
}

/** The run names each number, bundle and pack, as far as the API shows them. Not to know them stops nothing: that is what the option says. */
async function sayWhatGoes(scope: Scope, sorts: readonly Sort[], customer: string): Promise<void> {
  const unknown: string[] = [];
  for (const sort of sorts.filter(({ isNamed }) => isNamed)) {
    try {
      const living = await lived(scope, sort, customer);
      const goes = living.length === 1 ? "goes" : "go";
      if (living.length > 0) scope.say(`${scope.name}: ${counted(sort, living)} ${goes} with it${named(sort, living)}.`);
    } catch (error) {
      if (CustomerGoneError.is(error)) throw error;
      unknown.push(sort.many);
    }
  }
  if (unknown.length > 0) scope.say(`${scope.name}: which ${listed(unknown)} go with it is not known.`);
}

function counted({ one, many }: Sort, { length }: readonly Json[]): string {
  return `${length} ${length === 1 ? one : many}`;
}

/** The most objects of a sort that a message names. */
const MOST_NAMED = 20;

/** In brackets, what each is known by. */
function named({ inWords }: Sort, living: readonly Json[]): string {
  const texts = living
    .slice(0, MOST_NAMED)
    .map(inWords)
    .filter((text) => text !== "");
  const rest = living.length - texts.length;
  return texts.length === 0 ? "" : ` (${[...texts, ...(rest > 0 ? [`${rest} more`] : [])].join(", ")})`;
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
}

/**
 * What holds the deletion up. Only a list says what is there. A 404 of a whole collection is no answer to that, so nothing is deleted on the
 * strength of it, unless the path is a guess.
 */
async function lived(scope: Scope, sort: Sort, customer: string): Promise<readonly Json[]> {
  const { path } = sort;
  const call = { attempt: `delete ${scope.name}`, method: "GET", path } as const;
  const answer = await scope.ask({ verb: "delete", method: "GET", path, customer }).catch((error: unknown) => {
    if (sort.isGuess && (GoneError.is(error) || (YayError.is(error) && error.status === 501))) return undefined;
    if (!GoneError.is(error)) throw error;
    const { status = 404, trackingToken } = error;
    throw unexpected(call, { status, result: null, ...(trackingToken !== undefined && { trackingToken }) }, "where a list is due.");
  });
  if (answer === undefined) return [];
  const list = listIn(answer);
  if (list === undefined) throw unexpected(call, answer, "in an answer without a list.");
  return list.filter((live) => sort.counts(live));
}

interface NotKnown {
  readonly sorts: readonly Sort[];
  readonly failures: readonly unknown[];
  readonly living: string;
}

function notKnown(scope: Scope, { sorts, failures, living }: NotKnown): string {
  const found = [...new Set(failures.map((failure) => wordsOf(failure, `Cannot delete ${scope.name}: `)))];
  return [
    `Cannot delete ${scope.name}: what the customer still has is not known, and nothing was deleted.`,
    `Tried: ${listed(sorts.map(({ path }) => `GET ${path}`))}. What came back:`,
    ...found.map((words) => `  ${words.replace(/\n/g, "\n  ")}`),
    ...(living === "" ? [] : [`It has ${living} at least: those can be deleted first.`]),
    `${beforeForcing(failures, "a plan has no numbers or a user may not see them")} ${HOW_TO_FORCE}: nothing is looked at then, whatever the customer has goes with it, and ${WHAT_GOES}.`,
  ].join("\n");
}
