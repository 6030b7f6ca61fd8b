import { keyOf, mapKinds, type MapObject, type ObjectChange } from "pulumi-yay/map";
import { type Kind, kindFacts } from "pulumi-yay/objects";
import { customersNamed, nobody, ofCustomers } from "../objects/customers.js";
import { readJsonOrRevision, readObjectFile } from "../objects/files.js";
import { readLiveObjects } from "../objects/live.js";
import type { ObjectOptions } from "../objects/options.js";
import { objectsOfPlan, type Planned, UNSEEN } from "../objects/preview.js";
import type { ObjectSource } from "../objects/source.js";
import { readPlan, readStack } from "../objects/sources.js";
import { UsageError } from "../shared/failure.js";

/** Whether one state of a program follows another, a plan follows a state, or what lives is held beside either. */
export type Sort = "states" | "plan" | "live";

/** What is compared. */
export interface Sides {
  readonly sort: Sort;
  readonly before: readonly MapObject[];
  readonly after: readonly MapObject[];
  /** Both in words: `from stack prod to the account as it lives`. */
  readonly between: string;
  readonly notes: readonly string[];
  /** What is known of an object beside what its arguments show. */
  readonly notesOn: (object: MapObject) => readonly string[];
}

const NO_NOTES = (): readonly string[] => [];

/** The two sides that files and options name. @throws UsageError unless these are two. */
export async function readSides(files: readonly string[], options: ObjectOptions): Promise<Sides> {
  const sides = await sidesOf(files, options);
  const { customer } = options;
  if (customer === undefined || sides.sort === "live") return sides;
  const [one, other] = [customersNamed(sides.before, customer), customersNamed(sides.after, customer)];
  if (one.length + other.length === 0) throw nobody([...sides.before, ...sides.after], customer);
  return { ...sides, before: ofCustomers(sides.before, one), after: ofCustomers(sides.after, other) };
}

async function sidesOf([first, second, ...more]: readonly string[], options: ObjectOptions): Promise<Sides> {
  const { stack, live, cwd } = options;
  if (more.length > 0) throw new UsageError(`This compares two, and there are ${2 + more.length} files.`);
  if (first !== undefined && second !== undefined && stack === undefined && live === undefined)
    return ofTwo(await readObjectFile(first, cwd), await readObjectFile(second, cwd));
  if (first !== undefined && second === undefined) {
    if (live === true) return besideLive(await readObjectFile(first, cwd), options);
    if (stack !== undefined) return ofTwo(await readStack({ stack, cwd }), await readObjectFile(first, cwd));
    const planned = objectsOfPlan(await readJsonOrRevision(first, cwd));
    if (planned !== undefined) return ofPlan(planned, first);
  }
  if (first === undefined && stack !== undefined) {
    if (live === true) return besideLive(await readStack({ stack, cwd }), options);
    return ofPlan(await readPlan({ stack, cwd }), stack === true ? "the selected stack" : `stack ${stack}`);
  }
  throw new UsageError(
    "Name two files from `pulumi stack export` (or REVISION:PATH as git has it), or one from `pulumi preview --json`; or --stack alone for what a " +
      "preview would change; or --live with --stack or a file for what lives beside it; or --stack and a file.",
  );
}

function ofTwo(before: ObjectSource, after: ObjectSource): Sides {
  return {
    sort: "states",
    before: before.objects,
    after: after.objects,
    between: `from ${before.from} to ${after.from}`,
    notes: [...before.notes, ...after.notes],
    notesOn: NO_NOTES,
  };
}

function ofPlan({ before, after, planOf, notes }: Planned, from: string): Sides {
  const notesOn = (object: MapObject): readonly string[] => [planOf(object)].filter((note) => note !== "");
  return { sort: "plan", before, after, between: `what a preview of ${from} would change`, notes, notesOn };
}

/** What lives beside a program: the customers that the program has, and of those the kinds that it has and those that a map draws. */
async function besideLive(source: ObjectSource, options: ObjectOptions): Promise<Sides> {
  const { customer } = options;
  const named = customer === undefined ? undefined : customersNamed(source.objects, customer);
  if (named?.length === 0) throw nobody(source.objects, customer ?? "");
  const declared = named === undefined ? source.objects : ofCustomers(source.objects, named);
  const live = await readLiveObjects(options, { kinds: kindsIn(declared), customers: customersIn(declared) });
  const unread = new Set((live.unread ?? []).map((each) => placeOf(each)));
  return {
    sort: "live",
    before: declared.filter((object) => !unread.has(placeOf(object))),
    after: live.objects.filter((object) => !isUndeclaredOne(object, declared)),
    between: `from ${source.from} to ${live.from}`,
    notes: [...source.notes, ...live.notes],
    notesOn: NO_NOTES,
  };
}

/** What each account has one of from the start was made by nobody: a program that does not declare it leaves it as it is. */
function isUndeclaredOne(live: MapObject, declared: readonly MapObject[]): boolean {
  return kindFacts(live.kind)?.isOnlyOne === true && !declared.some((object) => placeOf(object) === placeOf(live));
}

function placeOf({ kind, customer = "" }: { readonly kind: string; readonly customer?: string }): string {
  return `${kind === "CallFlowContent" ? "CallFlow" : kind} ${keyOf(customer)}`;
}

/** Kinds that no list has: customers are listed by themselves, contents are a part of flows, and other objects have paths of their own. */
const UNLISTED = new Set(["SubReseller", "CallFlowContent", "ApiObject"]);

function kindsIn(objects: readonly MapObject[]): Kind[] {
  const all = new Set<string>([...mapKinds, ...objects.map(({ kind }) => kind)]);
  return [...all].filter((kind): kind is Kind => !UNLISTED.has(kind));
}

function customersIn(objects: readonly MapObject[]): (string | undefined)[] {
  const uuids = objects.map(({ kind, uuid, customer }) => (kind === "SubReseller" ? uuid : customer));
  const known = new Map(uuids.map((uuid) => [uuid === undefined ? "" : keyOf(uuid), uuid]));
  return [...known.values()];
}

/** That something unseen changes is only said of what shows no other change. */
export function withoutIdleNotes(change: ObjectChange): ObjectChange {
  return change.arguments.length === 0 ? change : { ...change, notes: change.notes.filter((note) => note !== UNSEEN) };
}
