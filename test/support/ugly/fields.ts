import type { Json, JsonObject } from "../../../provider/simulator/index";
import type { Field, Fields } from "../../../provider/simulator/kinds/kind";
import type { Dice } from "../random";
import type { Refer } from "./flows";
import { SECRET_MARK, uglyText } from "./texts";

/** What a value is made of. */
export interface Making {
  readonly dice: Dice;
  readonly refer: Refer;
  readonly uuid: () => string;
}

/** The kind whose objects a reference names, by its name on the wire. */
const REFERS: Readonly<Record<string, string>> = {
  ...{ call_flow: "flow", caller_id: "callerId", emergency_caller_id: "callerId", allowed_caller_ids: "callerId" },
  ...{ emergency_address: "emergencyAddress", number_address: "numberAddress", out_of_hours: "timeDiary", trunk: "trunk" },
  ...{ greeting: "sound", sounds: "sound", hold_playlist: "playlist", personal_mailbox: "mailbox", users: "user" },
  ...{ voip_number_uuid: "number", voip_user_uuid: "user", related_product: "bundle" },
};

/** The same of `members`, which means another kind in each. */
const MEMBERS: Readonly<Record<string, string>> = { group: "user", queueGroup: "group" };

const TEXTS: Readonly<Record<string, (dice: Dice) => string>> = {
  timezone: (dice) => dice.pick(["Europe/London", "Europe/Dublin", "Asia/Kolkata", "UTC"]),
  country_code: (dice) => dice.pick(["GB", "IE", "DE"]),
  email: (dice) => `user${dice.upTo(1000)}@example.com`,
  email_address: (dice) => `o'brien+${dice.upTo(1000)}@example.com`,
  user_email: (dice) => `login${dice.upTo(1000)}@example.com`,
  strategy: () => "ringall",
  type: () => "ip",
  ip: (dice) => `192.0.2.${1 + dice.upTo(250)}`,
  domain: () => "sip.example.com",
  transport: (dice) => dice.pick(["udp", "tls"]),
  phone: (dice) => `+441632 96${1000 + dice.upTo(9000)}`,
};

const OBJECTS: Readonly<Record<string, (making: Making) => JsonObject>> = {
  elements: ({ dice, refer }) => ({
    call_flow: refer("flow"),
    closed_time: dice.pick(["18:00-9:00,mon-fri,*,*", "0:00-23:59,sat,*,*", "0:00-23:59,*,25,dec", "12:30-13:30,wed,*,*"]),
    ...(dice.chance(0.1) && { note: uglyText(dice) }),
  }),
  exceptions: ({ dice, refer }) => ({
    ...(dice.chance(0.7) && { call_flow: refer("flow") }),
    ...{ start_date: "2026-12-24", start_time: "12:00", end_date: `2027-01-0${1 + dice.upTo(8)}`, end_time: "9:00" },
  }),
  audios: ({ dice, refer }) => ({ files: [refer("sound"), "position"], waiting_time: dice.upTo(90) }),
  email_recipients: ({ uuid }) => ({ uuid: uuid(), created_on: "2021-03-04", updated_on: "2022-05-06" }),
  object_access: ({ dice, uuid }) => ({ uuid: uuid(), type: dice.pick(["voip", "billing"]) }),
  feature: ({ dice }) => ({ feature: dice.pick(["listen", "pickup"]) }),
};

/** Random values for the documented fields of a kind; a field that is not required is left out at times, and blank at others. */
export function uglyFields(kind: string, fields: Fields, making: Making): JsonObject {
  const { dice } = making;
  const values = Object.entries(fields).flatMap(([name, field]): [string, Json][] => {
    if ((field.readOnly === true && field.generated !== true) || field.extension === true || field.shows !== undefined) return [];
    if (field.required !== true && field.generated !== true) {
      if (dice.chance(0.25)) return [];
      if (dice.chance(0.08)) return [[name, field.sort === "list" ? [] : field.sort === "text" ? "" : null]];
    }
    return [[name, valueOf({ kind, name, field }, making)]];
  });
  return Object.fromEntries(values);
}

interface Place {
  readonly kind: string;
  readonly name: string;
  readonly field: Field;
}

function valueOf({ kind, name, field }: Place, making: Making): Json {
  const { dice, refer, uuid } = making;
  if (field.secret === true) return kind === "mailbox" ? String(100_000 + dice.upTo(900_000)) : `${SECRET_MARK}-${kind}-${dice.upTo(1e9)}`;
  if (field.generated === true) return `made-${uuid()}`;
  if (field.choices !== undefined) return dice.pick(field.choices);
  const referred = MEMBERS[kind] !== undefined && name === "members" ? MEMBERS[kind] : (REFERS[name] ?? "nothing");
  const some = <T extends Json>(make: () => T) => Array.from({ length: dice.upTo(4) }, make);
  switch (field.sort) {
    case "text":
      return TEXTS[name]?.(dice) ?? uglyText(dice);
    case "base64":
      return Buffer.from(`audio ${dice.upTo(1e6)}`).toString("base64");
    case "wholeNumber":
      return 1 + dice.upTo(90);
    case "flag":
      return dice.chance(0.5);
    case "reference":
      return refer(referred);
    case "list":
      return field.of?.sort === "reference"
        ? [...new Set(some(() => refer(referred)))]
        : some(() => OBJECTS[name]?.(making) ?? { uuid: uuid() });
    case "object":
      return OBJECTS[name]?.(making) ?? {};
  }
}
