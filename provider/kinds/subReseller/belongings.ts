import { CustomerGoneError, GoneError, isObject, type Json, listIn, unexpected } from "../../client/index";
import { beforeForcing, wordsOf } from "../../lifecycle/holders/unreadable";
import type { Scope } from "../../lifecycle/kind";
import { StillInUseError } from "../../lifecycle/errors";
import { asText, isBlank, own, type Props } from "../../common/values";

const NUMBERS = "/voip/number";

const belongings = [
  { path: NUMBERS, one: "number", many: "numbers" },
  { path: "/voip/user", one: "user", many: "users" },
  { path: "/voip/flow", one: "flow", many: "flows" },
] as const;

const HOW_TO_FORCE =
  "write forceDestroy: true, run pulumi up, and delete then (a customer that has left the program has to come back into it for that)";
/** How what a customer has is deleted before it. */
export const HOW_TO_EMPTY =
  "A number goes in the portal, or by a PhoneNumber whose releaseOnDelete an up has stored before; a user or a flow as a resource, or in the portal.";
const WHAT_GOES = "credit that is left cannot be got back";

/**
 * Throws if a customer has something that would go with it, or if that cannot be known; with `forceDestroy` stored it only says which
 * numbers go.
 */
export async function refuseWhileInUse(scope: Scope, state: Props): Promise<void> {
  const id = scope.id ?? "";
  if (own(state, "forceDestroy") === true) {
    refuseUnlessAllIsMet(scope);
    return sayWhichNumbersGo(scope, id);
  }
  const looks = await Promise.allSettled(belongings.map(({ path }) => lived(scope, path, id)));
  const failures = looks.flatMap((look) => (look.status === "rejected" ? [look.reason as unknown] : []));
  const gone = failures.find((failure) => CustomerGoneError.is(failure));
  if (gone !== undefined) throw gone;
  const living = looks.flatMap((look, index) => {
    const { one = "", many = "" } = belongings[index] ?? {};
    if (look.status === "rejected" || look.value.length === 0) return [];
    const { length } = look.value;
    return [`${length} ${length === 1 ? one : many}${one === "number" ? named(look.value) : ""}`];
  });
  if (failures.length > 0) throw new StillInUseError(notKnown(scope, failures, listed(living)));
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

/** A number is gone for good, so the run names each, as far as the API shows them. Not to know them stops nothing: that is what the option says. */
async function sayWhichNumbersGo(scope: Scope, customer: string): Promise<void> {
  try {
    const numbers = await lived(scope, NUMBERS, customer);
    const { length } = numbers;
    if (length > 0) scope.say(`${scope.name}: ${length} ${length === 1 ? "number goes" : "numbers go"} with it${named(numbers)}.`);
  } catch (error) {
    if (CustomerGoneError.is(error)) throw error;
    scope.say(`${scope.name}: which numbers go with it is not known.`);
  }
}

/** The most numbers that a message names. */
const MOST_NAMED = 20;

/** The numbers in brackets. */
function named(numbers: readonly Json[]): string {
  const texts = numbers
    .slice(0, MOST_NAMED)
    .map(inWords)
    .filter((text) => text !== "");
  const rest = numbers.length - texts.length;
  return texts.length === 0 ? "" : ` (${[...texts, ...(rest > 0 ? [`${rest} more`] : [])].join(", ")})`;
}

function inWords(number: Json): string {
  const { uuid, country_code: code, number: national } = isObject(number) ? number : {};
  return isBlank(code) || isBlank(national) ? asText(uuid) : `+${asText(code)}${asText(national)}`;
}

function listed(parts: readonly string[]): string {
  return parts.join(", ").replace(/, ([^,]*)$/, " and $1");
}

/** Only a list says what is there. A 404 of a whole collection is no answer to that, so nothing is deleted on the strength of it. */
async function lived(scope: Scope, path: string, customer: string): Promise<readonly Json[]> {
  const call = { attempt: `delete ${scope.name}`, method: "GET", path } as const;
  const answer = await scope.ask({ verb: "delete", method: "GET", path, customer }).catch((error: unknown) => {
    if (!GoneError.is(error)) throw error;
    const { status = 404, trackingToken } = error;
    throw unexpected(call, { status, result: null, ...(trackingToken !== undefined && { trackingToken }) }, "where a list is due.");
  });
  const list = listIn(answer);
  if (list === undefined) throw unexpected(call, answer, "in an answer without a list.");
  return list;
}

function notKnown(scope: Scope, failures: readonly unknown[], living: string): string {
  const found = [...new Set(failures.map((failure) => wordsOf(failure, `Cannot delete ${scope.name}: `)))];
  return [
    `Cannot delete ${scope.name}: what the customer still has is not known, and nothing was deleted.`,
    `Tried: ${listed(belongings.map(({ path }) => `GET ${path}`))}. What came back:`,
    ...found.map((words) => `  ${words.replace(/\n/g, "\n  ")}`),
    ...(living === "" ? [] : [`It has ${living} at least: those can be deleted first.`]),
    `${beforeForcing(failures, "a plan has no numbers or a user may not see them")} ${HOW_TO_FORCE}: nothing is looked at then, whatever the customer has goes with it, and ${WHAT_GOES}.`,
  ].join("\n");
}
