import { CustomerGoneError, type JsonObject } from "../client/index";
import { asText, isUuid, own } from "../common/values";
import type { ResourceDefinition } from "../lifecycle/kind";
import { orAsListed } from "../lifecycle/run/guesses";
import type { Run } from "../lifecycle/run/run";
import { Target } from "../lifecycle/run/target";
import { type AccountObject, type AccountObjects, liveObject, liveObjects, type Unread } from "./accountObject";
import { heldDrift } from "./heldDrift";
import type { Held } from "./heldStates";

/** Lists to look at beside the objects that a stack holds: kinds of one customer, or of the own account if none is given. */
export interface Beside {
  readonly customer?: string | undefined;
  readonly kinds: readonly ResourceDefinition[];
}

/** The held objects of one collection of one customer. */
interface Group {
  readonly definition: ResourceDefinition;
  readonly targets: readonly (readonly [Held, Target])[];
}

/**
 * What lives of what stacks hold: one list for each collection that has one of them, and by itself what a list does not show, or not whole. A list
 * is never believed about absence. With `beside`, what those lists show, too.
 */
export async function livingOf(run: Run, held: readonly Held[], beside: readonly Beside[] = []): Promise<AccountObjects> {
  const groups = grouped(held.map((each) => [each, targetOf(run, each)] as const));
  const [found, others] = await Promise.all([
    Promise.all(groups.map((group) => livingIn(run, group))),
    Promise.all(beside.map(({ customer, kinds }) => liveObjects(run, kinds, customer))),
  ]);
  return together([...found, ...others]);
}

function targetOf(run: Run, { definition, state, id }: Held): Target {
  return new Target(definition, run, { props: state, id });
}

function grouped(targets: readonly (readonly [Held, Target])[]): Group[] {
  const groups = new Map<string, (readonly [Held, Target])[]>();
  for (const each of targets) {
    const [{ definition }, { collection, parent }] = each;
    const key = [definition.kind, collection.path, collection.customer, parent].join(" ").toLowerCase();
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    return first === undefined ? [] : [{ definition: first[0].definition, targets: members }];
  });
}

async function livingIn(run: Run, { definition, targets }: Group): Promise<AccountObjects> {
  const [, first] = targets[0] ?? [];
  if (first === undefined) return together([]);
  const { collection } = first;
  const place = { customer: collection.customer, under: Object.values(collection.params ?? {})[0] };
  const whose = collection.customer === undefined ? {} : { customer: collection.customer };
  let listed: readonly JsonObject[] = [];
  try {
    if (definition.singleton === undefined)
      listed = await run.listings.current(collection, `list every ${definition.kind}`, {
        isWhole: () => true,
        read: () => Promise.resolve(undefined),
      });
  } catch (failure) {
    if (CustomerGoneError.is(failure)) return { ...together([]), gone: targets.map(([{ id }]) => id) };
    return { objects: [], unread: [{ kind: definition.kind, ...whose, failure }] };
  }
  const byUuid = new Map(listed.map((live) => [asText(live["uuid"]).toLowerCase(), live]));
  const looked = await Promise.all(targets.map((each) => lookedAt(each, byUuid.get(each[0].id.toLowerCase()))));
  const mine = new Set(targets.map(([{ id }]) => id.toLowerCase()));
  const rest = isCommon(definition) ? [...byUuid].filter(([uuid]) => isUuid(uuid) && !mine.has(uuid)) : [];
  return together([...looked, { objects: rest.map(([, live]) => liveObject(definition, live, place)), unread: [] }]);
}

/** Whether what a list shows beside what is held may be shown as objects of the same kind. */
function isCommon(definition: ResourceDefinition): boolean {
  return definition.part === undefined && definition.of === undefined;
}

async function lookedAt([held, target]: readonly [Held, Target], listed: JsonObject | undefined): Promise<AccountObjects> {
  const { definition, state, id } = held;
  const { collection, parent } = target;
  const place = { customer: collection.customer, under: parent, id };
  const declared = { declared: state, state };
  try {
    const isWhole = listed !== undefined && heldDrift(held, listed).isWhole;
    const live = isWhole ? listed : await orAsListed(definition, declared, target.find("read"));
    return live === undefined ? { ...together([]), gone: [id] } : { objects: [liveObject(definition, live, place)], unread: [] };
  } catch (failure) {
    const customer = own(state, "customer");
    return { objects: [], unread: [{ kind: definition.kind, ...(typeof customer === "string" && { customer }), uuid: id, failure }] };
  }
}

/** All of several readings, each object once: as it was read for what holds it, if it was. */
function together(readings: readonly AccountObjects[]): AccountObjects {
  const objects = new Map<string, AccountObject>();
  for (const object of readings.flatMap((reading) => reading.objects)) {
    const key = `${object.kind} ${object.uuid}`.toLowerCase();
    if (!objects.has(key)) objects.set(key, object);
  }
  const unread = new Map<string, Unread>();
  for (const each of readings.flatMap((reading) => reading.unread)) {
    const key = [each.kind, each.customer, each.uuid].join(" ").toLowerCase();
    if (!unread.has(key)) unread.set(key, each);
  }
  return { objects: [...objects.values()], unread: [...unread.values()], gone: readings.flatMap(({ gone = [] }) => gone) };
}
