import type { CallContext } from "./call";
import type { BuildContext, Draft } from "./fields";
import { buildRecord, checkDraft } from "./fields";
import { checkFlow } from "./flowRules";
import type { JsonObject } from "./json";
import { asText, isObject } from "./json";
import type { KindName } from "./kinds";
import { KINDS, extensionField, kindSpec } from "./kinds";
import { present, presentItem } from "./present";
import type { Reply } from "./reply";
import { done, noContent, notFound, ok, refuse } from "./reply";
import { addServerFields } from "./serverFields";
import type { Owner, StoredObject, World } from "./world";
import { objectsOf } from "./world";

/** Everything needed to know whether a body may become an object. */
export interface Submission {
  readonly world: World;
  readonly kind: KindName;
  readonly owner: Owner;
  readonly body: JsonObject;
  readonly live?: StoredObject | undefined;
  /** What the server decides; a seed gives uuids and dates by it. */
  readonly given?: JsonObject;
}

/** The refusal of a body, or nothing where it is acceptable. */
export function checkSubmission(submission: Submission, context: BuildContext): Reply | undefined {
  const { kind, body, live } = submission;
  const findings = checkDraft({ spec: kindSpec(kind), body, live: live?.record }, context);
  if (findings.length === 0 && kind === "flow" && isObject(body["flow"])) findings.push(...checkFlow(body["flow"], context.switches));
  if (findings.length > 0) return refuse(400, findings.join("; "));
  return checkExtension(submission, context);
}

function checkExtension({ world, kind, owner, body, live }: Submission, context: BuildContext): Reply | undefined {
  const field = extensionField(kindSpec(kind));
  const { extensionConflict } = context.switches;
  if (field === undefined || body[field] === undefined || extensionConflict === "allowed") return undefined;
  const holder = extensionHolder(world, owner, Number(body[field]));
  if (holder === undefined || holder.uuid === live?.uuid) return undefined;
  return refuse(Number(extensionConflict), `extension ${Number(body[field])} belongs to a ${holder.kind}`);
}

function extensionHolder(world: World, owner: Owner, extension: number): StoredObject | undefined {
  return objectsOf(world, owner).find((object) => extensionOf(object) === extension);
}

function extensionOf({ kind, record }: StoredObject): number | undefined {
  const field = extensionField(kindSpec(kind));
  return field === undefined ? undefined : Number(record[field]);
}

/** Stores a body as a new object without checking it. */
export function insertObject({ world, kind, owner, body, given }: Submission, context: BuildContext): StoredObject {
  const draft: Draft = { spec: kindSpec(kind), body, live: given };
  const record = addServerFields(buildRecord(draft, context), context.switches);
  const object: StoredObject = { uuid: asText(record["uuid"]), kind, owner, record };
  world.objects.set(object.uuid, object);
  return object;
}

export function listObjects(call: CallContext, kind: KindName): Reply {
  const spec = kindSpec(kind);
  const items = objectsOf(call.world, call.owner, kind).map((object) => presentItem(spec, object.record, call));
  return ok(call.switches.listOrder === "reversed" ? items.reverse() : items);
}

function findObject(call: CallContext, kind: KindName): StoredObject | undefined {
  const object = call.world.objects.get(call.uuid);
  return object?.kind === kind && object.owner === call.owner ? object : undefined;
}

export function readObject(call: CallContext, kind: KindName): Reply {
  const object = findObject(call, kind);
  return object === undefined ? notFound() : ok(present(kindSpec(kind), object.record, call));
}

export function createObject(call: CallContext, kind: KindName): Reply {
  const submission = { world: call.world, kind, owner: call.owner, body: call.body };
  const refusal = checkSubmission(submission, call);
  if (refusal !== undefined) return refusal;
  const object = insertObject(submission, call);
  return done(201, present(kindSpec(kind), object.record, { ...call, isCreated: true }));
}

export function updateObject(call: CallContext, kind: KindName): Reply {
  const live = findObject(call, kind);
  if (live === undefined) return notFound();
  const refusal = checkSubmission({ world: call.world, kind, owner: call.owner, body: call.body, live }, call);
  if (refusal !== undefined) return refusal;
  live.record = buildRecord({ spec: kindSpec(kind), body: call.body, live: live.record }, call);
  return done(200, present(kindSpec(kind), live.record, call));
}

export function deleteObject(call: CallContext, kind: KindName): Reply {
  const object = findObject(call, kind);
  if (object === undefined) return notFound();
  call.world.objects.delete(object.uuid);
  return noContent();
}

export function nextExtension(call: CallContext, kind: KindName): Reply {
  const first = (KINDS[kind] as { firstExtension?: number }).firstExtension ?? 1;
  switch (call.switches.nextExtension) {
    case "empty":
      return ok({});
    case "refused400":
      return refuse(400, "the switch nextExtension says so");
    case "refused404":
      return refuse(404, "the switch nextExtension says so");
    case "number": {
      const next = lowestFree(call.world, call.owner, first);
      return ok({ next_extension: call.switches.extensionType === "string" || call.switches.numbers !== "number" ? String(next) : next });
    }
  }
}

function lowestFree(world: World, owner: Owner, first: number): number {
  const taken = new Set(objectsOf(world, owner).map(extensionOf));
  let candidate = first;
  while (taken.has(candidate)) candidate++;
  return candidate;
}
