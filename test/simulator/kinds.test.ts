import type { Field } from "../../provider/simulator/kinds/kind";
import type { JsonObject, Simulator } from "../../provider/simulator/index";
import { publicRecord } from "../../provider/simulator/log";
import { snapshot } from "../../provider/simulator/control";
import { REDACTED, redact } from "../../provider/simulator/json";
import { MASK } from "../../provider/simulator/present";
import { NOBODY, OWNER, ROWS, Requests, fieldsWhere, fullBody, rowsWhere, secretsOf, shownOf, wrongValues } from "./rows";
import { call, closeAll, listOf, resultOf, startHere, uuidOf } from "./support";
import type { Answer } from "./support";

let sim: Simulator;
beforeEach(async () => {
  sim = await startHere({ seed: { customers: [{ name: OWNER, contact_name: "Ann" }] } });
});
afterEach(async () => {
  await closeAll();
  expect(sim.violations).toEqual([]);
});

/** What a refusal says, under errorResult "detailed". */
function reasonOf(answer: Answer): string {
  expect(answer.status).toBe(400);
  return String((resultOf(answer)["errors"] as string[])[0]);
}

const isReferences = (field: Field): boolean => field.of?.sort === "reference";

const isSecret = (field: Field): boolean => field.secret === true;

const isShown = ({ secret, file }: Field): boolean => secret !== true && file !== true;

const without = (body: JsonObject, name: string): JsonObject => Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));

/** The values of these keys, wherever they stand. */
function valuesUnder(names: readonly string[], value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (names.includes(key) ? [inner] : valuesUnder(names, inner)));
}

