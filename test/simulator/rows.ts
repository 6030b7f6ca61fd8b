import { KINDS, KIND_NAMES, commandsOf, parentOf } from "../../provider/simulator/kinds";
import type { KindName } from "../../provider/simulator/kinds";
import { customer } from "../../provider/simulator/kinds/customer";
import type { Command, Field, Kind, ObjectSpec } from "../../provider/simulator/kinds/kind";
import type { Json, JsonObject, Simulator } from "../../provider/simulator/index";
import { CREATE_FLOW } from "./documents";
import { call, uuidOf } from "./support";
import type { Ask } from "./support";

export const NOBODY = "00000000-0000-4000-8000-000000000000";
const SOMEBODY = "00000000-0000-4000-8000-000000000001";

/** A row of the simulator's table, or the customers' own. */
export interface Row {
  readonly name: KindName | "customer";
  readonly kind: Kind;
}

export const ROWS: readonly Row[] = [{ name: "customer", kind: customer }, ...KIND_NAMES.map((name) => ({ name, kind: KINDS[name] }))];

const EVERY: readonly Command[] = ["list", "create", "read", "update", "delete"];

/** The rows with every command that fit, by name. Throws if there is none, because a test of no row shows nothing. */
export function rowsWhere(isWanted: (row: Row) => boolean = () => true): [string, Row][] {
  const whole = ROWS.filter(({ kind }) => EVERY.every((command) => commandsOf(kind).includes(command)));
  const fitting = whole.filter(isWanted);
  if (fitting.length === 0) throw new Error("No row of the table is like that.");
  return fitting.map((row) => [row.name, row]);
}

/** The writable fields of a row that fit, by name. */
export function fieldsWhere({ kind }: Row, isWanted: (field: Field) => boolean): string[] {
  return Object.entries(kind.fields).flatMap(([name, field]) => (field.readOnly !== true && isWanted(field) ? [name] : []));
}

/** Values that rules beyond the table ask for. */
const EXAMPLES: Partial<Record<Row["name"], JsonObject>> = {
  customer: { store_front: "" },
  queueNotice: { audios: [{ files: ["position"], waiting_time: 15 }] },
  resellerUser: { object_access: [{ uuid: SOMEBODY }] },
  flow: { flow: CREATE_FLOW.flow },
  shortCode: { feature: { feature: "listen" } },
  timeDiary: {
    elements: [{ call_flow: SOMEBODY, closed_time: "18:00-9:00,mon-fri,*,*" }],
    exceptions: [{ call_flow: SOMEBODY, start_date: "2026-12-24", start_time: "12:00:00", end_date: "2026-12-27", end_time: "09:00:00" }],
  },
};

/** A body with every field that a body may have. */
export function fullBody({ name, kind }: Row): JsonObject {
  return objectOf(kind, EXAMPLES[name] ?? {});
}

function objectOf({ fields }: ObjectSpec, examples: JsonObject): JsonObject {
  const writable = Object.entries(fields).filter(([, field]) => field.readOnly !== true);
  return Object.fromEntries(writable.map(([name, field]) => [name, examples[name] ?? valueOf(name, field)]));
}

function valueOf(name: string, field: Field): Json {
  if (field.choices?.[0] !== undefined) return field.choices[0];
  switch (field.sort) {
    case "text":
      return field.extension === true ? "8001" : `a ${name}`;
    case "base64":
      return "SUQzBAA=";
    case "wholeNumber":
      return 801;
    case "flag":
      return true;
    case "reference":
      return SOMEBODY;
    case "list":
      if (field.items !== undefined) return [objectOf(field.items, {})];
      return field.of === undefined ? [] : [valueOf(name, field.of)];
    case "object":
      throw new Error(`The table does not tell what "${name}" holds: put a value under EXAMPLES.`);
  }
}

/** A body as answers repeat it: without files. */
export function shownOf({ kind }: Row, body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([name]) => kind.fields[name]?.file !== true));
}

/** Values that a field must not have. */
export function wrongValues(field: Field): Json[] {
  const others: Json[] = field.choices === undefined ? [] : [typeof field.choices[0] === "number" ? 99 : "no choice"];
  switch (field.sort) {
    case "text":
      return [...others, 5, {}];
    case "base64":
      return [...others, 5, "data:audio/mpeg;base64,SUQzBAA=", "SUQz BAA=", "SUQzB"];
    case "wholeNumber":
      return [...others, "x", 1.5, true];
    case "flag":
      return ["yes", 1];
    case "reference":
      return [...others, "no uuid", 5];
    case "list":
      return [
        {},
        "x",
        ...(field.items === undefined ? [] : [["x"]]),
        ...(field.of === undefined ? [] : wrongValues(field.of).map((one) => [one])),
      ];
    case "object":
      return ["x", []];
  }
}

/** The names of an object's secrets that a body can have, those of its items included. */
export function secretsOf({ fields }: ObjectSpec): string[] {
  return Object.entries(fields).flatMap(([name, { secret, items, readOnly }]) => {
    if (secret === true) return readOnly === true ? [] : [name];
    return items === undefined || readOnly === true ? [] : secretsOf(items);
  });
}

export const OWNER = "acme";

/** Requests about objects of a row, in a customer's account; a child's parent is made first. */
export class Requests {
  readonly #sim: Simulator;
  readonly #row: Row;
  readonly #path: string;

  private constructor(sim: Simulator, row: Row, path: string) {
    this.#sim = sim;
    this.#row = row;
    this.#path = path;
  }

  static async of(sim: Simulator, row: Row): Promise<Requests> {
    const parent = parentOf(row.kind);
    if (row.kind.needs !== undefined) sim.portal.addObject(row.kind.needs as KindName, {}, OWNER);
    if (parent === undefined) return new Requests(sim, row, row.kind.path);
    const above = await call(sim, "POST", KINDS[parent].path, { body: {}, customer: OWNER });
    return new Requests(sim, row, row.kind.path.replace(`{${parent}}`, uuidOf(above)));
  }

  send(method: string, uuid = "", ask: Ask = {}): ReturnType<typeof call> {
    const whose = this.#row.name === "customer" ? {} : { customer: OWNER };
    return call(this.#sim, method, this.#path + (uuid === "" ? "" : `/${uuid}`), { ...whose, ...ask });
  }

  create(body: JsonObject): ReturnType<typeof call> {
    return this.send("POST", "", { body });
  }

  update(uuid: string, body: JsonObject): ReturnType<typeof call> {
    return this.send("PUT", uuid, { body });
  }
}
