import Table from "cli-table3";
import type { AccountObject } from "pulumi-yay/account";
import { titleOf } from "pulumi-yay/map";
import { codeOf, wordsOf } from "../shared/failure.js";
import { counted } from "../shared/output.js";
import { palette, safeJson, safeLine } from "../shared/terminal.js";
import type { Inventory } from "./sources.js";

/** How many objects of one kind a customer has on each side. */
interface Row {
  /** Null is the own account. */
  readonly customer: string | null;
  readonly kind: string;
  readonly both: number;
  /** Those of `both` that live otherwise than the state says. */
  readonly differing: number;
  readonly onlyLive: number;
  readonly onlyInCode: number;
  readonly notKnown: number;
}

type Count = Exclude<keyof Row, "customer" | "kind">;

const COUNTS: Readonly<Record<Count, string>> = {
  both: "In code and live",
  differing: "of these differing",
  onlyLive: "Only live",
  onlyInCode: "Only in code",
  notKnown: "Not known",
};

/** The codes of failures that say that the API, or the plan, has no such objects; they hide nothing. */
const NONE_THERE = ["YAY_GONE", "YAY_NOT_FOUND", "YAY_GUESSED_PATH"];

/** What could not be looked at although the API has it, or although code has it: the inventory is not whole. */
export function isWhole({ comparison: { unread, unlisted } }: Inventory): boolean {
  return unread.length === 0 && unlisted.every(({ failure }) => NONE_THERE.includes(codeOf(failure) ?? ""));
}

/** The inventory as JSON. */
export function asJson(inventory: Inventory): string {
  const { comparison, customers } = inventory;
  const nameOf = (uuid: string | null) => (uuid === null ? null : (customers.get(uuid) ?? null));
  const listed = (objects: readonly AccountObject[]) =>
    [...objects].sort(byPlace).map((object) => ({ ...placed(object), name: labelOf(object) }));
  return safeJson({
    ok: isWhole(inventory),
    counts: rowsOf(inventory).map((row) => ({ ...row, customerName: nameOf(row.customer) })),
    differing: comparison.changed.map(({ object, differences }) => ({ ...placed(object), paths: differences.map(({ path }) => path) })),
    onlyLive: listed(comparison.onlyLive),
    onlyInCode: listed(comparison.gone),
    notKnown: comparison.unread.map(({ object, failure }) => ({ ...placed(object), why: why(failure) })),
    notListed: comparison.unlisted.map(({ kind, customer, failure }) => ({ kind, customer: customer ?? null, why: why(failure) })),
  });
}

/** The inventory as tables, with the objects that only one side has if `showsObjects`. */
export function asText(inventory: Inventory, { showsObjects }: { readonly showsObjects: boolean }): string {
  const rows = rowsOf(inventory);
  const { comparison } = inventory;
  const parts = [
    table(rows, inventory),
    ...(showsObjects ? [listing("Only live", comparison.onlyLive, inventory), listing("Only in code", comparison.gone, inventory)] : []),
    missing(inventory),
  ];
  return parts.filter((part) => part !== "").join("\n");
}

