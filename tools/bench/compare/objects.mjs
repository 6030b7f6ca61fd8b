// @ts-check

/**
 * What a stack of the comparison holds: how many objects of each form, spread over customers that live already.
 * @typedef {{ groups: number, flows2: number, flows10: number, customers: number }} Size
 */

/** @typedef {"group" | "flow2" | "flow10"} Form */

/**
 * One object: what our class takes, and what the API's own path takes of the same object.
 * @typedef {{ form: Form, path: string, name: string, customer: string, customerName: string, args: Record<string, unknown>, wire: Record<string, unknown> }} Thing
 */

/** @param {number} number */
const uuid = (number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

/** @param {number} index */
export const customerUuid = (index) => uuid(900_000_000 + index);

/** The users that each customer has, whom groups and flows ring. @param {number} customer @param {number} index */
const userUuid = (customer, index) => uuid(800_000_000 + customer * 10 + index);

const usersEach = 4;

/** @param {Size} size */
export const countOf = ({ groups, flows2, flows10 }) => groups + flows2 + flows10;

/** The content of the server before a run. @param {Size} size @returns {import("pulumi-yay/simulator").Seed} */
export function seedOf({ customers }) {
  return {
    customers: Array.from({ length: customers }, (_, customer) => ({
      uuid: customerUuid(customer),
      name: `bench-${customer}`,
      contact_name: `Customer ${customer}`,
      objects: {
        user: Array.from({ length: usersEach }, (_, user) => ({
          uuid: userUuid(customer, user),
          display_name: `User ${user}`,
          extension: 200 + user,
        })),
      },
    })),
  };
}

/**
 * The objects of a stack, the same for every system.
 * @param {Size} size
 * @returns {Thing[]}
 */
export function thingsOf({ groups, flows2, flows10, customers }) {
  /** @type {[Form, number][]} */
  const counts = [
    ["group", groups],
    ["flow2", flows2],
    ["flow10", flows10],
  ];
  const forms = counts.flatMap(([form, count]) => Array.from({ length: count }, () => form));
  return forms.map((form, index) => thing(form, index, index % customers));
}

/** Of the object that one command changes: another name. @param {readonly Thing[]} things @returns {Thing[]} */
export function withOneChanged(things) {
  const [first, ...rest] = things;
  if (first === undefined) return [];
  const name = `${String(first.args["name"])}, renamed`;
  return [{ ...first, args: { ...first.args, name }, wire: { ...first.wire, name } }, ...rest];
}

/** @param {Form} form @param {number} index @param {number} customer @returns {Thing} */
function thing(form, index, customer) {
  const base = { form, name: `line-${index}`, customer: customerUuid(customer), customerName: `bench-${customer}` };
  const common = { name: `Line ${index}` };
  if (form === "group") {
    const members = [0, 1].map((user) => userUuid(customer, user));
    const extension = 2000 + index;
    return {
      ...base,
      path: "/voip/group",
      args: { ...common, extension, members },
      wire: { ...common, extension_number: extension, members },
    };
  }
  const flow = form === "flow2" ? twoSteps() : tenSteps(customer);
  const numbers = { ...common, extension: 2000 + index };
  return { ...base, path: "/voip/flow", args: { ...numbers, flow }, wire: { ...numbers, flow: wireFlow(flow, index) } };
}

/** @typedef {Record<string, Record<string, unknown>>} Flow */

/** @returns {Flow} */
const twoSteps = () => ({ start: { module: "start", next: "ring" }, ring: ringing("+441632960124") });

/** @param {string} number */
const ringing = (number) => ({ module: "extension", extensions: [{ type: "forward", number }] });

/** @param {number} customer @returns {Flow} */
function tenSteps(customer) {
  const rings = Object.fromEntries(
    [0, 1, 2, 3].map((user) => [
      `desk${user}`,
      {
        module: "extension",
        extensions: [{ type: "sipuser", uuid: userUuid(customer, user) }],
        noanswer: user < 3 ? `desk${user + 1}` : "mobile",
      },
    ]),
  );
  return {
    start: { module: "start", next: "record" },
    record: { module: "recording", next: "known" },
    known: { module: "calleridmatch", patterns: ["^44800", "anonymous"], match: "closed", nomatch: "menu" },
    menu: { module: "pressextension", next: { 1: "desk0", 2: "desk1", 3: "desk2", invalid: "desk0", timeout: "desk3" } },
    ...rings,
    mobile: { ...ringing("+441632960124"), noanswer: "closed" },
    closed: { module: "busy" },
  };
}

/** The same flow as the API has it: uuids in the places of names. @param {Flow} flow @param {number} index */
function wireFlow(flow, index) {
  const uuids = new Map(Object.keys(flow).map((step, place) => [step, uuid(index * 100 + place + 1)]));
  /** @param {unknown} target */
  const target = (target) =>
    typeof target === "string"
      ? uuids.get(target)
      : Object.fromEntries(Object.entries(target ?? {}).map(([key, step]) => [key, uuids.get(step)]));
  const led = ["next", "match", "nomatch", "noanswer"];
  return Object.fromEntries(
    Object.entries(flow).map(([step, body]) => [
      uuids.get(step),
      Object.fromEntries(Object.entries(body).map(([key, value]) => [key, led.includes(key) ? target(value) : value])),
    ]),
  );
}
