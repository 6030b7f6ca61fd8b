import { CustomerGoneError, GoneError, listIn, unexpected } from "../../client/index";
import { beforeForcing, wordsOf } from "../../lifecycle/holders/unreadable";
import type { Scope } from "../../lifecycle/kind";
import { StillInUseError } from "../../lifecycle/errors";
import { own, type Props } from "../../common/values";

const belongings = [
  { path: "/voip/number", one: "number", many: "numbers" },
  { path: "/voip/user", one: "user", many: "users" },
  { path: "/voip/flow", one: "flow", many: "flows" },
] as const;

const HOW_TO_FORCE =
  "write forceDestroy: true, run pulumi up, and delete then (a customer that has left the program has to come back into it for that)";
const WHAT_GOES = "credit that is left cannot be got back";

/** Throws where a customer has something that would go with it, or where that cannot be known; with `forceDestroy` stored it does not look. */
export async function refuseWhileInUse(scope: Scope, state: Props): Promise<void> {
  if (own(state, "forceDestroy") === true) return refuseUnlessAllIsMet(scope);
  const id = scope.id ?? "";
  const looks = await Promise.allSettled(belongings.map(({ path }) => counted(scope, path, id)));
  const failures = looks.flatMap((look) => (look.status === "rejected" ? [look.reason as unknown] : []));
  const gone = failures.find((failure) => CustomerGoneError.is(failure));
  if (gone !== undefined) throw gone;
  const living = looks.flatMap((look, index) => {
    const { one = "", many = "" } = belongings[index] ?? {};
    return look.status === "fulfilled" && look.value > 0 ? [`${look.value} ${look.value === 1 ? one : many}`] : [];
  });
  if (failures.length > 0) throw new StillInUseError(notKnown(scope, failures, listed(living)));
  if (living.length === 0) return;
  throw new StillInUseError(
    `Cannot delete ${scope.name}: it still has ${listed(living)}, and nothing was sent. ` +
      `Delete those first. Or ${HOW_TO_FORCE}: they go with the customer, and ${WHAT_GOES}.`,
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

function listed(parts: readonly string[]): string {
  return parts.join(", ").replace(/, ([^,]*)$/, " and $1");
}

/** Only a list says what is there. A 404 of a whole collection is no answer to that, so nothing is deleted on the strength of it. */
async function counted(scope: Scope, path: string, customer: string): Promise<number> {
  const call = { attempt: `delete ${scope.name}`, method: "GET", path } as const;
  const answer = await scope.ask({ verb: "delete", method: "GET", path, customer }).catch((error: unknown) => {
    if (!GoneError.is(error)) throw error;
    const { status = 404, trackingToken } = error;
    throw unexpected(call, { status, result: null, ...(trackingToken !== undefined && { trackingToken }) }, "where a list is due.");
  });
  const list = listIn(answer);
  if (list === undefined) throw unexpected(call, answer, "in an answer without a list.");
  return list.length;
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
