import type { Field } from "../../provider/simulator/kinds/kind";
import type { JsonObject, Simulator } from "../../provider/simulator/index";
import { publicRecord } from "../../provider/simulator/log";
import { snapshot } from "../../provider/simulator/control";
import { MASK } from "../../provider/simulator/present";
import { NOBODY, OWNER, Requests, fieldsWhere, fullBody, rowsWhere, secretsOf, wrongValues } from "./rows";
import type { Row } from "./rows";
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

const isExtension = (field: Field): boolean => field.extension === true;
const isReferences = (field: Field): boolean => field.of?.sort === "reference";

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
    expect([created.status, resultOf(created)]).toMatchObject([201, body]);
    const uuid = uuidOf(created);
    const read = await requests.send("GET", uuid);
    expect([read.status, resultOf(read)]).toMatchObject([200, body]);
    expect(listOf(await requests.send("GET")).filter((item) => item["uuid"] === uuid)).toEqual([resultOf(read)]);
    const [words = ""] = fieldsWhere(row, ({ sort, extension }) => sort === "text" && extension !== true);
    const changed = { ...body, [words]: "another" };
    expect(resultOf(await requests.update(uuid, changed))).toMatchObject(changed);
    expect(resultOf(await requests.send("GET", uuid))).toMatchObject(changed);
    expect((await requests.send("DELETE", uuid)).status).toBe(204);
    for (const method of ["GET", "PUT", "DELETE"]) {
      expect((await requests.send(method, uuid, method === "PUT" ? { body } : {})).status).toBe(404);
    }
    expect(listOf(await requests.send("GET")).map((item) => item["uuid"])).not.toContain(uuid);
  });

  it("loses at a PUT what the PUT leaves out, but for a secret", async () => {
    const requests = await Requests.of(sim, row);
    const body = fullBody(row);
    const uuid = uuidOf(await requests.create(body));
    const optional = fieldsWhere(row, (field) => field.required !== true && field.secret !== true);
    const least = Object.fromEntries(Object.entries(body).filter(([name]) => !optional.includes(name)));
    const after = resultOf(await requests.update(uuid, least));
    const blank = { text: "", reference: "", wholeNumber: undefined, flag: false, list: [], object: undefined };
    expect(after).toMatchObject(least);
    expect(optional.map((name) => [name, after[name]])).toEqual(
      optional.map((name) => [name, blank[row.kind.fields[name]?.sort ?? "text"]]),
    );
  });

  it.each(["POST", "PUT"])("needs at a %s what is required, and nothing else", async (method) => {
    Object.assign(sim.switches, { errorResult: "detailed", missingPassword: "refused" });
    const requests = await Requests.of(sim, row);
    const body = fullBody(row);
    const required = fieldsWhere(row, (field) => field.required === true);
    const least = Object.fromEntries(required.map((name) => [name, body[name] ?? null]));
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
    const unset = fieldsWhere(row, (field) => field.required !== true && field.secret !== true);
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

const isSecret = (field: Field): boolean => field.secret === true;

describe.each(rowsWhere((row) => fieldsWhere(row, isSecret).length > 0))("%s, updated without its secret", (_name, row) => {
  it.each([
    ["kept", 200, "stays"],
    ["cleared", 200, "goes"],
    ["refused", 400, "stays"],
  ] as const)("missingPassword %s: %i, and it %s", async (position, status, becomes) => {
    const requests = await Requests.of(sim, row);
    const body = fullBody(row);
    const uuid = uuidOf(await requests.create(body));
    sim.switches.missingPassword = position;
    for (const name of fieldsWhere(row, isSecret)) {
      expect((await requests.update(uuid, without(body, name))).status).toBe(status);
      expect(sim.portal.find(uuid)?.record[name]).toBe(becomes === "stays" ? body[name] : undefined);
    }
  });

  it("missingPassword refused asks for none that the object never had", async () => {
    sim.switches.missingPassword = "refused";
    const requests = await Requests.of(sim, row);
    const optional = fieldsWhere(row, (field) => isSecret(field) && field.required !== true);
    const body = Object.fromEntries(Object.entries(fullBody(row)).filter(([name]) => !optional.includes(name)));
    expect((await requests.update(uuidOf(await requests.create(body)), body)).status).toBe(200);
  });
});

describe("extensions", () => {
  const EXTENSIONS = rowsWhere((row) => fieldsWhere(row, isExtension).length > 0);
  const field = (row: Row): string => fieldsWhere(row, isExtension)[0] ?? "";
  const bodyOf = (row: Row, extension: number): JsonObject => {
    const isText = row.kind.fields[field(row)]?.sort === "text";
    return { ...fullBody(row), [field(row)]: isText ? extension.toString() : extension };
  };

  it("are one pool for the flows, users, groups and mailboxes of a customer", async () => {
    expect(EXTENSIONS.map(([name]) => name)).toEqual(["flow", "user", "group", "mailbox"]);
    for (const [index, [, row]] of EXTENSIONS.entries()) {
      const requests = await Requests.of(sim, row);
      const extension = 8100 + index;
      expect((await requests.create(bodyOf(row, extension))).status).toBe(201);
      for (const [, other] of EXTENSIONS) {
        expect((await (await Requests.of(sim, other)).create(bodyOf(other, extension))).status).toBe(400);
      }
      expect((await call(sim, "POST", row.kind.path, { body: bodyOf(row, extension) })).status).toBe(201);
    }
  });

  it.each(["POST", "PUT"])("extensionConflict decides about a taken one at a %s", async (method) => {
    for (const [position, status] of [
      ["409", 409],
      ["allowed", method === "POST" ? 201 : 200],
    ] as const) {
      sim.switches.extensionConflict = position;
      for (const [, row] of EXTENSIONS) {
        sim.portal.addObject("user", { extension: 8500 }, OWNER);
        const requests = await Requests.of(sim, row);
        const uuid = method === "PUT" ? uuidOf(await requests.create(bodyOf(row, 8600 + sim.state.objects.size))) : "";
        expect((await requests.send(method, uuid, { body: bodyOf(row, 8500) })).status).toBe(status);
      }
    }
  });

  it.each([
    ["flow", 501],
    ["user", 1001],
    ["group", 601],
  ] as const)("next-extension of a %s is the lowest free one", async (name, first) => {
    const next = async (): Promise<unknown> => (await call(sim, "GET", `/voip/next-extension/${name}`, { customer: OWNER })).result;
    expect(await next()).toEqual({ next_extension: first });
    sim.portal.addObject("mailbox", { mailbox: first.toString() }, OWNER);
    expect(await next()).toEqual({ next_extension: first + 1 });
  });

  it.each(["mailbox", "number", "trunk"])("no page has a next-extension of a %s", async (name) => {
    expect((await call(sim, "GET", `/voip/next-extension/${name}`)).status).toBe(404);
  });
});

describe("objects below another: a trunk's logins", () => {
  const AUTH = { type: "ip", ip: "198.51.100.7" };
  const make = async (): Promise<string> => `/voip/trunk/${uuidOf(await call(sim, "POST", "/voip/trunk", { body: { name: "T" } }))}`;

  it("live under their own trunk alone, which shows them", async () => {
    const [trunk, other] = [await make(), await make()];
    const uuid = uuidOf(await call(sim, "POST", `${trunk}/auth`, { body: AUTH }));
    expect(listOf(await call(sim, "GET", `${trunk}/auth`))).toMatchObject([{ ...AUTH, uuid }]);
    expect(listOf(await call(sim, "GET", `${other}/auth`))).toEqual([]);
    expect((await call(sim, "GET", `${other}/auth/${uuid}`)).status).toBe(404);
    expect(resultOf(await call(sim, "GET", trunk))["auth"]).toMatchObject([{ ...AUTH, uuid }]);
    expect(resultOf(await call(sim, "GET", other))["auth"]).toEqual([]);
  });

  it("are kept by a PUT of the trunk, and hide their password in it", async () => {
    const trunk = await make();
    await call(sim, "POST", `${trunk}/auth`, { body: { type: "x", username: "u", password: "sentinel" } });
    sim.switches.passwordsShown = "masked";
    const shown = resultOf(await call(sim, "PUT", trunk, { body: { name: "renamed" } }));
    expect(shown).toMatchObject({ name: "renamed", auth: [{ username: "u", password: MASK }] });
  });

  it("go with their trunk, by the API and by the portal", async () => {
    for (const remove of [(path: string) => call(sim, "DELETE", path), (path: string) => sim.portal.remove(path.split("/").at(-1) ?? "")]) {
      const trunk = await make();
      await call(sim, "POST", `${trunk}/auth`, { body: AUTH });
      await remove(trunk);
      expect(sim.state.objects.size).toBe(0);
      expect((await call(sim, "GET", `${trunk}/auth`)).status).toBe(404);
    }
  });

  it("are 404 below a trunk that does not live", async () => {
    for (const [method, path] of [
      ["GET", "auth"],
      ["POST", "auth"],
      ["GET", `auth/${NOBODY}`],
    ] as const) {
      const answer = await call(sim, method, `/voip/trunk/${NOBODY}/${path}`, method === "POST" ? { body: AUTH } : {});
      expect(answer.status).toBe(404);
    }
    expect(sim.state.objects.size).toBe(0);
  });

  it("can be seeded by naming their trunk, which has to be there", async () => {
    const objects = { trunk: [{ uuid: NOBODY, name: "T" }], trunkAuth: [{ trunk: NOBODY, ...AUTH }] };
    const seeded = await startHere({ seed: { objects } });
    expect(listOf(await call(seeded, "GET", `/voip/trunk/${NOBODY}/auth`))).toMatchObject([AUTH]);
    expect(Object.hasOwn(seeded.portal.list("trunkAuth")[0] ?? {}, "trunk")).toBe(false);
    await expect(startHere({ seed: { objects: { trunkAuth: [AUTH] } } })).rejects.toThrow(
      "objects.trunkAuth[0]: trunk is not the uuid of a trunk",
    );
  });
});

describe("what each account has one of: call-recording retention", () => {
  const PATH = "/voip/call-retention";

  it("is there from the start, with nothing but its field, and is changed by a PUT", async () => {
    expect((await call(sim, "GET", PATH)).result).toEqual({ expires_in: 3 });
    expect((await call(sim, "PUT", PATH, { body: { expires_in: 5 } })).result).toEqual({ expires_in: 5 });
    expect((await call(sim, "GET", PATH)).result).toEqual({ expires_in: 5 });
    expect((await call(sim, "GET", PATH, { customer: OWNER })).result).toEqual({ expires_in: 3 });
  });

  it("is neither made nor deleted, and has no uuid in its path", async () => {
    for (const [method, path] of [
      ["POST", PATH],
      ["DELETE", PATH],
      ["GET", `${PATH}/${NOBODY}`],
    ] as const) {
      expect((await call(sim, method, path, method === "POST" ? { body: { expires_in: 5 } } : {})).status).toBe(404);
    }
  });

  it("is refused without its field, or with a value of another type", async () => {
    for (const body of [{}, { expires_in: "three" }, { expires_in: null }])
      expect((await call(sim, "PUT", PATH, { body })).status).toBe(400);
    expect((await call(sim, "GET", PATH)).result).toEqual({ expires_in: 3 });
  });

  it("does not keep a customer from being deleted, and goes with it", async () => {
    await call(sim, "PUT", PATH, { body: { expires_in: 5 }, customer: OWNER });
    const [uuid = ""] = sim.state.customers.keys();
    expect((await call(sim, "DELETE", `/account/reseller/${uuid}`)).status).toBe(204);
    expect(sim.state.objects.size).toBe(0);
  });

  it("can be seeded once", async () => {
    const seeded = await startHere({ seed: { objects: { retention: [{ expires_in: 7 }] } } });
    expect((await call(seeded, "GET", PATH)).result).toEqual({ expires_in: 7 });
    const twice = { objects: { retention: [{ expires_in: 7 }, { expires_in: 8 }] } };
    await expect(startHere({ seed: twice })).rejects.toThrow("objects.retention[1]: an account has one of these");
  });
});

describe("a list with a documented query: call history", () => {
  const at = (hour: number): number => Date.UTC(2026, 10, 29, hour) / 1000;
  const list = (query: string): Promise<Answer> => call(sim, "GET", `/voip/call?${query}`);
  const DAY = "start=2026-11-29T00:00:00Z&end=2026-11-29T23:00:00Z";
  beforeEach(() => {
    for (let hour = 0; hour < 24; hour++) sim.portal.addObject("call", { call_start_time: at(hour), call_type: "INBOUND" });
  });
  const hours = (answer: Answer): unknown[] => listOf(answer).map((item) => (Number(item["call_start_time"]) - at(0)) / 3600);

  it("shows what lies within the period, page by page", async () => {
    expect(hours(await list(DAY))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(hours(await list(`${DAY}&page=3`))).toEqual([20, 21, 22, 23]);
    expect(hours(await list(`${DAY}&limit=2&page=2`))).toEqual([2, 3]);
    expect(hours(await list("start=2026-11-29T05:00:00Z&end=2026-11-29T06:30:00Z"))).toEqual([5, 6]);
  });

  it.each(["", "start=2026-11-29T00:00:00Z", "end=2026-11-29T00:00:00Z", `${DAY}&limit=many`, `${DAY}&page=-1`])(
    "is refused with the query %p",
    async (query) => {
      expect((await list(query)).status).toBe(400);
    },
  );

  it("has no other command", async () => {
    const [uuid = ""] = sim.state.objects.keys();
    expect((await call(sim, "POST", "/voip/call", { body: {} })).status).toBe(404);
    expect((await call(sim, "GET", `/voip/call/${uuid}`)).status).toBe(404);
  });

  it("of a kind without one is ignored", async () => {
    expect(listOf(await call(sim, "GET", "/voip/group?limit=x"))).toEqual([]);
  });
});
