import { stepUuid } from "../../provider/callflow/index";
import type { Json, JsonObject, RequestRecord, Simulator } from "../../provider/simulator/index";
import { isPlaceholder } from "../../provider/kinds/callFlow/placeholder";
import { demand } from "./demand";
import { urnOf } from "./lifecycleEngine";
import { type InState, Ref, type Resource } from "./storyProgram";

/** What a command may delete. */
export interface Permission {
  /** Resources that the program declares and the command does not destroy. */
  readonly kept: readonly Resource[];
  /** Resources that the command forces to be replaced. */
  readonly forced: ReadonlySet<string>;
  /** Whether others may have deleted objects that a state has. */
  readonly isEdited: boolean;
}

/** An object that a request deletes. */
interface Loss {
  readonly kind: "SubReseller" | "CallFlow" | "CallFlowContent";
  readonly id: string;
  /** It is deleted with its customer. */
  readonly isAlong: boolean;
}

/** A loss of what a resource needs and does not have yet: a fault if its creation had already failed. */
interface Suspicion {
  readonly resource: Resource;
  readonly text: string;
}

/**
 * Checks each request that deletes an object, or empties a flow, when it arrives: no resource that the program still declares may lose its
 * object. Whether the request is answered by a fault does not matter. Two cases are correct: an old object is deleted after its resource
 * has another live one; and one is deleted first if its resource says deleteBeforeReplace, or depends on one that does, and this command
 * replaces it.
 */
export class Deletions {
  /** How many requests were checked. */
  looked = 0;
  readonly #sim: Simulator;
  readonly #state: () => readonly InState[];
  #permission: Permission = { kept: [], forced: new Set(), isEdited: false };
  readonly #losses: string[] = [];
  readonly #suspicions: Suspicion[] = [];

  /** `state` gives the state as it is at that moment. */
  constructor(sim: Simulator, state: () => readonly InState[]) {
    this.#sim = sim;
    this.#state = state;
    sim.on("request", (record) => this.#arrived(record));
  }

  begin(permission: Permission): void {
    this.#permission = permission;
    this.#suspicions.length = 0;
  }

  /** Fails if something was lost; `failed` says whether the creation of a resource failed. */
  end(failed: (resource: Resource) => boolean): void {
    const asked = this.#suspicions.filter(({ resource }) => failed(resource)).map(({ text }) => text);
    const losses = [...this.#losses.splice(0), ...asked];
    demand(losses.length === 0, "what the program still declares was deleted", losses);
  }

  #arrived(record: RequestRecord): void {
    const losses = this.#lossesBy(record);
    if (losses.length === 0) return;
    this.looked++;
    const look = new Look(this.#permission, this.#state());
    for (const loss of losses) {
      for (const resource of this.#permission.kept) this.#judge(record, { look, loss, resource });
    }
  }

  #judge({ method, path }: RequestRecord, { look, loss, resource }: { look: Look; loss: Loss; resource: Resource }): void {
    const { kind, id, isAlong } = loss;
    const has = look.has(resource);
    const goes = `${method} ${path}${isAlong ? " of the customer" : ""} takes ${kind} ${id} from ${resource.name}`;
    if (has?.id === id && concerns(resource, kind)) {
      if (!look.goesFirst(resource)) this.#losses.push(`${goes}, which has it: ${JSON.stringify(look.state)}`);
    } else if (has === undefined) {
      const isTaken = this.#permission.kept.some((other) => look.has(other)?.id === id && look.goesFirst(other));
      if (!isAlong && !isTaken && this.#asksFor(resource, loss, look))
        this.#suspicions.push({ resource, text: `${goes}, which asked for it: ${JSON.stringify(look.state)}` });
    } else if (look.had(resource, id) && concerns(resource, kind) && kind !== "CallFlowContent") {
      const isSafe = this.#sim.portal.find(has.id) !== undefined || this.#permission.isEdited;
      if (!isSafe) this.#losses.push(`${goes}, whose new one ${has.id} does not live`);
    }
  }

  /** The live objects that a request deletes. */
  #lossesBy({ method, path, body }: RequestRecord): Loss[] {
    const [, id = ""] = /^\/(?:voip\/flow|account\/reseller)\/([^/]+)$/.exec(path) ?? [];
    const { customers, objects } = this.#sim.state;
    if (method === "PUT") return this.#isEmptied(id, body) ? [{ kind: "CallFlowContent", id, isAlong: false }] : [];
    if (method !== "DELETE") return [];
    if (objects.has(id)) return [{ kind: "CallFlow", id, isAlong: false }];
    if (!customers.has(id)) return [];
    const along = [...objects.values()].filter(({ owner }) => owner === id);
    return [{ kind: "SubReseller", id, isAlong: false }, ...along.map(({ uuid }): Loss => ({ kind: "CallFlow", id: uuid, isAlong: true }))];
  }

  /** Whether a PUT empties a filled flow, as the removal of a content does. */
  #isEmptied(id: string, body: Json | undefined): boolean {
    const live = this.#sim.state.objects.get(id)?.record;
    return live !== undefined && isEmptied(body as JsonObject) && !isEmptied(live);
  }

  #asksFor({ name, kind, args }: Resource, { kind: lost, id }: Loss, look: Look): boolean {
    if (kind !== lost) return false;
    if (kind === "CallFlowContent") return look.idOf(args["callFlow"]) === id;
    const adopt = args["adopt"];
    if (typeof adopt === "string" || (typeof adopt === "object" && adopt !== null))
      return (adopt as { uuid?: string }).uuid === id || adopt === id;
    const object = this.#sim.portal.find(id);
    if (kind === "SubReseller") return object?.record["name"] === args["name"];
    const owner = args["customer"] === undefined ? null : look.idOf(args["customer"]);
    const isThere = object !== undefined && "owner" in object && object.owner === owner;
    return isThere && (Number(object.record["extension"]) === args["extension"] || hasStepsOf(object.record, { name, owner, args }));
  }
}

