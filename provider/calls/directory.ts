import { HIDDEN, standsForSecret, withoutSecrets } from "../common/hidden";
import { UUID_PATTERN } from "../common/uuid";
import { isBlank, isRecord, isUuid, own, UNKNOWN } from "../common/values";
import type { FlowLike } from "../callflow/types";
import type { CallObject, Party } from "./types";

/** The steps of a flow, wherever they stand. */
export interface FlowSteps {
  readonly object: CallObject;
  /** Undefined if none of the objects has them. */
  readonly steps: FlowLike | undefined;
  /** Whether there may be steps that are not known yet. */
  readonly isUnknown: boolean;
  readonly uuids: Readonly<Record<string, string>>;
}

const UUIDS = new RegExp(UUID_PATTERN, "gi");

/** Whether a value may be anything: it is not known yet, or hidden. */
export function isOpen(value: unknown): boolean {
  return value === UNKNOWN || standsForSecret(value);
}

/** A reference that says something: no blank, and not one that is hidden or not known yet. */
export function isKnown(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value !== UNKNOWN && value !== HIDDEN;
}

/** A text argument of an object, unless it is hidden or not known. */
export function textOf(object: CallObject, argument: string): string | undefined {
  const value = own(object.args, argument);
  return isKnown(value) ? value : undefined;
}

/** The references in an argument that is a list. */
export function listOf(object: CallObject, argument: string): readonly unknown[] {
  const value = own(object.args, argument);
  return Array.isArray(value) ? value : [];
}

/** The objects of an account, found by what refers to them. */
export class Directory {
  readonly #byUuid = new Map<string, CallObject>();
  readonly #contents = new Map<string, CallObject>();

  constructor(readonly objects: readonly CallObject[]) {
    for (const object of objects) {
      if (object.kind !== "CallFlowContent") this.#byUuid.set(object.uuid.toLowerCase(), object);
      else this.#contents.set((textOf(object, "callFlow") ?? object.uuid).toLowerCase(), object);
    }
  }

  /** The object that a reference names. */
  get(uuid: unknown): CallObject | undefined {
    return typeof uuid === "string" ? this.#byUuid.get(uuid.toLowerCase()) : undefined;
  }

  of(kind: string): CallObject[] {
    return this.objects.filter((object) => object.kind === kind);
  }

  /** The flow that a reference names, with the steps that its content has, if another resource fills it. */
  flow(uuid: unknown): FlowSteps | undefined {
    const object = this.get(uuid);
    if (object?.kind !== "CallFlow") return undefined;
    const holders = [object, this.#contents.get(object.uuid.toLowerCase())].filter((one) => one !== undefined);
    const holder = holders.find((one) => isRecord(own(one.args, "flow")) && !standsForSecret(own(one.args, "flow")));
    const steps = holder === undefined ? undefined : withoutSecrets(own(holder.args, "flow"), { isSecret: standsForSecret, mark: UNKNOWN });
    const isUnknown = holders.some((one) => isOpen(own(one.args, "flow")));
    return { object, steps: isRecord(steps) ? steps : undefined, isUnknown, uuids: holder?.stepUuids ?? {} };
  }

  /** What an object is called: by its name, its number, else the name of its resource; a user with its extension. */
  nameOf(object: CallObject): string {
    const names = ["name", "displayName", "number"].map((argument) => textOf(object, argument));
    const name = names.find((text) => text !== undefined) ?? object.resource ?? shortened(object.uuid);
    const extension = object.kind === "SipUser" ? own(object.args, "extension") : undefined;
    return typeof extension === "number" ? `${name} (${extension})` : name;
  }

  /** An object as a party of a call; what is not among the objects goes by its uuid. */
  party(kind: string, uuid: unknown): Party {
    const object = this.get(uuid);
    if (object !== undefined) return { kind: object.kind, uuid: object.uuid, name: this.nameOf(object) };
    if (!isKnown(uuid)) return { kind, uuid: undefined, name: "one not known yet" };
    return { kind, uuid, name: shortened(uuid) };
  }

  /** A text with the names of objects in place of their uuids. */
  named(text: string): string {
    return text.replace(UUIDS, (uuid) => {
      const object = this.get(uuid);
      return object === undefined ? uuid : this.nameOf(object);
    });
  }

  /** Everything by which a test can mean an object. */
  namesOf(object: CallObject): string[] {
    const extension = own(object.args, "extension");
    const names = [object.uuid, object.resource, ...["name", "displayName", "number"].map((argument) => textOf(object, argument))];
    const all = [...names.filter((name) => name !== undefined), ...(typeof extension === "number" ? [String(extension)] : [])];
    return [...new Set(object.kind === "SipUser" ? [...all, ...partName(object)] : all)];
  }
}

/** What a customer's file calls a user, of which the resource is `acme/anna`. Other parts may be called as steps are, which a test means by such a word. */
function partName({ resource = "" }: CallObject): string[] {
  const at = resource.indexOf("/");
  return at > 0 && at < resource.length - 1 ? [resource.slice(at + 1)] : [];
}

function shortened(uuid: string): string {
  return isUuid(uuid) ? `${uuid.slice(0, 8)}…` : uuid;
}

/** Whether two objects belong to one customer, or both to the own account. */
export function sameOwner(a: CallObject, b: CallObject): boolean {
  return isBlank(a.customer) ? isBlank(b.customer) : a.customer?.toLowerCase() === b.customer?.toLowerCase();
}