function rowsOf({ comparison, customers }: Inventory): Row[] {
  const rows = new Map<string, Row>();
  const count = (object: AccountObject, what: Partial<Record<Count, 1>>): void => {
    const customer = customerOf(object);
    const key = JSON.stringify([customer, object.kind]);
    const row = rows.get(key) ?? { customer, kind: object.kind, both: 0, differing: 0, onlyLive: 0, onlyInCode: 0, notKnown: 0 };
    const added = Object.keys(what).map((name) => [name, row[name as Count] + 1] as const);
    rows.set(key, { ...row, ...Object.fromEntries(added) });
  };
  for (const object of comparison.same) count(object, { both: 1 });
  for (const { object } of comparison.changed) count(object, { both: 1, differing: 1 });
  for (const object of comparison.onlyLive) count(object, { onlyLive: 1 });
  for (const object of comparison.gone) count(object, { onlyInCode: 1 });
  for (const { object } of comparison.unread) count(object, { notKnown: 1 });
  const order = ({ customer, kind }: Row) => [customer === null ? "" : `${customers.get(customer) ?? ""} ${customer}`, kind].join("\u0000");
  return [...rows.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** The customer that an object belongs to; a customer belongs to itself here. */
function customerOf({ kind, uuid, customer }: AccountObject): string | null {
  return (kind === "SubReseller" ? uuid : customer)?.toLowerCase() ?? null;
}

function table(rows: readonly Row[], { customers }: Inventory): string {
  const colours = palette(process.stdout);
  const names = Object.keys(COUNTS) as Count[];
  const shown = new Table({ head: ["Customer", "Kind", ...Object.values(COUNTS)], style: { head: [], border: [], compact: true } });
  const number = (value: number, name: Count): string => {
    if (value === 0) return colours.dim("-");
    return name === "both" ? String(value) : colours.yellow(String(value));
  };
  let before: string | null | undefined;
  for (const row of rows) {
    const name = row.customer === before ? "" : nameOf(row.customer, customers);
    before = row.customer;
    shown.push([name, safeLine(row.kind), ...names.map((each) => number(row[each], each))]);
  }
  const sum = (name: Count) => rows.reduce((total, row) => total + row[name], 0);
  shown.push(["In all", "", ...names.map((name) => number(sum(name), name))]);
  return `${shown.toString()}\n`;
}

function nameOf(customer: string | null, customers: ReadonlyMap<string, string>): string {
  return customer === null ? "(own account)" : safeLine(customers.get(customer) ?? customer);
}

function listing(title: string, objects: readonly AccountObject[], { customers }: Inventory): string {
  if (objects.length === 0) return "";
  const lines = [...objects].sort(byPlace).map((object) => {
    const label = labelOf(object);
    const named = label === undefined ? "" : ` ${JSON.stringify(safeLine(label))}`;
    return `  ${safeLine(object.kind)}${named} ${safeLine(object.uuid)}, ${nameOf(customerOf(object), customers)}\n`;
  });
  return `${title}:\n${lines.join("")}`;
}

function byPlace(a: AccountObject, b: AccountObject): number {
  const order = (object: AccountObject) => [customerOf(object) ?? "", object.kind, object.uuid].join("\u0000");
  return order(a) < order(b) ? -1 : 1;
}

function labelOf({ kind, resource, args }: AccountObject): string | undefined {
  const { extension } = args;
  return resource ?? titleOf(kind, args) ?? (typeof extension === "number" ? String(extension) : undefined);
}

function placed(object: AccountObject) {
  const { kind, uuid, resource } = object;
  return { kind, uuid, customer: customerOf(object), ...(resource !== undefined && { resource }) };
}

/** What the inventory does not say, each reason once. */
function missing({ comparison: { unread, unlisted } }: Inventory): string {
  const all = [...unread.map(({ object, failure }) => ({ kind: object.kind, failure })), ...unlisted];
  const reasons = new Map<string, Set<string>>();
  for (const { kind, failure } of all) {
    const reason = brief(failure);
    reasons.set(reason, (reasons.get(reason) ?? new Set()).add(kind));
  }
  const lines = [...reasons].map(([reason, kinds]) => `  ${[...kinds].sort().join(", ")}: ${reason}\n`);
  return lines.length === 0 ? "" : `Not looked at, ${counted(lines.length, "reason")}:\n${lines.join("")}`;
}

/** The reason without what tells one request from another, so that equal ones are told once; JSON has all of it. */
function brief(failure: unknown): string {
  const [headline = ""] = failure === undefined ? [why(failure)] : wordsOf(failure).split("\n");
  const status = failure instanceof Error && "status" in failure && typeof failure.status === "number" ? ` (${failure.status})` : "";
  return `${safeLine(headline)}${status}`;
}

function why(failure: unknown): string {
  return failure === undefined ? "nobody looked for it" : safeLine(wordsOf(failure));
}