describe.each(rowsWhere())("%s, with every command", (_name, row) => {
  it("is created whole, read, listed, replaced and deleted", async () => {
    const requests = await Requests.of(sim, row);
    const body = fullBody(row);
    const created = await requests.create(body);
    expect([created.status, resultOf(created)]).toMatchObject([201, shownOf(row, body)]);
    const uuid = uuidOf(created);
    const read = await requests.send("GET", uuid);
    expect([read.status, resultOf(read)]).toMatchObject([200, shownOf(row, body)]);
    expect(listOf(await requests.send("GET")).filter((item) => item["uuid"] === uuid)).toEqual([resultOf(read)]);
    const [words = ""] = fieldsWhere(row, ({ sort, extension }) => sort === "text" && extension !== true);
    const changed = { ...body, [words]: "another" };
    expect(resultOf(await requests.update(uuid, changed))).toMatchObject(shownOf(row, changed));
    expect(resultOf(await requests.send("GET", uuid))).toMatchObject(shownOf(row, changed));
    expect((await requests.send("DELETE", uuid)).status).toBe(200);
    for (const method of ["GET", "PUT", "DELETE"]) {
      expect((await requests.send(method, uuid, method === "PUT" ? { body } : {})).status).toBe(404);
    }
    expect(listOf(await requests.send("GET")).map((item) => item["uuid"])).not.toContain(uuid);
  });

  it("loses at a PUT what the PUT leaves out, but for a secret and a file", async () => {
    const requests = await Requests.of(sim, row);
    const body = fullBody(row);
    const uuid = uuidOf(await requests.create(body));
    const optional = fieldsWhere(row, (field) => field.required !== true && isShown(field) && field.generated !== true);
    const least = Object.fromEntries(Object.entries(body).filter(([name]) => !optional.includes(name)));
    const after = resultOf(await requests.update(uuid, least));
    const blank = { text: "", base64: undefined, reference: "", wholeNumber: undefined, flag: false, list: [], object: undefined };
    expect(after).toMatchObject(shownOf(row, least));
    expect(optional.map((name) => [name, after[name]])).toEqual(
      optional.map((name) => [name, blank[row.kind.fields[name]?.sort ?? "text"]]),
    );
  });

  it.each(["POST", "PUT"])("needs at a %s what is required, and nothing else", async (method) => {
    Object.assign(sim.switches, { errorResult: "detailed", missingPassword: "refused", missingContent: "refused" });
    const requests = await Requests.of(sim, row);
    const body = fullBody(row);
    const required = fieldsWhere(row, (field) => field.required === true);
    // The switch asks for a secret that the server has made, too.
    const made = fieldsWhere(row, (field) => isSecret(field) && field.generated === true);
    const least = Object.fromEntries([...required, ...made].map((name) => [name, body[name] ?? null]));
    const uuid = method === "PUT" ? uuidOf(await requests.create(least)) : "";
    for (const name of required) {
      expect(reasonOf(await requests.send(method, uuid, { body: without(body, name) }))).toBe(`${name} is required`);
    }
    expect((await requests.send(method, uuid, { body: least })).status).toBe(method === "PUT" ? 200 : 201);
  });

  it.each(["POST", "PUT"])("is refused by %s with a value of another type, by the field's name", async (method) => {
    sim.switches.errorResult = "detailed";
    const requests = await Requests.of(sim, row);
    const body = fullBody(row);
    const uuid = method === "PUT" ? uuidOf(await requests.create(body)) : "";
    for (const [name, field] of Object.entries(row.kind.fields)) {
      if (field.readOnly === true) continue;
      for (const value of wrongValues(field)) {
        const reason = reasonOf(await requests.send(method, uuid, { body: { ...body, [name]: value } }));
        expect(reason.startsWith(name)).toBe(true);
      }
    }
  });

  it.each([
    ["kept", "blue"],
    ["ignored", undefined],
    ["refused", 400],
  ] as const)("unknownFields %s: takes a field that no page has accordingly", async (position, expected) => {
    sim.switches.unknownFields = position;
    const requests = await Requests.of(sim, row);
    const created = await requests.create({ ...fullBody(row), hat: "blue" });
    expect(created.status === 400 ? 400 : resultOf(created)["hat"]).toBe(expected);
  });

  it.each([
    ["ignored", 200],
    ["refused", 400],
  ] as const)("readOnlyFields %s: a PUT of what was read", async (position, status) => {
    sim.switches.readOnlyFields = position;
    const requests = await Requests.of(sim, row);
    const read = resultOf(await requests.create(fullBody(row)));
    expect((await requests.update(String(read["uuid"]), read)).status).toBe(status);
  });

  it("shows unset fields, flags and numbers as the switches say", async () => {
    const requests = await Requests.of(sim, row);
    const uuid = uuidOf(await requests.create(fullBody(row)));
    Object.assign(sim.switches, { numbers: "string", booleanDefault: "true", unsetFields: "null", dates: "timestamp" });
    const body = fullBody(row);
    const unset = fieldsWhere(row, (field) => field.required !== true && isShown(field) && field.generated !== true);
    const sent = Object.fromEntries(Object.entries(body).filter(([name]) => !unset.includes(name)));
    const shown = resultOf(await requests.update(uuid, sent));
    expect(unset.map((name) => [name, shown[name]])).toEqual(
      unset.map((name) => [name, row.kind.fields[name]?.sort === "flag" ? true : null]),
    );
    const numbers = fieldsWhere(row, ({ sort, required }) => sort === "wholeNumber" && required === true);
    expect(numbers.map((name) => shown[name])).toEqual(numbers.map((name) => String(body[name])));
    expect(shown["created_on"]).toMatch(/T09:30:00Z$/);
  });
});

describe.each(rowsWhere((row) => fieldsWhere(row, isReferences).length > 0))("references of %s", (_name, row) => {
  it.each(["created", "reversed"] as const)("listOrder %s: if their order means nothing, and only then", async (position) => {
    const requests = await Requests.of(sim, row);
    sim.switches.listOrder = position;
    for (const name of fieldsWhere(row, isReferences)) {
      const sent = [NOBODY, NOBODY.replace(/0$/, "2")];
      const shown = resultOf(await requests.create({ ...fullBody(row), [name]: sent }))[name];
      const isTurned = position === "reversed" && row.kind.fields[name]?.unordered === true;
      expect(shown).toEqual(isTurned ? [...sent].reverse() : sent);
    }
  });
});

