import { type ChangedObject, type Comparison, compareStates, type Kind, kindOf, type UnreadObject } from "pulumi-yay/objects";
import type { AccountObject, AccountReader } from "pulumi-yay/account";
import { wordsOf } from "../shared/failure.js";
import type { State } from "../shared/states.js";
import { safeLine } from "../shared/terminal.js";
import type { Drifted, Found, Props, Side, Verdicts } from "./looked.js";
import { namedOf, pictured } from "./named.js";
import { placesSaid } from "./places.js";
import type { NameOf } from "./words.js";

/** Whose word a state is. */
const AGAINST = "the stack";

/** Compares the states of a stack with what lives: what a refresh would show, without an engine and without the program. */
export async function foundOfStates(states: readonly State[], stack: string, reader: AccountReader): Promise<Found> {
  const comparison = compareStates(states, await reader.living(states));
  const { same, changed, gone, unread } = comparison;
  return {
    stack,
    looked: same.length + changed.length + gone.length,
    sides: [
      ...same.map(sideOf).map((side) => ({ ...side, live: side.held })),
      ...gone.map(sideOf),
      ...changed.map(({ object, live }) => ({ ...sideOf(object), live: sideOf({ ...object, args: live.args }).held })),
    ],
    states,
    unread: unread.map(unreadInWords),
    judge: (nameOf) => judgeStates(comparison, { stack, ignored: ignoredIn(states), nameOf }),
  };
}

interface Judging {
  readonly stack: string;
  /** By kind and id, the paths that the program told the engine to leave alone. */
  readonly ignored: ReadonlyMap<string, readonly RegExp[]>;
  readonly nameOf: NameOf;
}

function judgeStates({ changed, gone }: Comparison, judging: Judging): Verdicts {
  const { stack } = judging;
  const judged = changed.map((one) => ({ ...one, drifted: driftOf(one, judging) }));
  return {
    drifted: [
      ...judged.flatMap(({ drifted }) => (drifted.changes.length > 0 ? [drifted] : [])),
      ...gone.map((object): Drifted => ({
        ...namedOf({ ...object, stack, resource: object.resource ?? "", ...sideOf(object) }),
        fate: "deleted",
        changes: [],
      })),
    ],
    pending: [],
    agreed: judged
      .filter(({ drifted, differences }) => drifted.changes.length < differences.length && drifted.changes.length === 0)
      .map(({ drifted }) => drifted),
  };
}

function driftOf({ object, live, differences }: ChangedObject, { stack, ignored, nameOf }: Judging): Drifted {
  const kind = object.kind as Kind;
  const resource = object.resource ?? "";
  const left = ignored.get(keyOf(kind, object.uuid)) ?? [];
  const counts = ({ path }: { readonly path: string }): boolean => !left.some((pattern) => pattern.test(path));
  const counted = differences.filter(counts);
  const stepUuids = { held: object.stepUuids ?? {}, live: live.stepUuids ?? {} };
  const uuids = { ...stepUuids.held, ...stepUuids.live };
  const changes = placesSaid(counted, { kind, from: object.args, to: live.args, uuids }, { nameOf, against: AGAINST }).filter(counts);
  const named = namedOf({ stack, kind, resource, uuid: object.uuid, held: sideOf(object).held, live: live.args });
  return {
    ...named,
    fate: "changed",
    changes,
    ...pictured({ kind, resource, stepUuids }, { held: object.args, live: live.args }, changes),
  };
}

function sideOf({ kind, uuid, customer, args }: AccountObject): Side {
  const held: Props = { ...args, ...(customer !== undefined && { customer }) };
  return { kind, uuid, held, live: undefined };
}

function unreadInWords({ object, failure }: UnreadObject): string {
  const why = failure === undefined ? "nobody looked for it" : safeLine(wordsOf(failure));
  return `${object.kind} ${object.resource ?? object.uuid}: ${why}`;
}

/** Resources of two kinds may have one name, and so may those of two components. */
function keyOf(kind: string | undefined, id: unknown): string {
  return `${kind ?? ""} ${String(id)}`.toLowerCase();
}

function ignoredIn(states: readonly State[]): Map<string, RegExp[]> {
  return new Map(
    states.flatMap((state) => {
      const paths = Array.isArray(state["ignoreChanges"]) ? state["ignoreChanges"].filter((path) => typeof path === "string") : [];
      return paths.length === 0 ? [] : [[keyOf(kindOf(state["type"]), state["id"]), paths.map(patternOf)] as const];
    }),
  );
}

/** A path of the engine as a pattern of ours: `users["acme.api"].email` is `users.acme.api.email`, and `*` is any entry. */
function patternOf(path: string): RegExp {
  const dotted = path.replaceAll(/\[(?:"([^"]*)"|(\d+|\*))\]/g, (_whole, name?: string, index?: string) => `.${name ?? index ?? ""}`);
  const parts = dotted.replace(/^\./, "").split("*");
  return new RegExp(`^${parts.map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join(".+?")}(?:\\.|$)`);
}