/** A state at one moment, and the program. */
class Look {
  readonly state: readonly InState[];
  readonly #permission: Permission;

  constructor(permission: Permission, state: readonly InState[]) {
    this.state = state;
    this.#permission = permission;
  }

  /** The resource in the state, under its current or former name. */
  has({ name, kind, options }: Resource): InState | undefined {
    const living = this.state.filter((one) => !one.isOld && one.kind === kind);
    const former = (options.aliases ?? []).filter(
      (alias) => !this.#permission.kept.some((other) => other.kind === kind && other.name === alias),
    );
    return living.find((one) => one.name === name) ?? living.find((one) => former.includes(one.name));
  }

  /** Whether the object is an old one of a replaced resource. */
  had({ name, kind, options }: Resource, id: string): boolean {
    const names = [name, ...(options.aliases ?? [])];
    return this.state.some((one) => one.isOld && one.kind === kind && one.id === id && names.includes(one.name));
  }

  idOf(reference: unknown): string | undefined {
    const resource = this.#resource(reference);
    return resource === undefined ? undefined : this.has(resource)?.id;
  }

  /** Whether the program wants the object, or its customer, deleted before the new one is created. */
  goesFirst(resource: Resource): boolean {
    if ([...this.#needs(resource), ...this.#homeOf(resource)].some((other) => this.goesFirst(other))) return true;
    return resource.options.deleteBeforeReplace === true && this.#isReplaced(resource);
  }

  #isReplaced(resource: Resource): boolean {
    const has = this.has(resource);
    if (has === undefined) return false;
    return this.#permission.forced.has(resource.name) || has.isTainted || this.#isElsewhere(resource, has);
  }

  /** Whether the program declares it for another customer, or for another flow. */
  #isElsewhere({ args }: Resource, { id, customer }: InState): boolean {
    const [wanted, filled] = [this.idOf(args["customer"]), this.idOf(args["callFlow"])];
    const isSettled = args["customer"] === undefined || wanted !== undefined;
    return (isSettled && wanted !== customer) || (filled !== undefined && filled !== id);
  }

  #needs({ args }: Resource): Resource[] {
    return [args["customer"], args["callFlow"]].map((value) => this.#resource(value)).filter((one) => one !== undefined);
  }

  /** The resource of the customer that has the object. */
  #homeOf(resource: Resource): Resource[] {
    const customer = this.has(resource)?.customer;
    if (customer === undefined) return [];
    return this.#permission.kept.filter((one) => one.kind === "SubReseller" && this.has(one)?.id === customer);
  }

  #resource(reference: unknown): Resource | undefined {
    if (!(reference instanceof Ref)) return undefined;
    return this.#permission.kept.find(({ name }) => name === reference.name);
  }
}

/** A content concerns a resource that fills the flow, and a flow that has its steps itself. */
function concerns({ kind, args }: Resource, lost: Loss["kind"]): boolean {
  return kind === lost || (lost === "CallFlowContent" && kind === "CallFlow" && args["flow"] !== undefined);
}

/** Whether a flow is emptied: its start leads to a busy tone without a duration, which no program of a story declares. */
function isEmptied(object: JsonObject): boolean {
  const steps = Object.values((object["flow"] ?? {}) as Record<string, JsonObject>);
  return isPlaceholder(object) && !steps.some((step) => step["module"] === "busy" && Number(step["duration"]) === 4);
}

/** Whether a flow has the steps that only this resource chooses. */
function hasStepsOf(
  record: JsonObject,
  { name, owner, args }: { name: string; owner: string | null | undefined; args: Resource["args"] },
): boolean {
  const live = Object.keys((record["flow"] ?? {}) as JsonObject);
  const steps = Object.keys((args["flow"] ?? {}) as JsonObject).map((step) => stepUuid(urnOf("CallFlow", name), owner ?? undefined, step));
  return steps.length > 0 && steps.length === live.length && steps.every((step) => live.includes(step));
}