it("lists whose order may matter keep it under listOrder reversed", async () => {
  sim.switches.listOrder = "reversed";
  const ranges = resultOf(await call(sim, "GET", "/authenticated"))["ip_addresses"];
  expect(ranges).toEqual(sim.state.account["ip_addresses"]);
  expect(ranges).toHaveLength(2);
});

describe.each(rowsWhere(({ name }) => name !== "customer"))("%s of a customer", (_name, row) => {
  it("belongs to the account it was made in alone", async () => {
    sim.portal.addCustomer({ name: "other", contact_name: "Bob" });
    const requests = await Requests.of(sim, row);
    const uuid = uuidOf(await requests.create(fullBody(row)));
    for (const method of ["GET", "PUT", "DELETE"]) {
      const body = method === "PUT" ? { body: fullBody(row) } : {};
      expect((await requests.send(method, uuid, { customer: "other", ...body })).status).toBe(404);
    }
    expect((await requests.send("GET", uuid)).status).toBe(200);
  });
});

describe.each(rowsWhere(({ kind }) => secretsOf(kind).length > 0))("secrets of %s", (_name, row) => {
  const names = secretsOf(row.kind);
  const given = valuesUnder(names, fullBody(row));

  it.each([
    ["clear", given],
    ["masked", given.map(() => MASK)],
    ["absent", []],
  ] as const)("passwordsShown %s: in every answer", async (position, expected) => {
    sim.switches.passwordsShown = position;
    const requests = await Requests.of(sim, row);
    const created = await requests.create(fullBody(row));
    const uuid = uuidOf(created);
    const answers = [created, await requests.send("GET", uuid), await requests.update(uuid, fullBody(row))];
    const listed = listOf(await requests.send("GET")).find((item) => item["uuid"] === uuid);
    for (const shown of [...answers.map(resultOf), listed]) expect(valuesUnder(names, shown)).toEqual(expected);
    expect(valuesUnder(names, sim.portal.find(uuid)?.record)).toEqual(given);
  });

  it("are in no log and on no page", async () => {
    expect(given.every((value) => typeof value === "string" && value !== "")).toBe(true);
    const requests = await Requests.of(sim, row);
    await requests.send("GET", uuidOf(await requests.create(fullBody(row))));
    const seen = [...sim.requests.map(publicRecord), snapshot(sim)];
    const shown = valuesUnder(names, seen).filter((value) => value !== "");
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter((value) => given.includes(value))).toEqual([]);
  });
});

it("a field is a secret of the table exactly if its name sounds like one", () => {
  for (const row of ROWS) {
    const redacted = fieldsWhere(row, () => true).filter((name) => JSON.stringify(redact({ [name]: "x" })).includes(REDACTED));
    expect([row.name, redacted]).toEqual([row.name, fieldsWhere(row, isSecret)]);
  }
});

/** A secret that a body brings, and no server makes. */
const isBrought = (field: Field): boolean => isSecret(field) && field.generated !== true;

describe.each(rowsWhere((row) => fieldsWhere(row, isBrought).length > 0))("%s, updated without its secret", (_name, row) => {
  it.each([
    ["kept", 200, "stays"],
    ["cleared", 200, "goes"],
    ["refused", 400, "stays"],
  ] as const)("missingPassword %s: %i, and it %s", async (position, status, becomes) => {
    const requests = await Requests.of(sim, row);
    const body = fullBody(row);
    const uuid = uuidOf(await requests.create(body));
    sim.switches.missingPassword = position;
    for (const name of fieldsWhere(row, isBrought)) {
      expect((await requests.update(uuid, without(body, name))).status).toBe(status);
      expect(sim.portal.find(uuid)?.record[name]).toBe(becomes === "stays" ? body[name] : undefined);
    }
  });

  it("missingPassword refused asks for none that the object never had", async () => {
    sim.switches.missingPassword = "refused";
    const requests = await Requests.of(sim, row);
    const optional = fieldsWhere(row, (field) => isBrought(field) && field.required !== true);
    const body = Object.fromEntries(Object.entries(fullBody(row)).filter(([name]) => !optional.includes(name)));
    expect((await requests.update(uuidOf(await requests.create(body)), body)).status).toBe(200);
  });
});
