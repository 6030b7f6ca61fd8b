import type { Collection, Entry, Submission } from "./collection";
import type { BuildContext } from "./fields";
import { buildRecord, checkDraft } from "./fields";
import type { Reply } from "./reply";
import { refuse } from "./reply";
import { addServerFields } from "./serverFields";

const SINGLE = "an account has one of these";

/** Returns a refusal of the body, or undefined if it is acceptable. */
export function checkSubmission(collection: Collection, submission: Submission, context: BuildContext): Reply | undefined {
  const { kind } = collection;
  const { body, live } = submission;
  const findings = checkDraft({ spec: kind, body, live: live?.record }, context);
  if (findings.length === 0) findings.push(...(kind.check?.(body, context.switches) ?? []));
  if (findings.length > 0) return refuse(400, findings.join("; "));
  if (kind.singleton === true && live === undefined && collection.list(submission).length > 0) return refuse(400, SINGLE);
  return collection.refusals(submission, context)[0];
}

/** Everything for which a body is unacceptable. A request is told the first of it, a seed all at once. */
export function findingsOf(collection: Collection, submission: Submission, context: BuildContext): string[] {
  const { kind } = collection;
  const { body } = submission;
  const isSecond = kind.singleton === true && collection.list(submission).length > 0;
  return [
    ...checkDraft({ spec: kind, body }, context),
    ...(kind.check?.(body, context.switches) ?? []),
    ...(isSecond ? [SINGLE] : []),
    ...collection.refusals(submission, context).map(({ reason }) => reason ?? ""),
  ];
}

/** Stores a body as a new object, without checks. */
export function insert<E extends Entry>(collection: Collection<E>, submission: Submission, context: BuildContext): E {
  const { kind } = collection;
  const record = buildRecord({ spec: kind, body: submission.body, live: submission.serverValues }, context);
  const entry = collection.add(submission, addServerFields(kind, record, context.switches));
  takeDefault(collection, submission, entry, context);
  return entry;
}

/** Replaces an object by a body, without checks. */
export function replace(collection: Collection, submission: Submission & { readonly live: Entry }, context: BuildContext): void {
  const { live, body } = submission;
  live.record = buildRecord({ spec: collection.kind, body, live: live.record }, context);
  takeDefault(collection, submission, live, context);
}

/** Lets an object that says it is the default take that from the others of its account, by the switch `secondDefault`. */
function takeDefault({ kind, list }: Collection, submission: Submission, entry: Entry, { switches }: BuildContext): void {
  const wire = Object.keys(kind.fields).find((field) => kind.fields[field]?.only === true);
  if (switches.secondDefault !== "instead" || wire === undefined || entry.record[wire] !== true) return;
  for (const other of list(submission)) if (other.uuid !== entry.uuid && other.record[wire] === true) other.record[wire] = false;
}
