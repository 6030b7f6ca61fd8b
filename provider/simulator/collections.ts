import type { CallContext } from "./call";
import type { Collection, Entry } from "./collection";
import { buildRecord, checkDraft } from "./fields";
import type { JsonObject } from "./json";
import { forgetNamed, refuseNamed } from "./naming";
import { present, presentItem } from "./present";
import type { Reply } from "./reply";
import { done, noContent, notFound, ok, refuse, refuseInWords } from "./reply";
import { checkSubmission, insert, replace } from "./submission";

/** An object as an answer shows it. */
export function show({ kind, complete }: Collection, entry: Entry, call: CallContext, isCreated = false): JsonObject {
  return present(kind, complete(call, entry, call), { ...call, isCreated });
}

export function listObjects(call: CallContext, collection: Collection): Reply {
  const { kind } = collection;
  const { query: parameters, checkQuery, select } = kind;
  let records = collection.list(call).map((entry) => collection.complete(call, entry, call));
  if (parameters !== undefined) {
    const draft = { spec: { fields: parameters }, body: call.query };
    const findings = [...checkDraft(draft, call), ...(checkQuery?.(call.query) ?? [])];
    if (findings.length > 0) return refuseInWords(400, findings.join("; "));
    records = select?.(records, buildRecord(draft, call)) ?? records;
  }
  const items = records.map((record) => presentItem(kind, record, call));
  return ok(call.switches.listOrder === "reversed" ? items.reverse() : items);
}

/** The object that a request is about. A singleton that nobody has written yet has the defaults of its fields. */
function findEntry(call: CallContext, collection: Collection): Entry | undefined {
  if (collection.kind.singleton !== true) return collection.find(call, call.uuid);
  return collection.list(call)[0] ?? insert(collection, { ...call, body: {} }, call);
}

export function readObject(call: CallContext, collection: Collection): Reply {
  const entry = findEntry(call, collection);
  if (entry === undefined) return notFound();
  return ok(collection.kind.insteadOfOne?.(entry.record, call.switches) ?? show(collection, entry, call));
}

export function createObject(call: CallContext, collection: Collection): Reply {
  const refusal = checkSubmission(collection, call, call);
  if (refusal !== undefined) return refusal;
  const made = insert(collection, call, call);
  collection.replaceChildren?.(call, made, call);
  return done(201, show(collection, made, call, true));
}

export function updateObject(call: CallContext, collection: Collection): Reply {
  const live = findEntry(call, collection);
  if (live === undefined) return notFound();
  const submission = { ...call, live };
  const refusal = checkSubmission(collection, submission, call);
  if (refusal !== undefined) return refusal;
  replace(collection, submission, call);
  collection.replaceChildren?.(submission, live, call);
  return done(200, show(collection, live, call));
}

export function deleteObject(call: CallContext, collection: Collection): Reply {
  if (collection.find(call, call.uuid) === undefined) return notFound();
  if (collection.kind.deletable?.(call.switches) === false) return refuse(400, "it cannot be deleted");
  const refusal = refuseNamed(call, call.switches);
  if (refusal !== undefined) return refusal;
  collection.remove(call, call.uuid);
  forgetNamed(call, call.switches);
  return noContent();
}
