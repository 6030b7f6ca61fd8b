import { z } from "zod";
import type { JsonObject } from "../../provider/client/index";
import { defineKind } from "../../provider/lifecycle/defineKind";
import {
  choice,
  decimal,
  extension,
  flag,
  generated,
  identifiedList,
  integer,
  keyedList,
  local,
  option,
  phoneNumber,
  record,
  reference,
  references,
  secret,
  set,
  text,
  timeZone,
  valueList,
} from "../../provider/lifecycle/fields/index";
import type { Adopt } from "../../provider/lifecycle/verbs/adopt";

/** The arguments of a kind that has one of each block. */
export interface EveryBlockArgs {
  customer?: string;
  adopt?: Adopt;
  extension: number;
  name: string;
  note?: string;
  size?: number;
  on?: boolean;
  role?: 1 | 3;
  price?: string;
  phone?: string;
  zone?: string;
  pin?: string;
  password?: string;
  store?: string;
  members?: string[];
  tags?: string[];
  box?: { label: string; code?: string; count?: number };
  users?: { name: string; email: string; role?: 1 | 3; password?: string }[];
  logins?: { user: string; password?: string; line?: string }[];
  times?: { day: string; on?: boolean }[];
  locked?: boolean;
  force?: boolean;
}

const roles = { Admin: 1, Customer: 3 };

/** A kind with one of each block, which is in no registry. */
export const everyBlock = defineKind<EveryBlockArgs>({
  kind: "EveryBlock",
  documentation: "inferred",
  scope: "customer",
  path: "/every-block",
  args: {
    extension: extension("extension_number", { required: true }),
    name: text("name", { required: true }),
    note: text("note"),
    size: integer("size"),
    on: flag("is_on"),
    role: choice("role_id", roles),
    price: decimal("price"),
    phone: phoneNumber("phone"),
    zone: timeZone("time_zone"),
    pin: secret("pin", { readable: true }),
    password: secret("password"),
    store: reference("store", "Store"),
    members: references("members", "SipUser"),
    tags: set("tags", z.string()),
    box: record("box", { label: text("label", { required: true }), code: secret("code", { readable: true }), count: integer("count") }),
    users: keyedList("users", {
      key: { argument: "name", wire: "name" },
      fields: { email: text("email", { required: true }), role: choice("role_id", roles), password: secret("password") },
      confirmedBy: "email",
    }),
    logins: identifiedList("auth", {
      fields: { user: text("username", { required: true }), password: secret("password"), line: text("line") },
      uuids: "loginUuids",
    }),
    times: valueList("times", { fields: { day: text("day", { required: true }), on: flag("is_on") } }),
    locked: local(z.boolean(), { writeOnly: true }),
    force: option(z.boolean(), { documentedDefault: false }),
  },
  key: "extension",
  outputs: { token: generated("token", { secret: true }), number: generated("number") },
  readOnly: ["balance"],
});

const uuid = (digit: number) => `0a7c1111-abcd-4111-8111-11111111111${digit}`;

/** What a program declares of it. */
export const declared = {
  extension: 501,
  name: "Main",
  note: "",
  size: 20,
  on: true,
  role: 3,
  price: "10.00",
  phone: "+441632960123",
  zone: "Europe/London",
  pin: "4711",
  password: "open sesame 1",
  store: uuid(1),
  members: [uuid(2), uuid(3)],
  tags: ["a", "b"],
  box: { label: "Box", code: "open sesame 2", count: 2 },
  users: { bob: { email: "b@x", role: 1, password: "open sesame 3" }, eve: { email: "e@x", role: 3 } },
  logins: [
    { user: "one", password: "open sesame 4", line: "1" },
    { user: "two", password: "open sesame 5" },
  ],
  times: [
    { day: "mon", on: true },
    { day: "tue", on: false },
  ],
};

/** The object that lives, in the documented form, with values that no program declares. */
export const living: JsonObject = {
  uuid: uuid(0),
  created_on: "2026-01-01",
  updated_on: "2026-01-02",
  balance: 12.5,
  token: "t0ken",
  number: "+441632960999",
  extension_number: 501,
  name: "Main",
  note: "",
  size: 20,
  is_on: true,
  role_id: 3,
  price: "10.00",
  phone: "+441632960123",
  time_zone: "Europe/London",
  pin: "4711",
  password: "open sesame 1",
  store: uuid(1),
  members: [uuid(2), uuid(3)],
  tags: ["a", "b"],
  box: { label: "Box", code: "open sesame 2", count: 2 },
  users: [
    { uuid: uuid(4), created_on: "2026-01-01", name: "bob", email: "b@x", role_id: 1, password: "open sesame 3" },
    { uuid: uuid(5), created_on: "2026-01-01", name: "eve", email: "e@x", role_id: 3, password: "open sesame 6" },
    { uuid: uuid(6), created_on: "2026-01-01", name: "joe", email: "j@x", role_id: 3, password: "open sesame 7" },
  ],
  auth: [
    { uuid: uuid(7), updated_on: "2026-01-02", username: "one", password: "open sesame 4", line: "1" },
    { uuid: uuid(8), updated_on: "2026-01-02", username: "two", password: "open sesame 5", line: "" },
    { uuid: uuid(9), updated_on: "2026-01-02", username: "six", password: "open sesame 8", line: "6" },
  ],
  times: [
    { day: "mon", is_on: true },
    { day: "tue", is_on: false },
  ],
};
