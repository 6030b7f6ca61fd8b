import type { HeldState } from "../../../provider/objects";
import { type Kind, registry } from "../../../provider/kinds/registry";
import type { Field as Argument } from "../../../provider/lifecycle/kind";
import type { Json, JsonObject, Simulator } from "../../../provider/simulator/index";
import { customer as customerRow } from "../../../provider/simulator/kinds/customer";
import type { Field } from "../../../provider/simulator/kinds/kind";
import { KINDS } from "../../../provider/simulator/kinds/index";
import { isBlank } from "../../../provider/common/values";
import { Dice } from "../random";
import { editedFlow } from "./flowEdits";

/** One edit that somebody makes in the portal: of one documented field of one object that a stack manages. */
export interface PortalEdit {
  readonly kind: Kind;
  readonly uuid: string;
  readonly customer: string | undefined;
  /** The argument that shows it. */
  readonly argument: string;
  /** Its name on the wire. */
  readonly wire: string;
}

/** The documented fields of each kind on the wire, by path of its collection. */
const ROWS = new Map([...Object.values(KINDS), customerRow].map((row) => [row.path, row.fields]));

/**
 * Random edits of what states manage and answers show, each of another field: no secrets, nothing that only the API sets, nothing of which another
 * value is another object. The same number gives the same edits.
 */
export function portalEdits(states: readonly HeldState[], count: number, seed: number): PortalEdit[] {
  const dice = new Dice(seed);
  const possible = states.flatMap(editable);
  const chosen: PortalEdit[] = [];
  while (chosen.length < count && possible.length > 0) chosen.push(...possible.splice(dice.upTo(possible.length), 1));
  return chosen;
}

/** Every edit that is possible of one resource. */
function editable({ type, id, outputs }: HeldState): PortalEdit[] {
  const kind = String(type).split(":").at(-1) as Kind;
  const held = outputs as Readonly<Record<string, unknown>>;
  const uuid = String(id);
  const customer = typeof held["customer"] === "string" ? held["customer"] : undefined;
  return Object.entries<Argument>(registry[kind].fields).flatMap(([argument, { facts }]) => {
    const { wire } = facts;
    const row = rowOf(kind)?.[wire ?? ""];
    const isFixed = facts.replaceOnChanges === true || row?.secret === true || row?.readOnly === true;
    if (wire === undefined || row === undefined || isFixed || held[argument] === undefined) return [];
    const needsSome = row.sort === "object" || (row.sort === "list" && row.of?.sort !== "reference");
    if (needsSome && isBlank(held[argument])) return [];
    // A program may repeat such a text only as long as it lives: after an edit the check asks to write it on one line.
    if (typeof held[argument] === "string" && /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(held[argument])) return [];
    return [{ kind, uuid, customer, argument, wire }];
  });
}

function rowOf(kind: Kind): Readonly<Record<string, Field>> | undefined {
  const { collection } = registry[kind].paths;
  return ROWS.get(collection);
}

/** Makes an edit. Afterwards the field is certainly another one, and no other spelling of what it was. */
export function makeEdit({ portal, state }: Simulator, { kind, uuid, customer, wire, argument }: PortalEdit, seed: number): void {
  const dice = new Dice(seed);
  const field = rowOf(kind)?.[wire];
  if (field === undefined) throw new Error(`${kind} has no ${wire}.`);
  const singleton = [...state.objects.values()].find((one) => one.kind === "retention" && (one.owner ?? undefined) === customer);
  const stored = kind === "CallRecordingRetention" ? (singleton?.uuid ?? retentionFor(portal, state, customer)) : uuid;
  portal.edit(stored, (record) => {
    record[wire] = edited({ name: wire, argument, field }, record[wire], dice);
  });
}

/** An account whose retention nobody has set has one all the same; the portal then stores it. */
function retentionFor(portal: Simulator["portal"], state: Simulator["state"], customer: string | undefined): string {
  const name = customer === undefined ? undefined : String(state.customers.get(customer)?.record["name"]);
  return portal.addObject("retention", { expires_in: 3 }, name).uuid;
}

interface Place {
  readonly name: string;
  readonly argument: string;
  readonly field: Field;
}

const ZONES = ["America/New_York", "Australia/Sydney", "Africa/Nairobi"];

function edited({ name, argument, field }: Place, before: Json | undefined, dice: Dice): Json {
  if (field.choices !== undefined) return dice.pick(field.choices.filter((one) => String(one) !== String(before)));
  if (argument === "timezone") return dice.pick(ZONES.filter((zone) => zone !== before));
  switch (field.sort) {
    case "text":
    case "base64":
      return field.extension === true
        ? String(70_000 + dice.upTo(20_000))
        : name === "name"
          ? `edited ${dice.upTo(1e9)}`
          : `edited-${dice.upTo(1e9)}`;
    case "wholeNumber":
      return field.extension === true ? 70_000 + dice.upTo(20_000) : Number(before ?? 0) + 1 + dice.upTo(9);
    case "flag":
      return before !== true;
    case "reference":
      return uuidFrom(dice);
    case "object":
      return name === "flow"
        ? editedFlow(before as JsonObject, dice, () => uuidFrom(dice))
        : { ...(before as JsonObject), feature: `edited-${dice.upTo(1e9)}` };
    case "list":
      return editedList({ name, field }, Array.isArray(before) ? before : [], dice);
  }
}

/** An item fewer or, of values, one more, or one with another content. */
function editedList({ name, field }: Omit<Place, "argument">, items: readonly Json[], dice: Dice): Json[] {
  if (field.of?.sort === "reference") return items.length > 0 && dice.chance(0.5) ? items.slice(1) : [...items, uuidFrom(dice)];
  const [first, ...rest] = items as JsonObject[];
  if (first === undefined) return [...items];
  // A user who is gone cannot be made again without a password, which no answer shows.
  const mayGo = name !== "users";
  if (mayGo && dice.chance(0.3)) return rest;
  const texts = Object.keys(first).filter((key) => typeof first[key] === "string" && EDITABLE.includes(key));
  if (texts.length === 0) return mayGo ? rest : [{ ...first, email: `edited-${dice.upTo(1e9)}@example.com` }, ...rest];
  return [{ ...first, [dice.pick(texts)]: `edited-${dice.upTo(1e9)}` }, ...rest];
}

const EDITABLE = ["closed_time", "end_date", "start_time", "city", "street_one", "email", "contact_first_name"];

function uuidFrom(dice: Dice): string {
  const hex = (length: number) => Array.from({ length }, () => dice.upTo(16).toString(16)).join("");
  return `${hex(8)}-${hex(4)}-4${hex(3)}-b${hex(3)}-${hex(12)}`;
}
