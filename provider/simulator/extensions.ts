import type { CallContext } from "./call";
import type { Submission } from "./collection";
import type { BuildContext } from "./fields";
import { isBlank } from "./json";
import type { Kind } from "./kinds/kind";
import { kindOf } from "./kinds";
import type { Reply } from "./reply";
import { ok, refuse } from "./reply";
import type { Owner, StoredObject, World } from "./world";
import { objectsOf } from "./world";

function extensionField({ fields }: Kind): string | undefined {
  return Object.keys(fields).find((name) => fields[name]?.extension === true);
}

function extensionOf({ kind, record }: StoredObject): number | undefined {
  const field = extensionField(kindOf(kind));
  return field === undefined || isBlank(record[field]) ? undefined : Number(record[field]);
}

/** Returns a refusal if another object of the customer has the extension. */
export function refuseTakenExtension(kind: Kind, { world, owner, body, live }: Submission, { switches }: BuildContext): Reply | undefined {
  const field = extensionField(kind);
  if (field === undefined || isBlank(body[field]) || switches.extensionConflict === "allowed") return undefined;
  const wanted = Number(body[field]);
  const holder = objectsOf(world, owner).find((object) => extensionOf(object) === wanted);
  if (holder === undefined || holder.uuid === live?.uuid) return undefined;
  return refuse(Number(switches.extensionConflict), `extension ${wanted} belongs to a ${holder.kind}`);
}

export function nextExtension(call: CallContext, first: number): Reply {
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
